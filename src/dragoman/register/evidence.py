"""Where evidence stands in a document's text, and the sentence around it."""

from __future__ import annotations

import re

from dragoman.model import Document, Entry, Reading, Span

_REACH = 400
"""Characters on each side of the evidence in which the sentence's ends are looked for."""
_START = re.compile(r"(?:[.!?…][\"'”’»)]*\s+|[。！？؟।][”’」』]*\s*|\n\s*)(?=\S)")
_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s|$)|[。！？؟।][”’」』]*|\n")


def locate(text: str, evidence: str, span: Span | None = None) -> Span | None:
    """Where the evidence stands: at ``span`` if it does, else where it stands first; runs of white space count as equal."""
    pattern = re.compile(r"\s+".join(map(re.escape, evidence.split())))
    if span and pattern.fullmatch(text[slice(*span)].strip()):
        return span
    match = pattern.search(text)
    return match.span() if match else None


def sentence(text: str, span: Span) -> Span:
    """The sentence or sentences that a span lies in, by punctuation and line breaks alone."""
    low, high = max(0, span[0] - _REACH), min(len(text), span[1] + _REACH)
    starts = [match.end() for match in _START.finditer(text, low, span[0] + 1) if match.end() <= span[0]]
    ended = span[1] > span[0] and _END.fullmatch(text, span[1] - 1, span[1])
    end = None if ended else _END.search(text, span[1], high)
    return (starts[-1] if starts else low), (span[1] if ended else end.end() if end else high)


def grounded(document: Document, reading: Reading) -> tuple[Reading, int]:
    """A reading without the entries whose evidence is not in the document's text, and how many those were."""
    lists: dict[str, tuple[Entry, ...]] = {}
    dropped = 0
    for name in ("engagements", "channels", "commitments", "statements"):
        entries: tuple[Entry, ...] = getattr(reading, name)
        lists[name] = tuple(entry for entry in entries if locate(document.text, entry.evidence, entry.span))
        dropped += len(entries) - len(lists[name])
    return reading.model_copy(update=lists), dropped
