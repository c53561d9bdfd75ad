"""Derive src/dragoman/language/data/officials.tsv from the travels and visits kept by the Office of the Historian (CC0).

    python tools/derive_officials.py HISTORY_AT_STATE_DIR

One row for each official who was received by, or met with, a president or secretary of state of the United States: the words of the name
(in small Latin letters, in their order), the polity, the first and the last year, and the same of being called a head of state or
government. A visitor's country is on record; who was met on a journey may have been
met in a third country, so that such a name needs two meetings, four in five of them in one country, and no visitor of another country with
the same last word.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from dragoman.language.lexicon import load
from dragoman.language.name_origins import latin_words
from dragoman.language.polities import find_polities
from dragoman.language.tokens import tokenise

OUT = Path(__file__).parent.parent / "src/dragoman/language/data/officials.tsv"
HEADS = r"President|Prime Minister|Premier|King|Queen|Chancellor|Emir|Sultan|Taoiseach|Emperor|Amir"
DEPUTIES = r"(?:Acting |Interim |Deputy |Crown |Vice |First |Federal |Grand )*"
OTHERS = r"Foreign Minister|Defense Minister|Minister|Prince|Chairman|General Secretary|Secretary General|Foreign Secretary"
TITLES = rf"({DEPUTIES})(?:({HEADS})|{OTHERS})"
NAME = r"((?:[A-ZÀ-Ž][\w'’.-]+|(?:al|bin|de|da|van|von|ibn|del|el)\b)(?: (?:[A-ZÀ-Ž][\w'’.-]+|(?:al|bin|de|da|van|von|ibn|del|el)\b))*)"
MET = re.compile(rf"\b{TITLES} {NAME}")
MANY = re.compile(
    r"NATO|Summit|Conference|ministerial|Ministerial|leaders of|OAS|UN |United Nations|funeral|Council|APEC|ASEAN|CSCE|G-7|G-8"
)
STOPS = {
    "ii",
    "iii",
    "iv",
    "vi",
    "jr",
    "sr",
    "dr",
    "general",
    "minister",
    "president",
    "prime",
    "foreign",
    "affairs",
    "king",
    "prince",
    "sir",
    "the",
    "of",
    "and",
}


def officials(root: Path) -> Iterator[tuple[str, str, int, bool, bool]]:
    """Name, name of the country, year, whether the record says that the official is of that country, and calls them its head."""
    for path in sorted(root.glob("*/*.xml")):
        for entry in ElementTree.parse(path).getroot():
            year = (entry.findtext("start-date") or "")[:4]
            country = entry.findtext("from") or entry.findtext("country") or ""
            if not year.isdigit() or not country:
                continue
            if entry.tag == "visit":
                told = re.sub(r"\s+", " ", entry.findtext("visitor") or "")
                yield from ((match[3], country, int(year), True, _head(match)) for match in MET.finditer(told))
            else:
                yield entry.findtext("name") or "", "United States", int(year), True, path.parent.name == "president-travels"
                told = re.sub(r"\s+", " ", entry.findtext("remarks") or "")
                if not MANY.search(told):
                    yield from ((match[3], country, int(year), False, _head(match)) for match in MET.finditer(told))


def _head(match: re.Match[str]) -> bool:
    return bool(match[2]) and not re.search("Deputy|Vice|Crown|First", match[1])


def main() -> None:
    lexicon = load("en")
    assert lexicon is not None
    sure: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    met: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    codes: dict[str, str | None] = {}
    heads: dict[str, set[int]] = defaultdict(set)
    for name, country, year, certain, head in officials(Path(sys.argv[1])):
        if country not in codes:
            mentions = find_polities(country, tokenise(country), lexicon)
            codes[country] = mentions[0].code if mentions else None
        words = [word for word in latin_words(name) if len(word) > 1 and word not in STOPS]
        if words and codes[country] and year >= 1945:
            (sure if certain else met)[" ".join(words)][codes[country] or "", year] += 1
            heads[" ".join(words)] |= {year} if head else set()
    visitors: dict[str, set[str]] = defaultdict(set)
    for name, places in sure.items():
        visitors[name.split()[-1]] |= {code for code, _ in places}
    alone = {name: places for name, places in met.items() if name not in sure}
    rows = [*_rows(sure, 1, {}, heads), *_rows(alone, 2, visitors, heads)]
    head = (
        "# Derived by tools/derive_officials.py from HistoryAtState/travels and HistoryAtState/visits (CC0): "
        "words of a name, polity, first and last year, first and last year as a head of state or government.\n"
    )
    OUT.write_text(head + "\n".join(sorted(rows)) + "\n", "utf-8")
    print(len(rows), "names,", OUT.stat().st_size, "bytes")


def _rows(
    found: dict[str, Counter[tuple[str, int]]], least: int, visitors: dict[str, set[str]], heads: dict[str, set[int]]
) -> Iterator[str]:
    """The rows of names that stand for one polity."""
    for words, places in found.items():
        by_code = Counter[str]()
        for (code, _), count in places.items():
            by_code[code] += count
        code, count = by_code.most_common(1)[0]
        if count >= max(least, 0.8 * by_code.total()) and len(words) > 3 and visitors.get(words.split()[-1], {code}) == {code}:
            years = [year for (c, year) in places if c == code]
            headed = heads[words] & set(years)
            yield "\t".join(map(str, (words, code, min(years), max(years), min(headed, default=""), max(headed, default=""))))


if __name__ == "__main__":
    main()
