"""What is kept of the mentions of names, as texts in the register's tables."""

from __future__ import annotations

import json
from datetime import date as Day

from dragoman.edtf import parse_date
from dragoman.register.identity.sightings import Held, Sightings
from dragoman.register.identity.usages import Usages
from dragoman.register.mappings import StoredTexts, as_json


class StoredSightings(StoredTexts[Sightings]):
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


class StoredUsages(StoredTexts[Usages]):
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
