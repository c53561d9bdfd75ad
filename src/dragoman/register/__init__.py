"""The register: documents and decisions, and everything that follows from them."""

from dragoman.register.errors import RegisterError
from dragoman.register.store import Register

__all__ = ["Register", "RegisterError"]
