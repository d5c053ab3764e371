"""The part of the map page that says where things come from, and lets people say whether they are so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from widgets.system_map.checking import an_id, ids
from widgets.system_map.remembering import Remembering
from widgets.theme.app import gesture, look
from workbench.errors import BadInput
from workbench.mapping import evidence
from workbench.words import long_date


class StandingBehind(Remembering):
    """Gestures with which a page asks for evidence, and gives some."""

    @look
    def evidence(self, *, part: str) -> dict[str, Any]:
        """What stands behind a part of the map, also of one that is gone; see `workbench.mapping.evidence`."""
        wanted = an_id(part)
        told = self.network.map.steps(wanted)
        ends = [step.on - timedelta(days=1) for step in told if step.what == "lost"]
        for day in (self.network.today(), *reversed(ends)):
            parts = self._map_of(day)
            found = next((one for one in (*parts["elements"], *parts["connections"]) if one["id"] == wanted), None)
            if found is not None:
                return evidence.evidence(found, told, evidence.by_day(self._meetings()))
        raise BadInput("That part is no longer on the map. Choose another.")

    @gesture
    def confirm_in(self, *, parts: list[str], session: str | None = None) -> None:
        """Say that parts are so in real life; `session` is the id of the session in which that was said, if any."""
        where = None if session is None else self.network.sessions.session_of(an_id(session))
        self.network.map.confirm(*ids(parts), in_session=where)

    @gesture
    def was_until(self, *, parts: list[str], day: str) -> dict[str, str]:
        """Say that parts were so once, and are not any more since a day; `said` is what went with what."""
        on = self._a_day(day)
        return {"said": f"Gone since {long_date(on)}: {self.network.map.remove(*ids(parts), on=on)}."}
