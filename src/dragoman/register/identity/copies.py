"""Near-copies of texts: MinHash signatures over shingles of characters, compared by bands.

Shingles of characters and not of words, since half the languages have no word division. Two texts of which about six shingles in ten are
the same are near-copies; they count as one voice, however many publishers printed it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

_SHINGLE = 9
_ROWS = 4
_BANDS = 16
_BINS = _ROWS * _BANDS
_LONGEST = 20_000
LIKE = 0.6
"""The share of equal signature values from which two texts are near-copies."""


def signature(text: str) -> tuple[int, ...]:
    """64 numbers, of which two texts share about the share of their shingles; case, spaces and punctuation do not count.

    One hash a shingle, the least of each of 64 bins; an empty bin takes the value of the next one that is not."""
    plain = re.sub(r"[\W_]+", "", text[:_LONGEST].casefold())
    least: dict[int, int] = {}
    for shingle in {plain[i : i + _SHINGLE] for i in range(max(1, len(plain) - _SHINGLE + 1))}:
        value, bin_ = divmod(int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=6).digest(), "big"), _BINS)
        least[bin_] = min(value, least.get(bin_, value))
    return tuple(next(least[(i + step) % _BINS] + step for step in range(_BINS) if (i + step) % _BINS in least) for i in range(_BINS))


def bands(signature: tuple[int, ...]) -> list[str]:
    """Keys of which near-copies share at least one."""
    return [f"{band}:{signature[band * _ROWS : (band + 1) * _ROWS]}" for band in range(_BANDS)]


def likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """The estimated share of common shingles."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


class Families:
    """Near-copies grouped as documents come; the families are the same in any order."""

    def __init__(self) -> None:
        self._signatures: dict[str, tuple[int, ...]] = {}
        self._bands: dict[str, set[str]] = {}
        self._like: dict[str, set[str]] = {}
        self.voices: dict[str, str] = {}
        """By document id the least id of its family."""

    def add(self, id: str, signature: tuple[int, ...]) -> set[str]:
        """Add a document; returns the documents of its family."""
        near = {other for band in bands(signature) for other in self._bands.get(band, ())}
        like = {other for other in near if likeness(signature, self._signatures[other]) >= LIKE}
        self._signatures[id] = signature
        self._like[id] = like
        for other in like:
            self._like[other].add(id)
        for band in bands(signature):
            self._bands.setdefault(band, set()).add(id)
        return self._name({id})

    def remove(self, id: str) -> set[str]:
        """Remove a document; returns the others of its family."""
        if id not in self._signatures:
            return set()
        for band in bands(self._signatures.pop(id)):
            self._bands[band].discard(id)
        del self.voices[id]
        like = self._like.pop(id)
        for other in like:
            self._like[other].discard(id)
        return self._name(like)

    def _name(self, seeds: Iterable[str]) -> set[str]:
        touched: set[str] = set()
        for seed in seeds:
            family, open_ = {seed}, [seed]
            while open_:
                fresh = self._like[open_.pop()] - family
                family |= fresh
                open_ += fresh
            self.voices.update(dict.fromkeys(family, min(family)))
            touched |= family
        return touched
