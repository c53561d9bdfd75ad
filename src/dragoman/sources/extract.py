"""What a format's reader gives back, the one error it may raise, and the bounds that hold for all of them."""

from __future__ import annotations

from dataclasses import dataclass

FILE_LIMIT = 100_000_000
"""Bytes of one file of any kind; more is refused before it is read into memory."""
HTML_LIMIT = 20_000_000
"""Bytes of one web page."""
TEXT_LIMIT = 4_000_000
"""Characters of one document's text: some 2,000 printed pages."""


class SourceError(ValueError):
    """Bytes, a file or a folder that no document can be made of; the message is one clear line."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A document's text with what its container says of it; ``published`` is an EDTF text, notes are sentences for people."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    notes: tuple[str, ...] = ()


def size(count: int) -> str:
    """A number of bytes for people: "52.4 MB"."""
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count:,} bytes"


def one_line(value: object, limit: int = 300) -> str | None:
    """A header's or tag's value as one line of text without control characters; None where nothing is left."""
    if not isinstance(value, str):
        return None
    line = "".join(char if char.isprintable() else " " for char in value)
    return " ".join(line.split())[:limit].strip() or None
