"""The app of a network's prototypes."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from widgets.measures.gestures import SHARED, SHARED_STYLE, MeasureGestures
from widgets.prototypes import document, drivers
from widgets.prototypes.drivers import DriverGestures
from widgets.prototypes.learning import LearningGestures
from widgets.prototypes.ramp import SCALES
from widgets.prototypes.telling import Teller
from widgets.theme.app import gesture, look
from widgets.theme.pages import script, style
from widgets.theme.wording import in_words_of
from workbench import checks
from workbench.mapping.vocabulary import CONNECTION_KINDS, HOPED_FOR
from workbench.measures.models import DIRECTIONS
from workbench.prototypes.fields import DECIDED
from workbench.prototypes.models import COMPARED, DECISIONS, MEASURE_HOPES, RELATIONSHIP_HOPES, STAGES
from workbench.prototypes.progress import SCALE
from workbench.workspace import Network

_FILES = (
    "choosing.js", "waiting.js", "moving.js", "board.js", "starting.js", "editing.js", "moved.js", "cycles.js",
    "progress.js", "thread.js", "opened.js", "prototypes.js",
)  # fmt: skip
_STYLES = ("prototypes/prototypes.css", "prototypes/cycles.css")
LABELS: Final = {
    "The title": "What do we call it?",
    "The hypothesis": "What do we expect, and why?",
    "The reason": "Why",
    "The owner": "Who looks after it?",
    "The simple principle": "What is the simple principle?",
    "The rule suspended": "Which rule is suspended?",
    "Who suspends the rule": "Who suspends it? (a role)",
    "The day the rule is back": "Until when?",
    "The people it affects": "Whom does it affect?",
}
"""How the page calls each field; what is wrong with one is said in these words, and so finds its place."""


class Prototypes(MeasureGestures, LearningGestures, DriverGestures):
    """What a network tries, and the measures that should show it.

    `shown` is the id of the prototype that is open, None for the board.
    """

    _esm = script(*SHARED, *drivers.FILES, *(f"prototypes/{name}" for name in _FILES))
    _css = style(*SHARED_STYLE, *_STYLES, *drivers.STYLES)
    area: ClassVar[str | None] = "prototypes"

    def __init__(self, network: Network, **options: Any) -> None:
        self.shown: str | None = None
        self._teller = Teller(network)
        self.told = self._teller.measures
        super().__init__(network, **options)

    def compose(self) -> dict[str, Any]:
        """List prototypes and measures, tell the open prototype, and name what can be chosen.

        `prototypes`, `measures`, `opened` (a prototype, or None), `gone` (True if what was asked for is not there),
        `waiting` (what nobody has seen to yet, by kind), `connections`, `elements`, `origins`, and the words of each
        choice.
        """
        answers = self.network.thread.did_they_move()
        prototypes = self._teller.prototypes(answers)
        connections, elements = self._teller.ties()
        plain = next((each for each in prototypes if each["id"] == self.shown), None)
        return {
            "prototypes": prototypes,
            "measures": self.told.listed(prototypes),
            "opened": self._teller.opened(plain, answers[plain["id"]]) if plain else None,
            "gone": self.shown is not None and plain is None,
            "waiting": self._teller.waiting(),
            "drivers": self.driver_diagram(),
            "connections": connections,
            "elements": elements,
            "origins": self._teller.origins(),
            "stages": list(STAGES),
            "decided": list(DECIDED),
            "hows": list(RELATIONSHIP_HOPES),
            "ways": list(MEASURE_HOPES),
            "directions": list(DIRECTIONS),
            "kinds": list(CONNECTION_KINDS),
            "scales": list(SCALES),
            "compared": list(COMPARED),
            "decisions": list(DECISIONS),
            "scale": [{"score": score, **step._asdict()} for score, step in SCALE.items()],
        }

    # --- which one is shown ------------------------------------------------------------------------------

    @gesture
    def show(self, *, record: str | None = None) -> dict[str, Any]:
        """Show one prototype; the board if none is given."""
        self.shown = None if record is None else checks.line(record, "What is to be shown")
        return {"shown": self.shown}

    # --- prototypes --------------------------------------------------------------------------------------

    @gesture
    def start_prototype(
        self,
        *,
        title: str,
        hypothesis: str = "",
        owner: str = "",
        came_from: list[str],
        to_change: dict[str, str],
        measured_by: dict[str, str],
        testing: bool = False,
    ) -> dict[str, Any]:
        """Keep a prototype with all that it is tied to, as an idea or tested from today, and show it."""
        with in_words_of(LABELS):
            row = self.network.prototypes.start(
                title,
                hypothesis=hypothesis,
                owner=owner,
                stage="testing" if testing else "idea",
                came_from=came_from,
                to_change=to_change,
                measured_by=measured_by,
            )
        self.shown = row.id
        return {"prototype": row.id}

    @gesture
    def change_prototype(self, *, prototype: str, version: int | None = None, **fields: Any) -> None:
        """Change what is said of it: its words, the rule suspended for it, its owner, the reason or its days."""
        with in_words_of(LABELS):
            self.network.prototypes.change(prototype, version=version, **fields)

    @gesture
    def set_stage(
        self, *, prototype: str, stage: str, reason: str = "", on: str | None = None, version: int | None = None
    ) -> None:
        """Move it to another stage."""
        self.network.prototypes.set_stage(prototype, stage, reason=reason, on=on or None, version=version)

    @gesture
    def remove_prototype(self, *, prototype: str) -> None:
        """Take it away, and go back to the board."""
        self.network.prototypes.remove(prototype)
        self.shown = None

    @look
    def answer_file(self, *, prototype: str) -> dict[str, str]:
        """The page of a prototype as a document to hand on, small numbers hidden."""
        return document.answer_file(self.network, prototype)

    @gesture
    def mean_to_change(self, *, prototype: str, connection: str, how: str) -> None:
        """Name a relationship that it means to change."""
        self.network.prototypes.means_to_change(prototype, connection, how)

    @gesture
    def no_longer_mean_to_change(self, *, prototype: str, connection: str) -> None:
        """Take a named relationship back."""
        self.network.prototypes.no_longer_means_to_change(prototype, connection)

    @gesture
    def hope_for(self, *, source: str, target: str, kind: str) -> dict[str, Any]:
        """Put a relationship on the map that is only hoped for; this page's undo takes it back."""
        row = self.network.map.connect(source, target, kind=kind, strength=HOPED_FOR, area=self._own_area())
        return {"connection": row.id}

    @gesture
    def should_move(self, *, prototype: str, measure: str, direction: str) -> None:
        """Name a measure that should show it."""
        self.network.prototypes.should_move(prototype, measure, direction)

    @gesture
    def no_longer_should_move(self, *, prototype: str, measure: str) -> None:
        """Take a named measure back."""
        self.network.prototypes.no_longer_should_move(prototype, measure)

    @gesture
    def came_from(self, *, prototype: str, record: str) -> None:
        """Name something it grew out of."""
        self.network.prototypes.came_from(prototype, record)

    @gesture
    def no_longer_came_from(self, *, prototype: str, record: str) -> None:
        """Take a named origin back."""
        self.network.prototypes.no_longer_came_from(prototype, record)
