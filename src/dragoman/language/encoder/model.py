"""The shipped model: its files, its loading, its use."""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.language.encoder import assemble, labels, tellings
from dragoman.language.encoder import names as chain
from dragoman.language.encoder.pieces import Window, windows
from dragoman.language.encoder.types import ModelError, Parse

FOLDER = Path(__file__).resolve().parent.parent / "model"
FILES = ("model.onnx", "tokenizer.json", "labels.json")
FORMAT = 2
AT_ONCE = 64
"""Windows worked on together: what bounds the memory for a long text."""
Array = NDArray[np.float32]


class Scores(NamedTuple):
    """What the graph gives for a window: names [pieces, tags], flat [pieces, columns], arcs [dependents, heads], told [pieces, columns],
    belonging [pieces that belong, pieces that tell]."""

    names: Array
    flat: Array
    arcs: Array
    told: Array
    belonging: Array


def available(folder: Path | None = None) -> bool:
    """Whether onnxruntime and tokenizers can be imported and the model's files are there."""
    here = folder or FOLDER
    return all((here / name).is_file() for name in FILES) and all(importlib.util.find_spec(m) for m in ("onnxruntime", "tokenizers"))


class Encoder:
    """Reads sentences of any language. May be used by several threads at once.

    Each sentence goes through the model by itself, several at a time: what else is read cannot change its result.
    """

    def __init__(self, session: Any, tokenizer: Any, settings: dict[str, Any], threads: int) -> None:
        """Use `Encoder.load`."""
        self._session, self.tokenizer = session, tokenizer
        step, start, stop = (np.array(settings["chain"][name], np.float64) for name in ("step", "start", "stop"))
        self._chain = chain.Chain(step, start, stop)
        self._calibration = assemble.Calibration(**settings["calibration"])
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="encoder")

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 2) -> Encoder:
        """The model of the folder (the package's own by default); ModelError if it cannot be used."""
        here = folder or FOLDER
        settings = _settings(here)
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ModelError(f"the language model needs {error.name}, which is not installed") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        # The graph is written as it is to be run; what more would be fused into it is slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        try:
            session = onnxruntime.InferenceSession(str(here / "model.onnx"), options, providers=["CPUExecutionProvider"])
            tokenizer = Tokenizer.from_file(str(here / "tokenizer.json"))
            return cls(session, tokenizer, settings, max(1, threads))
        except Exception as error:  # both libraries raise plain Exception for files they cannot read
            raise ModelError(f"the language model in {here} cannot be loaded: {str(error).splitlines()[0][:200]}") from error

    def parse(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Parse]:
        """Words and names of each sentence, given as (start, end) in the text, in their order."""
        cut = (w for number, (start, end) in enumerate(sentences) for w in windows(self.tokenizer, text, number, start, end))
        out = [Parse((), ())] * len(sentences)
        for number, group in itertools.groupby(self._read(cut), key=lambda part: part[0]):
            out[number] = assemble.join([parse for _, parse in group])
        return out

    def _read(self, cut: Iterator[Window]) -> Iterator[tuple[int, Parse]]:
        """Number of the sentence and parse of each window, in order."""
        while taken := list(itertools.islice(cut, AT_ONCE)):
            scored = list(self._pool.map(self.scores, taken))
            for window, scores, found in zip(taken, scored, self._names([s.names for s in scored]), strict=True):
                words = assemble.words(window, scores.flat, scores.arcs)
                named = assemble.names(window, found, self._calibration)
                told = tellings.tellings(window, words, scores.told, scores.belonging)
                yield window.sentence, Parse(tuple(words), tuple(named), tuple(told), tuple(tellings.occasions(window, words, scores.told)))

    def scores(self, window: Window) -> Scores:
        """What the model says of one window."""
        return Scores(*self._session.run(Scores._fields, {"ids": np.array(window.ids, np.int64)}))

    def _names(self, scores: list[Array]) -> list[list[chain.Found]]:
        """Names of each window, found together in double precision: there, sums do not show in what company they were made."""
        lengths = np.array([len(s) for s in scores])
        padded = np.zeros((len(scores), int(lengths.max()), labels.NAME_TAGS))
        for row, score in zip(padded, scores, strict=True):
            row[: len(score)] = score
        return chain.find(padded, lengths, self._chain)


def _settings(folder: Path) -> dict[str, Any]:
    """What labels.json says, after a check that all files are there and whole."""
    for name in FILES:
        if not (folder / name).is_file():
            raise ModelError(f"the language model's file {name} is missing in {folder}")
    try:
        settings = json.loads((folder / "labels.json").read_text("utf-8"))
        known = settings["format"], settings["sha256"]["model.onnx"], settings["sha256"]["tokenizer.json"]
        columns = {name: tuple(settings[name]) for name in labels.COLUMNS if name in settings}
        float(settings["calibration"]["slope"]) + float(settings["calibration"]["offset"])
        shapes = [np.array(settings["chain"][name], float).shape for name in ("step", "start", "stop")]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the language model's labels.json in {folder} is damaged") from error
    if known[0] != FORMAT or columns != labels.COLUMNS:
        raise ModelError(f"the language model in {folder} is of another version than this program")
    if shapes != [(labels.NAME_TAGS, labels.NAME_TAGS), (labels.NAME_TAGS,), (labels.NAME_TAGS,)]:
        raise ModelError(f"the language model's labels.json in {folder} is damaged")
    for name, digest in zip(FILES, known[1:], strict=False):
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise ModelError(f"the language model's file {name} in {folder} is damaged: its checksum is wrong")
    return dict(settings)
