"""Names of mechanisms, short and full, and their rounds, on invented countries."""

from __future__ import annotations

import pytest
from made import made

from dragoman.reading import read
from dragoman.reading.channels import find_channels


def found(text: str, language: str = "en") -> list[tuple[str, int | None]]:
    return [(mention.name, mention.round) for mention in find_channels(made(text, language))]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "The Ruritania-Graustark Strategic Dialogue met for the sixth time.", 6),
        ("en", "The Ruritania-Graustark Strategic Dialogue is a yearly event, and its 13th session was the longest.", 13),
        ("en", "They met for the sixth round of the Ruritania-Graustark Strategic Dialogue.", 6),
        ("fr", "La Commission mixte s'est réunie pour la deuxième fois.", 2),
        ("de", "Der Strategische Dialog fand zum dritten Mal statt.", 3),
        ("zh", "联合委员会今年是第14次。", 14),
    ],
)
def test_a_round_told_apart_from_the_name(language: str, text: str, number: int) -> None:
    assert number in {told for _, told in found(text, language)}


def test_the_head_alone_means_the_mechanism_named_before() -> None:
    names = {name for name, _ in found("Ruritania attended the Joint Border Commission. The commission was set up in 2020.")}
    assert names == {"Joint Border Commission"}


def test_an_acronym_in_brackets_names_it_from_then_on() -> None:
    mentions = found("The Joint Border Commission (JBC) met in spring. Ruritania then hosted the JBC.")
    assert len(mentions) == 2
    assert len({name for name, _ in mentions}) == 1


def test_a_head_with_other_words_means_another() -> None:
    names = {name for name, _ in found("Ruritania attended the Joint Border Commission. Then the Joint Fisheries Commission met.")}
    assert len(names) == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'Ruritania and Graustark opened the exercise "Quiet Heron".'),
        ("en", "The drill, codenamed Quiet Heron, began."),
        ("en", "Exercise Quiet Heron 2031 began."),
        ("de", "„Quiet Heron“, die erste gemeinsame Übung, begann."),
        ("ru", "Начались учения Quiet Heron."),
    ],
)
def test_an_exercise_by_its_own_name(language: str, text: str) -> None:
    assert "Quiet Heron" in " ".join(name for name, _ in found(text, language))


def test_a_numbered_drill_is_the_only_exercise_that_the_text_names() -> None:
    mentions = found("Ruritania opened the 5th edition of the joint military drill. Exercise Quiet Heron 2031 is the name of it.")
    assert mentions[0] == ("Exercise Quiet Heron", 5)


@pytest.mark.parametrize(("text", "name"), [("They spoke of the 16+1 format.", "16+1"), ("The first 2+2 Ministerial Dialogue met.", "2+2")])
def test_formats_in_figures(text: str, name: str) -> None:
    assert any(name in told for told, _ in found(text))


def test_a_group_of_states_is_a_channel_of_those_it_joins() -> None:
    reading = read("Ministři zemí visegrádské čtyřky se dnes sešli v Praze.", language="cs", published="2024-03-05")
    (meeting,) = reading.engagements
    assert meeting.parties == ("CZE", "HUN", "POL", "SVK")
    assert [(channel.name, channel.parties) for channel in reading.channels] == [("Visegrádská čtyřka", ("CZE", "HUN", "POL", "SVK"))]
