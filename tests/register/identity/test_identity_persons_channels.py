"""Persons with their tenures, channels with their rounds."""

from __future__ import annotations

from datetime import date

from identity_fiction import document, engagement, people

from dragoman.model import Channel
from dragoman.register.identity import Document, Resolution, mechanisms, resolve

TODAY = date(2032, 1, 1)


def resolved(*documents: Document) -> Resolution:
    return resolve(documents, today=TODAY)


def meeting(name: str, *persons: str, **fields: object) -> Document:
    return document(name, engagement(date=str(fields.pop("date", "2031-05-14")), participants=people(*persons), **fields))


def test_one_person_in_three_scripts_with_tenures() -> None:
    found = resolved(
        meeting("a", "Alva Brenn, Deputy Foreign Minister, RUR", date="2029-03-01"),
        meeting("b", "Алва Бренн, министр иностранных дел, RUR", date="2031-05-14"),
        meeting("c", "알바 브렌, 외교장관, RUR", date="2031-09-01"),
    )
    (person,) = found.persons
    assert person.name == "Alva Brenn"
    assert person.names == ("Alva Brenn", "Алва Бренн", "알바 브렌")
    assert [(tenure.office, str(tenure.first), str(tenure.last)) for tenure in person.tenures] == [
        ("Deputy Foreign Minister", "2029-03-01", "2029-03-01"),
        ("министр иностранных дел", "2031-05-14", "2031-09-01"),
    ]


def test_names_of_few_syllables_that_sound_nearly_alike_need_an_office_in_common() -> None:
    known = meeting("a", "부제주, Defence Minister, RUR", date="2029-03-01")
    alike = meeting("b", "齐富佐, President, RUR", date="2031-05-14")
    assert len(resolved(known, alike).persons) == 2
    same = meeting("c", "齐富佐, Defence Minister, RUR", date="2029-04-01")
    assert [person.names for person in resolved(known, same).persons] == [("齐富佐", "부제주")]


def spoken(name: str, language: str, *persons: str, date: str = "2031-05-14", **fields: object) -> Document:
    return document(name, engagement(date=date, participants=people(*persons), **fields), language=language)


def test_a_person_is_shown_as_english_texts_write_the_name() -> None:
    found = resolved(
        spoken("a", "de", "Alwa Brenn, Außenministerin, RUR"),
        spoken("b", "de", "Alwa Brenn, Außenministerin, RUR", date="2031-06-02"),
        spoken("c", "en", "Alva Brenn, Foreign Minister, RUR", date="2031-07-03"),
        spoken("d", "en", "Brenn, Foreign Minister, RUR", date="2031-08-04"),
        spoken("e", "en", "Brenn, Foreign Minister, RUR", date="2031-08-11"),
    )
    (person,) = found.persons
    assert (person.name, [tenure.office for tenure in person.tenures]) == ("Alva Brenn", ["Foreign Minister"])


def test_an_office_in_many_words_is_one_tenure() -> None:
    offices = ("Secretary of Defense", "Verteidigungsminister", "secrétaire à la Défense", "Deputy Foreign Minister", "deputy minister")
    found = resolved(*(meeting(f"{at}", f"Alva Brenn, {office}, RUR", date=f"2031-05-{at + 10}") for at, office in enumerate(offices)))
    assert [len(person.tenures) for person in found.persons] == [2]


def test_a_name_in_capitals_is_shown_as_others_write_it() -> None:
    texts = (("a", "BRENN Alva"), ("b", "BRENN Alva"), ("c", "Brenn Alva"))
    documents = [meeting(name, f"{person}, Foreign Minister, RUR", date=f"2031-05-{at + 10}") for at, (name, person) in enumerate(texts)]
    assert [person.name for person in resolved(*documents).persons] == ["Brenn Alva"]


def test_a_channel_is_shown_as_english_texts_call_it() -> None:
    names = (("de", "Ruritanisch-Graustarkischer Strategischer Dialog"), ("de", "Strategischer Dialog"), ("en", "Strategic Dialogue"))
    documents = [spoken(f"{at}", language, channel=name, round=3) for at, (language, name) in enumerate(names)]
    assert [channel.name for channel in resolved(*documents).channels] == ["Strategic Dialogue"]


def test_namesakes_of_two_states_are_two() -> None:
    assert len(resolved(meeting("a", "Alva Brenn, President, RUR"), meeting("b", "Alva Brenn, President, GRK")).persons) == 2


def test_two_persons_of_one_document_stay_two() -> None:
    found = resolved(meeting("a", "Alva Brenn, President, RUR", "Alvo Brehn, Minister, RUR"), meeting("b", "Алва Бренн, президент, RUR"))
    assert len(found.persons) == 2


def test_a_family_name_alone_joins_by_office_and_time() -> None:
    whole = meeting("a", "Alva Brandtner, Foreign Minister, RUR")
    assert len(resolved(whole, meeting("b", "Brandtner, foreign minister, RUR")).persons) == 1
    assert len(resolved(whole, meeting("b", "Brandtner, chief of the navy, RUR", date="2011-05-14")).persons) == 2


def test_one_channel_in_many_languages_with_its_rounds() -> None:
    names = [
        "Ruritania-Graustark Strategic Dialogue",
        "стратегический диалог",
        "전략대화",
        "戦略対話",
        "الحوار الاستراتيجي",
        "Dialog Strategiczny",
    ]
    documents = [document(f"d{n}", engagement(date=f"20{20 + n}-05-14", channel=name, round=n + 1)) for n, name in enumerate(names)]
    (channel,) = resolved(*documents).channels
    assert [found.number for found in channel.rounds] == [1, 2, 3, 4, 5, 6]
    assert set(channel.names) == set(names)


def test_channels_of_other_subjects_kinds_or_parties_are_others() -> None:
    names = ["Strategic Dialogue", "Policy Consultation", "Joint Economic Commission", "Defence Dialogue", "Strategic Consultation"]
    documents = [document(f"d{n}", engagement(date=f"20{20 + n}", channel=name)) for n, name in enumerate(names)]
    documents.append(document("x", engagement(channel="Strategic Dialogue", parties=("RUR", "ZEN"))))
    assert len(resolved(*documents).channels) == 6


def test_accounts_of_one_engagement_teach_that_two_names_are_one_channel() -> None:
    told = {"participants": people("Alva Brenn, President, RUR", "Odo Talvi, President, GRK"), "place": "Strelsau"}
    found = resolved(
        document("a", engagement(channel="Strategic Security Dialogue", **told)),
        document("b", engagement(channel="консультации по стратегической стабильности", **told)),
    )
    assert len(found.engagements) == 1
    assert len(found.channels) == 1


def test_a_channel_has_the_level_that_documents_tell() -> None:
    told = Channel(name="Strategic Dialogue", parties=("GRK", "RUR"), level="vice_minister", evidence="the dialogue of the vice ministers")
    (channel,) = resolved(document("a", engagement(channel="Strategic Dialogue"), channels=[told])).channels
    assert (channel.level, channel.status, channel.parties) == ("vice_minister", "active", ("GRK", "RUR"))


def test_mechanisms_are_understood() -> None:
    name = mechanisms.read("Российско-Корейская совместная комиссия по экономическому и научно-техническому сотрудничеству")
    assert name.kinds == {"commission"}
    assert name.subjects == {"economic", "scientific", "technical"}
    assert name.polities == {"RUS", "KOR"}
    assert not name.rest
    assert mechanisms.read("Tiger Triumph").rest == ("tiger", "triumph")
