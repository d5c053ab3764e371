"""What is asked of the fields of a session, an entry, an insight and an action before they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.sensemaking import vocabulary
from workbench.sensemaking.methods import Step
from workbench.sensemaking.models import Session
from workbench.sensemaking.outlines import outline_of
from workbench.themes import chosen_themes

TITLE_LENGTH: Final = 80  # characters of a text that stand for it in lists


def shortened(text: str) -> str:
    """The beginning of a text, on one line, as its title in lists: at most `TITLE_LENGTH` characters."""
    line = " ".join(text.split())
    if len(line) <= TITLE_LENGTH:
        return line
    kept = line[: TITLE_LENGTH - 1]
    head, space, _ = kept.rpartition(" ")
    return f"{head if space and len(head) > TITLE_LENGTH // 2 else kept}…"


def _audience(value: Any) -> str:
    return checks.chosen(value, vocabulary.AUDIENCES, "audience")


def session_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a session from what was given, each checked; `BadInput` for any that is no good."""
    read_as = {
        "title": lambda value: checks.line(value, "The session’s title"),
        "held_on": lambda value: checks.day(value, "The day of the session"),
        "notes": lambda value: checks.paragraph(value, "The notes"),
        "audience": _audience,
        "ground_rules": lambda value: checks.paragraph(value, "The ground rules"),
    }
    return _checked(fields, read_as, "a session")


def bid_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a bid for airtime; its `issue` is its title."""
    read_as = {
        "issue": lambda value: checks.line(value, "The issue"),
        "made_by": lambda value: checks.line(value, "Who bids", required=False),
    }
    new = _checked(fields, read_as, "a bid")
    return {"title" if name == "issue" else name: value for name, value in new.items()}


def entry_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an entry from what was given, with the title that a text makes.

    Only a statement is a fact or a story: a form that is none empties the `nature`, and refuses one that was given.
    """
    read_as = {
        "text": lambda value: checks.paragraph(value, "What was said", required=True),
        "nature": lambda value: value and checks.chosen(value, vocabulary.NATURES, "kind of entry"),
        "step": lambda value: checks.line(value, "The step"),
        "form": lambda value: checks.chosen(value, vocabulary.FORMS, "form of an entry"),
        "said_by": lambda value: checks.line(value, "Who said it", required=False),
        "audience": _audience,
        "consent": lambda value: checks.chosen(value, vocabulary.CONSENTS, "answer to the question of consent"),
        "themes": chosen_themes,
    }
    new = _titled(_checked(fields, read_as, "an entry"))
    if new.get("form", "statement") != "statement":
        if new.get("nature"):
            raise BadInput(f"Only a statement is a fact or a story: leave that open, or make the {new['form']} one.")
        new["nature"] = ""
    return new


def insight_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an insight from what was given, with the title that a text makes."""
    read_as = {
        "text": lambda value: checks.paragraph(value, "The insight", required=True),
        "audience": _audience,
        "themes": chosen_themes,
    }
    return _titled(_checked(fields, read_as, "an insight"))


def action_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an action from what was given, with the title that a text makes."""
    read_as = {
        "text": lambda value: checks.paragraph(value, "The action", required=True),
        "owner": lambda value: checks.line(value, "The owner", required=False),
        "due": lambda value: None if value in (None, "") else checks.day(value, "The day it is due"),
        "known_by": lambda value: checks.paragraph(value, "How you will know"),
        "audience": _audience,
    }
    return _titled(_checked(fields, read_as, "an action"))


def parts_of(parts: Mapping[str, str] | None) -> dict[str, str]:
    """Who takes which part, checked; two people in a part that only one can have raise `BadInput`."""
    if parts is not None and not isinstance(parts, Mapping):
        raise BadInput("Who takes which part is given by role: {“GP”: “facilitator”}.")
    taken = {
        checks.line(role, "A role of those present", longest=80): checks.chosen(part, vocabulary.PARTS, "part")
        for role, part in (parts or {}).items()
    }
    for part in vocabulary.ONE_AT_A_TIME:
        having = [role for role, taken_part in taken.items() if taken_part == part]
        if len(having) > 1:
            raise BadInput(f"There is one {part} at a time, not {len(having)}: choose one of {', '.join(having)}.")
    return taken


def _checked(fields: Mapping[str, Any], read_as: Mapping[str, Any], what: str) -> dict[str, Any]:
    for name in fields:
        if name not in read_as:
            raise BadInput(f"{what.capitalize()} has no ‘{name}’. {checks.nearest(name, read_as)}")
    return {name: read_as[name](value) for name, value in fields.items()}


def _titled(new: dict[str, Any]) -> dict[str, Any]:
    return {**new, "title": shortened(new["text"])} if "text" in new else new


def step_of(session: Session, step: str) -> Step:
    """The step of the session's method that has this name. Raises `BadInput` with the nearest one."""
    method = outline_of(session)
    steps = {each.name: each for each in method.steps}
    return steps[checks.chosen(step, tuple(steps), f"step of “{method.name}”")]


def roles_of(roles: Iterable[str]) -> list[str]:
    """Roles, each once, in the order given."""
    if isinstance(roles, str) or not isinstance(roles, Iterable):
        raise BadInput("Those present have to be a list of roles, even when it is only one.")
    return list(dict.fromkeys(checks.line(role, "A role of those present", longest=80) for role in roles))


def ids_of(records: Iterable[str]) -> list[str]:
    """Ids of records, each once, in the order given; a single one may come as it is."""
    listed = [records] if isinstance(records, str) or not isinstance(records, Iterable) else list(records)
    if not all(isinstance(record, str) for record in listed):
        raise BadInput("What it points to has to be given by its ids, as text.")
    return list(dict.fromkeys(listed))
