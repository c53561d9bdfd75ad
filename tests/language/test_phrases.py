"""Phrases: what a lexicon's notation finds."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.phrases import Phrases, expand
from dragoman.language.tokens import tokenise


def found(text: str, *phrases: str, proclitics: tuple[str, ...] = ()) -> list[str]:
    tokens = tokenise(text)
    matches = Phrases([(phrase, phrase) for phrase in phrases], proclitics).find(tokens)
    return [text[tokens[m.first].start : tokens[m.last - 1].end] for m in matches]


def test_a_star_stands_for_any_ending_and_any_middle() -> None:
    assert found("Sie besuchten Ruritanien", "besuch*") == ["besuchten"]
    assert found("der Vizeaußenminister kam", "*minister*") == ["Vizeaußenminister"]


def test_an_ellipsis_leaves_a_few_words_between() -> None:
    assert found("Der Minister kam am Montag mit ihm zusammen", "kam … zusammen") == ["kam am Montag mit ihm zusammen"]
    assert found("kam " + "sehr " * 20 + "zusammen", "kam … zusammen") == []


def test_the_longest_phrase_wins() -> None:
    assert found("the summit meeting", "summit", "summit meeting") == ["summit meeting"]


def test_alternatives() -> None:
    assert list(expand("defen(c|s)e (talks|)")) == ["defence talks", "defence", "defense talks", "defense"]


def test_scripts_without_spaces_need_no_marks() -> None:
    assert found("양국정상회담을 열었다", "정상회담") == ["정상회담"]


def test_proclitics_may_stand_in_front() -> None:
    assert found("واجتماع القمة", "اجتماع", proclitics=("و",)) == ["واجتماع"]


@given(st.text(max_size=200), st.lists(st.text(alphabet="abc *…|()", min_size=1, max_size=12), max_size=5))
def test_any_phrases_on_any_text(text: str, phrases: list[str]) -> None:
    tokens = tokenise(text)
    matches = Phrases([(phrase, 0) for phrase in phrases]).find(tokens)
    assert all(0 <= m.first < m.last <= len(tokens) for m in matches)
    assert all(left.last <= right.first or left.first == right.first for left, right in itertools.pairwise(matches))
