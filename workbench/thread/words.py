"""What the answer rests on, in words: what moved, since when and by which rule, and never why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from workbench.measures.reading import plain_number
from workbench.thread.alongside import Alongside
from workbench.thread.facts import Removed
from workbench.thread.headline import FOR_A_TIME, GOOD, as_sentence, capital, in_points, points_to_go_by
from workbench.thread.relationships import RelationshipMove
from workbench.thread.results import MeasureMove
from workbench.thread.signals import Signal
from workbench.words import as_title, counted, listed, long_date

NO_RELATIONSHIP: Final = "No relationship named yet."
NOT_WHY: Final = "This does not say why: other things may have changed in the same time."

_STRENGTHS: Final = ("hoped for", "slight", "weak", "middling", "good", "strong")
_RULES: Final = {
    "outside": "beyond the {side} limit",
    "trend": "in a row, each {step} than the one before",
    "2 in 3": "close to the {side} limit, two of three in a row",
    "shift": "in a row {over} the {line}",
}
NAMED: Final = 2
"""So many relationships are named one by one; more are counted."""
OTHERS_NAMED: Final = 3
"""So many of the other prototypes that share nothing are named; of more it is said how many."""


AS_GOOD_AS: Final = 0.05
"""Two numbers that lie less than this part of the spread apart are as good as the same to people."""
_ON_NEW_LINES: Final = frozenset({"too early", "not yet"})
"""What is said of these speaks of the new lines anyway."""


def sentences(
    relationships: Sequence[RelationshipMove],
    measures: Sequence[MeasureMove],
    *,
    start: date | None,
    alongside: Sequence[Alongside] = (),
) -> list[str]:
    """What moved and what did not, relationship and measure by measure, and what else happened meanwhile."""
    said = [_about_relationships(relationships, started=start is not None)] if relationships else []
    said += hoped_for([(move.label, move) for move in relationships])
    if measures and not relationships:
        said.append(NO_RELATIONSHIP)
    for move in measures:
        said += about_measure_in_full(move, start=start)
    moved = [
        move
        for move in (*relationships, *measures)
        if move.outcome in ("as expected", "part of the way", "the other way")
    ]
    if moved and start is not None:
        if alongside:
            said.append(in_the_same_time(alongside))
        else:
            said.append(NOT_WHY)
    return said


def no_longer_there(removed: Sequence[Removed]) -> list[str]:
    """Which of the measures that it named were removed, and when."""
    return [f"‘{as_title(each.title)}’, which it named, was removed on {long_date(each.on)}." for each in removed]


def strength(value: int | None) -> str:
    """A strength in words: "not there", "hoped for", "strength 3"."""
    if value is None:
        return "not there"
    return _STRENGTHS[0] if value == 0 else f"strength {value}"


def in_the_same_time(alongside: Sequence[Alongside]) -> str:
    """What else changed, in a sentence; of the prototypes that share nothing only the first are named."""
    others = [each for each in alongside if each.kind == "prototype" and not each.shared]
    told = [each.words for each in alongside if each not in others[OTHERS_NAMED:]]
    more = len(others) - OTHERS_NAMED
    if more > 0:
        told.append(f"and {counted(more, 'more prototype')}")
    return f"In the same time: {'; '.join(told)}. So it may not be this alone."


def hoped_for(moves: Sequence[tuple[str, RelationshipMove | MeasureMove]]) -> list[str]:
    """By which day what has not moved as expected is, or was, hoped for; nothing for what has no day."""
    waiting = [(name, move) for name, move in moves if move.due and move.outcome not in GOOD]
    said = []
    for day, passed in sorted({(move.due, move.due_passed) for _, move in waiting if move.due}):
        names = [name for name, move in waiting if move.due == day]
        what = listed(names) if len(names) <= NAMED else f"{len(names)} of the relationships"
        one = len(names) == 1
        if passed:
            verb = "was" if one else "were"
            said.append(f"{capital(what)} {verb} hoped for by {long_date(day)}; that day has passed.")
        else:
            said.append(f"{capital(what)} {'is' if one else 'are'} hoped for by {long_date(day)}.")
    return said


def _about_relationships(moves: Sequence[RelationshipMove], *, started: bool) -> str:
    if len(moves) <= 2:
        return as_sentence(listed([f"{move.label} {_moved(move)}" for move in moves]))
    since = "" if started else " since it was named"
    counts = Counter(move.verdict for move in moves)
    parts = listed(
        [
            f"{count} {verdict if verdict in ('formed', 'ended') else f'{_are(count)} {verdict}'}"
            for verdict, count in counts.most_common()
        ]
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


def about_measure_in_full(move: MeasureMove, *, start: date | None) -> list[str]:
    """What one measure shows, by when that was hoped for, its new lines and how far it is from its ambition."""
    said = [about_measure(move, start=start)]
    if move.rebased and move.outcome not in _ON_NEW_LINES:
        latest = move.rebased[-1]
        said.append(f"Its lines were drawn anew from {long_date(latest.starts_on)}: {latest.reason.rstrip('.')}.")
    said += _shown_by(move) if move.outcome == "as expected" else hoped_for([("this", move)])
    return [*said, *_trajectory(move)]


def about_measure(move: MeasureMove, *, start: date | None) -> str:
    """What one measure shows since a start, in a sentence; `start` is None before it started."""
    name = f"‘{as_title(move.title)}’"
    if start is None:
        waits = f"has {in_points(move.points_before)}{'' if move.abandoned_on else ' to compare with once it starts'}"
        return f"{name} {waits if move.points_before else 'has no values yet'}."
    since = f"since it started on {long_date(start)}"
    if move.rebased:
        latest = move.rebased[-1]
        since = f"since its lines were drawn anew from {long_date(latest.starts_on)} ({latest.reason.rstrip('.')})"
    if move.outcome in ("as expected", "the other way"):
        way = "the way it was meant to" if move.outcome == "as expected" else "the other way"
        way += FOR_A_TIME if move.signal and move.signal.passed else ""
        late = (
            f"; it had been abandoned on {long_date(move.abandoned_on)}" if move.after_all and move.abandoned_on else ""
        )
        said = f"moved {way}{_means(move)}: {_signal(move)}{late}"
    elif move.outcome == "before it started":
        shown = _signal(move) if move.signal and move.signal.first < start else "what it shows began earlier"
        way = " the other way" if move.signal and move.signal.way != move.expected else ""
        said = f"had moved{way} before it started{_means(move)}: {shown}"
    elif move.points_since == 0:
        said = f"has no point {since}"
    elif move.outcome == "nothing to compare":
        said = f"has no point from before {long_date(start)}, so there is nothing to compare with"
        if move.points_before:
            few = in_points(move.points_before)
            said = f"has only {few} to compare with from before {long_date(start)}, too few to say"
    elif move.outcome == "too early":
        said = f"has {in_points(points_to_go_by(move))} {since}; a run takes {move.takes}, so it is too early to say"
    elif move.few_crossings:
        said = f"crosses its median less often than is usual, but no run {since} says which way it moves{_means(move)}"
    else:
        said = f"shows only its usual variation {since}{_means(move)}"
    return f"{name} {said}."


def _shown_by(move: MeasureMove) -> list[str]:
    """On which day it showed that a measure moved, beside the day by which that was hoped for."""
    if move.due is None or move.signal is None:
        return []
    shown = long_date(move.signal.shown)
    if move.signal.shown <= move.due:
        return [f"This was hoped for by {long_date(move.due)}, and showed from {shown}."]
    return [f"This was hoped for by {long_date(move.due)}, and showed later, from {shown}."]


def _trajectory(move: MeasureMove) -> list[str]:
    """How far the mean since has come towards the ambition, which is a hope and no pass mark."""
    if move.of_the_way is None or move.ambition is None or move.mean_since is None:
        return []
    if move.outcome in ("not started", "too early", "nothing to compare"):
        return []
    mean, ambition = (plain_number(each, spread=move.spread) for each in (move.mean_since, move.ambition))
    by = f" by {long_date(move.ambition_by)}" if move.ambition_by and move.ambition_by != move.due else ""
    baseline = None
    if move.baseline is not None and not _as_before(move):
        baseline = plain_number(move.baseline, spread=move.spread)
    if move.outcome in ("not yet", "before it started"):  # a share of the way would give it credit for what is not its
        began = f"Its baseline was {baseline}, and its" if baseline else "Its"
        return [f"{began} ambition is {ambition}{by}."]
    hope, base = f"its ambition of {ambition}{by}", f"its baseline of {baseline}" if baseline else "the mean before"
    share = round(100 * move.of_the_way)
    if move.of_the_way >= 1:
        return [f"The mean since, {mean}, has come to {hope}."]
    if share <= 0:
        return [f"The mean since, {mean}, is no nearer to {hope} than {base}."]
    return [f"The mean since, {mean}, is {min(share, 99)} % of the way from {base} to {hope}."]


def _as_before(move: MeasureMove) -> bool:
    """Whether the baseline says nothing that the mean before has not said: none, or the same but for rounding."""
    if move.baseline is None or move.mean_before is None:
        return move.baseline is None
    decimals = len(plain_number(move.baseline, spread=move.spread).partition(".")[2])
    apart = abs(move.baseline - move.mean_before)
    return round(move.mean_before, decimals) == round(move.baseline, decimals) and apart <= AS_GOOD_AS * move.spread


def signal_in_short(signal: Signal) -> str:
    """The same signal in a few words, with the same count of points: "9 points in a row below the mean"."""
    shape = _shape(signal)
    return f"a point {shape}" if signal.points == 1 else f"{in_points(signal.points)} {shape}"


def _means(move: MeasureMove) -> str:
    if move.mean_before is None or move.mean_since is None:
        return ""
    before, since = (plain_number(mean, spread=move.spread) for mean in (move.mean_before, move.mean_since))
    return f" (mean {before} before, {since} since)"


def _signal(move: MeasureMove) -> str:
    signal = move.signal
    assert signal is not None, "asked only of a measure with a signal"
    shape = _shape(signal)
    back = "" if not signal.back else "; the latest point is back within the usual variation"
    if signal.first == signal.last:
        return f"one point, on {long_date(signal.first)}, lies {shape}{back}"
    return f"{in_points(signal.points)} {shape}, from {long_date(signal.first)} to {long_date(signal.last)}{back}"


def _shape(signal: Signal) -> str:
    high = signal.way == "increase"
    return _RULES[signal.rule].format(
        side="upper" if high else "lower",
        step="higher" if high else "lower",
        over="above" if high else "below",
        line=signal.line,
    )
