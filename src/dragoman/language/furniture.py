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
from dragoman.language.finder import Finder, bare, finder
from dragoman.language.lexicon import Furniture
from dragoman.model import Span

_PROSE = 60
"""Letters of a line that is a paragraph, if it ends as a sentence does."""
_LONG = 160
"""Letters of a line that is a paragraph however it ends."""
_LABEL = 110
"""Letters up to which a line with a phrase of furniture is furniture."""
_HEADLINE = 25
_HEADING = 30
_REST = 0.2
"""The part of all running text that may stand after the line which closes the document."""

_LINE = re.compile(r"[^\n]+")
_SEPARATOR = re.compile(r"\s*(?:[|·•»«›>→▲【】\[\]│｜\t]|::|\s/\s| {2,}|\u00a0{2,}|\u3000)\s*")
_SENTENCE = re.compile(r"(?:[.!?…。！？؟:;：；][\"'”’»)）」』\]]*|[.。！？!?][^\w\s]*)$")
_COPYRIGHT = re.compile(r"[©ⓒ]|\(c\)\s*\d{4}|\bcopyright\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+|\S{1,64}@[\w-]{1,64}\.\S+")
_DAY = re.compile(
    r"(?<!\d)\d{1,4}\s?[./年년-]\s?\d{1,2}\s?[./月월-]\s?\d{1,4}(?!\d)|\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]|[\w元]{2,4}年\d{1,2}月"
)
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
    publisher: str | None
    """Who issued the document, where a line around the text says so: an institution's own line, else the holder of the copyright."""


def layout(text: str, words: Furniture | None = None) -> Layout:
    """The layout of a text by the phrases of all lexicons, or those given."""
    words = words or known()
    lines = _lines(text, words)
    first, last = _body(lines)
    title = _title(lines, first)
    flags = _flags(lines, first, last, title)
    around = [line for index, line in enumerate(lines) if index != title and (flags[index] or not first <= index <= last)]
    return Layout(
        furniture=tuple((line.start, line.end) for line, flag in zip(lines, flags, strict=True) if flag),
        title=None if title is None else (lines[title].start, lines[title].end),
        publisher=_publisher(around, finder(words)),
    )


def _publisher(around: list[_Line], phrases: Finder) -> str | None:
    for line in around:
        if line.weight < _LABEL and not line.menu and not line.sentence and phrases.institutions.search(line.text.casefold()):
            return _plain_name(line.text)
    for line in around:
        holder = _holder(line.text) if _COPYRIGHT.search(line.text) else None
        if holder:
            return holder
    return None


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
        marked=weight <= _LABEL and (phrases.label(plain, segments) or _signed(said, weight)),
        notice=weight <= 4 * _LABEL and bool(phrases.notices.search(plain)),
        author=weight <= _LABEL and bool(phrases.authors.search(plain)),
        menu=_menu(said, segments, sentence),
        dated=len(said) < 300 and _dated(said),
        sentence=sentence,
    )


def _signed(said: str, weight: int) -> bool:
    """Copyright signs, and lines that hold little beside an address."""
    return bool(_COPYRIGHT.search(said)) or bool(_ADDRESS.search(said) and letters(_ADDRESS.sub("", said)) < 30 and weight < 100)


def _menu(said: str, segments: list[str], sentence: bool) -> bool:
    """Several short words between separators, or a path of them."""
    if sentence or len(segments) < 2 or max(map(len, segments)) > 45:
        return False
    return len(segments) >= 3 or bool(re.search(r"[>»›]", said))


def _dated(said: str) -> bool:
    if _COPYRIGHT.search(said):
        return False
    return bool(_DAY.search(said)) or any(1900 <= int(year) < 2100 for year in _FOUR.findall(said))


