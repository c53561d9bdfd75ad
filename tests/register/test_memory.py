"""A register in which next to nothing stays in memory between one statement and the next says the same."""

from __future__ import annotations

import hashlib
import random
from datetime import date

import pytest

from dragoman.corpus import folder
from dragoman.model import Document, Reading
from dragoman.register import Register, entries, mappings, nodes
from dragoman.register.identity import Document as Told
from dragoman.register.identity import Source, identities, resolve, signature
from dragoman.register.identity import nodes as kept_nodes

TODAY = date(2026, 1, 1)
KINDS = ("engagement", "channel", "commitment", "statement", "person")


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that may be kept in memory is bounded to a few values."""
    for name in ("MOST_ENTRIES", "MOST_DOCUMENTS"):
        monkeypatch.setattr(entries, name, 2)
    monkeypatch.setattr(mappings, "MOST_KEPT", 2)
    monkeypatch.setattr(nodes, "MOST_KEPT", 2)
    monkeypatch.setattr(kept_nodes, "MOST_KEPT", 2)


def threads() -> list[tuple[Document, Reading]]:
    """Documents that tell of the same occasions in several languages."""
    found = []
    for path in sorted(folder("threads").glob("*.txt")):
        data = path.read_bytes()
        document = Document(id=hashlib.sha256(data).hexdigest(), data=data, text=data.decode(), name=path.name)
        found.append((document, Reading.from_json(path.with_suffix(".json").read_bytes())))
    return found


def purely(document: Document, reading: Reading) -> Told:
    told = reading.document
    source = Source(document.id, (document.name or "").removesuffix(".txt"), told.published, told.publisher, told.language, told.kind)
    return Told(source, reading, signature(document.text))


@pytest.mark.usefixtures("forgetful")
def test_a_register_that_forgets_says_the_same(register: Register) -> None:
    pairs = threads()
    random.Random(5).shuffle(pairs)
    for document, reading in pairs[1:]:
        register.add(document, Reading(reader="none") if document is pairs[7][0] else reading)
    register.add(*pairs[0])
    register.reread(pairs[7][0].id, lambda _: pairs[7][1])
    expected = identities(resolve([purely(*pair) for pair in pairs], today=TODAY))
    assert identities(register.resolution(TODAY)) == expected
    before = [register.entries(kind) for kind in KINDS]
    assert register.rebuild() == len(pairs)
    assert identities(register.resolution(TODAY)) == expected
    assert [register.entries(kind) for kind in KINDS] == before
