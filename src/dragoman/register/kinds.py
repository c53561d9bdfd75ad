"""The kinds of entries, and how their ids are shown."""

from __future__ import annotations

from typing import Literal

Kind = Literal["engagement", "channel", "commitment", "statement", "person"]
LISTS: dict[str, Kind] = {"engagements": "engagement", "channels": "channel", "commitments": "commitment", "statements": "statement"}
"""The lists of a reading, and what each entry of them is."""
SHOWN_DIGITS = 8


def shown(identifier: str) -> str:
    """An id, or a document's hash, as short as people need it; any beginning of an id that is the only one is enough to name it."""
    if len(identifier) == 64:
        return f"d-{identifier[:SHOWN_DIGITS]}"
    return identifier[: 2 + SHOWN_DIGITS]
