"""`dragoman lexicon …`: the languages that can be read, and what their files lack."""

from __future__ import annotations

from operator import itemgetter
from typing import Annotated

import typer
from rich.text import Text

from dragoman.commands.common import OUT, Form, Format, complain
from dragoman.commands.render import Column, write_json, write_table

_STYLE = {"fault": "bold red", "missing": "yellow", "look": "dim"}
_MEANING = {"fault": "can never work", "missing": "nearly all other languages have it", "look": "may be right"}

COLUMNS: tuple[Column, ...] = (
    ("Weight", lambda one: Text(one.weight, style=_STYLE[one.weight])),
    ("Where", lambda one: one.where),
    ("What", lambda one: one.says),
)
Code = Annotated[str, typer.Argument(metavar="LANGUAGE", help="The code of the language: en, ro …")]


def check(language: Code, form: Form = Format.table) -> None:
    """Say what a language's lexicon lacks, and what in it can never work.

    A fault can never do what it is there for; the exit status is 1 if there is one. What is missing is what nearly all other languages
    have. docs/lexicons.md explains every section.

        dragoman lexicon check ro
    """
    from dragoman.language import check as checking
    from dragoman.language.lexicon import LexiconError, load

    try:
        lexicon = load(language)
    except LexiconError as error:
        complain(str(error))
        raise typer.Exit(1) from None
    if lexicon is None:
        complain(f"no lexicon for {language!r}: write src/dragoman/language/lexicons/{language}.toml as docs/lexicons.md describes")
        raise typer.Exit(1)
    found = checking.check(lexicon, language)
    if form is Format.table:
        if found:
            write_table(found, COLUMNS)
        counts = [f"{count} {weight} ({_MEANING[weight]})" for weight in _STYLE if (count := sum(one.weight == weight for one in found))]
        OUT.print(f"{lexicon.name}: {', '.join(counts) or 'nothing to be said'}.", soft_wrap=True, markup=False)
    else:
        write_json([{"weight": one.weight, "where": one.where, "says": one.says} for one in found])
    if any(one.weight == "fault" for one in found):
        raise typer.Exit(1)


def list(form: Form = Format.table) -> None:
    """The languages that have a lexicon, with the number of their words and phrases, and what is missing or faulty."""
    from dragoman.language import check as checking
    from dragoman.language.lexicon import languages, load

    rows = []
    for code in languages():
        lexicon = load(code)
        if lexicon:
            weights = [one.weight for one in checking.check(lexicon, code)]
            words = sum(len(words) for _, words in checking.lists(lexicon))
            counts = {"words": words, "faults": weights.count("fault"), "missing": weights.count("missing")}
            rows.append({"language": code, "name": lexicon.name} | {key: f"{count:,}" for key, count in counts.items()})
    if form is Format.table:
        write_table(rows, [(key.capitalize(), itemgetter(key)) for key in rows[0]])
    else:
        write_json(rows)
