"""`dragoman reread`, `rebuild`, `backup`, `check`: looking after a register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.commands.common import OUT, Jobs, complain, opened, progress


def reread(context: typer.Context, jobs: Jobs = 0) -> None:
    """Read every document again with this version's reader.

    Readings that were given (add --readings) and all decisions stay. Documents never change.
    """
    from dragoman.commands import intake

    with opened(context) as register:
        found = register.documents()
        with progress(len(found), "Reading") as step:
            changed = intake.reread_all(register, [document.id for document in found], intake.workers(jobs, len(found)), step)
        OUT.print(f"{len(found):,} documents read again, {changed:,} readings changed.", soft_wrap=True)


def rebuild(context: typer.Context) -> None:
    """Make everything that follows from documents and decisions anew. The register is the same afterwards."""
    with opened(context) as register, progress(len(register.documents()), "Rebuilding") as step:
        count = register.rebuild(lambda done: step())
    OUT.print(f"{register.name} rebuilt from {count:,} documents.", markup=False, soft_wrap=True)


def backup(
    context: typer.Context, path: Annotated[Path, typer.Argument(metavar="FILE", help="A new file; it is a register of its own.")]
) -> None:
    """Copy the register into a new file, as it is at this moment, while others may be using it.

    dragoman backup register-2026-11-22.db
    dragoman --register register-2026-11-22.db summary
    """
    with opened(context) as register:
        count = register.backup(path)
    OUT.print(f"{count:,} documents with their decisions copied to {path}.", markup=False, soft_wrap=True)


def check(context: typer.Context) -> None:
    """Look at every page and every document for damage."""
    with opened(context) as register:
        faults = register.check()
    for fault in faults:
        complain(fault)
    if faults:
        raise typer.Exit(1)
    OUT.print("No damage found.")
