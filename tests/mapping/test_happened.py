"""What happened to the parts of a map, step by step."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from workbench.mapping.happened import REGISTER, Step, between, days, steps, table
from workbench.workspace import Network


@pytest.fixture
def two(mapping):
    """Two elements to connect."""
    return mapping.add_element("Link worker", kind="person in role"), mapping.add_element("Kitchen", kind="place")


def told(scope, *parts: str) -> list[tuple]:
    return [(step.what, step.before, step.after, step.on.isoformat(), step.said_by) for step in steps(scope, *parts)]


def later(clock, days: int) -> None:
    clock.now += timedelta(days=days)


def undo(scope) -> None:
    scope.store.undo(network=scope.network, who=scope.who, area="map", at=scope.clock())


def test_every_move_of_a_connection_is_a_step_with_who_said_so_and_who_recorded_it(mapping, scope, clock, two):
    tie = mapping.connect(*two, kind="refers to", strength=0, said_by="carer")
    later(clock, 5)
    mapping.change_connection(tie.id, strength=2)
    later(clock, 5)
    scope.who = "community nurse"
    mapping.change_connection(tie.id, strength=4, said_by="link worker")
    later(clock, 5)
    mapping.change_connection(tie.id, strength=1)
    later(clock, 5)
    mapping.remove(tie.id)

    assert told(scope) == [
        ("hoped for", None, 0, "2025-01-23", "carer"),
        ("formed", 0, 2, "2025-01-28", "carer"),
        ("stronger", 2, 4, "2025-02-02", "link worker"),
        ("weaker", 4, 1, "2025-02-07", "link worker"),
        ("lost", 1, None, "2025-02-12", "community nurse"),
    ]
    assert steps(scope)[2] == Step(
        part=tie.id, entity="connection", label="Link worker → Kitchen", source=two[0].id, target=two[1].id,
        what="stronger", before=2, after=4, on=date(2025, 2, 2), at=datetime(2025, 2, 2, 12, tzinfo=UTC),
        said_by="link worker", who="community nurse",
    )  # fmt: skip


def test_a_hope_can_be_given_up_and_a_relationship_become_one_again(mapping, scope, two):
    tie = mapping.connect(*two, kind="meets", strength=3, since="2024-12-01")
    mapping.change_connection(tie.id, strength=0)
    mapping.remove(tie.id)
    assert [step.what for step in steps(scope)] == ["formed", "lost", "no longer hoped for"]


def test_a_connection_is_formed_on_the_day_since_when_it_is_there(mapping, scope, two):
    tie = mapping.connect(*two, kind="meets", since="2024-12-01")
    assert told(scope) == [("formed", None, 3, "2024-12-01", "practice manager")]
    mapping.change_connection(tie.id, since="2024-11-01")
    mapping.remove(tie.id, on="2025-01-02")
    assert told(scope) == [
        ("formed", None, 3, "2024-11-01", "practice manager"),
        ("lost", 3, None, "2025-01-02", "practice manager"),
    ]


def test_what_is_taken_back_never_happened_and_what_is_done_again_did(mapping, scope, two):
    tie = mapping.connect(*two, kind="meets", since="2024-12-01")
    mapping.change_connection(tie.id, strength=5)
    undo(scope)
    mapping.remove(tie.id)
    undo(scope)
    assert told(scope) == [("formed", None, 3, "2024-12-01", "practice manager")]
    undo(scope)
    assert told(scope) == []
    scope.store.redo(network=scope.network, who=scope.who, area="map", at=scope.clock())
    assert told(scope) == [("formed", None, 3, "2024-12-01", "practice manager")]


def test_what_is_drawn_and_ended_on_one_day_was_on_no_map(mapping, scope, two):
    mapping.remove(mapping.connect(*two, kind="meets").id)
    assert steps(scope) == []


def test_what_else_is_said_of_a_connection_is_told_with_the_words_before_and_after(mapping, scope, two):
    tie = mapping.connect(*two, kind="meets", sure="unsure", said_by="carer")
    mapping.change_connection(tie.id, sure="sure", sign="-")
    mapping.change_connection(tie.id, said_by="GP")
    mapping.change_connection(tie.id, note="By letter.")
    changed = [(step.field, step.before, step.after) for step in steps(scope) if step.what == "changed"]
    assert changed == [("effect", None, "-"), ("how sure", "unsure", "sure"), ("said by", "carer", "GP")]


def test_the_steps_of_an_element_are_read_by_its_id(mapping, scope, clock, two):
    kitchen = two[1]
    mapping.change_element(kitchen.id, label="Community kitchen", sector="voluntary")
    mapping.move({kitchen.id: (1, 2)})
    later(clock, 1)
    mapping.confirm(kitchen.id, in_session="s1")
    mapping.remove(kitchen.id)
    found = steps(scope, kitchen.id, "nobody")
    assert [(step.label, step.what, step.field, step.before, step.after) for step in found] == [
        ("Community kitchen", "formed", None, None, None),
        ("Community kitchen", "changed", "name", "Kitchen", "Community kitchen"),
        ("Community kitchen", "changed", "sector", None, "voluntary"),
        ("Community kitchen", "confirmed", None, None, None),
        ("Community kitchen", "lost", None, None, None),
    ]
    assert [step.in_session for step in found] == [None, None, None, "s1", None]


def test_the_register_says_what_it_says_also_of_the_past(network: Network):
    network.prefill_map()
    moves = [(step.label, step.what, step.on.isoformat(), step.said_by) for step in steps(network._scope)]
    assert sorted(moves) == [
        ("Harbour Practice → Stourvale", "formed", "2019-07-01", REGISTER),
        ("Harbour Practice → Stourvale", "lost", "2023-04-01", REGISTER),
        ("Mill Lane Surgery → Stourvale", "formed", "2019-07-01", REGISTER),
        ("NHS Testshire → Stourvale", "formed", "2019-07-01", REGISTER),
        ("Old Forge Practice → Stourvale", "formed", "2019-07-01", REGISTER),
    ]


def test_what_the_register_says_and_is_not_so_has_the_one_step_of_saying_so(network: Network):
    network.prefill_map()
    tie = network.map.parts()["connections"][0]["id"]
    network.map.reject(tie)
    assert [(step.what, step.on, step.said_by) for step in steps(network._scope, tie)] == [
        ("not so", network.today(), "practice manager")
    ]
    network.undo("map")
    assert [step.what for step in steps(network._scope, tie)] == ["formed"]


def test_the_days_of_change_begin_with_the_map_and_end_today(mapping, scope, clock, two):
    tie = mapping.connect(*two, kind="meets", since="2024-12-01")
    later(clock, 3)
    mapping.change_connection(tie.id, strength=5)
    mapping.change_connection(tie.id, sure="sure")
    later(clock, 3)
    mapping.add_element("Ward", kind="team")
    found = days(scope, steps(scope))
    assert [(day.isoformat(), [step.what for step in moves]) for day, moves in found.items()] == [
        ("2025-01-23", []),
        ("2025-01-26", ["stronger"]),
        ("2025-01-29", []),
    ]


def test_an_empty_map_has_no_days_and_no_steps(scope):
    assert (steps(scope), days(scope, []), len(table([]))) == ([], {}, 0)


def test_the_steps_between_two_days_are_those_after_the_first_up_to_the_last(mapping, scope, clock, two):
    tie = mapping.connect(*two, kind="meets")
    for strength in (4, 5):
        later(clock, 1)
        mapping.change_connection(tie.id, strength=strength)
    found = steps(scope)
    assert between(found, date(2025, 1, 23), date(2025, 1, 24)) == [found[1]]
    assert between(found, date(2025, 1, 25), date(2025, 1, 25)) == []
    assert list(table(found)["after"]) == [3, 4, 5]
