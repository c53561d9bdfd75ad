"""Full-text search over documents: the same terms and the same questions on SQLite (FTS5) and PostgreSQL (tsvector)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, text

from dragoman.register.errors import RegisterError
from dragoman.register.terms import Term, Unit, parse_query, terms

MOST_TERMS = 1_000_000
"""Terms of one document that are indexed; no text that people publish is longer."""
_PART = 16_000  # PostgreSQL counts positions up to 16,383; a longer text is indexed in parts
_OVERLAP = 50  # so that a phrase across the end of a part is found


class Snippet(NamedTuple):
    """A stretch of a document's text around what was found: the text, and the spans in it that were asked for."""

    text: str
    found: tuple[tuple[int, int], ...]


def index(connection: Connection, seq: int, body: str) -> None:
    """Add a document's text to the index."""
    words = [term.text for term in islice(terms(unicodedata.normalize("NFC", body)), MOST_TERMS)]
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO words (rowid, terms) VALUES (:seq, :terms)"), {"seq": seq, "terms": " ".join(words)})
        return
    for part, start in enumerate(range(0, len(words) or 1, _PART)):
        chunk = words[start : start + _PART + _OVERLAP]
        vector = " ".join(f"'{word}':{place}" for place, word in enumerate(chunk, 1))
        statement = text("INSERT INTO words (document, part, terms) VALUES (:seq, :part, CAST(:terms AS tsvector))")
        connection.execute(statement, {"seq": seq, "part": part, "terms": vector})


def matches(connection: Connection, query: str) -> list[int]:
    """The documents (by ``seq``) that a query finds, best first. Raises RegisterError for a query without a word to look for."""
    units = parse_query(query)
    if not any(unit.wanted for unit in units):
        raise RegisterError(f'nothing to look for in {query!r}: give a word or a "phrase"')
    if connection.dialect.name == "sqlite":
        return _sqlite(connection, units)
    return _postgresql(connection, units)


def _sqlite(connection: Connection, units: Sequence[Unit]) -> list[int]:
    def phrase(unit: Unit) -> str:
        return '"' + " ".join(unit.terms) + '"' + ("*" if unit.begun else "")

    match = " AND ".join(phrase(unit) for unit in units if unit.wanted)
    for unit in units:
        if not unit.wanted:
            match = f"({match}) NOT {phrase(unit)}"
    rows = connection.execute(text("SELECT rowid FROM words WHERE words MATCH :match ORDER BY bm25(words), rowid"), {"match": match})
    return list(rows.scalars())


def _postgresql(connection: Connection, units: Sequence[Unit]) -> list[int]:
    def phrase(unit: Unit) -> str:
        return " <-> ".join(f"'{term}'" for term in unit.terms) + (":*" if unit.begun else "")

    # each unit by itself, since the parts of a long document are rows of their own
    wanted = [phrase(unit) for unit in units if unit.wanted]
    unwanted = [phrase(unit) for unit in units if not unit.wanted]
    names = {f"q{n}": value for n, value in enumerate(wanted + unwanted)}
    selects = [f"SELECT document FROM words WHERE terms @@ CAST(:{name} AS tsquery)" for name in names]
    found = " INTERSECT ".join(selects[: len(wanted)]) + "".join(f" EXCEPT {select}" for select in selects[len(wanted) :])
    statement = f"""
        SELECT document FROM words WHERE document IN ({found})
        GROUP BY document ORDER BY max(ts_rank_cd(terms, CAST(:any AS tsquery), 1)) DESC, document"""
    return list(connection.execute(text(statement), names | {"any": " | ".join(f"({query})" for query in wanted)}).scalars())


def snippet(body: str, query: str, width: int = 160) -> Snippet:
    """The stretch of a text (in NFC), about ``width`` characters long, that shows most of what a query asks for."""
    body = unicodedata.normalize("NFC", body)
    found = _occurrences(list(islice(terms(body), MOST_TERMS)), [unit for unit in parse_query(query) if unit.wanted])
    if not found:
        return Snippet(body[:width], ())
    best = max(range(len(found)), key=lambda n: (len({unit for s, _, unit in found[n : n + 20] if s < found[n][0] + width * 2 // 3}), -n))
    start = max(0, found[best][0] - width // 3)
    if start:  # begin with a whole word where there is one nearby
        start = body.find(" ", start, found[best][0]) + 1 or start
    end = min(len(body), start + width)
    if end < len(body):  # and end with one
        end = max(body.rfind(" ", start, end), found[best][1])
    before, after = "…" if start else "", "…" if end < len(body) else ""
    spans = tuple((s - start + len(before), e - start + len(before)) for s, e, _ in found if start <= s and e <= end)
    return Snippet(before + body[start:end] + after, spans)


def _occurrences(words: Sequence[Term], units: Sequence[Unit]) -> list[tuple[int, int, int]]:
    """Start, end and number of the unit for each place where a unit occurs, in order."""
    found: list[tuple[int, int, int]] = []
    starts: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        starts.setdefault(unit.terms[0], []).append(number)
    begun = [(number, unit.terms[0]) for number, unit in enumerate(units) if unit.begun and len(unit.terms) == 1]
    for at, word in enumerate(words):
        numbers = {n for n in starts.get(word.text, ()) if _occurs(words, at, units[n])}
        numbers |= {n for n, prefix in begun if word.text.startswith(prefix)}
        found.extend((word.start, words[at + len(units[n].terms) - 1].end, n) for n in numbers)
    return sorted(found)


def _occurs(words: Sequence[Term], at: int, unit: Unit) -> bool:
    here = tuple(word.text for word in words[at : at + len(unit.terms)])
    if unit.begun and len(here) == len(unit.terms):
        return here[:-1] == unit.terms[:-1] and here[-1].startswith(unit.terms[-1])
    return here == unit.terms
