"""Readings that another took the place of: what the register said on an earlier day rests on them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "former_readings",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("document", sa.String(64), sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
