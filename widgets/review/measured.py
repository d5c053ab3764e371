"""The few measures of a network that need a word, each with a small picture: all from what may leave the set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from workbench.measures import figure, icons, spc
from workbench.measures.chart import CONCERN, IMPROVEMENT, NEUTRAL_HIGH, NEUTRAL_LOW, Chart
from workbench.measures.numbers import plain_number, spread_of
from workbench.measures.standing import centre_word, rule_in_words
from workbench.words import counted, listed
from workbench.workspace import Network

Plain = dict[str, Any]
MOST: Final = 4
"""So many measures of one network are shown; what else stands out is counted."""
SIGN: Final = 22
"""How large a sign of variation is, in pixels."""
_FIRST: Final = (CONCERN, IMPROVEMENT, NEUTRAL_HIGH, NEUTRAL_LOW)
"""What stands out, in the order in which it is shown."""
_TOO_FEW: Final = "too few"


class Measured:
    """Tells of measures, and remembers what it drew: between two looks most of them are as they were."""

    def __init__(self) -> None:
        self._drawn: dict[str, tuple[Any, Plain]] = {}

    def told(self, network: Network, measures: Iterable[Plain]) -> Plain:
        """What a card says of a network's measures, which are those of `measures.listed`.

        `shown` are the first `MOST` of those whose latest point stands out, concern before improvement: `id`, `title`,
        `unit`, `sort` (the point type), `sign` (SVG) and its `words`, `why` (the rule), `small` (SVG), `latest`, `on`
        (ISO day) and `mean` as text, `centre` (what the line is called), and whether small numbers are `hidden`.
        `rest` says in a sentence what the others do, or is the empty text.
        """
        stamps = network.measures.stamps()
        each = [self._one(network, plain, stamps.get(plain["id"])) for plain in measures]
        outstanding = sorted((one for one in each if one["sort"] in _FIRST), key=lambda one: _FIRST.index(one["sort"]))
        return {"shown": outstanding[:MOST], "rest": _rest(each, beyond=len(outstanding[MOST:]))}

    def _one(self, network: Network, plain: Plain, stamp: Any) -> Plain:
        key = (stamp, network.workspace.settings.small_numbers, *plain.values())
        if plain["id"] not in self._drawn or self._drawn[plain["id"]][0] != key:
            self._drawn[plain["id"]] = (key, _drawn(network, plain))
        return self._drawn[plain["id"]][1]


def _drawn(network: Network, plain: Plain) -> Plain:
    chart = network.measures.shared_chart(plain["id"])
    if len(chart.points) < spc.FEWEST_POINTS or chart.variation is None:
        return {"sort": _TOO_FEW}
    if chart.variation not in _FIRST:
        return {"sort": chart.variation}
    return {
        **{name: plain[name] for name in ("id", "title", "unit")},
        "sort": chart.variation,
        **_figures(chart, plain),
        "hidden": bool(network.measures.to_share(plain["id"]).note),
    }


def _figures(chart: Chart, plain: Plain) -> Plain:
    sign, facts, spread = icons.variation(chart, size=SIGN), chart.summary, spread_of(chart.points)
    assert sign is not None, "asked only of a chart with points"
    return {
        "sign": sign.svg,
        "words": sign.words,
        "why": rule_in_words(chart.points, len(chart.points) - 1, kind=chart.kind),
        "small": figure.small(chart, ambition=plain["ambition"], width=200, height=76),
        "latest": "n/a" if facts.last_value is None else plain_number(facts.last_value, spread=spread),
        "on": facts.last and facts.last.isoformat(),
        "mean": "n/a" if facts.mean is None else plain_number(facts.mean, spread=spread),
        "centre": centre_word(chart.kind),
    }


def _rest(each: list[Plain], *, beyond: int) -> str:
    if not each:
        return "Nothing is measured yet."
    found = Counter(one["sort"] for one in each)
    few = found[_TOO_FEW]
    usual = len(each) - few - sum(found[sort] for sort in _FIRST)
    parts = [
        f"{counted(beyond, 'more measure')} {'stands' if beyond == 1 else 'stand'} out" if beyond else "",
        f"{counted(usual, 'measure')} within {'its' if usual == 1 else 'their'} usual variation" if usual else "",
        f"{counted(few, 'measure')} with too few points to say" if few else "",
    ]
    said = listed([part for part in parts if part])
    return f"{said}." if said else ""
