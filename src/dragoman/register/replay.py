"""The register of a few documents in memory, document by document and decision by decision: what it said of an entry at any time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.model import Reading
from dragoman.register import identity
from dragoman.register.describe import Records
from dragoman.register.identity.accounts import Telling
from dragoman.register.identity.decisions import Reference, locate
from dragoman.register.records import ChannelRecord, CommitmentRecord, EngagementRecord, PersonRecord, Record, Source, StatementRecord
from dragoman.register.resolver import person_id, speaker_node, spoken, told_node


class Replay:
    """Documents and decisions in the order in which they came; `Records` describes what they make at the moment."""

    def __init__(self) -> None:
        self.index = identity.Index()
        self.speakers: dict[str, frozenset[str]] = {}
        self.told: dict[str, frozenset[str]] = {}
        self.tellings: dict[str, Telling] = {}

    def put(self, document: identity.Document) -> None:
        """Add a document, or give it another reading."""
        id = document.source.id
        for table in (self.speakers, self.told):
            for node, places in list(table.items()):
                table[node] = frozenset(place for place in places if place.partition("#")[0] != id)
        for at, statement in enumerate(document.reading.statements):
            node = speaker_node(statement)
            self.speakers[node] = self.speakers.get(node, frozenset()) | {spoken(id, at, statement)}
        for at, channel in enumerate(document.reading.channels):
            node = told_node(channel)
            self.told[node] = self.told.get(node, frozenset()) | {f"{id}#{at}"}
        self.tellings.update((telling.id, telling) for telling in document.tellings)
        self.index.update(add=[document])

    def decide(self, decisions: Sequence[identity.Decision]) -> None:
        """Heed these decisions instead of those before."""
        self.index.update(decisions=decisions)


class Follower:
    """Finds an entry of today in the register of another time: by what it stands on, since ids change with readings."""

    def __init__(self, record: Record, asked: str, readings: Mapping[str, Reading], nodes: Sequence[str]) -> None:
        """``asked`` is the id that was asked for; ``readings`` are the present ones of the entry's documents, ``nodes`` its names."""
        self.record = record
        self._nodes = sorted(nodes, key=lambda node: person_id(node) != asked)
        accounts = sorted(record.accounts, key=lambda source: source.id != asked)
        self._readings = readings
        self._accounts = [(_reference(record, readings[one.document], one), f"{one.document}#{one.position}") for one in accounts]

    def record_in(self, replay: Replay) -> Record | None:
        """The entry as it is there; None if nothing tells of it."""
        records, index = Records(replay), replay.index
        match self.record:
            case EngagementRecord():
                group = self._group(index, index.accounts.home)
                return records.engagement(group)[0] if group else None
            case CommitmentRecord():
                group = self._group(index, index.promises.home)
                return records.commitment(group)[0] if group else None
            case PersonRecord():
                found = next((one for node in self._nodes if (one := records.person(node))), None)
                return found[0] if found else None
            case ChannelRecord():
                found = next((one for node in self._nodes if (one := records.channel(node))), None)
                return found[0] if found else None
            case StatementRecord():
                document = self.record.accounts[0].document
                said = [record for record, _ in records.statements(document) if isinstance(record, StatementRecord)]
                return next((one for one in said if one.id == self.record.id or one.quote == self.record.quote), None)
            case _:
                raise TypeError(f"no such record: {type(self.record).__name__}")

    def _group(self, index: identity.Index, home: Mapping[str, str]) -> str | None:
        for reference, here in self._accounts:
            document = index.documents.get(reference.document)
            if document is None:
                continue
            node = here if document.reading == self._readings[reference.document] else locate(reference, document)
            if node is not None and node in home:
                return home[node]
        return None


def _reference(record: Record, reading: Reading, account: Source) -> Reference:
    """What an account is known by in any reading of its document."""
    known: dict[str, object] = {"document": account.document}
    if isinstance(record, EngagementRecord):
        entry = reading.engagements[account.position]
        known |= {"evidence": entry.evidence, "span": entry.span, "type": entry.type, "date": str(entry.date) if entry.date else None}
    elif isinstance(record, CommitmentRecord):
        promise = reading.commitments[account.position]
        known |= {
            "kind": "commitment",
            "evidence": promise.evidence,
            "span": promise.span,
            "date": str(promise.due) if promise.due else None,
        }
    return Reference.model_validate(known)
