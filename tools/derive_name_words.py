"""Derive data/name_words.tsv: given and family names by language, to judge by a name's letters which language it is of.

    pip install faker && python tools/derive_name_words.py

The names are those of the package faker (MIT), which lists common ones by language and country; words in other scripts are romanised as
the program romanises what it reads.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from faker.providers import person

from dragoman.language.name_origins import latin_words

OUT = Path("src/dragoman/language/data/name_words.tsv")
KIND = re.compile(r"(first|last)(_\w+)?_names")
MOST = 450
"""Given names, and family names, kept of a language: evenly out of their alphabet."""
LANGUAGES = {
    "en_IN": "hi", "en_PK": "ur", "en_KE": "sw", "en_NG": "yo", "en_TH": "th", "en_IE": "ga", "fr_DZ": "ar", "tw_GH": "ak",
}  # fmt: skip
"""The language whose names a list holds, where it is not the one that the list is called by."""


def main() -> None:
    """Write the table anew."""
    given, family = defaultdict(set), defaultdict(set)
    for module in sorted(one.name for one in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"{person.__name__}.{module}").Provider
        language = LANGUAGES.get(module, module.partition("_")[0])
        for name in dir(provider):
            if KIND.search(name):
                (given if "first" in name else family)[language] |= words_of(getattr(provider, name))
    with OUT.open("w", encoding="utf-8") as out:
        out.write(
            "# Derived by tools/derive_name_words.py from the names that the package faker lists (MIT): language, words in Latin letters.\n"
        )
        for language in sorted(set(given) | set(family)):
            kept = sorted(set(chosen(given[language])) | set(chosen(family[language])))
            if len(kept) > 60:
                out.write(f"{language}\t{' '.join(kept)}\n")


def words_of(names: object) -> set[str]:
    """The words of a list of names, in small Latin letters."""
    if not isinstance(names, Iterable):
        return set()
    return {word for name in names if isinstance(name, str) for word in latin_words(name) if len(word) > 1}


def chosen(words: set[str]) -> list[str]:
    """At most so many of the words, evenly out of the alphabet."""
    step = max(1.0, len(words) / MOST)
    return [sorted(words)[int(i * step)] for i in range(int(len(words) / step))]


if __name__ == "__main__":
    main()
