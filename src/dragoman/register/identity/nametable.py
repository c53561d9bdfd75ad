"""Forms of given and family names that belong together and that sound does not show: Mike and Michael, 毅 and Takeshi.

The table is made from the list of person names that rigour ships (OpenSanctions, MIT licence), which comes from Wikidata (CC0); rigour's
own tagger knows the same but takes seconds and 400 MB to start. ``python -m dragoman.register.identity.nametable LIST`` makes it
anew, where each line of LIST reads "form, form, … => id".
"""

from __future__ import annotations

import mmap
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from dragoman.register.identity.phonetics import likeness
from dragoman.register.identity.romanise import ABJAD, fold_han, is_han, latin, script_of, tables

_FILE = "names.txt"
_ALIKE = 0.8
_SCRIPTS = {"latin", "cyrillic", "han", "hangul", "kana", ABJAD}


def form(word: str) -> str:
    """A word as it stands in the table: folded characters for Han, else lower case without hyphens."""
    return fold_han(word) if is_han(word) else re.sub("[-'’\\s]", "", word.casefold())


@cache
def _table() -> mmap.mmap:
    """The file, lines sorted by their bytes: read in place, so that nothing has to be loaded."""
    with as_file(files(__package__) / _FILE) as path, path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


@cache
def _short_forms() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, (whole, short) in enumerate(sorted(tables()["short_forms"].items()), 1):
        for word in (whole, *short):
            found.setdefault(word, set()).add(-number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=16384)
def short_forms(word: str) -> tuple[str, ...]:
    """What a given name is shortened to, in Latin letters: "michael" gives "mike" and "mick"."""
    return tuple(short for short in tables()["short_forms"].get(word, ()) if short.isascii())


def _search(table: mmap.mmap, wanted: bytes) -> bytes:
    """The rest of the line that begins with these bytes; empty if there is none."""
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2) + 1
        line = table[start : table.find(b"\n", start)]
        if line.startswith(wanted):
            return line[len(wanted) :]
        if line < wanted:
            low = start + len(line) + 1
        else:
            high = start
    return b""


@lru_cache(maxsize=65536)
def names_of(word: str) -> frozenset[int]:
    """Numbers of the names of which a word is a form; empty for most words. Two words that share a number are forms of one name."""
    plain = form(word)
    numbers = _search(_table(), plain.encode() + b"\t").split() if plain else []
    return frozenset(map(int, numbers)) | _short_forms().get(plain, frozenset())


def lines(listed: Iterable[str]) -> Iterator[str]:
    """The table's lines: of each listed name the forms that do not all sound alike, in the scripts that we read."""
    for line in listed:
        forms = sorted({form(word.strip()) for word in line.partition("=>")[0].split(",") if " " not in word.strip() and word.strip()})
        forms = [word for word in forms if script_of(word) in _SCRIPTS and 1 <= len(word) <= 30]
        heard: list[str] = []
        for word in forms:
            sound = latin(word).replace(" ", "")
            if sound and not any(likeness(sound, other, script_of(word) == ABJAD) >= _ALIKE for other in heard):
                heard.append(sound)
        if len(heard) > 1:
            yield "\t".join(forms)


def table(lines: Iterable[str]) -> bytes:
    """The file's content: for each form the numbers of the lines on which it stands."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(sorted(set(lines))):
        for word in line.split("\t"):
            found.setdefault(word, []).append(number)
    return b"".join(sorted(f"{word}\t{' '.join(map(str, numbers))}\n".encode() for word, numbers in found.items()))


if __name__ == "__main__":
    (Path(__file__).parent / _FILE).write_bytes(table(lines(Path(sys.argv[1]).read_text("utf-8").splitlines())))
