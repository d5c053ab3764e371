"""The part of the map page that asks the map questions."""

from __future__ import annotations

import re
import sys
import time
import zlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from widgets.system_map.checking import an_id
from widgets.theme.app import App, gesture, look
from workbench import checks
from workbench.errors import BadInput
from workbench.mapping.reading import MapParts

if TYPE_CHECKING:
    import networkx as nx

    from workbench.mapping.asking import Answer, Question

_QUESTIONS: Final = "workbench.mapping.questions"  # slow to import: not before somebody wants to ask
_MATTERS: Final = ("id", "label", "kind", "sector", "organisation", "themes", "seen_as")
_MATTERS_OF_A_TIE: Final = ("id", "source", "target", "kind", "direction", "strength", "sign", "delay", "themes")


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What was asked: two that are alike have the same answer, as long as the map stays as it is."""

    question: str
    about: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    day: date | None
    stamp: str


class Asking(App):
    """Gestures with which a page asks the map."""

    _last: tuple[_Asked, Question | None, Answer, nx.MultiDiGraph] | None = None

    def compose_asking(self, parts: MapParts) -> dict[str, Any]:
        """What the page needs to ask: the `questions`, None before somebody wanted them (see `offer_questions`).

        `stamp` changes with everything that an answer may depend on, so that a page sees when one is out of date.
        """
        return {"asking": {"questions": _questions(), "stamp": _stamp(parts)}}

    @gesture
    def offer_questions(self) -> None:
        """Load the questions; they come with the state."""
        from workbench.mapping import questions  # noqa: F401, PLC0415

    @look
    def ask(
        self,
        *,
        question: str,
        about: list[str] | None = None,
        choices: dict[str, str] | None = None,
        as_at: str | None = None,
    ) -> dict[str, Any]:
        """Ask the map as at a day (ISO; today if None) a question, about elements by their ids, with choices by name.

        The answer as plain JSON (see `answering.as_answer`), the `stamp` of the map that it holds for, the seconds it
        `took`, and `parts`: the map of that day to draw it on, None for today's.
        """
        from widgets.system_map.answering import as_answer  # noqa: PLC0415

        began = time.perf_counter()
        asked = self._asked(question, about, choices, as_at)
        answer, graph = self._answered(asked)
        plain = as_answer(answer, graph)
        parts = None if asked.day is None or not plain["marks"] else self._parts_of(asked.day)
        return {**plain, "parts": parts, "stamp": asked.stamp, "took": round(time.perf_counter() - began, 3)}

    @look
    def answer_as_file(
        self,
        *,
        question: str,
        about: list[str] | None = None,
        choices: dict[str, str] | None = None,
        as_at: str | None = None,
    ) -> dict[str, str]:
        """The whole table of an answer as CSV, for a download: `name`, `type`, `text`."""
        from widgets.system_map.answering import as_rows  # noqa: PLC0415
        from workbench.exchange import delimited  # noqa: PLC0415

        asked = self._asked(question, about, choices, as_at)
        answer, _graph = self._answered(asked)
        day = asked.day or self.network.today()
        words = re.sub(r"[^a-z0-9]+", "-", f"{question} {self.network.name}".lower()).strip("-")
        return {
            "name": f"{words}-{day.isoformat()}.csv",
            "type": "text/csv;charset=utf-8",
            "text": delimited.write(as_rows(answer)).decode("utf-8"),
        }

    def _asked(self, question: Any, about: Any, choices: Any, as_at: Any) -> _Asked:
        """What a page sent, checked. Raises `BadInput` for anything that is no question to the map."""
        about, choices = about or [], choices or {}
        if not isinstance(about, list) or not isinstance(choices, dict) or "about" in choices:
            raise BadInput("A question is about a list of ids, with its choices by name.")
        today = self.network.today()
        day = None if as_at is None else checks.day(as_at, "The day of the map")
        if day is not None and day > today:
            raise BadInput("That day is yet to come. Choose today or an earlier day.")
        return _Asked(
            question=checks.line(question, "The question"),
            about=tuple(an_id(one) for one in about),
            choices=tuple(sorted((str(name), checks.line(option, "A choice")) for name, option in choices.items())),
            day=None if day == today else day,
            stamp=_stamp(self.network.map.parts()),
        )

    def _answered(self, asked: _Asked) -> tuple[Answer, nx.MultiDiGraph]:
        """The answer, and the graph that was asked; the last is kept at hand, since a download follows an answer."""
        from workbench.mapping import questions  # noqa: PLC0415

        declared = questions.QUESTIONS.get(asked.question)  # an analyst may declare their own anew
        if self._last is not None and self._last[:2] == (asked, declared):
            return self._last[2:]
        graph = self.network.map.graph(asked.day)
        about = questions.pointed(graph, self._there(asked, graph))
        answer = questions.ask(graph, asked.question, about=about, **dict(asked.choices))
        self._last = asked, declared, answer, graph
        return answer, graph

    def _there(self, asked: _Asked, graph: nx.MultiDiGraph) -> tuple[str, ...]:
        """What is asked about. Raises `BadInput`, with its name, for an element that is not on the map of that day."""
        for one in asked.about:
            if one not in graph:
                now = {element["id"]: element["label"] for element in self.network.map.parts()["elements"]}
                name = f"{now[one]} was" if one in now else "One of the elements is"
                then = "of that day" if asked.day else "any more"
                raise BadInput(f"{name} not on the map {then}. Choose another element or another day.")
        return asked.about

    def _parts_of(self, day: date) -> MapParts:
        """The map of that day, with what is still there in its place of today: then one sees what differs."""
        now = {one["id"]: one for one in self.network.map.parts()["elements"]}
        then = self.network.map.parts(day)
        elements = [{**one, **{axis: now.get(one["id"], one)[axis] for axis in "xy"}} for one in then["elements"]]
        return {"elements": elements, "connections": then["connections"]}


def _questions() -> list[dict[str, Any]] | None:
    if _QUESTIONS not in sys.modules:
        return None
    from widgets.system_map.answering import as_question  # noqa: PLC0415

    return [as_question(one) for one in sys.modules[_QUESTIONS].listed()]


def _stamp(parts: MapParts) -> str:
    """A mark of all that answers depend on; where things stand on the drawing is none of it."""
    elements = [tuple(one[name] for name in _MATTERS) for one in parts["elements"]]
    connections = [tuple(one[name] for name in _MATTERS_OF_A_TIE) for one in parts["connections"]]
    return f"{zlib.crc32(repr((elements, connections)).encode('utf-8', 'surrogatepass')):08x}"
