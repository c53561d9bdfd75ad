"""A world made from a corpus: as many documents as are wanted, each with its reading, by varying dates, parties and names.

What is assumed of this world, so that what is measured in it can be judged:

- A *story* is a thread of the corpus (several documents about the same occasions) or a single document of it. It is told again with other
  days, other parties and other persons, the same throughout the story. A single document is reported one to four times (half of them
  once); a later report comes up to three days after the first, leaves out some occasions and has its own words, one in five is a reprint.
- Days lie in forty years, evenly. Registers of more documents are denser, not longer: all that is known of a day grows with n.
- Parties are 200 states and 20 organisations, all invented; the k-th is taken with a weight of k^-0.7, so that the best known pair of
  states has about one story in a hundred, and there are ever new pairs.
- Persons: a state has other people every four years. An office that one holds at a time (a minister, a president) is one person's; others
  (deputies, ambassadors) are six persons', those without an office sixty, the k-th taken with a weight of 1/k. New persons come ever more
  rarely, and the best known have hundreds of mentions among 100,000 documents. (Before, everybody held every office of the corpus at
  once, and since an office is what tells namesakes from spellings, the names of a state grew together, at 50,000 documents, into
  components of the graph that took a quarter of the time.) A name is written in the script of the name that
  it replaces, whole, without the first name, or with an initial as that was. Family names in alphabets have two to five syllables, about
  as often as gives them the consonants of those in the corpus: of 190 in Latin letters there, one in ten has one sort of consonants,
  three in ten have two, three in ten three, the rest more (here 8, 42 and 29 in a hundred). By their consonants names are first known as
  alike; with shorter ones it would be a world of namesakes.
- Channels keep their names and are as many as pairs of parties have them; the number of a round goes on with the years.
- Words of texts, evidence and promises come from 20,000 made words, the k-th with a weight of 1/k.

The same number always gives the same story.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import date as Day
from datetime import timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from dragoman.edtf import Date, Point
from dragoman.model import Commitment, Document, Engagement, Entry, Participant, Reading
from dragoman.register.identity import terms
from dragoman.register.identity.romanise import script_of

FIRST, YEARS, TERM = Day(1985, 1, 1), 40, 4
PEOPLE, HOLDERS = 60, 6
HEADS = frozenset({"minister", "president", "prime", "king"})
"""Offices that one person holds at a time, unless as a deputy."""
REPORTS = (50, 25, 15, 10)
"""How many single documents in a hundred are reported once, twice, three and four times."""
LONG = (2, 2, 2, 2, 3, 3, 3, 4, 4, 5)
"""How many syllables family names in alphabets have."""
_CONSONANTS = {
    "latin": ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z"],
    "cyrillic": ["б", "д", "ф", "г", "к", "л", "м", "н", "п", "р", "с", "т", "в", "з"],
    "arabic": ["ب", "د", "ف", "غ", "ك", "ل", "م", "ن", "ب", "ر", "س", "ت", "ف", "ز"],
}
_VOWELS = {"latin": "aeiou", "cyrillic": "аеиоу", "arabic": ["ا", "ي", "ي", "و", "و"]}
_HANGUL = ([7, 3, 17, 0, 15, 5, 6, 2, 17, 5, 9, 16, 7, 12], [0, 5, 20, 8, 13])
"""Numbers of the onsets and vowels in the arithmetic of Hangul syllables."""
_HAN = (
    "巴贝比博布达德迪多杜法费菲福富加格吉戈古卡克基科库拉勒利洛卢马梅米莫穆纳内尼诺努"
    "帕佩皮波普拉雷里罗鲁萨塞西索苏塔特蒂托图瓦韦维沃武扎泽齐佐祖"
)
Story = list[tuple[Document, Reading]]


def stories(folders: Sequence[Path]) -> list[list[Reading]]:
    """The readings of folders of the corpus; those of a thread (names alike before the last two hyphens, in a folder threads) together."""
    found: dict[str, list[Reading]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            if not path.name.endswith(".register.json"):
                reading = Reading.from_json(path.read_bytes())
                name = path.stem.rsplit("-", 2)[0] if folder.name == "threads" else path.stem
                if reading.engagements:
                    found.setdefault(f"{folder.name}/{name}", []).append(reading)
    return list(found.values())


@cache
def _weights(count: int, power: float) -> list[float]:
    return list(accumulate((number + 1) ** -power for number in range(count)))


def _ranked(dice: random.Random, count: int, power: float) -> int:
    return dice.choices(range(count), cum_weights=_weights(count, power))[0]


@cache
def _word(number: int) -> str:
    return "".join(_syllable(one, "latin") for one in _syllables(f"word {number}", 2 + number % 3))


def _words(dice: random.Random, count: int) -> str:
    return " ".join(map(_word, dice.choices(range(20_000), cum_weights=_weights(20_000, 1.0), k=count)))


def _syllables(seed: str, count: int) -> list[int]:
    return [byte % 70 for byte in hashlib.sha256(seed.encode()).digest()[:count]]


def _syllable(number: int, script: str) -> str:
    consonant, vowel = divmod(number, 5)
    if script == "han":
        return _HAN[number]
    if script == "hangul":
        return chr(0xAC00 + _HANGUL[0][consonant] * 588 + _HANGUL[1][vowel] * 28)
    return _CONSONANTS[script][consonant] + _VOWELS[script][vowel]


class Variation:
    """One story's days, parties and names in place of the corpus'."""

    def __init__(self, dice: random.Random, readings: Sequence[Reading]) -> None:
        self._dice = dice
        days = [bounds[0] for reading in readings if (day := reading.document.published) and (bounds := day.bounds())]
        days += [bounds[0] for reading in readings for entry in reading.engagements if (d := entry.date) and (bounds := d.bounds())]
        self._begins = FIRST + timedelta(days=dice.randrange(365 * YEARS))
        self._shift = self._begins - max(days, default=self._begins)
        self._parties: dict[str, str] = {}
        self._people: dict[tuple[str, str | None], str] = {}
        self._other: dict[str, str] = {}

    def date(self, date: Date | None) -> Date | None:
        return Date(self._point(date.start), self._point(date.end)) if date else None

    def _point(self, point: Point | None) -> Point | None:
        if point is None or point.year is None:
            return point
        moved = Day(point.year, point.month or 7, point.day or 15) + self._shift
        return Point(moved.year, moved.month if point.month else None, moved.day if point.day else None)

    def round(self, number: int | None) -> int | None:
        return None if number is None else max(1, number + self._shift.days // 365 + YEARS)

    def party(self, code: str) -> str:
        while code not in self._parties:
            state = len(code) == 3
            rank = _ranked(self._dice, 200 if state else 20, 0.7)
            made = "".join(chr(65 + part) for part in (16, rank // 26, rank % 26)) if state else f"O{rank:03}"
            if made not in self._parties.values():
                self._parties[code] = made
        return self._parties[code]

    def _person(self, party: str | None, office: str | None) -> str:
        """Someone of the party's in these years who holds the office, and who is nobody else in this story."""
        concepts = terms.office(office)
        alone = bool(concepts & HEADS) and "deputy" not in concepts
        rank = _ranked(self._dice, (1 if alone else HOLDERS) if concepts else PEOPLE, 1.0)
        while True:
            who = f"{party or ''} {self._begins.year // TERM} {' '.join(sorted(concepts))} {rank}"
            if who not in self._people.values():
                return who
            rank += 1

    def name(self, name: str, party: str | None, office: str | None = None) -> str:
        """The name of a person of the party's in these years, in the script and shape of this one."""
        seed = self._people.get((name, party)) or self._people.setdefault((name, party), self._person(party, office))
        script = script_of(name)
        script = script if script in ("latin", "cyrillic", "arabic", "han", "hangul") else "latin"
        long = 1 if script in ("han", "hangul") else LONG[_syllables(f"long {seed}", 1)[0] % len(LONG)]
        first, last = (
            "".join(_syllable(one, script) for one in _syllables(f"{part} {seed}", size)) for part, size in (("first", 2), ("last", long))
        )
        if script in ("han", "hangul"):
            return last + first
        shape = name.split()
        if len(shape) == 1:
            return last.title()
        return f"{first[0].upper()}. {last.title()}" if shape[0].endswith(".") else f"{first.title()} {last.title()}"

    def action(self, action: str) -> str:
        """Every other long word is one of the story's own."""
        words = action.split()
        for at, word in enumerate(words):
            if len(word) > 5 and at % 2:
                words[at] = self._other.setdefault(word, _words(self._dice, 1))
        return " ".join(words)

    def entry(self, entry: Any, words: str) -> Any:
        told: dict[str, Any] = {"evidence": words, "span": None}
        fields = type(entry).model_fields
        if "parties" in fields:
            told["parties"] = tuple(sorted({self.party(code) for code in entry.parties}))
        for field in ("date", "due", "established"):
            if field in fields:
                told[field] = self.date(getattr(entry, field))
        if isinstance(entry, Engagement):
            told["round"] = self.round(entry.round)
            told["country"] = self.party(entry.country) if entry.country else None
            told["participants"] = tuple(self._participant(one) for one in entry.participants)
        elif isinstance(entry, Commitment):
            told["action"] = self.action(entry.action)
        elif "speaker" in fields:
            party = self.party(entry.party) if entry.party else None
            told |= {"speaker": self.name(entry.speaker, party), "party": party, "quote": words}
        return entry.model_copy(update=told)

    def _participant(self, one: Participant) -> Participant:
        party = self.party(one.party) if one.party else None
        return one.model_copy(update={"name": self.name(one.name, party, one.office), "party": party})


