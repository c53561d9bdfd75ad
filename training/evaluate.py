"""Figures of the files that ship (int8, decoded as in use), on sentences never trained on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np

from dragoman.language.encoder import Encoder, Parse, labels
from dragoman.language.encoder.pieces import windows
from dragoman.language.encoder.tree import heads
from training.corpora import Sentence, Span, Tree
from training.evaluate_told import told_figures
from training.examples import units

BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0001)
Marked = set[tuple[int, int, str]]


def evaluate(encoder: Encoder, sentences: list[Sentence]) -> dict[str, Any]:
    """Figures by pool of the test sentences, and how well confidences are calibrated."""
    named: dict[str, dict[str, float]] = {}
    parsed: dict[str, dict[str, float]] = {}
    told: dict[str, dict[str, float]] = {}
    bins: list[tuple[float, bool]] = []
    for pool in sorted({s.pool for s in sentences}):
        tests = [s for s in sentences if s.pool == pool and s.part == "test"]
        parses = [encoder.parse(s.text, [(0, len(s.text))])[0] for s in tests]
        if any(s.names is not None for s in tests):
            named[pool] = _names(tests, parses, bins)
        if any(s.tree is not None for s in tests):
            parsed[pool] = _trees(encoder, tests, parses)
        if any(s.told is not None for s in tests):
            told = told_figures(tests, parses)
    return {"names": named, "dependencies": parsed, "told": told, "calibration": _reliability(bins)}


def over_tokens(sentence: Sentence, names: Iterable[tuple[int, int, str]]) -> Marked:
    """Names as ranges of the tokens that the corpus scores them on."""
    out: Marked = set()
    for start, end, kind in names:
        inside = [i for i, (a, b) in enumerate(sentence.tokens) if a < end and b > start]
        if inside:
            out.add((inside[0], inside[-1], kind))
    return out


def _names(tests: list[Sentence], parses: list[Parse], bins: list[tuple[float, bool]]) -> dict[str, float]:
    """Precision, recall and F1 of exact spans, and F1 of persons alone."""
    count: Counter[str] = Counter()
    for sentence, parse in zip(tests, parses, strict=True):
        if sentence.names is None:
            continue
        gold = over_tokens(sentence, sentence.names)
        said = over_tokens(sentence, [(n.start, n.end, n.kind) for n in parse.names])
        for kind in labels.KINDS:
            g, s = ({m for m in marked if m[2] == kind} for marked in (gold, said))
            count.update({f"{kind} gold": len(g), f"{kind} said": len(s), f"{kind} hit": len(g & s)})
        count.update({"sentences": 1, "gold": len(gold), "said": len(said), "hit": len(gold & said)})
        bins += [(n.confidence, bool(over_tokens(sentence, [(n.start, n.end, n.kind)]) & gold)) for n in parse.names]
    out = {
        "sentences": count["sentences"],
        "names": count["gold"],
        "precision": _share(count["hit"], count["said"]),
        "recall": _share(count["hit"], count["gold"]),
        "f1": _share(2 * count["hit"], count["gold"] + count["said"]),
    }
    return out | {k: _share(2 * count[f"{k} hit"], count[f"{k} gold"] + count[f"{k} said"]) for k in labels.KINDS}


def _trees(encoder: Encoder, tests: list[Sentence], parses: list[Parse]) -> dict[str, float]:
    """Words found (F1), their parts of speech; right heads with the words given (uas) and from the bare text (uas_found, las_found)."""
    count: Counter[str] = Counter()
    for sentence, parse in zip(tests, parses, strict=True):
        if sentence.tree is None:
            continue
        tree, places = sentence.tree, {(w.start, w.end): w for w in parse.words}
        count.update(sentences=1, gold=len(tree.words), said=len(parse.words), given=_given(encoder, sentence, tree))
        for span, tag, head, relation in zip(tree.words, tree.tags, tree.heads, tree.relations, strict=True):
            word = places.get(span)
            if word is None:
                continue
            wanted = tree.words[head] if head >= 0 else None
            found: Span | None = (parse.words[word.head].start, parse.words[word.head].end) if word.head >= 0 else None
            count.update(found=1, tags=tag == word.pos, heads=wanted == found, labelled=wanted == found and relation == word.relation)
    both = count["gold"] + count["said"]
    return {
        "sentences": count["sentences"],
        "words": count["gold"],
        "words_f1": _share(2 * count["found"], both),
        "pos": _share(count["tags"], count["found"]),
        "uas": _share(count["given"], count["gold"]),
        "uas_found": _share(2 * count["heads"], both),
        "las_found": _share(2 * count["labelled"], both),
    }


def _given(encoder: Encoder, sentence: Sentence, tree: Tree) -> int:
    """Words with the right head when the words are given. A word that no piece begins with counts as wrong."""
    cut = list(windows(encoder.tokenizer, sentence.text, 0, 0, len(sentence.text)))
    if len(cut) != 1:
        return 0
    pieces, wanted = units(tree, list(cut[0].spans))
    arcs = encoder.scores(cut[0]).arcs
    at = np.array(pieces)
    return sum(a == b for a, b in zip(heads(arcs[np.ix_(at, np.concatenate([[0], at]))]), wanted.heads, strict=True))


def _reliability(bins: list[tuple[float, bool]]) -> list[dict[str, float]]:
    """Of the names given each range of confidence: how many, their mean confidence, and the share that is right."""
    out = []
    for low, high in pairwise(BINS):
        within = [(c, r) for c, r in bins if low <= c < high]
        if within:
            out.append(
                {
                    "from": low,
                    "names": len(within),
                    "said": round(sum(c for c, _ in within) / len(within), 3),
                    "right": round(sum(r for _, r in within) / len(within), 3),
                }
            )
    return out


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
