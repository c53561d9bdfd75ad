"""Derive src/dragoman/language/data/officials.tsv from the travels and visits kept by the Office of the Historian (CC0).

    python tools/derive_officials.py HISTORY_AT_STATE_DIR

One row for each official who was received by, or met with, a president or secretary of state of the United States: the words of the name (folded, sorted),
the polity, the first and the last year. A name that stands for several polities in the same years is left out.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from dragoman.language.lexicon import load
from dragoman.language.polities import find_polities
from dragoman.language.tokens import fold, tokenise

OUT = Path(__file__).parent.parent / "src/dragoman/language/data/officials.tsv"
TITLES = (
    r"(?:Acting |Interim |Deputy |Crown |Vice |First |Federal |Grand )*(?:President|Prime Minister|Premier|Foreign Minister|Defense Minister|Minister|King|Queen|"
    r"Chancellor|Emir|Sultan|Prince|Chairman|General Secretary|Secretary General|Foreign Secretary|Taoiseach|Emperor|Amir)"
)
NAME = r"((?:[A-ZÀ-Ž][\w'’.-]+|(?:al|bin|de|da|van|von|ibn|del|el)\b)(?: (?:[A-ZÀ-Ž][\w'’.-]+|(?:al|bin|de|da|van|von|ibn|del|el)\b))*)"
MET = re.compile(rf"\b{TITLES} {NAME}")
MANY = re.compile(r"NATO|Summit|Conference|ministerial|Ministerial|leaders of|OAS|UN |United Nations|funeral|Council|APEC|ASEAN|CSCE|G-7|G-8")
STOPS = {"ii", "iii", "iv", "vi", "jr", "sr", "dr", "general", "minister", "president", "prime", "foreign", "affairs", "king", "prince", "sir", "the", "of", "and"}


def officials(root: Path) -> Iterator[tuple[str, str, int]]:
    """Name, name of the country, year."""
    for path in sorted(root.glob("*/*.xml")):
        for entry in ElementTree.parse(path).getroot():
            year = (entry.findtext("start-date") or "")[:4]
            country = entry.findtext("from") or entry.findtext("country") or ""
            if not year.isdigit() or not country:
                continue
            if entry.tag == "visit":
                told = re.sub(r"\s+", " ", entry.findtext("visitor") or "")
                yield from ((match, country, int(year)) for match in MET.findall(told))
            else:
                yield entry.findtext("name") or "", "United States", int(year)
                told = re.sub(r"\s+", " ", entry.findtext("remarks") or "")
                if not MANY.search(told):
                    yield from ((match, country, int(year)) for match in MET.findall(told))


def main() -> None:
    lexicon = load("en")
    assert lexicon is not None
    found: dict[str, Counter[tuple[str, int]]] = defaultdict(Counter)
    codes: dict[str, str | None] = {}
    for name, country, year in officials(Path(sys.argv[1])):
        if country not in codes:
            mentions = find_polities(country, tokenise(country), lexicon)
            codes[country] = mentions[0].code if mentions else None
        words = [fold(word.strip(".")) for word in re.split(r"[\s-]+", name) if len(word.strip(".")) > 1]
        words = [word for word in words if word not in STOPS]
        if words and codes[country] and year >= 1945:
            found[" ".join(sorted(words))][codes[country] or "", year] += 1
    rows = []
    for words, places in sorted(found.items()):
        by_code = Counter[str]()
        for (code, _), count in places.items():
            by_code[code] += count
        code, count = by_code.most_common(1)[0]
        if count >= 0.8 * by_code.total() and len(words) > 3:
            years = [year for (c, year) in places if c == code]
            rows.append(f"{words}\t{code}\t{min(years)}\t{max(years)}")
    head = "# Derived by tools/derive_officials.py from HistoryAtState/travels and HistoryAtState/visits (CC0): words of a name, polity, first and last year.\n"
    OUT.write_text(head + "\n".join(rows) + "\n", "utf-8")
    print(len(rows), "names,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
