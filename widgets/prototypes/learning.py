"""The gestures of a page on which test cycles are planned and studied, and progress is said."""

from __future__ import annotations

from typing import Any, Final

from widgets.theme.app import App, gesture
from widgets.theme.wording import in_words_of

LABELS: Final = {
    "The question": "What do we want to find out?",
    "The prediction": "What do we think will happen?",
    "The plan": "Who does what, when and where?",
    "How widely it is tried": "How widely do we try it?",
    "The owner": "Who looks after it? (a role)",
    "What was seen": "What did we see?",
    "What was learnt": "What did we learn?",
    "The reason": "Why do we think so?",
}
"""How the page calls each field of a cycle; what is wrong with one is said in these words."""


class LearningGestures(App):
    """What can be done with the test cycles of a prototype and with its place on the progress scale."""

    @gesture
    def plan_cycle(
        self,
        *,
        prototype: str,
        question: str,
        prediction: str = "",
        plan: str = "",
        scale: str = "",
        owner: str = "",
        started_on: str | None = None,
    ) -> dict[str, Any]:
        """Plan a test cycle; with a first day it is under way from then on."""
        with in_words_of(LABELS):
            row = self.network.prototypes.plan_cycle(
                prototype,
                question,
                prediction=prediction,
                plan=plan,
                scale=scale,
                owner=owner,
                started_on=started_on or None,
            )
        return {"cycle": row.id, "number": row.number}

    @gesture
    def change_cycle(self, *, cycle: str, version: int | None = None, **fields: Any) -> None:
        """Change what is said of a cycle, without deciding."""
        with in_words_of(LABELS):
            self.network.prototypes.change_cycle(cycle, version=version, **fields)

    @gesture
    def finish_cycle(
        self,
        *,
        cycle: str,
        seen: str,
        compared: str,
        learnt: str = "",
        decision: str,
        ended_on: str | None = None,
        version: int | None = None,
    ) -> None:
        """Say what was seen, hold it against the prediction, and decide."""
        with in_words_of(LABELS):
            self.network.prototypes.finish_cycle(
                cycle,
                seen=seen,
                compared=compared,
                learnt=learnt,
                decision=decision,
                ended_on=ended_on or None,
                version=version,
            )

    @gesture
    def remove_cycle(self, *, cycle: str) -> None:
        """Take a cycle away."""
        self.network.prototypes.remove_cycle(cycle)

    @gesture
    def assess(self, *, prototype: str, score: float, why: str = "", on: str | None = None) -> None:
        """Say how far it has come on a day, today if none is given."""
        with in_words_of(LABELS):
            self.network.prototypes.assess(prototype, score, why=why, on=on or None)

    @gesture
    def remove_assessment(self, *, progress: str) -> None:
        """Take a word on how far it has come back."""
        self.network.prototypes.remove_assessment(progress)
