"""One engagement while a document is being read, and how far another telling is of the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis
from dragoman.model import EngagementType, Status
from dragoman.reading.channels import ChannelMention
from dragoman.reading.cues import family
from dragoman.reading.frames import Frame

SAME = 1.0
"""From this likeness on a frame tells of an occasion already known."""


@dataclass(slots=True)
class Occasion:
    """One engagement while the document is being read: the frames that tell of it and what they give together."""

    frames: list[Frame] = field(default_factory=list)
    type: EngagementType = "meeting"
    status: Status = "held"
    date: Date | None = None
    place: str | None = None
    country: str | None = None
    parties: set[str] = field(default_factory=set)
    persons: list[int] = field(default_factory=list)
    channel: ChannelMention | None = None
    round: int | None = None
    margins: str | None = None
    main: bool = False

    def take(self, frame: Frame) -> None:
        """Add a frame: what is known stays, what is unknown is filled, a more exact date replaces a vaguer one."""
        if not self.frames:
            self.type, self.status = frame.type, frame.status
        elif frame.told_status and not any(f.told_status for f in self.frames):
            self.status = frame.status
        self.frames.append(frame)
        if frame.date and (self.date is None or frame.date.precision > self.date.precision):
            self.date = frame.date
        self.place = self.place or frame.place
        self.country = self.country or frame.country
        self.parties |= frame.parties
        self.persons += [p for p in frame.persons if p not in self.persons]
        if frame.channel and (self.channel is None or (frame.channel.round and not self.channel.round)):
            self.channel = frame.channel
        self.round = self.round or frame.round
        self.margins = self.margins or frame.margins

    @property
    def told(self) -> int:
        return self.frames[0].sentence


def likeness(frame: Frame, occasion: Occasion, analysis: Analysis) -> float:
    """How far a frame tells of a known occasion: below zero where they contradict each other, from `SAME` on where it does."""
    if not _agree(frame, occasion, analysis):
        return -1.0
    shared_persons = len(set(frame.persons) & set(occasion.persons))
    score = 0.0
    if frame.date and occasion.date:
        score += 1.0 if frame.date.precision == 3 else 0.6
    score += 0.6 * min(shared_persons, 2)
    if frame.channel and occasion.channel:
        score += 0.5
    if frame.country and occasion.country:
        score += 0.3
    if frame.parties == occasion.parties:
        score += 0.4
    if frame.definite or frame.inherited:
        score += 0.4 + (0.3 if frame.sentence - occasion.frames[-1].sentence <= 2 else 0.0)
    if not frame.date and not frame.persons:
        score += 0.3
    if frame.sentence == occasion.frames[-1].sentence and not frame.definite:
        score -= 0.5
    if frame.status != occasion.status and not (frame.date and occasion.date):
        score -= 0.4
    return score


def _agree(frame: Frame, occasion: Occasion, analysis: Analysis) -> bool:
    """Whether nothing that a frame says contradicts an occasion."""
    if family(frame.type) != family(occasion.type):
        return False
    if frame.date and occasion.date and not frame.date.overlaps(occasion.date):
        return False
    if frame.round and occasion.round and frame.round != occasion.round:
        return False
    if frame.country and occasion.country and frame.country != occasion.country:
        return False
    if frame.place and occasion.place and frame.place != occasion.place:
        return False
    if not (frame.parties <= occasion.parties or occasion.parties <= frame.parties):
        return False
    if frame.persons and occasion.persons and not set(frame.persons) & set(occasion.persons):
        return False
    return frame.definite or not _other_company(frame, occasion, analysis)


def _other_company(frame: Frame, occasion: Occasion, analysis: Analysis) -> bool:
    """Whether each side is named in both, and one of the sides by somebody else: another meeting of the same visitor."""

    def by_party(persons: list[int]) -> dict[str, set[int]]:
        sides: dict[str, set[int]] = {}
        for index in persons:
            if party := analysis.persons[index].party:
                sides.setdefault(party, set()).add(index)
        return sides

    mine, theirs = by_party(frame.persons), by_party(occasion.persons)
    return len(mine) > 1 and len(theirs) > 1 and any(not mine[party] & theirs[party] for party in mine.keys() & theirs.keys())
