"""`python -m tests.bench`: measures maps, charts and search beside named peers, and prints a page of figures.

With `--write` the page becomes docs/benchmarks.md. Measure while nothing else runs on the machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.bench import asking, charting, drawing, gestures, searching
from tests.bench.machine import described, load
from tests.bench.maps import network_of, workspace_with
from tests.bench.report import PARTS, Results, page

SIZES: Final = (100, 300, 1_000, 3_000)
PAGE: Final = Path(__file__).parent.parent.parent / "docs" / "benchmarks.md"


def measure(
    sizes: Sequence[int],
    parts: Sequence[str],
    folder: Path,
    *,
    runs: int = gestures.RUNS,
    series: int = charting.SERIES,
    entries: int = searching.ENTRIES,
) -> Results:
    """Measure those parts on maps of those sizes, the smallest first; `folder` is for what that needs on the disk.

    `runs` is how often each gesture is done, `series` how many are charted, `entries` among how many is searched.
    """
    sizes = sorted(sizes) if set(parts) - {"charts", "search"} else []
    busy = load()
    results = Results(on=datetime.now(UTC).date())
    if "charts" in parts:
        say(f"charting {series:,} series")
        results.charts = charting.measure(series)
    if "search" in parts:
        say(f"searching {entries:,} entries")
        results.search = searching.measure(entries)
    say("making the maps")
    workspace = workspace_with(folder, sizes)
    if "drawing" in parts:
        results.drawing = drawing.measure(workspace, sizes, say=say)
    for number, size in enumerate(sizes):
        before = sizes[number - 1] if number else None
        if "questions" in parts:
            say(f"asking {size:,} elements")
            graph = network_of(workspace, size).map.graph()
            results.questions[size] = asking.questions(graph, before=results.questions.get(before or 0))
            results.arrangements[size] = asking.arrangements(graph, before=results.arrangements.get(before or 0))
        if "gestures" in parts:
            say(f"gestures on {size:,} elements")
            results.gestures[size] = gestures.measure(workspace, size, runs=runs)
    workspace.close()
    results.machine = described(chromium=drawing.chromium_version() if "drawing" in parts else None, busy=busy)
    return results


def say(words: str) -> None:
    """Tell whoever waits what is being measured."""
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many elements the maps have")
    parser.add_argument("--only", choices=PARTS, help="measure only this")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md (everything, on every size)")
    given = parser.parse_args(arguments)
    sizes = [int(size) for size in given.sizes.split(",")]
    if given.write and (given.only or tuple(sorted(sizes)) != SIZES):
        parser.error("--write is for the whole: leave out --sizes and --only")
    with tempfile.TemporaryDirectory(prefix="workbench-bench-") as folder:
        text = page(measure(sizes, [given.only] if given.only else PARTS, Path(folder)))
    if given.write:
        PAGE.write_text(text, encoding="utf-8")
        say(f"wrote {PAGE}")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
