"""The answer in words: what moved, since when and by which rule, and never why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from workbench.measures.reading import plain_number
from workbench.thread.relationships import RelationshipMove
from workbench.thread.results import ENOUGH, MeasureMove, Signal
from workbench.words import long_date

AS_EXPECTED: Final = "Moved as expected."
OTHER_WAY: Final = "Moved the other way."
BEFORE: Final = "Moved, but before it started."
NOT_YET: Final = "Nothing it named has moved yet."
NOT_STARTED: Final = "It has not started yet."
NO_MEASURE: Final = "No measure named yet."
NOTHING_NAMED: Final = "It names no relationship and no measure yet."
NO_RELATIONSHIP: Final = "No relationship named yet."
NOT_WHY: Final = "This does not say why: other things may have changed in the same time."

_STRENGTHS: Final = ("hoped for", "slight", "weak", "middling", "good", "strong")
_RULES: Final = {
    "outside": "beyond the {side} limit",
    "trend": "in a row, each {step} than the one before",
    "2 in 3": "close to the {side} limit, two of three in a row",
    "shift": "in a row {over} the mean",
}
RULE_NAMES: Final = {
    "outside": "a point beyond a limit",
    "trend": "7 points in one direction",
    "2 in 3": "2 of 3 points close to a limit",
    "shift": "7 points on one side of the mean",
}
"""The four rules as people say them."""


_GOOD: Final = frozenset({"as expected", "part of the way"})
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
    good = bool(found & _GOOD)
    if not found:
        return NOTHING_NAMED
    if not started:
        return BEFORE if good else NOT_STARTED
    if not measures:
        return f"{_sentence(_together(ours, 'relationship'))} {NO_MEASURE}"
    if len(found) == 1 and relationships and found <= _ALIKE.keys():
        return _ALIKE[found.pop()]
    early = _too_early(measures)
    if not found & _CLAUSES.keys():
        return early or NOT_YET
    about = _together(theirs, "measure")
    if early and not _CLAUSES.keys() & theirs:
        about = early[:-1].replace("Too early:", f"too early for the {_noun(theirs, 'measure')}:")
    return _sentence(f"{_together(ours, 'relationship')}; {about}" if relationships else about)


def sentences(
    relationships: Sequence[RelationshipMove],
    measures: Sequence[MeasureMove],
    *,
    start: date | None,
    alongside: Sequence[str] = (),
) -> list[str]:
    """What moved and what did not, relationship and measure by measure, and what else happened meanwhile."""
    said = [_about_relationships(relationships, started=start is not None)] if relationships else []
    if measures and not relationships:
        said.append(NO_RELATIONSHIP)
    said += [about_measure(move, start=start) for move in measures]
    moved = [
        move
        for move in (*relationships, *measures)
        if move.outcome in ("as expected", "part of the way", "the other way")
    ]
    if moved and start is not None:
        if alongside:
            said.append(f"In the same time {listed(alongside)}, so it may not be this alone.")
        else:
            said.append(NOT_WHY)
    return said


def strength(value: int | None) -> str:
    """A strength in words: "not there", "hoped for", "strength 3"."""
    if value is None:
        return "not there"
    return _STRENGTHS[0] if value == 0 else f"strength {value}"


def listed(words: Iterable[str]) -> str:
    """One, two and three."""
    *most, last = list(words)
    return f"{', '.join(most)} and {last}" if most else last


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


def _sentence(clause: str) -> str:
    return f"{clause[0].upper()}{clause[1:]}."


def _too_early(measures: Sequence[MeasureMove]) -> str | None:
    """The sentence that it is too early to say, if that holds for every measure that did not move."""
    waiting = [move for move in measures if move.outcome == "too early"]
    if not waiting or any(move.outcome in ("not yet", "nothing to compare") for move in measures):
        return None
    fewest = min(move.points_since for move in waiting)
    if fewest == 0:
        return "Too early: no point since it started."
    return f"Too early: {_points(fewest)} since it started."


def _about_relationships(moves: Sequence[RelationshipMove], *, started: bool) -> str:
    if len(moves) <= 2:
        told = listed(f"{move.label} {_moved(move)}" for move in moves)
        return f"{told[0].upper()}{told[1:]}."
    since = "" if started else " since it was named"
    counts = Counter(move.verdict for move in moves)
    parts = listed(
        f"{count} {verdict if verdict in ('formed', 'ended') else f'{_are(count)} {verdict}'}"
        for verdict, count in counts.most_common()
    )
    return f"Of the {len(moves)} relationships it names, {parts}{since}."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _moved(move: RelationshipMove) -> str:
    if move.verdict == "formed":
        return f"formed (now {strength(move.now)})"
    if move.verdict == "ended":
        return f"ended (it was {strength(move.then)})"
    if move.verdict == "not there yet":
        return "is not there yet"
    if move.verdict == "unchanged":
        already = "was there already and " if move.how == "form" else ""
        return f"{already}is unchanged ({strength(move.now)})"
    return f"is {move.verdict} ({move.then} then, {move.now} now)"


def about_measure(move: MeasureMove, *, start: date | None) -> str:
    """What one measure shows since a start, in a sentence; `start` is None before it started."""
    name = f"‘{move.title}’"
    if start is None:
        waits = f"has {_points(move.points_before)} to compare with once it starts"
        return f"{name} {waits if move.points_before else 'has no values yet'}."
    since = f"since it started on {long_date(start)}"
    if move.outcome in ("as expected", "the other way"):
        way = "the way it was meant to" if move.outcome == "as expected" else "the other way"
        said = f"moved {way}{_means(move)}: {_signal(move)}"
    elif move.outcome == "before it started":
        shown = _signal(move) if move.signal and move.signal.first < start else "what it shows began earlier"
        said = f"had moved before it started{_means(move)}: {shown}"
    elif move.points_since == 0:
        said = f"has no point {since}"
    elif move.outcome == "nothing to compare":
        said = f"has no point from before {long_date(start)}, so there is nothing to compare with"
    elif move.outcome == "too early":
        said = f"has {_points(move.points_since)} {since}; a run takes {ENOUGH}, so it is too early to say"
    else:
        said = f"shows only its usual variation {since}{_means(move)}"
    return f"{name} {said}."


def signal_in_short(signal: Signal) -> str:
    """The same signal in a few words, with the same count of points: "9 points in a row below the mean"."""
    shape = _shape(signal)
    return f"a point {shape}" if signal.points == 1 else f"{_points(signal.points)} {shape}"


def _means(move: MeasureMove) -> str:
    if move.mean_before is None or move.mean_since is None:
        return ""
    before, since = (plain_number(mean, spread=move.spread) for mean in (move.mean_before, move.mean_since))
    return f" (mean {before} before, {since} since)"


def _signal(move: MeasureMove) -> str:
    signal = move.signal
    assert signal is not None, "asked only of a measure with a signal"
    shape = _shape(signal)
    back = "" if signal.lasting else "; the latest point is back within the usual variation"
    if signal.first == signal.last:
        return f"one point, on {long_date(signal.first)}, lies {shape}{back}"
    return f"{_points(signal.points)} {shape}, from {long_date(signal.first)} to {long_date(signal.last)}{back}"


def _shape(signal: Signal) -> str:
    high = signal.way == "increase"
    return _RULES[signal.rule].format(
        side="upper" if high else "lower", step="higher" if high else "lower", over="above" if high else "below"
    )


def _points(count: int) -> str:
    return "1 point" if count == 1 else f"{count} points"
