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
NOT_STARTED: Final = "It has not started yet."
NO_MEASURE: Final = "No measure named yet."
NOTHING_NAMED: Final = "It names no relationship and no measure yet."

GOOD: Final = frozenset({"as expected", "part of the way"})
_ALIKE: Final = {"as expected": AS_EXPECTED, "the other way": OTHER_WAY, "before it started": BEFORE}
_CLAUSES: Final = {
    "as expected": "moved as expected",
    "part of the way": "moved part of the way",
    "the other way": "moved the other way",
    "before it started": "had moved before it started",
}


def headline(relationships: Sequence[RelationshipMove], measures: Sequence[MeasureMove], *, started: bool) -> str:
    """One careful sentence over everything that a prototype named.

    Relationships and measures are spoken of apart wherever they did not do the same.
    """
    ours, theirs = [move.outcome for move in relationships], [move.outcome for move in measures]
    found: set[str] = {*ours, *theirs}
    good = bool(found & GOOD)
    if not found:
        return NOTHING_NAMED
    if not started:
        return BEFORE if good else NOT_STARTED
    if not measures:
        return f"{as_sentence(_together(ours, 'relationship'))} {NO_MEASURE}"
    if len(found) == 1 and relationships and found <= _ALIKE.keys():
        return _ALIKE[found.pop()]
    early = _too_early(measures)
    if not found & _CLAUSES.keys():
        return early or NOT_YET
    about = _together(theirs, "measure")
    if early and not _CLAUSES.keys() & theirs:
        about = early[:-1].replace("Too early:", f"too early for the {_noun(theirs, 'measure')}:")
    return as_sentence(f"{_together(ours, 'relationship')}; {about}" if relationships else about)


def _together(outcomes: Sequence[str], noun: str) -> str:
    """What became of all relationships, or of all measures, in one clause."""
    the, count = f"the {_noun(outcomes, noun)}", len(outcomes)
    moved = [outcome for outcome in _CLAUSES if outcome in outcomes]
    if not moved:
        return f"{the} {'has' if count == 1 else 'have'} not moved yet"
    if len(set(outcomes)) == 1:
        return f"{the} {_CLAUSES[moved[0]]}"
    first, *rest = [f"{outcomes.count(outcome)} {{}}{_CLAUSES[outcome]}" for outcome in moved]
    return listed([first.format(f"of {count} {noun}s "), *(part.format("") for part in rest)])


def _noun(many: Sequence[object], noun: str) -> str:
    return noun if len(many) == 1 else f"{noun}s"


def _too_early(measures: Sequence[MeasureMove]) -> str | None:
    """The sentence that it is too early to say, if that holds for every measure that did not move."""
    waiting = [move for move in measures if move.outcome == "too early"]
    if not waiting or any(move.outcome in ("not yet", "nothing to compare") for move in measures):
        return None
    fewest = min(waiting, key=points_to_go_by)
    count, when = points_to_go_by(fewest), "the lines were drawn anew" if fewest.rebased else "it started"
    return f"Too early: {in_points(count) if count else 'no point'} since {when}."


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
