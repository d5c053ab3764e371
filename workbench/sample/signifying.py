"""The part of the sample story in which the sets say where what was said lies, and what it is about."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from workbench.sample.files import Row
from workbench.sample.teller import Teller


class Signifying(Teller):
    """The questions that the sets ask, and the answers and themes of what was said."""

    def _plan_signifying(self) -> None:
        self._asked: dict[str, str] = {}
        self._placed: dict[str, list[Row]] = defaultdict(list)
        self._themes: dict[str, list[str]] = defaultdict(list)
        for row in self._tables["signifiers"]:
            self._on(row["asked_on"], row["network"], "signifier", partial(self._ask, row))
        for row in self._tables["placements"]:
            self._placed[row["entry"]].append(row)
        for row in self._tables["themes"]:
            self._themes[row["record"]].append(row["theme"])

    def _ask(self, row: Row) -> None:
        network = self._at_work(row["network"], row["asked_by"])
        words = [row[name] for name in ("first", "second", "third")]
        asked = network.sessions.ask_to_place(row["question"], *words, everywhere=row["everywhere"])
        self._asked[row["key"]] = asked.id

    def _where(self, entry: str) -> dict[str, tuple[float, ...] | None]:
        """Where an entry lies, by the question's key or its id; None where it does not apply."""
        rows = self._placed[entry]
        return {self._asked.get(str(row["signifier"]), str(row["signifier"])): _weights(row) for row in rows}


def _weights(row: Row) -> tuple[float, ...] | None:
    weights = tuple(row[name] for name in ("first", "second", "third") if row[name] is not None)
    return weights or None
