"""From sentences to what the network is trained on: pieces with their labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from dragoman.language.encoder import labels
from training.corpora import Sentence, Span, Tree, collapse

START, PAD, STOP = 0, 1, 2
NONE = -100


@dataclass(slots=True)
class Example:
    """A sentence as pieces (`<s>` first, `</s>` last); every array has one entry a piece."""

    pool: str
    sentence: Sentence
    ids: list[int]
    spans: list[Span]
    names: list[int] | None
    starts: list[int] | None
    heads: list[int]
    relations: list[int]
    tags: list[int]


def make(sentence: Sentence, tokenizer: Tokenizer) -> Example:
    """The example of one sentence."""
    return _example(sentence, tokenizer.encode(sentence.text))


def make_all(sentences: list[Sentence], tokenizer: Tokenizer) -> list[Example]:
    """Examples of many sentences."""
    return [_example(s, e) for s, e in zip(sentences, tokenizer.encode_batch([s.text for s in sentences]), strict=True)]


def _example(sentence: Sentence, encoding: object) -> Example:
    text = sentence.text
    spans = [(0, 0), *(_bare(text, a, b) for a, b in encoding.offsets), (len(text), len(text))]  # type: ignore[attr-defined]
    count = len(spans)
    blank = [NONE] * count
    example = Example(sentence.pool, sentence, [START, *encoding.ids, STOP], spans, None, None, blank, blank[:], blank[:])  # type: ignore[attr-defined]
    if sentence.names is not None:
        example.names = _names(sentence, spans)
    if sentence.tree is not None:
        _lay_tree(example, sentence.tree)
    return example


def _bare(text: str, start: int, end: int) -> Span:
    """The span without the blanks it begins with."""
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _names(sentence: Sentence, spans: list[Span]) -> list[int]:
    tags = [labels.OUTSIDE] * len(spans)
    for start, end, kind in sentence.names or ():
        inside = [i for i, (a, b) in enumerate(spans) if a < end and b > start and a < b]
        if not inside or any(tags[i] for i in inside):
            continue
        number, first, last = labels.KINDS.index(kind), inside[0], inside[-1]
        for i in range(first, last + 1):
            place = labels.SINGLE if first == last else labels.BEGIN if i == first else labels.END if i == last else labels.INSIDE
            tags[i] = labels.tag(number, place)
    return tags


def units(tree: Tree, spans: list[Span]) -> tuple[list[int], Tree]:
    """Pieces at which words start, and the tree over those words; a word that starts within a piece belongs to the one before."""
    at = {a: i for i, (a, b) in reversed(list(enumerate(spans))) if a < b}
    pieces: list[int] = []
    groups: list[list[int]] = []
    for number, (start, _) in enumerate(tree.words, 1):
        piece = at.get(start)
        if piece is not None and (not pieces or piece > pieces[-1]):
            pieces.append(piece)
            groups.append([number])
        elif groups:
            groups[-1].append(number)
        else:
            pieces.append(1)
            groups.append([number])
    nodes = {i + 1: (h + 1, t, r) for i, (h, t, r) in enumerate(zip(tree.heads, tree.tags, tree.relations, strict=True))}
    words = [(tree.words[g[0] - 1][0], tree.words[g[-1] - 1][1]) for g in groups]
    return pieces, collapse(words, groups, nodes)


def _lay_tree(example: Example, tree: Tree) -> None:
    pieces, tree = units(tree, example.spans)
    example.starts = [0] * len(example.ids)
    for piece, head, relation, tag in zip(pieces, tree.heads, tree.relations, tree.tags, strict=True):
        example.starts[piece] = 1
        example.heads[piece] = 0 if head < 0 else pieces[head]
        example.relations[piece] = labels.RELATIONS.index(relation) if relation in labels.RELATIONS else NONE
        example.tags[piece] = labels.PARTS_OF_SPEECH.index(tag) if tag in labels.PARTS_OF_SPEECH else NONE


@dataclass(slots=True)
class Batch:
    """Tensors of shape [sentences, pieces]; NONE where nothing is to be learnt; named and parsed say which sentences teach what."""

    ids: torch.Tensor
    real: torch.Tensor
    names: torch.Tensor
    named: torch.Tensor
    starts: torch.Tensor
    heads: torch.Tensor
    relations: torch.Tensor
    tags: torch.Tensor


def batch(examples: list[Example]) -> Batch:
    """Examples padded to the longest."""
    longest = max(len(e.ids) for e in examples)

    def padded(rows: list[list[int] | None], fill: int) -> torch.Tensor:
        out = np.full((len(rows), longest), fill, np.int64)
        for i, row in enumerate(rows):
            if row is not None:
                out[i, : len(row)] = row
        return torch.from_numpy(out)

    ids = padded([e.ids for e in examples], PAD)
    return Batch(
        ids,
        ids != PAD,
        padded([e.names for e in examples], 0),
        torch.tensor([e.names is not None for e in examples]),
        padded([e.starts for e in examples], NONE),
        padded([e.heads for e in examples], NONE),
        padded([e.relations for e in examples], NONE),
        padded([e.tags for e in examples], NONE),
    )
