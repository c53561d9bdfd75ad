"""One engagement while a document is being read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.edtf import Date
from dragoman.model import EngagementType, Status
from dragoman.reading.channels import ChannelMention
from dragoman.reading.frames import Frame

_DAY = 3
"""The precision of a date that tells the day."""


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

    @classmethod
    def of(cls, frames: Iterable[Frame]) -> Occasion:
        """What some frames, in the order of the text, tell together."""
        occasion = cls()
        for frame in frames:
            occasion.take(frame)
        return occasion

    def take(self, frame: Frame) -> None:
        """Add a frame: what is known stays, what is unknown is filled, a more exact date replaces a vaguer one."""
        if not self.frames:
            self.type, self.status = frame.type, frame.status
        elif frame.told_status and not any(f.told_status or f.cue.form == "verb" for f in self.frames):
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

    def alike(self, other: Occasion, sides: int) -> bool:
        """Whether another of the same type, status and parties is this one: nothing known of both differs, and it is on the same day with
        nobody else, in the same round of a channel, or with the same persons (``sides``: of how many parties they are)."""
        channels = (self.channel and self.channel.name, other.channel and other.channel.name)
        places = ((self.place, other.place), (self.country, other.country), (self.margins, other.margins))
        if any(a and b and a != b for a, b in (channels, (self.round, other.round), (self.date, other.date), *places)):
            return False
        mine, theirs = set(self.persons), set(other.persons)
        day = self.date is not None and self.date == other.date and self.date.precision == _DAY
        round_ = None not in channels and self.round is not None and self.round == other.round
        return round_ or (day and (mine <= theirs or theirs <= mine)) or (mine == theirs and sides > 1)

    def join(self, other: Occasion) -> None:
        """Take over the tellings of another that proved to be the same, and what only they know."""
        self.frames = sorted((*self.frames, *other.frames), key=lambda frame: (frame.sentence, frame.cue.first))
        self.date, self.place, self.country = self.date or other.date, self.place or other.place, self.country or other.country
        self.channel, self.round, self.margins = self.channel or other.channel, self.round or other.round, self.margins or other.margins
        self.persons += [p for p in other.persons if p not in self.persons]
        self.main = self.main or other.main

    @property
    def told(self) -> int:
        return self.frames[0].sentence
