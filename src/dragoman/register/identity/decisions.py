"""What humans decided about the register, as values. They are stored elsewhere, append-only; here is what they mean.

A decision points at entries by document and evidence, not by index or resolved ID, so that it outlives every re-reading: `locate` finds the
entry that stands where the decision was made. Later decisions win over earlier ones; an `Undo` takes one back, and may itself be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Literal, TypeVar

from pydantic import Field, TypeAdapter

from dragoman.model import Entry, Span, Text, Value
from dragoman.register.identity.accounts import Document

ItemKind = Literal["engagement", "commitment", "person", "channel"]
FIELDS = ("type", "status", "date", "place", "country", "parties", "channel", "round", "on_margins_of", "topics", "participants")
"""The fields of an engagement that can be corrected."""


class Reference(Value):
    """An entry of a document: by its evidence, or for persons and channels by the name that the document uses.

    ``document`` is the document's content hash. ``span`` is where the evidence stands, if known; ``type`` (an engagement's type) and
    ``date`` (EDTF) tell entries apart that stand on the same sentence."""

    document: Text
    kind: ItemKind = "engagement"
    evidence: str | None = None
    span: Span | None = None
    type: str | None = None
    date: str | None = None
    name: str | None = None


class _Decision(Value):
    id: Text
    author: Text
    time: datetime
    reason: str = ""


class Merge(_Decision):
    """All these are one."""

    act: Literal["merge"] = "merge"
    items: tuple[Reference, ...] = Field(min_length=2)


class Split(_Decision):
    """None of these is one with any of the others."""

    act: Literal["split"] = "split"
    items: tuple[Reference, ...] = Field(min_length=1)
    others: tuple[Reference, ...] = Field(min_length=1)


class Correct(_Decision):
    """The engagement of this entry has this value in this field, whatever its accounts say. Dates are EDTF."""

    act: Literal["correct"] = "correct"
    item: Reference
    field: Literal["type", "status", "date", "place", "country", "parties", "channel", "round", "on_margins_of", "topics"]
    value: str | int | tuple[str, ...] | None


class Confirm(_Decision):
    """A human has checked what this belongs to."""

    act: Literal["confirm"] = "confirm"
    item: Reference


class Reject(_Decision):
    """The entry is a misreading and counts for nothing."""

    act: Literal["reject"] = "reject"
    item: Reference


class Fulfil(_Decision):
    """The commitment was kept, by the engagement of another entry if one is named."""

    act: Literal["fulfil"] = "fulfil"
    item: Reference
    by: Reference | None = None


class Undo(_Decision):
    """Takes another decision back."""

    act: Literal["undo"] = "undo"
    decision: Text


Decision = Annotated[Merge | Split | Correct | Confirm | Reject | Fulfil | Undo, Field(discriminator="act")]
_ADAPTER: TypeAdapter[Decision] = TypeAdapter(Decision)
E = TypeVar("E", bound=Entry)


def from_json(text: str | bytes) -> Decision:
    """Read a decision from its JSON form (`decision.model_dump_json()`); raises pydantic's ValidationError."""
    return _ADAPTER.validate_json(text)


def effective(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that stand, in the order in which they were made: neither undone nor undoing."""
    ordered = sorted(decisions, key=lambda decision: (decision.time, decision.id))
    gone: set[str] = set()
    for decision in reversed(ordered):
        if isinstance(decision, Undo) and decision.id not in gone:
            gone.add(decision.decision)
    return [decision for decision in ordered if decision.id not in gone and not isinstance(decision, Undo)]


def locate(reference: Reference, document: Document) -> str | None:
    """The id of the entry that a reference means in this reading of its document; None if the reading has no such entry any more.

    For persons and channels the id is the name that the reading uses."""
    if reference.kind in ("person", "channel"):
        return _locate_name(reference, document)
    if reference.kind == "engagement":
        index = _locate(reference, document.reading.engagements)
    else:
        index = _locate(reference, document.reading.commitments)
    return None if index is None else f"{document.source.id}#{index}"


def _locate(reference: Reference, entries: Sequence[E]) -> int | None:
    best: tuple[float, int] | None = None
    for index, entry in enumerate(entries):
        fit = _overlap(reference, entry)
        if fit > 0:
            fit += 0.5 * (reference.type is not None and getattr(entry, "type", None) == reference.type)
            date = getattr(entry, "date", None) or getattr(entry, "due", None)
            fit += 0.5 * (reference.date is not None and str(date or "") == reference.date)
            if best is None or fit > best[0]:
                best = (fit, index)
    return best[1] if best else None


def _overlap(reference: Reference, entry: Entry) -> float:
    """From 0 to 1 how much of the evidence is the same."""
    if reference.span and entry.span:
        shared = min(reference.span[1], entry.span[1]) - max(reference.span[0], entry.span[0])
        return max(0.0, shared / max(1, max(reference.span[1], entry.span[1]) - min(reference.span[0], entry.span[0])))
    mine, theirs = " ".join((reference.evidence or "").split()), " ".join(entry.evidence.split())
    if not mine:
        return 0.0
    return 1.0 if mine == theirs else 0.7 if mine in theirs or theirs in mine else 0.0


def _locate_name(reference: Reference, document: Document) -> str | None:
    name = reference.name or reference.evidence or ""
    if reference.kind == "channel":
        used = sorted({mention.name for mention in document.channels()})
    else:
        used = sorted({mention.name for mention in document.mentions()})
    return name if name in used else next((other for other in used if other.casefold() == name.casefold()), None)
