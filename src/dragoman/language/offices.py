"""Titles in a text: "Deputy Foreign Minister", "Director of the Policy and Planning Department", with the rank they give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.language.analysis import OfficeMention, PolityMention
from dragoman.language.lexicon import Lexicon
from dragoman.language.phrases import Phrases, compiled
from dragoman.language.tokens import Sentence, Tokens
from dragoman.model import LEVELS, Level

_RANKS = ("head", "minister", "vice_minister", "senior_official", "working", "other")
_LOWERED: dict[Level | None, Level | None] = {"head": "minister", "minister": "vice_minister"}
_LONGEST = 14
_JOINTS = frozenset({"'", "s", "-", "&", ","})


@dataclass(frozen=True, slots=True)
class Titles:
    """The phrases of a lexicon's section on offices, compiled."""

    heads: Phrases[str]
    modifiers: Phrases[str]
    domains: Phrases[str]
    bodies: Phrases[str]
    links: Phrases[str]
    counterparts: Phrases[str]
    honorifics: Phrases[str]
    joints: Phrases[str]
    not_before: Phrases[str]
    sides: Phrases[str]
    only: Phrases[str]
    """Titles of one polity's officials; the value is its code."""
    named: Phrases[str]
    """Words behind which a name stands that is no person's."""


@lru_cache(maxsize=64)
def titles(lexicon: Lexicon) -> Titles:
    """The compiled titles of a lexicon."""
    offices, clitics = lexicon.offices, lexicon.writing.proclitics

    def one(words: tuple[str, ...]) -> Phrases[str]:
        return compiled({"": words}, clitics)

    return Titles(
        heads=compiled({rank: getattr(offices, rank) for rank in _RANKS}, clitics),
        modifiers=compiled({"plain": offices.modifiers, "deputy": offices.deputies}, clitics),
        domains=one(offices.domains),
        bodies=one(offices.bodies),
        links=one(offices.links),
        counterparts=one(offices.counterpart),
        honorifics=one(offices.honorifics),
        joints=one(offices.joints),
        not_before=one(offices.not_before),
        sides=one(offices.sides),
        only=compiled(offices.only, clitics),
        named=one(lexicon.channels.named),
    )


def find_offices(
    text: str, tokens: Tokens, sentences: tuple[Sentence, ...], lexicon: Lexicon, polities: tuple[PolityMention, ...]
) -> tuple[OfficeMention, ...]:
    """All titles, the longest form of each, in order; a title never crosses a sentence."""
    known = titles(lexicon)
    covered = {i for mention in polities for i in range(mention.first, mention.last)}
    found: list[OfficeMention] = []
    for sentence in sentences:
        modifiers = {(m.last, m.value): m.first for m in known.modifiers.find_all(tokens, sentence.first, sentence.last)}
        for match in known.heads.find(tokens, sentence.first, sentence.last):
            if (found and match.first < found[-1].last) or _other_word(match.last, sentence.last, known, tokens):
                continue
            floor = found[-1].last if found else 0
            first, deputy = _backward(match.first, max(floor, sentence.first), modifiers, tokens, covered)
            last = _forward(match.last, sentence.last, known, tokens, covered)
            level = match.value if match.value in LEVELS else None
            words = _words(text, tokens, first, last, covered)
            level = _LOWERED.get(level, level) if deputy else level
            if words and found and _joined(found[-1].last, first, known, tokens, covered):
                first, level = found[-1].first, found[-1].level or level
                found[-1] = OfficeMention(first, last, _words(text, tokens, first, last, covered), level)
            elif words:
                found.append(OfficeMention(first, last, words, level))
    return tuple(found)


def singular(office: OfficeMention, lexicon: Lexicon) -> OfficeMention | None:
    """The title of each of several persons who share it in the plural; None where it is no plural."""
    words = [_singular(word, lexicon) for word in office.text.split(" ")]
    text = " ".join(words)
    return replace(office, text=text) if text != office.text else None


