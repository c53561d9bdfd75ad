"""Reads the treebanks and name corpora into one form and divides them honestly.

Every sentence belongs to one part: `train`, `dev` (calibration only) or `test`. The PUD sentences are parallel in
all languages; the same ids are held out in each, so that no translation of a test sentence is ever trained on.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from training import told

Span = tuple[int, int]
TOLD = Path(__file__).resolve().parent / "told"
NAMES = {
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "LOC",
    "PS": "PER",
    "OG": "ORG",
    "LC": "LOC",
    "PERSON": "PER",
    "GPE": "LOC",
    "FAC": "LOC",
    "人名": "PER",
    "法人名": "ORG",
    "政治的組織名": "ORG",
    "その他の組織名": "ORG",
    "地名": "LOC",
    "施設名": "LOC",
    "person": "PER",
    "location": "LOC",
    "corporation": "ORG",
    "group": "ORG",
}
# Portuguese name files write contractions apart ("de as"); real texts do not. Every second training sentence is contracted.
CONTRACTIONS = {
    ("de", "a"): "da",
    ("de", "o"): "do",
    ("de", "as"): "das",
    ("de", "os"): "dos",
    ("em", "a"): "na",
    ("em", "o"): "no",
    ("em", "as"): "nas",
    ("em", "os"): "nos",
    ("por", "a"): "pela",
    ("por", "o"): "pelo",
    ("a", "o"): "ao",
    ("a", "os"): "aos",
    ("a", "a"): "à",
    ("a", "as"): "às",
}


@dataclass(frozen=True, slots=True)
class Tree:
    """Words of a sentence with their parts of speech, heads (index, -1 for the root) and relations."""

    words: tuple[Span, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; tree, names or told is None where its source says nothing of them. `tokens` are what the names are scored on."""

    key: str
    pool: str
    text: str
    part: str = "train"
    tree: Tree | None = None
    names: tuple[tuple[int, int, str], ...] | None = None
    tokens: tuple[Span, ...] = ()
    told: told.Told | None = None


def load(folder: Path, settings: dict[str, Any]) -> list[Sentence]:
    """All sentences of the folder, parsed and named versions of one sentence joined, each with its part."""
    treebanks = [s for path in sorted((folder / "dependencies").glob("*.conllu")) for s in _treebank(path)]
    order = _pud_order(treebanks)
    named = [s for path in sorted((folder / "names").iterdir()) for s in _named(path, order)]
    joined = _join(treebanks, named) + [Sentence(text, "told", text, told=marks) for text, marks in told.read(TOLD)]
    held = _held_out(order, settings["pud_held_out"])
    divided = [replace(s, part=_part(s, held, settings)) for s in joined]
    tests = {_bare(s.text) for s in divided if s.part == "test"}
    kept = [s for s in divided if s.part == "test" or _bare(s.text) not in tests]
    return [s for s in kept if s.text]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _number(key: str) -> int:
    return zlib.crc32(key.encode())


def _pud_order(treebanks: list[Sentence]) -> list[str]:
    """Ids of the parallel sentences in their common order."""
    return [s.key for s in treebanks if s.pool == "en_pud"]


def _pud_key(named: str, number: int, order: list[str]) -> str:
    """The parallel id of a named PUD sentence: the same place in the same document, or in the whole file if it names no document."""
    document, _, place = named.partition("-")
    within = [key for key in order if key[:6] == document]
    return within[int(place) - 1] if within and int(place) <= len(within) else order[number]


def _held_out(order: list[str], count: int) -> set[str]:
    return set(sorted(order, key=lambda key: (_number("held" + key), key))[:count])


def _part(sentence: Sentence, held: set[str], settings: dict[str, Any]) -> str:
    """The part a sentence belongs to: by its file where the file says so, else by its id."""
    if sentence.part == "test":
        return "test"
    if sentence.pool.endswith("_pud") and sentence.key in held:
        return "test"
    one_in = settings["test_in"].get(sentence.pool)
    if one_in and _number("test" + sentence.key) % one_in == 0:
        return "test"
    if sentence.part == "dev" or _number("dev" + sentence.key) % settings["dev_in"] == 0:
        return "dev"
    return "train"


