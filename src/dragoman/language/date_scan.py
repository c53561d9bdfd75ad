"""One text with its words of dates: where they stand and what stands around them."""

from __future__ import annotations

from dragoman.language.date_expression import Expression
from dragoman.language.date_words import Atom, DateWords
from dragoman.language.tokens import Tokens


class Scan:
    """The tokens of a text and the words of dates among them."""

    def __init__(self, text: str, tokens: Tokens, words: DateWords, limits: list[int]) -> None:
        """``limits``: for every token the end of its line."""
        self.text = text
        self.tokens = tokens
        self.words = words
        self._atoms: dict[int, tuple[Atom, ...]] = {}
        self.limits = limits
        self.orders = frozenset(words.dates.orders)
        self._beginnings = frozenset(order[:k] for order in (*self.orders, "y", "m", "d") for k in range(1, len(order) + 1))

    def at(self, i: int) -> tuple[Atom, ...]:
        """The words of dates that begin at token i."""
        atoms = self._atoms.get(i)
        if atoms is None:
            atoms = self._atoms[i] = self.words.at(self.tokens, i) if 0 <= i < len(self.tokens) else ()
        return atoms

    def has(self, i: int, *kinds: str) -> Atom | None:
        """The word of one of the kinds at token i."""
        for atom in self.at(i):
            if atom.kind in kinds:
                return atom
        return None

    def ends_with(self, i: int, *kinds: str) -> bool:
        """Whether a word of one of the kinds ends before token i."""
        return any(atom.last == i for k in range(max(0, i - 4), i) for atom in self.at(k) if atom.kind in kinds)

    def form(self, i: int) -> str:
        return self.tokens[i].form or " " if 0 <= i < len(self.tokens) else " "

    def opens(self, i: int) -> bool:
        """Whether a token begins its line or follows a closing sign."""
        return i == 0 or "\n" in self.text[self.tokens[i - 1].end : self.tokens[i].start] or self.form(i - 1) in '.!?:"“„«'

    def free(self, at: int) -> bool:
        """Whether the number is no part of a longer one, a time or a compound ("16+1")."""
        sign = self.form(at - 1) if at and not self.tokens[at].spaced else " "
        if sign in "+#$€£" or (sign in ".,:/٫" and self.form(at - 2).isdecimal()):
            return False
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if not after or after.spaced:
            return True
        figures = len(self.form(at + 2)) if self.form(at + 2).isdecimal() and not self.tokens[at + 2].spaced else 0
        return not (after.form in "%+" or (after.form == ":" and figures) or (after.form == "," and figures == 3))

    def fits(self, found: Expression, letter: str) -> bool:
        return found.core + letter in self._beginnings
