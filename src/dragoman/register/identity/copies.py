"""Near-copies of texts: MinHash signatures over shingles of characters, compared by bands.

Shingles of characters and not of words, since half the languages have no word division. Two texts of which about six shingles in ten are
the same are near-copies; they count as one voice, however many publishers printed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from hashlib import blake2b

from dragoman.register.identity.state import CopyState, fetch

_SHINGLE = 9
_ROWS = 4
_BANDS = 16
_BINS = _ROWS * _BANDS
_LONGEST = 20_000
_USED = 10
LIKE = 0.6
"""The share of equal signature values from which two texts are near-copies."""


def signature(text: str) -> tuple[int, ...]:
    """64 numbers, of which two texts share about the share of their shingles; case, spaces and punctuation do not count.

    One hash a shingle, the least of each of 64 bins; an empty bin takes the value of the next one that is not."""
    plain = re.sub(r"[\W_]+", "", text[:_LONGEST].casefold())
    hashes = [
        int.from_bytes(blake2b(shingle.encode(), digest_size=6).digest(), "big")
        for shingle in {plain[i : i + _SHINGLE] for i in range(max(1, len(plain) - _SHINGLE + 1))}
    ]
    # the largest first, so that the least of each bin is what stays
    least = {number % _BINS: number // _BINS for number in sorted(hashes, reverse=True)}
    return tuple(next(least[(i + step) % _BINS] + step for step in range(_BINS) if (i + step) % _BINS in least) for i in range(_BINS))


def bands(signature: tuple[int, ...]) -> list[str]:
    """Keys of which near-copies share at least one."""
    parts = (repr(signature[band * _ROWS : (band + 1) * _ROWS]).encode() for band in range(_USED))
    return [f"{band}:{blake2b(part, digest_size=8).hexdigest()}" for band, part in enumerate(parts)]


def likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """The estimated share of common shingles."""
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


class Families:
    """Near-copies grouped as documents come; the families are the same in any order."""

    def __init__(self, state: CopyState) -> None:
        self.state = state

    @property
    def voices(self) -> Mapping[str, str]:
        """By document id the least id of its family, for documents that have near-copies."""
        return self.state.voices

    def add(self, id: str, signature: tuple[int, ...], known: Callable[[str], tuple[int, ...] | None]) -> set[str]:
        """Add a document; returns the documents of its family. ``known`` gives the signatures of those that are there."""
        under = bands(signature)
        fetch(self.state.bands, under)
        near = {other for band in under for other in self.state.bands.get(band, ())} - {id}
        like = frozenset(other for other in near if (theirs := known(other)) and likeness(signature, theirs) >= LIKE)
        for other in like:
            self.state.copies[other] = self.state.copies.get(other, frozenset()) | {id}
        if like:
            self.state.copies[id] = like
        for band in under:
            self.state.bands[band] = self.state.bands.get(band, frozenset()) | {id}
        return self._name(like | {id})

    def remove(self, id: str, signature: tuple[int, ...]) -> set[str]:
        """Remove a document; returns the others of its family."""
        for band in bands(signature):
            _set(self.state.bands, band, self.state.bands.get(band, frozenset()) - {id})
        like = self.state.copies.pop(id, frozenset())
        self.state.voices.pop(id, None)
        for other in like:
            _set(self.state.copies, other, self.state.copies.get(other, frozenset()) - {id})
        return self._name(like)

    def _name(self, seeds: Iterable[str]) -> set[str]:
        touched: set[str] = set()
        for seed in seeds:
            family, open_ = {seed}, [seed]
            while open_:
                fresh = self.state.copies.get(open_.pop(), frozenset()) - family
                family |= fresh
                open_ += fresh
            if len(family) > 1:
                self.state.voices.update(dict.fromkeys(family, min(family)))
            else:
                self.state.voices.pop(seed, None)
            touched |= family
        return touched


def _set(where: MutableMapping[str, frozenset[str]], key: str, value: frozenset[str]) -> None:
    if value:
        where[key] = value
    else:
        where.pop(key, None)
