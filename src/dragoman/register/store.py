"""The register as programs use it: open one, add documents with their readings, ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Day
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from dragoman.model import Document, Reading
from dragoman.register import derive, identity, search
from dragoman.register.asof import as_of
from dragoman.register.backup import copy
from dragoman.register.database import Database
from dragoman.register.deciding import Decider
from dragoman.register.decisions import Decision, all_decisions, decide, given_reading
from dragoman.register.documents import (
    all_documents,
    get_document,
    get_reading,
    in_batches,
    is_intact,
    now,
    put_document,
    put_reading,
    reader_of,
)  # fmt: skip
from dragoman.register.garbage import seldom_collected
from dragoman.register.history import Event, history
from dragoman.register.kinds import Kind
from dragoman.register.overview import Overview, overview
from dragoman.register.query import DocumentFilter, Filter, find_documents, find_entries, find_one, pick_documents
from dragoman.register.records import DocumentRecord, Record
from dragoman.register.resolver import Resolver, known, load
from dragoman.register.schema import DERIVED, documents, make_derived, put_setting, setting
from dragoman.register.why import Member, Pair, members, pairs

_AT_ONCE = 500
"""Documents that are read together when everything is made anew."""
_TOGETHER = 2000
"""Documents that are filled in together then: what many of them share is written once."""


@dataclass(frozen=True)
class Hit:
    """A document that a search found, and where in its text."""

    document: DocumentRecord
    snippet: search.Snippet


class Register:
    """A register that is open. Every method is one transaction; all raise RegisterError with one line for people."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._day: Day | None = None
        self._resolver: Resolver | None = None
        self._version = 0
        self.name = database.name

    @classmethod
    def open(cls, location: str | Path, *, create: bool = False, notice: Callable[[str], None] = lambda line: None) -> Self:
        """Open the register in a file or at ``postgresql://…``; with ``create``, make it if it is not there.

        ``notice`` is told in a line when the register must first be brought up to this program's form.
        """
        database = Database(location)
        database.prepare(create=create)
        register = cls(database)
        register._bring_up_to_date(notice)
        return register

    def close(self) -> None:
        """Let go of the database."""
        self._database.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # ── documents and decisions go in ────────────────────────────────────────────────────────────────────────────

    def reader_of(self, identifier: str) -> str | None:
        """Who read a document last: "" if nobody did, None if the register has no such document."""
        with self._database.reading() as connection:
            return reader_of(connection, identifier)

    def add(self, document: Document, reading: Reading) -> bool:
        """Keep a document with its reading, which takes the place of an earlier one; returns whether the document is new."""
        with self._changing() as (connection, resolver):
            new = _keep(connection, document)
            self._take(connection, resolver, (document, reading))
            return new

    def add_all(self, pairs: Sequence[tuple[Document, Reading]]) -> int:
        """Keep many documents with their readings, all of them or none; returns how many are new. Much faster than one by one."""
        with self._changing() as (connection, resolver):
            if not connection.execute(select(documents.c.seq).limit(1)).first():
                resolver = Resolver(connection, fresh=True)  # it need not look for what cannot be there
                self._resolver = None
            new = sum(_keep(connection, document) for document, _ in pairs)
            self._take(connection, resolver, *pairs)
            return new

    def give(self, document: Document, reading: Reading, *, author: str) -> bool:
        """Keep a document with a reading that was made elsewhere, which is a decision: no reader's reading takes its place."""
        with self._changing() as (connection, resolver):
            new = _keep(connection, document)
            given = reading.model_copy(update={"reader": reading.reader or f"given by {author}"})
            if given_reading(connection, document.id) != given:
                decide(connection, "reading", document.id, given.plain(), author=author)
            self._take(connection, resolver, (document, given))
            return new

    def reread(self, identifier: str, reader: Callable[[Document], Reading]) -> bool:
        """Read a document again, unless its reading was given; returns whether the reading changed."""
        with self._database.reading() as connection:
            document, given = get_document(connection, identifier), given_reading(connection, identifier)
        reading = given or reader(document)
        with self._changing() as (connection, resolver):
            return self._take(connection, resolver, (document, reading))

    @contextmanager
    def deciding(self, *, author: str, reason: str | None = None) -> Iterator[Decider]:
        """Make decisions together: kept, with all that follows, when the block ends; none of them if it fails."""
        with self._changing() as (connection, resolver):
            yield Decider(connection, resolver, author=author, reason=reason)
            derive.apply(connection, resolver, resolver.decide(connection))

    @contextmanager
    def _changing(self) -> Iterator[tuple[Connection, Resolver]]:
        """A transaction in which documents or decisions change, with a resolver that knows the register as it is."""
        try:
            with self._database.writing() as connection:
                version = int(setting(connection, "version") or 0)
                if self._resolver is None or version != self._version:
                    self._resolver = Resolver(connection)
                self._resolver.bind(connection)
                yield connection, self._resolver
                self._version = version + 1
                put_setting(connection, "version", str(self._version))
        except BaseException:
            self._resolver = None  # it may know of changes that were not kept
            raise

    @staticmethod
    def _take(connection: Connection, resolver: Resolver, *pairs: tuple[Document, Reading]) -> bool:
        """Put readings in place of those before, with all that follows; returns whether anything changed."""
        before = {document.source.id: document for document in load(connection, [document.id for document, _ in pairs])}
        changed = {document.id: (document, reading) for document, reading in pairs if put_reading(connection, document.id, reading, now())}
        if changed:
            derive.put_documents(connection, changed.values())
            former = [before[id] for id in changed if id in before]
            derive.apply(connection, resolver, resolver.update(connection, former, list(load(connection, list(changed)))))
        return bool(changed)

    # ── what follows from them ───────────────────────────────────────────────────────────────────────────────────

    def rebuild(self, progress: Callable[[int], None] = lambda done: None) -> int:
        """Make everything that follows from documents, readings and decisions anew; returns the number of documents."""
        self._resolver = None
        with self._database.writing_all() as connection:
            return self._rebuild(connection, progress)

    @seldom_collected()
    def _rebuild(self, connection: Connection, progress: Callable[[int], None]) -> int:
        make_derived(connection)
        resolver, count, waiting = Resolver(connection, fresh=True), 0, dict[str, Reading | None]()
        for some in in_batches(connection, _AT_ONCE):
            for seq, document, _ in some:
                search.index(connection, seq, document.text)
            derive.put_documents(connection, [(document, reading) for _, document, reading in some], fresh=True)
            waiting |= {document.id: reading for _, document, reading in some}
            count += len(some)
            if len(waiting) >= _TOGETHER:
                resolver.fill(list(known(connection, waiting)))
                waiting.clear()
            progress(count)
        resolver.fill(list(known(connection, waiting)))
        resolver.group()
        derive.apply(connection, resolver, resolver.everything(), fresh=True)
        put_setting(connection, "derived", DERIVED)
        put_setting(connection, "version", str(int(setting(connection, "version") or 0) + 1))
        return count

    def _bring_up_to_date(self, notice: Callable[[str], None]) -> None:
        """Make the derived tables anew if they have another program's form."""
        with self._database.reading() as connection:
            if setting(connection, "derived") == DERIVED:
                return
        with self._database.writing_all() as connection:
            if setting(connection, "derived") != DERIVED:  # another program may have been faster
                if connection.execute(select(documents.c.seq).limit(1)).first():
                    notice(f"{self.name}: making the register's entries anew for this version of Dragoman")
                self._rebuild(connection, lambda done: None)

    def backup(self, location: str | Path) -> int:
        """Copy documents, readings and decisions into a new register there; returns the number of documents."""
        return copy(self._database, str(location))

    @contextmanager
    def as_of(self, day: Day) -> Iterator[Register]:
        """The register as it was at the end of a day, made from the documents and decisions that were there then."""
        with as_of(self._database, day) as path, Register.open(path) as then:
            then._day = day
            yield then

    # ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def today(self) -> Day:
        """The day as of which commitments are open or overdue: today, or the day of the past that is asked."""
        return self._day or Day.today()

    def entries(self, kind: Kind, wanted: Filter | None = None) -> list[Record]:
        """The entries of one kind that a filter asks for, by date."""
        with self._database.reading() as connection:
            return find_entries(connection, kind, wanted or Filter(), self.today)

    def documents(self, wanted: DocumentFilter | None = None) -> list[DocumentRecord]:
        """The documents that a filter asks for, by the date of publication."""
        with self._database.reading() as connection:
            return find_documents(connection, wanted or DocumentFilter())

    def search(self, query: str, wanted: DocumentFilter | None = None) -> list[Hit]:
        """The documents whose text has what a query asks for (see `terms.parse_query`), best first."""
        wanted = wanted or DocumentFilter()
        with self._database.reading() as connection:
            found = pick_documents(connection, search.matches(connection, query), wanted)
            return [Hit(record, search.snippet(get_document(connection, record.id).text, query)) for record in islice(found, wanted.limit)]

    def document(self, identifier: str) -> Document:
        """A document with its bytes and text, by its whole id."""
        with self._database.reading() as connection:
            return get_document(connection, identifier)

    def reading(self, identifier: str) -> Reading | None:
        """The reading of a document, None if it has none."""
        with self._database.reading() as connection:
            return get_reading(connection, identifier)

    def find(self, identifier: str) -> Record | DocumentRecord:
        """The entry or document with an id, or with an id that begins so; an account's id finds its entry."""
        with self._database.reading() as connection:
            return find_one(connection, identifier, self.today)

    def overview(self, *, channels: int = 10, commitments: int = 10, people: int = 10) -> Overview:
        """The register at a glance, with at most so many channels, commitments and people."""
        with self._database.reading() as connection:
            return overview(connection, channels=channels, commitments=commitments, people=people, today=self.today)

    def why(self, record: Record) -> tuple[list[Member], list[Pair]]:
        """The accounts or names that are taken for one entry, and why each two of them are."""
        with self._database.reading() as connection:
            resolver = Resolver(connection)
            return members(resolver, record), pairs(resolver, record)

    def resolution(self, today: Day) -> identity.Resolution:
        """All engagements, persons, channels and commitments with their accounts, as they stand on a day."""
        with self._database.reading() as connection:
            return identity.Describer(Resolver(connection).index, today).resolution()

    def history(self, identifier: str | None = None) -> list[Event]:
        """What made an entry or document what it is, in the order of time; without an id, all that came into the register."""
        with self._database.reading() as connection:
            return history(connection, identifier, self.today)

    def decisions(self) -> list[Decision]:
        """All decisions, in the order in which they were made."""
        with self._database.reading() as connection:
            return all_decisions(connection)

    def check(self) -> list[str]:
        """What is wrong with the register, a line for each fault; nothing if it is sound."""
        with self._database.reading() as connection:
            faults = self._database.faults(connection)
            return faults or [f"document {one.id}: its bytes are damaged" for _, one in all_documents(connection) if not is_intact(one)]


def _keep(connection: Connection, document: Document) -> bool:
    """Keep a document and index its text; returns whether it is new."""
    seq = put_document(connection, document, now())
    if seq is not None:
        search.index(connection, seq, document.text)
    return seq is not None
