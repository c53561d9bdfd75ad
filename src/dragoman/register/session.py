"""Statements to the driver itself, for what is asked some hundred times for a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from dragoman.register.batches import batched

_AT_ONCE = 256


class Session:
    """The connection of one transaction at a time. ``fresh`` says that there is nothing to read yet: everything is made anew."""

    def __init__(self, connection: Connection, *, fresh: bool = False) -> None:
        self.fresh = fresh
        self.bind(connection)

    def bind(self, connection: Connection) -> None:
        """Use the connection of a new transaction."""
        self.connection = connection
        self._on_sqlite = connection.dialect.name == "sqlite"
        self._error: type[Exception] = connection.dialect.loaded_dbapi.Error

    def run(self, statement: str, parameters: Sequence[Any]) -> Sequence[Any]:
        """Rows of a statement with ? for its parameters."""
        cursor = self._cursor()
        try:
            cursor.execute(self._said(statement), parameters)
            return list(cursor.fetchall())
        except self._error as error:
            raise DBAPIError(statement, None, error) from error
        finally:
            cursor.close()

    def among(self, statement: str, parameters: Sequence[Any], keys: Sequence[str]) -> Iterator[Any]:
        """Rows of a statement that ends in ``IN``, for these keys; a few statements for many keys."""
        for some in batched(keys, _AT_ONCE):
            whole, padded = _padded(statement, some)
            yield from self.run(whole, (*parameters, *padded))

    def remove(self, statement: str, keys: Sequence[str]) -> None:
        """A statement that ends in ``IN``, for these keys."""
        for some in batched(keys, _AT_ONCE):
            whole, padded = _padded(statement, some)
            self.write(whole, [padded])

    def write(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """A statement for each of some rows of parameters."""
        if not rows:
            return
        cursor = self._cursor()
        try:
            cursor.executemany(self._said(statement), rows)
        except self._error as error:
            raise DBAPIError(statement, None, error) from error
        finally:
            cursor.close()

    def _cursor(self) -> Any:
        # SQLAlchemy would take most of the time
        return self.connection.connection.cursor()

    def _said(self, statement: str) -> str:
        return statement if self._on_sqlite else statement.replace("?", "%s")


def _padded(statement: str, keys: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The statement with places for as many keys as the next power of two, so that the driver knows it already; the last key repeated."""
    size = 1 << (len(keys) - 1).bit_length()
    return f"{statement} ({', '.join('?' * size)})", (*keys, *[keys[-1]] * (size - len(keys)))
