"""Frames of a whole document → engagements: several tellings of one occasion become one entry."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dragoman.edtf import Date
from dragoman.language.analysis import Analysis
from dragoman.model import Engagement, EngagementType, Participant, Status
from dragoman.reading.channels import ChannelMention
from dragoman.reading.cues import family
from dragoman.reading.evidence import evidence_span
from dragoman.reading.frames import Frame, find_frames
from dragoman.reading.topics import topics

_PAIRED: dict[str, int] = {"visit": 2}


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
        self.round = self.round or (frame.channel.round if frame.channel else None)
        self.margins = self.margins or frame.margins


def find_occasions(analysis: Analysis, channels: list[ChannelMention]) -> list[Occasion]:
    """The engagements of a document, in the order in which they are first told, the main ones marked."""
    frames = find_frames(analysis, channels)
    dyad = main_parties(analysis)
    occasions: list[Occasion] = []
    previous: Frame | None = None
    for frame in frames:
        _complete(frame, previous, dyad, analysis)
        if not _tells(frame, analysis):
            continue
        for part in _split_visits(frame, analysis):
            known = _same_occasion(part, occasions, analysis)
            if known:
                known.take(part)
            else:
                occasion = Occasion()
                occasion.take(part)
                occasions.append(occasion)
        previous = frame
    kept = [occasion for occasion in occasions if _enough(occasion, analysis)]
    for occasion in kept:
        _refine(occasion, analysis)
    _mark_main(kept, analysis)
    return kept


def main_parties(analysis: Analysis) -> tuple[str, ...]:
    """The polities that the document is chiefly about: those of the title and the lead first, then by number of mentions. At most two."""
    weights: Counter[str] = Counter()
    order: dict[str, int] = {}
    lead = analysis.sentences[:4][-1].last if analysis.sentences else 0
    for mention in analysis.polities:
        weights[mention.code] += 3 if mention.first < lead else 1
        order.setdefault(mention.code, mention.first)
    for person_mention in analysis.mentions:
        party = analysis.persons[person_mention.person].party
        if party:
            weights[party] += 1
            order.setdefault(party, person_mention.first)
    best = sorted(weights, key=lambda code: (-weights[code], order[code]))[:2]
    return tuple(sorted(best))


def _complete(frame: Frame, previous: Frame | None, dyad: tuple[str, ...], analysis: Analysis) -> None:
    """Parties that the sentence leaves to its context: "the two sides", a subject that stands in the clause before."""
    if len(frame.parties) >= 2:
        return
    same_sentence = previous is not None and previous.sentence == frame.sentence
    if same_sentence and previous and frame.cue.form == "verb" and not frame.persons and previous.persons:
        frame.persons = previous.persons[:1]
        frame.parties |= {p for i in frame.persons if (p := analysis.persons[i].party)}
    if len(frame.parties) < 2 and (frame.both or frame.definite) and len(dyad) == 2 and frame.parties <= set(dyad):
        frame.parties |= set(dyad)
        frame.inherited = True
    elif len(frame.parties) < 2 and same_sentence and previous and frame.parties <= previous.parties:
        frame.parties |= previous.parties
        frame.inherited = True
    elif len(frame.parties) == 1 and frame.persons and len(dyad) == 2 and frame.parties <= set(dyad) and len(frame.persons) > 1:
        frame.parties |= set(dyad)
        frame.inherited = True


def _tells(frame: Frame, analysis: Analysis) -> bool:
    """Whether a frame says enough: weak nouns need a verb, a date, a place or a round beside them; nobody meets alone."""
    if frame.cue.form == "weak" and not (frame.date or frame.place or (frame.channel and frame.channel.round)):
        return False
    return len(frame.parties) >= 2 or bool(frame.channel and frame.parties) or frame.definite


def _split_visits(frame: Frame, analysis: Analysis) -> list[Frame]:
    """A tour is one visit for each country."""
    return [frame]


def _same_occasion(frame: Frame, occasions: list[Occasion], analysis: Analysis) -> Occasion | None:
    """The occasion that a frame tells of again: the latest that agrees in everything and has something in common with it."""
    for occasion in reversed(occasions):
        if _agree(frame, occasion) and _linked(frame, occasion):
            return occasion
    return None


def _agree(frame: Frame, occasion: Occasion) -> bool:
    if family(frame.type) != family(occasion.type):
        return False
    if frame.date and occasion.date and not frame.date.overlaps(occasion.date):
        return False
    if frame.channel and occasion.round and frame.channel.round and frame.channel.round != occasion.round:
        return False
    if frame.country and occasion.country and frame.country != occasion.country:
        return False
    if frame.place and occasion.place and frame.place != occasion.place:
        return False
    if frame.parties and occasion.parties and not (frame.parties <= occasion.parties or occasion.parties <= frame.parties):
        return False
    return not (frame.persons and occasion.persons and not set(frame.persons) & set(occasion.persons))


def _linked(frame: Frame, occasion: Occasion) -> bool:
    if frame.definite or frame.inherited:
        return True
    if set(frame.persons) & set(occasion.persons):
        return True
    if frame.date and occasion.date:
        return True
    if not frame.date and not frame.persons and frame.parties == occasion.parties:
        return True
    return bool(not occasion.date and not occasion.persons)


def _enough(occasion: Occasion, analysis: Analysis) -> bool:
    """An engagement needs two parties, or one and a named forum."""
    if len(occasion.parties) >= 2:
        return True
    return bool(occasion.parties and occasion.channel and occasion.type in ("conference", "summit", "meeting"))


def _refine(occasion: Occasion, analysis: Analysis) -> None:
    """Type by who takes part, status by the date against the day of writing."""
    levels = [analysis.persons[i].level for i in occasion.persons]
    if occasion.type in ("meeting", "conference") and len(levels) >= 2 and all(level == "head" for level in levels):
        occasion.type = "summit"
    if occasion.type == "meeting" and len(occasion.parties) >= 3 and len(occasion.persons) != 2:
        occasion.type = "conference"
    today = analysis.today
    bounds = occasion.date.bounds() if occasion.date else None
    if today and bounds and occasion.status == "held" and bounds[0] > today:
        occasion.status = "planned"
    if today and bounds and occasion.status in ("planned", "proposed") and bounds[1] < today:
        occasion.status = "held"


def _mark_main(occasions: list[Occasion], analysis: Analysis) -> None:
    """The occasion told first and oftenest is what the document is about, and with it those told in the same breath."""
    if not occasions:
        return

    def weight(occasion: Occasion) -> float:
        first = occasion.frames[0].sentence
        return len(occasion.frames) + 3.0 / (1 + first) + (occasion.date is not None) + 0.5 * len(occasion.persons) + (occasion.channel is not None)

    best = max(occasions, key=weight)
    best.main = True


def entries(occasions: list[Occasion], analysis: Analysis) -> tuple[Engagement, ...]:
    """The occasions as entries of a reading."""
    return tuple(_entry(occasion, analysis) for occasion in occasions)


def _entry(occasion: Occasion, analysis: Analysis) -> Engagement:
    """An occasion as an entry of a reading, with the sentence that shows it best as its evidence."""
    frame = max(occasion.frames, key=lambda f: (len(f.parties) >= 2 and not f.inherited, f.date is not None, len(f.persons), -f.sentence))
    start, end = evidence_span(analysis, frame.sentence, frame.first, frame.last)
    found: list[str] = []
    for told in occasion.frames:
        found += [topic for topic in topics(analysis, told.first, told.last) if topic not in found]
    return Engagement(
        type=occasion.type, status=occasion.status, date=occasion.date, place=occasion.place, country=occasion.country,
        parties=tuple(occasion.parties), participants=tuple(_participant(i, occasion, analysis) for i in occasion.persons),
        channel=_title(occasion.channel, analysis), round=occasion.round, on_margins_of=occasion.margins, topics=tuple(found), main=occasion.main,
        evidence=analysis.text[start:end], span=(start, end), confidence=0.5,
    )  # fmt: skip


def _participant(index: int, occasion: Occasion, analysis: Analysis) -> Participant:
    person = analysis.persons[index]
    return Participant(name=person.name, office=person.office, party=person.party)


def _title(channel: ChannelMention | None, analysis: Analysis) -> str | None:
    return channel.name if channel else None
