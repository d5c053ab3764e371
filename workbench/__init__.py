"""The action learning workbench: who relates to whom, what a set makes of it, what it tries, and what moved.

>>> from workbench import open_workspace
>>> network = open_workspace().network("U12345")          # doctest: +SKIP
>>> network.map.graph()                                   # doctest: +SKIP
"""

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.workspace import Network, Workspace, open_workspace

__version__ = version("action-learning-workbench")
__all__ = ["Network", "Workspace", "__version__", "open_workspace"]


def __getattr__(name: str) -> Any:
    """Load the workspace only when it is asked for, so that `workbench --help` answers at once."""
    if name in __all__:
        from workbench import workspace  # noqa: PLC0415

        return getattr(workspace, name)
    raise AttributeError(f"workbench has no {name!r}; it has {', '.join(__all__)}.")
