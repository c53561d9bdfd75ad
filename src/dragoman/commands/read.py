"""`dragoman read`: what documents say, without a register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dragoman.commands.common import OUT, Format, Jobs, Paths, complain, progress
from dragoman.commands.render import Column, day, issuer, plain, write_json, write_table
from dragoman.model import Document, Reading
from dragoman.register import RegisterError

_LISTS: dict[str, tuple[Column, ...]] = {
    "engagements": (
        ("Date", lambda e: day(e.date)),
        ("What", lambda e: f"{e.type}, {e.status}"),
        ("Parties", lambda e: " ".join(e.parties)),
        ("Where", lambda e: e.place or e.country or ""),
        ("Channel and round", lambda e: f"{e.channel}, round {e.round}" if e.round else e.channel or ""),
        ("Evidence", lambda e: e.evidence),
    ),
    "channels": (
        ("Channel", lambda c: c.name),
        ("Parties", lambda c: " ".join(c.parties)),
        ("Level", lambda c: (c.level or "").replace("_", " ")),
        ("Evidence", lambda c: c.evidence),
    ),
    "commitments": (
        ("Parties", lambda c: " ".join(c.parties)),
        ("Commitment", lambda c: c.action),
        ("Due", lambda c: day(c.due)),
        ("Evidence", lambda c: c.evidence),
    ),
    "statements": (("Speaker", lambda s: s.speaker), ("Words", lambda s: f"“{s.quote}”")),
}


def read(
    paths: Paths,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Write NAME.json there for each NAME.txt or other file.")] = None,
    form: Annotated[Format, typer.Option("--format", help="What one file's reading is written as: json or table.")] = Format.json,
    jobs: Jobs = 0,
) -> None:
    """Say what documents say, without a register.

    Several files need --out. The JSON is that of a reading: engagements, channels, commitments, statements, each with its evidence.

        dragoman read release.txt --format table
        dragoman read press-releases/ --out readings/
    """
    from dragoman.commands import intake

    places = intake.files(paths)
    if form is Format.csv:
        raise typer.BadParameter("a reading is written as json or table", param_hint="--format")
    if out is None and len(places) > 1:
        raise typer.BadParameter(f"these are {len(places)} files: name a folder for their readings with --out", param_hint="PATH…")
    if out is not None:
        _make(out)
    failed = 0
    with progress(len(places), "Reading") as step:
        for read in intake.read_all(places, intake.workers(jobs, len(places))):
            if read.document is None or read.reading is None:
                complain(f"{read.path}: {read.error}")
                failed += 1
            else:
                _write(read.document, read.reading, out, form)
            step()
    if failed or not places:
        raise typer.Exit(1)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{folder}: {error.strerror}", param_hint="--out") from None


def _write(document: Document, reading: Reading, out: Path | None, form: Format) -> None:
    if out is not None:
        path = out / f"{Path(document.name or 'reading').stem}.json"
        try:
            path.write_text(reading.to_json(), "utf-8")
        except OSError as error:
            raise RegisterError(f"{path} cannot be written: {error.strerror}") from None
    elif form is Format.json:
        write_json(reading.plain())
    else:
        known = reading.document
        OUT.print(Text(" · ".join(map(plain, filter(None, (document.name, day(known.published), issuer(known), known.language))))))
        for name, columns in _LISTS.items():
            if entries := getattr(reading, name):
                OUT.print(Text(f"\n{name.capitalize()}", style="bold"))
                write_table(entries, columns)
