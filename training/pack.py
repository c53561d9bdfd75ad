"""From a checkpoint to the files that the package ships: graph, tokenizer, labels with the chain and the calibration."""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from dragoman.language.encoder import Encoder, labels
from dragoman.language.encoder.model import FORMAT
from training.corpora import Sentence
from training.evaluate import over_tokens
from training.export import export
from training.network import Network

_LONGEST = 0.25  # of a step of the search for the calibration
PER_POOL = 250  # dev sentences of a pool that the calibration is fitted on


def pack(network: Network, tokenizer: Tokenizer, sizes: dict[str, Any], layers: int, folder: Path) -> None:
    """Write model.onnx, tokenizer.json and labels.json, not yet calibrated."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    export(state, layers, sizes["heads"], sizes["epsilon"], folder / "model.onnx")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    step, start, stop = (t.detach().numpy() for t in network.bounds())
    settings = {
        "format": FORMAT,
        **labels.COLUMNS,
        "chain": {"step": _rounded(step), "start": _rounded(start), "stop": _rounded(stop)},
        "calibration": {"slope": 1.0, "offset": 0.0},
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("model.onnx", "tokenizer.json")},
    }
    _write(folder, settings)


def calibrate(sentences: list[Sentence], folder: Path) -> dict[str, float]:
    """Fit confidences on the dev sentences (never trained on) and write the line into labels.json."""
    settings = json.loads((folder / "labels.json").read_text("utf-8"))
    settings["calibration"] = {"slope": 1.0, "offset": 0.0}
    _write(folder, settings)
    encoder = Encoder.load(folder)
    said: list[float] = []
    right: list[bool] = []
    taken: dict[str, int] = {}
    for sentence in sentences:
        if sentence.part != "dev" or sentence.names is None or taken.get(sentence.pool, 0) >= PER_POOL:
            continue
        taken[sentence.pool] = taken.get(sentence.pool, 0) + 1
        gold = over_tokens(sentence, sentence.names)
        (parse,) = encoder.parse(sentence.text, [(0, len(sentence.text))])
        for name in parse.names:
            said.append(name.confidence)
            right.append(bool(over_tokens(sentence, [(name.start, name.end, name.kind)]) & gold))
    settings["calibration"] = _fitted(said, right)
    _write(folder, settings)
    return dict(settings["calibration"])


def _fitted(said: list[float], right: list[bool]) -> dict[str, float]:
    """Logistic regression of right on the log-odds of said, by Newton's method."""
    odds = np.array([math.log(min(max(p, 1e-4), 1 - 1e-4) / (1 - min(max(p, 1e-4), 1 - 1e-4))) for p in said])
    rows = np.stack([odds, np.ones_like(odds)], axis=1)
    wanted = np.array(right, float)
    line = np.array([1.0, 0.0])
    for _ in range(100):
        guess = 1 / (1 + np.exp(-np.clip(rows @ line, -30, 30)))
        curve = rows.T @ (rows * (guess * (1 - guess))[:, None]) + 1e-3 * np.eye(2)
        step = np.linalg.solve(curve, rows.T @ (wanted - guess))
        # a whole step may lead far away where nearly all names are given as sure
        line = line + step * min(1.0, _LONGEST / float(np.abs(step).max()))
    return {"slope": round(float(line[0]), 4), "offset": round(float(line[1]), 4)}


def _rounded(values: np.ndarray) -> Any:
    return np.round(values.astype(float), 5).tolist()


def _write(folder: Path, settings: dict[str, Any]) -> None:
    (folder / "labels.json").write_text(json.dumps(settings, ensure_ascii=False) + "\n", "utf-8")
