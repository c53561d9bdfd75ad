"""Page furniture: what is not a page's text: menus, share lines, tags, related headlines, copyright, counters, comment prompts.

Everything is told from lines: where the running text begins and ends, what a line looks like (separators, signs, addresses), and phrases of
the lexicons, those of all languages at once, since pages mix them. The title and what bears the document's date are never furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.language import lexicon
from dragoman.language.detect import letters
from dragoman.language.finder import Finder, finder
from dragoman.language.lexicon import Furniture
from dragoman.language.publisher import COPYRIGHT, Issued, issued
from dragoman.model import Span

_PROSE = 60
"""Letters of a line that is a paragraph, if it ends as a sentence does."""
_LONG = 250
"""Letters of a line that is a paragraph however it ends."""
_LABEL = 110
"""Letters up to which a line with a phrase of furniture is furniture, and above which a last line is text that was cut off."""
_HEADLINE = 20
_LONGEST_HEADLINE = 150
_HEADING = 30
_HEAD = 60
"""Lines above the running text among which the title is looked for."""
_REST = 0.3
"""The part of all running text that may stand after the line which closes the document."""

_LINE = re.compile(r"[^\n]+")
_SEPARATOR = re.compile(r"\s*(?:[|·•›>→▲【】│｜\t]|::|\s/\s|(?<!\S)[«»](?!\S)| {2,}|\u00a0{2,}|\u3000)\s*")
_SENTENCE = re.compile(r"(?:[.!?…。！？؟:;：；][\"'”’»)）」』\]]*|[.。！？!?][^\w\s]*)$")
_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|\S{1,64}@[\w-]{1,64}\.\S+")
_LINK = re.compile(r"(?:[*•·+-]\s*)?\[[^\[\]]{1,200}\]\([^()\s]{1,500}(?:\s+\"[^\"]{0,200}\")?\)$")
"""A line that is nothing but a link, as Markdown has it."""
_DAY = re.compile(
    r"(?<!\d)\d{1,4}\s?[./年년-]\s?\d{1,2}\s?[./月월-]\s?\d{1,4}(?!\d)|\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]|[\w元]{2,4}年\d{1,2}月"
)
_DATELINE = re.compile(r"[^\W\d_][^\d,]{1,40},\s[^\d,]{0,12}\d{1,2}(?!\d)")
_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_BRACKETED_DAY = re.compile(r"\([^()]{0,12}\d{1,4}[./年-]\d{1,2}[./月-]\d{1,4}[^()]{0,4}\)|[\s–-]\d{4}-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the blanks around it, and what it looks like."""

    start: int
    end: int
    text: str
    weight: int
    marked: bool
    """A phrase, a sign or an address makes it furniture."""
    notice: bool
    """A phrase makes it furniture even as a paragraph."""
    author: bool
    menu: bool
    dated: bool
    sentence: bool

    @property
    def prose(self) -> bool:
        return not self.notice and not self.menu and ((self.sentence and self.weight >= _PROSE) or self.weight >= _LONG)


