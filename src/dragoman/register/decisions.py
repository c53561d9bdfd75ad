"""What humans decided: append-only, signed, dated, each with a reason if one was given, and each can be taken back by another."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from sqlalchemy import Connection, Select, insert, select

from dragoman.model import Reading, Value
from dragoman.register.documents import now
from dragoman.register.errors import RegisterError
from dragoman.register.schema import decisions

DecisionKind = Literal["merge", "split", "correct", "confirm", "reject", "fulfil", "reading", "undo"]


class Decision(Value):
    """One decision. ``target`` is the id of what it is about; ``payload`` is what its kind needs to know."""

    id: str
    kind: DecisionKind
    target: str
    payload: dict[str, Any]
    author: str
    time: str
    """ISO 8601, UTC."""
    reason: str | None = None
    revoked_by: str | None = None
    """The decision that took this one back."""


def decide(
    connection: Connection, kind: DecisionKind, target: str, payload: dict[str, Any], *, author: str, reason: str | None = None
) -> Decision:
    """Write a decision down. The caller sees to it that the target is there."""
    time = now()
    content = json.dumps([kind, target, payload, author, time, reason], sort_keys=True)
    identifier = "x-" + hashlib.sha256(content.encode()).hexdigest()[:12]
    made = Decision(id=identifier, kind=kind, target=target, payload=payload, author=author, time=time, reason=reason)
    connection.execute(insert(decisions).values(made.model_dump(exclude={"revoked_by"})))
    return made


def all_decisions(connection: Connection) -> list[Decision]:
    """Every decision in the order in which they were made, with what became of it."""
    return _with_fate(connection, select(decisions))


def _with_fate(connection: Connection, query: Select[Any]) -> list[Decision]:
    rows = connection.execute(query.order_by(decisions.c.time, decisions.c.id)).mappings().all()
    undone = connection.execute(select(decisions.c.target, decisions.c.id).where(decisions.c.kind == "undo"))
    revoked = {row.target: row.id for row in undone}
    # taking back an undoing brings the first decision back
    standing = {target: by for target, by in revoked.items() if by not in revoked}
    return [Decision.model_validate({**row, "revoked_by": standing.get(row["id"])}) for row in rows]


def find_decision(connection: Connection, prefix: str) -> Decision:
    """One decision by its id or the beginning of it; raises RegisterError if there is none, or more than one."""
    found = [decision for decision in all_decisions(connection) if decision.id.startswith(prefix)]
    if len(found) != 1:
        raise RegisterError(f"{'no' if not found else 'more than one'} decision {prefix}")
    return found[0]


def given_reading(connection: Connection, document: str) -> Reading | None:
    """The reading that a human gave for a document, None if the reader's holds."""
    query = select(decisions).where(decisions.c.target == document, decisions.c.kind == "reading")
    standing = [d for d in _with_fate(connection, query) if not d.revoked_by]
    return Reading.model_validate(standing[-1].payload) if standing else None
