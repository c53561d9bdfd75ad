"""The groups of an index as entities with IDs, values, states and reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date as Day

from dragoman.register.batches import batched
from dragoman.register.identity import commitments, differences, keeping, persons, values
from dragoman.register.identity.accounts import Account, Document, Mention, Promise, content_id
from dragoman.register.identity.channels import node_id
from dragoman.register.identity.decisions import Decision
from dragoman.register.identity.grouping import Grouping, N
from dragoman.register.identity.index import Index
from dragoman.register.identity.resolution import (
    Person,
    Resolution,
    ResolvedChannel,
    ResolvedCommitment,
    ResolvedEngagement,
    Round,
)
from dragoman.register.identity.state import fetch
from dragoman.register.identity.tenures import shown, tenures
from dragoman.register.identity.usages import together

_MONTHS_AT_ONCE = 6


def resolve(documents: Iterable[Document], decisions: Sequence[Decision] = (), *, today: Day) -> Resolution:
    """Identity across documents: a pure function, the same for any order of documents and of decisions. ``today`` tells what is overdue."""
    index = Index(decisions)
    index.fill(documents)
    index.group()
    return Describer(index, today).resolution()


class Describer:
    """Describes the groups of an index as they stand on a day. Each method takes a group's name (its first node's id)."""

    def __init__(self, index: Index, today: Day) -> None:
        self.index = index
        self.today = today

    def resolution(self) -> Resolution:
        """Everything, each kind in the canonical order of its first accounts."""
        index = self.index
        return Resolution(
            engagements=tuple(map(self.engagement, self._ordered(index.accounts))),
            persons=tuple(map(self.person, self._ordered(index.persons))),
            channels=tuple(map(self.channel, self._ordered(index.channels))),
            commitments=tuple(map(self.commitment, self._ordered(index.promises))),
            lost=tuple(sorted(index.bindings.lost)),
        )

    def expect(
        self, engagements: Sequence[str] = (), commitments: Sequence[str] = (), persons: Sequence[str] = (), channels: Sequence[str] = ()
    ) -> None:
        """These groups will be described: what they stand on is read at once."""
        index = self.index
        for grouping, groups, kept in (
            (index.persons, persons, index.state.sightings),
            (index.channels, channels, index.state.usages),
        ):
            fetch(grouping.groups, groups)
            nodes = [node for group in groups for node in grouping.groups.get(group, ())]
            fetch(grouping.home, nodes)
            fetch(kept, nodes)
        self._expect_told(engagements, commitments)

    def _expect_told(self, engagements: Sequence[str], commitments: Sequence[str]) -> None:
        index = self.index
        fetch(index.accounts.groups, engagements)
        fetch(index.promises.groups, commitments)
        index.accounts.space.nodes.fetch(id for group in engagements for id in index.accounts.groups[group])
        index.promises.space.nodes.fetch(id for group in commitments for id in index.promises.groups[group])
        accounts = [account for group in engagements for account in index.accounts.nodes(group)]
        named = [account for account in accounts if account.entry.channel]
        fetch(index.families.voices, {account.source.id for account in accounts})
        fetch(index.channels.home, {node_id(told) for account in named if (told := index.told(account)) is not None})
        fetch(
            index.persons.home,
            {persons.node_id(Mention(account, p.name, p.office, p.party)) for account in accounts for p in account.entry.participants},
        )

    @staticmethod
    def _ordered(grouping: Grouping[N]) -> list[str]:
        return sorted(grouping.groups, key=lambda id: (grouping.space.nodes[id].order, id))

    def _confirmed(self, ids: Iterable[str]) -> str | None:
        return next((self.index.bindings.confirmed[id] for id in ids if id in self.index.bindings.confirmed), None)

    def engagement(self, group: str) -> ResolvedEngagement:
        accounts = self.index.accounts.nodes(group)
        corrections: dict[str, values.Correction] = {}
        for account in accounts:
            corrections.update(self.index.bindings.corrections.get(account.id, {}))
        named = dict.fromkeys(
            self.person_id(Mention(account, p.name, p.office, p.party)) for account in accounts for p in account.entry.participants
        )
        channel = next((id for account in accounts for id in self._channels_of(account)), None)
        return ResolvedEngagement(
            id=engagement_id(accounts[0]),
            aliases=tuple(engagement_id(account) for account in accounts[1:]),
            accounts=tuple(accounts),
            fields=values.resolve(accounts, corrections, self.index.families.voices),
            differences=tuple(differences.find(accounts)),
            persons=tuple(named),
            channel=channel,
            confirmed=self._confirmed(account.id for account in accounts),
        )

    def person_id(self, mention: Mention) -> str:
        """The ID of the person whom a mention names."""
        return _name_id("p", self.index.persons.home[persons.node_id(mention)])

    def _channels_of(self, account: Account) -> list[str]:
        told = self.index.told(account)
        return [] if told is None else [_name_id("c", self.index.channels.home[node_id(told)])]

    def person(self, group: str) -> Person:
        mentions = (mention for node in self.index.persons.nodes(group) for mention in node.mentions)
        in_order = sorted(mentions, key=lambda mention: (mention.account.order, mention.name))
        return replace(self.person_in_short(group), mentions=tuple(in_order))

    def person_in_short(self, group: str) -> Person:
        """The person without the mentions, which may be many."""
        nodes = self.index.persons.nodes(group)
        held = [(node, one) for node in nodes for one in node.sightings.held]
        parties = Counter({party: 0 for node in nodes if (party := node.party)})
        for node, one in held:
            if node.party:
                parties[node.party] += one.times
        return Person(
            id=_name_id("p", nodes[0].id),
            aliases=tuple(_name_id("p", node.id) for node in nodes[1:]),
            name=shown(((node.name, one.language, one.times) for node, one in held), whole=True),
            names=tuple(sorted({node.name for node in nodes})),
            party=min(parties, key=lambda party: (-parties[party], party)) if parties else None,
            tenures=tenures((one, node.name, node.party) for node, one in held),
            confidence=max(node.sightings.confidence for node in nodes),
            confirmed=self._confirmed(node.id for node in nodes),
        )

    def channel(self, group: str) -> ResolvedChannel:
        found = self.channel_in_short(group)
        told = (mention for node in self.index.channels.nodes(group) for mention in node.mentions)
        mentions = tuple(sorted(told, key=lambda mention: mention.account.order))
        rounds = {self.index.accounts.home[mention.account.id] for mention in mentions}
        return replace(found, mentions=mentions, rounds=tuple(self._round(id) for id in sorted(rounds, key=self._when)))

    def channel_in_short(self, group: str) -> ResolvedChannel:
        """The channel without its mentions and rounds, which may be many."""
        nodes = self.index.channels.nodes(group)
        used = together(node.usages for node in nodes)
        times = sum(used.names.values())
        return ResolvedChannel(
            id=_name_id("c", nodes[0].id),
            aliases=tuple(_name_id("c", node.id) for node in nodes[1:]),
            name=shown((name, language, count) for (name, language), count in used.names.items()),
            names=tuple(sorted({name for name, _ in used.names})),
            parties=tuple(sorted(party for party, count in used.parties.items() if 2 * count >= times)),
            level=min(used.levels, key=lambda level: (-used.levels[level], level)) if used.levels else None,
            status=used.last[1] if used.last else None,
            confirmed=self._confirmed(node.id for node in nodes),
        )

    def _when(self, group: str) -> tuple[str, str]:
        dates = [
            str(account.entry.date.start) for account in self.index.accounts.nodes(group) if account.entry.date and account.entry.date.start
        ]
        return (max(dates, key=len, default="9999"), group)

    def _round(self, group: str) -> Round:
        accounts = self.index.accounts.nodes(group)
        numbers = Counter(account.entry.round for account in accounts if account.entry.round is not None)
        return Round(min(numbers, key=lambda n: (-numbers[n], n)) if numbers else None, engagement_id(accounts[0]))

    def commitment(self, group: str) -> ResolvedCommitment:
        accounts = self.index.promises.nodes(group)
        decision = next((found for promise in accounts if (found := self.index.bindings.fulfilled.get(promise.id))), None)
        others = (
            other
            for promise in accounts
            for other in self.index.documents[promise.source.id].promises
            if self.index.promises.home.get(other.id, group) != group
        )  # which are asked for seldom
        result = commitments.outcome(
            accounts,
            candidates=self._candidates,
            others=others,
            fulfilled=decision[0] if decision else None,
            kept=[decision[1]] if decision and decision[1] else [],
            today=self.today,
        )
        dues = [promise.entry.due for promise in accounts if promise.entry.due]
        return ResolvedCommitment(
            id=commitment_id(accounts[0]),
            aliases=tuple(commitment_id(promise) for promise in accounts[1:]),
            parties=accounts[0].entry.parties,
            action=accounts[0].entry.action,
            due=max(dues, key=lambda due: (due.precision, str(due))) if dues else None,
            state=result.state,
            why=result.why,
            kept=tuple(sorted({self._engagement_of(id) for id in result.kept if id in self.index.accounts.home})),
            accounts=tuple(accounts),
            confirmed=self._confirmed(promise.id for promise in accounts),
        )

    def _engagement_of(self, account: str) -> str:
        return engagement_id(self.index.accounts.nodes(self.index.accounts.home[account])[0])

    def _candidates(self, promise: Promise) -> Iterator[Account]:
        """Accounts of engagements that may have kept a promise, by the days on which these begin."""
        keepers, nodes = self.index.state.keepers, self.index.accounts.space.nodes
        for months in batched(keeping.sought_under(promise), _MONTHS_AT_ONCE):
            fetch(keepers, (key for keys in months for key in keys))
            for keys in months:
                ids = {id for key in keys for id in keepers.get(key, ())}
                nodes.fetch(ids)
                found = ((account.window.first, id) for id in ids if (account := nodes[id]).window)
                yield from (nodes[id] for _, id in sorted(found))


def _name_id(prefix: str, node: str) -> str:
    return content_id(prefix, node)


def engagement_id(account: Account) -> str:
    """The ID that the account's engagement has, or had while the account was its first: an ID or an alias."""
    return content_id("e", account.anchor)


def commitment_id(promise: Promise) -> str:
    """The ID that the promise's commitment has, or had while the promise was its first."""
    return content_id("k", promise.anchor)
