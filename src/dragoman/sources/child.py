"""A format's reader in a process of its own: a hostile file can neither hang the program nor take all memory.

``python -m dragoman.sources.child FORMAT`` reads a file on standard input and writes its Extract, or the error, as JSON. Formats whose
libraries interpret the file (PDF) always go this way, others when the file is large.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from dataclasses import asdict

from dragoman.sources.extract import Extract, SourceError

SECONDS = 120
MEMORY = 1_000_000_000
"""Bytes of address space."""
FORMATS = ("page", "pdf", "word", "mail")


def extract(form: str, data: bytes) -> Extract:
    """``dragoman.sources.FORM.read(data)`` in another process; raises its SourceError, or one that says it took too long or too much."""
    # -P: a folder of downloads that holds a "json.py" must not be imported from
    command = [sys.executable, "-P", "-m", __name__, form]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise SourceError(f"reading took more than {SECONDS} seconds and was given up") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise SourceError("reading broke off") from None
    if "error" in answer:
        raise SourceError(answer["error"])
    return Extract(**{**answer, "notes": tuple(answer["notes"])})


def _bound() -> None:
    try:
        import resource
    except ImportError:  # not a Unix system: the time limit is left
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main(form: str) -> None:
    if form not in FORMATS:
        raise SystemExit(2)
    reader = importlib.import_module(f"dragoman.sources.{form}")
    _bound()
    try:
        answer = asdict(reader.read(sys.stdin.buffer.read()))
    except SourceError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": "reading took too much memory"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main(sys.argv[1])
