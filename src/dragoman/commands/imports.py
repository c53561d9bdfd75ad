"""`dragoman import …`: records that others keep, as documents with their readings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.commands.common import OUT, complain, opened, progress


def history_at_state(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A copy of HistoryAtState/travels, visits, or both.")],
) -> None:
    """Travels of Presidents and Secretaries of State of the United States, and visits of foreign leaders, 1866 to now.

    Each trip or visit becomes a document of its own, read by the rules of its form: the visit, and the meetings, conferences and
    ceremonies that its remarks tell of. Records whose dates can hardly be right are named.

        dragoman import history-at-state travels/
    """
    from dragoman.register.imports import history_at_state as records

    documents = list(records.documents(folder))
    with opened(context, create=True) as register:
        pairs = []
        with progress(len(documents), "Reading") as step:
            for document in documents:
                if register.reader_of(document.id) != records.READER:
                    pairs.append((document, records.read(document)))
                step()
        new = register.add_all(pairs)
    for line in records.doubtful([records.record(document.data) for document in documents]):
        complain(line)
    OUT.print(f"{new:,} records added to {register.name}, {len(documents) - new:,} there already.", markup=False, soft_wrap=True)
