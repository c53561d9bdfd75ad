"""Quotation marks of all languages: pairs, nesting, apostrophes, and what is never closed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.quotations import find_quotations
from dragoman.language.tokens import sentences, tokenise


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, sentences(text, tokenise(text)))]


@pytest.mark.parametrize(
    "text",
    [
        'She said, "the bridge is open" and left.',
        "She said, “the bridge is open” and left.",
        "She said, ''the bridge is open'' and left.",
        "She said, ‘the bridge is open’ and left.",
        "She said, 'the bridge is open' and left.",
        "Sie sagte, „the bridge is open“, und ging.",
        "Powiedziała: „the bridge is open”.",
        "Elle a dit : « the bridge is open ».",
        "Hun sagde: »the bridge is open«.",
        "Hon sade: ”the bridge is open”.",
        "彼女は「the bridge is open」と述べた。",
        "彼女は『the bridge is open』と述べた。",
        "«the bridge is open», — сказала она.",
    ],
)
def test_every_language_has_its_marks(text: str) -> None:
    assert quoted(text) == ["the bridge is open"]


def test_apostrophes_are_no_marks() -> None:
    assert quoted("Ruritania's ministers don't say whose it is; the countries' banks' rules aren't known.") == []
    assert quoted("‘Ruritania’s bridge isn’t open’, she said.") == ["Ruritania’s bridge isn’t open"]


def test_quotations_lie_in_one_another() -> None:
    assert quoted("“He called it ‘a good day’ and left,” she said.") == ["He called it ‘a good day’ and left,", "a good day"]
    assert quoted("她说：“把‘一’和‘二’连接起来。”") == ["把‘一’和‘二’连接起来。", "一", "二"]


def test_a_speech_of_several_paragraphs_opens_each_anew() -> None:
    assert quoted("She said: “The first part.\n\n“The second part.”\n\nHe left.") == ["The first part.", "The second part."]


def test_what_is_never_closed_ends_with_its_paragraph() -> None:
    text = "He announced that “the bridge is open. It was built last year.\n\nThe “river” is wide."
    found = find_quotations(text, sentences(text, tokenise(text)))
    assert [(text[q.start : q.end], q.closed) for q in found] == [("the bridge is open. It was built last year.", False), ("river", True)]


def test_a_quotation_may_run_over_a_line_break() -> None:
    assert quoted("She said “the bridge\nis open” and left.") == ["the bridge\nis open"]


def test_a_mark_that_lost_its_partner_closes_what_began_with_the_paragraph() -> None:
    assert quoted("The bridge is open,“ said the minister.") == ["The bridge is open,"]


def test_names_of_works_are_no_quotations() -> None:
    assert quoted("双方签署了《联合声明》。") == []


def test_breadcrumbs_quote_nothing() -> None:
    assert quoted("Home » News » World") == []


def test_furniture_quotes_nothing() -> None:
    text = "“Read more”\nShe left."
    outside = tuple(sentence for sentence in sentences(text, tokenise(text)) if sentence.start > 10)
    assert find_quotations(text, outside) == ()


@given(st.text(alphabet=st.sampled_from("ab 1\n.,\"'“”„«»‘’「」『』‹›″`:-é北"), max_size=80))
def test_quotations_lie_in_the_text_and_one_in_another_or_apart(text: str) -> None:
    found = find_quotations(text, sentences(text, tokenise(text)))
    for quotation in found:
        assert 0 <= quotation.start < quotation.end <= len(text)
        words = text[quotation.start : quotation.end]
        assert words == words.strip()
    for left in found:
        for right in found:
            assert left.end <= right.start or right.end <= left.start or left.start <= right.start <= left.end or right.start <= left.start
