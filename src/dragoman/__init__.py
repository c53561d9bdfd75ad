"""Dragoman reads the public record of diplomacy and defence dialogue and keeps a register of it.

>>> import dragoman
>>> reading = dragoman.read(text)
"""

from typing import TYPE_CHECKING, Any

from dragoman.model import Reading

if TYPE_CHECKING:
    from dragoman.reading import read

__all__ = ["Reading", "read"]


def __getattr__(name: str) -> Any:
    """`read` brings the whole reader with it, so it is loaded when it is first asked for."""
    if name == "read":
        from dragoman.reading import read

        return read
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
