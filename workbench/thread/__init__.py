"""The learning thread: every concept joined into one graph, and whether things moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.store import Record
    from workbench.thread.moved import Movement
    from workbench.workspace import Network


def did_it_move(network: Network, prototype: str | Record) -> Movement:
    """What moved since a prototype of a network started; see `workbench.thread.moved.Movement`.

    Raises `NotFound` if it is not there or no prototype.
    """
    return network.thread.did_it_move(prototype)
