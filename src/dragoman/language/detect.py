"""Which language a text is in, and where a document of several languages passes from one to another.

The identifier (py3langid) sees pieces of a paragraph's length; each piece votes with its length and the identifier's certainty, so that the
menus of a page, which are short, or a motto in another language do not decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LIMIT = 20_000
"""Characters from a text's beginning that decide on its language."""
_PIECE = 600
_LEAST = 15
"""Letters that make any guess worth while; a sign that stands for a syllable or a word counts as three."""
_VOTING = 60
_PASSAGE = 240
"""Letters that make a passage in another language, not a name, a title or a quotation."""
_SURE = 0.8
_RANKED = 3
"""So many languages share a piece's vote: two that are near to each other win pieces of one text by turns."""
_SAME = {"yue": "zh", "wuu": "zh", "arz": "ar", "ary": "ar", "nn": "no", "nb": "no", "pcm": "en", "ms": "id"}
"""Languages that are read as another: Indonesian is taken for Malay as often as not, and what reads one reads the other."""
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”»)]*\s+|[。！？]+[」』”]*")
_SYLLABIC = re.compile("[\u2e80-\U0010ffff]")
_ADDRESS_SIGN = re.compile(r"://|@|\.(?:com|org|net|gov|int)\b")
"""One of these stands in every address: asked first, since it is found faster than where an address begins."""
_NOT_TEXT = re.compile(r"https?://\S+|\S{1,64}@\S+|[\w.-]{1,64}\.(?:com|org|net|gov|int)\b\S*")

Piece = tuple[int, int]
Passage = tuple[int, int, str | None]
Run = tuple[int, int, str | None, int]
"""A stretch of text with its language, if that is known, and its letters."""


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language of most of the text ("zh" for Chinese in any script); None where there is too little of it."""
    head = text[:LIMIT]
    votes: defaultdict[str, float] = defaultdict(float)
    for start, end in _pieces(head):
        weight = letters(head[start:end])
        if weight >= _VOTING:
            for language, certainty in ranked(head[start:end]):
                votes[language] += weight * certainty
    if votes:
        # the code decides between equals, so that the answer never hangs on an order
        return max(votes, key=lambda code: (votes[code], code))
    return identify(head)[0] if letters(head) >= _LEAST else None


def passages(text: str) -> list[Passage]:
    """The parts (start, end, language) of a text, in order and without gaps: one for a text in one language, none for an empty one.

    A stretch that is short or uncertain belongs to the part in which it stands.
    """
    weighed = [(start, end, letters(text[start:end])) for start, end in _pieces(text)]
    pieces = [(start, end, _sure(text[start:end], weight), weight) for start, end, weight in weighed]
    runs = _merged(_headed(text, pieces))
    runs = _merged([(start, end, language if weight >= _PASSAGE else None, weight) for start, end, language, weight in runs])
    if len({language for _, _, language, _ in runs}) <= 1 and runs:
        language = runs[0][2] or detect(text)
        return [(0, len(text), language)]
    return [(start, end, language) for start, end, language, _ in runs]


def identify(text: str) -> tuple[str | None, float]:
    """(language, certainty from 0 to 1) of a piece of text as a whole; None for what is no language with a two-letter code."""
    return next(iter(ranked(text)), (None, 0.0))


@lru_cache(maxsize=512)
def ranked(text: str) -> tuple[tuple[str, float], ...]:
    """The likeliest languages of a piece of text that have a two-letter code, as those of public records do, each with its certainty."""
    certainties: defaultdict[str, float] = defaultdict(float)
    for label, value in _identifier().rank(_without_addresses(text, " ")):
        certainties[_SAME.get(label, label)] += max(0.0, float(value))
    written = sorted((one for one in certainties.items() if len(one[0]) == 2), key=lambda one: (-one[1], one[0]))
    return tuple((code, min(1.0, value)) for code, value in written[:_RANKED])


@lru_cache(maxsize=1)
def detectable() -> frozenset[str]:
    """The codes that a text's language may be found to have."""
    return frozenset(code for label in _identifier().labels if len(code := _SAME.get(label, label)) == 2)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _sure(piece: str, weight: int) -> str | None:
    if weight < _VOTING:
        return None
    language, certainty = identify(piece)
    return language if certainty >= _SURE else None


def _headed(text: str, pieces: list[Run]) -> list[Run]:
    """The pieces, those too short to be sure of taken to what follows where they look like its language: a headline goes with its text."""
    if len({language for _, _, language, _ in pieces} - {None}) < 2:
        return pieces
    headed = list(pieces)
    for index in range(len(pieces) - 2, -1, -1):
        start, end, language, weight = pieces[index]
        following = headed[index + 1][2]
        if language is None and weight >= _LEAST and following and identify(text[start:end])[0] == following:
            headed[index] = (start, end, following, weight)
    return headed


def _merged(runs: list[Run]) -> list[Run]:
    """Neighbours of one language made one; those without one go with what stands before them, at the beginning with what follows."""
    known = next((language for _, _, language, _ in runs if language), None)
    filled = []
    for start, end, language, weight in runs:
        known = language or known
        filled.append((start, end, known, weight))
    merged = []
    for language, group in groupby(filled, key=lambda run: run[2]):
        members = list(group)
        merged.append((members[0][0], members[-1][1], language, sum(member[3] for member in members)))
    return merged


def _pieces(text: str) -> Iterator[Piece]:
    """The lines of a text with the blank lines behind them, long lines parted at the ends of sentences: without gaps."""
    start = 0
    for line in re.finditer(r"[^\n]*(?:\n\s*|$)", text):
        while line.end() - start > _PIECE:
            ends = [match.end() for match in _SENTENCE_END.finditer(text, start, min(start + _PIECE, line.end()))]
            end = ends[-1] if ends else start + _PIECE
            yield start, end
            start = end
        if line.end() > start:
            yield start, line.end()
            start = line.end()


def letters(piece: str) -> int:
    """Letters, those of syllabic and ideographic scripts three times; none for addresses."""
    plain = _without_addresses(piece, "")
    return sum(map(str.isalpha, plain)) + 2 * sum(unicodedata.category(char) == "Lo" for char in _SYLLABIC.findall(plain))


def _without_addresses(piece: str, instead: str) -> str:
    return _NOT_TEXT.sub(instead, piece) if _ADDRESS_SIGN.search(piece) else piece
