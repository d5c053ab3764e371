"""Commitments: what a team recommends at day 100, what the sponsor answers, what becomes of it, and the later check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from workbench import checks
from workbench.challenge.days import months_later
from workbench.challenge.fields import happened, optional_line, sentence, text
from workbench.challenge.gestures import Gestures, assign, say
from workbench.challenge.models import Challenge, Recommendation
from workbench.challenge.vocabulary import CHECKS, FUTURES, SPONSOR_ANSWERS
from workbench.errors import BadInput
from workbench.fields import Readers, as_day, as_text, read
from workbench.store import Record
from workbench.words import as_title, long_date, the

SIX_MONTHS: Final = 6
"""So many calendar months after a decision it is looked at again."""
READ_AS: Final[Readers] = {
    "title": sentence("The recommendation"),
    "sponsor": optional_line("The sponsor"),
    "made_on": lambda value: checks.day(value, "The day it was made"),
    "answer_note": text("The note on the answer"),
    "check_on": lambda value: checks.day(value, "The day of the check"),
    "found_note": text("The note on what was found"),
}


class Commitments(Gestures):
    """The recommendations of one network's teams."""

    def recommend(
        self,
        challenge: str | Challenge,
        title: str,
        *,
        sponsor: str = "",
        on: date | str | None = None,
        came_from: str | Record | Iterable[str | Record] = (),
    ) -> Recommendation:
        """Recommend something to a sponsor (by role), today if no day is given.

        `came_from`: what it grew out of, such as a prototype or an insight. `BadInput` for an empty recommendation
        and for a day to come or before the launch.
        """
        new = read({"title": title, "sponsor": sponsor}, READ_AS, "A recommendation")
        with self._gesture() as store:
            of = self._challenge(store, challenge)
            day = self._made(on, of)
            row = self._add(store, Recommendation, challenge_id=of.id, made_on=day, **new)
            self._link_all(store, "came from", row, came_from)
            say(store, f"made a recommendation of {of.title}")
        return row

    def change_recommendation(
        self, recommendation: str | Recommendation, *, version: int | None = None, **fields: Any
    ) -> Recommendation:
        """Change `title`, `sponsor`, `made_on`, `answer_note`, `check_on` or `found_note`.

        Raises `Conflict` if `version` is given and somebody changed it since, and `BadInput` for days that do not
        follow one another.
        """
        new = read(fields, READ_AS, "A recommendation")
        with self._gesture() as store:
            row = self._found(store, Recommendation, recommendation, version=version, mine=new)
            if "check_on" in new and not row.future:
                raise BadInput("Say first whether to sustain, scale or stop it: the check follows that decision.")
            assign(row, new)
            if "made_on" in new:
                self._made(row.made_on, self._challenge(store, row.challenge_id))
            self._steps_in_order(row)
            say(store, "changed a recommendation")
        return row

    def answer(
        self,
        recommendation: str | Recommendation,
        answer: str,
        *,
        on: date | str | None = None,
        note: str = "",
        version: int | None = None,
    ) -> Recommendation:
        """Note what the sponsor answered: `accepted`, `adapted` or `declined`; said again, it is changed.

        What is declined ends there: what was to become of it, and what was found of that, is taken away with it.
        Raises `BadInput` for another word, and for a day to come or before it was made.
        """
        word = checks.chosen(answer, SPONSOR_ANSWERS[1:], "kind of answer")
        words = checks.paragraph(note, "The note on the answer")
        with self._gesture() as store:
            mine = {"answer": word, "answer_note": words}
            row = self._found(store, Recommendation, recommendation, version=version, mine=mine)
            row.answer, row.answer_note = word, words
            row.answered_on = happened(on, "The day of the answer", today=self._scope.today())
            if word == "declined":
                row.future = row.found = row.found_note = ""
                row.decided_on = row.check_on = row.checked_on = None
            self._steps_in_order(row)
            say(store, f"noted that a recommendation was {word}")
        return row

    def decide(
        self,
        recommendation: str | Recommendation,
        future: str,
        *,
        on: date | str | None = None,
        check_on: date | str | None = None,
        version: int | None = None,
    ) -> Recommendation:
        """Say what becomes of it: `sustain`, `scale` or `stop`; said again, it is changed.

        It is looked at again six calendar months later, or on `check_on`. Raises `BadInput` before the sponsor has
        answered, for another word, and for days that do not follow one another.
        """
        word = checks.chosen(future, FUTURES[1:], "way to go on")
        with self._gesture() as store:
            row = self._found(store, Recommendation, recommendation, version=version, mine={"future": word})
            if not row.answer:
                raise BadInput("The sponsor has not answered yet. Note the answer first, then what becomes of it.")
            row.future = word
            day = happened(on, "The day of the decision", today=self._scope.today())
            row.decided_on, row.check_on = day, as_day(check_on) or months_later(day, SIX_MONTHS)
            self._steps_in_order(row)
            say(store, f"decided to {word} what was recommended")
        return row

    def check(
        self,
        recommendation: str | Recommendation,
        found: str,
        *,
        on: date | str | None = None,
        note: str = "",
        version: int | None = None,
    ) -> Recommendation:
        """Note what was found at the later check: `still so`, `partly` or `no longer`; said again, it is changed.

        It may come before the day it was planned for. Raises `BadInput` before anything was decided.
        """
        word = checks.chosen(found, CHECKS[1:], "finding")
        words = checks.paragraph(note, "The note on what was found")
        with self._gesture() as store:
            mine = {"found": word, "found_note": words}
            row = self._found(store, Recommendation, recommendation, version=version, mine=mine)
            if not row.future:
                raise BadInput("Say first whether to sustain, scale or stop it: the check follows that decision.")
            row.found, row.found_note = word, words
            row.checked_on = happened(on, "The day of the check", today=self._scope.today())
            self._steps_in_order(row)
            say(store, f"checked a commitment: {word}")
        return row

    def _made(self, on: date | str | None, of: Challenge) -> date:
        since = f"‘{as_title(of.title)}’ was launched on"
        return happened(on, "The day it was made", today=self._scope.today(), after=of.launched_on, since=since)

    def _steps_in_order(self, row: Recommendation) -> None:
        """Each step is on the day of the one before it, or later."""
        today, before, since = self._scope.today(), row.made_on, "it was made on"
        steps = (
            (row.answered_on, "The day of the answer", "it was answered on"),
            (row.decided_on, "The day of the decision", "it was decided on"),
            (row.checked_on, "The day of the check", ""),
        )
        for day, what, then in steps:
            if day is not None:
                before, since = happened(day, what, today=today, after=before, since=since), then
        if row.check_on and row.decided_on and row.check_on < row.decided_on:
            raise BadInput(
                f"It was decided on {long_date(row.decided_on)}, so the check cannot be on {long_date(row.check_on)}. "
                "Change one of the days."
            )


