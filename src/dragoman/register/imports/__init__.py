"""Records that others keep in a form of their own: each a document, read by the rules of its form."""

from __future__ import annotations

from dragoman.model import Document, Reading
from dragoman.register.imports import history_at_state

_READERS = dict.fromkeys(history_at_state.FORMS.values(), history_at_state.read)


def structured(document: Document) -> Reading | None:
    """The reading of a document that is such a record; None for any other."""
    reader = _READERS.get(document.media_type)
    return reader(document) if reader else None
