"""`dragoman add`: files into the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import closing
from typing import Annotated

import typer

from dragoman.commands.common import OUT, Jobs, Paths, opened, progress


def add(
    context: typer.Context,
    paths: Paths,
    readings: Annotated[
        bool, typer.Option("--readings", help="Take NAME.json beside each NAME.txt as its reading, instead of reading it here.")
    ] = False,
    jobs: Jobs = 0,
) -> None:
    """Read documents into the register.

    Text, web pages, PDF, Word and e-mail, in any language. A document that is there already is left as it is. A file that cannot be read
    is named, and the others go on. All cores read; what is added is kept at once, so that it may be stopped (Ctrl-C) and begun again.

        dragoman add press-releases/ interview.pdf
        curl https://example.org/page.html | dragoman add -
    """
    from dragoman.commands import intake

    places = intake.files(paths)
    counts: Counter[str] = Counter()
    stopped = False
    with opened(context, create=True) as register:
        name = register.name
        if readings:
            outcomes: Generator[intake.Outcome] = (intake.give(register, place) for place in places)
        else:
            outcomes = intake.add_all(register, places, intake.workers(jobs, len(places)))
        with closing(outcomes), progress(len(places), "Reading") as step:
            try:
                for outcome in outcomes:
                    counts[outcome] += 1
                    step()
            except KeyboardInterrupt:
                stopped = True
    OUT.print(_report(counts, name) + (" Stopped; the same command goes on from here." if stopped else ""), markup=False, soft_wrap=True)
    if stopped or counts["failed"] or not places:
        raise typer.Exit(130 if stopped else 1)


def _report(counts: Counter[str], name: str) -> str:
    parts = [f"{counts['added']:,} {'document' if counts['added'] == 1 else 'documents'} added to {name}"]
    if counts["known"]:
        parts.append(f"{counts['known']:,} there already")
    if counts["failed"]:
        parts.append(f"{counts['failed']:,} not readable")
    return ", ".join(parts) + "."