def story(base: Sequence[list[Reading]], number: int) -> Story:
    """The story of a number, with its documents in the order in which they are published."""
    dice = random.Random(number)
    readings = dice.choice(base)
    vary = Variation(dice, readings)
    if len(readings) > 1:
        return [_document(vary, dice, reading, 0, 0.0) for reading in readings]
    told: Story = []
    for report in range(dice.choices((1, 2, 3, 4), REPORTS)[0]):
        if report and dice.random() < 0.2:
            told.append(_reprint(dice, *told[0]))
        else:
            told.append(_document(vary, dice, readings[0], dice.randrange(4) if report else 0, 0.4 if report else 0.0))
    return told


def _document(vary: Variation, dice: random.Random, base: Reading, later: int, less: float) -> tuple[Document, Reading]:
    def varied(entries: Sequence[Entry]) -> tuple[Any, ...]:
        kept = [entry for entry in entries if dice.random() >= less]
        return tuple(vary.entry(entry, _words(dice, 12)) for entry in kept)

    said = vary.date(base.document.published)
    bounds = said.bounds() if said and said.precision == 3 else None
    published = Date.of_day(bounds[0] + timedelta(days=later)) if bounds else said
    publisher = f"Gazette {_ranked(dice, 300, 1.0)}"
    reading = base.model_copy(
        update={
            "document": base.document.model_copy(update={"published": published, "publisher": publisher}),
            "reader": "bench",
            "engagements": varied(base.engagements) or (vary.entry(base.engagements[0], _words(dice, 12)),),
            "channels": varied(base.channels),
            "commitments": varied(base.commitments),
            "statements": varied(base.statements),
        }
    )
    return _printed(". ".join([entry.evidence for entry in reading.entries()] + [_words(dice, 120)])), reading


def _reprint(dice: random.Random, first: Document, reading: Reading) -> tuple[Document, Reading]:
    told = reading.document.model_copy(update={"publisher": f"Gazette {_ranked(dice, 300, 1.0)}"})
    return _printed(f"{first.text} {_words(dice, 5)}"), reading.model_copy(update={"document": told})


def _printed(text: str) -> Document:
    data = text.encode()
    identifier = hashlib.sha256(data).hexdigest()
    return Document(id=identifier, data=data, text=text, name=f"{identifier[:10]}.txt")


def documents(base: Sequence[list[Reading]]) -> Iterator[tuple[Document, Reading]]:
    """Documents without end, of one story after another."""
    number = 0
    while True:
        yield from story(base, number)
        number += 1
