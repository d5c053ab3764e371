"""The app of a network's measures."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from widgets.measures.days import next_day, usual_frequency
from widgets.measures.drawing_choice import choice
from widgets.measures.fields import LABELS
from widgets.measures.gestures import SHARED, SHARED_STYLE, MeasureGestures
from widgets.measures.telling import MeasureTeller
from widgets.theme.app import gesture
from widgets.theme.pages import script, style
from widgets.theme.wording import in_words_of
from workbench import checks
from workbench.measures.ready_made import GROUPS, READY_MADE
from workbench.workspace import Network

MOST_DAYS: Final = 500
"""The latest days of a measure on which new lines can be made to start on the page."""
_FILES: Final = ("wall.js", "ready_made.js", "rebase.js", "drawn_as.js", "about.js", "one.js", "measures.js")


class Measures(MeasureGestures):
    """What a network measures. `shown` is the id of the measure that is open, None for the wall."""

    _esm = script(*SHARED, *(f"measures/{name}" for name in _FILES))
    _css = style(*SHARED_STYLE, "measures/measures.css")
    area: ClassVar[str | None] = "prototypes"

    def __init__(self, network: Network, **options: Any) -> None:
        self.shown: str | None = None
        self.told = MeasureTeller(network)
        super().__init__(network, **options)

    def compose(self) -> dict[str, Any]:
        """Tell of every measure, and of the open one.

        `measures` (the wall), `measure` (the open one, or None), `gone` (True if what was asked for is not there),
        `ready_made` (measures to take, by group).
        """
        measures = self.told.wall(self.network.prototypes.listed())
        plain = next((each for each in measures if each["id"] == self.shown), None)
        return {
            "measures": measures,
            "measure": self._opened(plain) if plain else None,
            "gone": self.shown is not None and plain is None,
            "ready_made": self._ready_made(measures),
        }

    def _opened(self, plain: dict[str, Any]) -> dict[str, Any]:
        """The open measure: as `MeasureTeller.measured`, with how it is drawn and what is to be typed next."""
        told, today = self.told.measured(plain["id"]), self.network.today()
        kept = self.network.measures.observations(plain["id"])
        days = [day.date() for day in kept["date"]]
        often = usual_frequency(plain["frequency"], days)
        return {
            **told,
            "drawn_as": choice(self.network, plain),
            "days": [day.isoformat() for day in days[:0:-1][:MOST_DAYS]],
            "next_day": (next_day(days[-1], often, today=today, before=days[:-1]) if days else today).isoformat(),
        }

    def _ready_made(self, measures: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Measures to take, by group; `taken` is the id of the measure that was made of one, or None."""
        taken = {each["ready_made"]: each["id"] for each in measures if each["ready_made"]}
        named = ("key", "title", "definition", "numerator", "denominator", "why_this_denominator", "unit", "frequency")
        return [
            {
                "group": group,
                "measures": [
                    {**{name: getattr(each, name) for name in named}, "taken": taken.get(each.key)}
                    for each in READY_MADE
                    if each.group == group
                ],
            }
            for group in GROUPS
        ]

    # --- which one is shown ------------------------------------------------------------------------------

    @gesture
    def show(self, *, record: str | None = None) -> dict[str, Any]:
        """Show one measure; the wall if none is given."""
        self.shown = None if record is None else checks.line(record, "What is to be shown")
        return {"shown": self.shown}

    # --- what only this page does ------------------------------------------------------------------------

    @gesture
    def take_ready_made(self, *, key: str, sure: bool = False) -> dict[str, Any]:
        """Define one of the ready-made measures, to be changed to what the set means.

        If there is a measure of that name already, it is asked first (`asks`).
        """
        title = next((each.title for each in READY_MADE if each.key == key), "")
        titles = {each["title"].casefold() for each in self.network.measures.listed()}
        if not sure and title.casefold() in titles:
            return {"asks": f"There is a measure called “{title}” already. Take the ready-made one as well?"}
        row = self.network.measures.take(key)
        return {"measure": row.id, "said": f"{row.title} is yours now. Change whatever you count differently."}

    @gesture
    def draw_as(
        self, *, measure: str, chart: str, fix_after: str = "", screen_outliers: bool = True, version: int | None = None
    ) -> None:
        """Choose how a measure is drawn."""
        with in_words_of(LABELS):
            self.network.measures.change(
                measure, version=version, chart=chart, fix_after=fix_after, screen_outliers=screen_outliers
            )

    @gesture
    def rebase(self, *, measure: str, starts_on: str, reason: str, decided_by: str) -> None:
        """Draw the lines of a measure anew from a day on."""
        with in_words_of(LABELS):
            self.network.measures.rebase(measure, starts_on, reason=reason, decided_by=decided_by)

    @gesture
    def change_rebase(
        self, *, rebase: str, starts_on: str, reason: str, decided_by: str, version: int | None = None
    ) -> None:
        """Change the day, the reason or the name of a rebase."""
        with in_words_of(LABELS):
            self.network.measures.change_rebase(
                rebase, version=version, starts_on=starts_on, reason=reason, decided_by=decided_by
            )

    @gesture
    def remove_rebase(self, *, rebase: str) -> None:
        """Take a rebase away: the lines run through its day again."""
        self.network.measures.remove_rebase(rebase)
