"""Records, links and the change feed. Knows no concept that is built upon it."""

from workbench.store.base import Base, Tracked, new_id
from workbench.store.database import Store
from workbench.store.feed import Change, Edit
from workbench.store.presence import Presence
from workbench.store.records import LINK_KINDS, Link, Record, live
from workbench.store.scope import Scope

__all__ = [
    "LINK_KINDS",
    "Base",
    "Change",
    "Edit",
    "Link",
    "Presence",
    "Record",
    "Scope",
    "Store",
    "Tracked",
    "live",
    "new_id",
]
