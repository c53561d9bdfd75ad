"""Documents of invented states and persons, for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from dragoman.edtf import parse_date
from dragoman.model import Channel, Commitment, Engagement, Reading
from dragoman.register.identity import Document, Reference, Source, signature


def engagement(kind: str = "meeting", date: str | None = "2031-05-14", **fields: Any) -> Engagement:
    """A meeting of Ruritania and Graustark, unless told otherwise."""
    said = {"status": "held", "parties": ("GRK", "RUR"), "evidence": f"{kind} {date} {sorted(fields.items())}", **fields}
    return Engagement.model_validate({"type": kind, "date": date, **said})


def people(*named: str) -> list[dict[str, str]]:
    """Participants from "Name, Office, PARTY"."""
    return [dict(zip(("name", "office", "party"), text.split(", "), strict=True)) for text in named]


def document(
    name: str,
    *engagements: Engagement,
    published: str | None = "2031-05-15",
    kind: str = "news",
    commitments: Sequence[Commitment] = (),
    channels: Sequence[Channel] = (),
    text: str | None = None,
    language: str = "en",
) -> Document:
    """A document with these entries."""
    source = Source(
        id=hashlib.sha256(name.encode()).hexdigest(),
        name=name,
        published=parse_date(published) if published else None,
        publisher=None,
        language=language,
        kind=kind,
    )
    reading = Reading(engagements=engagements, commitments=tuple(commitments), channels=tuple(channels))
    return Document(source, reading, signature(text) if text else None)


def promise(action: str, **fields: Any) -> Commitment:
    """A commitment of both parties."""
    said = {"parties": ("GRK", "RUR"), "status": "agreed", "evidence": f"they agreed to {action}", **fields}
    return Commitment.model_validate({"action": action, **said})


def pointing(to: Document, index: int = 0, kind: str = "engagement") -> Reference:
    """A reference to an entry."""
    entry = to.reading.engagements[index] if kind == "engagement" else to.reading.commitments[index]
    return Reference.model_validate({"document": to.source.id, "kind": kind, "evidence": entry.evidence})
