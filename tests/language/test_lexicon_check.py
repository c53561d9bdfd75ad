"""The check of a lexicon: what can never work is named, what others have is missed, and the lexicons that come with the program pass."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.language.check import check
from dragoman.language.lexicon import Lexicon, languages, load


def findings(language: str = "ro", **sections: Any) -> dict[str, str]:
    """Where a lexicon with these sections and nothing else has faults, and which."""
    lexicon = Lexicon.model_validate({"language": "ro", "name": "Romanian", **sections})
    return {one.where: one.says for one in check(lexicon, language) if one.weight == "fault"}


@pytest.mark.parametrize("language", languages())
def test_no_lexicon_holds_what_can_never_work(language: str) -> None:
    lexicon = load(language)
    assert lexicon is not None
    assert [one for one in check(lexicon, language) if one.weight == "fault"] == []


@pytest.mark.parametrize("phrase", ["a … ", "… a", "a … … b", "vi*zită", "*", "((a|b)|c)", " "])
def test_a_phrase_that_can_never_be_found_is_a_fault(phrase: str) -> None:
    assert "status.held" in findings(status={"held": ["a avut loc", phrase]})


def test_a_sound_phrase_is_none() -> None:
    assert "status.held" not in findings(
        status={"held": ["s-a întâlnit", "întâln*", "*minister*", "a … avut", "(ieri|azi) a fost", "(a|) fost"]}
    )


def test_codes_of_dates_and_polities_are_checked() -> None:
    found = findings(
        dates={"relative": {"day:yesterday": ["ieri"]}, "offsets": {"day:-#": ["zile în urmă"]}, "months": {13: ["undecimber"]}},
        polities={"names": {"ro": ["România"]}, "scripts": ["latin"]},
    )
    assert {"dates.relative", "dates.offsets.day:-#", "dates.months", "polities.names"} <= found.keys()


def test_a_language_that_is_never_detected_or_misnamed_is_a_fault() -> None:
    assert "language" in findings("nb")
    assert "'ro'" in findings("ru")["language"]


def test_an_empty_lexicon_misses_what_the_others_have() -> None:
    empty = Lexicon(language="ro", name="Romanian")
    missing = {one.where for one in check(empty, "ro") if one.weight == "missing"}
    assert {"engagements.meeting.nouns", "status.planned", "offices.minister", "speech.verbs", "commitments.agreed"} <= missing


def test_the_same_words_in_lists_that_exclude_each_other_are_shown() -> None:
    lexicon = Lexicon.model_validate(
        {"language": "ro", "name": "Romanian", "status": {"held": ["va avea loc"], "planned": ["va avea loc"]}}
    )
    assert any(one.where == "status" and "held and in planned" in one.says for one in check(lexicon, "ro"))


def test_on_the_command_line() -> None:
    runner = CliRunner()
    assert "Korean" in runner.invoke(app, ["lexicon", "list"]).stdout
    done = runner.invoke(app, ["lexicon", "check", "en", "--format", "json"])
    assert done.exit_code == 0
    assert isinstance(json.loads(done.stdout), list)
    assert runner.invoke(app, ["lexicon", "check", "xx"]).exit_code == 1
