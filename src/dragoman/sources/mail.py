"""E-mail files: the message's text headed by its subject; attachments are left aside, and a note names them."""

from __future__ import annotations

import email
from datetime import datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from dragoman.sources import page
from dragoman.sources.extract import Extract, SourceError, one_line
from dragoman.sources.plain import clean, decode

PART_LIMIT = 500
"""Parts of one message that are looked at."""


def read(data: bytes) -> Extract:
    """The text of a message; raises SourceError where it cannot be parsed or holds none."""
    try:
        message = email.message_from_bytes(data, policy=default)
        texts, pages, aside = _parts(message)
    except SourceError:
        raise
    except (Exception, RecursionError):  # the standard parser lets many kinds of error out on hostile headers
        raise SourceError("a damaged e-mail file") from None
    body, notes = _body(texts, pages)
    if aside:
        notes += (f"Attachments were left aside: {', '.join(aside[:20])}.",)
    title = _header(message, "subject")
    sender = _header(message, "from") or ""
    name, address = parseaddr(sender)
    text, more = clean(f"{title}\n\n{body}" if title else body)
    return Extract(text, title=title, published=_date(message), publisher=one_line(name) or one_line(address), notes=notes + more)


def _parts(message: EmailMessage) -> tuple[list[EmailMessage], list[EmailMessage], list[str]]:
    """(plain parts, HTML parts, names of attachments); the parts of a forwarded message count as its own."""
    texts: list[EmailMessage] = []
    pages: list[EmailMessage] = []
    aside: list[str] = []
    for count, part in enumerate(message.walk()):
        if count >= PART_LIMIT:
            raise SourceError(f"an e-mail of more than {PART_LIMIT} parts")
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            aside.append(one_line(part.get_filename(), 100) or kind)
        elif kind == "text/html":
            pages.append(part)
        else:
            texts.append(part)
    return texts, pages, aside


def _body(texts: list[EmailMessage], pages: list[EmailMessage]) -> tuple[str, tuple[str, ...]]:
    """The plain parts, or the HTML parts where the plain ones are only a hint to open the other ("view in browser")."""
    plain = [decode(_bytes(part), part.get_content_charset()) for part in texts]
    body = "\n\n".join(text.strip("\r\n") for text, _ in plain)
    notes = tuple(note for _, said in plain for note in said)
    rich: list[Extract] = []
    for part in pages:
        try:
            rich.append(page.read(_bytes(part), charset=part.get_content_charset()))
        except SourceError:
            continue
    told = "\n\n".join(extract.text for extract in rich)
    if 2 * len(body.strip()) < len(told.strip()):
        return told, tuple(note for extract in rich for note in extract.notes)
    if not body.strip():
        raise SourceError("an e-mail without text")
    return body, notes


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return one_line(str(message[name])) if message[name] is not None else None
    except Exception:  # the standard parser fails on some malformed headers
        return None


def _date(message: EmailMessage) -> str | None:
    """The day on which the message was sent, by its sender's clock."""
    try:
        sent: datetime = parsedate_to_datetime(str(message["date"]))
        return sent.date().isoformat()
    except Exception:
        return None
