"""The neighbourhood of a person's name: what may stand between it and a title, and whose official the text makes of its bearer."""

from __future__ import annotations

from dragoman.language.analysis import OfficeMention, PolityMention
from dragoman.language.lexicon import Lexicon
from dragoman.language.names import hangul
from dragoman.language.offices import Titles, honorifics, titles
from dragoman.language.person_names import PersonNames
from dragoman.language.tokens import Sentence, Tokens

_PAUSES = frozenset(",(:·・")
_GAP = 6
_SIDE = 5
"""Tokens: the longest way to say between a country and a title that its bearer acts for the country."""
BRACKET = 16
"""Tokens: the longest bracket between a name and its title (the name's reading)."""


class PersonContext:
    """One text with its polities, titles and places for names."""

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        lexicon: Lexicon,
        polities: tuple[PolityMention, ...],
        offices: tuple[OfficeMention, ...],
        names: PersonNames,
    ) -> None:
        self.text, self.tokens, self.lexicon, self.names, self.offices = text, tokens, lexicon, names, offices
        self.words: Titles = titles(lexicon)
        self.polity_at = {i: mention for mention in polities for i in range(mention.first, mention.last)}
        self.office_at = {i: office for office in offices for i in range(office.first, office.last)}
        self.honorifics = honorifics(tokens, lexicon)

    def form(self, first: int, last: int) -> tuple[str, ...]:
        """The words by which a name is compared."""
        if self.tokens[first].unspaced:
            spaces = {k for k in range(first + 1, last) if self.tokens[k].spaced and hangul(self.tokens[k])}
            joined = "".join("・" * (k in spaces) + self.tokens[k].form for k in range(first, last))
            return tuple(part for part in joined.replace("·", "・").split("・") if part)
        forms = (self.tokens[k].form[self.names.clitics.get(k, 0) :] for k in range(first, last) if self.tokens[k].is_word)
        return tuple(form for form in forms if form not in self.lexicon.writing.particles)

    def name(self, first: int, last: int) -> str:
        """A name as the text has it, without a word glued on in front of it."""
        start = self.tokens[first].start + self.names.clitics.get(first, 0)
        raw = self.text[start : self.tokens[last - 1].end]
        return " ".join(raw.split())

    def after(self, i: int, ceiling: int) -> tuple[int, int] | None:
        """A name behind token i, over commas, honorifics, articles and names of countries."""
        for k in range(i, min(i + _GAP, ceiling)):
            span = self.names.after(k, ceiling)
            if span:
                return span
            if not self.passable(k, ceiling):
                return None
        return None

    def before(self, i: int, floor: int) -> tuple[int, int] | None:
        """A name in front of token i, over the same. Where names are told by capitals, a comma or bracket must stand between."""
        paused = not self.lexicon.writing.capitals or (i > floor and self.tokens[i].unspaced)
        k = i
        for _ in range(_GAP):
            span = self.names.before(k, floor) if paused else None
            if span:
                return span
            paused = paused or (k > floor and self.tokens[k - 1].form in _PAUSES)
            k = self._back(k, i, floor)
            if k <= floor:
                return None
        return None

    def _back(self, k: int, ceiling: int, floor: int) -> int:
        """Where a passable word, country or bracket that ends in front of token k begins; the floor if none does."""
        if self.tokens[k - 1].form in ")）" and not self.lexicon.writing.capitals:
            return next((j for j in range(k - 2, max(floor, k - BRACKET), -1) if self.tokens[j].form in "(（"), floor)
        if k - 1 in self.polity_at:
            return self.polity_at[k - 1].first
        for j in range(k - 1, max(floor, k - 4), -1):
            link = self.words.links.at(self.tokens, j, k)
            if link and link.last == k:
                return j
        return k - 1 if self.passable(k - 1, ceiling) else floor

    def passable(self, k: int, ceiling: int) -> bool:
        """Whether token k may stand between a name and its title: a pause, a country, an honorific, an article or a joint."""
        form = self.tokens[k].form
        if form in _PAUSES or k in self.polity_at or k in self.honorifics or form in ("'", "s"):
            return True
        return (
            form in self.lexicon.relations.same or form in self.lexicon.offices.links or bool(self.words.links.at(self.tokens, k, ceiling))
        )

    def party(self, first: int, last: int, sentence: Sentence) -> str | None:
        """The polity of an official named in a range: inside it, just before, or just after ("of Russia", "(Russia)")."""
        for k in range(first, last):
            if k in self.polity_at:
                return self.polity_at[k].code
        for k in range(max(first - _SIDE, sentence.first + 1), first):
            side = self.words.sides.at(self.tokens, k, first)
            if side and side.last >= first - 1 and k - 1 in self.polity_at:
                return self.polity_at[k - 1].code
        for k in range(first - 1, max(first - 4, sentence.first) - 1, -1):
            if k in self.polity_at:
                return self.polity_at[k].code
            form = self.tokens[k].form
            if (
                form not in ("'", "s")
                and form not in self.lexicon.relations.same
                and not (self.tokens[k].unspaced and form in self.lexicon.offices.links)
            ):
                break
        return self.bracket(last, sentence)

    def bracket(self, last: int, sentence: Sentence) -> str | None:
        """The polity named just behind a range, in a bracket or after a joint that does not lead to a place ("President Y in France")."""
        elsewhere = {*self.lexicon.relations.place, *self.lexicon.offices.posted}
        for k in range(last, min(last + 3, sentence.last)):
            if k in self.polity_at:
                return self.polity_at[k].code
            link = self.words.links.at(self.tokens, k, sentence.last) if self.lexicon.writing.capitals else None
            if self.tokens[k].form not in ("(", "（") and (link is None or self.tokens[k].form in elsewhere):
                return None
        return None
