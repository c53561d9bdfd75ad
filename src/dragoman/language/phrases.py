"""Finding the phrases of a lexicon in tokens: one trie for all languages.

A phrase is written as words. ``visit*`` matches any word that begins so, ``*minister`` any that ends so, ``*minister*`` any that holds it;
``kam … zusammen`` leaves up to eight tokens between its parts; ``(a|b)`` and ``(a|)`` are alternatives, the second with nothing. Scripts
without spaces need no marks: their phrases are runs of characters. A space in such a phrase may stand in the text or not; inside its words
none may.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from dragoman.language.tokens import Token, Tokens, tokenise

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
    leaf: bool = True
    """No phrase goes on from here."""


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
        self._idle: set[str] = set()
        """Forms that are known to begin no phrase."""
        self._proclitics = tuple(sorted(proclitics, key=len, reverse=True))
        for phrase, value in entries:
            for plain in expand(phrase):
                self._add(plain, value)

    def _add(self, phrase: str, value: T) -> None:
        node = self._root
        for word in phrase.split():
            if word == "…":
                node.leaf = False
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
                node.leaf = False
                node = edges.setdefault(part.form, _Node())
        if node is not self._root and value not in node.values:
            node.values.append(value)

    def find(self, tokens: Tokens, first: int = 0, last: int | None = None) -> list[Match[T]]:
        """The longest phrases from left to right, no two overlapping, within a range of tokens."""
        last = len(tokens) if last is None else last
        found: list[Match[T]] = []
        end = first
        for i in self._beginnings(tokens, first, last):
            if i >= end:
                end, values = self._longest(tokens, i, last)
                found += [Match(i, end, value) for value in values]
        return found

    def find_all(self, tokens: Tokens, first: int = 0, last: int | None = None) -> list[Match[T]]:
        """The longest phrase at every token; phrases may overlap."""
        last = len(tokens) if last is None else last
        found: list[Match[T]] = []
        for i in self._beginnings(tokens, first, last):
            end, values = self._longest(tokens, i, last)
            found += [Match(i, end, value) for value in values]
        return found

    def at(self, tokens: Tokens, i: int, last: int) -> Match[T] | None:
        """The longest phrase that begins at token i."""
        end, values = self._longest(tokens, i, last)
        return Match(i, end, values[0]) if values else None

    def all_at(self, tokens: Tokens, i: int, last: int) -> list[Match[T]]:
        """All values of the longest phrase that begins at token i."""
        end, values = self._longest(tokens, i, last)
        return [Match(i, end, value) for value in values]

    def _beginnings(self, tokens: Tokens, first: int, last: int) -> list[int]:
        """The tokens of a range with which a phrase may begin; looked up once for all ranges of a text."""
        known = tokens.beginnings.get(self)
        if known is None:
            begun = (places for form, places in tokens.places.items() if form not in self._idle and self._begin(tokens[places[0]]))
            known = tokens.beginnings[self] = sorted(itertools.chain.from_iterable(begun))
        return known[bisect_left(known, first) : bisect_left(known, last)]

    def _begin(self, token: Token) -> tuple[_Node[T], ...]:
        """The nodes behind a first word, remembered: nearly every word of a text begins no phrase."""
        if token.form in self._idle:
            return ()
        nodes = self._first.get(token.form)
        if nodes is None:
            if len(self._first) + len(self._idle) >= _REMEMBERED:
                self._first.clear()
                self._idle.clear()
            nodes = tuple(self._step(self._root, token))
            if nodes:
                self._first[token.form] = nodes
            else:
                self._idle.add(token.form)
        return nodes

    def _longest(self, tokens: Tokens, i: int, last: int) -> tuple[int, list[T]]:
        end, values = i, list[T]()
        begun = self._begin(tokens[i]) if i < last else ()
        if not begun:
            return end, values
        ways = [(node, i + 1) for node in reversed(begun)]
        while ways:
            node, k = ways.pop()
            if node.values and k > end:
                end, values = k, node.values
            if k < last and not node.leaf:
                following = [(child, k + 1) for child in self._step(node, tokens[k])]
                if node.gap:
                    skipped = range(k, min(k + GAP, last))
                    following += [(child, skip + 1) for skip in skipped for child in self._step(node.gap, tokens[skip])]
                ways += reversed(following)
        return end, values

    def _step(self, node: _Node[T], token: Token) -> list[_Node[T]]:
        found = _edges(node, token.form)
        following = None if token.spaced else node.glued.get(token.form)
        if following:
            found.append(following)
        if self._proclitics and not token.unspaced:
            for clitic in self._proclitics:
                if token.form.startswith(clitic) and len(token.form) >= len(clitic) + 2:
                    found += _edges(node, token.form[len(clitic) :])
        return found


def _edges(node: _Node[T], form: str) -> list[_Node[T]]:
    exact = node.words.get(form)
    found = [exact] if exact else []
    if node.prefixes:
        found += [child for k in range(1, len(form) + 1) if (child := node.prefixes.get(form[:k]))]
    if node.suffixes:
        found += [child for k in range(len(form)) if (child := node.suffixes.get(form[k:]))]
    if node.inside:
        found += [child for stem, child in node.inside.items() if stem in form]
    return found


def compiled(groups: dict[str, tuple[str, ...]], proclitics: tuple[str, ...] = (), of: Callable[[str], str] = str) -> Phrases[str]:
    """Phrases from a table of a lexicon: the value of each phrase is its group's name."""
    return Phrases(((phrase, of(name)) for name, phrases in groups.items() for phrase in phrases), proclitics)
