"""Which names of channels are one channel: by what they mean, whose they are, and which engagements bear both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations

from dragoman.register.identity import mechanisms
from dragoman.register.identity.accounts import ChannelMention, content_id
from dragoman.register.identity.mechanisms import Mechanism
from dragoman.register.identity.phonetics import skeleton
from dragoman.register.identity.scoring import Match, Weighing
from dragoman.register.identity.space import Kind
from dragoman.register.identity.usages import Usages

THRESHOLD = 3.4
BOND = 7.0
"""How much it tells that accounts of one engagement use both names."""
_MAX_PAIRS = 10


@dataclass(frozen=True, eq=False)
class ChannelNode:
    """One name of a channel (case folded) with its parties, wherever it stands. ``where`` gives the groups of accounts in which
    other names are used as well, ``read`` its mentions, ``sum_up`` what is kept of these; all are looked up when they are asked for."""

    id: str
    folded: str
    parties: tuple[str, ...]
    where: Callable[[], frozenset[str]] = field(repr=False)
    read: Callable[[ChannelNode], tuple[ChannelMention, ...]] = field(repr=False)
    sum_up: Callable[[ChannelNode], Usages] = field(repr=False)

    @cached_property
    def engagements(self) -> frozenset[str]:
        """The groups of accounts in which it is used, and another name too."""
        return self.where()

    @cached_property
    def mentions(self) -> tuple[ChannelMention, ...]:
        """Where the name stands."""
        return self.read(self)

    @cached_property
    def usages(self) -> Usages:
        """What is kept of the mentions."""
        return self.sum_up(self)

    @cached_property
    def name(self) -> str:
        """The name as it is written."""
        return min(name for name, _ in self.usages.names)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """By the first account that names it, then by name."""
        published, document, place = self.usages.order
        return (published, document, f"{place:06}", self.name)


def node_id(mention: ChannelMention) -> str:
    """The node that a mention belongs to."""
    return content_id("cn", mention.name.casefold(), *parties_of(mention))


def label(mention: ChannelMention) -> tuple[str, ...]:
    """What the node that a mention belongs to is compared by: its name, case folded, and its parties."""
    return (mention.name.casefold(), *parties_of(mention))


def parties_of(mention: ChannelMention) -> tuple[str, ...]:
    """The channel's parties: as its own entry tells them, else those of the engagement."""
    return tuple((mention.told.parties if mention.told else ()) or mention.account.entry.parties)


def keys(name: str, parties: tuple[str, ...]) -> frozenset[str]:
    """Two names of one channel share at least one: a pair of its parties with a subject, a proper word, or the kind if there is neither."""
    mechanism = mechanisms.read(name, parties)
    pairs = list(combinations(parties[:6], 2))[:_MAX_PAIRS] or [(party, party) for party in parties[:1]]
    words = (
        {*mechanism.subjects, *(f"~{skeleton(word)[:3]}" for word in mechanism.rest)} or {f"={kind}" for kind in mechanism.kinds} or {"="}
    )
    # a channel of an organisation may be named with one guest or none
    owners = [f"{a}-{b}" for a, b in pairs] + [party for party in parties if len(party) != 3]
    return frozenset(f"c|{owner}|{word}" for owner in owners for word in words)


def compare_parties(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """One of "equal", "within" (one holds the other), "overlap", "apart" and "unknown"."""
    if not a or not b:
        return "unknown"
    if a == b:
        return "equal"
    one, two = set(a), set(b)
    return "within" if one <= two or two <= one else "overlap" if one & two else "apart"


def _proper(a: Mechanism, b: Mechanism) -> bool:
    return any(x[:5] == y[:5] or (len(skeleton(x)) > 2 and skeleton(x)[:4] == skeleton(y)[:4]) for x in a.rest for y in b.rest)


def _acronym(a: Mechanism, b: Mechanism) -> bool:
    def initials(text: str) -> str:
        return "".join(word[0] for word in text.replace("-", " ").split() if word[0].isalnum()).casefold()

    short, long = sorted((a.text.strip(), b.text.strip()), key=len)
    return 2 < len(short) <= 6 and " " not in short and short.casefold() == initials(long)


@lru_cache(maxsize=16384)
def compare(name_a: str, parties_a: tuple[str, ...], name_b: str, parties_b: tuple[str, ...]) -> Match | None:
    """Two channel names with their parties; None where subjects or parties exclude that they are one."""
    relation = compare_parties(parties_a, parties_b)
    if relation in ("apart", "overlap"):
        return None
    w = Weighing()
    w.add(f"parties {relation}", {"equal": 1.0, "within": 0.3, "unknown": 0.0}[relation])
    if name_a.casefold() == name_b.casefold():
        w.add("same name", 5.0)
        return w.match()
    known = tuple(sorted({*parties_a, *parties_b}))
    a, b = mechanisms.read(name_a, known), mechanisms.read(name_b, known)
    if _acronym(a, b):
        w.add("acronym", 4.0)
        return w.match()
    if a.subjects and b.subjects and not a.subjects & b.subjects:
        return None
    _weigh_subjects(w, a, b)
    _weigh_kinds(w, a, b)
    if a.rest and b.rest:
        w.add(*(("same proper words", 3.0) if _proper(a, b) else ("other proper words", -2.0)))
    elif not a.subjects and not b.subjects and a.kinds & b.kinds:
        w.add(*(("defined by its parties", 2.0) if not a.rest and not b.rest else ("proper words on one side", -1.0)))
    return w.match()


def _weigh_subjects(w: Weighing, a: Mechanism, b: Mechanism) -> None:
    if a.subjects == b.subjects:
        if a.subjects:
            w.add("same subject: " + ", ".join(sorted(a.subjects)), 3.0)
    elif not a.subjects or not b.subjects:
        w.add("subject on one side", -0.5)
    elif a.subjects <= b.subjects or b.subjects <= a.subjects:
        w.add("subject within the other", 0.5)
    else:
        w.add("subjects differ in part", -1.5)


def _weigh_kinds(w: Weighing, a: Mechanism, b: Mechanism) -> None:
    generic = mechanisms.generic_kinds()
    if a.kinds & b.kinds:
        w.add("same kind: " + ", ".join(sorted(a.kinds & b.kinds)), 1.5)
    elif (a.kinds - generic) and (b.kinds - generic):
        w.add("other kind", -3.0)


def compare_nodes(a: ChannelNode, b: ChannelNode) -> Match | None:
    """Two names with their parties and engagements: accounts of one engagement that name its channel mean the same one."""
    match = compare(a.folded, a.parties, b.folded, b.parties)
    if match is None or not (common := len(a.engagements & b.engagements)):
        return match
    reason = (f"both name the channel of {common} engagement{'s' if common > 1 else ''}", BOND)
    return Match(round(match.score + BOND, 3), (*match.reasons, reason))


def _node_keys(node: ChannelNode) -> frozenset[str]:
    return keys(node.folded, node.parties) | {f"g|{group}" for group in node.engagements}


KIND: Kind[ChannelNode] = Kind(
    keys=_node_keys,
    sort=lambda node: node.folded,
    compare=compare_nodes,
    marks=lambda node: frozenset(),
    threshold=THRESHOLD,
    told_by_keys=True,
)
