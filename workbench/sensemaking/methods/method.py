"""What a method is: its steps, and for each what is asked, for how long, who speaks and what is taken down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

SPEAKS: Final = ("everybody", "in turn", "presenter", "set members", "facilitator")
"""Who speaks at a step; the set members are everybody but the presenter."""
RECORDS: Final = (
    "statement", "fact", "story", "question", "advice", "bid", "insight", "action", "open actions",
)  # fmt: skip
"""What is taken down at a step; “open actions” goes through those agreed before."""
POINTS_AT: Final = ("element", "connection", "prototype", "measure", "idea", "barrier", "goal")
"""What may be pointed at, with @, in what is taken down."""
GATES: Final = (25, 50, 75, 100)
"""The days of a 100-day challenge that have a gate."""
GATE_OUTPUTS: Final = ("revised plan", "refined charter", "ideas to sustain")
"""What a gate is left with."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a method.

    `question` is put to the set, `hint` says how to go about it, `minutes` is how long it should take. At a step that
    holds advice none is taken down until the presenter opens it. What is taken down at a step that `asks_for` one of
    `GATE_OUTPUTS` makes up that output; empty at every other.
    """

    name: str
    question: str
    hint: str = ""
    minutes: int
    speaks: str = "everybody"
    records: tuple[str, ...] = ("statement",)
    points_at: tuple[str, ...] = ("element", "connection", "prototype", "measure")
    holds_advice: bool = False
    asks_for: str = ""


@dataclass(frozen=True, kw_only=True)
class Method:
    """How a meeting goes. `key` is the name in lower case; `gate` the day of the challenge it belongs to, or None.

    `ground_rules` are offered when a meeting begins.
    """

    key: str
    name: str
    about: str
    steps: tuple[Step, ...]
    gate: int | None = None
    ground_rules: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """How long the whole meeting should take."""
        return sum(step.minutes for step in self.steps)

    def plain(self) -> dict[str, Any]:
        """All of it, and its `minutes`, as JSON can hold it; `from_plain` makes the same method of it."""
        return {**_listed(asdict(self)), "minutes": self.minutes, "steps": [_listed(asdict(s)) for s in self.steps]}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Method:
        """The method again from what `plain` made of it, of an earlier version too: what no method says now is left."""
        known = {field.name for field in fields(cls)} - {"steps"}
        said = {name: value for name, value in plain.items() if name in known}
        return cls(**_tupled(said), steps=tuple(Step(**_tupled(step)) for step in plain["steps"]))


def _listed(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


def _tupled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
