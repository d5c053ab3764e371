"""What is asked of the fields of a session, an entry, an insight and an action before they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.sensemaking import vocabulary
from workbench.sensemaking.models import Session

TITLE_LENGTH: Final = 80  # characters of a text that stand for it in lists


def shortened(text: str) -> str:
    """The beginning of a text, on one line, as its title in lists: at most `TITLE_LENGTH` characters."""
    line = " ".join(text.split())
    if len(line) <= TITLE_LENGTH:
        return line
    kept = line[: TITLE_LENGTH - 1]
    head, space, _ = kept.rpartition(" ")
    return f"{head if space and len(head) > TITLE_LENGTH // 2 else kept}…"


def session_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a session from what was given, each checked; `BadInput` for any that is no good."""
    read_as = {
        "title": lambda value: checks.line(value, "The session's title"),
        "method": lambda value: checks.chosen(value, tuple(vocabulary.METHODS), "method"),
        "held_on": lambda value: checks.day(value, "The day of the session"),
        "notes": lambda value: checks.paragraph(value, "The notes"),
    }
    return _checked(fields, read_as, "a session")


def entry_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an entry from what was given, with the title that a text makes."""
    read_as = {
        "text": lambda value: checks.paragraph(value, "What was said", required=True),
        "nature": lambda value: value and checks.chosen(value, vocabulary.NATURES, "kind of entry"),
        "step": lambda value: checks.line(value, "The step"),
        "said_by": lambda value: checks.line(value, "Who said it", required=False),
    }
    return _titled(_checked(fields, read_as, "an entry"))


def insight_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an insight from what was given, with the title that a text makes."""
    read_as = {"text": lambda value: checks.paragraph(value, "The insight", required=True)}
    return _titled(_checked(fields, read_as, "an insight"))


def action_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an action from what was given, with the title that a text makes."""
    read_as = {
        "text": lambda value: checks.paragraph(value, "The action", required=True),
        "owner": lambda value: checks.line(value, "The owner", required=False),
        "due": lambda value: None if value in (None, "") else checks.day(value, "The day it is due"),
        "known_by": lambda value: checks.paragraph(value, "How you will know"),
    }
    return _titled(_checked(fields, read_as, "an action"))


def _checked(fields: Mapping[str, Any], read_as: Mapping[str, Any], what: str) -> dict[str, Any]:
    for name in fields:
        if name not in read_as:
            raise BadInput(f"{what.capitalize()} has no ‘{name}’. {checks.nearest(name, read_as)}")
    return {name: read_as[name](value) for name, value in fields.items()}


def _titled(new: dict[str, Any]) -> dict[str, Any]:
    return {**new, "title": shortened(new["text"])} if "text" in new else new


def step_of(session: Session, step: str) -> str:
    """One of the steps of the session's method. Raises `BadInput` with the nearest one."""
    return checks.chosen(step, vocabulary.METHODS[session.method], f"step of “{session.method}”")


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
