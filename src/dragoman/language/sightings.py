"""Sightings: names of persons as they stand in a sentence, with the office and the polity that their neighbourhood gives them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.analysis import OfficeMention
from dragoman.language.offices import singular
from dragoman.language.person_context import BRACKET, PersonContext
from dragoman.language.person_names import not_names
from dragoman.language.tokens import Sentence


@dataclass(slots=True)
class Sighting:
    """A name as it stands once in the text, with what its neighbourhood says of the person."""

    first: int
    last: int
    office: OfficeMention | None = None
    party: str | None = None
    counterpart: bool = False
    """Named as the opposite number of somebody, whose office is not known yet."""


class SightingFinder:
    """The rules by which a name is known for a person's, over one text."""

    def __init__(self, context: PersonContext) -> None:
        self.context, self.tokens, self.lexicon, self.polity_at = context, context.tokens, context.lexicon, context.polity_at
        self.common = not_names(context.lexicon)

    def sightings(self, sentence: Sentence) -> list[Sighting]:
        """Names that stand at a title, an honorific or a word for a counterpart, and those that a model found, in one sentence."""
        found: dict[int, Sighting] = {}
        if self._title_case(sentence):
            return []
        for office in self.context.offices:
            if sentence.first <= office.first < sentence.last:
                self._at_title(office, sentence, found)
        for first in sorted(found):
            self._sharing(first, sentence, found)
        counterparts = self.context.words.counterparts.find(self.tokens, sentence.first, sentence.last)
        for anchor in (*counterparts, *self.context.words.honorifics.find(self.tokens, sentence.first, sentence.last)):
            after = None if self.lexicon.writing.names_first else self.context.after(anchor.last, sentence.last)
            span = after or self.context.before(anchor.first, sentence.first)
            if span:
                sighting = found.setdefault(span[0], Sighting(*span))
                sighting.party = sighting.party or self.context.party(min(anchor.first, span[0]), max(anchor.last, span[1]), sentence)
                if anchor in counterparts:
                    sighting.office = sighting.office or self._same_office(anchor.first, found)
                    sighting.counterpart = sighting.office is None
        for span in self.context.names.model:
            if self._reading(span[0], found) or self._exercise(span) or all(self.tokens[k].form in self.common for k in range(*span)):
                continue
            if sentence.first <= span[0] < sentence.last and not any(s.first < span[1] and span[0] < s.last for s in found.values()):
                found[span[0]] = Sighting(*span, party=self.context.bracket(span[1], sentence) or self._adjective_before(span[0], sentence))
        return [found[first] for first in sorted(found)]

    def _sharing(self, first: int, sentence: Sentence, found: dict[int, Sighting]) -> None:
        """Give a title in the plural to all names of the list behind it, and their countries, where as many are told, in the same order."""
        office = found[first].office
        one = singular(office, self.lexicon) if office and office.last <= first else None
        if office is None or one is None:
            return
        listed = [found[first]]
        while (span := self._next_listed(listed[-1].last, sentence.last)) and span[0] not in self.context.office_at:
            listed.append(found.setdefault(span[0], Sighting(*span)))
        around = range(max(sentence.first, office.first - 3), first)
        codes = list(dict.fromkeys(self.polity_at[k].code for k in around if k in self.polity_at))
        for i, sighting in enumerate(listed):
            sighting.office = one
            shared = codes[i] if len(codes) == len(listed) else codes[0] if len(codes) == 1 else None
            sighting.party = self.context.bracket(sighting.last, sentence) or shared

    def _next_listed(self, i: int, ceiling: int) -> tuple[int, int] | None:
        """The name behind a comma or "and" at token i, over a bracket in front of that."""
        if i < ceiling and self.tokens[i].form == "(":
            i = next((k + 1 for k in range(i, min(i + BRACKET, ceiling)) if self.tokens[k].form == ")"), ceiling)
        joints = {",", *self.lexicon.relations.and_}
        start = i
        while i < min(start + 2, ceiling) and self.tokens[i].form in joints:
            i += 1
        return self.context.names.after(i, ceiling) if start < i < ceiling else None

    def _same_office(self, i: int, found: dict[int, Sighting]) -> OfficeMention | None:
        """What a counterpart at token i is: the office of the official named last before it in the sentence."""
        before = [sighting for sighting in found.values() if sighting.office and sighting.first < i]
        return max(before, key=lambda sighting: sighting.first).office if before else None

    def _adjective_before(self, first: int, sentence: Sentence) -> str | None:
        """The polity of an adjective that a comma parts from a name ("his counterparts, German, …, and Russian, …")."""
        mention = self.polity_at.get(first - 2) if first - 2 >= sentence.first and self.tokens[first - 1].form == "," else None
        return mention.code if mention and mention.form == "adjective" else None

    def _exercise(self, span: tuple[int, int]) -> bool:
        """Whether a word in front of a name, or at its front, makes of it the name of an exercise or the like."""
        matches = (self.context.words.named.at(self.tokens, k, span[1]) for k in range(max(0, span[0] - 2), span[0] + 1))
        return any(match and match.last >= span[0] for match in matches)

    def _reading(self, i: int, found: dict[int, Sighting]) -> bool:
        """Whether a bracket that begins in front of token i tells how the name before it is read or written ("遲浩田")."""
        opened = i > 1 and self.tokens[i].unspaced and self.tokens[i - 1].form in "(（"
        return opened and any(sighting.last == i - 1 for sighting in found.values())

    def _title_case(self, sentence: Sentence) -> bool:
        """Whether a line capitalises words as headlines do: names cannot be told from verbs there, and stand in the text below as well."""
        if not self.lexicon.writing.capitals or self.lexicon.writing.nouns_capital:
            return False
        if self.tokens[sentence.last - 1].form in ".;":
            return False
        long = [
            token
            for token in self.tokens[sentence.first : sentence.last]
            if token.is_word and len(token.form) > 3 and not token.form[0].isdigit()
        ]
        return len(long) >= 4 and sum(token.capital for token in long) >= 0.85 * len(long)

    def _at_title(self, office: OfficeMention, sentence: Sentence, found: dict[int, Sighting]) -> None:
        """The name before or after a title: the nearer one that no other title has."""
        after = None if self.lexicon.writing.names_first else self.context.after(office.last, sentence.last)
        before = self.context.before(office.first, sentence.first)
        near_after = after is not None and after[0] == office.last
        span = after if after and (near_after or not before or before[0] in found) else before or after
        if span is None:
            return
        known = found.get(span[0])
        low, high = min(office.first, span[0]), max(office.last, span[1])
        party = self.context.party(low, high, sentence) or self._only(office)
        if known:
            known.party = known.party or party
            known.office = known.office or office
        else:
            found[span[0]] = Sighting(*span, office=office, party=party)

    def _only(self, office: OfficeMention) -> str | None:
        """The polity whose officials alone bear a title."""
        match = self.context.words.only.at(self.tokens, office.first, office.last)
        return match.value if match else None
