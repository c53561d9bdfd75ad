"""How a person or channel is shown, and which offices a person held when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dragoman.register.identity import terms
from dragoman.register.identity.resolution import Tenure
from dragoman.register.identity.romanise import script_of
from dragoman.register.identity.sightings import Held

Office = tuple[frozenset[str] | str, str | None]
"""What the words of an office mean, and the party for which it is held."""
_MINISTERIAL = frozenset({"minister", "secretary", "first"})
"""What an office has or lacks from one language to the next: a secretary of defence is a minister of defence."""


def shown(used: Iterable[tuple[str, str | None, int]], *, whole: bool = False) -> str:
    """Of all ways to write a name, each with the language of its documents and how often they use it, the one to show.

    In Latin letters; with ``whole``, more words than one; as texts in English write it; not in capitals if it is also written otherwise; of
    equals the most used, the longest, the first in the alphabet.
    """
    times: Counter[str] = Counter()
    english: set[str] = set()
    for name, language, count in used:
        times[name] += count
        if language == "en":
            english.add(name)
    cased = Counter(name.casefold() for name in times)

    def rank(name: str) -> tuple[object, ...]:
        part = whole and " " not in name
        shouted = cased[name.casefold()] > 1 and any(len(word) > 1 and word.isupper() for word in name.split())
        return (script_of(name) != "latin", part, name not in english, shouted, -times[name], -len(name), name)

    return min(times, key=rank)


def tenures(named: Iterable[tuple[Held, str, str | None]]) -> tuple[Tenure, ...]:
    """Offices, each with the name and party that it is named with, in the order of their first mention; the words of one office in several
    languages make one tenure."""
    found = []
    for (_, party), held in _offices(sorted(named, key=lambda one: (one[0].order, one[1]))).items():
        first = min((one.first for one in held if one.first), default=None)
        last = max((one.last for one in held if one.last), default=None)
        found.append(Tenure(shown((str(one.office), one.language, one.times) for one in held), party, first, last))
    return tuple(sorted(found, key=lambda tenure: (str(tenure.first or "9999"), tenure.office)))


def _offices(named: Iterable[tuple[Held, str, str | None]]) -> dict[Office, list[Held]]:
    """What is held of each office and party, by what the office's words mean; a vaguer word ("deputy minister") goes with the one office of
    the same rank that it can mean."""
    found: dict[Office, list[Held]] = {}
    for one, _, party in named:
        if one.office:
            concepts = terms.office(one.office)
            said = frozenset({"prime"}) if "prime" in concepts else concepts - _MINISTERIAL or concepts
            found.setdefault((said or one.office.casefold(), party), []).append(one)
    for (meant, party), held in list(found.items()):
        if isinstance(meant, frozenset):
            wider = [
                key
                for key in found
                if key[1] == party and isinstance(key[0], frozenset) and meant < key[0] and not (key[0] - meant) - terms.areas()
            ]
            if len(wider) == 1:
                found[wider[0]] += held
                del found[meant, party]
    return found
