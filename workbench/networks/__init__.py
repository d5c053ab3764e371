"""Primary care networks, their practices, and the sets of people who work on them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.networks.ods import read_ods

__all__ = ["read_ods"]


def __getattr__(name: str) -> Any:
    """Load the readers of the register only when they are asked for: no page needs them."""
    if name == "read_ods":
        from workbench.networks.ods import read_ods  # noqa: PLC0415

        return read_ods
    raise AttributeError(f"workbench.networks has no {name!r}; it has {', '.join(__all__)}.")
