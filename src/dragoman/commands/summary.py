"""`dragoman summary`: the register at a glance."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import typer
from babel import Locale, UnknownLocaleError
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.commands.common import OUT, Form, Format, asked
from dragoman.commands.render import code, day, plain, write_json
from dragoman.register.overview import ChannelLine, Overview

_BAR = 24


def summary(context: typer.Context, form: Form = Format.table) -> None:
    """The register at a glance: documents, engagements, channels and their rounds, commitments, people."""
    with asked(context) as register:
        found = register.overview(channels=8, commitments=8, people=10)
        name = register.name
    if form is not Format.table:
        write_json(_as_json(found))
        return
    OUT.print(Text.assemble("\n", ("The register ", "bold"), (name, "bold cyan")))
    _documents(found)
    if found.engagements:
        _section("Engagements, by type", _engagements(found))
    if found.channels:
        _section("Channels and their rounds", _channels(found))
    if found.commitments:
        _section("Commitments with a date", _commitments(found))
    if found.people:
        _section("Most cited people", _people(found))
    _section("How to go on", _next_steps(found))


def _section(title: str, body: Table) -> None:
    OUT.print(Text(f"\n{title}", style="bold"))
    OUT.print(Padding(body, (0, 0, 0, 2)))


def _documents(found: Overview) -> None:
    if not found.documents:
        OUT.print("\nNo documents yet.")
        return
    years = sorted({found.first_day[:4], found.last_day[:4]}) if found.first_day and found.last_day else []
    line = f"{found.documents:,} {'document' if found.documents == 1 else 'documents'}" + (f", {'–'.join(years)}" if years else "")
    languages = ", ".join(f"{_language(tag)} {count:,}" for tag, count in found.languages)
    kinds = (("engagement", "engagements"), ("channel", "channels"), ("commitment", "commitments"), ("statement", "statements"))
    counts = [f"{found.entries[kind]:,} {name}" for kind, name in (*kinds, ("person", "people")) if found.entries.get(kind)]
    for text in (line, languages, " · ".join(counts)):
        OUT.print(Padding(Text(text), (0, 0, 0, 2)))


def _language(tag: str) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


def _engagements(found: Overview) -> Table:
    """A bar for each type; what did not take place is said beside it."""
    types: Counter[str] = Counter()
    others: defaultdict[str, list[str]] = defaultdict(list)
    for kind, status, count in found.engagements:
        types[kind] += count
        if status != "held":
            others[kind].append(f"{count:,} {status}")
    most = max(types.values())
    table = Table.grid(padding=(0, 2))
    for kind, count in types.most_common():
        bar = Text("█" * max(1, round(_BAR * count / most)), style="cyan")
        rest = "of these " + ", ".join(others[kind]) if others[kind] else ""
        table.add_row(kind, Text(f"{count:,}", justify="right"), bar, Text(rest, style="dim"))
    return table


def _channels(found: Overview) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for line in found.channels:
        table.add_row(code(line.channel.id), Text.assemble((plain(line.channel.name), "bold"), "  ", " ".join(line.channel.parties)))
        table.add_row("", Text(_rounds(line)))
    return table


def _rounds(line: ChannelLine) -> str:
    """Every round, or the first and the last few of many."""
    said = []
    for engagement in line.engagements:
        number = f"{engagement.round}. " if engagement.round else ""
        where = f", {plain(engagement.place)}" if engagement.place else ""
        status = "" if engagement.status == "held" else f" ({engagement.status})"
        said.append(f"{number}{day(engagement.date) or 'undated'}{where}{status}")
    many = [*said[:2], "…", *said[-3:]] if len(said) > 6 else said
    return " · ".join(many)


def _commitments(found: Overview) -> Table:
    table = Table.grid(padding=(0, 2))
    for _ in range(2):
        table.add_column(no_wrap=True)
    for one in found.commitments:
        table.add_row(code(one.id), day(one.due), Text.assemble((" ".join(one.parties), "bold"), "  ", plain(one.action)))
    return table


def _people(found: Overview) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for person, count in found.people:
        known = ", ".join(filter(None, (plain(person.offices[-1].office) if person.offices else "", " ".join(person.parties))))
        table.add_row(code(person.id), Text(f"{count:,}", justify="right"), Text.assemble((plain(person.name), "bold"), f"  {known}"))
    return table


def _next_steps(found: Overview) -> Table:
    """Commands that work on this very register."""
    steps = [("dragoman add PATH…", "put more documents in")]
    if found.documents:
        steps.insert(0, ("dragoman search WORD", "the full text of the documents"))
    if found.people:
        name = found.people[0][0].name.split()[-1]
        steps.insert(0, (f'dragoman engagements --person "{plain(name)}"', "what one person took part in"))
    pair = next(("-".join(line.channel.parties) for line in found.channels if len(line.channel.parties) == 2), None)
    if pair:
        steps.insert(0, (f"dragoman engagements --dyad {pair}", "who met, when and where"))
    for line in found.channels[:1]:
        steps.insert(1, (f"dragoman show {code(line.channel.id).plain}", "a channel, in the sentences it stands on"))
    table = Table.grid(padding=(0, 2))
    for command, what in [*steps, ("dragoman --help", "all commands")]:
        table.add_row(Text(command, style="cyan"), what)
    return table


def _as_json(found: Overview) -> dict[str, Any]:
    return {
        "documents": found.documents,
        "first_day": found.first_day,
        "last_day": found.last_day,
        "languages": dict(found.languages),
        "entries": found.entries,
        "engagements": [{"type": kind, "status": status, "count": count} for kind, status, count in found.engagements],
        "channels": [
            line.channel.model_dump(mode="json") | {"engagements": [one.model_dump(mode="json") for one in line.engagements]}
            for line in found.channels
        ],
        "commitments": [one.model_dump(mode="json") for one in found.commitments],
        "people": [person.model_dump(mode="json") | {"entries": count} for person, count in found.people],
    }
