"""The words of a lexicon that make an engagement, compiled, and where they stand in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, cast

from dragoman.language.analysis import Analysis, Mention
from dragoman.language.encoder.types import Telling
from dragoman.language.lexicon import Lexicon
from dragoman.language.phrases import Phrases, compiled
from dragoman.model import ENGAGEMENT_TYPES, EngagementType, Status
from dragoman.reading.told import Told, told

Form = Literal["noun", "weak", "verb", "unnamed"]
_HEARD = 0.3
"""The probability from which on the model's word that an engagement is told is brought together with a word of the lexicon."""
_ALONE = 0.75
"""The same, for a word that no lexicon knows."""
_APART = 12
"""Tokens between a word of the lexicon and the one by which the model knows the same engagement ("the visit … was put off")."""
_PARTING = frozenset(";:；：。")
FAMILY: dict[EngagementType, str] = {"summit": "talks", "meeting": "talks", "conference": "talks"}


def family(kind: EngagementType) -> str:
    """Summits, meetings and conferences are often told in each other's words; every other type stands alone."""
    return FAMILY.get(kind, kind)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that tells of an engagement: token range, type, and whether it is a verb, a noun, a noun that needs company, or none
    of these ("unnamed": what else tells of it)."""

    first: int
    last: int
    type: EngagementType
    form: Form
    telling: Telling | None = field(default=None, compare=False)
    """What the trained model says of it."""
    known: bool = True
    """Whether a lexicon knows it; if not, the model alone does."""


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled sections of a lexicon that the reading of engagements uses."""

    engagements: Phrases[tuple[EngagementType, Form] | None]
    status: Phrases[str]
    about: Phrases[str]
    about_after: Phrases[str]
    outcome: Phrases[str]
    own: Phrases[str]
    between: Phrases[str]
    host: Phrases[str]
    company: Phrases[str]
    place: Phrases[str]
    place_after: Phrases[str]
    margins: Phrases[str]
    margins_after: Phrases[str]
    edges: Phrases[str]
    sides: Phrases[str]
    same: Phrases[str]
    another: Phrases[str]
    clause: Phrases[str]
    relative: Phrases[str]
    and_: Phrases[str]


@lru_cache(maxsize=64)
def words(lexicon: Lexicon) -> Words:
    """The compiled sections of a lexicon."""
    clitics, relations = lexicon.writing.proclitics, lexicon.relations
    stops = lexicon.writing.stops
    entries: list[tuple[str, tuple[EngagementType, Form] | None]] = [(word, None) for word in stops]
    for kind, cues in lexicon.engagements.items():
        for form, phrases in (("noun", cues.nouns), ("weak", cues.weak), ("verb", cues.verbs)):
            entries += [(phrase, (kind, cast(Form, form))) for phrase in phrases]

    def one(phrases: tuple[str, ...]) -> Phrases[str]:
        return compiled({"": phrases}, clitics)

    return Words(
        engagements=Phrases(entries, clitics),
        status=compiled(
            {"": stops} | {name: getattr(lexicon.status, name) for name in ("held", "planned", "proposed", "cancelled", "denied")}, clitics
        ),
        about=one(relations.about),
        about_after=one(relations.about_after),
        outcome=one(relations.outcome),
        own=one(relations.own),
        between=one(relations.between),
        host=one(relations.host),
        company=one(relations.company),
        place=one(relations.place),
        place_after=one(relations.place_after),
        margins=one(relations.margins),
        margins_after=one(relations.margins_after),
        edges=compiled({"opening": lexicon.dates.opening, "closing": lexicon.dates.closing}, clitics),
        sides=compiled({"both": relations.both_sides, "all": relations.all_sides}, clitics),
        same=one(relations.same),
        another=one(relations.another),
        clause=one(relations.clause),
        relative=one(relations.relative),
        and_=one(relations.and_),
    )


