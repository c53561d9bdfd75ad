"""The open corpus that comes with Dragoman: documents in eighteen languages with their gold readings (CC BY 4.0, see README.md beside
this)."""

from importlib import resources
from pathlib import Path

FOLDERS = ("dev", "threads")


def folder(name: str = "dev") -> Path:
    """The folder of a part of the corpus: ``dev`` (single documents) or ``threads`` (several documents about the same engagements)."""
    if name not in FOLDERS:
        raise ValueError(f"the corpus has no part {name!r}; it has {', '.join(FOLDERS)}")
    return Path(str(resources.files("dragoman.corpus"))) / name
