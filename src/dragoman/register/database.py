"""Opening a register's database: SQLite in a file, or PostgreSQL; made, checked and migrated on the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from dragoman.register.errors import RegisterError, plain_errors
from dragoman.register.schema import SCHEMA

VERSION_TABLE = "dragoman_schema"
BUSY_SECONDS = 60
SQLITE = {"timeout": BUSY_SECONDS, "cached_statements": 500}
CACHE_KIB = 65_536
"""Pages of the file that a connection keeps in memory."""
_WRITER_LOCK = 0x647261676F  # any number that no other program's advisory lock has


class Database:
    """A register's database. Reading sees one state throughout; writers take turns, on both kinds of database."""

    def __init__(self, location: str | Path) -> None:
        url = _url(str(location))
        self.on_sqlite = url.get_backend_name() == "sqlite"
        self.name = (url.database or "") if self.on_sqlite else url.render_as_string(hide_password=True)
        self.engine = _engine(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the register."""
        with plain_errors(self.name), self.engine.connect() as connection, connection.begin():
            if not self.on_sqlite:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together, or not at all; other writers wait."""
        with plain_errors(self.name), self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            if not self.on_sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
            yield connection

    @contextmanager
    def writing_all(self) -> Iterator[Connection]:
        """The same for changes as large as the register itself. What is changed in a SQLite file goes into its log until it is kept, and a
        page that is read is looked for in all of that first; so the file goes without a log meanwhile, if nobody else has it open."""
        self._set_journal("DELETE")
        try:
            with self.writing() as connection:
                yield connection
        finally:
            self._set_journal("WAL")

    def _set_journal(self, mode: str) -> None:
        """Change how a SQLite file is kept safe, if nobody else has it open."""
        if not self.on_sqlite:
            return
        self.engine.dispose()  # connections that lie idle have it open too
        with plain_errors(self.name), self.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.execute("PRAGMA busy_timeout = 0")
            with suppress(sqlite3.OperationalError):
                driver.execute(f"PRAGMA journal_mode = {mode}")
            driver.execute(f"PRAGMA busy_timeout = {1000 * BUSY_SECONDS}")

    def prepare(self, *, create: bool) -> None:
        """Make or migrate the tables as needed; raises RegisterError where that cannot or may not be done."""
        if self.on_sqlite:
            self._check_file(create)
        with self.reading() as connection:
            version = self._version(connection, create)
        if version != SCHEMA:
            with self.writing() as connection:
                # another program may have been faster
                if self._version(connection, create) != SCHEMA:
                    self._migrate(connection)

    def faults(self, connection: Connection) -> list[str]:
        """What the database finds wrong with itself, a line for each fault."""
        if not self.on_sqlite:
            return []  # PostgreSQL checks what it reads, and has no such question
        found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
        return [] if found == ["ok"] else [line for fault in found for line in fault.splitlines()]

    def _check_file(self, create: bool) -> None:
        path = Path(self.name)
        if path.is_dir():
            raise RegisterError(f"{path}: is a folder, not a register")
        if not path.exists():
            if not create:
                raise RegisterError(f"{path}: no register here; `dragoman add FILE…` makes one, --register PATH names another")
            if not path.absolute().parent.is_dir():
                raise RegisterError(f"{path}: no such folder: {path.absolute().parent}")
            return
        try:
            with path.open("rb") as file:
                head = file.read(16)
        except OSError as error:
            raise RegisterError(f"{path}: {error.strerror}") from None
        if head and head != b"SQLite format 3\0":
            raise RegisterError(f"{path}: not a register, or its file is damaged")

    def _version(self, connection: Connection, create: bool) -> str | None:
        tables = inspect(connection).get_table_names()
        if VERSION_TABLE in tables:
            return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        if tables and self.on_sqlite:
            raise RegisterError(f"{self.name}: a database, but not a register")
        if not create:
            raise RegisterError(f"{self.name}: no register here; `dragoman add FILE…` makes one")
        return None

    def _migrate(self, connection: Connection) -> None:
        # a second's worth of imports that only this needs
        from alembic import command
        from alembic.config import Config
        from alembic.util import CommandError

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise RegisterError(f"{self.name}: made by a newer version of Dragoman; update this one to use it") from None


def _url(location: str) -> URL:
    if "://" not in location:
        return URL.create("sqlite", database=location)
    try:
        url = make_url(location)
    except ArgumentError:
        raise RegisterError("--register takes a path or postgresql://USER@HOST/DATABASE") from None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise RegisterError(f"--register takes a path or postgresql://…, not {url.drivername}://")
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL) -> Engine:
    try:
        engine = create_engine(url, connect_args=SQLITE if url.get_backend_name() == "sqlite" else {})
    except ModuleNotFoundError:
        raise RegisterError("PostgreSQL needs its driver: pip install 'dragoman[postgres]'") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # transactions are ours to begin, so that changes to tables are part of them too
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        with suppress(sqlite3.OperationalError):  # somebody writes all of it anew
            connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")
