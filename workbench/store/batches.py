"""Many ids, a statement's worth at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

AT_ONCE: Final = 500
"""As many as one statement takes on every engine."""
T = TypeVar("T")


def batches(several: Sequence[T]) -> Iterator[Sequence[T]]:
    """The same in their order, at most `AT_ONCE` at a time; nothing for none."""
    for start in range(0, len(several), AT_ONCE):
        yield several[start : start + AT_ONCE]
