"""Records from a resolver's index: what the register says of each engagement, person, channel, commitment and statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Day
from typing import Protocol

from dragoman.edtf import Date
from dragoman.model import Channel, Entry
from dragoman.register.identity import Account, Describer, Index, Promise, values
from dragoman.register.identity.accounts import Mention, Telling, content_id
from dragoman.register.identity.accounts import Source as IdentitySource
from dragoman.register.identity.describe import commitment_id, engagement_id
from dragoman.register.identity.keeping import deadline
from dragoman.register.identity.resolution import ResolvedEngagement
from dragoman.register.identity.state import fetch
from dragoman.register.identity.values import Resolved
from dragoman.register.records import (
    ChannelRecord,
    CommitmentRecord,
    Discrepancy,
    EngagementRecord,
    Office,
    PersonAt,
    PersonRecord,
    Record,
    Said,
    Source,
    StatementRecord,
)  # fmt: skip
from dragoman.register.resolver import channel_id, person_id, speaker_node

Described = tuple[Record, tuple[str, ...]]
"""A record and all ids under which it is found."""
BEFORE_ANY_DUE = Day.min
"""The day on which records are written as if it were: nothing is overdue yet. Who asks compares with their own day."""


class Grouped(Protocol):
    """Documents with their groups, and by name where statements of a speaker and descriptions of a channel stand."""

    @property
    def index(self) -> Index: ...

    @property
    def speakers(self) -> Mapping[str, frozenset[str]]: ...

    @property
    def told(self) -> Mapping[str, frozenset[str]]: ...

    @property
    def tellings(self) -> Mapping[str, Telling]: ...


class Records:
    """Describes what was grouped."""

    def __init__(self, resolver: Grouped) -> None:
        self.resolver = resolver
        self.index = resolver.index
        self.describer = Describer(resolver.index, BEFORE_ANY_DUE)

    def engagement(self, group: str) -> Described:
        """The engagement of a group of accounts."""
        found = self.describer.engagement(group)
        names = {account.id: engagement_id(account) for account in found.accounts}
        fields = {name: value.value for name, value in found.fields.items() if value.value is not None}
        record = EngagementRecord.model_validate(
            fields
            | {
                "id": found.id,
                "confidence": max(account.entry.confidence for account in found.accounts),
                "accounts": tuple(_source(account, engagement_id(account)) for account in found.accounts),
                "confirmed": found.confirmed,
                "participants": tuple(self._participants(found)),
                "channel_id": found.channel,
                "main": any(account.entry.main for account in found.accounts),
                "said": {name: _said(value, names) for name, value in found.fields.items()},
                "discrepancies": tuple(
                    Discrepancy(field=one.field, values=tuple((names[id], text) for id, text in one.values)) for one in found.differences
                ),
            }
        )
        return record, (found.id, *found.aliases)

    def _participants(self, found: ResolvedEngagement) -> Iterator[PersonAt]:
        """Each person once, as the weightiest account that names an office has it."""
        weights = values.weights(found.accounts, self.index.families.voices)
        best: dict[str, PersonAt] = {}
        for account in sorted(found.accounts, key=lambda account: -weights[account.id]):
            for one in account.entry.participants:
                person = self.describer.person_id(Mention(account, one.name, one.office, one.party))
                known = best.get(person)
                if known is None or (known.office is None and one.office):
                    best[person] = PersonAt(person=person, name=one.name, office=one.office, party=one.party)
        yield from sorted(best.values(), key=lambda one: (one.party or "", one.name))

    def person(self, node: str) -> Described | None:
        """The person whom a name is a name of; None if no document uses it any more."""
        group = self.index.persons.home.get(node)
        if group is None:
            return self._speaker(node)
        found = self.describer.person_in_short(group)
        tenures = (Office(office=one.office, party=one.party, first=one.first, last=one.last) for one in found.tenures)
        parties = {party for node in self.index.persons.nodes(group) if (party := node.party)}
        record = PersonRecord(
            id=found.id,
            name=found.name,
            names=found.names,
            offices=tuple(tenures),
            parties=tuple(parties),
            confirmed=found.confirmed,
            confidence=found.confidence,
        )
        return record, (found.id, *found.aliases)

    def _speaker(self, node: str) -> Described | None:
        """A person who is only quoted."""
        places = sorted(self.resolver.speakers.get(node, ()))
        if not places:
            return None
        document, at, _ = _place(places[0])
        first = self.index.documents[document].reading.statements[at]
        record = PersonRecord(
            id=person_id(node),
            name=first.speaker,
            names=(first.speaker,),
            parties=(first.party,) if first.party else (),
            confidence=max(_place(place)[2] for place in places),
        )
        return record, (record.id,)

    def channel(self, node: str) -> Described | None:
        """The channel that a name is a name of; None if no document uses it any more."""
        group = self.index.channels.home.get(node)
        nodes = self.index.channels.groups[group] if group else (node,)
        places = sorted(place for one in nodes for place in self.resolver.told.get(one, ()))
        fetch(self.resolver.tellings, places)
        told = sorted((self.resolver.tellings[place] for place in places), key=lambda telling: telling.order)
        entries = [telling.entry for telling in told]
        if group is None and not entries:
            return None
        said: dict[str, object] = {
            "accounts": tuple(_source(telling, telling.anchor) for telling in told),
            "established": _latest(entry.established for entry in entries),
            "rounds_held": max((entry.rounds_held for entry in entries if entry.rounds_held is not None), default=None),
            "hosts": tuple(dict.fromkeys(host for entry in entries for host in entry.hosts)),
            "confidence": max((entry.confidence for entry in entries), default=0.8),
        }
        if group is None:
            return self._only_told(node, entries, said)
        found = self.describer.channel_in_short(group)
        names = tuple(sorted({*found.names, *(entry.name for entry in entries)}))
        known = {"id": found.id, "name": found.name, "names": names, "parties": found.parties, "level": found.level, "status": found.status}
        return ChannelRecord.model_validate(said | known | {"confirmed": found.confirmed}), (found.id, *found.aliases)

    @staticmethod
    def _only_told(node: str, entries: list[Channel], said: dict[str, object]) -> Described:
        """A channel that documents describe, but of which they tell no engagement."""
        last = entries[-1]
        levels = Counter(sorted(entry.level for entry in entries if entry.level))  # of equals the first in the alphabet
        known = {
            "id": channel_id(node),
            "name": last.name,
            "names": tuple(sorted({entry.name for entry in entries})),
            "parties": last.parties,
            "level": levels.most_common(1)[0][0] if levels else None,
            "status": last.status,
        }
        return ChannelRecord.model_validate(said | known), (channel_id(node),)

    def commitment(self, group: str) -> Described:
        """The commitment of a group of promises."""
        found = self.describer.commitment(group)
        entries = [promise.entry for promise in found.accounts]
        record = CommitmentRecord(
            id=found.id,
            parties=found.parties,
            action=found.action,
            date=_latest([found.accounts[0].source.published]),
            due=found.due,
            deadline=max((Date.of_day(day) for promise in found.accounts if (day := deadline(promise.entry.due))), default=None),
            status=entries[0].status,
            state=found.state,
            why=found.why,
            kept=found.kept,
            topics=tuple(dict.fromkeys(topic for entry in entries for topic in entry.topics)),
            confidence=max(entry.confidence for entry in entries),
            accounts=tuple(_source(promise, commitment_id(promise)) for promise in found.accounts),
            confirmed=found.confirmed,
        )
        return record, (found.id, *found.aliases)

    def statements(self, document: str) -> Iterator[Described]:
        """The statements of a document."""
        known = self.index.documents.get(document)
        seen: Counter[tuple[str, ...]] = Counter()
        for at, entry in enumerate(known.reading.statements if known else ()):
            assert known
            content = (document, entry.speaker, entry.quote, " ".join(entry.evidence.split()))
            identifier = content_id("s", *content, str(seen[content]))
            seen[content] += 1
            node = speaker_node(entry)
            home = self.index.persons.home.get(node)
            record = StatementRecord(
                id=identifier,
                speaker=entry.speaker,
                person=person_id(home or node),
                party=entry.party,
                quote=entry.quote,
                date=known.source.published,
                topics=entry.topics,
                confidence=entry.confidence,
                accounts=(_at(known.source, at, entry, identifier),),
            )
            yield record, (identifier,)


def _place(text: str) -> tuple[str, int, float]:
    """A document's id, an index in a list of its reading, and how sure that entry is."""
    document, _, place = text.partition("#")
    index, _, confidence = place.partition("/")
    return document, int(index), float(confidence)


def _latest(dates: Iterable[Date | None]) -> Date | None:
    return max((date for date in dates if date), key=str, default=None)


def _source(item: Account | Promise | Telling, identifier: str) -> Source:
    return _at(item.source, item.index, item.entry, identifier)


def _at(source: IdentitySource, position: int, entry: Entry, identifier: str) -> Source:
    return Source(
        id=identifier,
        document=source.id,
        position=position,
        evidence=entry.evidence,
        published=source.published,
        publisher=source.publisher,
        reprinted_by=source.reprinted_by,
    )


def _said(value: Resolved, names: dict[str, str]) -> Said:
    others = tuple((_text(other), tuple(names[id] for id in ids)) for other, ids in value.others)
    return Said(accounts=tuple(names[id] for id in value.accounts), why=value.why, others=others)


def _text(value: values.Plain) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
