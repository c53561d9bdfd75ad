"""Places where a person is meant without the full name: one word of it, or the title alone."""

from __future__ import annotations

from dragoman.language.analysis import OfficeMention, Person, PersonMention
from dragoman.language.dossiers import Dossier, same_word
from dragoman.language.offices import singular
from dragoman.language.person_context import PersonContext
from dragoman.language.tokens import Sentence, fold

_LEAD = 4
"""Sentences, with the title and a dateline, whose titles may be given a name further on."""


class LaterMentions:
    """The rules for such places, over one text."""

    def __init__(self, context: PersonContext) -> None:
        self.context, self.tokens, self.lexicon, self.polity_at = context, context.tokens, context.lexicon, context.polity_at
        self.not_names = frozenset(fold(word) for word in context.lexicon.writing.not_names)

    def short_forms(self, sentences: tuple[Sentence, ...], dossiers: list[Dossier], named: list[PersonMention]) -> list[PersonMention]:
        """Later mentions by one word of the name ("Song", "Titov")."""
        taken = {i for mention in named for i in range(mention.first, mention.last)}
        by_word: dict[str, list[int]] = {}
        for index, dossier in enumerate(dossiers):
            for form in dossier.forms:
                for word in form:
                    if len(word) > 1 and word not in self.not_names and index not in by_word.setdefault(word, []):
                        by_word[word].append(index)
        found = []
        for sentence in sentences:
            for i in range(sentence.first, sentence.last):
                token = self.tokens[i]
                if (
                    i in taken
                    or i in self.polity_at
                    or i in self.context.office_at
                    or (self.lexicon.writing.capitals and not token.capital and not token.unspaced)
                ):
                    continue
                span = self._short_at(i, sentence.last, by_word)
                if span:
                    before = [mention.person for mention in named if mention.first < i and mention.person in span[1]]
                    found.append(PersonMention(i, span[0], before[-1] if before else span[1][0]))
                    taken.update(range(i, span[0]))
        return found

    def _short_at(self, i: int, ceiling: int, by_word: dict[str, list[int]]) -> tuple[int, list[int]] | None:
        """The end of a short form at token i and the persons it may mean."""
        if i and self.context.names.glued(i):
            return None
        if not self.tokens[i].unspaced:
            form = self.tokens[i].form[self.context.names.clitics.get(i, 0) :]
            for word in (form, *(w for w in by_word if len(w) > 4 and w[:4] == form[:4])):
                if word in by_word and same_word(word, form):
                    return i + 1, by_word[word]
            return None
        joined = ""
        for k in range(i, min(i + 8, ceiling)):
            joined += self.tokens[k].form
            if joined in by_word:
                return k + 1, by_word[joined]
        return None

    def named_later(self, sentences: tuple[Sentence, ...], dossiers: list[Dossier], named: list[PersonMention]) -> list[PersonMention]:
        """Titles of the lead whose bearer is named at the head of a sentence soon after ("The Ruritanian premier flies to … Anna Rudolfi
        said")."""
        first = {
            mention.person: mention.first
            for mention in sorted(named, key=lambda mention: mention.first, reverse=True)
            if mention.last - mention.first > 1
        }
        found = []
        for index, sentence in enumerate(sentences[:_LEAD]):
            heads = {s.first for s in sentences[index + 1 : index + 3]}
            for office in self.context.offices:
                if not sentence.first <= office.first < sentence.last or office.level is None or singular(office, self.lexicon):
                    continue
                party = self.context.party(office.first, office.last, sentence)
                known = any(fold(o.text) == fold(office.text) for dossier in dossiers for o in dossier.offices)
                person = next((p for p, at in first.items() if at in heads and not dossiers[p].offices), None)
                if party is None or known or person is None or (dossiers[person].parties and party not in dossiers[person].parties):
                    continue
                dossiers[person].offices.append(office)
                dossiers[person].parties[party] += 1
                found.append(PersonMention(office.first, office.last, person, named=False))
        return found

    def bare_titles(self, sentences: tuple[Sentence, ...], persons: tuple[Person, ...], named: list[PersonMention]) -> list[PersonMention]:
        """Titles without a name that a known person bears ("the Vice Foreign Minister"): the person last named with such a title."""
        places = sorted(named, key=lambda mention: mention.first)
        found = []
        for office in self.context.offices:
            near = [
                m
                for m in places
                if m.first - 7 <= office.last and office.first <= m.last + 7 and (office.first, office.last) != (m.first, m.last)
            ]
            if any(self._touch(office, mention) for mention in near):
                continue
            sentence = next(s for s in sentences if s.first <= office.first < s.last)
            party = self.context.party(office.first, office.last, sentence)
            words = {word for word in fold(office.text).split() if word not in self.lexicon.relations.same}
            for mention in reversed([m for m in places if m.first < office.first]):
                theirs = persons[mention.person].office
                if party and persons[mention.person].party not in (None, party):
                    continue
                if theirs and words <= {*fold(theirs).split()}:
                    found.append(PersonMention(office.first, office.last, mention.person, named=False))
                    break
        return found

    def _touch(self, office: OfficeMention, mention: PersonMention) -> bool:
        """Whether a title and a name stand together, with nothing but passable words between."""
        low, high = (office.last, mention.first) if office.last <= mention.first else (mention.last, office.first)
        return all(self.context.passable(k, high) for k in range(low, high))
