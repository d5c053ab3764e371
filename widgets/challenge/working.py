"""What a team does on the page between two gates: launch, goals, the work plan, the gates themselves."""

from __future__ import annotations

from typing import Any

from widgets.challenge.fields import LABELS, asked_as, goal_parts
from widgets.challenge.words import in_words, sentence
from widgets.theme.app import App, gesture, look
from workbench import checks
from workbench.challenge import goals
from workbench.errors import BadInput


class WorkingGestures(App):
    """Launching a challenge and working on it; each gesture is one verb of the core."""

    shown: str | None = None

    # --- the challenge and its goals ---------------------------------------------------------------------

    @gesture
    def launch_challenge(
        self,
        *,
        title: str,
        launched_on: str,
        cohort: str = "",
        in_set: str = "",
        charter: str = "",
        goals: list[dict[str, Any]],
    ) -> dict[str, Any]:
        """Launch a challenge with its first goals, and show it. Each goal has the parts that `set_goal` takes."""
        verbs = self.network.challenge
        parts = [goal_parts(each) for each in goals if isinstance(each, dict)]
        for each in parts:  # what is wrong with a goal is said before anything is kept
            self._worded(each)
        with asked_as("challenge"):
            row = verbs.launch(title, launched_on=launched_on, cohort=cohort, in_set=in_set or None, charter=charter)
        for each in parts:
            verbs.set_goal(row.id, **each)
        self.shown = row.id
        said = f"Launched, with {in_words(len(parts), 'goal')}." if parts else "Launched. Name the first goal next."
        return {"team": row.id, "said": said}

    @gesture
    def change_challenge(self, *, challenge: str, version: int | None = None, **fields: Any) -> None:
        """Change what is said of a challenge."""
        with asked_as("challenge"):
            self.network.challenge.change(challenge, version=version, **_known(fields, "challenge"))

    @look
    def word_goal(self, **parts: Any) -> dict[str, str]:
        """The sentence that the parts of a goal make, as far as they are typed."""
        return {"sentence": self._worded(goal_parts(parts), halfway=True)}

    @gesture
    def set_goal(self, *, challenge: str, **parts: Any) -> None:
        """Set a goal."""
        with asked_as("goal"):
            self.network.challenge.set_goal(challenge, **goal_parts(parts))

    @gesture
    def change_goal(self, *, goal: str, version: int | None = None, **parts: Any) -> None:
        """Change a goal."""
        with asked_as("goal"):
            self.network.challenge.change_goal(goal, version=version, **goal_parts(parts))

    def _worded(self, parts: dict[str, Any], *, halfway: bool = False) -> str:
        """A goal's sentence; while it is typed, dots stand for what is still wanted."""
        with asked_as("goal"):
            given = {name: value for name, value in parts.items() if name != "measured_by"}
            if halfway:
                given |= {name: given.get(name) or "…" for name in ("verb", "measure")}
            given = {"verb": "", "measure": "", **given}
            read = {name: goals.READ_AS[name](value) for name, value in given.items()}
            if not halfway:
                goals.asked_of_counts(read.get("numerator"), read.get("denominator"))
            return sentence(goals.sentence(**read))

    # --- the work plan -----------------------------------------------------------------------------------

    @gesture
    def plan_task(self, *, challenge: str, title: str, gate: int, **fields: Any) -> None:
        """Put a task on the plan until a gate."""
        with asked_as("task"):
            self.network.challenge.plan_task(challenge, title, gate=gate, **_known(fields, "task"))

    @gesture
    def change_task(self, *, task: str, version: int | None = None, **fields: Any) -> None:
        """Change a task: its words, whose it is, its gate (as text or number), its days."""
        known = _known(fields, "task")
        gate = known.get("gate")
        if isinstance(gate, str) and gate.isdecimal():
            known["gate"] = int(gate)
        with asked_as("task"):
            self.network.challenge.change_task(task, version=version, **known)

    @gesture
    def start_task(self, *, task: str) -> None:
        """Say that a task was begun today."""
        self.network.challenge.start_task(task)

    @gesture
    def finish_task(self, *, task: str) -> None:
        """Say that a task is done."""
        self.network.challenge.finish_task(task)

    @gesture
    def roll_over(self, *, challenge: str, gate: int) -> dict[str, str]:
        """Take what is not done at a gate along to the next one."""
        rolled = self.network.challenge.roll_over(challenge, gate)
        tasks = in_words(len(rolled), "task is", "tasks are")
        return {
            "said": sentence(f"{tasks} carried over to day {rolled[0].gate}")
            if rolled
            else "Nothing was left to carry over."
        }

    # --- the gates ---------------------------------------------------------------------------------------

    @gesture
    def hold_gate(
        self,
        *,
        challenge: str,
        day: int,
        held_on: str = "",
        plan: str = "",
        charter: str = "",
        sustain: str = "",
        session: str = "",
    ) -> dict[str, Any]:
        """Write up a gate that was held, with what came out of it."""
        outputs = {"plan": plan, "charter": charter, "sustain": sustain}
        with asked_as("gate"):
            row = self.network.challenge.hold_gate(
                challenge, day, held_on=held_on or None, session=session or None, **outputs
            )
        return {"gate": row.id}

    @gesture
    def change_gate(self, *, gate: str, version: int | None = None, **fields: Any) -> None:
        """Change what came out of a gate, its day or its session."""
        known = _known(fields, "gate")
        if "session" in known:
            known["session"] = known["session"] or None
        with asked_as("gate"):
            self.network.challenge.change_gate(gate, version=version, **known)


def _known(fields: dict[str, Any], form: str) -> dict[str, Any]:
    """The fields of a form. Raises `BadInput` for one that it does not have."""
    for name in fields:
        if name not in LABELS[form]:
            raise BadInput(f"This form has no ‘{name}’. {checks.nearest(name, LABELS[form])}")
    return dict(fields)
