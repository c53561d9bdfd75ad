"""The phrases of page furniture, ready to be looked for in lines: one pattern for any number of phrases in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from dragoman.language.detect import letters
from dragoman.language.lexicon import Furniture

_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_COLON = re.compile(r"[:：]|\s[–—-]\s")
_MUCH = 0.3
"""The part of a line that phrases inside it must make up."""
_Tree = dict[str, "_Tree"]


class Finder:
    """The phrases of a section. All methods take casefolded text."""

    def __init__(self, words: Furniture) -> None:
        folded = [phrase.casefold() for phrase in words.phrases]
        self._all = frozenset(folded)
        self._inside = any_of(phrase for phrase in folded if _distinct(phrase))
        self.notices = any_of(phrase.casefold() for phrase in words.notices)
        self.authors = any_of(phrase.casefold() for phrase in words.authors)
        # looked for in texts as they are written, for what follows has to be found there
        self.sources = re.compile(any_of(phrase.casefold() for phrase in words.sources).pattern, re.IGNORECASE)
        self.agencies = any_of(phrase.casefold() for phrase in words.agencies)
        self.institutions = any_of(phrase.casefold() for phrase in words.institutions)

    def label(self, line: str, segments: list[str], sentence: bool) -> bool:
        """Whether a line is made of phrases: one as all of a segment or before a colon, or several words that are much of the line.

        Before a whole sentence a single word is no label of furniture: so speakers stand before what they say.
        """
        found = [match.end() - match.start() for match in self._inside.finditer(line)]
        if len(found) > 1 or sum(found) >= _MUCH * len(line):
            return True
        parts = {bare(segment.casefold()) for segment in segments}
        before = {bare(_COLON.split(segment.casefold())[0]) for segment in segments}
        parts |= {label for label in before if not sentence or " " in label}
        return not self._all.isdisjoint(parts)


@lru_cache(maxsize=8)
def finder(words: Furniture) -> Finder:
    return Finder(words)


def bare(text: str) -> str:
    """A text without the signs and numbers at its ends."""
    return _EDGES.sub("", text)


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases: as whole words, or anywhere in scripts that put no spaces between words."""
    spaced: _Tree = {}
    dense: _Tree = {}
    for phrase in phrases:
        node = dense if phrase[:1] >= "\u2e80" else spaced
        for char in phrase:
            node = node.setdefault(char, {})
        node[""] = {}
    return re.compile(rf"(?<!\w){_pattern(spaced)}(?!\w)|{_pattern(dense)}")


def _pattern(tree: _Tree) -> str:
    """A tree of characters as a pattern: each place of a text is then tried once, not once for each phrase."""
    if not tree:
        return "(?!)"
    branches = []
    for char, below in sorted(tree.items(), reverse=True):  # longer phrases before those that they begin with
        branches.append(re.escape(char) + (_pattern(below) if char and below.keys() != {""} else ""))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _distinct(phrase: str) -> bool:
    """Whether a phrase says enough to be looked for inside a line: several words, or four signs of a script without spaces."""
    return " " in phrase or (letters(phrase) >= 12 and phrase[:1] >= "\u2e80")
