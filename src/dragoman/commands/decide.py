"""`dragoman decide …`, `decisions`: what humans decide, which outlives every re-reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from dragoman.commands.common import OUT, Form, Format, asked, author, opened
from dragoman.commands.render import Column, code, plain, write
from dragoman.register.deciding import Decider
from dragoman.register.decisions import Decision

Ids = Annotated[list[str], typer.Argument(metavar="ID…")]
Id = Annotated[str, typer.Argument(metavar="ID")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; it is kept with the decision.")]

DECISIONS: tuple[Column, ...] = (
    ("ID", lambda d: code(d.id)),
    ("When", lambda d: d.time[:16].replace("T", " ")),
    ("Who", lambda d: d.author),
    ("Decision", lambda d: d.kind),
    ("On", lambda d: code(d.target)),
    ("Reason", lambda d: d.reason or ""),
    ("Taken back", lambda d: code(d.revoked_by) if d.revoked_by else ""),
)


def _decide(context: typer.Context, reason: str | None, make: Callable[[Decider], Decision | list[Decision]]) -> None:
    with opened(context) as register, register.deciding(author=author(), reason=reason) as decider:
        made = make(decider)
    for decision in made if isinstance(made, list) else [made]:
        OUT.print(f"{decision.id}: {decision.kind} {decision.target}, by {plain(decision.author)}.", markup=False, soft_wrap=True)


def merge(context: typer.Context, ids: Ids, reason: Reason = None) -> None:
    """These are one: engagements, commitments, persons or channels.

    dragoman decide merge e-7f3a9c21 e-0b5512d0 --reason "same round, two release dates"
    """
    _decide(context, reason, lambda decider: decider.merge(ids))


def split(context: typer.Context, ids: Ids, reason: Reason = None) -> None:
    """These accounts, or names of a person or channel, do not belong to the entry that they are in.

    dragoman show ID --why lists the accounts or names of an entry with their ids.

        dragoman decide split e-0b5512d0
    """
    _decide(context, reason, lambda decider: decider.split(ids))


def correct(
    context: typer.Context,
    identifier: Id,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="date, place, country, status, type, round, parties, topics …")],
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="Dates in EDTF, lists with commas; none for no value.")] = None,
    reason: Reason = None,
) -> None:
    """An engagement's field has this value, whatever its accounts say.

    dragoman decide correct e-7f3a9c21 date 2018-06-01
    dragoman decide correct e-7f3a9c21 parties KOR,RUS
    """
    _decide(context, reason, lambda decider: decider.correct(identifier, field, value))


def confirm(context: typer.Context, identifier: Id, reason: Reason = None) -> None:
    """A human has checked this entry."""
    _decide(context, reason, lambda decider: decider.confirm(identifier))


def reject(
    context: typer.Context,
    identifier: Id,
    everywhere: Annotated[bool, typer.Option("--all", help="All accounts of the entry, not only the one that the id names.")] = False,
    reason: Reason = None,
) -> None:
    """An account is a misreading and counts for nothing."""
    _decide(context, reason, lambda decider: decider.reject(identifier, everywhere=everywhere))


def fulfil(
    context: typer.Context,
    identifier: Id,
    by: Annotated[str | None, typer.Option("--by", metavar="ID", help="The engagement that kept it.")] = None,
    reason: Reason = None,
) -> None:
    """A commitment was kept.

    dragoman decide fulfil k-25636600 --by e-7f3a9c21
    """
    _decide(context, reason, lambda decider: decider.fulfil(identifier, by))


def undo(context: typer.Context, identifier: Id, reason: Reason = None) -> None:
    """Take a decision back.

    dragoman decisions
    dragoman decide undo x-11c2aa04
    """
    _decide(context, reason, lambda decider: decider.undo(identifier))


def decisions(context: typer.Context, form: Form = Format.table) -> None:
    """All decisions, in the order in which they were made."""
    with asked(context) as register:
        write(register.decisions(), DECISIONS, form, none="Nobody has decided anything yet.")
