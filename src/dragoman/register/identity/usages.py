"""What is kept of the mentions of a channel's name, in place of the mentions themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar

from dragoman.register.identity.accounts import ChannelMention
from dragoman.register.identity.sightings import Order

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Usages:
    """All mentions of a channel's name: the place of the first; how often each spelling is used in each language, each party named with it,
    each level told of it; and the place and the status of the last account whose document tells of the channel."""

    order: Order
    names: Mapping[tuple[str, str | None], int]
    parties: Mapping[str, int]
    levels: Mapping[str, int]
    last: tuple[Order, str | None] | None

    def and_also(self, other: Usages) -> Usages:
        """Two lots of mentions of one name."""
        return Usages(
            order=min(self.order, other.order),
            names=_sum(self.names, other.names),
            parties=_sum(self.parties, other.parties),
            levels=_sum(self.levels, other.levels),
            last=max((one for one in (self.last, other.last) if one), key=lambda one: one[0], default=None),
        )


def usages(mentions: Iterable[ChannelMention]) -> Usages | None:
    """What is kept of these mentions; None if there are none."""
    each = map(_usage, mentions)
    first = next(each, None)
    return None if first is None else reduce(Usages.and_also, each, first)


def together(usages: Iterable[Usages]) -> Usages:
    """All mentions of several names, at least one."""
    return reduce(Usages.and_also, usages)


def _usage(mention: ChannelMention) -> Usages:
    told, account = mention.told, mention.account
    return Usages(
        order=account.order,
        names={(mention.name, account.source.language): 1},
        parties=Counter(told.parties if told else account.entry.parties),
        levels={told.level: 1} if told and told.level else {},
        last=(account.order, told.status) if told else None,
    )


def _sum(one: Mapping[T, int], other: Mapping[T, int]) -> Mapping[T, int]:
    return Counter(one) + Counter(other)
