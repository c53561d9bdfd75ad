"""From the ids that people name to the decisions that are kept: what a decision points at outlives the next reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as Day
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from dragoman.model import Commitment, Engagement, Reading
from dragoman.register.decisions import Decision, decide, find_decision
from dragoman.register.documents import get_reading
from dragoman.register.errors import RegisterError
from dragoman.register.identity import Reference
from dragoman.register.identity.decisions import FIELDS
from dragoman.register.query import find_alias, find_one
from dragoman.register.records import (
    ChannelRecord,
    CommitmentRecord,
    EngagementRecord,
    PersonRecord,
    Record,
    Source,
)  # fmt: skip
from dragoman.register.resolver import Resolver, channel_id, person_id

_LISTED = ("parties", "topics")


class Decider:
    """Makes decisions in one transaction, signed and with a reason."""

    def __init__(self, connection: Connection, resolver: Resolver, *, author: str, reason: str | None) -> None:
        self._connection, self._resolver = connection, resolver
        self._signed = {"author": author, "reason": reason}

    def merge(self, ids: Sequence[str]) -> Decision:
        """All these are one: engagements, commitments, persons or channels."""
        records = [self._record(id) for id in ids]
        if len({record.kind for record in records}) > 1:
            raise RegisterError("only entries of one kind can be merged: " + ", ".join(f"{r.id} is a {r.kind}" for r in records))
        if len({record.id for record in records}) < 2:
            raise RegisterError("these are one already")
        return self._write("merge", records[0].id, {"items": self._all(records)})

    def split(self, ids: Sequence[str]) -> Decision:
        """These accounts, or these names of a person or channel, are not of the entry that they are in."""
        records = [self._record(id) for id in ids]
        if len({record.id for record in records}) != 1:
            raise RegisterError("to split, name accounts or names of one entry: dragoman show ID lists them")
        everything = dict(self._references(records[0]))
        mine = {find_alias(self._connection, id) for id in ids}
        items, others = ([ref for name, ref in everything.items() if (name in mine) is inside] for inside in (True, False))
        if not items or not others:
            raise RegisterError("nothing would be left on one side; dragoman show ID lists the accounts or names of an entry")
        return self._write("split", records[0].id, {"items": items, "others": others})

    def correct(self, id: str, field: str, value: str | None) -> Decision:
        """An engagement's field has this value, whatever its accounts say; None for no value."""
        record = self._record(id)
        if not isinstance(record, EngagementRecord):
            raise RegisterError(f"{id} is a {record.kind}; values are corrected of engagements")
        parsed = corrected(field, value)
        return self._write("correct", record.id, {"item": self._one(record, id), "field": field, "value": parsed})

    def confirm(self, id: str) -> Decision:
        """A human has checked this."""
        record = self._record(id)
        return self._write("confirm", record.id, {"item": self._one(record, id)})

    def reject(self, id: str, *, everywhere: bool) -> list[Decision]:
        """An account is a misreading; with ``everywhere``, all accounts of the entry are."""
        record = self._record(id)
        if not isinstance(record, EngagementRecord | CommitmentRecord):
            raise RegisterError(f"{id} is a {record.kind}; rejected are accounts of engagements and commitments")
        items = [ref for _, ref in self._references(record)] if everywhere else [self._one(record, id)]
        return [self._write("reject", record.id, {"item": item}) for item in items]

    def fulfil(self, id: str, by: str | None) -> Decision:
        """A commitment was kept, by an engagement if one is named."""
        record = self._record(id)
        if not isinstance(record, CommitmentRecord):
            raise RegisterError(f"{id} is a {record.kind}, not a commitment")
        keeping = None if by is None else self._one(self._record(by), by)
        return self._write("fulfil", record.id, {"item": self._one(record, id), "by": keeping})

    def undo(self, id: str) -> Decision:
        """Take a decision back."""
        decision = find_decision(self._connection, id)
        if decision.revoked_by:
            raise RegisterError(f"{decision.id} was taken back already, by {decision.revoked_by}")
        return self._write("undo", decision.id, {})

    def _write(self, kind: Any, target: str, payload: dict[str, Any]) -> Decision:
        return decide(self._connection, kind, target, payload, **self._signed)  # type: ignore[arg-type]

    def _record(self, id: str) -> Record:
        found = find_one(self._connection, id, Day.today())
        if not isinstance(found, Record) or found.kind == "statement":
            raise RegisterError(f"{id}: decided is on engagements, commitments, persons and channels")
        return found

    def _all(self, records: Iterable[Record]) -> list[dict[str, Any]]:
        """Every account or name of some entries: what was one stays one."""
        return [ref for record in {record.id: record for record in records}.values() for _, ref in self._references(record)]

    def _one(self, record: Record, id: str) -> dict[str, Any]:
        """The reference of the account or name that an id names."""
        alias = find_alias(self._connection, id)
        found = dict(self._references(record))
        return found.get(alias) or next(iter(found.values()))

    def _references(self, record: Record) -> list[tuple[str, dict[str, Any]]]:
        """Each account or name of an entry, with what a decision keeps of it."""
        if isinstance(record, EngagementRecord | CommitmentRecord):
            found = [(source.id, self._account(record, source)) for source in record.accounts]
        elif isinstance(record, PersonRecord | ChannelRecord):
            found = list(self._names(record))
        else:
            found = []
        if not found:
            raise RegisterError(f"{record.id}: no account of it can be decided on")
        return found

    def _account(self, record: Record, source: Source) -> dict[str, Any]:
        reading = get_reading(self._connection, source.document) or Reading()
        entries: Sequence[Engagement | Commitment] = reading.engagements if record.kind == "engagement" else reading.commitments
        entry = entries[source.position]
        date = entry.date if isinstance(entry, Engagement) else entry.due
        return Reference(
            document=source.document,
            kind="engagement" if record.kind == "engagement" else "commitment",
            evidence=entry.evidence,
            span=entry.span,
            type=entry.type if isinstance(entry, Engagement) else None,
            date=str(date) if date else None,
        ).model_dump(mode="json")

    def _names(self, record: PersonRecord | ChannelRecord) -> Iterable[tuple[str, dict[str, Any]]]:
        index = self._resolver.index
        if isinstance(record, PersonRecord):
            for node in self._resolver.person_nodes(record.names, record.parties):
                used = min(mention.account.source.id for mention in index.persons.space.nodes[node].mentions)
                name = index.persons.space.nodes[node].name
                yield person_id(node), Reference(document=used, kind="person", name=name).model_dump(mode="json")
        else:
            for node in self._resolver.channel_nodes(record.id):
                channel = index.channels.space.nodes[node]
                used = min(mention.account.source.id for mention in channel.mentions)
                yield channel_id(node), Reference(document=used, kind="channel", name=channel.name).model_dump(mode="json")


def corrected(field: str, value: str | None) -> str | int | list[str] | None:
    """A corrected value as it is kept; raises RegisterError where the field or the value is not one."""
    if field not in FIELDS or field == "participants":
        raise RegisterError(f"{field!r} cannot be corrected; {', '.join(one for one in FIELDS if one != 'participants')} can")
    said: object = value
    if value is not None and field in _LISTED:
        said = [part.strip() for part in value.split(",") if part.strip()]
    elif value is None and field in _LISTED:
        said = []
    base = {"type": "meeting", "status": "held", "evidence": "-"}
    try:
        entry = Engagement.model_validate(base | {field: said}).model_dump(mode="json")
    except ValidationError as error:
        raise RegisterError(f"{value!r} is no {field}: {error.errors()[0]['msg']}") from None
    kept: str | int | list[str] | None = entry[field]
    return kept
