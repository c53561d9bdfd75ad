"""A sentence cut into windows of pieces, as the model reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

START, STOP = 0, 2
MOST_PIECES = 158
"""Pieces of a window, without its two ends; sentences in training were as long at most."""
MOST_CHARACTERS = 1500
"""Characters given to the tokenizer at once: its time grows faster than its input."""
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of a part of a sentence with their places in the text; both ends are in it, of no width."""

    sentence: int
    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def windows(tokenizer: Tokenizer, text: str, number: int, start: int, end: int) -> Iterator[Window]:
    """The windows of one sentence: one, unless it is very long. None if it is blank."""
    while start < end:
        stop = _stop(text, start, end)
        encoding = tokenizer.encode(LONE_SURROGATE.sub("\ufffd", text[start:stop]))
        spans = [_bare(text, start + a, start + b) for a, b in encoding.offsets]
        ids = encoding.ids
        while ids:
            count = len(ids) if len(ids) <= MOST_PIECES else _cut(text, spans)
            if any(a < b for a, b in spans[:count]):
                here = (spans[0][0], spans[0][0]), (spans[count - 1][1], spans[count - 1][1])
                yield Window(number, (START, *ids[:count], STOP), (here[0], *spans[:count], here[1]))
            ids, spans = ids[count:], spans[count:]
        start = stop


def _stop(text: str, start: int, end: int) -> int:
    """Where to stop reading at once: the end, or a blank in the second half of what may be read."""
    if end - start <= MOST_CHARACTERS:
        return end
    blank = next((i for i in range(start + MOST_CHARACTERS - 1, start + MOST_CHARACTERS // 2, -1) if text[i].isspace()), None)
    return blank if blank is not None else start + MOST_CHARACTERS


def _cut(text: str, spans: list[tuple[int, int]]) -> int:
    """Number of pieces before a cut: after the last punctuation in the second half of the window, else before a blank, else all."""
    half = range(MOST_PIECES, MOST_PIECES // 2, -1)
    for count in half:
        start, end = spans[count - 1]
        if start < end and not text[end - 1].isalnum():
            return count
    return next((count for count in half if spans[count][0] > spans[count - 1][1]), MOST_PIECES)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks it begins with."""
    while start < end and text[start].isspace():
        start += 1
    return start, end
