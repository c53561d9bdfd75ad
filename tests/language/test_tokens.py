"""Tokens and sentences: every span leads back to its text."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.tokens import fold, sentences, tokenise

ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=300)


@given(ANY_TEXT)
def test_tokens_cover_all_that_is_no_space(text: str) -> None:
    tokens = tokenise(text)
    places = [i for token in tokens for i in range(token.start, token.end)]
    assert places == sorted(set(places))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(places))


@given(ANY_TEXT, st.booleans())
def test_sentences_part_the_tokens(text: str, ordinal_dot: bool) -> None:
    tokens = tokenise(text)
    found = sentences(text, tokens, frozenset({"mr"}), ordinal_dot)
    assert [i for s in found for i in range(s.first, s.last)] == list(range(len(tokens)))
    assert all((s.start, s.end) == (tokens[s.first].start, tokens[s.last - 1].end) for s in found)


def cut(text: str, **options: object) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, tokenise(text), **options)]  # type: ignore[arg-type]


def test_a_full_stop_ends_a_sentence_only_where_it_does() -> None:
    assert cut("Mr. Vail left. He met J. Orlo.", abbreviations=frozenset({"mr"})) == ["Mr. Vail left.", "He met J. Orlo."]
    assert cut("Er kam am 6. August an. Dann ging er.", ordinal_dot=True) == ["Er kam am 6. August an.", "Dann ging er."]


def test_closing_marks_stay_with_their_sentence() -> None:
    assert cut("“We came.” They left.") == ["“We came.”", "They left."]
    assert cut("双方会谈。随后签字。") == ["双方会谈。", "随后签字。"]


def test_scripts_without_spaces_are_cut_into_characters() -> None:
    assert [token.form for token in tokenise("제6차 회담")] == ["제", "6", "차", "회", "담"]


def test_folding_makes_the_same_word_one_form() -> None:
    assert fold("İSTANBUL") == fold("istanbul")
    assert fold("ёлка") == fold("Елка")
    assert fold("أحمد") == fold("احمد")
