"""The measure of a reading against a gold reading (docs/reading-format.md).

engagements   found: precision, recall, F1 of whole entries, paired one to one by likeness
slots         the same entries field by field: the headline figure, since it counts what a user would read
main          share of documents whose main engagements all came back with type, status, date and parties right
channels, commitments, statements   F1 of whole entries
overall       0.5 slots + 0.1 channels + 0.2 commitments + 0.2 statements
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Entry = dict[str, Any]
LISTS = ("engagements", "channels", "commitments", "statements")
FIGURES = ("engagements", "slots", "main", "channels", "commitments", "statements")
_FAMILY = {"summit": "talks", "meeting": "talks", "conference": "talks"}
_SINGLE = ("type", "status", "date", "place", "country", "channel", "round", "on_margins_of")


@dataclass
class Count:
    """Entries right, entries of the gold, entries found."""

    hit: float = 0.0
    gold: int = 0
    found: int = 0

    def add(self, hit: float, gold: int, found: int) -> None:
        self.hit += hit
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        return 2 * self.hit / (self.gold + self.found) if self.gold + self.found else 1.0


class Tally(defaultdict[str, Count]):
    """The counts of a set of documents, by figure and by field ("field date")."""

    def __init__(self) -> None:
        super().__init__(Count)

    @property
    def overall(self) -> float:
        return 0.5 * self["slots"].f1 + 0.1 * self["channels"].f1 + 0.2 * self["commitments"].f1 + 0.2 * self["statements"].f1

    def figures(self) -> dict[str, float]:
        """The figures, each rounded to four places."""
        return {"overall": round(self.overall, 4), **{name: round(self[name].f1, 4) for name in FIGURES}}


def compare(gold: Entry, read: Entry, text: str, tally: Tally) -> None:
    """Count one reading against its gold reading."""
    text = flat(text)
    pairs, missed, extra = paired(gold["engagements"], read["engagements"], lambda g, p: engagement_likeness(g, p, text), 0.5)
    tally["engagements"].add(len(pairs), len(gold["engagements"]), len(read["engagements"]))
    empty: Entry = {}
    for g, p in [*pairs, *((g, empty) for g in missed), *((empty, p) for p in extra)]:
        for field, count in slot_hits(g, p).items():
            tally[f"field {field}"].add(count.hit, count.gold, count.found)
            tally["slots"].add(count.hit, count.gold, count.found)
    mains = [g for g in gold["engagements"] if g["main"]]
    if mains:
        tally["main"].add(all(any(g is a and _main_right(a, b) for a, b in pairs) for g in mains), 1, 1)
    rules: dict[str, tuple[Callable[[Entry, Entry], float], float]] = {
        "channels": (lambda g, p: 0.5 * same_title(g["name"], p["name"]) + 0.5 * jaccard(set(g["parties"]), set(p["parties"])), 0.7),
        "commitments": (lambda g, p: 0.6 * (_overlap(g, p, text) >= 0.5) + 0.4 * jaccard(set(g["parties"]), set(p["parties"])), 0.75),
        "statements": (lambda g, p: ratio(fold(g["quote"]), fold(p["quote"])) * same_name(g["speaker"], p["speaker"]), 0.8),
    }
    for name, (likeness, least) in rules.items():
        found, _, _ = paired(gold[name], read[name], likeness, least)
        tally[name].add(len(found), len(gold[name]), len(read[name]))


def _main_right(gold: Entry, read: Entry) -> bool:
    return all(gold[key] == read[key] for key in ("type", "status", "date")) and gold["parties"] == sorted(read["parties"])


def paired(
    gold: list[Entry], found: list[Entry], likeness: Callable[[Entry, Entry], float], least: float
) -> tuple[list[tuple[Entry, Entry]], list[Entry], list[Entry]]:
    """Greedy one-to-one pairs, likest first; then what was missed, and what was found beside."""
    scored = sorted(((likeness(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(found)), reverse=True)
    left, right = set(range(len(gold))), set(range(len(found)))
    pairs = []
    for score, i, j in scored:
        if score < least:
            break
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((gold[i], found[j]))
    return pairs, [gold[i] for i in sorted(left)], [found[j] for j in sorted(right)]


def engagement_likeness(gold: Entry, read: Entry, text: str) -> float:
    """How far two entries tell of one engagement: parties, date, type, people and evidence."""
    mine, theirs = [x["name"] for x in gold["participants"]], [x["name"] for x in read["participants"]]
    people = 2 * _names_shared(mine, theirs) / (len(mine) + len(theirs)) if mine or theirs else 1.0
    families = _FAMILY.get(gold["type"], gold["type"]), _FAMILY.get(read["type"], read["type"])
    kind = 1.0 if gold["type"] == read["type"] else 0.7 * (families[0] == families[1])
    parties = jaccard(set(gold["parties"]), set(read["parties"]))
    return (
        0.30 * parties + 0.20 * date_likeness(gold["date"], read["date"]) + 0.15 * kind + 0.15 * people + 0.20 * _overlap(gold, read, text)
    )


def _names_shared(mine: list[str], theirs: list[str]) -> int:
    rest = list(theirs)
    shared = 0
    for name in mine:
        match = next((other for other in rest if same_name(name, other)), None)
        if match is not None:
            rest.remove(match)
            shared += 1
    return shared


def slot_hits(gold: Entry, read: Entry) -> dict[str, Count]:
    """Per field: what is right, what the gold has, what was found."""
    tally: defaultdict[str, Count] = defaultdict(Count)
    rest = list(_slots(read))
    for field, _ in rest:
        tally[field].found += 1
    for field, value in _slots(gold):
        tally[field].gold += 1
        credit, match = _best(field, value, rest)
        if match is not None:
            rest.remove(match)
            tally[field].hit += credit
    return dict(tally)


def _slots(entry: Entry) -> Iterator[tuple[str, Any]]:
    yield from ((field, entry[field]) for field in _SINGLE if entry.get(field) not in (None, ""))
    yield from (("party", value) for value in entry.get("parties", []))
    yield from (("topic", value) for value in entry.get("topics", []))
    yield from (("participant", value["name"]) for value in entry.get("participants", []))


def _best(field: str, value: Any, rest: list[tuple[str, Any]]) -> tuple[float, tuple[str, Any] | None]:
    same = {"participant": same_name, "place": same_place, "channel": same_title, "on_margins_of": same_title}.get(field)
    mine = [slot for slot in rest if slot[0] == field]
    exact = next((slot for slot in mine if (same(value, slot[1]) if same else value == slot[1])), None)
    if exact or field != "date":
        return 1.0, exact
    return 0.5, next((slot for slot in mine if date_likeness(value, slot[1]) > 0.5), None)


def flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def fold(text: str | None) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", text or "") if not unicodedata.combining(c))
    return flat(re.sub(r"[^\w\s]", " ", "".join(letters).casefold()))


def ratio(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def jaccard(left: set[str], right: set[str]) -> float:
    return len(left & right) / len(left | right) if left | right else 1.0


def same_name(left: str | None, right: str | None) -> bool:
    """Whether two names are one: the words of one are in the other, or the letters nearly agree."""
    a, b = fold(left), fold(right)
    if not a or not b:
        return a == b
    x, y = set(a.split()), set(b.split())
    return x <= y or y <= x or ratio(a, b) >= 0.82


def same_title(left: str | None, right: str | None) -> bool:
    """Whether two names of channels or events are one."""
    a, b = fold(left), fold(right)
    x, y = set(a.split()), set(b.split())
    return bool(x and y) and (len(x & y) / len(x | y) >= 0.5 or x <= y or y <= x or ratio(a, b) >= 0.8)


def same_place(left: str | None, right: str | None) -> bool:
    """Whether two names of places are one."""
    a, b = fold(left), fold(right)
    return bool(a and b) and (a in b or b in a or ratio(a, b) >= 0.85)


def date_likeness(left: str | None, right: str | None) -> float:
    """1 for the same EDTF date, 0.6 for dates that overlap, 0.3 where one is unknown, 0 for dates that contradict each other."""
    if left == right:
        return 1.0
    if not left or not right:
        return 0.3
    (a, b), (c, d) = _bounds(left), _bounds(right)
    return 0.6 if a <= d and c <= b else 0.0


def _bounds(date: str) -> tuple[str, str]:
    start, _, end = date.partition("/")
    end = end or start
    low = "0000-00-00" if start == ".." else start + "-00-00"[len(start) - 4 :]
    high = "9999-99-99" if end == ".." else end + "-99-99"[len(end) - 4 :]
    return low, high


def _overlap(gold: Entry, read: Entry, text: str) -> float:
    """The share of the shorter evidence that both have in common."""
    spans = []
    for entry in (gold, read):
        quote = flat(entry.get("evidence"))
        start = text.find(quote) if quote else -1
        if start < 0:
            return 0.0
        spans.append((start, start + len(quote)))
    (a, b), (c, d) = spans
    return max(0.0, (min(b, d) - max(a, c)) / max(1, min(b - a, d - c)))
