"""Records, links and the change feed. Knows no concept that is built upon it."""

from workbench.store.base import Base, Tracked, new_id
from workbench.store.database import Store
from workbench.store.feed import Change, Edit
from workbench.store.presence import Presence
from workbench.store.reader import SAID_IN_THE_SET, Reader, guard, out_of_reach
from workbench.store.records import LINK_KINDS, Link, Record, is_live, live
from workbench.store.scope import Scope
from workbench.store.undo import after_undo

__all__ = [
    "LINK_KINDS",
    "SAID_IN_THE_SET",
    "Base",
    "Change",
    "Edit",
    "Link",
    "Presence",
    "Reader",
    "Record",
    "Scope",
    "Store",
    "Tracked",
    "after_undo",
    "guard",
    "is_live",
    "live",
    "new_id",
    "out_of_reach",
]
