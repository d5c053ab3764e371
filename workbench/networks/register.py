"""Keep the public register in the store: imported as often as it is published, never twice over.

The register is reference data. It is not part of what people can undo; each import is one line in the feed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from workbench.networks.models import Membership, Practice, PrimaryCareNetwork
from workbench.store import Base, Store

Progress = Callable[[int, int], None]
Rows = dict[Any, dict[str, Any]]
"""Rows by their key; each holds its columns by name."""

AREA = "register"
_STEP = 1_000
"""Rows written between two reports of progress."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many rows of one table were new, different, newly ended, or as before.

    `withdrawn` counts memberships that the file no longer lists among the times of that practice in that
    network: the register has corrected them, and they are gone.
    """

    added: int = 0
    changed: int = 0
    ended: int = 0
    withdrawn: int = 0
    unchanged: int = 0

    @property
    def total(self) -> int:
        """All rows that the file had for this table."""
        return self.added + self.changed + self.ended + self.unchanged

    def __str__(self) -> str:
        counted = {
            "added": self.added,
            "changed": self.changed,
            "ended": self.ended,
            "withdrawn": self.withdrawn,
        }
        return ", ".join(f"{count:,} {what}" for what, count in counted.items() if count) or "none changed"


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What an import did. `ended` counts networks that closed and memberships that got their end date."""

    source: str
    networks: Count
    practices: Count
    memberships: Count

    @property
    def sentence(self) -> str:
        """One sentence to show to whoever started the import."""
        parts = [
            f"{_many(self.networks.total, 'network', 'networks')} ({self.networks})",
            f"{_many(self.practices.total, 'practice', 'practices')} ({self.practices})",
            f"{_many(self.memberships.total, 'membership', 'memberships')} ({self.memberships})",
        ]
        return f"Imported {self.source}: {parts[0]}, {parts[1]} and {parts[2]}."


