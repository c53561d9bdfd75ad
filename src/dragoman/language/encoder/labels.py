"""What the model's scores stand for, in the order of its columns."""

from __future__ import annotations

from dragoman.language.encoder.types import Kind

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
