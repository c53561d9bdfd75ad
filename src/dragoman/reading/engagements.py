"""Frames of a whole document → engagements: several tellings of one occasion become one entry."""

from __future__ import annotations

from collections import Counter

from dragoman.language.analysis import Analysis, within
from dragoman.language.territories import is_territory
from dragoman.model import Engagement, EngagementType, Participant, Topic
from dragoman.reading.affiliation import main_parties, publisher_polity
from dragoman.reading.attachments import attach
from dragoman.reading.channels import ChannelMention
from dragoman.reading.clusters import clusters
from dragoman.reading.cues import family
from dragoman.reading.evidence import evidence_span
from dragoman.reading.frames import Frame, find_frames
from dragoman.reading.occasion import Occasion
from dragoman.reading.topics import OccasionTopics
from dragoman.reading.tours import SURE, stops

_LEAD = 8
"""Sentences in which a document says what it is about."""
_LOOKED_AT = 50
"""Occasions of the same parties that one is compared with: a long text must not cost the square of its length."""


def find_occasions(analysis: Analysis, channels: list[ChannelMention]) -> list[Occasion]:
    """The engagements of a document, in the order in which they are first told, the main ones marked."""
    occasions = merged_occasions(analysis, channels)
    attach(occasions, analysis)
    for occasion in occasions:
        _agree(occasion, analysis)
    return _once([occasion for occasion in occasions if _enough(occasion)], analysis)


def _agree(occasion: Occasion, analysis: Analysis) -> None:
    """Bring the parties into line with the persons, once these are decided: who takes part acts for a party, a visit is of theirs to its
    country, and a call is nowhere."""
    acting = {party for i in occasion.persons if (party := analysis.persons[i].party)}
    if occasion.type != "visit":
        occasion.parties |= acting
    elif occasion.country and acting - {occasion.country}:
        occasion.parties = acting | {occasion.country}
    if occasion.type == "call":
        occasion.place = occasion.country = None


def _once(occasions: list[Occasion], analysis: Analysis) -> list[Occasion]:
    """The occasions, those as one that nothing tells apart any more, now that their fields are decided."""
    kept: list[Occasion] = []
    known: dict[tuple[object, ...], list[Occasion]] = {}
    for occasion in occasions:
        like = known.setdefault((occasion.type, occasion.status, frozenset(occasion.parties)), [])
        sides = len({analysis.persons[i].party for i in occasion.persons})
        same = next((other for other in like[-_LOOKED_AT:] if other.alike(occasion, sides)), None)
        if same:
            same.join(occasion)
        else:
            like.append(occasion)
            kept.append(occasion)
    return kept


def merged_occasions(analysis: Analysis, channels: list[ChannelMention]) -> list[Occasion]:
    """The engagements of a document with what their own tellings give, before their fields are decided."""
    frames, headlines = tellings(analysis, channels)
    occasions = [Occasion.of(group) for group in clusters(frames, analysis)]
    occasions += _only_in_title(headlines, occasions, analysis)
    kept = [occasion for occasion in occasions if _enough(occasion)]
    _mark_main(kept, headlines)
    return kept


def tellings(analysis: Analysis, channels: list[ChannelMention]) -> tuple[list[Frame], list[Frame]]:
    """The frames of the text that say enough to be an engagement's, with the parties that they leave to their context; and the title's."""
    found = find_frames(analysis, channels)
    dyad = _dealing(main_parties(analysis), found, analysis)
    frames: list[Frame] = []
    headlines: list[Frame] = []
    travellers = [party for party in (*_acting(analysis), publisher_polity(analysis), *main_parties(analysis)) if party]
    previous: Frame | None = None
    for frame in found:
        _complete(frame, previous, dyad, analysis)
        previous = frame
        if frame.sentence == analysis.title:
            headlines.append(frame)
        elif _tells(frame):
            frames += stops(frame, analysis, travellers)
    return frames, headlines


def _dealing(dyad: tuple[str, ...], frames: list[Frame], analysis: Analysis) -> tuple[str, ...]:
    """The two polities that the document is about, if anything says that they deal with each other: one of them may be but a topic."""
    if any(frame.parties.issuperset(dyad) for frame in frames):
        return dyad
    for sentence in analysis.sentences[:_LEAD]:
        acting = {analysis.persons[m.person].party for m in within(analysis.mentions, sentence.first, sentence.last)}
        if acting.union(m.code for m in within(analysis.polities, sentence.first, sentence.last)).issuperset(dyad):
            return dyad
    return ()


def _only_in_title(headlines: list[Frame], occasions: list[Occasion], analysis: Analysis) -> list[Occasion]:
    """What the title tells and no sentence below tells again."""
    found: list[Occasion] = []
    for frame in headlines:
        told = any(family(o.type) == family(frame.type) and o.parties & frame.parties for o in (*occasions, *found))
        if not told and not frame.inherited and _tells(frame):
            found.append(Occasion.of([frame]))
    return found


