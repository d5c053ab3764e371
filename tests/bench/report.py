"""What was measured, as a page: ratios beside the peer, and the medians they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tests.bench.asking import PATIENCE, PEERS, Times
from tests.bench.charting import Charted
from tests.bench.drawing import DRAG, LONGEST, REST, Drawn
from tests.bench.gestures import RUNS, WORDS, Gestures
from tests.bench.maps import TIES_FOR_EACH
from tests.bench.searching import QUERIES, SHOWN, Searched

PARTS: Final = ("drawing", "gestures", "questions", "charts", "search")
TITLE: Final = "# Benchmarks of the map, of charts and of search"
SLOW_TO_SHOW, SLOW_FRAME, SLOW_GESTURE, SLOW_ANSWER = 2.0, 50.0, 0.3, 3.0
"""From when on something is called slow: seconds, milliseconds, seconds, seconds."""


@dataclass(kw_only=True)
class Results:
    """What was measured on maps of each size; a part that was not measured is empty."""

    drawing: dict[int, tuple[Drawn, Drawn]] = field(default_factory=dict)
    gestures: dict[int, Gestures] = field(default_factory=dict)
    questions: dict[int, Times] = field(default_factory=dict)
    arrangements: dict[int, Times] = field(default_factory=dict)
    charts: Charted | None = None
    search: Searched | None = None
    machine: dict[str, str] = field(default_factory=dict)
    on: date | None = None


def page(results: Results) -> str:
    """The whole page, as Markdown. A part that was not measured is left out."""
    parts = [
        f"{TITLE}\n\n{_INTRODUCTION}",
        *(_drawing(results.drawing) if results.drawing else ()),
        *(_gestures(results.gestures) if results.gestures else ()),
        *(_questions(results.questions, results.arrangements) if results.questions else ()),
        *(_charts(results.charts) if results.charts else ()),
        *(_search(results.search) if results.search else ()),
        f"## What is slow\n\n{_slow(results)}",
        _section("The machine", "Everything above was measured on it in one go.", ["what", "which"], _machine(results)),
    ]
    return "\n\n".join(parts) + "\n"


def headings(text: str) -> list[str]:
    """The headings of such a page, and above each table what its columns say apart from the sizes of the maps."""
    lines = text.splitlines()
    above = [line for line, below in zip(lines, [*lines[1:], ""], strict=True) if re.match(r"\|( ?-+:? ?\|)+$", below)]
    columns = [re.sub(r" [\d,]+ elements \|", "", line) for line in above]
    return [line for line in lines if line.startswith("#")] + columns


_INTRODUCTION: Final = f"""\
Synthetic maps with {TIES_FOR_EACH} connections for each element: sectors that keep mostly to themselves, a few hubs, \
names of everyday length. `python -m tests.bench --write` measures all of this anew and writes this page; nothing here \
is ever asserted as a time.

