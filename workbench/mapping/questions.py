"""All questions that the workbench brings along, in the order in which the panel shows them.

Importing it takes a moment (pandas and its kin): a page does so only when somebody wants to ask.
"""

from typing import Final

from workbench.mapping import (
    brokers,
    cohesion,
    communities,
    constraint,
    core,
    feedback,
    fragility,
    guided,
    indices,
    influence,
    levels,
    mixing,
    reach,
)
from workbench.mapping.asking import OWN, QUESTIONS, Answer, Choice, Question, ask, pointed, question

__all__ = ["QUESTIONS", "Answer", "Choice", "Question", "ask", "listed", "pointed", "question"]

_IN_ORDER: Final = tuple(
    module.__name__
    for module in (
        *(guided, influence, levels),
        reach,
        fragility,
        *(brokers, constraint),
        feedback,
        *(mixing, cohesion, communities, core, indices),
    )
)


def listed() -> list[Question]:
    """Every question in the order of the panel: the workbench's own by heading, then those that people added."""

    def place(one: Question) -> int:
        module = one.answer.__module__
        return _IN_ORDER.index(module) if module in _IN_ORDER else len(_IN_ORDER)

    headings = list(dict.fromkeys(one.group for one in sorted(QUESTIONS.values(), key=place)))
    return sorted(QUESTIONS.values(), key=lambda one: (one.group == OWN, headings.index(one.group), place(one)))