def _body(lines: list[_Line]) -> tuple[int, int]:
    """(first, last) index of the running text, both included; (0, number of lines) where there is none, so that nothing lies around it."""
    prose = [index for index, line in enumerate(lines) if line.prose and not (line.marked and line.weight < _LONG)]
    if not prose:
        return 0, len(lines)
    first, last = prose[0], prose[-1]
    last = _before_author_box(lines, first, last)
    total = sum(lines[index].weight for index in prose)
    for index in range(first + 1, last + 1):
        rest = [lines[later] for later in prose if later > index]
        closes = lines[index].notice or (lines[index].marked and all(line.weight < 2 * _PROSE for line in rest))
        if closes and sum(line.weight for line in rest) < _REST * total:
            last = max(earlier for earlier in prose if earlier < index)
            break
    # short sentences right after the last paragraph are text as well
    while last + 1 < len(lines) and _goes_on(lines[last + 1]):
        last += 1
    return first, last


def _goes_on(line: _Line) -> bool:
    return line.sentence and line.weight >= 12 and not (line.marked or line.notice or line.menu or line.author)


def _before_author_box(lines: list[_Line], first: int, last: int) -> int:
    """The last line of text before a box on the author: their name, a paragraph on them, a link to what else they wrote."""
    if last - 1 > first and last + 1 < len(lines) and lines[last + 1].author and not lines[last - 1].sentence:
        return max((index for index in range(first, last - 1) if lines[index].prose), default=last)
    return last


def _title(lines: list[_Line], first: int) -> int | None:
    """The index of the title above the running text: the headline that stands there twice, else the first below the last menu."""
    head = range(min(first, len(lines)))
    able = [index for index in head if _headline(lines[index])]
    plain = [_letters(lines[index].text) for index in head]
    for index in reversed(able):
        if any(other != index and plain[index] in plain[other] for other in head):
            return index
    stretch = [index for index in able if not any(_parts(lines[between]) for between in range(index + 1, max(able)))]
    if stretch:
        return stretch[0]
    short = [index for index in head if lines[index].weight >= 12 and not _parts(lines[index]) and not lines[index].dated]
    return max(short, key=lambda index: lines[index].weight, default=None)


def _headline(line: _Line) -> bool:
    date_alone = line.dated and not _BRACKETED_DAY.search(line.text) and letters(line.text) < 2 * _HEADLINE
    return line.weight >= _HEADLINE and not (line.marked or line.notice or line.menu or date_alone)


def _parts(line: _Line) -> bool:
    """Whether a line parts stretches of a page's head."""
    return line.marked or line.menu or line.notice


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _flags(lines: list[_Line], first: int, last: int, title: int | None) -> list[bool]:
    """For each line whether it is furniture."""
    flags = []
    listing = False  # the lines below a heading such as "Related" belong to it
    closed = False
    for index, line in enumerate(lines):
        strong = line.notice or (line.marked and not (line.prose and line.weight >= _PROSE * 2))
        if index == title:
            flag = False
        elif index < first:
            flag = _above(line, strong, title is not None and index > title)
        elif index <= last:
            flag = strong or line.author or (listing and not line.sentence and not line.dated and line.weight < _LABEL)
        else:
            closed = closed or strong or line.menu
            flag = closed or not (line.dated or line.weight >= _HEADING)
        listing = flag and (strong or listing)
        flags.append(flag)
    return flags


def _above(line: _Line, strong: bool, below_title: bool) -> bool:
    """Whether a line above the running text is furniture: all is but dates, and below the title what may be a subtitle or a caption."""
    if line.dated:
        return False
    return strong or line.menu or not (below_title and line.weight >= _HEADING)


def _plain_name(said: str) -> str | None:
    name = re.sub(r"\[[^\]]*\]|\([^)]*\)", "", said.rpartition(":")[2])
    return " ".join(bare(name).split()) or None


def _holder(said: str) -> str | None:
    """The holder of a copyright: what the sign and the years leave of the line's first sentence."""
    rest = re.sub(r"[©ⓒ<>]|\(c\)|\bcopyright\b|(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?", " ", said, flags=re.IGNORECASE)
    part = re.split(r"\s[–-]\s|,|\.\s|[|;]", rest.strip(" ,.-–"))[0]
    name = " ".join(bare(part).split())
    return name if 2 <= len(name) <= 80 else None
