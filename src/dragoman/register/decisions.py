"""What humans decided: append-only, signed, dated, each with a reason if one was given, and each can be taken back by another."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select

from dragoman.model import Reading, Value
from dragoman.register import identity
from dragoman.register.documents import now
from dragoman.register.errors import RegisterError
from dragoman.register.schema import decisions

_IDENTITY: TypeAdapter[identity.Decision] = TypeAdapter(identity.Decision)
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
    rows = connection.execute(select(decisions).order_by(decisions.c.time, decisions.c.id)).mappings().all()
    revoked: dict[str, str] = {}
    for row in reversed(rows):
        if row["kind"] == "undo" and row["id"] not in revoked:  # an undoing that was itself undone undoes nothing
            revoked[row["target"]] = row["id"]
    return [Decision.model_validate({**row, "revoked_by": revoked.get(row["id"])}) for row in rows]


def find_decision(connection: Connection, prefix: str) -> Decision:
    """One decision by its id or the beginning of it; raises RegisterError if there is none, or more than one."""
    found = [decision for decision in all_decisions(connection) if decision.id.startswith(prefix)]
    if len(found) != 1:
        raise RegisterError(f"{'no' if not found else 'more than one'} decision {prefix}")
    return found[0]


def given_reading(connection: Connection, document: str) -> Reading | None:
    """The reading that a human gave for a document, None if the reader's holds."""
    asked = decisions.c.target == document, decisions.c.kind == "reading"
    if not connection.execute(select(decisions.c.id).where(*asked).limit(1)).first():
        return None
    standing = [one for one in all_decisions(connection) if one.kind == "reading" and one.target == document and not one.revoked_by]
    return Reading.model_validate(standing[-1].payload) if standing else None


def for_identity(connection: Connection) -> list[identity.Decision]:
    """The decisions that identity knows how to heed."""
    return [_for_identity(one) for one in all_decisions(connection) if one.kind != "reading"]


def _for_identity(decision: Decision) -> identity.Decision:
    act = {"act": decision.kind, "reason": decision.reason or "", "decision": decision.target}
    return _IDENTITY.validate_python({**decision.payload, **act, **decision.model_dump(include={"id", "author", "time"})})
