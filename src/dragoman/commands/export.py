"""`dragoman export …`: the register in forms for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.commands.common import asked, edtf
from dragoman.commands.render import write_json
from dragoman.edtf import Date
from dragoman.register.identity import identities as plain_identities

Today = Annotated[
    Date | None, typer.Option("--today", metavar="DATE", parser=edtf, help="The day on which commitments are overdue or not; today.")
]


def identities(context: typer.Context, today: Today = None) -> None:
    """Which entries, names and channels of which documents are one, as JSON.

    dragoman export identities > identities.json
    """
    bounds = today.bounds() if today else None
    with asked(context) as register:
        write_json(plain_identities(register.resolution(bounds[1] if bounds else register.today)))