def _join(treebanks: list[Sentence], named: list[Sentence]) -> list[Sentence]:
    """Names laid over the parsed sentence of the same pool and text; a test file on either side makes the whole a test."""
    waiting: dict[tuple[str, str], list[Sentence]] = {}
    for sentence in treebanks:
        waiting.setdefault((sentence.pool, sentence.text), []).append(sentence)
    joined: list[Sentence] = []
    for sentence in named:
        trees = waiting.get((sentence.pool, sentence.text))
        if trees:
            tree = trees.pop(0)
            part = "test" if "test" in (tree.part, sentence.part) else tree.part
            joined.append(replace(tree, names=sentence.names, tokens=sentence.tokens, part=part))
        else:
            joined.append(sentence)
    return joined + [tree for trees in waiting.values() for tree in trees]


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _comment(block: list[str], name: str) -> str | None:
    return next((line.split("=", 1)[1].strip() for line in block if line.startswith(f"# {name} =")), None)


def align(text: str, forms: Iterable[str]) -> tuple[Span, ...] | None:
    """Offsets of the forms in the text, in order, blanks between them skipped; None if they do not lie in it."""
    spans: list[Span] = []
    position = 0
    for form in forms:
        found = text.find(form, position)
        if found < 0 or text[position:found].strip():
            return None
        position = found + len(form)
        spans.append((found, position))
    return tuple(spans)


