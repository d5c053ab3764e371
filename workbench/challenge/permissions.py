"""The permission register: which rule a team asked to set aside, of whom, and what was answered."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from workbench import checks
from workbench.challenge.fields import happened, optional_line, sentence
from workbench.challenge.gestures import Gestures, assign, say
from workbench.challenge.models import Challenge, Permission
from workbench.challenge.vocabulary import PERMISSION_ANSWERS
from workbench.errors import BadInput
from workbench.fields import Readers, as_day, as_text, read
from workbench.words import long_date

READ_AS: Final[Readers] = {
    "rule": sentence("The rule"),
    "principle": optional_line("The simple principle"),
    "asked_of": optional_line("Who was asked"),
    "asked_on": lambda value: checks.day(value, "The day it was asked for"),
    "until": as_day,
}


class Permissions(Gestures):
    """The permissions that one network's teams asked for."""

    def ask_permission(
        self,
        challenge: str | Challenge,
        rule: str,
        *,
        principle: str = "",
        asked_of: str = "",
        on: date | str | None = None,
    ) -> Permission:
        """Ask that a rule be set aside, today if no day is given.

        `principle` is the simple principle to go by instead, `asked_of` who can answer. `BadInput` for an empty rule
        and for a day to come.
        """
        new = _columns(read({"rule": rule, "principle": principle, "asked_of": asked_of}, READ_AS, ""))
        with self._gesture() as store:
            of = self._challenge(store, challenge)
            day = happened(on, "The day it was asked for", today=self._scope.today())
            row = self._add(store, Permission, challenge_id=of.id, asked_on=day, **new)
            say(store, f"asked to set a rule aside: {row.title}")
        return row

    def answer_permission(
        self,
        permission: str | Permission,
        answer: str,
        *,
        on: date | str | None = None,
        until: date | str | None = None,
        version: int | None = None,
    ) -> Permission:
        """Say that a permission was `given` (until a day, or for good) or `refused`; said again, it is changed.

        The empty text takes an answer back. Raises `BadInput` for another word, for an answer before it was asked for
        or on a day to come, and for a permission that would end before it was given.
        """
        word = checks.chosen(answer or "", PERMISSION_ANSWERS, "kind of answer")
        end = as_day(until)
        with self._gesture() as store:
            mine = {"answer": word, "until": end}
            row = self._found(store, Permission, permission, version=version, mine=mine)
            row.answer, row.until = word, end if word == "given" else None
            row.answered_on = self._answered(on, row) if word else None
            _in_order(row)
            said = {
                "given": "gave permission to set aside",
                "refused": "refused to set aside",
                "": "waits to set aside",
            }
            say(store, f"noted an answer: {said[word]} {row.title}")
        return row

    def change_permission(
        self, permission: str | Permission, *, version: int | None = None, **fields: Any
    ) -> Permission:
        """Change `rule`, `principle`, `asked_of`, `asked_on` or `until`; else as `answer_permission`."""
        new = _columns(read(fields, READ_AS, "A permission"))
        with self._gesture() as store:
            row = self._found(store, Permission, permission, version=version, mine=new)
            assign(row, new)
            happened(row.asked_on, "The day it was asked for", today=self._scope.today())
            if row.answered_on is not None:
                self._answered(row.answered_on, row)
            _in_order(row)
            say(store, f"changed the permission to set aside {row.title}")
        return row

    def _answered(self, on: date | str | None, row: Permission) -> date:
        return happened(
            on, "The day of the answer", today=self._scope.today(), after=row.asked_on, since="it was asked for on"
        )


def plain(row: Permission, *, today: date) -> dict[str, Any]:
    """A permission: `id`, `rule`, `principle`, `asked_of`, `asked_on`, `answer`, `answered_on`, `until`, `version`.

    Days are ISO text or None. `over`: whether it was given until a day that has passed; `days_waiting`: whole days
    since it was asked for, None once it is answered.
    """
    return {
        "id": row.id,
        "rule": row.title,
        "principle": row.principle,
        "asked_of": row.asked_of,
        "asked_on": as_text(row.asked_on),
        "answer": row.answer,
        "answered_on": as_text(row.answered_on),
        "until": as_text(row.until),
        "over": row.answer == "given" and row.until is not None and row.until < today,
        "days_waiting": None if row.answer else (today - row.asked_on).days,
        "version": row.version,
    }


def _columns(new: dict[str, Any]) -> dict[str, Any]:
    return {"title" if name == "rule" else name: value for name, value in new.items()}


def _in_order(row: Permission) -> None:
    if row.until is not None and row.answer != "given":
        raise BadInput("Only a permission that was given can end on a day. Say first that it was given.")
    if row.until and row.answered_on and row.until < row.answered_on:
        raise BadInput(
            f"It was given on {long_date(row.answered_on)}, so it cannot end on {long_date(row.until)}. "
            "Change one of the days."
        )
