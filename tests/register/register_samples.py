"""A document of an invented country, and its reading."""

from __future__ import annotations

import hashlib

from dragoman.edtf import Date
from dragoman.model import Channel, Commitment, Document, Engagement, Participant, Provenance, Reading, Statement

TEXT = """Strelsau, 3 May 1998 — Foreign Minister Anna Castell of Ruritania and her Syldavian colleague Milo Drago held the
second Ruritania–Syldavia Border Dialogue on May 2. They agreed to open a third crossing by the end of 1999. "The border is a bridge,"
Castell said."""
READING = Reading(
    document=Provenance(language="en", published=Date.parse("1998-05-03"), publisher="Strelsau Gazette", kind="news"),
    reader="tests 1",
    engagements=(
        Engagement(
            type="meeting",
            status="held",
            date=Date.parse("1998-05-02"),
            parties=("SYL", "RUR"),
            participants=(
                Participant(name="Anna Castell", office="Foreign Minister", party="RUR"),
                Participant(name="Milo Drago", party="SYL"),
            ),
            channel="Ruritania–Syldavia Border Dialogue",
            round=2,
            topics=("territory_border",),
            main=True,
            evidence="held the\nsecond Ruritania–Syldavia Border Dialogue on May 2",
            confidence=0.9,
        ),
    ),
    channels=(Channel(name="Ruritania–Syldavia Border Dialogue", parties=("RUR", "SYL"), level="minister", evidence="Border Dialogue"),),
    commitments=(
        Commitment(
            parties=("RUR", "SYL"),
            action="open a third crossing",
            due=Date.parse("../1999"),
            status="agreed",
            evidence="They agreed to open a third crossing by the end of 1999.",
        ),
    ),
    statements=(Statement(speaker="Anna Castell", party="RUR", quote="The border is a bridge", evidence="The border is a bridge"),),
)


def text_document(text: str, name: str | None = None, **known: object) -> Document:
    """A document of plain text."""
    data = text.encode()
    return Document(id=hashlib.sha256(data).hexdigest(), data=data, text=text, name=name, **known)


def numbered(number: int) -> tuple[Document, Reading]:
    """One of many documents, each of another meeting of other parties."""
    meeting = READING.engagements[0].model_copy(update={"parties": (f"R{number}", f"S{number}")})
    promise = READING.commitments[0].model_copy(update={"parties": (f"R{number}", f"S{number}")})
    reading = READING.model_copy(update={"engagements": (meeting,), "commitments": (promise,)})
    return text_document(f"Document {number}.\n{TEXT}", f"{number}.txt"), reading
