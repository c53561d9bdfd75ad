"""Files of any kind → documents. Nothing here reaches into the network, runs anything that a file brings, or trusts its size.

``walk`` turns the paths that a user names into bytes, ``document`` bytes into a document; where either fails, a SourceError says why.
"""

from __future__ import annotations

import hashlib

from dragoman.edtf import Date, DateError, parse_date
from dragoman.model import Document
from dragoman.sources import child, kinds, mail, page, plain, word
from dragoman.sources.extract import FILE_LIMIT, HTML_LIMIT, TEXT_LIMIT, Extract, SourceError, size
from dragoman.sources.files import Item, Place, places, walk

__all__ = ["FILE_LIMIT", "HTML_LIMIT", "TEXT_LIMIT", "Item", "Place", "SourceError", "document", "places", "walk"]

_LARGE = 500_000
"""Bytes from which on pages, Word files and mails are read in a process of their own, with bounded time and memory."""


def document(data: bytes, *, name: str | None = None, media_type: str | None = None) -> Document:
    """The document that some bytes hold, identified by their SHA-256; raises SourceError, with one line, where they hold none.

    The kind is told by the content, then by the name; a ``media_type`` given here decides, if it is one of the five that are read.
    ``published``, ``publisher``, ``title`` and ``source_url`` are set only where the file's own metadata says so.
    """
    if len(data) > FILE_LIMIT:
        raise SourceError(f"a file of {size(len(data))}; at most {size(FILE_LIMIT)} are read")
    if not data.strip(b" \t\r\n\0"):
        raise SourceError("an empty file")
    given = (media_type or "").partition(";")[0].strip().lower()
    kind = given if given in kinds.SUFFIXES.values() else kinds.kind(data, name)
    extract = _extract(data, kind)
    if not extract.text.strip():
        raise SourceError("a file without text")
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        data=data,
        text=extract.text,
        media_type=kind,
        name=name,
        published=_date(extract.published),
        publisher=extract.publisher,
        source_url=extract.source_url,
        title=extract.title,
        notes=extract.notes,
    )


def _extract(data: bytes, kind: str) -> Extract:
    large = len(data) > _LARGE
    if kind == kinds.PDF:
        if b"obj" not in data:
            raise SourceError("a damaged or truncated PDF")
        return child.extract("pdf", data)
    if kind == kinds.HTML:
        if len(data) > HTML_LIMIT:
            raise SourceError(f"a web page of {size(len(data))}; at most {size(HTML_LIMIT)} are read")
        return child.extract("page", data) if large else page.read(data)
    if kind == kinds.DOCX:
        return child.extract("word", data) if large else word.read(data)
    if kind == kinds.MAIL:
        return child.extract("mail", data) if large else mail.read(data)
    return plain.read(data)


def _date(text: str | None) -> Date | None:
    try:
        return parse_date(text) if text else None
    except DateError:
        return None
