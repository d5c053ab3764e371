"""Measures that many sets want, ready to be taken: what is counted, out of whom, and why out of these."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from workbench import checks
from workbench.errors import NotFound

FILE: Final = Path(__file__).with_name("ready_made.toml")
GROUPS: Final = ("frailty", "end of life", "pre-diabetes", "personalised care")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyMade:
    """A measure to take. Its fields are those of `Measures.define`, and three more.

    `key` names it for good, `group` is one of `GROUPS`, and `why_this_denominator` says who is in the denominator, who
    is left out and what makes it drift.
    """

    key: str
    group: str
    title: str
    definition: str
    numerator: str
    denominator: str
    why_this_denominator: str
    unit: str
    direction: str
    data: str
    per: float
    frequency: str
    source: str
    chart: str = "xmr"
    ambition_verb: str = ""
    ambition_for: str = ""

    def fields(self) -> dict[str, Any]:
        """What `Measures.define` takes of it."""
        return {
            name: value for name, value in asdict(self).items() if name not in ("key", "group", "why_this_denominator")
        }


@cache
def all_of_them() -> tuple[ReadyMade, ...]:
    """Every ready-made measure, by group, as the file lists them."""
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(ReadyMade(key=key, **fields) for key, fields in listed.items())


def found(key: str) -> ReadyMade:
    """The ready-made measure of that key. Raises `NotFound`, with the nearest key, if there is none."""
    known = {each.key: each for each in all_of_them()}
    if key not in known:
        raise NotFound(f"There is no ready-made measure ‘{key}’. {checks.nearest(str(key), known)}")
    return known[key]


READY_MADE: Final = all_of_them()
"""Every ready-made measure, by group."""