A ratio says how ours stands to the peer that its table names, on the same map and the same machine: it is the figure \
that travels to another machine, the medians beside it do not. For times and bytes less than 1 is better than the \
peer, for frames a second more than 1. “n/a” is what did not happen while anybody \
waited."""


def _drawing(found: Mapping[int, tuple[Drawn, Drawn]]) -> Iterable[str]:
    yield _section(
        "Time to draw",
        "Peer: the page that pyvis makes of the same graph, with its physics, in the same Chromium (1280 × 800). Ours "
        "is served by the real server: “opened” counts from the navigation and so holds the start of a kernel, which "
        "pyvis’s file does not need; “shown” counts from when the map has arrived in the browser. Pyvis shows nothing "
        "until its physics have run; “at rest” is when nothing moves by itself any more. Nobody waited longer than "
        f"{LONGEST:.0f} s to see anything, and then {REST:.0f} s for it to rest. Ours never moves by itself.",
        ["map", "ours shown", "ours opened", "pyvis shown", "pyvis at rest", "shown ÷ pyvis", "opened ÷ pyvis"],
        [
            [
                _map(size),
                *(_waited(each) for each in (ours.shown, ours.opened, peer.opened)),
                _time(peer.rested),
                *(_beside_pyvis(each, peer.opened) for each in (ours.shown, ours.opened)),
            ]
            for size, (ours, peer) in found.items()
        ],
    )
    yield _section(
        "Frames while the paper is dragged",
        f"Peer: the same page of pyvis. The mouse drags the paper for {DRAG:.0f} seconds with the whole map in sight; "
        "Chromium shows at most 60 frames a second. Beside them the median time of a frame and the 95th percentile, "
        "which is the one that people feel. On a large map ours leaves the lines out while the paper moves.",
        ["map", "ours", "its median", "its 95th", "pyvis", "its median", "its 95th", "frames ÷ pyvis"],
        [
            [
                _map(size),
                *(cell for each in both for cell in (_each_second(each.frames), _ms(each.frame), _ms(each.slow))),
                _ratio(both[0].frames, both[1].frames),
            ]
            for size, both in found.items()
        ],
    )


def _waited(seconds: float | None) -> str:
    return f"> {LONGEST:.0f} s" if seconds is None else _time(seconds)


def _beside_pyvis(ours: float | None, peer: float | None) -> str:
    return f"< {_ratio(ours, LONGEST)}" if ours is not None and peer is None else _ratio(ours, peer)


def _gestures(found: Mapping[int, Gestures]) -> Iterable[str]:
    times = [
        [
            words,
            *(f"{_time(each.seconds[name])} ({_ratio(each.seconds[name], each.opening)})" for each in found.values()),
        ]
        for name, words in WORDS.items()
    ]
    weights = [
        [words, *(f"{_weight(each.bytes[name])} ({_ratio(each.bytes[name], each.whole)})" for each in found.values())]
        for name, words in WORDS.items()
    ]
    yield _section(
        "Time on the server for a gesture",
        "Peer: opening the page anew on the server, which is what a page costs that reads the whole map at every "
        f"gesture. From the message to the answer, on SQLite, everything kept and told; medians of {RUNS}.",
        ["gesture", *map(_map, found)],
        [*times, ["open the page anew", *(_time(each.opening) for each in found.values())]],
    )
    yield _section(
        "Bytes that travel to the page for a gesture",
        "Peer: the whole state of the page.",
        ["gesture", *map(_map, found)],
        [*weights, ["the whole state", *(_weight(each.whole) for each in found.values())]],
    )


def _questions(found: Mapping[int, Times], arranged: Mapping[int, Times]) -> Iterable[str]:
    yield _section(
        "Time of each question",
        "Peer: the function of networkx that is named, where it has one that finds the same or a part of it. Both "
        "begin with the map as it is; only ours makes a table, a sentence and a small map of what it finds, so that "
        "less than 1 is not to be expected of a quick one. Without brackets: networkx has none, or took more than "
        f"{PATIENCE:.0f} s on the next smaller map.",
        ["question", "in networkx", *map(_map, found)],
        _times(found),
    )
    yield _section(
        "Time to arrange a map",
        "Peer: as above. Ours also sees to it that no two elements overlap.",
        ["way", "in networkx", *map(_map, arranged)],
        _times(arranged),
    )


def _charts(found: Charted) -> Iterable[str]:
    yield _section(
        "Time of many charts",
        "Peers: `spc.xmr` called once for each series, which reads it through pandas; and numpy that reads the same "
        "array once (its sum), which is the least that anything can cost. Ours is `spc.xmr_many`; the summary, with "
        "the variation and the assurance of every series, belongs to both ways of charting.",
        ["series", "points of each", "ours", "a call each", "numpy reads", "ours ÷ a call each", "ours ÷ numpy reads"],
        [
            [
                f"{found.series:,}",
                f"{found.points:,}",
                *(_time(taken) for taken in (found.ours, found.call)),
                f"{1000 * found.read:.3f} ms",
                *(_ratio(found.ours, peer) for peer in (found.call, found.read)),
            ]
        ],
    )


def _search(found: Searched) -> Iterable[str]:
    yield _section(
        "Time to search what was said",
        f"{found.entries:,} entries of 6 to 40 words. Peer: FTS5, the full-text search of SQLite, with its Porter "
        "stems, an index of beginnings, `bm25()` and `snippet()`, on the same texts in memory. A search gives the best "
        f"{SHOWN} with their snippets; ours asks the database who reads and whether anything changed, and makes a "
        "table. The order alone is that of all that is found. The index is made once after each change, for each "
        "reader of what that reader may read; ours reads the texts from the database for it, the peer is handed them.",
        ["looked for", "found", "ours", "FTS5", "ours ÷ FTS5", "order alone", "FTS5’s", "order ÷ FTS5’s"],
        [
            *(
                [
                    f"{words} (`{QUERIES[words][0]}`)",
                    f"{found.found[words][0]:,}",
                    *_beside_each_other(found.ours[words], found.peer[words]),
                    *_beside_each_other(found.ranked[words], found.peer_ranked[words]),
                ]
                for words in found.ours
            ),
            ["the index", f"{found.entries:,}", *_beside_each_other(found.our_index, found.peer_index), *["–"] * 3],
        ],
    )


def _beside_each_other(ours: float, peer: float) -> list[str]:
    return [_time(ours), _time(peer), _ratio(ours, peer)]


def _times(found: Mapping[int, Times]) -> list[list[str]]:
    words = next(iter(found.values())).words
    return [
        [
            said,
            f"`{PEERS[key].name}`" if key in PEERS else "–",
            *(_time(each.ours[key]) + _beside(each.ours[key], each.peer.get(key)) for each in found.values()),
        ]
        for key, said in words.items()
    ]


def _beside(ours: float, peer: float | None) -> str:
    return "" if peer is None else f" ({_ratio(ours, peer)})"


def _slow(results: Results) -> str:
    """Sentences on what took longer than people like to wait, the largest maps first."""
    said = []
    for size, (ours, _) in reversed(results.drawing.items()):
        if ours.shown is None:
            said.append(f"{size:,} elements: the drawing did not appear within {LONGEST:.0f} s.")
        elif ours.shown > SLOW_TO_SHOW:
            said.append(f"{size:,} elements: {_time(ours.shown)} from the map's arrival until it is drawn.")
        if ours.slow is not None and ours.slow > SLOW_FRAME:
            said.append(f"{size:,} elements: one frame in twenty takes more than {_ms(ours.slow)} while dragging.")
    for size, each in reversed(results.gestures.items()):
        slow = [f"{WORDS[name]} ({_time(taken)})" for name, taken in each.seconds.items() if taken > SLOW_GESTURE]
        if slow:
            said.append(f"{size:,} elements, on the server: {'; '.join(slow)}.")
    for found in (results.questions, results.arrangements):
        for size, times in reversed(found.items()):
            slow = [f"{times.words[key]} {_time(taken)}" for key, taken in times.ours.items() if taken > SLOW_ANSWER]
            if slow:
                said.append(f"{size:,} elements: {'; '.join(slow)}.")
    limits = (
        f"Called slow: {SLOW_TO_SHOW:.0f} s to draw, {SLOW_FRAME:.0f} ms for a frame, {SLOW_GESTURE} s for a gesture, "
        f"{SLOW_ANSWER:.0f} s for an answer."
    )
    return "\n".join([limits, "", *(f"- {line}" for line in said or ["Nothing of what was measured."])])


def _machine(results: Results) -> list[list[str]]:
    on = f"{results.on.day} {results.on:%B %Y}" if results.on else "n/a"
    return [["Measured on", on], *([name, words] for name, words in results.machine.items())]


def _section(title: str, words: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in head[1:])]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))
    return f"## {title}\n\n{words}\n\n{table}"


def _map(size: int) -> str:
    return f"{size:,} elements"


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "n/a"
    return f"{seconds:.1f} s" if seconds >= 1 else _ms(1000 * seconds)


def _ms(milliseconds: float | None) -> str:
    if milliseconds is None:
        return "n/a"
    return f"{milliseconds:,.0f} ms" if milliseconds >= 10 else f"{milliseconds:.1f} ms"


def _each_second(frames: float | None) -> str:
    return "n/a" if frames is None else f"{frames:.0f}/s"


def _weight(size: float) -> str:
    return f"{size / 1000:,.0f} kB" if size >= 10_000 else f"{size / 1000:.1f} kB"


def _ratio(ours: float | None, peer: float | None) -> str:
    """Two meaningful figures and the sign: “0.031×”, “1.4×”, “230×”."""
    if ours is None or not peer:
        return "n/a"
    ratio = ours / peer
    return f"{float(f'{ratio:.2g}'):,.0f}×" if ratio >= 10 else f"{float(f'{ratio:.2g}'):g}×"
