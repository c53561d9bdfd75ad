"""Sentences that tell of engagements, commitments and acts of speech: our own, written for this (training/told/README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
MARK = re.compile(r"<(/?)(e|c|s|a|ch|ev)((?: [^<>]*)?)>")
KINDS = {"c": "commitment", "s": "statement"}
OCCASIONS = {"ch": "channel", "ev": "event"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that tells: its place, what of, its status (None of an act of speech), and the places of what belongs to it."""

    span: Span
    kind: str
    status: str | None
    arguments: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that is marked in one sentence; occasions are names of channels and events with their kind."""

    triggers: tuple[Trigger, ...]
    occasions: tuple[tuple[int, int, str], ...]


def read(folder: Path) -> Iterator[tuple[str, Told]]:
    """Bare text and marks of every sentence of the folder's files, one sentence a line. ValueError names a line with bad marks."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            try:
                text, told = parse(line)
            except (ValueError, KeyError, IndexError) as error:
                raise ValueError(f"{path.name}:{number}: bad marks ({error})") from error
            yield text, told


def parse(line: str) -> tuple[str, Told]:
    """The text without its marks, and what they said."""
    text, place = "", 0
    opened: list[tuple[str, list[str], int]] = []
    triggers: dict[str, tuple[Span, str, str | None]] = {}
    arguments: dict[str, list[Span]] = {}
    occasions: list[tuple[int, int, str]] = []
    for mark in MARK.finditer(line):
        text += line[place : mark.start()]
        place = mark.end()
        if not mark[1]:
            opened.append((mark[2], mark[3].split(), len(text)))
            continue
        name, words, start = opened.pop()
        if name != mark[2]:
            raise ValueError(f"</{mark[2]}> closes <{name}>")
        span = (start, len(text))
        if name in OCCASIONS:
            occasions.append((*span, OCCASIONS[name]))
        elif name == "a":
            for number in words:
                arguments.setdefault(number, []).append(span)
        else:
            kind, status = (words[1], words[2]) if name == "e" else (KINDS[name], words[1] if name == "c" else None)
            triggers[words[0]] = (span, kind, status)
    if opened or set(arguments) - set(triggers):
        raise ValueError("a mark is not closed, or an argument has no trigger")
    made = tuple(Trigger(*trigger, tuple(arguments.get(number, ()))) for number, trigger in triggers.items())
    return text + line[place:], Told(made, tuple(occasions))
