"""The driver diagram: naming, joining, ordering; and that no gesture closes a circle."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.conftest import Clock
from tests.stores import empty_store
from workbench.errors import BadInput, Conflict, NotFound
from workbench.measures.verbs import Measures
from workbench.prototypes.drivers import Drivers
from workbench.prototypes.verbs import Prototypes
from workbench.sensemaking.verbs import Sessions
from workbench.store import Scope


@pytest.fixture
def drivers(prototypes) -> Drivers:
    return prototypes.drivers


def undo(scope):
    return scope.store.undo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())


def redo(scope):
    return scope.store.redo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())


def refused(words: str) -> Any:
    return pytest.raises(BadInput, match=re.escape(words))


def shape(drivers: Drivers) -> list[tuple[str, int, int]]:
    return [(row["label"], row["level"], row["place"]) for row in drivers.listed()]


def test_nothing_yet_is_an_empty_diagram(drivers):
    assert drivers.listed() == []
    assert drivers.told() == {"boxes": [], "joins": [], "not_joined": []}
    assert nx.utils.graphs_equal(drivers.graph(), nx.DiGraph(network="U99001", not_joined=()))


def test_a_diagram_goes_from_the_aim_by_its_drivers_and_prototypes_to_the_measures(drivers, prototypes, visits):
    aim = drivers.aim("  Fewer missed   first visits ")
    trust = drivers.driver("People know a face", to=aim)
    meeting = drivers.driver("Workers meet", to=trust.id)
    tried = prototypes.start("Warm handover", measured_by={visits.id: "decrease"})
    waiting = prototypes.start("Shared diary")
    drivers.join(tried, meeting)
    drivers.measured_by(aim, visits)

    assert drivers.listed() == [
        {
            "id": aim.id, "role": "aim", "label": "Fewer missed first visits", "since": "2025-01-23",
            "version": 1, "level": 0, "place": 0, "equals": 1, "contributes_to": [], "measured_by": [visits.id],
        },
        {
            "id": trust.id, "role": "driver", "label": "People know a face", "since": "2025-01-23",
            "version": 1, "level": 1, "place": 0, "equals": 1, "contributes_to": [aim.id], "measured_by": [],
        },
        {
            "id": meeting.id, "role": "driver", "label": "Workers meet", "since": "2025-01-23",
            "version": 1, "level": 2, "place": 0, "equals": 1, "contributes_to": [trust.id], "measured_by": [],
        },
    ]  # fmt: skip
    today = {"since": date(2025, 1, 23)}
    first = {"place": 0, **today}
    assert dict(drivers.graph().nodes(data=True)) == {
        aim.id: {"kind": "driver", "role": "aim", "label": "Fewer missed first visits", "level": 0, **first},
        trust.id: {"kind": "driver", "role": "driver", "label": "People know a face", "level": 1, **first},
        meeting.id: {"kind": "driver", "role": "driver", "label": "Workers meet", "level": 2, **first},
        tried.id: {
            "kind": "prototype", "role": "prototype", "label": "Warm handover", "level": 3, **first,
            "number": 1, "stage": "idea",
        },
        visits.id: {"kind": "measure", "role": "measure", "label": "Missed first visits", "level": 4, **first},
    }  # fmt: skip
    assert set(drivers.graph().edges(data="kind")) == {
        (aim.id, trust.id, "contributes to"),
        (trust.id, meeting.id, "contributes to"),
        (meeting.id, tried.id, "contributes to"),
        (tried.id, visits.id, "measured by"),
        (aim.id, visits.id, "measured by"),
    }
    shown = next(join for join in drivers.told()["joins"] if join["source"] == tried.id and join["target"] == visits.id)
    assert drivers.graph().edges[tried.id, visits.id] == {
        "key": shown["id"], "kind": "measured by", "expectation": "decrease", **today,
    }  # fmt: skip
    assert drivers.graph().graph == {"network": "U99001", "not_joined": (waiting.id,)}


def test_a_measure_of_a_prototype_that_is_not_joined_is_not_on_the_diagram(drivers, prototypes, visits):
    drivers.aim("Fewer missed first visits")
    prototypes.start("Warm handover", measured_by={visits.id: "decrease"})

    assert [box["label"] for box in drivers.told()["boxes"]] == ["Fewer missed first visits"]
    assert [row["label"] for row in drivers.told()["not_joined"]] == ["Warm handover"]


def test_a_driver_stands_one_further_than_the_furthest_that_it_contributes_to(drivers):
    aim = drivers.aim("Aim")
    near = drivers.driver("Near", to=aim)
    far = drivers.driver("Far", to=near)
    both = drivers.driver("Both", to=aim)
    drivers.join(both, far)

    assert shape(drivers) == [("Aim", 0, 0), ("Near", 1, 0), ("Far", 2, 0), ("Both", 3, 0)]


def test_an_aim_is_named_with_the_measure_that_shows_it_in_one_gesture(drivers, prototypes, scope, visits):
    aim = drivers.aim("Aim", measured_by=[visits])
    assert [row["measured_by"] for row in drivers.listed()] == [[visits.id]]

    undo(scope)
    assert drivers.listed() == []
    with refused("‘Warm handover’ is a prototype, not a measure. Choose a measure."):
        drivers.aim("Aim", measured_by=[prototypes.start("Warm handover")])
    assert drivers.listed() == []
    with pytest.raises(NotFound):
        drivers.driver("Driver", to=aim)


def test_nobody_contributes_to_itself_also_not_through_others(drivers):
    aim = drivers.aim("Aim")
    first = drivers.driver("First", to=aim)
    second = drivers.driver("Second", to=first)
    third = drivers.driver("Third", to=second)

    with refused("‘Third’ already contributes to ‘First’, so the other way round would be a circle"):
        drivers.join(first, third)
    with refused("‘First’ cannot contribute to itself: choose an aim or another driver."):
        drivers.join(first, first)
    with refused("‘Aim’ is an aim, and an aim contributes to nothing: join drivers to it instead."):
        drivers.join(aim, first)
    assert len(drivers.told()["joins"]) == 3


def test_only_what_belongs_on_the_diagram_is_joined(drivers, prototypes, scope, visits):
    aim, tried = drivers.aim("Aim"), prototypes.start("Warm handover")
    session = Sessions(scope).begin("Launch", method="what? so what? now what?")
    before = scope.store.latest()

    with refused("‘Launch’ is a session: only drivers and prototypes contribute to something"):
        drivers.join(session, aim)
    with refused("‘Missed first visits’ is a measure: choose an aim or a driver"):
        drivers.join(tried, visits)
    with refused("‘Warm handover’ is a prototype: choose an aim or a driver"):
        drivers.driver("Trust", to=tried)
    with refused("‘Warm handover’ is a prototype, not an aim or a driver. Choose one of those"):
        drivers.measured_by(tried, visits)
    with refused("‘Aim’ is an aim, not a measure. Choose a measure."):
        drivers.measured_by(aim, aim)
    with refused("The aim is empty. Type something first."):
        drivers.aim("  ")
    with pytest.raises(NotFound):
        drivers.join("nobody", aim)
    assert scope.store.latest() == before


def test_the_same_join_twice_changes_nothing(drivers, prototypes, scope, visits):
    aim, tried = drivers.aim("Aim"), prototypes.start("Warm handover")
    drivers.join(tried, aim)
    drivers.measured_by(aim, visits)
    before = scope.store.latest()

    drivers.join(tried, aim)
    drivers.measured_by(aim, visits)
    drivers.part(visits, aim)

    assert scope.store.latest() == before


def test_what_was_joined_is_parted_and_stands_apart(drivers, prototypes, scope, visits):
    aim, tried = drivers.aim("Aim"), prototypes.start("Warm handover")
    driver = drivers.driver("Driver", to=aim)
    drivers.join(tried, driver)
    drivers.measured_by(driver, visits)
    whole = drivers.told()

    drivers.part(driver, visits)
    drivers.part(tried, driver)
    drivers.part(driver, aim)

    assert [box["label"] for box in drivers.told()["boxes"]] == ["Aim", "Driver"]
    assert drivers.told()["joins"] == []
    assert [row["label"] for row in drivers.told()["not_joined"]] == ["Warm handover"]
    for _ in range(3):
        undo(scope)
    assert drivers.told() == whole


def test_what_a_prototype_itself_names_is_not_parted_on_the_diagram(drivers, prototypes, scope, visits):
    tried = prototypes.start("Warm handover", measured_by={visits.id: "decrease"})
    before = scope.store.latest()
    with pytest.raises(BadInput, match=r"^‘Warm handover’ itself names ‘.+’: take the measure away on the page of the"):
        drivers.part(tried, visits)
    assert [tie["measure"] for tie in prototypes.told(tried)["measures"]] == [visits.id]
    assert scope.store.latest() == before


def test_removing_a_driver_leaves_what_contributed_to_it_and_undo_brings_all_back(drivers, prototypes, scope, visits):
    aim, tried = drivers.aim("Aim"), prototypes.start("Warm handover")
    driver = drivers.driver("Driver", to=aim)
    drivers.driver("Further", to=driver)
    drivers.join(tried, driver)
    drivers.measured_by(driver, visits)
    whole = drivers.told()

    drivers.remove(driver)

    assert shape(drivers) == [("Aim", 0, 0), ("Further", 1, 0)]
    assert [row["label"] for row in drivers.told()["not_joined"]] == ["Warm handover"]
    assert undo(scope).action == "took back: removed the driver Driver"
    after = drivers.told()
    assert [{**box, "version": 1} for box in after["boxes"]] == [{**box, "version": 1} for box in whole["boxes"]]
    assert (after["joins"], after["not_joined"]) == (whole["joins"], whole["not_joined"])
    redo(scope)
    assert shape(drivers) == [("Aim", 0, 0), ("Further", 1, 0)]


def test_a_prototype_that_is_removed_leaves_the_diagram(drivers, prototypes):
    aim, tried = drivers.aim("Aim"), prototypes.start("Warm handover")
    drivers.join(tried, aim)

    prototypes.remove(tried)

    assert [box["label"] for box in drivers.told()["boxes"]] == ["Aim"]
    assert drivers.told()["joins"] == []


def test_a_driver_moves_among_those_that_contribute_to_just_the_same(drivers, scope):
    aim, other = drivers.aim("Aim"), drivers.aim("Other aim")
    first = drivers.driver("First", to=aim)
    elsewhere = drivers.driver("Elsewhere", to=other)
    second = drivers.driver("Second", to=aim)
    third = drivers.driver("Third", to=aim)

    def order() -> list[str]:
        return [row["label"] for row in drivers.listed() if row["contributes_to"] == [aim.id]]

    assert order() == ["First", "Second", "Third"]
    drivers.move(third, 0)
    assert order() == ["Third", "First", "Second"]
    drivers.move(first.id, 99)
    assert order() == ["Third", "Second", "First"]
    drivers.move(elsewhere, 1)
    drivers.move(other, 0)
    assert [(row["label"], row["place"], row["equals"]) for row in drivers.listed()] == [
        ("Other aim", 0, 2), ("Aim", 1, 2),
        ("Elsewhere", 0, 1), ("Third", 0, 3), ("Second", 1, 3), ("First", 2, 3),
    ]  # fmt: skip
    undo(scope)
    assert [row["label"] for row in drivers.listed()][:2] == ["Aim", "Other aim"]
    with refused("The place has to be a whole number from 0"):
        drivers.move(second, -1)


def test_a_title_is_changed_and_a_stale_one_is_refused_with_both_sides(drivers, scope):
    aim = drivers.aim("Fewer missed visits")
    drivers.change(aim, title=" Fewer missed\nfirst visits ", version=1)

    with pytest.raises(Conflict) as refused:
        drivers.change(aim.id, title="Mine", version=1)

    assert (refused.value.mine, refused.value.theirs) == ({"title": "Mine"}, {"title": "Fewer missed first visits"})
    assert shape(drivers) == [("Fewer missed first visits", 0, 0)]
    assert undo(scope).action == "took back: called Fewer missed visits Fewer missed first visits"


def test_two_people_who_take_back_at_once_close_no_circle(drivers, scope):
    aim = drivers.aim("Aim")
    one, other = drivers.driver("One", to=aim), drivers.driver("Other", to=aim)
    drivers.join(one, other)
    drivers.part(one, other)
    somebody = Drivers(Scope(scope.store, scope.network, "link worker", scope.clock))
    somebody.join(other, one)

    undo(scope)  # brings “One contributes to Other” back beside “Other contributes to One”

    graph = drivers.graph()
    assert nx.is_directed_acyclic_graph(graph)
    assert len(set(graph.edges) & {(one.id, other.id), (other.id, one.id)}) == 1
    drivers.part(one, other)
    somebody.part(other, one)
    assert drivers.graph().number_of_edges() == 2


class Drawing(RuleBasedStateMachine):
    """One person draws at random; there is never a circle, and undo brings back just what was there."""

    def __init__(self) -> None:
        super().__init__()
        self.store = empty_store()
        self.clock = Clock(datetime(2025, 1, 23, 12, 0, tzinfo=UTC))
        scope = Scope(self.store, "U99001", "GP", self.clock)
        self.scope, self.drivers = scope, Drivers(scope)
        self.prototypes = [Prototypes(scope).start(title).id for title in ("P", "Q")]
        self.measure = Measures(scope).define("M").id
        self.before: list[dict[str, Any]] = []

    def teardown(self) -> None:
        self.store.close()

    def _boxes(self) -> list[str]:
        return [row["id"] for row in self.drivers.listed()]

    def _gesture(self, what: Any) -> None:
        """A gesture that is kept, or refused and changes nothing."""
        was, sequence = plain(self.drivers), self.store.latest()
        self.clock.now += timedelta(minutes=1)
        try:
            what()
        except BadInput:
            assert (plain(self.drivers), self.store.latest()) == (was, sequence)
        if self.store.latest() > sequence:
            self.before.append(was)

    @initialize()
    def begin(self) -> None:
        self._gesture(lambda: self.drivers.aim("Aim"))
        self._gesture(lambda: self.drivers.driver("First", to=self._boxes()[0]))

    @rule(data=st.data())
    def add(self, data: st.DataObject) -> None:
        boxes = self._boxes()
        to = data.draw(st.sampled_from([None, *boxes]))
        self._gesture(lambda: self.drivers.aim("Aim") if to is None else self.drivers.driver("Driver", to=to))

    @rule(data=st.data())
    def join(self, data: st.DataObject) -> None:
        boxes = [*self._boxes(), *self.prototypes, self.measure]
        source, target = data.draw(st.sampled_from(boxes)), data.draw(st.sampled_from(boxes))
        join = self.drivers.measured_by if target == self.measure else self.drivers.join
        self._gesture(lambda: join(source, target))

    @rule(data=st.data())
    def part(self, data: st.DataObject) -> None:
        if joins := self.drivers.told()["joins"]:
            join = data.draw(st.sampled_from(joins))
            self._gesture(lambda: self.drivers.part(join["source"], join["target"]))

    @rule(data=st.data(), place=st.integers(0, 3))
    def move(self, data: st.DataObject, place: int) -> None:
        if boxes := self._boxes():
            box = data.draw(st.sampled_from(boxes))
            self._gesture(lambda: self.drivers.move(box, place))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if boxes := self._boxes():
            box = data.draw(st.sampled_from(boxes))
            self._gesture(lambda: self.drivers.remove(box))

    @rule()
    def undo(self) -> None:
        if self.before:
            undo(self.scope)
            assert plain(self.drivers) == self.before.pop()

    @invariant()
    def every_join_leads_one_way(self) -> None:
        graph = self.drivers.graph()
        assert nx.is_directed_acyclic_graph(graph)
        levels = dict(graph.nodes(data="level"))
        assert all(levels[outwards] > levels[inner] for inner, outwards in graph.edges)


def plain(drivers: Drivers) -> dict[str, Any]:
    """The diagram without the versions, which only grow, and without the ids of links."""
    told = drivers.told()
    return {
        "boxes": [{**box, "version": 0} for box in told["boxes"]],
        "joins": sorted((join["source"], join["kind"], join["target"]) for join in told["joins"]),
        "not_joined": [row["id"] for row in told["not_joined"]],
    }


Drawing.TestCase.settings = settings(
    max_examples=12, stateful_step_count=15, suppress_health_check=[HealthCheck.too_slow]
)
TestDrawing = Drawing.TestCase
