"""What counts as a commitment, whom it binds, and when it falls due."""

from __future__ import annotations

import pytest
from made import made

from dragoman.model import Commitment, Engagement
from dragoman.reading.commitments import commitments
from dragoman.reading.statements import statements


def read(text: str, language: str = "en", published: str | None = None, deadlines: dict[str, str] | None = None) -> list[Commitment]:
    """The commitments of a text about a meeting of Ruritania and Graustark."""
    analysis = made(text, language, published, deadlines)
    meeting = Engagement(type="meeting", status="held", parties=("GRA", "RUR"), main=True, evidence="met", span=(0, 1))
    return commitments(analysis, [meeting], statements(analysis))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The two sides agreed to expand trade between the two countries."),
        ("de", "Beide Seiten vereinbarten, den Handel zwischen den Ländern auszubauen."),
        ("fr", "Les deux parties sont convenues de développer le commerce entre les deux pays."),
        ("es", "Ambas partes acordaron ampliar el comercio entre los dos países."),
        ("pt", "As duas partes acordaram ampliar o comércio entre os dois países."),
        ("it", "Le due parti hanno concordato di ampliare il commercio tra i due paesi."),
        ("ru", "Стороны договорились расширить торговлю между двумя странами."),
        ("uk", "Сторони домовилися розширити торгівлю між двома країнами."),
        ("pl", "Strony uzgodniły rozwój handlu między obu krajami."),
        ("cs", "Obě strany se dohodly na rozšíření obchodu mezi oběma zeměmi."),
        ("nl", "Beide partijen zijn overeengekomen de handel tussen de landen uit te breiden."),
        ("sv", "Parterna enades om att utöka handeln mellan länderna."),
        ("tr", "İki taraf, ülkeler arasındaki ticareti geliştirme konusunda anlaştı."),
        ("id", "Kedua pihak sepakat meningkatkan perdagangan kedua negara."),
        ("ar", "واتفق الجانبان على توسيع التجارة بين البلدين."),
        ("ko", "양측은 양국 간 무역을 확대하기로 했다."),
        ("ja", "双方は両国間の貿易を拡大することで一致した。"),
        ("zh", "双方同意扩大两国贸易。"),
    ],
)
def test_both_sides_are_bound_by_what_they_agree(language: str, text: str) -> None:
    (one,) = read(text, language)
    assert (one.status, one.parties) == ("agreed", ("GRA", "RUR"))
    assert one.topics[0] == "trade_investment"
    assert one.evidence in text


def test_one_side_pledges() -> None:
    (one,) = read("Ruritania promised to send medical aid to the border region.")
    assert (one.status, one.parties, one.action) == ("pledged", ("RUR",), "send medical aid to the border region")


def test_one_side_proposes() -> None:
    (one,) = read("Ruritania proposed that trade talks be resumed.")
    assert one.status == "proposed" and "RUR" in one.parties


def test_a_speaker_binds_their_own_side() -> None:
    (one,) = read("“We will work toward a balance of trade on the river,” said Anna Zenda.")
    assert (one.status, one.parties) == ("pledged", ("RUR",))


def test_a_deadline_is_when_it_falls_due() -> None:
    (one,) = read("The two sides agreed to open the border bridge by the end of 2031.", deadlines={"by the end of 2031": "../2031-12"})
    assert str(one.due) == "../2031-12"


def test_a_list_behind_one_verb_is_several_commitments() -> None:
    found = read("The two sides agreed to expand trade on the river; and to open three border bridges together.")
    assert [one.action for one in found] == ["to expand trade on the river", "and to open three border bridges together"]
    assert {one.parties for one in found} == {("GRA", "RUR")}


@pytest.mark.parametrize(
    "text",
    [
        "The two sides shared the view that trade is important.",
        "Ruritania hopes to expand trade.",
        "The two sides failed to agree on trade.",
        "Anna Zenda will visit Graustark next week.",
        "The river is wide and the weather was fine.",
        "",
    ],
)
def test_wishes_views_and_travel_bind_nobody(text: str) -> None:
    assert read(text) == []


def test_a_document_without_dealings_needs_more_than_a_word() -> None:
    analysis = made("The mayor promised a new playground.")
    assert commitments(analysis) == []


def test_two_verbs_in_one_clause_are_one_promise() -> None:
    (one,) = read("The two sides agreed on a plan of both governments that promises to expand trade on the river.")
    assert one.status == "agreed"


def test_what_stands_in_a_clause_of_its_own_is_a_promise_of_its_own() -> None:
    found = read("The two sides agreed to expand trade on the river; Ruritania promised to send medical aid to the border region.")
    assert [(one.status, one.parties) for one in found] == [("agreed", ("GRA", "RUR")), ("pledged", ("RUR",))]


def test_a_word_with_a_capital_inside_a_sentence_is_part_of_a_name() -> None:
    assert read("The two sides spoke of trade in the hall Will of the river.") == []
