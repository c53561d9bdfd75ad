"""`dragoman add`: files into the register."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from dragoman.commands.common import OUT, Paths, opened, progress


def add(
    context: typer.Context,
    paths: Paths,
    readings: Annotated[
        bool, typer.Option("--readings", help="Take NAME.json beside each NAME.txt as its reading, instead of reading it here.")
    ] = False,
) -> None:
    """Read documents into the register.

    Text, web pages, PDF, Word and e-mail, in any language. A document that is there already is left as it is. A file that cannot be read
    is named, and the others go on.

        dragoman add press-releases/ interview.pdf
        curl https://example.org/page.html | dragoman add -
    """
    from dragoman.commands import intake

    places = intake.files(paths)
    counts: Counter[str] = Counter()
    with opened(context, create=True) as register, progress(len(places), "Reading") as step:
        for place in places:
            counts[intake.add_one(register, place, readings=readings)] += 1
            step()
    OUT.print(_report(counts, register.name), markup=False, soft_wrap=True)
    if counts["failed"] or not places:
        raise typer.Exit(1)


def _report(counts: Counter[str], name: str) -> str:
    parts = [f"{counts['added']:,} {'document' if counts['added'] == 1 else 'documents'} added to {name}"]
    if counts["known"]:
        parts.append(f"{counts['known']:,} there already")
    if counts["failed"]:
        parts.append(f"{counts['failed']:,} not readable")
    return ", ".join(parts) + "."
