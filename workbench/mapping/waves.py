"""Waves: days of a map that have a name, such as “before” or “day 50”, to compare others with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from workbench import checks
from workbench.errors import BadInput
from workbench.mapping.fields import Day
from workbench.mapping.models import Wave
from workbench.store import Scope, live
from workbench.words import long_date

if TYPE_CHECKING:
    import pandas as pd

AREA: Final = "map"
_THE_DAY: Final = "The day of the wave"


class Waves:
    """The named days of one network's map."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def listed(self) -> list[dict[str, Any]]:
        """Every wave, the earliest day first: `id`, `name`, `day` (ISO), `version`; empty before the first one."""
        wanted = (
            select(Wave)
            .where(Wave.network == self._scope.network, live(Wave, self._scope.today()))
            .order_by(Wave.day, Wave.id)
        )
        with self._scope.reading() as session:
            return [
                {"id": row.id, "name": row.title, "day": row.day.isoformat(), "version": row.version}
                for row in session.scalars(wanted)
            ]

    def table(self) -> pd.DataFrame:
        """One row a wave (index `name`; `day`), the earliest first; no rows before the first one."""
        import pandas as pd  # noqa: PLC0415  a page need not wait for it

        frame = pd.DataFrame(self.listed(), columns=["name", "day"]).set_index("name")
        return frame.assign(day=pd.to_datetime(frame["day"], format="ISO8601"))

    def name(self, name: str, on: Day) -> Wave:
        """Give a day of the map, today or earlier, a name.

        Raises `BadInput` for an empty name, one that another wave has, and a day that is none or yet to come.
        """
        fields = self._fields(name=name, on=on)
        with self._scope.gesture("", area=AREA) as session:
            self._refuse_twin(session, fields["title"])
            wave = Wave(network=self._scope.network, valid_from=self._scope.today(), **fields)
            session.add(wave)
            session.info["change"].action = f"named the map of {long_date(wave.day)} “{wave.title}”"
        return wave

    def change(self, wave: str, *, version: int | None = None, **fields: Any) -> Wave:
        """Change the `name` or the day (`on`) of a wave. Raises as `name` does, and `Conflict` as other verbs."""
        new = self._fields(**fields)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Wave, wave, version=version, mine=new)
            if "title" in new:
                self._refuse_twin(session, new["title"], besides=row.id)
            for column, value in new.items():
                setattr(row, column, value)
            session.info["change"].action = f"changed the wave “{row.title}”"
        return row

    def remove(self, wave: str) -> None:
        """Take a name off its day; the map of that day stays what it was."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Wave, wave)
            self._scope.end(row)
            session.info["change"].action = f"removed the wave “{row.title}”"

    def _fields(self, **fields: Any) -> dict[str, Any]:
        new: dict[str, Any] = {}
        for field, value in fields.items():
            if field == "name":
                new["title"] = checks.line(value, "The name of the wave", longest=60)
            elif field == "on":
                new["day"] = checks.day(value, _THE_DAY)
                if new["day"] > self._scope.today():
                    raise BadInput(f"{_THE_DAY} is yet to come. Choose today or an earlier day.")
            else:
                raise BadInput(f"A wave has no ‘{field}’. {checks.nearest(field, ('name', 'on'))}")
        return new

    def _refuse_twin(self, session: Any, name: str, *, besides: str | None = None) -> None:
        there = select(Wave).where(Wave.network == self._scope.network, live(Wave, self._scope.today()))
        for row in session.scalars(there):
            if row.title.casefold() == name.casefold() and row.id != besides:
                raise BadInput(f"There is a wave “{row.title}” already, on {long_date(row.day)}. Choose another name.")

    def __repr__(self) -> str:
        return f"Waves of {self._scope.network}"
