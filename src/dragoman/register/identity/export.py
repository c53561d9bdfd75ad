"""Identities in the form in which they are measured: which entries, names and channels are one, by document name."""

from __future__ import annotations

from typing import Any

from dragoman.register.identity.resolution import Resolution


def identities(resolution: Resolution) -> dict[str, Any]:
    """Plain values for JSON. Entries are ``<document name>#<index>``, persons ``<document name>|<name as the document spells it>``."""
    return {
        "engagements": {account.label: engagement.id for engagement in resolution.engagements for account in engagement.accounts},
        "persons": {
            f"{mention.account.source.name}|{mention.name}": person.id for person in resolution.persons for mention in person.mentions
        },
        "channels": {mention.account.label: channel.id for channel in resolution.channels for mention in channel.mentions},
        "resolved": {e.id: {name: value.value for name, value in e.fields.items()} for e in resolution.engagements},
        "commitments": {promise.label: {"id": k.id, "state": k.state} for k in resolution.commitments for promise in k.accounts},
        "discrepancies": [{"engagement": e.id, "field": d.field} for e in resolution.engagements for d in e.differences],
    }
