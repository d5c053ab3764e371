"""The app of a network's challenges: a hundred days of a team, from the launch to what lasts."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from widgets.challenge import commitments, document, names, registers, side_by_side
from widgets.challenge.fields import LABELS
from widgets.challenge.supporting import SupportingGestures
from widgets.challenge.telling import Teller
from widgets.challenge.working import WorkingGestures
from widgets.theme.app import gesture, look
from widgets.theme.pages import script, style
from workbench import checks
from workbench.challenge.vocabulary import CONFIDENCE, GATES, LEVELS, SUPPORTERS
from workbench.errors import NotFound
from workbench.workspace import Network

_FILES: Final = (
    "hundred.js", "asking.js", "now.js", "plan.js", "gates.js", "team.js", "barriers.js", "permissions.js",
    "commitments.js", "cohort.js", "launching.js", "dialogs.js", "challenge.js",
)  # fmt: skip
_VIEWS: Final = {
    "goals": "now",
    "supporters": "team",
    "barriers": "barriers",
    "permissions": "permissions",
    "recommendations": "commitments",
}
"""Where a record of a challenge stands on the page."""


class Challenge(WorkingGestures, SupportingGestures):
    """The hundred days of one network's teams. `shown` is the id of the challenge that is looked at.

    Without one, the latest launch is shown.
    """

    _esm = script("theme/views.js", *(f"challenge/{name}" for name in _FILES))
    _css = style("challenge/hundred.css", "challenge/challenge.css")
    area: ClassVar[str | None] = "challenge"

    def __init__(self, network: Network, **options: Any) -> None:
        self.shown: str | None = None
        self._teller = Teller(network)
        super().__init__(network, **options)

    def compose(self) -> dict[str, Any]:
        """Tell of the challenge that is shown, and name what can be chosen.

        `teams` (the network's challenges), `shown`, `gone` (True if what was asked for is not there), `team` (None
        before the first launch; see `Teller.team`), `barriers`, `permissions`, `commitments`, `cohort` (or None),
        `counts` (what the views' links carry), `labels` (of the forms, by form) and the choices of each form.
        """
        network = self.network
        listed = network.challenge.listed()
        known = {each["id"] for each in listed}
        shown = self.shown if self.shown in known else listed[0]["id"] if listed and self.shown is None else None
        return {
            "teams": [{"value": each["id"], "label": each["title"]} for each in listed],
            "shown": shown,
            "gone": self.shown is not None and shown is None,
            "labels": LABELS,
            "cohorts": [each["name"] for each in network.workspace.cohorts()],
            "sets": [{"value": each.id, "label": each.title} for each in network.members.sets()],
            "levels": [{"value": level, "label": registers.LEVEL_WORDS[level]} for level in LEVELS],
            "parts": list(SUPPORTERS),
            "confidence": [{"value": str(step), "label": _sure(step)} for step in CONFIDENCE],
            "gate_choices": [{"value": str(day), "label": f"day {day}"} for day in GATES],
            "permission_answers": [{"value": "given", "label": "given"}, {"value": "refused", "label": "refused"}],
            "measures": [{"value": each["id"], "label": each["title"]} for each in network.measures.listed()],
            **(self._one(shown) if shown else {"team": None, "counts": {}, "cohort": None}),
        }

    def _one(self, shown: str) -> dict[str, Any]:
        """All that belongs to the challenge that is shown."""
        network, today = self.network, self.network.today()
        told = network.challenge.told(shown)
        prototypes = network.prototypes.listed()
        walls = [each for each in network.challenge.barriers_told() if each["challenge"] in (None, shown)]
        permissions = registers.permissions(told["permissions"], names.tried(network, shown), today=today)
        team = self._teller.team(told, walls, permissions["listed"])
        ties = names.relationships(network)
        return {
            "team": team,
            "barriers": registers.barriers(walls, ties),
            "permissions": permissions,
            "commitments": commitments.told(told["recommendations"]),
            "cohort": side_by_side.told(network, told["challenge"]["cohort"]),
            "things": [
                *(
                    {"id": each["id"], "kind": "prototype", "label": f"#{each['number']} {each['title']}"}
                    for each in prototypes
                ),
                *({"id": each["id"], "kind": "goal", "label": each["sentence"]} for each in team["goals"]),
                *({"id": key, "kind": "relationship", "label": label} for key, label in ties.items()),
            ],
            "counts": {
                "plan": sum(bool(task["can"]) for task in team["plan"]["tasks"]),
                "barriers": sum(each["resolved"] is None for each in walls),
                "permissions": sum(line["over"] or line["waits"] for line in permissions["listed"]),
                "commitments": sum(bool(each["waits_for"]) for each in told["recommendations"]),
            },
        }

    # --- what is shown -----------------------------------------------------------------------------------

    @gesture
    def show(self, *, record: str | None = None) -> dict[str, Any]:
        """Show a challenge, given by its id or by that of anything that belongs to it; the latest if none is given.

        Answers with the `view` in which the record stands.
        """
        if record is None:
            self.shown = None
            return {"view": None}
        key = checks.line(record, "What is to be shown")
        try:
            self.shown = self.network.challenge.challenge_of(key) or self._latest_launch()
        except NotFound:
            self.shown = key  # the page says that it is not there
            return {"view": None}
        return {"view": self._view_of(key)}

    @look
    def state_file(self, *, challenge: str) -> dict[str, str]:
        """Where a team stands as a document of one or two pages."""
        return document.state_file(self.network, self._teller, challenge)

    @gesture
    def remove(self, *, record: str) -> None:
        """Take away something of a challenge, or the challenge itself; undo brings it back."""
        self.network.challenge.remove(checks.line(record, "What is to be removed"))
        if record == self.shown:
            self.shown = None

    def _latest_launch(self) -> str | None:
        listed = self.network.challenge.listed()
        return listed[0]["id"] if listed else None

    def _view_of(self, key: str) -> str:
        told = self.network.challenge.told(self.shown) if self.shown else {}
        walls = self.network.challenge.barriers_told()
        for name, view in _VIEWS.items():
            rows = walls if name == "barriers" else told.get(name, [])
            for row in rows:
                if key in (
                    row["id"],
                    *(each["id"] for each in (*row.get("contacts", []), *row.get("escalations", []))),
                ):
                    return view
        if any(key == task["id"] for plan in told.get("plan", []) for task in plan["tasks"]):
            return "plan"
        return "gates" if any(key == gate["id"] for gate in told.get("gates", [])) else "now"


def _sure(step: int) -> str:
    return {0: "0, not at all", 10: "10, entirely"}.get(step, str(step))