def _singular(word: str, lexicon: Lexicon) -> str:
    for ending, one in lexicon.offices.plurals.items():
        if word.lower().endswith(ending):
            shared = len(one) if ending.startswith(one) else 0
            return word[: len(word) - len(ending) + shared] + one[shared:]
    return word


def _other_word(i: int, ceiling: int, known: Titles, tokens: Tokens) -> bool:
    """Whether what stands behind a title makes another word of it ("장관급"); a single character must be glued to it."""
    behind = known.not_before.at(tokens, i, ceiling)
    return behind is not None and (behind.last - i > 1 or not tokens[i].spaced)


def _joined(end: int, first: int, known: Titles, tokens: Tokens, covered: set[int]) -> bool:
    """Whether only a joint (and a country's name) stands between two titles: one person's ("国务委员兼国防部长")."""
    joint = known.joints.at(tokens, end, first)
    return joint is not None and all(i in covered for i in range(joint.last, first))


def honorifics(tokens: Tokens, lexicon: Lexicon) -> set[int]:
    """The tokens of honorifics ("Dr.", "Herr"), with their full stops: no part of a name."""
    found: set[int] = set()
    for match in titles(lexicon).honorifics.find(tokens):
        stop = match.last < len(tokens) and tokens[match.last].form == "." and not tokens[match.last].spaced
        found.update(range(match.first, match.last + stop))
    return found


def _backward(first: int, floor: int, modifiers: dict[tuple[int, str], int], tokens: Tokens, covered: set[int]) -> tuple[int, bool]:
    """Where the title begins with its modifiers, and whether one of them lowers the rank."""
    deputy = False
    while first > floor:
        lowering = modifiers.get((first, "deputy"))
        start = lowering if lowering is not None else modifiers.get((first, "plain"))
        if start is None and tokens[first - 1].form == "-":
            start = modifiers.get((first - 1, "deputy"))
            lowering = start
        if start is None or start < floor:
            # "Deputy Russian Foreign Minister": a modifier may stand before the adjective of the country
            if first - 1 in covered and modifiers.get((first - 1, "deputy")) is not None:
                return modifiers[first - 1, "deputy"], True
            break
        deputy = deputy or lowering is not None
        first = start
    return first, deputy


def _forward(last: int, ceiling: int, known: Titles, tokens: Tokens, covered: set[int]) -> int:
    """Where the title ends with its domain ("of foreign affairs") or the name of its body ("of the Policy and Planning Department")."""
    while True:
        domain = known.domains.at(tokens, last, ceiling)
        if not domain and last in covered:
            # "ministre française de la Défense": the adjective of the country stands between
            behind = next((k for k in range(last, ceiling) if k not in covered), ceiling)
            domain = known.domains.at(tokens, behind, ceiling)
        link = None if domain else known.links.at(tokens, last, ceiling)
        end = domain.last if domain else _body_name(link.last, ceiling, known, tokens, covered) if link else None
        if end is None:
            return last
        last = end


def _body_name(i: int, ceiling: int, known: Titles, tokens: Tokens, covered: set[int]) -> int | None:
    """The end of a name with a body in it ("Russian International Cooperation Department") that begins at token i, if there is one."""
    end = None
    k = i
    while k < min(ceiling, i + _LONGEST):
        body = known.bodies.at(tokens, k, ceiling)
        if body:
            k = end = body.last
            continue
        modifier = known.modifiers.at(tokens, k, ceiling)
        if modifier:
            k = modifier.last
        elif tokens[k].capital or k in covered or tokens[k].form in _JOINTS or known.links.at(tokens, k, ceiling):
            k += 1
        else:
            break
    return end


def _words(text: str, tokens: Tokens, first: int, last: int, covered: set[int]) -> str:
    """The title as the text has it, without the country's name."""
    kept: list[str] = []
    for i in range(first, last):
        if i in covered or (tokens[i].form in ("'", "s") and any(k in covered for k in (i - 1, i - 2)) and not tokens[i].spaced):
            continue
        token = tokens[i]
        kept.append((" " if token.spaced and kept else "") + text[token.start : token.end])
    return "".join(kept).strip(" -,")
