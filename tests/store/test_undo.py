"""Undo and redo, from the feed alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from sqlalchemy import event

from workbench.errors import Conflict
from workbench.mapping.models import Connection, Element
from workbench.mapping.verbs import SystemMapping
from workbench.store import Scope


@pytest.fixture
def mapping(scope: Scope) -> SystemMapping:
    return SystemMapping(scope)


@pytest.fixture
def step(scope: Scope):
    def step(kind: str) -> str | None:
        change = getattr(scope.store, kind)(network=scope.network, who=scope.who, area="map")
        return change and change.action

    return step


def labels(mapping: SystemMapping) -> list[str]:
    return sorted(element["label"] for element in mapping.parts()["elements"])


def test_undo_takes_back_gestures_from_the_last_to_the_first(mapping, step):
    mapping.add_element("One", kind="team")
    mapping.add_element("Two", kind="team")

    assert [step("undo"), labels(mapping)] == ["took back: added Two", ["One"]]
    assert [step("undo"), labels(mapping)] == ["took back: added One", []]
    assert step("undo") is None


def test_redo_brings_back_what_was_taken_back_in_its_order(mapping, step):
    mapping.add_element("One", kind="team")
    mapping.add_element("Two", kind="team")
    step("undo")
    step("undo")

    assert [step("redo"), labels(mapping)] == ["did again: added One", ["One"]]
    assert [step("redo"), labels(mapping)] == ["did again: added Two", ["One", "Two"]]
    assert step("redo") is None


def test_something_new_after_an_undo_leaves_nothing_to_do_again(mapping, step):
    mapping.add_element("One", kind="team")
    step("undo")
    mapping.add_element("Two", kind="team")

    assert step("redo") is None
    assert labels(mapping) == ["Two"]


def test_undo_after_redo_after_undo_still_names_the_first_gesture(mapping, step, scope):
    mapping.add_element("One", kind="team")
    for kind in ("undo", "redo", "undo", "redo"):
        step(kind)

    assert scope.store.can("undo", network=scope.network, who=scope.who, area="map") == "added One"
    assert scope.store.can("redo", network=scope.network, who=scope.who, area="map") is None


def test_undoing_a_removal_brings_the_element_back_with_its_connections(mapping, step):
    one = mapping.add_element("One", kind="team")
    mapping.add_element("Two", kind="team")
    mapping.connect("One", "Two", kind="trusts", strength=4)
    before = mapping.parts()

    mapping.remove(one.id)
    assert (labels(mapping), mapping.parts()["connections"]) == (["Two"], [])
    step("undo")

    assert without_bookkeeping(mapping.parts()) == without_bookkeeping(before)


def test_undo_touches_only_the_fields_that_the_gesture_changed(mapping, step, scope):
    element = mapping.add_element("One", kind="team")
    mapping.change_element(element.id, label="First")
    scope.who = "community nurse"
    mapping.change_element(element.id, note="asked on Tuesday")
    scope.who = "practice manager"

    step("undo")

    [now] = mapping.parts()["elements"]
    assert (now["label"], now["note"]) == ("One", "asked on Tuesday")


def test_undo_of_a_field_that_somebody_changed_since_raises_a_conflict(mapping, step, scope):
    element = mapping.add_element("One", kind="team")
    mapping.change_element(element.id, label="First")
    scope.who = "community nurse"
    mapping.change_element(element.id, label="Second")
    scope.who = "practice manager"

    with pytest.raises(Conflict) as caught:
        step("undo")

    assert (caught.value.mine, caught.value.theirs) == ({"title": "One"}, {"title": "Second"})
    assert labels(mapping) == ["Second"]


def test_an_addition_that_others_built_upon_is_not_taken_back(mapping, step, scope):
    mapping.add_element("One", kind="team")
    scope.who = "community nurse"
    mapping.add_element("Two", kind="team")
    mapping.connect("One", "Two", kind="trusts")
    scope.who = "practice manager"

    with pytest.raises(Conflict, match="‘One’ is used by something that was added since"):
        step("undo")

    assert labels(mapping) == ["One", "Two"]


def test_people_take_back_only_their_own_gestures(mapping, step, scope):
    mapping.add_element("Mine", kind="team")
    scope.who = "community nurse"
    mapping.add_element("Hers", kind="team")
    scope.who = "practice manager"

    step("undo")

    assert labels(mapping) == ["Hers"]


def test_a_step_that_meets_a_conflict_is_passed_over_by_the_next_undo(mapping, step, scope):
    mapping.add_element("First", kind="team")
    second = mapping.add_element("Second", kind="team")
    mapping.change_element(second.id, label="Renamed")
    scope.who = "community nurse"
    mapping.change_element(second.id, label="Hers")
    scope.who = "practice manager"
    for expected in ("‘Hers’ was changed by somebody else since", "‘Hers’ was changed by somebody else since"):
        with pytest.raises(Conflict, match=expected):
            step("undo")

    assert step("undo") == "took back: added First"
    assert labels(mapping) == ["Hers"]


def test_what_came_from_one_browser_is_taken_back_there_whatever_role_spoke(mapping, scope):
    scope.hand = "laptop"
    mapping.add_element("Mine", kind="team")
    scope.hand = "tablet"
    mapping.add_element("Hers", kind="team")
    scope.hand, scope.who = "laptop", "community nurse"

    whose = {"network": scope.network, "who": scope.who, "area": "map"}
    assert scope.store.can("undo", **whose) is None
    assert scope.store.undo(**whose, hand="laptop").action == "took back: added Mine"
    assert scope.store.undo(**whose, hand="laptop") is None
    assert scope.store.redo(**whose, hand="laptop").action == "did again: added Mine"
    assert labels(mapping) == ["Hers", "Mine"]


def test_a_connection_does_not_come_back_without_its_ends(mapping, step, scope):
    mapping.add_element("One", kind="team")
    two = mapping.add_element("Two", kind="team")
    connection = mapping.connect("One", "Two", kind="trusts")
    mapping.remove(connection.id)
    scope.who = "community nurse"
    mapping.remove(two.id)
    scope.who = "practice manager"

    with pytest.raises(Conflict, match="belongs to ‘Two’, which was removed since"):
        step("undo")

    assert mapping.parts()["connections"] == []


def without_bookkeeping(parts):
    return {
        name: [
            {key: value for key, value in row.items() if key not in ("version", "changed_at", "changed_by")}
            for row in sorted(rows, key=lambda row: row["id"])
        ]
        for name, rows in parts.items()
    }


def test_taking_back_a_large_gesture_asks_the_database_as_often_as_a_small_one(scope):
    asked = []
    mapping = SystemMapping(scope)
    event.listen(scope.store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counts = []
    for size in (10, 400):
        with scope.gesture("imported", area="map") as session:
            elements = [
                Element(network=scope.network, title=f"{size}-{each}", type="team", valid_from=scope.today())
                for each in range(size)
            ]
            session.add_all(elements)
            session.add_all(
                Connection(
                    network=scope.network, title="", source_id=one.id, target_id=other.id, type="meets",
                    valid_from=scope.today(),
                )
                for one, other in pairwise(elements)
            )  # fmt: skip
        asked.clear()
        scope.store.undo(network=scope.network, who=scope.who, area="map", at=scope.clock())
        counts.append(len([statement for statement in asked if statement.startswith("SELECT")]))
    assert mapping.parts() == {"elements": [], "connections": []}
    assert counts[1] <= counts[0] + 10
