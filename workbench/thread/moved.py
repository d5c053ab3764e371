"""Did it move? The answer for one prototype: its relationships, its measures, and one careful sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from workbench.thread import words
from workbench.thread.alongside import Alongside
from workbench.thread.facts import Removed
from workbench.thread.headline import headline
from workbench.thread.relationships import RelationshipMove
from workbench.thread.results import MeasureMove

_RELATIONSHIPS: Final = {
    "label": "object",
    "kind": "object",
    "how": "object",
    "then": "Int64",
    "now": "Int64",
    "verdict": "object",
    "outcome": "object",
    "due": "datetime64[ns]",
    "due_passed": "boolean",
    "steps": "int64",
    "last_on": "datetime64[ns]",
    "last_said_by": "object",
}
_MEASURES: Final = {
    "title": "object",
    "unit": "object",
    "expected": "object",
    "outcome": "object",
    "rule": "object",
    "way": "object",
    "first_on": "datetime64[ns]",
    "shown_on": "datetime64[ns]",
    "passed": "boolean",
    "points_before": "int64",
    "points_since": "int64",
    "mean_before": "float64",
    "mean_since": "float64",
    "rebases": "int64",
    "due": "datetime64[ns]",
    "due_passed": "boolean",
    "ambition": "float64",
    "ambition_by": "datetime64[ns]",
    "of_the_way": "float64",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What can be said of one prototype. It says what moved, never why.

    `since` is the day from which it is asked: the day it started, or the day it was named while it has not.
    `sentence` is the one careful sentence; `sentences` say what it rests on; all together are `text`. `ties` and
    `results` are what became of each named relationship and measure, `alongside` what else changed in that time, by
    day. `removed` are the measures that were removed while it named them. `relationships` and `measures` are the same
    as tables.
    """

    prototype: str
    since: date
    started: bool
    ties: tuple[RelationshipMove, ...]
    results: tuple[MeasureMove, ...]
    alongside: tuple[Alongside, ...]
    removed: tuple[Removed, ...]
    sentence: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join((self.sentence, *self.sentences))

    @property
    def relationships(self) -> pd.DataFrame:
        """One row a named relationship, index `connection` (its id); the same columns, without rows, for none.

        `label` ("A → B"), `kind`; `how` it is meant to change; `then` and `now` (strength 1 to 5, 0 hoped for, NA not
        there); `verdict` (formed, stronger, unchanged, weaker, ended, not there yet) and `outcome`, what that means for
        the hope; `due` and `due_passed` (NA without a day); and what the verdict rests on: `steps` since the start,
        the last of them on `last_on`, as `last_said_by` said.
        """
        rows = [
            {
                "connection": move.connection,
                "label": move.label,
                "kind": move.kind,
                "how": move.how,
                "then": move.then,
                "now": move.now,
                "verdict": move.verdict,
                "outcome": move.outcome,
                "due": move.due,
                "due_passed": move.due_passed,
                "steps": len(move.evidence),
                "last_on": move.evidence[-1].on if move.evidence else None,
                "last_said_by": move.evidence[-1].said_by if move.evidence else "",
            }
            for move in self.ties
        ]
        return _frame(rows, "connection", _RELATIONSHIPS)

    @property
    def measures(self) -> pd.DataFrame:
        """One row a named measure, index `measure` (its id); the same columns, without rows, for none.

        `title`, `unit`; `expected` ("increase" or "decrease") and `outcome`; the signal since the start, if any: `rule`
        ("" for none), `way`, `first_on` (its first point), `shown_on` (the day from which the rule held) and `passed`
        (whether it held for a time only; NA for none);
        `points_before` and `points_since` the start with their means; `rebases` since the start; `due` and
        `due_passed` (NA without a day); `ambition`, `ambition_by`, and `of_the_way`: how far the mean since has come
        from the baseline to the ambition (1 is all of it, less than 0 away from it, NaN where that is undefined).
        """
        rows = [
            {
                "measure": move.measure,
                "title": move.title,
                "unit": move.unit,
                "expected": move.expected,
                "outcome": move.outcome,
                "rule": move.signal.rule if move.signal else "",
                "way": move.signal.way if move.signal else "",
                "first_on": move.signal.first if move.signal else None,
                "shown_on": move.signal.shown if move.signal else None,
                "passed": move.signal.passed if move.signal else None,
                "points_before": move.points_before,
                "points_since": move.points_since,
                "mean_before": move.mean_before,
                "mean_since": move.mean_since,
                "rebases": len(move.rebased),
                "due": move.due,
                "due_passed": move.due_passed,
                "ambition": move.ambition,
                "ambition_by": move.ambition_by,
                "of_the_way": move.of_the_way,
            }
            for move in self.results
        ]
        return _frame(rows, "measure", _MEASURES)

    def __repr__(self) -> str:
        return f"<Movement: {self.sentence}>"


def movement(
    prototype: str,
    *,
    since: date,
    started: bool,
    ties: tuple[RelationshipMove, ...],
    results: tuple[MeasureMove, ...],
    alongside: Sequence[Alongside] = (),
    removed: Sequence[Removed] = (),
) -> Movement:
    """Put an answer together."""
    return Movement(
        prototype=prototype,
        since=since,
        started=started,
        ties=ties,
        results=results,
        alongside=tuple(alongside),
        removed=tuple(removed),
        sentence=headline(ties, results, started=started, removed=len(removed)),
        sentences=(
            *words.sentences(ties, results, start=since if started else None, alongside=alongside),
            *words.no_longer_there(removed),
        ),
    )


def _frame(rows: list[dict[str, Any]], index: str, columns: dict[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[index, *columns]).set_index(index)
    days = {name: pd.to_datetime(frame[name]) for name, kind in columns.items() if kind.startswith("datetime64")}
    return frame.assign(**days).astype(columns)
