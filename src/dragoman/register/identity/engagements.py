"""Accounts as nodes: under which keys they can meet, and how they are compared."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

from dragoman.register.identity import channels, names, occasions
from dragoman.register.identity.accounts import Account
from dragoman.register.identity.space import Kind
from dragoman.register.identity.windows import shifted

_MAX_PAIRS = 10
_MAX_YEARS = 4
_REACH = timedelta(days=5)
"""As far as the dates of two accounts of one engagement may lie apart (`occasions`)."""


def pairs(parties: tuple[str, ...]) -> list[str]:
    """The pairs of parties; a party alone stands for itself."""
    if len(parties) > 5:
        # a gathering of many: its members together, not every two
        return ["+".join(parties[:3]), *(party for party in parties if len(party) != 3)]
    return ([f"{a}-{b}" for a, b in combinations(parties, 2)] or list(parties) or ["?"]) + [party for party in parties if len(party) != 3]


def keys(account: Account) -> frozenset[str]:
    """Two accounts of one engagement share at least one key: parties with month (or year, for vague dates) and family of types."""
    entry, span = account.entry, account.window
    kind = occasions.family(entry)
    out: set[str] = set()
    for pair in pairs(entry.parties):
        owner = f"{pair}|{kind}"
        if span is None:
            out.add(f"u|{owner}")
        else:
            years = range(span.first.year, min(span.last.year, span.first.year + _MAX_YEARS) + 1)
            if span.precision >= 2 and (span.last - span.first).days < 93:
                low, high = shifted(span.first, -_REACH), shifted(span.last, _REACH)
                months = {
                    (low.year, low.month),
                    (span.first.year, span.first.month),
                    (span.last.year, span.last.month),
                    (high.year, high.month),
                }
                out |= {f"m|{owner}|{year}-{month:02}" for year, month in months}
                out |= {f"v|{owner}|{year}" for year in years}
            else:
                out |= {f"v|{owner}|{year}" for year in years}
        if entry.channel and entry.round is not None:
            out |= {f"r{key}|{entry.round}" for key in channels.keys(entry.channel, entry.parties) if pair in key}
    if span is not None:
        for person in entry.participants[:4]:
            out |= {f"p|{person.party}|{kind}|{span.first.year}|{key}" for key in names.keys(person.name) if key[0] == "j"}
    return frozenset(out)


def sort(account: Account) -> str:
    """Within a key accounts stand by date, vague ones first, then by place."""
    span = account.window
    return f"{span.first if span else ''}|{(account.entry.channel and 'c') or ''}|{account.entry.place or ''}"


KIND: Kind[Account] = Kind(
    keys=keys, sort=sort, compare=occasions.compare, marks=lambda account: frozenset({account.source.id}), threshold=occasions.THRESHOLD
)
