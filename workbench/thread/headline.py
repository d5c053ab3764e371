"""The one careful sentence over everything that a prototype named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workbench.thread.relationships import RelationshipMove
from workbench.thread.results import MeasureMove
from workbench.words import listed

AS_EXPECTED: Final = "Moved as expected."
OTHER_WAY: Final = "Moved the other way."
BEFORE: Final = "Moved, but before it started."
NOT_YET: Final = "Nothing it named has moved yet."
NOT_ANEW: Final = "Nothing it named has moved since the lines were drawn anew."
NOT_STARTED: Final = "It has not started yet."
NEVER_STARTED: Final = "It was abandoned before it started."
NO_MEASURE: Final = "No measure named yet."
REMOVED: Final = "The measure it named was removed."
ALL_REMOVED: Final = "The measures it named were removed."
NOTHING_NAMED: Final = "It names no relationship and no measure yet."

GOOD: Final = frozenset({"as expected", "part of the way"})
_CLAUSES: Final = {
    "as expected": "moved as expected",
    "part of the way": "moved part of the way",
    "the other way": "moved the other way",
    "before it started": "had moved before it started",
}
_ALIKE: Final = {
    _CLAUSES["as expected"]: AS_EXPECTED,
    _CLAUSES["the other way"]: OTHER_WAY,
    _CLAUSES["before it started"]: BEFORE,
}
FOR_A_TIME: Final = " for a time"
AFTER_ALL: Final = " only after it was abandoned"


def headline(
    relationships: Sequence[RelationshipMove], measures: Sequence[MeasureMove], *, started: bool, removed: int = 0
) -> str:
    """One careful sentence over everything that a prototype named.

    Relationships and measures are spoken of apart wherever they did not do the same. What a measure showed for a time
    only, or what moved only after the prototype was abandoned, is said so. `removed` is how many measures it named
    that are no longer there: without any other, that is said instead of that it names none.
    """
    no_measure = NO_MEASURE if not removed else REMOVED if removed == 1 else ALL_REMOVED
    if not (relationships or measures):
        return no_measure if removed else NOTHING_NAMED
    if not started:
        return _before_it_started([*relationships, *measures])
    ours, theirs = [_clause(move) for move in relationships], [_clause(move) for move in measures]
    if not measures:
        return f"{as_sentence(_together(ours, 'relationship'))} {no_measure}"
    if ours and {*ours, *theirs} == {ours[0]} and ours[0] in _ALIKE:
        return _ALIKE[ours[0]]
    about, alone = (_together(theirs, "measure"), "") if any(theirs) else _still(measures)
    if alone and not any(ours):
        return alone
    return as_sentence(f"{_together(ours, 'relationship')}; {about}" if relationships else about)


def _before_it_started(moves: Sequence[RelationshipMove | MeasureMove]) -> str:
    if any(move.abandoned_on for move in moves):
        return NEVER_STARTED
    return BEFORE if any(move.outcome in GOOD for move in moves) else NOT_STARTED


def _clause(move: RelationshipMove | MeasureMove) -> str:
    """What became of one, in a clause; empty if it did not move."""
    said = _CLAUSES.get(move.outcome, "")
    if isinstance(move, MeasureMove) and move.signal and said:
        if move.outcome == "before it started" and move.signal.way != move.expected:
            return "had moved the other way before it started"
        if move.signal.passed and move.outcome != "before it started":
            said += FOR_A_TIME
    late = move.after_all and move.outcome in ("as expected", "part of the way", "the other way")
    return said + AFTER_ALL if late else said


def _together(clauses: Sequence[str], noun: str) -> str:
    """What became of all relationships, or of all measures, in one clause."""
    the, count = f"the {_noun(clauses, noun)}", len(clauses)
    moved = sorted({clause for clause in clauses if clause}, key=_in_order)
    if not moved:
        return f"{the} {_has(clauses)} not moved yet"
    if len(set(clauses)) == 1:
        return f"{the} {moved[0]}"
    first, *rest = [f"{clauses.count(clause)} {{}}{clause}" for clause in moved]
    return listed([first.format(f"of {count} {noun}s "), *(part.format("") for part in rest)])


def _in_order(clause: str) -> tuple[int, str]:
    """The good first, then the other way, then what had moved before; those with more words after."""
    begun = [number for number, words in enumerate(_CLAUSES.values()) if clause.startswith(words)]
    return (max(begun, default=len(_CLAUSES)), clause)


def _noun(many: Sequence[object], noun: str) -> str:
    return noun if len(many) == 1 else f"{noun}s"


def _has(many: Sequence[object]) -> str:
    return "has" if len(many) == 1 else "have"


def _still(measures: Sequence[MeasureMove]) -> tuple[str, str]:
    """What is said of measures that did not move: a clause, and the sentence if nothing else did ("": the clause)."""
    the, outcomes = f"the {_noun(measures, 'measure')}", {move.outcome for move in measures}
    if outcomes == {"too early"}:
        fewest = min(measures, key=points_to_go_by)
        count, when = points_to_go_by(fewest), "the lines were drawn anew" if fewest.rebased else "it started"
        points = f"{in_points(count) if count else 'no point'} since {when}"
        return f"too early for {the}: {points}", f"Too early: {points}."
    if outcomes == {"nothing to compare"}:
        return f"there is too little from before it started to compare {the} with", ""
    asked = [move for move in measures if move.outcome == "not yet"]
    if asked and all(move.rebased for move in asked):  # new lines may hide that they moved
        return f"{the} {_has(measures)} not moved since the lines were drawn anew", NOT_ANEW
    return f"{the} {_has(measures)} not moved yet", NOT_YET


def as_sentence(clause: str) -> str:
    """A clause as a sentence."""
    return f"{capital(clause)}."


def capital(words: str) -> str:
    """The same words with a capital at their beginning."""
    return f"{words[0].upper()}{words[1:]}"


def points_to_go_by(move: MeasureMove) -> int:
    """The points that the chart has to say something with: those on the lines that hold now."""
    return move.points_anew if move.rebased else move.points_since


def in_points(count: int) -> str:
    """A number of points: "1 point", "4 points"."""
    return "1 point" if count == 1 else f"{count} points"
