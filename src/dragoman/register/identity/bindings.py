"""What the standing decisions mean for the readings at hand: pairs that belong together or apart, entries rejected, values corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

from dragoman.register.identity import channels, persons
from dragoman.register.identity.accounts import Document
from dragoman.register.identity.decisions import (
    Confirm,
    Correct,
    Decision,
    Fulfil,
    ItemKind,
    Merge,
    Reference,
    Reject,
    Split,
    effective,
    locate,
)
from dragoman.register.identity.values import Correction

Pair = tuple[str, str]


@dataclass
class Bindings:
    """By kind of node: which node ids humans joined and parted. The rest by account or promise id."""

    together: dict[ItemKind, set[Pair]] = field(default_factory=dict)
    apart: dict[ItemKind, set[Pair]] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    """Ids of rejected entries, with their kind before them: ``engagement:<id>``."""
    confirmed: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, dict[str, Correction]] = field(default_factory=dict)
    fulfilled: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    """Decisions of which an entry is not found in the present readings."""


def bind(decisions: Iterable[Decision], documents: Mapping[str, Document]) -> Bindings:
    """Bind the decisions that stand to the nodes of these documents."""
    out = Bindings()
    for decision in effective(decisions):
        try:
            _bind(out, decision, documents)
        except LookupError:
            out.lost.add(decision.id)
    return out


def referred(decisions: Iterable[Decision]) -> set[str]:
    """The ids of the documents that decisions point at."""
    found: set[str] = set()
    for decision in decisions:
        if isinstance(decision, Merge):
            found.update(item.document for item in decision.items)
        elif isinstance(decision, Split):
            found.update(item.document for item in (*decision.items, *decision.others))
        elif isinstance(decision, Correct | Confirm | Reject | Fulfil):
            found.add(decision.item.document)
            if isinstance(decision, Fulfil) and decision.by:
                found.add(decision.by.document)
    return found


def _bind(out: Bindings, decision: Decision, documents: Mapping[str, Document]) -> None:
    if isinstance(decision, Merge):
        nodes = [_node(item, documents) for item in decision.items]
        _pair(out, decision.items[0].kind, combinations(nodes, 2), joined=True)
    elif isinstance(decision, Split):
        mine, theirs = ([_node(item, documents) for item in items] for items in (decision.items, decision.others))
        _pair(out, decision.items[0].kind, product(mine, theirs), joined=False)
    elif isinstance(decision, Correct):
        out.corrections.setdefault(_node(decision.item, documents), {})[decision.field] = Correction(decision.value, decision.id)
    elif isinstance(decision, Confirm):
        out.confirmed[_node(decision.item, documents)] = decision.id
    elif isinstance(decision, Reject):
        out.rejected.add(f"{decision.item.kind}:{_node(decision.item, documents)}")
    elif isinstance(decision, Fulfil):
        by = _node(decision.by, documents) if decision.by else None
        out.fulfilled[_node(decision.item, documents)] = (decision.id, by)


def _pair(out: Bindings, kind: ItemKind, pairs: Iterable[Pair], joined: bool) -> None:
    for a, b in pairs:
        pair = (min(a, b), max(a, b))
        if pair[0] == pair[1]:
            continue
        (out.together if joined else out.apart).setdefault(kind, set()).add(pair)
        (out.apart if joined else out.together).get(kind, set()).discard(pair)


def _node(reference: Reference, documents: Mapping[str, Document]) -> str:
    document = documents[reference.document]
    found = locate(reference, document)
    if found is None:
        raise LookupError(reference.document)
    if reference.kind == "person":
        return next(persons.node_id(mention) for mention in document.mentions() if mention.name == found)
    if reference.kind == "channel":
        return next(channels.node_id(mention) for mention in document.channels() if mention.name == found)
    return found
