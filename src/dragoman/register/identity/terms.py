"""Words of any language found in a table of stems: the concepts that an office names."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from dragoman.register.identity.romanise import fold_han

_WORD = re.compile(r"[^\W\d_]+|제\d")
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff가-힣]")
_WHOLE = 3


def plain(text: str) -> str:
    """Case, accents, variants of characters and Arabic alifs folded."""
    text = fold_han(unicodedata.normalize("NFKC", text).casefold())
    if text.isascii():
        return text
    text = text.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ё", "е")
    out = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c) or "\u3099" <= c <= "\u309a")
    return re.sub("[إأآٱ]", "ا", unicodedata.normalize("NFC", out))


@cache
def _offices() -> list[tuple[str, str]]:
    table = tomllib.loads((files(__package__) / "offices.toml").read_text("utf-8"))["offices"]
    return sorted({(plain(stem), concept) for concept, stems in table.items() for stem in stems}, key=lambda pair: (-len(pair[0]), pair))


@lru_cache(maxsize=65536)
def office(text: str | None) -> frozenset[str]:
    """The concepts of an office: "Deputy Foreign Minister" and "замминистра иностранных дел" are both deputy, foreign, minister."""
    if not text:
        return frozenset()
    text = plain(text[:200])
    words = _WORD.findall(text)
    found = set()
    for stem, concept in _offices():
        if stem in text and (
            " " in stem
            or _EAST.match(stem)
            or any(word.startswith(stem) if len(stem) > _WHOLE else word == stem for word in words)
            or (len(stem) >= 6 and any(stem in word for word in words))
        ):
            found.add(concept)
    # the one in charge of foreign affairs is a secretary of state in some states
    if "secretary_of_state" in found or {"secretary", "foreign"} <= found:
        found = (found - {"secretary_of_state", "secretary"}) | {"foreign", "minister"}
    return frozenset(found)


def areas() -> frozenset[str]:
    """The concepts that say what an office is for, not how high it is."""
    return frozenset({"foreign", "defence", "finance", "energy", "trade", "security", "political", "army"})
