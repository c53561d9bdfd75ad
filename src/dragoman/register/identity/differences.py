"""Where the accounts of one engagement contradict each other, so that somebody should look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.register.identity import occasions
from dragoman.register.identity.accounts import Account


@dataclass(frozen=True)
class Difference:
    """A field on which accounts differ: what each account says of it (account id, value)."""

    field: str
    values: tuple[tuple[str, str], ...]


def find(accounts: Sequence[Account]) -> list[Difference]:
    """The contradictions among the accounts of one engagement: two exact dates, two cities, two rounds, other persons for one party. A
    vaguer value is no contradiction of the exact one within it, nor is silence."""
    found = []
    for field, clash in (("date", _dates), ("place", _places), ("country", _countries), ("round", _rounds), ("participants", _persons)):
        involved = {account.id for a, b in combinations(accounts, 2) if clash(a, b) for account in (a, b)}
        if involved:
            found.append(Difference(field, tuple((account.id, _print(account, field)) for account in accounts if account.id in involved)))
    return found


def _print(account: Account, field: str) -> str:
    if field == "participants":
        return ", ".join(sorted(person.name for person in account.entry.participants))
    return str(getattr(account.entry, field))


def _dates(a: Account, b: Account) -> bool:
    x, y = a.entry.date, b.entry.date
    if x is None or y is None or x == y:
        return False
    return (x.precision == y.precision == 3) or not x.overlaps(y)


def _places(a: Account, b: Account) -> bool:
    x, y = a.entry, b.entry
    return bool(x.place and y.place and not occasions.same_place(x.place, y.place))


def _countries(a: Account, b: Account) -> bool:
    return bool(a.entry.country and b.entry.country and a.entry.country != b.entry.country)


def _rounds(a: Account, b: Account) -> bool:
    return a.entry.round is not None and b.entry.round is not None and a.entry.round != b.entry.round


def _persons(a: Account, b: Account) -> bool:
    """Whether both name persons for a party and none of them is the same."""
    for party in sorted({p.party for p in a.entry.participants if p.party} & {p.party for p in b.entry.participants if p.party}):
        mine = [p.name for p in a.entry.participants if p.party == party]
        theirs = [p.name for p in b.entry.participants if p.party == party]
        if not occasions.pair_names(mine, theirs):
            return True
    return False
