"""What a gesture costs: the server's time, and the bytes that travel to the page."""

from __future__ import annotations

import json
import math
import statistics
import time
from dataclasses import dataclass
from typing import Any, Final

from tests.bench.clock import median
from tests.bench.maps import network_of
from widgets import SystemMap
from workbench.workspace import Workspace

RUNS: Final = 9
WORDS: Final = {
    "add": "add an element",
    "rename": "rename it",
    "move": "move it",
    "connect": "connect it",
    "undo": "take that back",
    "arrange": "arrange the whole map",
    "undo_all": "take that back (the whole map)",
}
"""The gestures in the order in which they are done, and what each is called."""


@dataclass(frozen=True, kw_only=True)
class Gestures:
    """What gestures cost on one map: by gesture the median seconds and bytes; beside them, the page opened anew."""

    seconds: dict[str, float]
    bytes: dict[str, float]
    opening: float
    whole: int


def measure(workspace: Workspace, size: int, *, runs: int = RUNS) -> Gestures:
    """Do every gesture that many times through the page's own line, and then open the page anew."""
    page = Page(workspace, size)
    taken: dict[str, list[float]] = {name: [] for name in WORDS}
    sent: dict[str, list[int]] = {name: [] for name in WORDS}
    for number in range(runs):
        for name, gesture, arguments in page.a_round(number):
            seconds, told = page.do(gesture, arguments)
            taken[name].append(seconds)
            sent[name].append(told)
    return Gestures(
        seconds={name: statistics.median(each) for name, each in taken.items()},
        bytes={name: statistics.median(each) for name, each in sent.items()},
        opening=median(lambda: SystemMap(network_of(workspace, size)), runs=runs),
        whole=_size({"whole": SystemMap(network_of(workspace, size)).state}),
    )


class Page:
    """The other end of the line: does what a page would send, and weighs what it is told."""

    def __init__(self, workspace: Workspace, size: int) -> None:
        self.app = SystemMap(network_of(workspace, size))
        self.told: list[dict[str, Any]] = []
        self.app.send = self.told.append  # type: ignore[method-assign]

    def do(self, gesture: str, arguments: dict[str, Any]) -> tuple[float, int]:
        """The seconds until the page has its answer, and the bytes of all it was told. Fails if it was refused."""
        self.told.clear()
        message = {"id": "g1", "gesture": gesture, "who": "practice manager", "hand": "bench", "args": arguments}
        began = time.perf_counter()
        self.app._receive(self.app, message, [])
        taken = time.perf_counter() - began
        answer = self.told[-1]
        assert answer.get("ok"), f"{gesture} was refused: {answer}"
        assert any("patch" in each for each in self.told), f"{gesture} changed nothing on the page"
        return taken, sum(map(_size, self.told))

    def a_round(self, number: int) -> Any:
        """Each gesture once, on a new element."""
        first = self.app.state["elements"][0]["id"]
        yield "add", "add_element", {"label": f"Bench {number}", "kind": "team", "at": [-300.0 - number, 40.0]}
        new = next(one for one in self.app.state["elements"] if one["label"] == f"Bench {number}")
        version = new["version"]
        yield "rename", "change_element", {"element": new["id"], "version": version, "label": f"Bench no. {number}"}
        yield "move", "move", {"places": {new["id"]: [-310.0 - number, 80.0]}}
        yield "connect", "connect", {"source": new["id"], "target": first, "kind": "meets"}
        yield "undo", "undo", {}
        yield "arrange", "move", {"places": self._circle(number), "arranged": "in a circle"}
        yield "undo_all", "undo", {}

    def _circle(self, number: int) -> dict[str, list[float]]:
        ids = [one["id"] for one in self.app.state["elements"]]
        turns = [2 * math.pi * at / len(ids) for at in range(len(ids))]
        far = 30.0 * len(ids) + number
        return {
            key: [round(far * math.cos(turn), 1), round(far * math.sin(turn), 1)]
            for key, turn in zip(ids, turns, strict=True)
        }


def _size(message: dict[str, Any]) -> int:
    return len(json.dumps(message, ensure_ascii=False).encode())