def _treebank(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file, in surface words: what is written as one word ("du") is one word."""
    pool = re.sub(r"_(dev|test)$", "", path.stem)
    part = "test" if path.stem.endswith("_test") else "train"
    for number, block in enumerate(_blocks(path)):
        text = _comment(block, "text")
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        tree = _surface(text or "", rows)
        if text and tree:
            yield Sentence(_comment(block, "sent_id") or str(number), pool, text, part, tree)


def _surface(text: str, rows: list[list[str]]) -> Tree | None:
    """The tree over surface words; None when they cannot be found in the text or the tree is not whole."""
    ranges = {int(r[0].split("-")[0]): (int(r[0].split("-")[1]), r[1]) for r in rows if "-" in r[0]}
    syntactic = {int(r[0]): r for r in rows if r[0].isdigit()}
    groups: list[tuple[str, list[int]]] = []
    word = 1
    while word in syntactic:
        last, form = ranges.get(word, (word, syntactic[word][1]))
        groups.append((form, list(range(word, last + 1))))
        word = last + 1
    spans = align(text, [form for form, _ in groups])
    if spans is None or any(not r[6].isdigit() for r in syntactic.values()):
        return None
    nodes = {w: (int(r[6]), r[3], r[7].split(":")[0]) for w, r in syntactic.items()}
    return collapse(list(spans), [members for _, members in groups], nodes)


def collapse(spans: list[Span], groups: list[list[int]], nodes: dict[int, tuple[int, str, str]]) -> Tree:
    """A tree over groups of nodes (numbered from 1): each group is stood for by its member whose head lies outside it."""
    owner = {w: g for g, members in enumerate(groups) for w in members}
    tags, heads, relations = [], [], []
    for g, members in enumerate(groups):
        outside = [w for w in members if nodes[w][0] == 0 or owner[nodes[w][0]] != g]
        rooted = [w for w in outside if nodes[w][0] == 0]
        head, tag, relation = nodes[(rooted or outside)[0]]
        tags.append(tag)
        heads.append(-1 if head == 0 else owner[head])
        relations.append(relation)
    return Tree(tuple(spans), tuple(tags), tuple(heads), tuple(relations))


def _named(path: Path, order: list[str]) -> Iterator[Sentence]:
    if path.suffix == ".iob2":
        yield from _universal(path, order)
    elif path.suffix == ".json":
        yield from _stockmark(path)
    elif path.stem.startswith("ko_klue"):
        yield from _klue(path)
    elif path.stem.startswith("tr_wiki"):
        yield from _turkish(path)
    else:
        yield from _columns(path)


def spans_of(tags: list[str], places: tuple[Span, ...]) -> tuple[tuple[int, int, str], ...]:
    """Spans of the known kinds from B-/I- tags over places."""
    found: list[tuple[int, int, str]] = []
    previous = "O"
    for tag, (start, end) in zip(tags, places, strict=True):
        kind = NAMES.get(tag[2:])
        if kind and tag[0] == "I" and previous[2:] == tag[2:] and found:
            found[-1] = (found[-1][0], end, kind)
        elif kind:
            found.append((start, end, kind))
        previous = tag
    return tuple(found)


def _universal(path: Path, order: list[str]) -> Iterator[Sentence]:
    """Universal NER; PUD files carry the parallel sentences in the common order."""
    pool, split = path.stem.rsplit("_", 1)
    pud = pool.endswith("_pud")
    part = "train" if pud or split == "train" or (pool == "en_ewt" and split == "dev") else split
    for number, block in enumerate(_blocks(path)):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        forms, tags = [r[1] for r in rows], [r[2] for r in rows]
        text = _comment(block, "text") or ""
        if pool == "pt_bosque" and split == "train" and number % 2:
            forms, tags = _contract(forms, tags)
            text = _written(forms)
        tokens = align(text, forms)
        if tokens is None:
            text = " ".join(forms)
            tokens = align(text, forms) or ()
        named = _comment(block, "sent_id") or str(number)
        key = _pud_key(named, number, order) if pud else f"{split}-{named}"
        yield Sentence(key, pool, text, part, None, spans_of(tags, tokens), tokens)


def _contract(forms: list[str], tags: list[str]) -> tuple[list[str], list[str]]:
    out: list[tuple[str, str]] = []
    for form, tag in zip(forms, tags, strict=True):
        joined = CONTRACTIONS.get((out[-1][0].lower(), form)) if out else None
        if joined:
            first, mark = out[-1]
            out[-1] = (joined.capitalize() if first[0].isupper() else joined, tag if mark == "O" else mark)
        else:
            out.append((form, tag))
    return [f for f, _ in out], [t for _, t in out]


def _written(forms: list[str]) -> str:
    """Tokens joined as they would be printed."""
    text = re.sub(r" ([,.;:!?)\]%»”])", r"\1", " ".join(forms))
    return re.sub(r"([(\[«“]) ", r"\1", text)


def _turkish(path: Path) -> Iterator[Sentence]:
    """Turkish Wikipedia; a name ends before the apostrophe of its case ending."""
    split = path.stem.rsplit("_", 1)[1]
    for number, block in enumerate(_blocks(path)):
        rows = [line.rsplit(maxsplit=1) for line in block]
        forms, tags = [r[0] for r in rows], [r[1] for r in rows]
        text = _written(forms)
        tokens = align(text, forms)
        if tokens is not None:
            names = tuple((a, _before_ending(text, a, b), k) for a, b, k in spans_of(tags, tokens))
            yield Sentence(f"{split}-{number}", "tr_wiki", text, split, None, names, tokens)


def _before_ending(text: str, start: int, end: int) -> int:
    ending = re.search(r"['’]\w{1,8}$", text[start:end])
    return start + ending.start() if ending and ending.start() else end


def _columns(path: Path) -> Iterator[Sentence]:
    """A token and its tag a line (four columns: its number before them, an inner name's tag behind); all of it is trained on. Messages to
    and about accounts of a network are left out: what is a name in "@somebody" is told apart otherwise in each corpus."""
    pool = path.stem.rsplit("_", 1)[0]
    for number, block in enumerate(_blocks(path)):
        rows = [line.split() for line in block if not line.startswith("#\t")]
        forms, tags = zip(*((r[1:3] if len(r) == 4 else r) for r in rows), strict=True)
        text = "".join(forms) if pool.startswith("ja") else _written(forms)
        tokens = align(text, forms)
        if tokens and not any(form[0] in "@#" for form in forms):
            yield Sentence(f"{path.stem}-{number}", pool, text, "train", None, spans_of(list(tags), tokens), tokens)


def _klue(path: Path) -> Iterator[Sentence]:
    for number, block in enumerate(_blocks(path)):
        rows = [line.split("\t") for line in block if not line.startswith("##") and line.count("\t") == 1]
        # A blank is a row of its own: it is part of the text but not of a word.
        text = "".join(r[0] for r in rows)
        places = tuple((i, i + 1) for i in range(len(text)))
        if len(text) == len(rows):
            yield Sentence(str(number), "ko_klue", text, "train", None, spans_of([r[1] for r in rows], places), places)


def _stockmark(path: Path) -> Iterator[Sentence]:
    for number, item in enumerate(json.loads(path.read_text("utf-8"))):
        text = item["text"]
        names = tuple((e["span"][0], e["span"][1], NAMES[e["type"]]) for e in item["entities"] if e["type"] in NAMES)
        places = tuple((i, i + 1) for i in range(len(text)))
        yield Sentence(f"{item['curid']}-{number}", "ja_stockmark", text, "train", None, names, places)