def find_cues(analysis: Analysis, index: int, aside: Sequence[tuple[int, int]] = ()) -> list[Cue]:
    """The cues of a sentence from left to right; a verb and the noun that it governs are one cue, with the noun's type.

    Nouns in the token ranges ``aside`` are none: they name larger events at whose side something took place.
    """
    known, sentence = words(analysis.lexicon), analysis.sentences[index]
    titles = {i for office in analysis.offices for i in range(office.first, office.last)}

    def barred(one: Mention) -> bool:
        return (one.first in titles and one.last - 1 in titles) or any(low <= one.first < high for low, high in aside)

    cues: list[Cue] = []
    for match in known.engagements.find(analysis.tokens, sentence.first, sentence.last):
        if match.value is None or barred(match):
            continue
        cue = Cue(match.first, match.last, *match.value)
        if cues and _governs(analysis, cues[-1], cue):
            cues[-1] = Cue(cues[-1].first, cue.last, _joined_type(cues[-1], cue), "verb" if "verb" in (cue.form, cues[-1].form) else "noun")
        else:
            cues.append(cue)
    heard = [one for one in told(analysis, index) if one.telling.engagement >= _HEARD and not barred(one)]
    return _with_heard(analysis, index, cues, heard)


def _with_heard(analysis: Analysis, index: int, cues: list[Cue], heard: Sequence[Told]) -> list[Cue]:
    """The cues with what the model says of each, and those that only the model knows."""
    unheard: list[Told] = []
    for one in heard:
        at = next((i for i, cue in enumerate(cues) if one.first < cue.last and cue.first < one.last), None)
        if at is None:
            unheard.append(one)
        elif (former := cues[at].telling) is None or former.engagement < one.telling.engagement:
            cues[at] = replace(cues[at], telling=one.telling)
    for one in unheard:
        kind = likeliest(one.telling)
        near = [i for i, cue in enumerate(cues) if cue.telling is None and family(cue.type) == family(kind) and _close(analysis, cue, one)]
        if near:
            at = min(near, key=lambda i: _gap(cues[i], one))
            cues[at] = replace(cues[at], telling=one.telling)
        elif one.telling.engagement >= _ALONE:
            cues.append(Cue(one.first, one.last, kind, "verb" if _is_verb(analysis, index, one) else "noun", one.telling, known=False))
    return sorted(cues, key=lambda cue: cue.first)


def likeliest(telling: Telling) -> EngagementType:
    """The type that an engagement most likely has by the model."""
    return max(ENGAGEMENT_TYPES, key=lambda kind: telling.kinds[kind])


def _gap(cue: Mention, one: Mention) -> int:
    return max(one.first - cue.last, cue.first - one.last)


def _close(analysis: Analysis, cue: Mention, one: Mention) -> bool:
    between = range(min(cue.last, one.last), max(cue.first, one.first))
    return len(between) <= _APART and not any(analysis.tokens[i].form in _PARTING for i in between)


def _is_verb(analysis: Analysis, index: int, one: Told) -> bool:
    inside = (w for w in analysis.parses[index].words if w.start < one.telling.end and w.end > one.telling.start)
    return any(word.pos in ("VERB", "AUX") for word in inside)


def _joined_type(left: Cue, right: Cue) -> EngagementType:
    """The type of a verb with its noun: "held a summit" is a summit, "attended the signing" a signing."""
    return right.type if left.form == "verb" else left.type


def _governs(analysis: Analysis, left: Cue, right: Cue) -> bool:
    """Whether two neighbouring cues tell of one occasion: a verb beside its noun, with no new clause or country between."""
    if left.form == right.form == "noun" or (left.form == right.form == "verb" and left.type != right.type):
        return False
    if left.form == "verb" != right.form and analysis.lexicon.writing.verb_final:
        return False
    if {left.type, right.type} & {"visit", "letter"} and left.type != right.type:
        return False
    gap = range(left.last, right.first)
    if len(gap) > 12 or any(analysis.tokens[i].form in ",;:、，；。" for i in gap):
        return False
    return not any(mention.first in gap and mention.named for mention in analysis.mentions)


_STATUS: dict[str, Status] = {"denied": "cancelled"}


def status_of(value: str) -> Status:
    """The status that a group of status words stands for; a denied engagement counts as cancelled."""
    return _STATUS.get(value, cast(Status, value))
