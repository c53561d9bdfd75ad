"""What can go wrong with a register, each as one line for people."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

DAMAGED = "the file is damaged; go back to a backup (dragoman backup makes one)"


class RegisterError(Exception):
    """The register cannot do what was asked; the text is one line that says why."""


@contextmanager
def plain_errors(name: str) -> Iterator[None]:
    """Turn a database's errors into a RegisterError that names the register. Errors of our own making pass unchanged."""
    try:
        yield
    except PoolTimeout:
        raise RegisterError(f"{name}: too many users at once") from None
    except zlib.error:
        raise RegisterError(f"{name}: {DAMAGED}") from None
    except DBAPIError as error:
        raise RegisterError(f"{name}: {_reason(error, name)}") from error
    except SQLAlchemyError as error:
        raise RegisterError(f"{name}: {str(error).splitlines()[0]}") from error


def _reason(error: DBAPIError, name: str) -> str:
    original = error.orig
    if not isinstance(original, sqlite3.Error):
        text = str(original or error).strip()
        return "the database says: " + (text.splitlines()[0] if text else type(original).__name__)
    # not every error carries a code: those that Python's module raises by itself do not
    code = getattr(original, "sqlite_errorname", "")
    if code in ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_FSYNC") or _disk_is_full(name):
        return "the disk is full; nothing of this step was kept, all that was in the register before is"
    if code.startswith("SQLITE_CORRUPT") or code == "SQLITE_NOTADB":
        return DAMAGED
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "another program has been writing for too long; try again"
    if code.startswith("SQLITE_READONLY"):
        return "may not be written to"
    if code.startswith("SQLITE_CANTOPEN"):
        return "cannot be opened; is the folder there, and may you write to it?"
    if code.startswith("SQLITE_IOERR"):
        return "the disk does not answer as it should (input/output error)"
    return str(original)


def _disk_is_full(name: str) -> bool:
    try:
        return shutil.disk_usage(Path(name).absolute().parent).free < 64 * 1024
    except OSError:
        return False
