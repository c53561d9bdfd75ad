"""Who issued a document, and who reprinted it: told from the lines around the text, a line that names the source, the dateline's agency.

A page that carries another's text says so in one of three ways: the issuing body's own line at the foot, a label ("Source: …"), or the
agency in the dateline ("STRELSAU, 3 May (Agency) –"). Whose page it is says the holder of the copyright.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from dragoman.language.detect import letters
from dragoman.language.finder import Finder, bare

_LABEL = 110
_LONGEST = 80
_DASH = re.compile(r"\s[–—|-]\s")
COPYRIGHT = re.compile(r"[©ⓒ]|^\(c\)\s|\(c\)\s*\d{4}|\bcopyright\b", re.IGNORECASE)
_RIGHTS = re.compile(r"[©ⓒ<>]|\(c\)|\bcopyright\b|(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?", re.IGNORECASE)
_TAIL = re.compile(r"\s{2,}|\t|\u3000|[|·•;；。]|https?:|www\.|[,，、(（]?\s?(?<![^\W\d_])\d")
"""Where a name that stands behind a label ends: a gap, a separator, an address, a date."""
_COLON = re.compile(r"\s?[:：=]\s?")
_SIGNS = " \u3000*•-–—▶■◆※"
_GAP = re.compile(r"\s{2}$|[|·•:：\d/]\s?$")
_CLOSING = re.compile(r"[)）\]】]")
_AGENCY = re.compile(
    r"^[^\W\d_][^()\n]{1,50}\d[^()\n]{0,20}\(([^()\d\n=]{2,40})\)\s{0,2}\.?\s?(?:-{1,2}|[–—:])"  # STRELSAU, 3 May 1998 (Agency) –
    r"|^\(([^()\d\n=]{2,40})\)\s{0,2}[-–—]\s?[^\W\d_][^()\d\n]{1,30},[^()\d\n]{0,10}\d"  # (Agency) – Strelsau, 3 May –
    r"|[(（\[【][^()（）\[\]=\d\n]{1,20}=([^()（）\[\]=\d\n]{2,30})[)）\]】]"  # (Strelsau=Agency)
)
_OPENING = re.compile("[«„“”「『]")
_QUOTES = ("»", "”", "“", "」", "』", "’")
_OFFICIAL = re.compile(r"(?:^|[.@/])(?:gov|govt|gob|gouv|go|gc|mil|admin|europa)\.\w|\.(?:gov|mil|int)$")
"""Addresses that only states and organisations of states have."""
_HEAD = 3
"""Paragraphs among which the dateline stands."""


class Line(Protocol):
    """A line of a page, as `furniture` knows it."""

    @property
    def text(self) -> str: ...
    @property
    def weight(self) -> int: ...
    @property
    def marked(self) -> bool: ...
    @property
    def menu(self) -> bool: ...
    @property
    def sentence(self) -> bool: ...


class Issued(NamedTuple):
    """Who issued a document, and who reprinted it, where that is another; None for what nothing says."""

    publisher: str | None
    reprinted_by: str | None = None


def issued(around: Sequence[Line], body: Sequence[Line], phrases: Finder, site: str | None = None) -> Issued:
    """Who issued the document with these lines around its text, and who reprinted it. ``site`` is what its page calls itself."""
    holder = site or next((name for line in around if COPYRIGHT.search(line.text) and (name := _holder(line.text, phrases))), None)
    first = _sourced((*around, *body), phrases) or _institution(around, phrases) or _agency(body)
    if first is None or holder is None or alike(first, holder):
        return Issued(first or holder)
    # a ministry's page may bear its government's copyright, or that of its address, which is no reprint
    official = phrases.institutions.search(holder.casefold()) or _OFFICIAL.search(holder)
    return Issued(first, None if official else holder)


def alike(one: str, other: str) -> bool:
    """Whether two names are likely of one publisher: one within the other, or an acronym of it."""
    a, b = sorted((_letters(one), _letters(other)), key=len)
    initials = "".join(word[0] for word in re.findall(r"\w+", max(one, other, key=len))).casefold()
    return not a or a in b or (1 < len(a) <= 6 and a in initials)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _sourced(lines: Iterable[Line], phrases: Finder) -> str | None:
    """The name behind a label that names the source: on a short line, or in brackets."""
    for line in lines:
        text = line.text if len(line.text) <= 4 * _LABEL else line.text[-_LABEL:]
        for match in phrases.sources.finditer(text):
            name = _named(text, match)
            if name and not phrases.agencies.fullmatch(name.casefold()):
                return name
    return None


def _named(text: str, label: re.Match[str]) -> str | None:
    """The name behind a label, if the label stands as one: at the start of a line, behind a gap or a separator, in brackets."""
    before, behind = text[: label.start()], _COLON.match(text, label.end())
    bracket = before.rstrip().endswith(("(", "（", "[", "【"))
    if not behind or not (bracket or not before.strip(_SIGNS) or (letters(text) <= _LABEL and _GAP.search(before))):
        return None
    said = text[behind.end() :]
    name = " ".join(bare(_TAIL.split(_CLOSING.split(said)[0] if bracket else said.strip())[0]).split())
    return name if 2 <= len(name) <= _LONGEST and letters(name) >= 2 else None


def _institution(around: Iterable[Line], phrases: Finder) -> str | None:
    """A line that is an institution's name and nothing else."""
    for line in around:
        name = _plain_name(line.text) if line.weight < _LABEL and not (line.marked or line.menu or line.sentence) else None
        if name and "//" not in line.text and phrases.institutions.search(name.casefold()):
            return name
    return None


def _agency(body: Sequence[Line]) -> str | None:
    """The agency that a dateline names in brackets."""
    for line in body[:_HEAD]:
        match = _AGENCY.search(line.text[:200])
        if match:
            return " ".join(next(filter(None, match.groups())).split())
    return None


def _plain_name(said: str) -> str | None:
    """An institution's name without label, abbreviation in brackets, and what a dash parts from it."""
    name = _DASH.split(re.sub(r"\[[^\]]*\]|\([^)]*\)", "", said.rpartition(":")[2]))[0]
    return " ".join(bare(name).split()) or None


def _holder(said: str, phrases: Finder) -> str | None:
    """The holder of a copyright: what the sign, the years and the phrases of reserved rights leave of the line."""
    rest = (bare(part) for part in phrases.notices.split(_RIGHTS.sub(" ", said.casefold())))
    part = bare(re.split(r"\s[–-]\s|,|[.;|](?:\s|$)", next(filter(None, rest), ""))[0])
    start = said.casefold().find(part)
    if not part or start < 0:
        return None
    end = start + len(part)
    end += bool(_OPENING.search(part)) and said[end : end + 1] in _QUOTES  # what stands in quotation marks keeps both
    name = " ".join(said[start:end].split())
    return name if 2 <= len(name) <= _LONGEST else None
