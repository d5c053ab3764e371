"""What people see: how long until a map is drawn in Chromium and how smoothly it moves, beside pyvis's own page."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import networkx as nx
from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network as Pyvis

from tests.bench.maps import code_of, network_of
from tests.browser.conftest import QUIET
from tests.machine import find_chromium, served, until
from workbench.mapping.simple import simple
from workbench.workspace import Workspace

VISITS: Final = 3
LONGEST: Final = 30.0
"""Seconds after which a page that has drawn nothing yet is left."""
REST: Final = 10.0
"""Seconds that a page may go on moving by itself before it is dragged all the same."""
DRAG: Final = 2.0
"""Seconds for which the paper is dragged about."""
LONG_VISIT: Final = 12.0
"""Seconds: a page that took longer to draw is not opened again."""
_WATCHING: Final = Path(__file__).with_name("watching.js").read_text(encoding="utf-8")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One page on one map, medians over its visits; None for what did not happen while anybody waited.

    Seconds: `opened` from the navigation until it is drawn, `shown` the part of it since the map had arrived in the
    browser, `rested` from the navigation until nothing moves by itself. `frames` are shown a second while the paper is
    dragged; `frame` is the median time of one, in milliseconds, and `slow` its 95th percentile.
    """

    opened: float | None = None
    shown: float | None = None
    rested: float | None = None
    frames: float | None = None
    frame: float | None = None
    slow: float | None = None


def measure(
    workspace: Workspace, sizes: Sequence[int], *, say: Callable[[str], None]
) -> dict[int, tuple[Drawn, Drawn]]:
    """By size: our page, served by the real server, and pyvis's own with its physics."""
    command = [sys.executable, "-m", "workbench.cli", "new", "--all", "--workspace", str(workspace.path)]
    subprocess.run(command, check=True, capture_output=True)
    found = {}
    with served(workspace.path) as server, _chromium() as chromium:
        _visit(chromium, f"{server.url}{_page(workspace, sizes[0])}", _until_drawn)  # the first is always the slowest
        for size in sizes:
            say(f"drawing {size:,} elements")
            ours = _visits(chromium, f"{server.url}{_page(workspace, size)}", _until_drawn)
            say(f"drawing {size:,} elements with pyvis")
            file = workspace.path / f"pyvis-{size}.html"
            file.write_text(pyvis_page(network_of(workspace, size).map.graph()), encoding="utf-8")
            found[size] = (ours, _visits(chromium, file.as_uri(), _until_at_rest))
    return found


def pyvis_page(graph: nx.MultiDiGraph) -> str:
    """The page that pyvis makes of a graph by itself, physics and all; it keeps names and groups, as ours does."""
    plain = nx.DiGraph(simple(graph).edges)
    plain.add_nodes_from(
        (node, {"label": graph.nodes[node]["label"], "group": graph.nodes[node]["sector"]}) for node in graph
    )
    page = Pyvis(height="600px", directed=True, cdn_resources="in_line")
    page.from_nx(plain)
    return page.generate_html()


def _page(workspace: Workspace, size: int) -> str:
    """Where the server has the map of that size."""
    pack = next((workspace.path / "networks").glob(f"{code_of(size).lower()}-*"))
    return f"voila/render/networks/{pack.name}/map.ipynb"


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = find_chromium()
    assert path is not None, "no Chromium was found"
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET + ["--no-sandbox"] * root)
        yield browser
        browser.close()


def chromium_version() -> str:
    """Which Chromium measures here."""
    with _chromium() as browser:
        return browser.version


def _visits(chromium: Browser, url: str, wait: Callable[[Page], bool]) -> Drawn:
    visits: list[Drawn] = []
    while len(visits) < VISITS and all(visit.opened is not None and visit.opened < LONG_VISIT for visit in visits):
        visits.append(_visit(chromium, url, wait))
    return Drawn(**{name: _middle([getattr(visit, name) for visit in visits]) for name in Drawn.__dataclass_fields__})


def _middle(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if len(known) == len(values) else None


def _visit(chromium: Browser, url: str, wait: Callable[[Page], bool]) -> Drawn:
    """Open a page in a window of its own, wait until it is drawn, and drag its paper."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    elsewhere = re.compile(rf"^https?://(?!{re.escape(urlsplit(url).netloc or 'nowhere')}/)")
    context.route(elsewhere, lambda route: route.abort())
    context.add_init_script(_WATCHING)
    page = context.new_page()
    try:
        page.goto(url, wait_until="commit")
        if not wait(page):
            return Drawn()
        noted = page.evaluate("bench")
        opened = noted["first"] if page.url.startswith("file:") else noted["drawn"]
        arrived = noted["state"] or 0.0
        times = {"opened": opened / 1000, "shown": (opened - arrived) / 1000}
        rested = None if noted["rested"] is None else max(noted["rested"], opened) / 1000
        return Drawn(**times, rested=rested, **_drag(page))
    finally:
        page.goto("about:blank")  # so that its kernel goes
        context.close()


def _until_drawn(page: Page) -> bool:
    return _noted(page, "drawn", LONGEST)


def _until_at_rest(page: Page) -> bool:
    """Until pyvis has shown its drawing, and then until its physics have come to rest or seem never to."""
    return _noted(page, "first", LONGEST) and (_noted(page, "rested", REST) or True)


def _noted(page: Page, what: str, seconds: float) -> bool:
    """Wait until that was noted in the page; False if it never was. The page's own rules forbid to wait within it."""
    with suppress(AssertionError):
        return until(lambda: page.evaluate(f"bench.{what} !== null"), seconds=seconds)
    return False


def _drag(page: Page) -> dict[str, float]:
    """Drag the paper about with the mouse for `DRAG` seconds, and see how long each frame takes."""
    covered = "(document.getElementById('loadingBar')?.style.display ?? 'none') !== 'none'"  # by pyvis, for a moment
    until(lambda: not page.evaluate(covered))
    start = page.evaluate("bench.blank()")
    before = page.evaluate("bench.glimpse()")
    page.mouse.move(start["x"], start["y"])
    page.mouse.down()
    page.mouse.move(start["x"] + 8, start["y"] + 4)
    page.evaluate("bench.frames = []")
    began, step = time.monotonic(), 0
    while time.monotonic() - began < DRAG:  # there and back again
        step += 1
        turn = step % 60 / 60
        across = 240 * (turn if turn < 0.5 else 1 - turn) + 8
        page.mouse.move(start["x"] + across, start["y"] + across / 2)
    page.mouse.move(start["x"] + 90, start["y"] + 40)
    took = time.monotonic() - began
    frames = page.evaluate("(() => { const seen = bench.frames; bench.frames = null; return seen; })()")[1:]
    after = page.evaluate("bench.glimpse()")
    page.mouse.up()
    ink = sum(one > 20 for one in before)
    changed = sum((one > 20) != (other > 20) for one, other in zip(before, after, strict=True))
    assert changed > ink / 5, f"the drawing did not move while it was dragged: {changed} of {ink} pixels changed"
    status = page.evaluate("document.querySelector('.wb-status')?.textContent ?? ''")
    assert "Saved" not in status, "the mouse got hold of an element and not of the paper"
    return {
        "frames": len(frames) / took,
        "frame": statistics.median(frames),
        "slow": statistics.quantiles(frames, n=20)[-1],
    }
