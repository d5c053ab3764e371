"""Ideas with a number for good, which one of them keeps as it becomes a prototype."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pandas as pd
import pytest

from tests.rhythm.steps import redo, undo
from workbench.errors import BadInput, Conflict, NotFound
from workbench.prototypes.verbs import Prototypes
from workbench.rhythm.log import Log
from workbench.store import Scope, Store


def test_an_idea_is_kept_with_all_that_is_said_of_it_and_survives_the_weeks(log, clock):
    row = log.idea(
        " Meet in  the library ",
        note="On Tuesdays.",
        offered_by="link worker",
        themes=["neighbourhood working", "community links"],
    )
    clock.now += timedelta(weeks=3)

    assert log.listed() == [
        {
            "id": row.id,
            "number": 1,
            "title": "Meet in the library",
            "note": "On Tuesdays.",
            "offered_by": "link worker",
            "status": "new",
            "themes": ["community links", "neighbourhood working"],
            "ticked_on": None,
            "week_of": "2025-01-20",
            "set": None,
            "audience": "set",
            "prototype": None,
            "version": 1,
        }
    ]
    assert log.told(row) == log.told("#1") == log.told(1) == log.told("meet in the library") == log.listed()[0]


def test_ideas_are_a_table_for_analysts(log):
    assert log.ideas().empty
    log.idea("Meet in the library", themes=["community links", "healthy choices"])
    log.tick(log.idea("Ring ahead"))
    table = log.ideas()
    assert table["number"].tolist() == [1, 2]
    assert table["themes"].tolist() == ["healthy choices; community links", ""]
    assert table["ticked_on"].isna().tolist() == [True, False]
    assert table["week_of"].unique().tolist() == [pd.Timestamp("2025-01-20")]
    assert table["prototype"].tolist() == ["", ""]


def test_ideas_and_prototypes_have_numbers_of_one_series(log, prototypes):
    assert [
        prototypes.start("Go together").number,
        log.idea("Meet in the library").number,
        log.idea("Ring ahead").number,
        prototypes.start("Two names").number,
    ] == [1, 2, 3, 4]


def test_an_idea_that_is_tried_keeps_its_number_in_one_gesture_and_one_undo_takes_it_back(log, prototypes, scope):
    prototypes.start("Go together")
    idea = log.idea("Meet in the library", themes=["community links"])
    before = log.told(idea)

    row = prototypes.start(idea.title, number=idea.number, themes=idea.themes, area="rhythm")

    assert (row.number, row.title, row.themes) == (2, "Meet in the library", ["community links"])
    assert prototypes.told(row)["came_from"] == [idea.id]
    assert prototypes.told(2)["id"] == row.id
    tried = {**before, "status": "being tried", "prototype": {"id": row.id, "title": row.title}, "version": 2}
    assert log.told(idea) == tried
    assert log.ideas()["prototype"].tolist() == ["Meet in the library"]

    assert undo(scope).action == "took back: kept the idea of prototype 2, Meet in the library"
    assert log.told(idea) == {**before, "version": 3}
    assert [each["number"] for each in prototypes.listed()] == [1]
    redo(scope)
    assert log.told(idea) == {**tried, "version": 4}


def test_naming_the_idea_as_origin_too_joins_them_once(log, prototypes):
    idea = log.idea("Meet in the library")
    row = prototypes.start("Tuesdays", number=idea.number, came_from=[idea.id])
    assert prototypes.told(row)["came_from"] == [idea.id]


def test_a_number_that_another_prototype_has_or_no_idea_is_refused(log, prototypes, scope):
    idea = log.idea("Meet in the library")
    prototypes.start("Tuesdays", number=idea.number)
    before = scope.store.latest()
    for number, says in (
        (1, "Number 1 is the prototype ‘Tuesdays’ already"),
        (7, "Nothing here has the number 7"),
        (0, "A number has to be a whole number"),
    ):
        with pytest.raises(BadInput, match=says):
            prototypes.start("Again", number=number)
    assert scope.store.latest() == before


def test_an_idea_whose_prototype_was_taken_away_can_be_tried_again_and_no_undo_brings_a_second_one(
    log, prototypes, scope
):
    idea = log.idea("Meet in the library")
    prototypes.remove(prototypes.start("Tuesdays", number=1))
    scope.who = "GP"
    again = prototypes.start("Wednesdays", number=1)
    scope.who = "practice manager"
    with pytest.raises(Conflict, match="Number 1 was given to ‘Wednesdays’ since"):
        scope.store.undo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())
    assert [(each["id"], each["number"]) for each in prototypes.listed()] == [(again.id, 1)]
    assert log.told(idea)["prototype"] == {"id": again.id, "title": "Wednesdays"}


@pytest.mark.parametrize("status", ["new", "kept", "parked"])
def test_removing_what_was_tried_of_an_idea_puts_it_back_where_it_stood_and_one_undo_brings_both_back(
    log, prototypes, scope, status
):
    idea = log.idea("Meet in the library", status=status)
    row = prototypes.start("Tuesdays", number=1, area="rhythm")
    tried = log.told(idea)
    prototypes.remove(row)

    told = log.told(idea)
    assert (told["status"], told["prototype"], told["number"]) == (status, None, 1)

    scope.store.undo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())
    assert {**log.told(idea), "version": 0} == {**tried, "version": 0}
    assert (tried["status"], tried["prototype"]) == ("being tried", {"id": row.id, "title": "Tuesdays"})


def test_an_idea_that_somebody_moved_on_stays_where_it_is_when_what_was_tried_of_it_is_removed(log, prototypes):
    idea = log.idea("Meet in the library")
    row = prototypes.start("Tuesdays", number=1)
    log.change_idea(idea, status="kept")
    prototypes.remove(row)
    assert log.told(idea)["status"] == "kept"


def test_an_undo_says_which_later_step_of_ones_own_stands_in_its_way(log, prototypes, scope):
    idea = log.idea("Meet in the library")
    prototypes.start(idea.title, number=1)
    log.change_idea(idea, status="kept")
    take_back = {"network": scope.network, "who": scope.who, "area": "prototypes", "at": scope.clock()}
    with pytest.raises(Conflict) as raised:
        scope.store.undo(**take_back)
    assert str(raised.value) == (
        "The idea ‘Meet in the library’ was changed in a later step of yours, so this step cannot be taken back "
        "by itself. Take that one back first where you took it, or change it by hand to what you want it to be."
    )
    assert (log.told(idea)["status"], log.told(idea)["prototype"]["title"]) == ("kept", idea.title)


def test_an_undo_says_that_somebody_else_stands_in_its_way_where_they_do(log, prototypes, scope):
    idea = log.idea("Meet in the library")
    prototypes.start("Tuesdays", number=1)
    scope.who = "GP"
    log.change_idea(idea, status="kept")
    scope.who = "practice manager"
    with pytest.raises(Conflict, match="‘Meet in the library’ was changed by somebody else since"):
        scope.store.undo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())


def test_a_number_is_not_given_again_though_its_idea_was_taken_back_or_away(log, scope):
    log.idea("Meet in the library")
    undo(scope)
    log.remove_idea(log.idea("Ring ahead"))
    assert (log.listed(), log.idea("Two names").number) == ([], 3)


def test_people_at_once_never_get_the_same_number(store, clock):
    def keep(number: int) -> list[int]:
        own = Scope(Store(store.url), "U99001", f"person {number}", clock)
        given = [
            Log(own).idea("An idea").number,
            Prototypes(own).start("A prototype").number,
            Log(own).idea("x").number,
        ]
        own.store.close()
        return given

    with ThreadPoolExecutor(4) as people:
        numbers = [number for given in people.map(keep, range(4)) for number in given]
    assert sorted(numbers) == list(range(1, 13))
    assert len(Log(Scope(store, "U99001", "GP", clock)).weeks()) == 1


def test_another_network_has_a_series_of_its_own(log, scope, clock):
    log.idea("Meet in the library")
    assert Log(Scope(scope.store, "U99002", "GP", clock)).idea("Elsewhere").number == 1


def test_an_idea_is_changed_ticked_and_unticked(log):
    idea = log.idea("Meet in the library")
    log.change_idea("#1", title="Meet at the café", status="parked", themes=["healthy choices"], note="Later.")
    log.tick(1, on="2025-01-21")
    told = log.told(idea)
    assert {name: told[name] for name in ("title", "status", "themes", "note", "ticked_on", "number")} == {
        "title": "Meet at the café",
        "status": "parked",
        "themes": ["healthy choices"],
        "note": "Later.",
        "ticked_on": "2025-01-21",
        "number": 1,
    }
    log.untick("#1")
    assert log.told(1)["ticked_on"] is None


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": ""}, "The idea is empty"),
        ({"status": "done"}, "‘done’ is not a status of an idea"),
        ({"themes": "community links"}, "Themes have to be a list"),
        ({"themes": ["comunity links"]}, "Did you mean ‘community links’"),
        ({"number": 4}, "An idea has no ‘number’ to change"),
    ],
)
def test_what_an_idea_cannot_be_is_refused(log, scope, fields, says):
    idea = log.idea("Meet in the library")
    before = scope.store.latest()
    with pytest.raises(BadInput, match=says):
        log.change_idea(idea, **fields)
    assert scope.store.latest() == before


def test_a_stale_change_of_an_idea_or_a_plan_is_a_conflict(log):
    idea, plan = log.idea("Meet in the library"), log.plan("Ring")
    log.change_idea(idea, note="One.", version=1)
    log.change_plan(plan, title="Ring twice", version=1)
    with pytest.raises(Conflict) as raised:
        log.change_idea(idea, note="Two.", version=1)
    assert (raised.value.mine, raised.value.theirs, raised.value.base) == (
        {"note": "Two."},
        {"note": "One."},
        {"note": ""},
    )
    with pytest.raises(Conflict):
        log.change_plan(plan, title="Ring once", version=1)


def test_what_is_asked_for_and_not_there_says_so(log):
    with pytest.raises(NotFound, match="no idea called ‘7’ here, and no other yet"):
        log.tick(7)
    log.idea("Meet in the library")
    with pytest.raises(NotFound, match="Did you mean ‘Meet in the library’"):
        log.told("Meet in the libary")
