"""What the parts of the map page that look back share: the days, the sessions, and the maps of other days."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from typing import Any, Final

from widgets.theme.app import App
from workbench import checks
from workbench.errors import BadInput
from workbench.mapping import overlay
from workbench.mapping.happened import Step
from workbench.mapping.reading import MapParts
from workbench.words import long_date

_KEPT_DAYS: Final = 60  # maps of other days that are held in memory; the oldest asked for goes first


class Remembering(App):
    """Reads the past of the map, and remembers what was read until something happens."""

    _past: OrderedDict[tuple[int, date], MapParts]
    _told: tuple[int, date, list[Step]] | None = None

    def _meetings(self) -> list[dict[str, Any]]:
        """The sessions that have been, the earliest first."""
        today = self.network.today().isoformat()
        held = [one for one in self.network.sessions.listed() if one["held_on"] <= today]
        return sorted(held, key=lambda one: (one["held_on"], one["id"]))

    def _stops(self) -> dict[date, list[Step]]:
        """The days to stop at on the way through time: those of change and the waves, up to today."""
        today = self.network.today()
        stops = dict(self.network.map.days(self._steps()))
        for day in (*(date.fromisoformat(wave["day"]) for wave in self.network.map.waves.listed()), today):
            stops.setdefault(day, [])
        return dict(sorted(stops.items()))

    def _steps(self) -> list[Step]:
        """What happened to all connections, from memory if nothing happened since it was asked for last."""
        key = (self.network.latest(), self.network.today())
        if self._told is None or self._told[:2] != key:
            self._told = (*key, self.network.map.steps())
        return self._told[2]

    def _two_days(self, before: object, after: object) -> tuple[date, date]:
        first, last = sorted((self._a_day(before), self._a_day(after)))
        return first, last

    def _a_day(self, day: object) -> date:
        found = checks.day(day, "The day of the map")
        if found > self.network.today():
            raise BadInput("That day is yet to come. Choose today or an earlier day.")
        return found

    def _said(self, day: date) -> str:
        return "today" if day == self.network.today() else long_date(day)

    def _map_of(self, day: date) -> MapParts:
        """The map of a day, from memory if nothing happened since it was asked for last."""
        if not hasattr(self, "_past"):
            self._past = OrderedDict()
        key = (self.network.latest(), day)
        if key not in self._past:
            self._past[key] = self.network.map.parts(day)
            while len(self._past) > _KEPT_DAYS:
                self._past.popitem(last=False)
        self._past.move_to_end(key)
        return self._past[key]

    def _as_drawn(self, day: date) -> MapParts:
        return overlay.where_they_are_now(self._map_of(day), self._map_of(self.network.today()))
