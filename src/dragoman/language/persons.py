"""Persons of a document with office and polity, and every later place where one of them is meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dragoman.language import nominative
from dragoman.language.analysis import OfficeMention, Person, PersonMention, PolityMention
from dragoman.language.lexicon import Lexicon
from dragoman.language.names import hangul
from dragoman.language.offices import Titles, honorifics, singular, titles
from dragoman.language.person_names import PersonNames, not_names
from dragoman.language.tokens import Sentence, Token, fold
from dragoman.model import Level

_PAUSES = frozenset(",(:·・")
_GAP = 6
_SIDE = 5
"""Tokens: the longest way to say between a country and a title that its bearer acts for the country."""
_LEAD = 4
"""Sentences, with the title and a dateline, whose titles may be given a name further on."""
_BRACKET = 16
"""Tokens: the longest bracket between a name and its title (the name's reading)."""


@dataclass(slots=True)
class _Sighting:
    """A name as it stands once in the text, with what its neighbourhood says of the person."""

    first: int
    last: int
    office: OfficeMention | None = None
    party: str | None = None
    counterpart: bool = False
    """Named as the opposite number of somebody, whose office is not known yet."""


@dataclass(slots=True)
class _Dossier:
    """A person while the document is being gone through."""

    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    offices: list[OfficeMention] = field(default_factory=list)
    parties: Counter[str] = field(default_factory=Counter)


def find_persons(
    text: str,
    tokens: tuple[Token, ...],
    sentences: tuple[Sentence, ...],
    lexicon: Lexicon,
    polities: tuple[PolityMention, ...],
    offices: tuple[OfficeMention, ...],
    names: PersonNames,
) -> tuple[tuple[Person, ...], tuple[PersonMention, ...]]:
    """All persons of the text in order of appearance, and their mentions (names, short forms, bare titles) in order of place."""
    finder = _Finder(text, tokens, lexicon, polities, offices, names)
    sightings = [sighting for sentence in sentences for sighting in finder.sightings(sentence)]
    dossiers: list[_Dossier] = []
    mentions: list[PersonMention] = []
    for sighting in sightings:
        form = finder.form(sighting.first, sighting.last)
        index = _known(form, sighting, dossiers)
        if index is None:
            index = len(dossiers)
            dossiers.append(_Dossier())
        finder.enter(dossiers[index], form, sighting)
        mentions.append(PersonMention(sighting.first, sighting.last, index))
    mentions += finder.short_forms(sentences, dossiers, mentions)
    _of_counterparts(sightings, sentences, dossiers, mentions)
    mentions += finder.named_later(sentences, dossiers, mentions)
    persons = tuple(_person(dossier, lexicon) for dossier in dossiers)
    mentions += finder.bare_titles(sentences, persons, mentions)
    return persons, tuple(sorted(mentions, key=lambda mention: (mention.first, mention.last)))


def same_word(left: str, right: str) -> bool:
    """Whether two folded words can be one word in two cases: equal, or the same but for a short ending."""
    if left == right:
        return True
    shared = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 4 and max(len(left), len(right)) - shared <= 3


def _family_name(left: str, right: str) -> bool:
    """Whether of two names in characters one is the other's family name alone ("岸田", "岸田文雄")."""
    short, long = sorted((left, right), key=len)
    return short[0] > "\u2e7f" and len(short) <= 2 and len(short) < len(long) and long.startswith(short)


def _same_rank(sighting: _Sighting, dossier: _Dossier) -> bool:
    rank = _rank(dossier.offices)
    return sighting.office is None or rank is None or sighting.office.level in (rank, None)


def _known(form: tuple[str, ...], sighting: _Sighting, dossiers: list[_Dossier]) -> int | None:
    """The person whom a name means: the latest with whom it shares all words of the shorter form."""
    for index in range(len(dossiers) - 1, -1, -1):
        dossier = dossiers[index]
        if sighting.party and dossier.parties and sighting.party not in dossier.parties:
            continue
        for other in dossier.forms:
            short, long = sorted((form, other), key=len)
            if all(any(same_word(word, theirs) for theirs in long) for word in short):
                return index
            if len(form) == len(other) == 1 and _family_name(form[0], other[0]) and _same_rank(sighting, dossier):
                return index
    return None


def _person(dossier: _Dossier, lexicon: Lexicon) -> Person:
    """What the document says of one person: the fullest name (the nominative, or the commonest, then the shortest of its forms), the
    fullest office."""
    plain = {form: nominative.person(form, lexicon) for form in dossier.names}
    name = max(plain, key=lambda n: (_full_words(n), len(n) if n[0] > "\u2e7f" else 0, n == plain[n], dossier.names[n], -len(n)))
    office = max(dossier.offices, key=lambda o: (o.level is not None, len(o.text)), default=None)
    party = max(dossier.parties, key=lambda p: (dossier.parties[p], p), default=None)
    title = nominative.phrase(office.text, lexicon) if office else None
    return Person(plain[name], title, party, _rank(dossier.offices))


def _of_counterparts(
    sightings: list[_Sighting], sentences: tuple[Sentence, ...], dossiers: list[_Dossier], mentions: list[PersonMention]
) -> None:
    """Give opposite numbers without an office that of whoever was named last before them in the sentence ("Titov met his counterpart
    Lim")."""
    owner = {(mention.first, mention.last): mention.person for mention in mentions}
    for sighting in sightings:
        mine = dossiers[owner[sighting.first, sighting.last]]
        if not sighting.counterpart or mine.offices:
            continue
        floor = next(s.first for s in sentences if s.first <= sighting.first < s.last)
        before = [
            m for m in mentions if floor <= m.first < sighting.first and dossiers[m.person] is not mine and dossiers[m.person].offices
        ]
        if before:
            theirs = dossiers[max(before, key=lambda m: m.first).person].offices
            mine.offices.append(max(theirs, key=lambda office: (office.level is not None, len(office.text))))


def _full_words(name: str) -> int:
    """How many words of a name are written in full, and are no initials."""
    return sum(len(word.rstrip(".")) > 1 or word[0] > "\u2e7f" for word in name.split())


def _rank(offices: list[OfficeMention]) -> Level | None:
    return next((office.level for office in offices if office.level), None)


class _Finder:
    """The neighbourhood rules, over one text."""

    def __init__(
        self,
        text: str,
        tokens: tuple[Token, ...],
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
        self.common = not_names(lexicon)
        self.not_names = frozenset(fold(word) for word in lexicon.writing.not_names)

    def form(self, first: int, last: int) -> tuple[str, ...]:
        """The words by which a name is compared."""
        if self.tokens[first].unspaced:
            spaces = {k for k in range(first + 1, last) if self.tokens[k].spaced and hangul(self.tokens[k])}
            joined = "".join("・" * (k in spaces) + self.tokens[k].form for k in range(first, last))
            return tuple(part for part in joined.replace("·", "・").split("・") if part)
        forms = (self.tokens[k].form[self.names.clitics.get(k, 0) :] for k in range(first, last) if self.tokens[k].is_word)
        return tuple(form for form in forms if form not in self.lexicon.writing.particles)

    def enter(self, dossier: _Dossier, form: tuple[str, ...], sighting: _Sighting) -> None:
        dossier.forms[form] += 1
        dossier.names[self._name(sighting)] += 1
        if sighting.office:
            dossier.offices.append(sighting.office)
        if sighting.party:
            dossier.parties[sighting.party] += 1

    def _name(self, sighting: _Sighting) -> str:
        start = self.tokens[sighting.first].start + self.names.clitics.get(sighting.first, 0)
        raw = self.text[start : self.tokens[sighting.last - 1].end]
        return " ".join(raw.split())

    def sightings(self, sentence: Sentence) -> list[_Sighting]:
        """Names that stand at a title, an honorific or a word for a counterpart, and those that a model found, in one sentence."""
        found: dict[int, _Sighting] = {}
        if self._title_case(sentence):
            return []
        for office in self.offices:
            if sentence.first <= office.first < sentence.last:
                self._at_title(office, sentence, found)
        for first in sorted(found):
            self._sharing(first, sentence, found)
        counterparts = self.words.counterparts.find(self.tokens, sentence.first, sentence.last)
        for anchor in (*counterparts, *self.words.honorifics.find(self.tokens, sentence.first, sentence.last)):
            after = None if self.lexicon.writing.names_first else self._after(anchor.last, sentence.last)
            span = after or self._before(anchor.first, sentence.first)
            if span:
                sighting = found.setdefault(span[0], _Sighting(*span))
                sighting.party = sighting.party or self._party(min(anchor.first, span[0]), max(anchor.last, span[1]), sentence)
                if anchor in counterparts:
                    sighting.office = sighting.office or self._same_office(anchor.first, found)
                    sighting.counterpart = sighting.office is None
        for span in self.names.model:
            if self._reading(span[0], found) or self._exercise(span) or all(self.tokens[k].form in self.common for k in range(*span)):
                continue
            if sentence.first <= span[0] < sentence.last and not any(s.first < span[1] and span[0] < s.last for s in found.values()):
                found[span[0]] = _Sighting(*span, party=self._bracket(span[1], sentence) or self._adjective_before(span[0], sentence))
        return [found[first] for first in sorted(found)]

    def _sharing(self, first: int, sentence: Sentence, found: dict[int, _Sighting]) -> None:
        """Give a title in the plural to all names of the list behind it, and their countries, where as many are told, in the same order."""
        office = found[first].office
        one = singular(office, self.lexicon) if office and office.last <= first else None
        if office is None or one is None:
            return
        listed = [found[first]]
        while (span := self._next_listed(listed[-1].last, sentence.last)) and span[0] not in self.office_at:
            listed.append(found.setdefault(span[0], _Sighting(*span)))
        around = range(max(sentence.first, office.first - 3), first)
        codes = list(dict.fromkeys(self.polity_at[k].code for k in around if k in self.polity_at))
        for i, sighting in enumerate(listed):
            sighting.office = one
            shared = codes[i] if len(codes) == len(listed) else codes[0] if len(codes) == 1 else None
            sighting.party = self._bracket(sighting.last, sentence) or shared

    def _next_listed(self, i: int, ceiling: int) -> tuple[int, int] | None:
        """The name behind a comma or "and" at token i, over a bracket in front of that."""
        if i < ceiling and self.tokens[i].form == "(":
            i = next((k + 1 for k in range(i, min(i + _BRACKET, ceiling)) if self.tokens[k].form == ")"), ceiling)
        joints = {",", *self.lexicon.relations.and_}
        start = i
        while i < min(start + 2, ceiling) and self.tokens[i].form in joints:
            i += 1
        return self.names.after(i, ceiling) if start < i < ceiling else None

    def _same_office(self, i: int, found: dict[int, _Sighting]) -> OfficeMention | None:
        """What a counterpart at token i is: the office of the official named last before it in the sentence."""
        before = [sighting for sighting in found.values() if sighting.office and sighting.first < i]
        return max(before, key=lambda sighting: sighting.first).office if before else None

    def _adjective_before(self, first: int, sentence: Sentence) -> str | None:
        """The polity of an adjective that a comma parts from a name ("his counterparts, German, …, and Russian, …")."""
        mention = self.polity_at.get(first - 2) if first - 2 >= sentence.first and self.tokens[first - 1].form == "," else None
        return mention.code if mention and mention.form == "adjective" else None

    def _exercise(self, span: tuple[int, int]) -> bool:
        """Whether a word in front of a name, or at its front, makes of it the name of an exercise or the like."""
        matches = (self.words.named.at(self.tokens, k, span[1]) for k in range(max(0, span[0] - 2), span[0] + 1))
        return any(match and match.last >= span[0] for match in matches)

    def _reading(self, i: int, found: dict[int, _Sighting]) -> bool:
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

    def _at_title(self, office: OfficeMention, sentence: Sentence, found: dict[int, _Sighting]) -> None:
        """The name before or after a title: the nearer one that no other title has."""
        after = None if self.lexicon.writing.names_first else self._after(office.last, sentence.last)
        before = self._before(office.first, sentence.first)
        near_after = after is not None and after[0] == office.last
        span = after if after and (near_after or not before or before[0] in found) else before or after
        if span is None:
            return
        known = found.get(span[0])
        low, high = min(office.first, span[0]), max(office.last, span[1])
        party = self._party(low, high, sentence) or self._only(office)
        if known:
            known.party = known.party or party
            known.office = known.office or office
        else:
            found[span[0]] = _Sighting(*span, office=office, party=party)

    def _only(self, office: OfficeMention) -> str | None:
        """The polity whose officials alone bear a title."""
        match = self.words.only.at(self.tokens, office.first, office.last)
        return match.value if match else None

    def _after(self, i: int, ceiling: int) -> tuple[int, int] | None:
        """A name behind token i, over commas, honorifics, articles and names of countries."""
        for k in range(i, min(i + _GAP, ceiling)):
            span = self.names.after(k, ceiling)
            if span:
                return span
            if not self._passable(k, ceiling):
                return None
        return None

    def _before(self, i: int, floor: int) -> tuple[int, int] | None:
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
            return next((j for j in range(k - 2, max(floor, k - _BRACKET), -1) if self.tokens[j].form in "(（"), floor)
        if k - 1 in self.polity_at:
            return self.polity_at[k - 1].first
        for j in range(k - 1, max(floor, k - 4), -1):
            link = self.words.links.at(self.tokens, j, k)
            if link and link.last == k:
                return j
        return k - 1 if self._passable(k - 1, ceiling) else floor

    def _passable(self, k: int, ceiling: int) -> bool:
        form = self.tokens[k].form
        if form in _PAUSES or k in self.polity_at or k in self.honorifics or form in ("'", "s"):
            return True
        return (
            form in self.lexicon.relations.same or form in self.lexicon.offices.links or bool(self.words.links.at(self.tokens, k, ceiling))
        )

    def _party(self, first: int, last: int, sentence: Sentence) -> str | None:
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
        return self._bracket(last, sentence)

    def _bracket(self, last: int, sentence: Sentence) -> str | None:
        for k in range(last, min(last + 3, sentence.last)):
            if k in self.polity_at:
                return self.polity_at[k].code
            linked = self.lexicon.writing.capitals and self.words.links.at(self.tokens, k, sentence.last)
            if self.tokens[k].form not in ("(", "（") and not linked:
                return None
        return None

    def short_forms(self, sentences: tuple[Sentence, ...], dossiers: list[_Dossier], named: list[PersonMention]) -> list[PersonMention]:
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
                    or i in self.office_at
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
        if i and self.names.glued(i):
            return None
        if not self.tokens[i].unspaced:
            form = self.tokens[i].form[self.names.clitics.get(i, 0) :]
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

    def named_later(self, sentences: tuple[Sentence, ...], dossiers: list[_Dossier], named: list[PersonMention]) -> list[PersonMention]:
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
            for office in self.offices:
                if not sentence.first <= office.first < sentence.last or office.level is None or singular(office, self.lexicon):
                    continue
                party = self._party(office.first, office.last, sentence)
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
        for office in self.offices:
            near = [
                m
                for m in places
                if m.first - 7 <= office.last and office.first <= m.last + 7 and (office.first, office.last) != (m.first, m.last)
            ]
            if any(self.names_touch(office, mention) for mention in near):
                continue
            sentence = next(s for s in sentences if s.first <= office.first < s.last)
            party = self._party(office.first, office.last, sentence)
            words = {word for word in fold(office.text).split() if word not in self.lexicon.relations.same}
            for mention in reversed([m for m in places if m.first < office.first]):
                theirs = persons[mention.person].office
                if party and persons[mention.person].party not in (None, party):
                    continue
                if theirs and words <= {*fold(theirs).split()}:
                    found.append(PersonMention(office.first, office.last, mention.person, named=False))
                    break
        return found

    def names_touch(self, office: OfficeMention, mention: PersonMention) -> bool:
        """Whether a title and a name stand together, with nothing but passable words between."""
        low, high = (office.last, mention.first) if office.last <= mention.first else (mention.last, office.first)
        return all(self._passable(k, high) for k in range(low, high))
