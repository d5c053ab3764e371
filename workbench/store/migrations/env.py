"""Alembic runs this for each command; the connection is handed over by `workbench.store.migrations`."""

from typing import Any, Literal

from alembic import context

from workbench.store.base import Base, Instant


def in_plain_sqlalchemy(_kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column type into a revision as what it is in the database, so that no revision imports us."""
    return "sa.DateTime(timezone=True)" if isinstance(item, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=in_plain_sqlalchemy,
    compare_type=True,
)
context.run_migrations()