@lru_cache(maxsize=1)
def known() -> Furniture:
    """The furniture sections of all lexicons together."""
    sections = [found.furniture for found in map(lexicon.load, lexicon.languages()) if found]
    return Furniture(
        **{name: tuple(sorted({word for section in sections for word in getattr(section, name)})) for name in Furniture.model_fields}
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """What lies around a document's running text. Spans are in order and disjoint, and the title is not among them."""

    furniture: tuple[Span, ...]
    title: Span | None
    """The line that is the document's title; None where the text begins without one."""
    issued: Issued
    """Who issued the document, and who reprinted it, where lines around the text say so."""


def layout(text: str, words: Furniture | None = None, site: str | None = None) -> Layout:
    """The layout of a text by the phrases of all lexicons, or those given; ``site`` is what its page calls itself."""
    words = words or known()
    lines = _lines(text, words)
    first, last = _body(lines)
    title = _title(lines, first, finder(words))
    flags = _flags(lines, first, last, title)
    around = [line for index, line in enumerate(lines) if index != title and (flags[index] or not first <= index <= last)]
    body = [line for index, line in enumerate(lines) if first <= index <= last and not flags[index]]
    return Layout(
        furniture=tuple((line.start, line.end) for line, flag in zip(lines, flags, strict=True) if flag),
        title=None if title is None else (lines[title].start, lines[title].end),
        issued=issued(around, body, finder(words), site),
    )


def _lines(text: str, words: Furniture) -> list[_Line]:
    phrases = finder(words)
    found = []
    for match in _LINE.finditer(text):
        said = match.group().strip()
        if said:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append(_line(start, said, phrases))
    return found


def _line(start: int, said: str, phrases: Finder) -> _Line:
    weight = letters(said) if len(said) < 2000 else len(said)
    segments = [segment for segment in _SEPARATOR.split(said) if segment] if len(said) < 600 else [said]
    sentence = bool(_SENTENCE.search(said[-12:]))
    plain = said.casefold()
    return _Line(
        start=start,
        end=start + len(said),
        text=said,
        weight=weight,
        marked=bool(_LINK.match(said)) or (weight <= _LABEL and (phrases.label(plain, segments, sentence) or _signed(said, weight))),
        notice=weight <= 4 * _LABEL and bool(phrases.notices.search(plain)),
        author=weight <= _LABEL and bool(phrases.authors.search(plain)),
        menu=_menu(said, segments, sentence),
        dated=len(said) < 300 and _dated(said),
        sentence=sentence,
    )


def _signed(said: str, weight: int) -> bool:
    """Copyright signs, and lines that hold little beside an address."""
    return bool(COPYRIGHT.search(said)) or bool(_ADDRESS.search(said) and letters(_ADDRESS.sub("", said)) < 30 and weight < 100)


def _menu(said: str, segments: list[str], sentence: bool) -> bool:
    """Several short words between separators, or a path of them."""
    if sentence or len(segments) < 2 or max(map(len, segments)) > 45:
        return False
    return len(segments) >= 3 or bool(re.search(r"[>›]|\s»\s", said))


def _dated(said: str) -> bool:
    if COPYRIGHT.search(said):
        return False
    return bool(_DAY.search(said)) or any(1900 <= int(year) < 2100 for year in _FOUR.findall(said))


def _body(lines: list[_Line]) -> tuple[int, int]:
    """(first, last) index of the running text, both included; (0, number of lines) where there is none, so that nothing lies around it."""
    plain = [not line.marked or line.weight >= _LONG for line in lines]
    first = next((index for index, line in enumerate(lines) if line.prose and plain[index]), None)
    if first is None:
        return 0, len(lines)
    text = [index for index, line in enumerate(lines) if index >= first and plain[index] and (line.prose or _cut_off(line))]
    last = _before_author_box(lines, text)
    last = _before_closing(lines, text, first, last)
    # short sentences right after the last paragraph are text as well
    while last + 1 < len(lines) and _goes_on(lines[last + 1]):
        last += 1
    return first, last


def _cut_off(line: _Line) -> bool:
    return line.weight >= _LABEL and not (line.notice or line.menu)


def _before_closing(lines: list[_Line], text: list[int], first: int, last: int) -> int:
    """The last line of text before the one that closes the document: a notice, or a line with a phrase if only headlines follow on it."""
    total = sum(lines[index].weight for index in text)
    rest = longest = 0
    closing = last + 1
    behind = set(text)
    for index in range(last, first, -1):
        line = lines[index]
        if rest >= _REST * total:
            break
        if line.notice or (line.marked and longest < _LABEL):
            closing = index
        if index in behind:
            rest += line.weight
            longest = max(longest, line.weight)
    return max(index for index in text if index < closing)


def _goes_on(line: _Line) -> bool:
    return line.sentence and line.weight >= 12 and not (line.marked or line.notice or line.menu or line.author)


def _before_author_box(lines: list[_Line], text: list[int]) -> int:
    """The last line of text before a box on the author: their name, a paragraph on them, a link to what else they wrote."""
    last = text[-1]
    boxed = len(text) > 1 and last + 1 < len(lines) and lines[last + 1].author and last - 1 > text[-2] and not lines[last - 1].sentence
    return text[-2] if boxed else last


def _title(lines: list[_Line], first: int, phrases: Finder) -> int | None:
    """The index of the title among the lines above the running text, by what headlines are like."""
    head = range(max(0, min(first, len(lines)) - _HEAD), min(first, len(lines)))
    able = [index for index in head if lines[index].weight >= _HEADLINE and not _parts(lines[index])]
    if not able:
        return None
    last_menu = max((index for index in head if _parts(lines[index]) and index < able[-1]), default=-1)
    plain = {index: _letters(lines[index].text) for index in head}

    def likeness(index: int) -> int:
        line = lines[index]
        twice = any(other != index and plain[index] in plain[other] for other in head)
        dated = line.dated and not _BRACKETED_DAY.search(line.text)
        body = line.weight < 100 and bool(phrases.institutions.search(line.text.casefold()))
        told = line.sentence and line.text[-1] not in "?!؟？！"
        size = min(line.weight, 60) // 10 * 10 - 20 * (line.weight > _LONGEST_HEADLINE)
        return size + 40 * twice + 15 * (index > last_menu) - 30 * dated - 30 * told - 20 * body

    # of two alike the upper one, but of a headline that stands twice the lower one
    best = max(able, key=lambda index: (likeness(index), -index if list(plain.values()).count(plain[index]) < 2 else index))
    return best if likeness(best) >= 10 else None


def _parts(line: _Line) -> bool:
    """Whether a line parts stretches of a page's head."""
    return line.marked or line.menu or line.notice


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _flags(lines: list[_Line], first: int, last: int, title: int | None) -> list[bool]:
    """For each line whether it is furniture."""
    flags: list[bool] = []
    above = {line.text for line in lines[:first]}
    named = "\0" if title is None else _letters(lines[title].text)
    listing = False  # the lines below a heading such as "Related" belong to it
    closed = any(line.author for line in lines[last + 1 :])
    for index, line in enumerate(lines):
        strong = line.notice or (line.marked and not (line.prose and line.weight >= _LABEL))
        if index == title:
            flag = False
        elif index < first:
            flag = _above(line, strong, title is not None and index > title)
        elif index <= last:
            flag = strong or line.author or (listing and not line.sentence and not line.dated and line.weight < _PROSE)
        else:
            closed = closed or strong or line.menu or line.text in above or named in _letters(line.text)
            flag = closed or not (line.dated or line.weight >= _HEADING)
        listing = flag and (strong or listing)
        flags.append(flag)
    return flags


def _above(line: _Line, strong: bool, below_title: bool) -> bool:
    """Whether a line above the running text is furniture: all is but dates, long captions, and below the title what may be a subtitle."""
    if line.dated or _DATELINE.match(line.text):
        return False
    return strong or line.menu or line.weight < (_HEADING if below_title else _LABEL)
