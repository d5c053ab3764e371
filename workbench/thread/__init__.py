"""The learning thread: every concept joined into one graph, and whether things moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import BadInput

if TYPE_CHECKING:
    from workbench.store import Record
    from workbench.thread.moved import Movement
    from workbench.workspace import Network


def did_it_move(network: Network, prototype: str | int | Record) -> Movement:
    """What moved since a prototype of a network started; see `workbench.thread.moved.Movement`.

    A prototype is given as itself, by its title (in any case), its number (3 or “#3”) or its id. Raises `NotFound` if
    it is not there or no prototype, and `BadInput` for anything but a network and a prototype.
    """
    if not hasattr(network, "thread"):
        raise BadInput(
            f'A network is asked, such as workspace.network("U12345"), not ‘{network}’: give the network itself first.'
        )
    return network.thread.did_it_move(prototype)
