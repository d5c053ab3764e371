"""What holds after any sequence of gestures."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from tests.conftest import Clock
from tests.stores import empty_store
from workbench.mapping.models import Connection, Element
from workbench.mapping.verbs import SystemMapping
from workbench.mapping.vocabulary import CONNECTION_KINDS
from workbench.store import Scope
from workbench.store.base import snapshot

LABELS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
BOOKKEEPING = ("version", "changed_at", "changed_by")


class Gestures(RuleBasedStateMachine):
    """One person draws at random; after every gesture the laws of the store hold."""

    def __init__(self) -> None:
        super().__init__()
        self.store = empty_store()
        self.clock = Clock(datetime(2025, 1, 23, 12, 0, tzinfo=UTC))
        self.mapping = SystemMapping(Scope(self.store, "U99001", "GP", self.clock))
        self.moments: list[tuple[datetime, int, dict[str, Any]]] = []

    def teardown(self) -> None:
        self.store.close()

    # --- gestures ------------------------------------------------------------------------------------------

    @initialize()
    def begin_with_two_elements(self) -> None:
        self.mapping.add_element("first", kind="team")
        self.mapping.add_element("second", kind="team")

    @rule(label=LABELS)
    def add(self, label: str) -> None:
        self._gesture(lambda: self.mapping.add_element(label, kind="team"))

    @rule(label=LABELS, data=st.data())
    @precondition(lambda self: self._elements())
    def rename(self, label: str, data: st.DataObject) -> None:
        element = data.draw(st.sampled_from(self._elements()))
        self._gesture(lambda: self.mapping.change_element(element, label=label))

    @rule(data=st.data(), strength=st.integers(0, 5))
    @precondition(lambda self: len(self._elements()) > 1)
    def connect(self, data: st.DataObject, strength: int) -> None:
        one, other = data.draw(st.permutations(self._elements()))[:2]
        there = {(tie["source"], tie["target"], tie["kind"]) for tie in self.mapping.parts()["connections"]}
        kind = next((kind for kind in CONNECTION_KINDS if (one, other, kind) not in there), None)
        if kind is not None:  # two elements are not connected twice in the same way
            self._gesture(lambda: self.mapping.connect(one, other, kind=kind, strength=strength))

    @rule(data=st.data())
    @precondition(lambda self: self._elements())
    def remove(self, data: st.DataObject) -> None:
        element = data.draw(st.sampled_from(self._elements()))
        self._gesture(lambda: self.mapping.remove(element))

    @rule(data=st.data(), x=st.floats(-500, 500), y=st.floats(-500, 500))
    @precondition(lambda self: self._elements())
    def move(self, data: st.DataObject, x: float, y: float) -> None:
        element = data.draw(st.sampled_from(self._elements()))
        self._gesture(lambda: self.mapping.move({element: (x, y)}))

    @rule()
    def undo(self) -> None:
        self._step("undo")

    @rule()
    def redo(self) -> None:
        self._step("redo")

    # --- laws ----------------------------------------------------------------------------------------------

    @invariant()
    def the_state_now_is_what_the_feed_tells(self) -> None:
        assert live_rows(self.store.state()) == live_rows(self._rows())
        assert live_rows(self.store.state()) == live_rows(self._replayed(self.store.latest()))

    @invariant()
    def the_state_of_every_earlier_moment_is_the_replay_up_to_it(self) -> None:
        for moment, sequence, then in self.moments[-4:]:
            assert self.store.state(as_at=moment) == self.store.state(as_at=sequence) == then

    @invariant()
    def every_live_connection_has_two_live_ends(self) -> None:
        rows = self._rows()
        live = {key for key, row in rows["element"].items() if row["valid_to"] is None}
        for row in rows["connection"].values():
            if row["valid_to"] is None:
                assert {row["source_id"], row["target_id"]} <= live

    @rule()
    def remember_this_moment(self) -> None:
        sequence = self.store.latest()
        self.moments.append((self.clock.now, sequence, self._replayed(sequence)))
        self.clock.now += timedelta(minutes=1)

    # --- helpers -------------------------------------------------------------------------------------------

    def _gesture(self, act: Any) -> None:
        """Do it, take it back and do it again: the undo restores what was live before, the redo what was after."""
        before = live_rows(self._rows())
        latest = self.store.latest()
        act()
        if self.store.latest() == latest:
            return  # a gesture that changed nothing
        after = live_rows(self._rows())
        self._step("undo")
        assert live_rows(self._rows()) == before
        self._step("redo")
        assert live_rows(self._rows()) == after

    def _step(self, kind: str) -> None:
        getattr(self.store, kind)(network="U99001", who="GP", area="map", at=self.clock.now)

    def _elements(self) -> list[str]:
        return [element["id"] for element in self.mapping.parts()["elements"]]

    def _rows(self) -> dict[str, dict[str, Any]]:
        with self.store.reading() as session:
            return {
                name: {row.id: plain(snapshot(row)) for row in session.scalars(select(kind))}
                for name, kind in (("element", Element), ("connection", Connection))
            }

    def _replayed(self, sequence: int) -> dict[str, Any]:
        """The naive replay: every edit in its order, the last one wins."""
        state: dict[str, dict[str, Any]] = {}
        for change in self.store.changes_since(0):
            for edit in change.edits:
                if change.sequence <= sequence:
                    state.setdefault(edit.entity, {})[edit.entity_id] = edit.after
        return state


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(row))


def live_rows(state: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        key: {name: value for name, value in row.items() if name not in BOOKKEEPING}
        for rows in state.values()
        for key, row in rows.items()
        if row["valid_to"] is None
    }


Gestures.TestCase.settings = settings(
    max_examples=20, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestGestures = Gestures.TestCase
