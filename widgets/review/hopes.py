"""What became of the relationships and of the measures that prototypes named: said apart, and never added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from workbench.thread.headline import AFTER_ALL, FOR_A_TIME, GOOD
from workbench.thread.moved import Movement
from workbench.thread.relationships import RelationshipMove
from workbench.thread.results import MeasureMove
from workbench.words import counted, listed

_NOT_YET: Final = "not moved yet"
_MOVED: Final = {
    "as expected": "moved as expected",
    "part of the way": "moved part of the way",
    "the other way": "moved the other way",
    "before it started": "had moved before it started",
}
"""What is said of what moved, in the order in which it is said."""


def hoped_for(answers: Iterable[Movement]) -> dict[str, str]:
    """What became of the `relationships` that prototypes named, and of the `measures`: a sentence each.

    Each counts what its prototypes named; what two of them name counts twice, and then this is said. Without
    prototypes both are the empty text.
    """
    known = list(answers)
    if not known:
        return {"relationships": "", "measures": ""}
    ties = [(each, move) for each in known for move in each.ties]
    results = [(each, move) for each in known for move in each.results]
    return {
        "relationships": _sentence(
            [_became(*pair) for pair in ties], len({move.connection for _, move in ties}), "relationship"
        ),
        "measures": _sentence(
            [_became(*pair) for pair in results], len({move.measure for _, move in results}), "measure"
        ),
    }


def _became(answer: Movement, move: RelationshipMove | MeasureMove) -> str:
    """What became of one hope: a clause, or “not moved yet”; what held for a time only, or came too late, is said."""
    if not answer.started:
        return _MOVED["before it started"] if move.outcome in GOOD else _NOT_YET
    said = _MOVED.get(move.outcome, _NOT_YET)
    if said == _NOT_YET or move.outcome == "before it started":
        return said
    if isinstance(move, MeasureMove) and move.signal is not None and move.signal.passed:
        said += FOR_A_TIME
    return said + AFTER_ALL if move.after_all else said


def _sentence(became: list[str], different: int, noun: str) -> str:
    count = len(became)
    if not count:
        return f"No prototype names a {noun}."
    found = Counter(became)
    waiting = found.pop(_NOT_YET, 0)
    if count == 1:
        return f"The one {noun} that a prototype named {next(iter(found), 'has ' + _NOT_YET)}."
    twice = "" if different == count else ", counted for each prototype"
    if not found:
        return f"None of the {count} {noun}s that prototypes named has moved yet{twice}."
    clauses = [f"{found[clause]} {clause}" for clause in sorted(found, key=_in_order)]
    clauses += [f"{waiting} {'has' if waiting == 1 else 'have'} {_NOT_YET}"] if waiting else []
    return f"Of {counted(count, noun)} that prototypes named{twice}, {listed(clauses)}."


def _in_order(clause: str) -> tuple[int, str]:
    return [clause.startswith(words) for words in _MOVED.values()].index(True), clause