def plain(row: Recommendation, came_from: Sequence[Mapping[str, Any]], *, today: date) -> dict[str, Any]:
    """A recommendation as plain JSON.

    `id`, `title`, `sponsor`, `made_on`, `answer` ("" while it waits), `answered_on`, `answer_note`, `future` (""
    before it is decided), `decided_on`, `check_on`, `checked_on`, `found`, `found_note`, `came_from` (pointers) and
    `version`; days are ISO text or None. `waits_for` is "answer", "decision", "check" (its day has come) or "" for
    nothing, `days_waiting` for how many whole days it has, and `says` the same as a sentence.
    """
    waits, since = _waits(row, today)
    return {
        "id": row.id,
        "title": row.title,
        "sponsor": row.sponsor,
        "made_on": as_text(row.made_on),
        "answer": row.answer,
        "answered_on": as_text(row.answered_on),
        "answer_note": row.answer_note,
        "future": row.future,
        "decided_on": as_text(row.decided_on),
        "check_on": as_text(row.check_on),
        "checked_on": as_text(row.checked_on),
        "found": row.found,
        "found_note": row.found_note,
        "came_from": list(came_from),
        "waits_for": waits,
        "days_waiting": None if since is None else (today - since).days,
        "says": _says(row, waits),
        "version": row.version,
    }


def _waits(row: Recommendation, today: date) -> tuple[str, date | None]:
    if not row.answer:
        return "answer", row.made_on
    if not row.future:
        return ("decision", row.answered_on) if row.answer != "declined" else ("", None)
    if not row.found and row.check_on and row.check_on <= today:
        return "check", row.check_on
    return "", None


def _says(row: Recommendation, waits: str) -> str:
    if waits == "answer":
        whom = f" of {the(row.sponsor)}" if row.sponsor else ""
        return f"Waits for the answer{whom} since {long_date(row.made_on)}."
    answered = f"{row.answer.capitalize()}{f' on {long_date(row.answered_on)}' if row.answered_on else ''}"
    if waits == "decision":
        return f"{answered}. Sustain, scale or stop: not decided yet."
    if not row.future:
        return f"{answered}."
    if row.found:
        on = f" on {long_date(row.checked_on)}" if row.checked_on else ""
        return f"To {row.future}. Checked{on}: {row.found}."
    due = long_date(row.check_on) if row.check_on else "a later day"
    if waits == "check":
        return f"To {row.future}. The check was due on {due}."
    return f"To {row.future}. The check is on {due}."
