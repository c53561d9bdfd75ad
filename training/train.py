"""Trains the network within a budget of time; can be stopped and taken up again from its last checkpoint."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from training import quick
from training.corpora import Sentence
from training.examples import Example, batch, make, make_all
from training.network import POSITIONS, WEIGHTS, Network

MEANT = 5  # steps between two weights that the mean is of
POOLED = 60  # batches whose sentences are sorted by length together


def train(network: Network, sentences: list[Sentence], tokenizer: Tokenizer, settings: dict[str, Any], folder: Path) -> None:
    """Train to the end of the budget; checkpoint.pt and log.jsonl are written to folder."""
    examples = [e for e in make_all([s for s in sentences if s.part == "train"], tokenizer) if len(e.ids) <= settings["data"]["longest"]]
    checks = quick.choose(sentences, tokenizer, settings["data"]["longest"])
    run = Run(network, settings["training"], folder)
    run.resume()
    while not run.finished():
        for chosen in batches(examples, tokenizer, settings["training"], run.steps):
            run.step(chosen)
            run.look_around(checks)
            if run.finished():
                break
        run.draws += 1
    run.save()
    run.note({"end": True, **quick.figures(network, checks)})
    network.load_state_dict(run.mean)
    run.note({"mean of": run.meant, **quick.figures(network, checks)})


def batches(examples: list[Example], tokenizer: Tokenizer, settings: dict[str, Any], number: int) -> Iterator[list[Example]]:
    """One pass over the data in batches of about tokens_per_batch pieces, sentences of like length together; number seeds the chances."""
    chance = random.Random(f"{settings['seed']}-{number}")
    drawn: list[Example] = []
    for example in examples:
        share = settings["draw"].get(example.pool, 1.0)
        times = int(share) + (chance.random() < share % 1)
        drawn += [_recased(example, tokenizer, chance, settings["recase"]) for _ in range(times)]
    chance.shuffle(drawn)
    pool = POOLED * 40
    for begin in range(0, len(drawn), pool):
        part = sorted(drawn[begin : begin + pool], key=lambda e: len(e.ids))
        yield from chance_order(_cut(part, settings["tokens_per_batch"]), chance)


def chance_order(items: list[list[Example]], chance: random.Random) -> list[list[Example]]:
    """The items shuffled."""
    chance.shuffle(items)
    return items


def _cut(examples: list[Example], tokens: int) -> list[list[Example]]:
    out: list[list[Example]] = [[]]
    for example in examples:
        if out[-1] and (len(out[-1]) + 1) * len(example.ids) > tokens:
            out.append([])
        out[-1].append(example)
    return out


def _recased(example: Example, tokenizer: Tokenizer, chance: random.Random, share: float) -> Example:
    """Sometimes the sentence in capitals (as headlines are) or in small letters; its places stay what they were."""
    if chance.random() >= share:
        return example
    text = example.sentence.text
    changed = text.upper() if chance.random() < 0.6 else text.lower()
    if len(changed) != len(text) or changed == text:
        return example
    made = make(replace(example.sentence, text=changed), tokenizer)
    # capitals take more pieces, now and then more than the network has places for
    return made if len(made.ids) <= POSITIONS else example


class Threads:
    """As many threads as make the most speed just now: beside other work, fewer are faster, for the steps wait for the slowest."""

    def __init__(self, most: int) -> None:
        self.speeds = dict.fromkeys(range(1, most + 1), float("inf"))
        self.now = most
        self.steps = 0

    def choose(self) -> None:
        """Set the number for the next step; every eighth step tries another than the fastest."""
        self.steps += 1
        order = sorted(self.speeds, key=lambda n: self.speeds[n], reverse=True)
        self.now = order[1 + self.steps // 8 % (len(order) - 1)] if len(order) > 1 and self.steps % 8 == 0 else order[0]
        torch.set_num_threads(self.now)

    def took(self, pieces: int, seconds: float) -> None:
        """Remember the speed of a step."""
        speed, old = pieces / seconds, self.speeds[self.now]
        self.speeds[self.now] = speed if old == float("inf") else 0.5 * old + 0.5 * speed


class Run:
    """The state of a training: network, optimisers, time spent."""

    def __init__(self, network: Network, settings: dict[str, Any], folder: Path) -> None:
        self.network, self.settings, self.folder = network, settings, folder
        self.spent, self.steps, self.draws = 0.0, 0, 0
        self.saved_at, self.looked_at, self.noted_at = 0.0, 0.0, 0.0
        self.sums: dict[str, float] = {}
        self.seen = 0
        encoder, heads = [], []
        for name, parameter in network.named_parameters():
            if name != "word.weight":
                (encoder if name.startswith(("layers", "position", "norm.")) else heads).append(parameter)
        rates = (settings["rate_encoder"], settings["rate_heads"])
        self.dense = torch.optim.AdamW(
            [{"params": encoder, "top": rates[0]}, {"params": heads, "top": rates[1]}], weight_decay=settings["weight_decay"]
        )
        self.sparse = torch.optim.SparseAdam([{"params": [network.word.weight], "top": settings["rate_embeddings"]}])
        self.threads = Threads(settings["threads"])
        self.mean, self.meant = {name: torch.zeros_like(value) for name, value in network.state_dict().items()}, 0

    def finished(self) -> bool:
        """Whether the budget is spent."""
        return self.spent >= self.settings["minutes"] * 60

    def step(self, chosen: list[Example]) -> None:
        """One step of the optimisers."""
        began = time.monotonic()
        self.threads.choose()
        share = min(1.0, self.spent / (self.settings["minutes"] * 60))
        warm = self.settings["warm_up"]
        rate = share / warm if share < warm else max(0.01, (1 - share) / (1 - warm))
        for optimiser in (self.dense, self.sparse):
            for group in optimiser.param_groups:
                group["lr"] = group["top"] * max(rate, 0.002)
        self.network.train()
        made = batch(chosen)
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.network(made.ids, made.real)
        losses = self.network.loss(scores, made)
        total = sum((WEIGHTS[name] * value for name, value in losses.items()), torch.zeros(()))
        total.backward()
        torch.nn.utils.clip_grad_norm_([p for n, p in self.network.named_parameters() if n != "word.weight"], 2.0)
        for optimiser in (self.dense, self.sparse):
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        seconds = time.monotonic() - began
        self.threads.took(made.ids.numel(), seconds)
        if share >= 1 - self.settings["mean"] and self.steps % MEANT == 0:
            self._mean()
        self._count(losses, len(chosen), seconds)

    @torch.no_grad()
    def _mean(self) -> None:
        """Take the weights of now into the mean: where a small network is still moving at the end, their mean is the better one."""
        self.meant += 1
        for name, value in self.network.state_dict().items():
            self.mean[name].lerp_(value, 1 / self.meant)

    def _count(self, losses: dict[str, torch.Tensor], sentences: int, seconds: float) -> None:
        self.spent += seconds
        self.steps += 1
        self.seen += sentences
        for name, value in losses.items():
            number = float(value.detach())
            self.sums[name] = 0.98 * self.sums.get(name, number) + 0.02 * number

    def look_around(self, checks: quick.Checks) -> None:
        """Write a line, a checkpoint or figures when their time has come."""
        if self.spent - self.noted_at > 60:
            self.noted_at = self.spent
            self.note({"losses": {k: round(v, 4) for k, v in self.sums.items()}})
        if self.spent - self.saved_at > self.settings["checkpoint_minutes"] * 60:
            self.saved_at = self.spent
            self.save()
        if self.spent - self.looked_at > self.settings["evaluate_minutes"] * 60:
            self.looked_at = self.spent
            self.note(quick.figures(self.network, checks))

    def note(self, what: dict[str, Any]) -> None:
        """One line in the log."""
        line = {"minutes": round(self.spent / 60, 1), "steps": self.steps, "pass": self.draws, "sentences": self.seen, **what}
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {
            "network": self.network.state_dict(),
            "mean": self.mean,
            "meant": self.meant,
            "dense": self.dense.state_dict(),
            "sparse": self.sparse.state_dict(),
            "spent": self.spent,
            "steps": self.steps,
            "draws": self.draws,
            "seen": self.seen,
        }
        torch.save(state, self.folder / "checkpoint.tmp")
        (self.folder / "checkpoint.tmp").replace(self.folder / "checkpoint.pt")

    def resume(self) -> None:
        """Take up the checkpoint if there is one."""
        path = self.folder / "checkpoint.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.dense.load_state_dict(state["dense"])
            self.sparse.load_state_dict(state["sparse"])
            self.mean, self.meant = state["mean"], state["meant"]
            self.spent, self.steps, self.draws, self.seen = state["spent"], state["steps"], state["draws"], state["seen"]
            self.saved_at = self.looked_at = self.noted_at = self.spent
