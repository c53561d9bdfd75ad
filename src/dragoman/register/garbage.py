"""The collector of garbage while much is made that stays: it would go through all of it again and again, and find nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 1000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Old objects are looked through for circles a thousand times less often; young ones as ever."""
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, old * _SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
