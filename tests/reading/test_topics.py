"""The telling words of each topic, in every language."""

from __future__ import annotations

import pytest
from made import made

import dragoman
from dragoman.language.lexicon import languages, load
from dragoman.model import TOPICS
from dragoman.reading.topics import topics


@pytest.mark.parametrize("language", languages())
def test_every_language_has_words_for_every_topic(language: str) -> None:
    lexicon = load(language)
    assert lexicon is not None
    assert set(lexicon.topics) == set(TOPICS)
    assert all(lexicon.topics[topic] for topic in TOPICS)
    assert set(lexicon.hints) == set(TOPICS)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They discussed missile defence, sanctions and human rights."),
        ("de", "Es ging um Raketenabwehr, Sanktionen und Menschenrechte."),
        ("fr", "Ils ont évoqué la défense antimissile, les sanctions et les droits de l'homme."),
        ("es", "Hablaron de la defensa antimisiles, las sanciones y los derechos humanos."),
        ("pt", "Falaram de mísseis, sanções e direitos humanos."),
        ("it", "Hanno discusso di missili, sanzioni e diritti umani."),
        ("ru", "Обсуждались противоракетная оборона, санкции и права человека."),
        ("uk", "Обговорили протиракетну оборону, санкції та права людини."),
        ("pl", "Mówiono o obronie przeciwrakietowej, sankcjach i prawach człowieka."),
        ("cs", "Jednali o protiraketové obraně, sankcích a lidských právech."),
        ("nl", "Zij spraken over raketafweer, sancties en mensenrechten."),
        ("sv", "De talade om missilförsvar, sanktioner och mänskliga rättigheter."),
        ("id", "Mereka membahas pertahanan rudal, sanksi dan hak asasi manusia."),
        ("tr", "Füze savunması, yaptırımlar ve insan hakları ele alındı."),
        ("ar", "بحثوا الدفاع الصاروخي والعقوبات وحقوق الإنسان."),
        ("ko", "미사일과 제재, 인권 문제를 논의했다."),
        ("ja", "ミサイル、制裁、人権について話し合った。"),
        ("zh", "双方讨论了导弹、制裁和人权问题。"),
    ],
)
def test_topics_stand_in_the_order_of_the_text(language: str, text: str) -> None:
    analysis = made(text, language)
    assert topics(analysis, 0, len(analysis.tokens)) == ("missile_defence", "sanctions", "human_rights")


def test_the_more_often_told_topic_comes_first() -> None:
    analysis = made("Trade came up. Sanctions were discussed, and sanctions again.")
    assert topics(analysis, 0, len(analysis.tokens)) == ("sanctions", "trade_investment")


def test_only_the_given_words_count() -> None:
    analysis = made("Trade came up. Sanctions were discussed.")
    assert topics(analysis, 0, 3) == ("trade_investment",)


def test_what_was_discussed_and_not_what_another_meeting_was_about() -> None:
    text = (
        "On 14 May 2031, Norwegian Foreign Minister Ada Quist met with her Chilean counterpart, Tomas Orrego, in Oslo to discuss fisheries "
        "and maritime security. On 2 June 2031 she will hold talks with Swedish Foreign Minister Eskil Brandt on counter-terrorism."
    )
    first, second = dragoman.read(text, language="en", published="2031-05-20").engagements
    assert "maritime" in first.topics
    assert "terrorism" not in first.topics
    assert second.topics[0] == "terrorism"
    assert "maritime" not in second.topics
