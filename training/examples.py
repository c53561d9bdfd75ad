"""From sentences to what the network is trained on: pieces with their labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from dragoman.language.encoder import labels
from training.corpora import Sentence, Span, Tree, collapse
from training.told import Told

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
    told: list[int] | None
    statuses: list[int]
    occasions: list[int]
    triggers: list[tuple[int, list[int]]]
    """Piece of each word that tells, and the pieces of what belongs to it."""


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
    ids = [START, *encoding.ids, STOP]  # type: ignore[attr-defined]
    tree, told = (None, blank, blank[:], blank[:]), (None, blank[:], blank[:], [])
    example = Example(sentence.pool, sentence, ids, spans, None, *tree, *told)  # type: ignore[arg-type]
    if sentence.names is not None:
        example.names = _names(sentence, spans)
    if sentence.tree is not None:
        _lay_tree(example, sentence.tree)
    if sentence.told is not None:
        _lay_told(example, sentence.told)
    return example


def _bare(text: str, start: int, end: int) -> Span:
    """The span without the blanks it begins with."""
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _names(sentence: Sentence, spans: list[Span]) -> list[int]:
    tags = [labels.OUTSIDE] * len(spans)
    for start, end, kind in sentence.names or ():
        inside = _inside(spans, start, end)
        if not inside or any(tags[i] for i in inside):
            continue
        number, first, last = labels.KINDS.index(kind), inside[0], inside[-1]
        for i in range(first, last + 1):
            place = labels.SINGLE if first == last else labels.BEGIN if i == first else labels.END if i == last else labels.INSIDE
            tags[i] = labels.tag(number, place)
    return tags


def _lay_told(example: Example, told: Told) -> None:
    """The first piece of a word that tells bears its kind; its other pieces teach nothing."""
    example.told = [0] * len(example.ids)
    example.occasions = [0] * len(example.ids)
    for trigger in told.triggers:
        inside = _inside(example.spans, *trigger.span)
        if not inside:
            continue
        for piece in inside[1:]:
            example.told[piece] = NONE
        example.told[inside[0]] = 1 + labels.TELLINGS.index(trigger.kind)  # type: ignore[arg-type]
        if trigger.status:
            example.statuses[inside[0]] = labels.TELLING_STATUSES.index(trigger.status)
        example.triggers.append((inside[0], [piece for span in trigger.arguments for piece in _inside(example.spans, *span)]))
    for start, end, kind in told.occasions:
        for place, piece in enumerate(_inside(example.spans, start, end)):
            example.occasions[piece] = 1 + 2 * labels.OCCASIONS.index(kind) + (place > 0)  # type: ignore[arg-type]


def _inside(spans: list[Span], start: int, end: int) -> list[int]:
    return [i for i, (a, b) in enumerate(spans) if a < end and b > start and a < b]


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
    told: torch.Tensor
    statuses: torch.Tensor
    occasions: torch.Tensor
    triggers: torch.Tensor
    """[triggers, 2]: sentence and piece of each word that tells."""
    belonging: torch.Tensor
    """[triggers, pieces]: 1 where a piece belongs to it, 0 where not, NONE outside the sentence."""


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
        padded([e.told for e in examples], NONE),
        padded([e.statuses for e in examples], NONE),
        padded([e.occasions for e in examples], NONE),
        torch.tensor([(row, piece) for row, e in enumerate(examples) for piece, _ in e.triggers], dtype=torch.long).reshape(-1, 2),
        padded([[int(i in set(own)) for i in range(len(e.ids))] for e in examples for _, own in e.triggers], NONE),
    )
