"""Finding the phrases of a lexicon in tokens: one trie for all languages.

A phrase is written as words. ``visit*`` matches any word that begins so, ``*minister`` any that ends so, ``*minister*`` any that holds it;
``kam … zusammen`` leaves up to eight tokens between its parts; ``(a|b)`` and ``(a|)`` are alternatives, the second with nothing. Scripts
without spaces need no marks: their phrases are runs of characters. A space in such a phrase may stand in the text or not; inside its words
none may.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from dragoman.language.tokens import Token, tokenise

GAP = 8
_REMEMBERED = 20_000
_ALTERNATIVES = re.compile(r"\(([^()]*\|[^()]*)\)")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found: token range (last excluded) and what the phrase stands for."""

    first: int
    last: int
    value: T


@dataclass(slots=True)
class _Node(Generic[T]):
    words: dict[str, _Node[T]] = field(default_factory=dict)
    prefixes: dict[str, _Node[T]] = field(default_factory=dict)
    suffixes: dict[str, _Node[T]] = field(default_factory=dict)
    inside: dict[str, _Node[T]] = field(default_factory=dict)
    glued: dict[str, _Node[T]] = field(default_factory=dict)
    gap: _Node[T] | None = None
    values: list[T] = field(default_factory=list)


def expand(phrase: str) -> Iterator[str]:
    """The phrases that a phrase with alternatives stands for."""
    parts = _ALTERNATIVES.split(phrase)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    for combination in itertools.product(*choices):
        yield " ".join("".join(combination).split())


class Phrases(Generic[T]):
    """A set of phrases, each with a value. ``proclitics`` may stand glued before any word (Arabic "w-", "al-")."""

    def __init__(self, entries: Iterable[tuple[str, T]], proclitics: tuple[str, ...] = ()) -> None:
        self._root: _Node[T] = _Node()
        self._first: dict[str, tuple[_Node[T], ...]] = {}
        self._proclitics = tuple(sorted(proclitics, key=len, reverse=True))
        for phrase, value in entries:
            for plain in expand(phrase):
                self._add(plain, value)

    def _add(self, phrase: str, value: T) -> None:
        node = self._root
        for word in phrase.split():
            if word == "…":
                node.gap = node.gap or _Node()
                node = node.gap
                continue
            parts = tokenise(word.strip("*"))
            for i, part in enumerate(parts):
                before, behind = word.startswith("*") and i == 0, word.endswith("*") and i == len(parts) - 1
                if before:
                    edges = node.inside if behind else node.suffixes
                else:
                    edges = node.prefixes if behind else node.glued if part.unspaced and i else node.words
                node = edges.setdefault(part.form, _Node())
        if node is not self._root and value not in node.values:
            node.values.append(value)

    def find(self, tokens: tuple[Token, ...], first: int = 0, last: int | None = None) -> list[Match[T]]:
        """The longest phrases from left to right, no two overlapping, within a range of tokens."""
        last = len(tokens) if last is None else last
        found: list[Match[T]] = []
        begins = self._first  # asked here first: nearly every word is known to begin no phrase
        i = first
        while i < last:
            if not begins.get(tokens[i].form, True):
                i += 1
                continue
            end, values = self._longest(tokens, i, last)
            found += [Match(i, end, value) for value in values]
            i = end if values else i + 1
        return found

    def find_all(self, tokens: tuple[Token, ...], first: int = 0, last: int | None = None) -> list[Match[T]]:
        """The longest phrase at every token; phrases may overlap."""
        last = len(tokens) if last is None else last
        found: list[Match[T]] = []
        for i in range(first, last):
            end, values = self._longest(tokens, i, last)
            found += [Match(i, end, value) for value in values]
        return found

    def at(self, tokens: tuple[Token, ...], i: int, last: int) -> Match[T] | None:
        """The longest phrase that begins at token i."""
        end, values = self._longest(tokens, i, last)
        return Match(i, end, values[0]) if values else None

    def all_at(self, tokens: tuple[Token, ...], i: int, last: int) -> list[Match[T]]:
        """All values of the longest phrase that begins at token i."""
        end, values = self._longest(tokens, i, last)
        return [Match(i, end, value) for value in values]

    def _begin(self, token: Token) -> tuple[_Node[T], ...]:
        """The nodes behind a first word, remembered: nearly every word of a text begins no phrase."""
        nodes = self._first.get(token.form)
        if nodes is None:
            if len(self._first) >= _REMEMBERED:
                self._first.clear()
            nodes = self._first[token.form] = tuple(self._step(self._root, token))
        return nodes

    def _longest(self, tokens: tuple[Token, ...], i: int, last: int) -> tuple[int, list[T]]:
        best: tuple[int, list[T]] = (i, [])
        nodes = self._begin(tokens[i]) if i < last else ()
        if not nodes:
            return best

        def walk(node: _Node[T], k: int) -> None:
            nonlocal best
            if node.values and k > best[0]:
                best = (k, node.values)
            if k < last:
                for child in self._step(node, tokens[k]):
                    walk(child, k + 1)
            if node.gap:
                for skip in range(k, min(k + GAP, last)):
                    for child in self._step(node.gap, tokens[skip]):
                        walk(child, skip + 1)

        for node in nodes:
            walk(node, i + 1)
        return best

    def _step(self, node: _Node[T], token: Token) -> Iterator[_Node[T]]:
        yield from _edges(node, token.form)
        following = None if token.spaced else node.glued.get(token.form)
        if following:
            yield following
        if self._proclitics and not token.unspaced:
            for clitic in self._proclitics:
                if token.form.startswith(clitic) and len(token.form) >= len(clitic) + 2:
                    yield from _edges(node, token.form[len(clitic) :])


def _edges(node: _Node[T], form: str) -> Iterator[_Node[T]]:
    exact = node.words.get(form)
    if exact:
        yield exact
    if node.prefixes:
        for k in range(1, len(form) + 1):
            child = node.prefixes.get(form[:k])
            if child:
                yield child
    if node.suffixes:
        for k in range(len(form)):
            child = node.suffixes.get(form[k:])
            if child:
                yield child
    for stem, child in node.inside.items():
        if stem in form:
            yield child


def compiled(groups: dict[str, tuple[str, ...]], proclitics: tuple[str, ...] = (), of: Callable[[str], str] = str) -> Phrases[str]:
    """Phrases from a table of a lexicon: the value of each phrase is its group's name."""
    return Phrases(((phrase, of(name)) for name, phrases in groups.items() for phrase in phrases), proclitics)