def import_register(
    store: Store,
    networks: pd.DataFrame,
    memberships: pd.DataFrame,
    *,
    source: str,
    who: str,
    at: datetime | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the store's copy of the register up to date with the two frames that `read_ods` returns.

    `networks` may be a part of the file (as `choose` gives it); memberships of other networks are then left
    out. Networks, practices and memberships that the frames do not mention stay as they are, and so does a
    commissioner or an opening date that the frames leave empty. A practice's times in one network become
    those of the file, so that a corrected start date does not leave the practice in the network twice.

    `source` says which file, and of when ("ePCN.xlsx of May 2022"); `who` imports. `progress(done, total)` is
    called with rows. All of it is one transaction: an error or an interrupt leaves everything as it was.
    """
    known = set(networks["code"])
    memberships = memberships[memberships["network_code"].isin(known)]
    wanted_networks = _networks(networks, source=source)
    wanted_practices = _practices(memberships)
    wanted_stays = _stays(memberships)
    with store.gesture(
        f"imported the public register from {source}",
        network=None,
        who=who,
        area=AREA,
        at=at,
        keep_empty=True,
    ) as session:
        plans = [
            _Plan.of_networks(session, wanted_networks),
            _Plan.of_practices(session, wanted_practices),
            _Plan.of_stays(session, wanted_stays),
        ]
        total = max(1, sum(plan.writes for plan in plans))
        done = 0
        for plan in plans:
            for written in plan.carry_out(session):
                done += written
                if progress is not None and done < total:
                    progress(done, total)
    if progress is not None:
        progress(total, total)
    return ImportReport(source=source, networks=plans[0].count, practices=plans[1].count, memberships=plans[2].count)


@dataclass(kw_only=True)
class _Plan:
    """What has to be written to one table, and how that is counted."""

    table: type[Base]
    added: list[dict[str, Any]]
    rewritten: list[dict[str, Any]]
    withdrawn: Sequence[Any]
    count: Count

    @property
    def writes(self) -> int:
        return len(self.added) + len(self.rewritten) + len(self.withdrawn)

    def carry_out(self, session: Session) -> Iterator[int]:
        """Write in steps; yields the number of rows of each."""
        for practice, network, start in self.withdrawn:
            session.execute(
                delete(Membership).where(
                    Membership.practice_code == practice,
                    Membership.network_code == network,
                    Membership.start == start,
                )
            )
            yield 1
        for statement, rows in ((insert(self.table), self.added), (update(self.table), self.rewritten)):
            for first in range(0, len(rows), _STEP):
                step = rows[first : first + _STEP]
                session.execute(statement, step)
                yield len(step)

    @classmethod
    def of_networks(cls, session: Session, wanted: Rows) -> _Plan:
        found = _stored(session, PrimaryCareNetwork, ("code",))
        for code in wanted.keys() & found.keys():
            for column in ("commissioner_code", "commissioner", "opened"):
                wanted[code][column] = wanted[code][column] or found[code][column]
        return cls._compare(PrimaryCareNetwork, wanted, found, ends="closed", silent="source")

    @classmethod
    def of_practices(cls, session: Session, wanted: Rows) -> _Plan:
        return cls._compare(Practice, wanted, _stored(session, Practice, ("code",)))

    @classmethod
    def of_stays(cls, session: Session, wanted: Rows) -> _Plan:
        found = _stored(session, Membership, ("practice_code", "network_code", "start"))
        pairs = {key[:2] for key in wanted}
        withdrawn = [key for key in found if key[:2] in pairs and key not in wanted]
        return cls._compare(Membership, wanted, found, ends="end", withdrawn=withdrawn)

    @classmethod
    def _compare(
        cls,
        table: type[Base],
        wanted: Rows,
        found: Rows,
        *,
        ends: str | None = None,
        silent: str | None = None,
        withdrawn: Sequence[Any] = (),
    ) -> _Plan:
        """Sort the wanted rows by what they are to the stored ones.

        A first date in the column `ends` ends the row; a difference in the column `silent` is written but not
        counted.
        """
        added, rewritten = [], []
        counted = Counter({"withdrawn": len(withdrawn)})
        for key, new in wanted.items():
            old = found.get(key)
            if old is None:
                added.append(new)
                counted["added"] += 1
                continue
            differs = {column for column, value in new.items() if value != old[column]}
            if differs:
                rewritten.append(new)
            if ends in differs and old[ends] is None:
                counted["ended"] += 1
            else:
                counted["changed" if differs - {silent} else "unchanged"] += 1
        return cls(table=table, added=added, rewritten=rewritten, withdrawn=withdrawn, count=Count(**counted))


def _stored(session: Session, table: type[Base], key: tuple[str, ...]) -> Rows:
    """Every stored row by its key: the value of the key's column, or a tuple where it has several."""
    found: Rows = {}
    for row in session.execute(select(table.__table__)).mappings():
        values = tuple(row[column] for column in key)
        found[values if len(key) > 1 else values[0]] = dict(row)
    return found


def _networks(frame: pd.DataFrame, *, source: str) -> Rows:
    return {
        row["code"]: {
            "code": row["code"],
            "name": row["name"],
            "commissioner_code": row["commissioner_code"],
            "commissioner": row["commissioner"],
            "opened": _day(row["opened"]),
            "closed": _day(row["closed"]),
            "source": source,
        }
        for row in frame.to_dict("records")
    }


def _practices(frame: pd.DataFrame) -> Rows:
    """Each practice once, called as in its newest row: one that lasts, else the one that began last."""
    newest: dict[str, tuple[bool, date]] = {}
    practices: Rows = {}
    for row in frame.to_dict("records"):
        code, age = row["practice_code"], (_day(row["end"]) is None, _day(row["start"]) or date.min)
        if code not in newest or age >= newest[code]:
            newest[code] = age
            practices[code] = {"code": code, "name": row["practice_name"]}
    return practices


def _stays(frame: pd.DataFrame) -> Rows:
    stays: Rows = {}
    for row in frame.to_dict("records"):
        key = (row["practice_code"], row["network_code"], _day(row["start"]))
        stays[key] = {
            "practice_code": key[0],
            "network_code": key[1],
            "start": key[2],
            "end": _day(row["end"]),
            "same_commissioner": bool(row["same_commissioner"]),
        }
    return stays


def _day(value: Any) -> date | None:
    """A frame's date; None for whatever pandas puts where there is none."""
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, datetime) else value


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
