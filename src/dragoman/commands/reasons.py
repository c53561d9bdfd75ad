"""`dragoman show --why`: why an entry's values stand, and why its accounts or names are taken for one."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.commands.common import OUT
from dragoman.commands.render import code, issuer, plain
from dragoman.register import Register
from dragoman.register.records import CommitmentRecord, EngagementRecord, Record
from dragoman.register.why import Pair


def show_why(register: Register, record: Record) -> None:
    """Write out everything that speaks for an entry as it is."""
    members, pairs = register.why(record)
    if isinstance(record, EngagementRecord):
        _section("Why each value stands", _values(record))
    if isinstance(record, CommitmentRecord):
        OUT.print(Text(f"State: {record.state}, {plain(record.why)}"))
    if members:
        table = Table.grid(padding=(0, 2))
        for member in members:
            table.add_row(code(member.id), Text(plain(member.name)))
        _section("Accounts" if record.accounts else "Names", table)
    if pairs:
        _section("Why they are one", _pairs(pairs))


def _section(title: str, body: Table) -> None:
    OUT.print(Text(title, style="bold"))
    OUT.print(Padding(body, (0, 0, 1, 2), expand=False))


def _values(record: EngagementRecord) -> Table:
    names = {source.id: issuer(source) or source.document[:8] for source in record.accounts}
    table = Table.grid(padding=(0, 2))
    for field, said in record.said.items():
        others = "; ".join(f"{value} ({', '.join(names.get(one, one) for one in by)})" for value, by in said.others)
        table.add_row(
            Text(field.replace("_", " "), style="dim"),
            Text(plain(said.why)),
            Text(plain(", ".join(names.get(one, one) for one in said.accounts))),
            Text(plain(f"others: {others}") if others else "", style="dim"),
        )
    return table


def _pairs(pairs: list[Pair]) -> Table:
    table = Table.grid(padding=(0, 2))
    for pair in pairs:
        reasons = "never by themselves: joined by others or by a human" if pair.match is None else _reasons(pair)
        table.add_row(code(pair.first.id), code(pair.second.id), Text(reasons))
    return table


def _reasons(pair: Pair) -> str:
    assert pair.match
    return f"{pair.match.score:+.1f}: " + plain(", ".join(f"{reason} {weight:+.1f}" for reason, weight in pair.match.reasons))
