"""The network: a BERT encoder cut to some of its layers, and seven small heads on it."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.language.encoder import labels
from training.examples import NONE, Batch
from training.weights import Pretrained

FORBIDDEN = -1e4
POSITIONS = 256
"""Pieces that a sentence may have."""
TOLD = (1 + len(labels.TELLINGS), len(labels.TELLING_STATUSES), labels.OCCASION_TAGS)
# How much each head's loss (a mean over pieces or words) counts.
WEIGHTS = {
    "names": 6.0,
    "starts": 1.0,
    "heads": 1.0,
    "relations": 0.5,
    "tags": 0.5,
    "told": 6.0,
    "statuses": 1.0,
    "occasions": 4.0,
    "belonging": 3.0,
}


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, width: int, heads: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, epsilon)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.norm2 = nn.LayerNorm(width, epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        size, length, width = x.shape
        q, k, v = self.qkv(x).view(size, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: the fused attention is ten times slower than this on short sentences in bfloat16.
        weights = (q @ k.transpose(2, 3)).float() * (width // self.heads) ** -0.5 + mask
        seen = (weights.softmax(3).to(v.dtype) @ v).transpose(1, 2).reshape(size, length, width)
        x = self.norm1(x + functional.dropout(self.out(seen), self.dropout, self.training))
        up = functional.gelu(self.up(x))
        return self.norm2(x + functional.dropout(self.down(up), self.dropout, self.training))


@dataclass(slots=True)
class Scores:
    """Of each piece: name tags, whether a word starts, part of speech, relation as dependent and as head, what it tells of;
    of each pair: dependent and head, belonging and telling."""

    names: Tensor
    starts: Tensor
    tags: Tensor
    as_dependent: Tensor
    as_head: Tensor
    arcs: Tensor
    told: Tensor
    """Kinds told, statuses, names of occasions: [sentences, pieces, columns]."""
    belonging: Tensor
    """[sentences, pieces that belong, pieces that tell]."""


class Network(nn.Module):
    """Pieces → scores."""

    def __init__(self, pieces: int, sizes: dict[str, int], epsilon: float, dropout: float) -> None:
        super().__init__()
        width = sizes["width"]
        self.word = nn.Embedding(pieces, width, sparse=True)
        self.position = nn.Parameter(torch.zeros(POSITIONS, width))
        self.norm = nn.LayerNorm(width, epsilon)
        self.layers = nn.ModuleList(Layer(width, sizes["heads"], epsilon, 0.1) for _ in range(sizes["layers"]))
        self.drop = nn.Dropout(dropout)
        self.names_hidden = nn.Linear(width, sizes["names"])
        self.names_out = nn.Linear(sizes["names"], labels.NAME_TAGS)
        self.flat = nn.Linear(width, 1 + len(labels.PARTS_OF_SPEECH) + 2 * len(labels.RELATIONS))
        self.dependent = nn.Linear(width, sizes["arcs"])
        self.head = nn.Linear(width, sizes["arcs"])
        self.pair = nn.Linear(sizes["arcs"], sizes["arcs"])
        self.likely = nn.Linear(sizes["arcs"], 1, bias=False)
        self.told_hidden = nn.Linear(width, sizes["names"])
        self.told_out = nn.Linear(sizes["names"], sum(TOLD))
        self.belongs = nn.Linear(width, sizes["belonging"])
        self.tells = nn.Linear(width, sizes["belonging"])
        self.owns = nn.Linear(sizes["belonging"], sizes["belonging"])
        self.rarely = nn.Parameter(torch.full((1,), -3.0))
        self.transitions = nn.Parameter(torch.zeros(labels.NAME_TAGS, labels.NAME_TAGS))
        allowed = torch.tensor([[labels.may_follow(a, b) for b in range(labels.NAME_TAGS)] for a in range(labels.NAME_TAGS)])
        self.register_buffer("barred", torch.where(allowed, 0.0, FORBIDDEN), persistent=False)
        edges = torch.tensor([labels.may_follow(labels.OUTSIDE, b) for b in range(labels.NAME_TAGS)])
        self.register_buffer("barred_start", torch.where(edges, 0.0, FORBIDDEN), persistent=False)
        edges = torch.tensor([labels.may_follow(a, labels.OUTSIDE) for a in range(labels.NAME_TAGS)])
        self.register_buffer("barred_stop", torch.where(edges, 0.0, FORBIDDEN), persistent=False)

    def forward(self, ids: Tensor, real: Tensor) -> Scores:
        mask = torch.where(real, 0.0, FORBIDDEN)[:, None, None, :]
        x = self.norm(self.word(ids) + self.position[: ids.shape[1]])
        x = functional.dropout(x, 0.1, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        x = self.drop(x)
        names = self.names_out(self.drop(functional.gelu(self.names_hidden(x))))
        starts, tags, as_dependent, as_head = self.flat(x).split(
            [1, len(labels.PARTS_OF_SPEECH), len(labels.RELATIONS), len(labels.RELATIONS)], dim=2
        )
        dependent = self.drop(functional.gelu(self.dependent(x)))
        head = self.drop(functional.gelu(self.head(x)))
        arcs = self.pair(dependent) @ head.transpose(1, 2) + self.likely(head).transpose(1, 2)
        told = self.told_out(self.drop(functional.gelu(self.told_hidden(x))))
        belongs, tells = self.drop(functional.gelu(self.belongs(x))), self.drop(functional.gelu(self.tells(x)))
        belonging = self.owns(belongs) @ tells.transpose(1, 2) + self.rarely
        flat = (names, starts.squeeze(2), tags, as_dependent, as_head, arcs, told, belonging)
        return Scores(*(scores.float() for scores in flat))

    def load_pretrained(self, source: Pretrained, rows: list[int], chosen: list[int]) -> None:
        """Take over the weights of the encoder: rows of its vocabulary and the chosen layers."""
        width = source.width
        with torch.no_grad():
            self.word.weight.copy_(torch.from_numpy(source.matrix("emb.word", width)[rows]))
            positions = torch.from_numpy(source.vector("emb.pos").reshape(-1, width) + source.vector("emb.type")[:width])
            self.position.copy_(positions[: len(self.position)])
            _load(self.norm, source, "emb.ln")
            for layer, number in zip(self.layers, chosen, strict=True):
                of = f"l{number}."
                layer.qkv.weight.copy_(torch.cat([torch.from_numpy(source.matrix(f"{of}{n}.w", width)) for n in "qkv"]))
                layer.qkv.bias.copy_(torch.cat([torch.from_numpy(source.vector(f"{of}{n}.b")) for n in "qkv"]))
                for module, name in ((layer.out, "ao"), (layer.up, "fi"), (layer.down, "fo")):
                    module.weight.copy_(torch.from_numpy(source.matrix(f"{of}{name}.w", module.in_features)))
                    module.bias.copy_(torch.from_numpy(source.vector(f"{of}{name}.b")))
                _load(layer.norm1, source, f"{of}aln")
                _load(layer.norm2, source, f"{of}oln")

    def bounds(self) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of one tag after another, of starting with and of stopping with a tag; forbidden ones are FORBIDDEN."""
        return self.transitions + self.barred, self.barred_start, self.barred_stop

    def loss(self, scores: Scores, wanted: Batch) -> dict[str, Tensor]:
        """The loss of each head that this batch teaches."""
        out: dict[str, Tensor] = {}
        if wanted.named.any():
            out["names"] = self._names_loss(scores.names[wanted.named], wanted.names[wanted.named], wanted.real[wanted.named])
        known = wanted.starts != NONE
        if known.any():
            out["starts"] = functional.binary_cross_entropy_with_logits(scores.starts[known], wanted.starts[known].float())
            word = wanted.heads != NONE
            candidates = word.clone()
            candidates[:, 0] = True
            arcs = scores.arcs.masked_fill(~candidates[:, None, :], FORBIDDEN)
            out["heads"] = functional.cross_entropy(arcs[word], wanted.heads[word])
            to = wanted.heads.clamp(min=0)[:, :, None].expand(-1, -1, scores.as_head.shape[2])
            relations = scores.as_dependent + scores.as_head.gather(1, to)
            out["relations"] = functional.cross_entropy(relations[word], wanted.relations[word], ignore_index=NONE)
            out["tags"] = functional.cross_entropy(scores.tags[word], wanted.tags[word], ignore_index=NONE)
        if (wanted.told != NONE).any():
            out |= _told_loss(scores, wanted)
        return out

    def _names_loss(self, scores: Tensor, wanted: Tensor, real: Tensor) -> Tensor:
        """Negative log-likelihood of the wanted tags in a linear chain, per piece. Scores: [sentences, pieces, tags]."""
        step, start, stop = self.bounds()
        emitted = scores.gather(2, wanted[:, :, None]).squeeze(2)
        moved = step[wanted[:, :-1], wanted[:, 1:]]
        right = (emitted * real).sum() + (moved * real[:, 1:]).sum()
        alpha = scores[:, 0] + start
        for i in range(1, scores.shape[1]):
            after = torch.logsumexp(alpha[:, :, None] + step, dim=1) + scores[:, i]
            alpha = torch.where(real[:, i, None], after, alpha)
        return (torch.logsumexp(alpha + stop, dim=1).sum() - right) / real.sum()


def _told_loss(scores: Scores, wanted: Batch) -> dict[str, Tensor]:
    kinds, statuses, occasions = scores.told.split(TOLD, dim=2)
    out = {
        "told": functional.cross_entropy(kinds.flatten(0, 1), wanted.told.flatten(), ignore_index=NONE),
        "occasions": functional.cross_entropy(occasions.flatten(0, 1), wanted.occasions.flatten(), ignore_index=NONE),
    }
    known = wanted.statuses != NONE
    if known.any():
        out["statuses"] = functional.cross_entropy(statuses[known], wanted.statuses[known])
    if len(wanted.triggers):
        row, piece = wanted.triggers.T
        taught = wanted.belonging != NONE
        pairs = scores.belonging[row, :, piece]
        out["belonging"] = functional.binary_cross_entropy_with_logits(pairs[taught], wanted.belonging[taught].float())
    return out


def _load(norm: nn.LayerNorm, source: Pretrained, name: str) -> None:
    norm.weight.copy_(torch.from_numpy(source.vector(f"{name}.w")))
    norm.bias.copy_(torch.from_numpy(source.vector(f"{name}.b")))
