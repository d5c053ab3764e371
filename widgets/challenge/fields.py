"""How the page of a challenge calls each field: the words stand here once, for forms and for what is wrong in them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

from widgets.measures.fields import typed_number
from widgets.theme.wording import in_words_of
from workbench.errors import BadInput

LABELS: Final[dict[str, dict[str, str]]] = {
    "challenge": {
        "title": "What is it for?",
        "launched_on": "When is it launched?",
        "cohort": "Which cohort?",
        "in_set": "Which set is the team?",
        "charter": "What has the team agreed on?",
    },
    "goal": {
        "verb": "We want to",
        "measure": "What?",
        "population": "For whom?",
        "ambition": "How far?",
        "numerator": "It starts at",
        "denominator": "Out of",
        "by": "By when?",
        "measured_by": "Which measure shows it?",
    },
    "task": {
        "title": "What does somebody do?",
        "owner": "Who does it? (a role)",
        "tests": "What does it test?",
        "gate": "Until which gate?",
        "starts_on": "Planned from",
        "ends_on": "Planned until",
        "started_on": "Begun on",
        "done_on": "Done on",
    },
    "gate": {
        "held_on": "When was it held?",
        "session": "In which session?",
        "plan": "How has the plan changed?",
        "charter": "How does the charter read now?",
        "sustain": "Which ideas are worth keeping up?",
    },
    "supporter": {
        "title": "Who? (a role)",
        "part": "As what?",
        "organisation": "Organisation (if you like)",
        "name": "Name (if they want it here)",
    },
    "contact": {
        "title": "What came of it?",
        "on": "When was that?",
        "confidence": "How sure are they of the goal?",
    },
    "permission": {
        "title": "Which rule is in the way?",
        "principle": "By which simple principle would you act instead?",
        "asked_of": "Who can say yes? (a role)",
        "asked_on": "When did you ask?",
        "answer": "What was answered?",
        "answered_on": "When was that?",
        "until": "Until when is it given? (empty: for good)",
    },
    "barrier": {
        "title": "What stands in the way?",
        "owner": "Which sponsor sees to it? (a role)",
        "raised_by": "Who raises it? (a role)",
        "raised_on": "Since when is it in the way?",
        "level": "Where can it be solved?",
        "blocks": "What is it in the way of?",
    },
    "escalation": {"to": "To whom? (a role)", "why": "Why?", "on": "When?"},
    "resolution": {"how": "How did you get it out of the way?", "on": "When was that?"},
    "recommendation": {
        "title": "What should last?",
        "sponsor": "Which sponsor answers? (a role)",
        "made_on": "When was it recommended?",
    },
    "answer": {"note": "What did they say? (if you like)", "on": "When did they answer?"},
    "decide": {"on": "When was it decided?", "check_on": "When do you look at it again?"},
    "check": {"note": "What did you find? (if you like)", "on": "When did you look?"},
}
"""The forms of the page: the name of a field → its label."""
_SAID: Final[dict[str, dict[str, str]]] = {
    "challenge": {
        "What the challenge is for": "title",
        "The day of the launch": "launched_on",
        "The cohort": "cohort",
        "The charter": "charter",
    },
    "goal": {
        "The verb of the goal": "verb",
        "What is to change": "measure",
        "The people it is for": "population",
        "The ambition": "ambition",
        "The number at the start": "numerator",
        "The number that it is out of": "denominator",
    },
    "task": {
        "The task": "title",
        "The owner": "owner",
        "What it tests": "tests",
        "The day it was begun": "started_on",
        "The day it was done": "done_on",
    },
    "gate": {
        "The day of a gate": "held_on",
        "The revised plan": "plan",
        "The refined charter": "charter",
        "The ideas to sustain": "sustain",
    },
    "supporter": {"The role": "title", "The organisation": "organisation", "The name": "name"},
    "contact": {"What came of it": "title", "The day of the contact": "on", "How sure they are": "confidence"},
    "permission": {
        "The rule": "title",
        "The simple principle": "principle",
        "Who was asked": "asked_of",
        "The day it was asked for": "asked_on",
        "The day of the answer": "answered_on",
    },
    "barrier": {
        "The barrier": "title",
        "The owner": "owner",
        "Who raised it": "raised_by",
        "The day it was raised": "raised_on",
    },
    "escalation": {
        "Whom it is taken to": "to",
        "Why it is taken further": "why",
        "The day it is taken further": "on",
    },
    "resolution": {"How it was resolved": "how", "The day it was resolved": "on"},
    "recommendation": {"The recommendation": "title", "The sponsor": "sponsor", "The day it was made": "made_on"},
    "answer": {"The note on the answer": "note", "The day of the answer": "on"},
    "decide": {"The day of the decision": "on"},
    "check": {"The note on what was found": "note", "The day of the check": "on"},
}
"""The forms of the page: what a verb calls a field → its name there."""
_COUNTS: Final = ("numerator", "denominator")


def asked_as(form: str) -> AbstractContextManager[None]:
    """Let what a verb says about a field begin with the label that a form of the page gives that field."""
    return in_words_of({said: LABELS[form][name] for said, name in _SAID[form].items()})


def goal_parts(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a goal as typed, its counts read as numbers.

    Raises `BadInput` for what is no number, and for a per cent: 12 % of nothing is no count.
    """
    read = {name: fields[name] for name in LABELS["goal"] if name in fields}
    for name in _COUNTS:
        if isinstance(read.get(name), str):
            text = read[name].strip()
            if "%" in text:
                raise BadInput(f"{LABELS['goal'][name]}: ‘{text}’ is a per cent; type a count, such as 12 out of 100.")
            read[name] = typed_number(text, LABELS["goal"][name]) if text else None
    return read
