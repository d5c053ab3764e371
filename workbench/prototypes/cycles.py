"""Test cycles: one turn of plan, do, study, act. A ramp of them is what a prototype learnt, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.errors import BadInput
from workbench.fields import as_day, as_id, as_text, read
from workbench.prototypes.fields import AREA, in_order, named
from workbench.prototypes.models import COMPARED, DECISIONS, Prototype, TestCycle
from workbench.store import Scope
from workbench.store.titles import id_of

State = Literal["plan", "doing", "study", "decided"]
STATES: Final[tuple[State, ...]] = ("plan", "doing", "study", "decided")
"""Where a test cycle stands, in the order in which it goes through them."""

READ_AS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "question": lambda value: checks.line(value, "The question"),
    "prediction": lambda value: checks.paragraph(value, "The prediction"),
    "plan": lambda value: checks.paragraph(value, "The plan"),
    "scale": lambda value: checks.line(value, "How widely it is tried", required=False),
    "owner": lambda value: checks.line(value, "The owner", required=False),
    "started_on": as_day,
    "ended_on": as_day,
    "seen": lambda value: checks.paragraph(value, "What was seen"),
    "compared": lambda value: checks.chosen(value or "", ("", *COMPARED), "way to compare with a prediction"),
    "learnt": lambda value: checks.paragraph(value, "What was learnt"),
    "decision": lambda value: checks.chosen(value or "", ("", *DECISIONS), "decision"),
}


_TO_CLOSE: Final = {
    "seen": "what was seen",
    "compared": "how that compares with the prediction",
    "decision": "what is decided",
}


class Cycles:
    """The test cycles of one network's prototypes. A cycle is given as itself or by its id."""

    _scope: Scope

    def plan_cycle(
        self,
        prototype: str | int | Prototype,
        question: str,
        *,
        prediction: str = "",
        plan: str = "",
        scale: str = "",
        owner: str = "",
        started_on: date | str | None = None,
    ) -> TestCycle:
        """Plan a test of a prototype: a question, what is predicted, and who does what, when and where (`plan`).

        `scale` says how widely it is tried ("one person", "one practice"). With `started_on` it is under way from
        that day. It gets the prototype's next number, which is never given again. Raises `BadInput` for an empty
        question and `NotFound` if the prototype is not there.
        """
        fields = _fields(
            {
                "question": question,
                "prediction": prediction,
                "plan": plan,
                "scale": scale,
                "owner": owner,
                "started_on": started_on,
            }
        )
        with self._scope.gesture("", area=AREA) as session:
            of = self._scope.fetch(session, Prototype, id_of(self._scope, session, Prototype, prototype))
            row = TestCycle(
                network=self._scope.network,
                prototype_id=of.id,
                number=_next_number(session, of.id),
                valid_from=self._scope.today(),
                **fields,
            )
            session.add(row)
            session.info["change"].action = f"planned test {row.number} of {named(of)}"
        return row

    def change_cycle(self, cycle: str | TestCycle, *, version: int | None = None, **fields: Any) -> TestCycle:
        """Change what is said of a cycle.

        That is `question`, `prediction`, `plan`, `scale`, `owner`, `started_on`, `ended_on`, `seen`, `compared`,
        `learnt` and `decision`.
        Raises `Conflict` if `version` is given and somebody has changed it since that version, and `BadInput` for a
        day that is none or before the first, an end to come, and a decision without what it rests on.
        """
        new = _fields(fields)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, TestCycle, as_id(cycle), version=version, mine=new)
            of = self._scope.fetch(session, Prototype, row.prototype_id)
            for column, value in new.items():
                setattr(row, column, value)
            self._check(row)
            session.info["change"].action = f"changed test {row.number} of {named(of)}"
        return row

    def finish_cycle(
        self,
        cycle: str | TestCycle,
        *,
        seen: str,
        compared: str,
        learnt: str = "",
        decision: str,
        ended_on: date | str | None = None,
        version: int | None = None,
    ) -> TestCycle:
        """Say what was seen, how it compares with the prediction, what was learnt and what is decided.

        `compared` is one of `COMPARED`, `decision` one of `DECISIONS`. It ended on `ended_on`, else on the day
        that was given before, else today; one without a first day was done on that one day. Raises `BadInput` if
        one of the three is missing, or for an end before its beginning or yet to come, and `Conflict` as
        `change_cycle`.
        """
        new = _fields({"seen": seen, "compared": compared, "learnt": learnt, "decision": decision})
        end = as_day(ended_on)
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, TestCycle, as_id(cycle), version=version, mine=new)
            of = self._scope.fetch(session, Prototype, row.prototype_id)
            for column, value in new.items():
                setattr(row, column, value)
            row.ended_on = end or row.ended_on or self._scope.today()
            row.started_on = row.started_on or row.ended_on
            self._check(row, closing=True)
            session.info["change"].action = f"finished test {row.number} of {named(of)}: {row.decision}"
        return row

    def remove_cycle(self, cycle: str | TestCycle) -> None:
        """Take a test cycle away. Nothing is deleted; its number is not used again."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, TestCycle, as_id(cycle))
            of = self._scope.fetch(session, Prototype, row.prototype_id)
            self._scope.end(row)
            session.info["change"].action = f"removed test {row.number} of {named(of)}"

    def _check(self, row: TestCycle, *, closing: bool = False) -> None:
        in_order(row.started_on, row.ended_on, today=self._scope.today())
        if row.decision or closing:
            for name, what in _TO_CLOSE.items():
                if not getattr(row, name):
                    raise BadInput(f"Say {what} before the test is closed: others learn from all three.")
        if row.compared and not row.seen:
            raise BadInput("Say what was seen before it is compared with the prediction.")


def state(row: TestCycle, *, today: date) -> State:
    """Where a cycle stands, which its fields say.

    Decided once there is a decision, to be studied once it has ended or something was seen, being done from its first
    day on, else planned.
    """
    if row.decision:
        return "decided"
    if row.ended_on or row.seen:
        return "study"
    return "doing" if row.started_on and row.started_on <= today else "plan"


def plain(row: TestCycle, *, today: date) -> dict[str, Any]:
    """`id`, `number`, `state`, every field of `change_cycle` (days as ISO text or None), `named_on` and `version`."""
    return {
        "id": row.id,
        "number": row.number,
        "state": state(row, today=today),
        "question": row.title,
        "prediction": row.prediction,
        "plan": row.plan,
        "scale": row.scale,
        "owner": row.owner,
        "started_on": as_text(row.started_on),
        "ended_on": as_text(row.ended_on),
        "seen": row.seen,
        "compared": row.compared,
        "learnt": row.learnt,
        "decision": row.decision,
        "named_on": row.valid_from.isoformat(),
        "version": row.version,
    }


def _fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Check the fields of a cycle; its question is kept as its title."""
    return {"title" if name == "question" else name: value
            for name, value in read(fields, READ_AS, "A test cycle").items()}  # fmt: skip


def _next_number(session: Session, prototype: str) -> int:
    """One more than any number ever given within the prototype."""
    highest = session.scalar(select(func.max(TestCycle.number)).where(TestCycle.prototype_id == prototype))
    return (highest or 0) + 1
