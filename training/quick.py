"""Figures while training: names and heads on a sample of the held-out sentences, straight from the network (not quantised)."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch
from tokenizers import Tokenizer

from dragoman.language.encoder import names
from training.corpora import Sentence
from training.examples import Example, batch, make_all
from training.network import Network

Checks = dict[str, list[Example]]
SAMPLE = 120


def choose(sentences: list[Sentence], tokenizer: Tokenizer, longest: int) -> Checks:
    """Up to SAMPLE test sentences of each pool."""
    out: Checks = {}
    for pool in sorted({s.pool for s in sentences}):
        if pool.endswith(("_pud", "_wiki", "_klue", "_stockmark")) or pool in ("en_ewt", "pt_bosque", "zh_gsdsimp"):
            chosen = [s for s in sentences if s.pool == pool and s.part == "test"][:: 1 if pool.endswith("_pud") else 3]
            out[pool] = [e for e in make_all(chosen, tokenizer) if len(e.ids) <= longest][:SAMPLE]
    return out


@torch.no_grad()
def figures(network: Network, checks: Checks) -> dict[str, dict[str, float]]:
    """F1 of names over pieces and share of words with the right head (best single head, words given), by pool."""
    network.eval()
    step, start, stop = (t.double().numpy() for t in network.bounds())
    chain = names.Chain(step, start, stop)
    out: dict[str, dict[str, float]] = {"names": {}, "heads": {}}
    for pool, examples in checks.items():
        count: Counter[str] = Counter()
        for begin in range(0, len(examples), 24):
            _judge(network, examples[begin : begin + 24], chain, count)
        if count["gold"]:
            out["names"][pool] = round(2 * count["hit"] / (count["gold"] + count["said"]), 3)
        if count["words"]:
            out["heads"][pool] = round(count["right"] / count["words"], 3)
    return out


def _judge(network: Network, examples: list[Example], chain: names.Chain, count: Counter[str]) -> None:
    made = batch(examples)
    with torch.autocast("cpu", torch.bfloat16):
        scores = network(made.ids, made.real)
    found = names.find(scores.names.double().numpy(), np.array([len(e.ids) for e in examples]), chain)
    for row, example in enumerate(examples):
        if example.names is not None:
            gold = {(f, t, k) for f, t, k in names.places(np.array(example.names))}
            said = {(n.first, n.last, n.kind) for n in found[row]}
            count.update(gold=len(gold), said=len(said), hit=len(gold & said))
        if example.starts is not None:
            word = made.heads[row] >= 0
            allowed = word.clone()
            allowed[0] = True
            arcs = scores.arcs[row].masked_fill(~allowed[None, :], -1e9)
            count.update(words=int(word.sum()), right=int((arcs[word].argmax(1) == made.heads[row][word]).sum()))
