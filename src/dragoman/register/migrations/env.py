"""Alembic's entry: runs the migrations on the connection, and in the transaction, that `dragoman.register.database` hands over."""

from alembic import context

from dragoman.register.database import VERSION_TABLE
from dragoman.register.schema import truth

context.configure(connection=context.config.attributes["connection"], target_metadata=truth, version_table=VERSION_TABLE)
with context.begin_transaction():
    context.run_migrations()
