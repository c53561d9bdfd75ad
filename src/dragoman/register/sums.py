"""What is kept of the mentions of names, as texts in the register's tables."""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Iterable, Iterator, MutableMapping
from datetime import date as Day
from typing import Generic, TypeVar

from dragoman.edtf import parse_date
from dragoman.register.identity.sightings import Held, Sightings
from dragoman.register.identity.state import Fetching
from dragoman.register.identity.usages import Usages
from dragoman.register.mappings import StoredValues, as_json
from dragoman.register.session import Session

V = TypeVar("V")


class StoredSums(MutableMapping[str, V], Fetching, Generic[V]):
    """A mapping to what is kept as a text, in memory too, where the collector of garbage need not go through it."""

    def __init__(self, session: Session, space: str) -> None:
        self._texts = StoredValues(session, space)

    @staticmethod
    @abstractmethod
    def _parse(text: str) -> V:
        """The value of a text."""

    @staticmethod
    @abstractmethod
    def _text(value: V) -> str:
        """The text of a value."""

    def fetch(self, keys: Iterable[str]) -> None:
        self._texts.fetch(keys)

    def flush(self) -> None:
        """Write what changed, and let go of some of the rest if that is too much."""
        self._texts.flush()

    def __getitem__(self, key: str) -> V:
        return self._parse(self._texts[key])

    def __setitem__(self, key: str, value: V) -> None:
        self._texts[key] = self._text(value)

    def __delitem__(self, key: str) -> None:
        del self._texts[key]

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class StoredSightings(StoredSums[Sightings]):
    """What is kept of the mentions of names."""

    @staticmethod
    def _parse(text: str) -> Sightings:
        (published, document, place), held, called, confidence = json.loads(text)
        return Sightings(
            (published, document, place),
            tuple(
                Held(office, language, times, tuple(order), *(parse_date(date) if date else None for date in dates))
                for office, language, times, order, *dates in held
            ),
            tuple((frozenset(office), Day.fromisoformat(first), Day.fromisoformat(last)) for office, first, last in called),
            confidence,
        )

    @staticmethod
    def _text(value: Sightings) -> str:
        held = [
            (one.office, one.language, one.times, one.order, *(str(date) if date else None for date in (one.first, one.last)))
            for one in value.held
        ]
        called = [(sorted(office), first.isoformat(), last.isoformat()) for office, first, last in value.called]
        return as_json((value.order, held, called, value.confidence))


class StoredUsages(StoredSums[Usages]):
    """What is kept of the mentions of channels' names."""

    @staticmethod
    def _parse(text: str) -> Usages:
        (published, document, place), names, parties, levels, last = json.loads(text)
        return Usages(
            (published, document, place),
            {(name, language): times for name, language, times in names},
            parties,
            levels,
            (tuple(last[0]), last[1]) if last else None,
        )

    @staticmethod
    def _text(value: Usages) -> str:
        names = sorted(((*name, times) for name, times in value.names.items()), key=str)
        return as_json((value.order, names, value.parties, value.levels, value.last))
