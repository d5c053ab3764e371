"""Small numbers and what would give them back, for every concept that shows groups of people or of what they said."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, TypeVar

UP_TO: Final = 7
"""The largest small number, unless the workspace says otherwise."""

Group = TypeVar("Group", bound=Hashable)


def hidden_groups(sizes: Mapping[Group, int], *, upto: int = UP_TO) -> set[Group]:
    """The groups to hide where the others, and the total of all, are shown.

    `sizes` says how many each group holds. Hidden is each of 1 to `upto`; and then, from the smallest and in the order
    given where two are alike, as many others as it takes until what is left of the total belongs to two groups at
    least and is no small number itself. An empty group is shown: it says that there was nobody. A total that is small
    itself has to be hidden by whoever shows it; then every group that is not empty is hidden too.
    """
    hidden = {group for group, size in sizes.items() if 0 < size <= upto}
    others = sorted((group for group, size in sizes.items() if size > upto), key=lambda group: sizes[group])
    for group in others:
        if not tells(sizes, hidden, upto=upto):
            break
        hidden.add(group)
    return hidden


def tells(sizes: Mapping[Group, int], hidden: AbstractSet[Group], *, upto: int = UP_TO) -> bool:
    """Whether the total less what is shown says more of the hidden groups than it may.

    It does where they are fewer than two, or hold from 1 to `upto` together. Where nothing is hidden nothing is told.
    """
    return bool(hidden) and (len(hidden) < 2 or sum(sizes[group] for group in hidden) <= upto)
