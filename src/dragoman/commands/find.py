"""`dragoman search`: the full text of the documents."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.commands.common import OUT, Form, Format, Limit, Since, Until, When, asked, times
from dragoman.commands.listings import Language
from dragoman.commands.render import code, day, issuer, marked, plain, write_csv, write_json
from dragoman.register.query import DocumentFilter
from dragoman.register.records import DocumentRecord
from dragoman.register.store import Hit


def search(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY…", help='Words, "a phrase", begun* words, -without.')],
    language: Language = None, since: Since = None, until: Until = None, date: When = None,
    limit: Limit = 20, form: Form = Format.table,
) -> None:  # fmt: skip
    """Full text of the documents, in every script.

    All words must occur; accents and capitals do not matter. The quotation marks of a phrase must pass the shell.

        dragoman search Titov Seoul
        dragoman search '"strategic dialogue"' --language en
        dragoman search 전략대화
        dragoman search 'negotiat*' -- -naval
    """
    wanted = DocumentFilter(language=language, dates=times(since, until, date), limit=limit)
    with asked(context) as register:
        hits = register.search(" ".join(query), wanted)
    if form is Format.table:
        OUT.print(Group(*map(_hit, hits)) if hits else "No document has this.")
        return
    rows = [hit.document.model_dump(mode="json") | {"snippet": plain(hit.snippet.text)} for hit in hits]
    if form is Format.json:
        write_json(rows)
    else:
        write_csv(rows)


def _hit(hit: Hit) -> RenderableType:
    return Group(headline(hit.document), Padding(marked(*hit.snippet), (0, 0, 1, 2)))


def headline(document: DocumentRecord) -> Text:
    """A document in one line: id, title, when and where it was published, in which language."""
    known = " · ".join(filter(None, (day(document.published), issuer(document), document.language)))
    return Text.assemble(code(document.id), "  ", (plain(document.title or document.name or "no title"), "bold"), "  ", plain(known))
