"""The command line: what stands before the command, and one way for everything that goes wrong."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any, NoReturn

import typer

from dragoman.commands import add, decide, export, find, history, imports, lexicon, listings, read, show, summary, upkeep
from dragoman.commands.common import Settings, complain, edtf
from dragoman.edtf import Date
from dragoman.register import RegisterError

HELP = """
Reads the public record of diplomacy and defence dialogue, and keeps a register of it: who met whom, when, where, in which standing
channel, what was said and what was promised. Every entry stands on the sentence that says so.

Begin with documents of any kind (text, web pages, PDF, Word, e-mail; in any language):

    dragoman add press-releases/          read a folder into register.db
    dragoman summary                      what is in it
    dragoman engagements --dyad KOR-RUS   who met, when and where
    dragoman show e-7f3a9c21              one entry, in the sentences it stands on
    dragoman search '"strategic dialogue"'

Each command explains itself: dragoman engagements --help
"""

COMMANDS: tuple[Callable[..., None], ...] = (
    add.add, read.read, summary.summary, find.search, show.show,
    listings.documents, listings.engagements, listings.channels, listings.commitments, listings.statements, listings.people,
    listings.discrepancies,
    decide.decisions, history.history,
    upkeep.reread, upkeep.rebuild, upkeep.backup, upkeep.check,
)  # fmt: skip


_PLAIN: dict[str, Any] = {"no_args_is_help": True, "rich_markup_mode": None}
deciding = typer.Typer(help="What humans decide: signed, dated, kept for good, and heeded by every re-reading.", **_PLAIN)
exporting = typer.Typer(help="The register in forms for other programs.", **_PLAIN)
languages = typer.Typer(help="The languages that can be read; docs/lexicons.md tells how to add one.", **_PLAIN)
importing = typer.Typer(help="Records that others keep, as documents with their readings.", **_PLAIN)
GROUPS: dict[typer.Typer, tuple[Callable[..., None], ...]] = {
    deciding: (decide.merge, decide.split, decide.correct, decide.confirm, decide.reject, decide.fulfil, decide.undo),
    exporting: (export.identities,),
    importing: (imports.history_at_state,),
    languages: (lexicon.list, lexicon.check),
}


def lesson(text: str | None) -> str:
    """A help text whose indented lines, its examples, stay lines of their own."""
    paragraphs = inspect.cleandoc(text or "").split("\n\n")
    return "\n\n".join(f"\b\n{one}" if one.startswith(" ") else one for one in paragraphs)


app = typer.Typer(help=lesson(HELP), pretty_exceptions_enable=False, add_completion=False, **_PLAIN)


@app.callback()
def main_options(
    context: typer.Context,
    register: Annotated[
        str, typer.Option("--register", metavar="PATH", envvar="DRAGOMAN_REGISTER", help="The register: a file, or postgresql://…")
    ] = "register.db",
    as_of: Annotated[
        Date | None, typer.Option("--as-of", metavar="DATE", parser=edtf, help="Ask the register as it was at the end of this day.")
    ] = None,
) -> None:
    """What every command shares."""
    context.obj = Settings(register=register, as_of=as_of)


for command in COMMANDS:
    app.command(help=lesson(command.__doc__))(command)
for group, commands in GROUPS.items():
    for command in commands:
        group.command(help=lesson(command.__doc__))(command)
app.add_typer(deciding, name="decide")
app.add_typer(importing, name="import")
app.add_typer(exporting, name="export")
app.add_typer(languages, name="lexicon")


def main() -> NoReturn:
    """Run the command line. Exit status: 0 all done, 1 something failed, 2 wrong usage."""
    status: object = 1
    try:
        app()
    except SystemExit as done:
        status = done.code
    except RegisterError as error:
        complain(f"dragoman: {error}")
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read the output has gone: what is left of it goes nowhere, and no complaint follows at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status if isinstance(status, int) else 0)
