"""Who is in a team: which sectors sit at the table, and which are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from workbench.networks.models import Member
from workbench.sectors import SECTORS
from workbench.words import counted, listed


def plain(members: Sequence[Member], *, of: str | None, title: str) -> dict[str, Any]:
    """The composition of a team: `of` is the id of its set and `title` what it is called (None and "" without one).

    `set`, `title`, `members` (`id`, `role`, `organisation`, `sector` or None, `name`), `sectors` (those present, in
    the order of `SECTORS`: `sector`, `members` how many, `roles`), `missing` (the sectors of which nobody is there),
    `without_sector` (how many say none) and `says`, a sentence. A team without members misses every sector.
    """
    counts = Counter(row.sector for row in members)
    missing = [sector for sector in SECTORS if not counts[sector]]
    return {
        "set": of,
        "title": title,
        "members": [
            {
                "id": row.id,
                "role": row.title,
                "organisation": row.organisation,
                "sector": row.sector,
                "name": row.name,
            }
            for row in members
        ],
        "sectors": [
            {
                "sector": sector,
                "members": counts[sector],
                "roles": [row.title for row in members if row.sector == sector],
            }
            for sector in SECTORS
            if counts[sector]
        ],
        "missing": missing,
        "without_sector": sum(row.sector not in SECTORS for row in members),
        "says": _says(len(members), missing),
    }


def _says(members: int, missing: Sequence[str]) -> str:
    if not members:
        return "Nobody is in this team yet."
    here = f"{counted(members, 'member')} from {counted(len(SECTORS) - len(missing), 'sector')}"
    if not missing:
        return f"{here}: every sector is at the table."
    return f"{here}. Nobody is here from {listed(list(missing), 'or')}."
