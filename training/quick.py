"""Figures while training: names, heads and what is told, on a sample of the held-out sentences, straight from the network."""

from __future__ import annotations

from collections import Counter

import numpy as np
import torch
from tokenizers import Tokenizer

from dragoman.language.encoder import names
from training.corpora import Sentence
from training.examples import NONE, Batch, Example, batch, make_all
from training.network import TOLD, Network, Scores

Checks = dict[str, list[Example]]
SAMPLE = 120


def choose(sentences: list[Sentence], tokenizer: Tokenizer, longest: int) -> Checks:
    """Up to SAMPLE test sentences of each pool."""
    out: Checks = {}
    for pool in sorted({s.pool for s in sentences}):
        if pool.endswith(("_pud", "_wiki", "_klue", "_stockmark")) or pool in ("en_ewt", "pt_bosque", "zh_gsdsimp", "told"):
            chosen = [s for s in sentences if s.pool == pool and s.part == "test"][:: 1 if pool.endswith(("_pud", "told")) else 3]
            out[pool] = [e for e in make_all(chosen, tokenizer) if len(e.ids) <= longest][: SAMPLE if pool != "told" else 5 * SAMPLE]
    return out


@torch.no_grad()
def figures(network: Network, checks: Checks) -> dict[str, dict[str, float]]:
    """F1 of names over pieces and share of words with the right head (best single head, words given), by pool; of what is
    told the F1 of triggers with and without their kind, of belonging, and the share of right statuses."""
    network.eval()
    step, start, stop = (t.double().numpy() for t in network.bounds())
    chain = names.Chain(step, start, stop)
    out: dict[str, dict[str, float]] = {"names": {}, "heads": {}, "told": {}}
    for pool, examples in checks.items():
        count: Counter[str] = Counter()
        for begin in range(0, len(examples), 24):
            _judge(network, examples[begin : begin + 24], chain, count)
        if count["gold"]:
            out["names"][pool] = round(2 * count["hit"] / (count["gold"] + count["said"]), 3)
        if count["told gold"]:
            out["told"] = _told_figures(count)
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
        if example.told is not None:
            _judge_told(scores, made, row, count)


def _judge_told(scores: Scores, made: Batch, row: int, count: Counter[str]) -> None:
    """What one sentence tells: kinds at pieces, statuses at right pieces, belonging to right triggers at even odds."""
    kinds, statuses, _ = scores.told[row].split(TOLD, dim=1)
    taught = made.told[row] != NONE
    gold, said = made.told[row], kinds.argmax(1)
    both = taught & (gold > 0) & (said > 0)
    count.update({"told gold": int((taught & (gold > 0)).sum()), "told said": int((taught & (said > 0)).sum())})
    count.update({"told hit": int(both.sum()), "told kind": int((both & (gold == said)).sum())})
    known = both & (made.statuses[row] != NONE)
    right = statuses.argmax(1)[known] == made.statuses[row][known]
    count.update({"status known": int(known.sum()), "status right": int(right.sum())})
    for number, (sentence, piece) in enumerate(made.triggers.tolist()):
        if sentence == row:
            wanted, found = made.belonging[number] == 1, (scores.belonging[row, :, piece] > 0) & made.real[row]
            count.update({"own gold": int(wanted.sum()), "own said": int(found.sum()), "own hit": int((wanted & found).sum())})


def _told_figures(count: Counter[str]) -> dict[str, float]:
    def f1(hit: str, of: str) -> float:
        return round(2 * count[hit] / max(1, count[f"{of} gold"] + count[f"{of} said"]), 3)

    status = round(count["status right"] / max(1, count["status known"]), 3)
    return {"word": f1("told hit", "told"), "kind": f1("told kind", "told"), "status": status, "belonging": f1("own hit", "own")}
