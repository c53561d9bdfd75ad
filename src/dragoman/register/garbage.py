"""The collector of garbage while much is made that stays: it would go through all of it again and again, and find nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 1000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Old objects are looked through for circles a thousand times less often; young ones as ever. What stays at the end, if it is much, is
    looked through once and then set aside: else every later collection would go through it, for a second in a large register."""
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, old * _SELDOM)
    try:
        yield
    finally:
        if gc.get_count()[2] > old:
            gc.collect()
            gc.freeze()
        gc.set_threshold(young, middle, old)
