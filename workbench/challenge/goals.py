"""Ambitious goals in their grammar. They are no targets: a goal says how far a team hopes to come, and never fails."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from workbench import checks
from workbench.challenge.fields import optional_line
from workbench.challenge.gestures import Gestures, assign, say
from workbench.challenge.models import Challenge, Goal
from workbench.errors import BadInput
from workbench.fields import Readers, as_day, as_text, read
from workbench.store import Record
from workbench.words import long_date

_JOINS: Final = frozenset({
    "about", "above", "across", "after", "among", "at", "before", "below", "between", "by", "down", "for", "from",
    "in", "inside", "into", "of", "on", "outside", "over", "per", "so", "to", "toward", "towards", "under", "until",
    "up", "while", "who", "whom", "whose", "with", "within", "without",
})  # fmt: skip
"""Words with which a part of a sentence joins on to what stands before it."""


def _count(what: str) -> Any:
    def reader(value: Any) -> float | None:
        if value in (None, ""):
            return None
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = math.nan
        if isinstance(value, bool) or not math.isfinite(number) or number < 0:
            raise BadInput(f"{what} has to be a number from 0 on, not ‘{value}’.")
        return number

    return reader


READ_AS: Final[Readers] = {
    "verb": lambda value: checks.line(value, "The verb of the goal", longest=60),
    "measure": lambda value: checks.line(value, "What is to change"),
    "population": optional_line("The people it is for"),
    "numerator": _count("The number at the start"),
    "denominator": _count("The number that it is out of"),
    "ambition": optional_line("The ambition"),
    "by": as_day,
}


class Goals(Gestures):
    """The goals of one network's challenges."""

    def set_goal(
        self,
        challenge: str | Challenge,
        *,
        verb: str,
        measure: str,
        population: str = "",
        numerator: float | None = None,
        denominator: float | None = None,
        ambition: str = "",
        by: date | str | None = None,
        measured_by: str | Record | None = None,
    ) -> Goal:
        """Set an ambitious goal; its title becomes the whole sentence, see `sentence`.

        `numerator` of `denominator` is where it starts, `ambition` how far it is to go in the team's own words
        ("by 60 %", "to 3 days"), `measured_by` a measure of the dictionary. Raises `BadInput` without a verb or
        without something to change, for a start "of 400" that does not say how many of them, and for one of more
        than all of them.
        """
        given = {"verb": verb, "measure": measure, "population": population, "ambition": ambition, "by": by}
        new = read({**given, "numerator": numerator, "denominator": denominator}, READ_AS, "A goal")
        with self._gesture() as store:
            of = self._challenge(store, challenge)
            row = Goal(network=self._scope.network, valid_from=self._scope.today(), challenge_id=of.id, title="", **new)
            _put_into_words(row)
            store.add(row)
            store.flush()
            self._relink(store, "measured by", row, self._of_kind(store, measured_by, "measure"))
            say(store, f"set a goal of {of.title}")
        return row

    def change_goal(self, goal: str | Goal, *, version: int | None = None, **fields: Any) -> Goal:
        """Change any part of a goal, as `set_goal` names them; its sentence follows.

        Raises `Conflict` if `version` is given and somebody changed it since.
        """
        has_measure, measured_by = "measured_by" in fields, fields.pop("measured_by", None)
        new = read(fields, READ_AS, "A goal")
        with self._gesture() as store:
            row = self._found(store, Goal, goal, version=version, mine=new)
            of = self._challenge(store, row.challenge_id)
            assign(row, new)
            _put_into_words(row)
            if has_measure:
                self._relink(store, "measured by", row, self._of_kind(store, measured_by, "measure"))
            say(store, f"changed a goal of {of.title}")
        return row


def asked_of_counts(numerator: float | None, denominator: float | None) -> None:
    """Raise `BadInput` where a start cannot be so many out of so many; either may be missing."""
    if denominator is None:
        return
    if numerator is None:
        raise BadInput(f"Say how many of the {number(denominator)} it is at the start, or leave both out.")
    if denominator == 0:
        raise BadInput("Nothing can be counted out of 0. Change the number that it is out of, or leave it out.")
    if numerator > denominator:
        start, of = number(numerator), number(denominator)
        raise BadInput(
            f"It cannot start at {start} out of {of}, which is more than all of them. Change one of the two."
        )


def _put_into_words(row: Goal) -> None:
    asked_of_counts(row.numerator, row.denominator)
    row.title = sentence(
        verb=row.verb,
        measure=row.measure,
        population=row.population,
        numerator=row.numerator,
        denominator=row.denominator,
        ambition=row.ambition,
        by=row.by,
    )


def sentence(
    *,
    verb: str,
    measure: str,
    population: str = "",
    numerator: float | None = None,
    denominator: float | None = None,
    ambition: str = "",
    by: date | None = None,
) -> str:
    """A goal as one sentence without a full stop; what is missing is left out.

    “Cut unplanned admissions of people on the frailty index by 60 % by 9 June 2026, from 120 of 400”. The words of
    the team are kept: an ambition that begins with none that joins it on ("75 %") stands between commas, since
    nobody but the team can say whether it means by or to.
    """
    verb, measure, population, ambition = (
        part.strip().rstrip(" .,;:") for part in (verb, measure, population, ambition)
    )
    said = f"{verb[:1].upper()}{verb[1:]} {measure}"
    if population:
        said += f" {population}" if _joins(population) else f" of {population}"
    loose = bool(ambition) and not _joins(ambition)
    if ambition:
        said += f", {ambition}" if loose else f" {ambition}"
    if by is not None:
        said += f"{',' if loose else ''} by {long_date(by)}"
    if numerator is not None:
        of = "" if denominator is None else f" of {number(denominator)}"
        said += f", from {number(numerator)}{of}"
    return said


def number(value: float) -> str:
    """A number as people write it: “120”, “1,200”, “2.5”."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def plain(row: Goal, measures: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A goal: `id`, `sentence`, each part of its grammar, `baseline`, `measured_by` (a pointer or None), `version`.

    `baseline` is where it starts, in percent of the denominator (0 … 100), None without both numbers. It
    never says whether the goal was reached: how far it has come is to be seen on the measure's own chart.
    """
    share = None
    if row.numerator is not None and row.denominator:
        share = 100 * row.numerator / row.denominator
    return {
        "id": row.id,
        "sentence": row.title,
        "verb": row.verb,
        "measure": row.measure,
        "population": row.population,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "baseline": share,
        "ambition": row.ambition,
        "by": as_text(row.by),
        "measured_by": dict(measures[0]) if measures else None,
        "version": row.version,
    }


def _joins(words: str) -> bool:
    return words.split(maxsplit=1)[0].casefold() in _JOINS