def _complete(frame: Frame, previous: Frame | None, dyad: tuple[str, ...], analysis: Analysis) -> None:
    """Parties that the sentence leaves to its context: a subject that stands in the clause before, "the two sides"."""
    same_sentence = previous if previous and previous.sentence == frame.sentence else None
    if same_sentence and same_sentence.status == "planned" and not frame.told_status and analysis.lexicon.writing.pro_drop:
        frame.status = "planned"
    if len(frame.parties) < 2 and same_sentence and not frame.tight:
        subject = [i for i in same_sentence.persons[:1] if i not in frame.persons]
        if frame.cue.form == "verb" and subject:
            frame.persons = subject + frame.persons
            frame.date = frame.date or same_sentence.date
        frame.parties |= {p for i in frame.persons if (p := analysis.persons[i].party)}
        if len(frame.parties) < 2 and frame.parties <= same_sentence.parties:
            frame.parties |= same_sentence.parties
            frame.inherited = True
    if len(frame.parties) < 2 and frame.both and previous and frame.sentence - previous.sentence <= 2 and len(previous.parties) >= 2:
        frame.parties |= previous.parties
        frame.persons += [i for i in previous.persons if i not in frame.persons]
        frame.inherited = True
    if len(frame.parties) < 2:
        _from_document(frame, dyad, next(iter(_acting(analysis)), None))


def _from_document(frame: Frame, dyad: tuple[str, ...], protagonist: str | None) -> None:
    """The parties that the document is about, for a frame that names only one of them or none; a third party deals with the
    protagonist's."""
    if _own_forum(frame.type, frame.parties):
        return
    pointed = frame.both or frame.definite or frame.persons or frame.channel or frame.date or frame.place
    if len(dyad) == 2 and frame.parties <= set(dyad) and (frame.parties or pointed):
        frame.parties |= set(dyad)
        frame.inherited = True
    elif frame.parties and protagonist and (frame.persons or frame.country or frame.date):
        frame.parties.add(protagonist)
        frame.inherited = True


def _acting(analysis: Analysis) -> list[str]:
    """The parties of the persons whom the document names, those named oftenest first."""
    named = Counter(mention.person for mention in analysis.mentions)
    return [party for index, _ in named.most_common() if (party := analysis.persons[index].party)]


def _tells(frame: Frame) -> bool:
    """Whether a frame says enough: weak nouns need a date, a place or a round beside them; nobody meets alone."""
    if frame.cue.form == "weak" and not (frame.date or frame.place or frame.round or (frame.tight and frame.type != "signing")):
        return False
    if frame.type == "visit" and not frame.country and not frame.definite and not _surely_visit(frame):
        return False
    return len(frame.parties) >= 2 or bool(frame.channel and frame.parties) or _own_forum(frame.type, frame.parties)


def _surely_visit(frame: Frame) -> bool:
    """Whether the trained model takes it for a visit, wherever it led."""
    return frame.cue.telling is not None and frame.cue.telling.kinds["visit"] >= SURE


def _own_forum(kind: EngagementType, parties: set[str]) -> bool:
    """Whether an organisation meets by itself ("the G7 summit")."""
    return kind in ("summit", "conference") and len(parties) == 1 and not any(is_territory(party) for party in parties)


def _enough(occasion: Occasion) -> bool:
    """An engagement needs two parties, or one and a named forum."""
    named = bool(occasion.parties and occasion.channel and family(occasion.type) == "talks")
    return len(occasion.parties) >= 2 or named or _own_forum(occasion.type, occasion.parties)


def _mark_main(occasions: list[Occasion], headlines: list[Frame]) -> None:
    """The occasion that the title names, or that is told first and oftenest, is what the document is about; and with it those told with
    it."""

    def weight(occasion: Occasion) -> float:
        known = (occasion.date is not None) + (occasion.channel is not None) + 0.5 * min(len(occasion.persons), 3)
        titled = any(family(h.type) == family(occasion.type) and (h.parties & occasion.parties) for h in headlines)
        return min(len(occasion.frames), 4) + 4.0 / (1 + occasion.told) + known + 2 * titled

    best = max(occasions, key=weight, default=None)
    for occasion in occasions:
        occasion.main = occasion is best or (best is not None and occasion.told == best.told and weight(occasion) >= 0.7 * weight(best))


def entries(occasions: list[Occasion], analysis: Analysis) -> tuple[Engagement, ...]:
    """The occasions as entries of a reading."""
    discussed = OccasionTopics(analysis, occasions)
    return tuple(_entry(occasion, discussed.of(occasion), analysis) for occasion in occasions)


def _entry(occasion: Occasion, discussed: tuple[Topic, ...], analysis: Analysis) -> Engagement:
    """An occasion as an entry of a reading, with the sentence that shows it best as its evidence."""
    frame = max(occasion.frames, key=lambda f: (len(f.parties) >= 2 and not f.inherited, f.date is not None, len(f.persons), -f.sentence))
    start, end = evidence_span(analysis, frame.sentence, frame.first, frame.last)
    return Engagement(
        type=occasion.type, status=occasion.status, date=occasion.date, place=occasion.place, country=occasion.country,
        parties=tuple(occasion.parties), participants=tuple(_participant(i, analysis) for i in occasion.persons),
        channel=occasion.channel.name if occasion.channel else None, round=occasion.round, on_margins_of=occasion.margins,
        topics=discussed, main=occasion.main, evidence=analysis.text[start:end], span=(start, end),
    )  # fmt: skip


def _participant(index: int, analysis: Analysis) -> Participant:
    person = analysis.persons[index]
    return Participant(name=person.name, office=person.office, party=person.party)
