"""Days, numbers and lists in words, the same on every machine: strftime would ask the machine's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ARTICLES: Final = frozenset({"the", "a", "an", "our", "my", "your", "their"})
"""With these a role begins that needs no article of ours."""
_MARKS: Final = '"“”„'
_QUOTED: Final = re.compile(f"[{_MARKS}]([^{_MARKS}]*)[{_MARKS}]")


def long_date(day: date) -> str:
    """A day as people write it: "1 March 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word: “1 element”, “2,000 elements”; `many` where it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as people list them: “a, b and c”, or with another word before the last; the empty text for none."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def the(role: str) -> str:
    """A role with its article, unless it was typed with one: “the director”, “the ICB sponsor”, “our patron”.

    Without a full stop of its own at its end, as a title.
    """
    role = as_title(role)
    first, _, rest = role.partition(" ")
    return role[:1].lower() + role[1:] if rest and first.casefold() in _ARTICLES else f"the {role}"


def quoted(text: str) -> str:
    """A text that people typed in quotation marks of ours, which are never doubled where it is quoted already.

    “zebra” for what was typed as "zebra"; marks that stand inside it become ‘single’ ones.
    """
    whole = _QUOTED.fullmatch(text.strip())
    inside = _QUOTED.sub(r"‘\1’", whole[1] if whole else text).strip(f"{_MARKS} ")
    return f"“{inside}”"


def as_title(text: str) -> str:
    """A text that people typed, as it stands inside a sentence of ours: without a full stop of its own at its end."""
    text = text.rstrip()
    return text if text.endswith(("..", "…")) else text.removesuffix(".")
