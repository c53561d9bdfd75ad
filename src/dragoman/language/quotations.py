"""Quotation marks of every script: where quoted words begin and end, told from apostrophes, inch signs and the names of works.

Marks are paired within a paragraph. One that is never closed ends with its paragraph, and news style, which opens each further paragraph of
a speech anew and closes only the last, gives one quotation for each paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.language.analysis import Quotation
from dragoman.language.tokens import Sentence

LONGEST = 6000
"""Characters: what is longer was never closed, whatever the marks say."""

_CLOSERS = {
    "“": '”"',
    "„": '“”"',
    "”": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "″": "″",
    "＂": "＂",
    '"': '"',
    "''": "''",
    "``": "''",
    ",,": "''”“\"",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "’": "’",
}
_SINGLE = frozenset("‘‚'’")
_SYMMETRIC = frozenset(("”", "″", "＂", '"', "''", "'", "’"))
_REVERSIBLE = frozenset("»“‹›")
"""Marks that some languages open with and others close with."""
_LOST = frozenset("“”»")
"""Marks that close what began with its paragraph when the mark that opened it was lost on the way to us."""
_ALL = frozenset("".join(_CLOSERS) + "".join(_CLOSERS.values())) - {","}
_SIGN = re.compile(f"[{re.escape(''.join(sorted(_ALL)))},]")
"""Where a mark may begin."""
_BEFORE = frozenset("([{-–—:/¿¡…") | frozenset("「『《（【：，。、,")
_FINAL = frozenset(".!?。！？؟…")


@dataclass(slots=True)
class _Open:
    """A mark that waits for its partner: the mark, and where the words behind it begin."""

    mark: str
    start: int


def find_quotations(text: str, sentences: tuple[Sentence, ...]) -> tuple[Quotation, ...]:
    """All words between quotation marks, nested ones too, in the order of their beginnings; empty ones are left out.

    Only what lies in ``sentences`` is looked at, so that page furniture quotes nothing. Names of works in 《》 are no quotations.
    """
    found = [quotation for start, end in _paragraphs(text, sentences) for quotation in _within(text, start, end)]
    return tuple(sorted(found, key=lambda quotation: (quotation.start, -quotation.end)))


def _paragraphs(text: str, sentences: tuple[Sentence, ...]) -> Iterator[tuple[int, int]]:
    """The stretches in which marks are paired: lines, joined where a line ends inside a quotation and the next goes on with it."""
    lines: list[tuple[int, int]] = []
    paragraph = None
    for sentence in sentences:
        if sentence.paragraph == paragraph:
            lines[-1] = (lines[-1][0], sentence.end)
        else:
            lines.append((sentence.start, sentence.end))
        paragraph = sentence.paragraph
    i = 0
    while i < len(lines):
        start, end = lines[i]
        while i + 1 < len(lines) and _goes_on(text, (start, end), lines[i + 1]):
            i += 1
            end = lines[i][1]
        yield start, end
        i += 1


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a quotation left open at the end of a line is closed in the next, which a single line break parts from it."""
    between = text[line[1] : following[0]]
    if between.count("\n") != 1 or line[1] - line[0] > LONGEST or text[line[1] - 1] in _FINAL:
        return False
    waiting = [q for q in _within(text, *line) if not q.closed]
    if not waiting:
        return False
    joined = _within(text, line[0], following[1])
    return any(q.start == waiting[0].start and q.closed for q in joined)


def _within(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations of one paragraph."""
    found: list[Quotation] = []
    waiting: list[_Open] = []
    i = start
    while sign := _SIGN.search(text, i, end):
        i = sign.start()
        mark = _mark(text, i, end)
        if not mark:
            i += 1
            continue
        after = i + len(mark)
        partner = _partner(text, waiting, mark, i, after, start, end)
        if partner is not None:
            del waiting[partner + 1 :]
            opened = waiting.pop()
            _keep(found, text, opened.start, i, closed=True)
        elif _opens(text, mark, i, after, start, end):
            waiting.append(_Open(mark, after))
        elif not found and not waiting and mark in _LOST and not text[i - 1].isspace():
            _keep(found, text, start, i, closed=True)
        i = after
    for opened in waiting[:1]:
        if opened.mark not in _SINGLE:
            _keep(found, text, opened.start, end, closed=False)
    return found


def _keep(found: list[Quotation], text: str, start: int, end: int, closed: bool) -> None:
    words = text[start:end]
    if words.strip() and len(words) <= LONGEST:
        found.append(Quotation(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()), closed))


def _mark(text: str, i: int, end: int) -> str | None:
    """The quotation mark at offset i: two single quotes count as one mark, and so do two commas that words follow at once."""
    sign = text[i]
    if sign == "," and text.startswith(",,", i) and i + 2 < end and not text[i + 2].isspace() and text[i + 2] != ",":
        return ",,"
    if sign not in _ALL:
        return None
    if sign in "'`" and i + 1 < end and text[i + 1] == sign:
        return sign * 2
    return sign if sign != "`" else None


def _partner(text: str, waiting: list[_Open], mark: str, i: int, after: int, start: int, end: int) -> int | None:
    """The index of the open mark that this one closes, the innermost first, or None."""
    if mark in _SINGLE and not _closes_single(text, i, after, end):
        return None
    for k in range(len(waiting) - 1, -1, -1):
        opened = waiting[k]
        if mark not in _closers(opened.mark):
            continue
        if mark in _SYMMETRIC and mark == opened.mark and _only_opens(text, i, after, start, end):
            return None
        return k
    return None


def _closers(mark: str) -> tuple[str, ...]:
    closers = _CLOSERS[mark]
    return ("''", *closers.removeprefix("''")) if closers.startswith("''") else tuple(closers)


def _opens(text: str, mark: str, i: int, after: int, start: int, end: int) -> bool:
    if mark not in _CLOSERS or after >= end:
        return False
    if mark in _SINGLE:
        return _begins(text, i, start) and text[after].isalnum() and _single_closed(text, mark, after, end)
    if mark == ",,":
        return _begins(text, i, start)
    if mark in _SYMMETRIC or mark in _REVERSIBLE:
        if text[after].isspace():
            return False
        return _begins(text, i, start) or not text[i - 1].isdigit()
    return True


def _begins(text: str, i: int, start: int) -> bool:
    """Whether what stands before offset i lets a quotation begin there."""
    if i <= start:
        return True
    before = text[i - 1]
    return before.isspace() or before in _BEFORE or before in _ALL or "\u2e80" <= before <= "\ud7a3"


def _only_opens(text: str, i: int, after: int, start: int, end: int) -> bool:
    """Whether a mark with one shape for both ends can here only open: a space before it and none behind it."""
    return i > start and text[i - 1].isspace() and after < end and text[after].isalnum()


def _closes_single(text: str, i: int, after: int, end: int) -> bool:
    """Whether a single mark may close: no letter follows, for then it is an apostrophe."""
    return not text[i - 1].isspace() and (after >= end or not text[after].isalnum() or "\u2e80" <= text[after] <= "\ud7a3")


def _single_closed(text: str, mark: str, after: int, end: int) -> bool:
    """Whether a single mark that may open finds a partner before the paragraph ends."""
    closers = _closers(mark)
    return any(text[k] in closers and _closes_single(text, k, k + 1, end) for k in range(after + 1, min(end, after + LONGEST)))
