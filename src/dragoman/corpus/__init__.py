"""The open corpus that comes with Dragoman: documents in eighteen languages with their gold readings (CC BY 4.0, see README.md beside
this)."""

from importlib import resources
from pathlib import Path

FITTED = ("dev", "threads", "more")
"""The parts that decisions of the reading are fitted on."""
FOLDERS = (*FITTED, "unseen")


def folder(name: str = "dev") -> Path:
    """The folder of a part of the corpus: ``dev`` and ``more`` (single documents), ``threads`` (several documents about the same
    engagements), ``unseen`` (single documents that nothing is fitted on)."""
    if name not in FOLDERS:
        raise ValueError(f"the corpus has no part {name!r}; it has {', '.join(FOLDERS)}")
    return Path(str(resources.files("dragoman.corpus"))) / name
