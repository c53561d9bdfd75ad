"""What the model's scores stand for, in the order of its columns."""

from __future__ import annotations

from typing import get_args

from dragoman.language.encoder.types import Kind, Occasion, Told
from dragoman.model import CommitmentStatus, EngagementType, Status

KINDS: tuple[Kind, ...] = ("PER", "ORG", "LOC")
# Column 0 is "no name"; of each kind follow begin, inside, end, single.
OUTSIDE = 0
BEGIN, INSIDE, END, SINGLE = range(4)
NAME_TAGS = 1 + 4 * len(KINDS)

PARTS_OF_SPEECH = (
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
)
RELATIONS = (
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "case",
    "cc",
    "ccomp",
    "clf",
    "compound",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
)


# What a word can tell of; column 0 is "nothing". An engagement is told by its type.
TELLINGS: tuple[Told, ...] = (*get_args(EngagementType), "commitment", "statement")
TELLING_STATUSES: tuple[str, ...] = tuple(dict.fromkeys((*get_args(Status), *get_args(CommitmentStatus))))
# Names of standing channels and of larger events, each begun and continued; column 0 is "neither".
OCCASIONS: tuple[Occasion, ...] = ("channel", "event")
OCCASION_TAGS = 1 + 2 * len(OCCASIONS)

COLUMNS: dict[str, tuple[str, ...]] = {
    "kinds": KINDS,
    "parts_of_speech": PARTS_OF_SPEECH,
    "relations": RELATIONS,
    "tellings": TELLINGS,
    "telling_statuses": TELLING_STATUSES,
    "occasions": OCCASIONS,
}
"""All of them by name: what a model's labels.json must say for its scores to be read by this program."""


def tag(kind: int, place: int) -> int:
    """Column of a kind (index into KINDS) at a place in a name (BEGIN, INSIDE, END, SINGLE)."""
    return 1 + 4 * kind + place


def may_follow(before: int, after: int) -> bool:
    """Whether tag `after` can stand next to `before`: names are begun, continued and ended in one kind.

    A sentence starts and stops as if OUTSIDE stood around it.
    """
    open_before = before != OUTSIDE and (before - 1) % 4 in (BEGIN, INSIDE)
    goes_on = after != OUTSIDE and (after - 1) % 4 in (INSIDE, END)
    return open_before == goes_on and (not open_before or (before - 1) // 4 == (after - 1) // 4)
