"""Of two pasted columns of numbers: which one is counted, and which one it is out of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.measures.table import read_number

OF_PEOPLE: Final = "people out of people"
FRACTIONS: Final = frozenset({OF_PEOPLE, "events out of a number"})
"""Kinds of data whose value is one number out of another."""
VALUE_WORDS: Final = frozenset({"value", "values"})
_SHARE_WORDS: Final = VALUE_WORDS | {"per cent", "percent", "percentage", "pct", "rate", "share", "proportion"}


@dataclass(frozen=True, slots=True)
class Share:
    """The columns of what is counted and of what it is out of; `because` ends a sentence that names both."""

    top: int
    bottom: int
    because: str = ""


def which_is_counted(
    places: tuple[int, int],
    columns: tuple[str, ...],
    pairs: Sequence[tuple[str, str]],
    *,
    data: str,
    counted: str = "",
    out_of: str = "",
) -> Share:
    """Which of two columns is counted; `pairs` are their cells, row by row, and the words those of the measure.

    No more people can be counted than there are: of people the column that is nowhere smaller is what they are out of.
    Otherwise the headings say it where they are nearer to the words of the measure in one way than in the other; then
    that a column is nowhere smaller; and else the first one is counted.
    """
    size, words = _by_size(places, pairs), _by_words(places, columns, counted, out_of)
    found = (size or words) if data == OF_PEOPLE else (words or size)
    return found or Share(
        places[0], places[1], ", in the order in which they stand: change it if it is the other way round"
    )


def is_share(heading: str, column: Sequence[str]) -> bool:
    """Whether a column holds what was worked out, by its heading or by the % signs in it."""
    said = heading.casefold()
    return said in _SHARE_WORDS or "%" in said or (bool(column) and all(cell.endswith("%") for cell in column))


def _by_size(places: tuple[int, int], pairs: Sequence[tuple[str, str]]) -> Share | None:
    read = [(read_number(one), read_number(other)) for one, other in pairs]
    both = [(one, other) for one, other in read if one is not None and other is not None]
    less, more = any(one < other for one, other in both), any(one > other for one, other in both)
    if less == more:
        return None
    first, second = places
    why = ", which is nowhere smaller"
    return Share(first, second, why) if less else Share(second, first, why)


def _by_words(places: tuple[int, int], columns: tuple[str, ...], counted: str, out_of: str) -> Share | None:
    above, below = _stems(counted), _stems(out_of)
    one, other = (_stems(columns[place]) for place in places)
    as_they_stand = len(one & above) + len(other & below)
    turned = len(one & below) + len(other & above)
    if as_they_stand == turned:
        return None
    first, second = places
    why = ", as they are headed"
    return Share(first, second, why) if as_they_stand > turned else Share(second, first, why)


def _stems(words: str) -> frozenset[str]:
    """The words of a text without their endings, so that “Carers” is as good as “carer”."""
    return frozenset(word[:5] for word in re.findall(r"[^\W_]{3,}", words.casefold()))
