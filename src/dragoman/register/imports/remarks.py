"""The telegraphic English of remarks ("Met with President Ozal; attended NATO Ministerial Meeting.") taken apart."""

from __future__ import annotations

import re
import tomllib
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dragoman.model import Participant

_CLAUSE = re.compile(r"[^.;]+(?:(?:(?<=\b[A-Z])|(?<=\b(?:St|Jr|Me|Lt))|(?<=\b(?:Gen|Col)))\.[^.;]*)*[.;]?")
_WITH = re.compile(r"\b(?:with|by|audience of)\s+(.+)", re.DOTALL)
_TALKED = re.compile(
    r"\b(?:met|meetings?|discuss(?:ed|ions)|talks|conferred|consult(?:ed|ations)|audience|lunch(?:eon)?|dinner)\b", re.IGNORECASE
)
_ATTENDED = re.compile(
    r"\b(?:attended|participated in|took part in|led the U\.S\. delegation to)\s+(?:an?\s+|the\s+)?(.+)", re.IGNORECASE | re.DOTALL
)
_SIGNED = re.compile(r"\bsigned\s", re.IGNORECASE)
_ACCOMPANIED = re.compile(r"\baccompanied\s+(.+)", re.IGNORECASE | re.DOTALL)
_PARTS = re.compile(r",?\s+and\s+(?:with\s+)?|,\s+(?:with\s+)?|\s+&\s+")
_NAME = re.compile(r"(?:[A-ZÀ-ÖØ-ÞĀ-ſ]|(?:al|el|as|ash|ad|an|ar|ul|ud|d|l|e)[-'’](?=[A-ZÀ-Þ]))[\w.'’-]*$")
_MONTHS = frozenset(month_name) - {""}
_JOINTS = frozenset(("of", "on", "for", "and", "the"))
_LONGEST_NAME = 9


@cache
def tables() -> dict[str, Any]:
    """The words of titles, organisations and countries."""
    return tomllib.loads((files(__package__) / "titles.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Clause:
    """One clause of the remarks, verbatim, and what it tells of."""

    text: str
    talks: tuple[Participant, ...] = ()
    """Those that were talked with."""
    attended: str | None = None
    """The occasion that was attended."""
    accompanied: tuple[Participant, ...] = ()
    signed: bool = False


def clauses(remarks: str) -> Iterator[Clause]:
    """The clauses of some remarks that tell of an engagement."""
    for match in _CLAUSE.finditer(remarks):
        text = match.group().strip(" .;")
        attended = _ATTENDED.search(text)
        accompanied = _ACCOMPANIED.search(text)
        with_whom = _WITH.search(text) if _TALKED.search(text) else None
        clause = Clause(
            text,
            talks=tuple(people(with_whom.group(1))) if with_whom else (),
            attended=attended.group(1) if attended else None,
            accompanied=tuple(people(accompanied.group(1))) if accompanied else (),
            signed=bool(_SIGNED.search(text)),
        )
        if clause.talks or clause.attended or clause.accompanied or clause.signed:
            yield clause


def people(text: str) -> Iterator[Participant]:
    """The persons that a list names with their offices: "Prime Minister Johnson and Queen Elizabeth II". Parties only where it says so."""
    for part in _PARTS.split(text):
        found = person(part)
        if found:
            yield found


@lru_cache(maxsize=8192)
def person(text: str) -> Participant | None:
    """One person with an office before the name; None where there is no such."""
    words = text.split()
    titles, particles = set(tables()["words"]), set(tables()["particles"])
    first = next((at for at, word in enumerate(words) if word in titles), None)
    if first is None:
        return None
    last = first
    while last < len(words) and (words[last] in titles or words[last : last + 2] == ["of", "State"]):
        last += 1
    if words[last - 1] in tables()["modifiers"]:
        return None
    end = last
    while end < len(words) and _goes_on(words, end):
        end += 1
    while end > last and words[end - 1] in particles:
        end -= 1
    name = " ".join(words[last:end]).strip(" ,.’'")
    if not name:
        return None
    realm = _polity(" ".join(words[end + 1 :])) if words[end : end + 1] == ["of"] else None
    party = realm or (_polity(" ".join(words[:first])) if first else None)
    return Participant(name=name, office=" ".join(words[first:last]), party=party)


def _goes_on(words: list[str], at: int) -> bool:
    """Whether a word can belong to a name: it begins with a capital, or is a particle before one that does."""
    if words[at] in tables()["particles"]:
        return at + 1 < len(words) and _goes_on(words, at + 1)
    return words[at] not in _MONTHS and bool(_NAME.match(words[at].rstrip(",")))


@lru_cache(maxsize=4096)
def _polity(words: str) -> str | None:
    """The polity that some words name ("Russian", "Jordan"), if they name just one."""
    from dragoman.language.analyse import analyse

    codes = {mention.code for mention in analyse(words, "en").polities}
    return codes.pop() if len(codes) == 1 else None


def is_head(office: str | None) -> bool:
    """Whether an office heads a state or a government."""
    words = set((office or "").split())
    return bool(words & set(tables()["heads"])) and not words & set(tables()["lesser"])


def organisation(occasion: str) -> str | None:
    """The organisation whose meeting an occasion is."""
    return next((code for name, code in tables()["organisations"].items() if re.search(rf"\b{re.escape(name.strip())}\b", occasion)), None)


def is_ceremony(occasion: str) -> bool:
    """Whether an occasion is a ceremony."""
    return any(word in occasion.lower() for word in tables()["ceremonies"])


def forum(occasion: str) -> str | None:
    """The name of a forum: words in capitals with a word for a gathering among them, and what it is on; None for any other occasion."""
    words = [word.strip(".,;") for word in re.split(r"\s+(?=of the Heads|in |at |from |during |held )", occasion)[0].split()]
    kept: list[str] = []
    for word in words:
        if word in _MONTHS or not (word[:1].isupper() or word[:1].isdigit() or _gathers(word) or (kept and word in _JOINTS)):
            break
        kept.append(word)
    while kept and kept[-1] in _JOINTS:
        kept.pop()
    named = any(word[:1].isupper() for word in kept) and any(map(_gathers, kept))
    return " ".join(kept) if named and 2 <= len(kept) <= _LONGEST_NAME else None


def recurs(name: str) -> bool:
    """Whether a forum's name is that of a standing mechanism: named in three words or more, and no mere meeting."""
    words = name.split()
    return sum(word[:1].isupper() for word in words) > 2 and any(word.strip("’'") in tables()["mechanisms"] for word in words)


def _gathers(word: str) -> bool:
    return word.strip("’'") in tables()["forums"]
