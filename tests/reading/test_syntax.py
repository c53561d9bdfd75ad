"""Subjects as a trained model's trees show them, with trees made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import made

from dragoman.language.analysis import Analysis
from dragoman.language.encoder.types import Parse, Word
from dragoman.reading.syntax import Syntax


def parsed(text: str, tree: list[tuple[str, int, str]]) -> Analysis:
    """The analysis of one sentence with a tree: for each token part of speech, head and relation."""
    analysis = made(text)
    words = tuple(Word(t.start, t.end, pos, head, relation) for t, (pos, head, relation) in zip(analysis.tokens, tree, strict=True))
    return replace(analysis, parses=(Parse(words, ()),))


SHARED = parsed(
    "Ruritania met Graustark and agreed",
    [("PROPN", 1, "nsubj"), ("VERB", -1, "root"), ("PROPN", 1, "obj"), ("CCONJ", 4, "cc"), ("VERB", 1, "conj")],
)
DESCRIBED = parsed(
    "Zenda , who promised aid , left",
    [
        ("PROPN", 6, "nsubj"),
        ("PUNCT", 3, "punct"),
        ("PRON", 3, "nsubj"),
        ("VERB", 0, "acl"),
        ("NOUN", 3, "obj"),
        ("PUNCT", 3, "punct"),
        ("VERB", -1, "root"),
    ],
)


@pytest.mark.parametrize(("analysis", "verb", "subject"), [(SHARED, 1, {0}), (SHARED, 4, {0}), (DESCRIBED, 6, {0}), (DESCRIBED, 3, {0})])
def test_a_verb_has_its_own_subject_or_that_of_the_verb_it_is_joined_to(analysis: Analysis, verb: int, subject: set[int]) -> None:
    found = Syntax(analysis).subject(verb, verb + 1)
    assert found is not None and found.tokens == subject


def test_a_clause_that_describes_a_subject_is_no_part_of_it() -> None:
    found = Syntax(DESCRIBED).subject(6, 7)
    assert found is not None and not found.tokens & {2, 3, 4}


def test_without_a_model_nothing_is_known() -> None:
    assert Syntax(made("Ruritania agreed.")).subject(1, 2) is None
