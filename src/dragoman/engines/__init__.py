"""The same work on all cores of this machine."""

from dragoman.engines.cores import Lost, cores, in_order

__all__ = ["Lost", "cores", "in_order"]
