"""The clock that everybody in a meeting shares."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from workbench.errors import BadInput, NotFound
from workbench.sensemaking.verbs import Sessions
from workbench.store import Scope, Store

METHOD = "what? so what? now what?"
PLANNED = {"What?": 900.0, "So what?": 900.0, "Now what?": 600.0}


@pytest.fixture
def meeting(sessions: Sessions) -> str:
    return sessions.begin("January", method=METHOD).id


def test_before_the_first_press_the_clock_shows_the_first_step_whole_and_still(sessions, meeting):
    assert sessions.clock(meeting) == {
        "step": "What?",
        "seconds_left": 900.0,
        "running": False,
        "turn": 0,
        "spent": {},
        "planned": PLANNED,
    }


def test_what_is_left_is_worked_out_from_when_the_step_began(sessions, meeting, clock):
    sessions.go_to(meeting, "What?")
    _pass(clock, 70)

    assert sessions.clock(meeting) == {
        "step": "What?",
        "seconds_left": 830.0,
        "running": True,
        "turn": 1,
        "spent": {"What?": 70.0},
        "planned": PLANNED,
    }


def test_somebody_on_another_device_sees_the_same_clock(store, clock, sessions, meeting):
    sessions.go_to(meeting, "What?")
    _pass(clock, 42)
    elsewhere = Sessions(Scope(store, "U99001", "GP", clock, hand="tablet"))

    assert elsewhere.clock(meeting) == sessions.clock(meeting)


def test_of_two_who_press_next_at_once_one_moves_the_meeting(sessions, meeting):
    turn = sessions.go_to(meeting, "What?")["turn"]

    first = sessions.go_to(meeting, "So what?", turn=turn)
    second = sessions.go_to(meeting, "Now what?", turn=turn)

    assert (first["step"], second) == ("So what?", first)


def test_of_many_who_press_at_the_very_same_moment_one_moves_the_meeting(store, clock, meeting):
    people = [Sessions(Scope(store, "U99001", f"person {number}", clock)) for number in range(4)]
    ready = Barrier(len(people))

    def press(sessions: Sessions) -> int:
        ready.wait(30)
        return sessions.go_to(meeting, "So what?", turn=0)["turn"]

    with ThreadPoolExecutor(len(people)) as pool:
        turns = list(pool.map(press, people))

    assert turns == [1, 1, 1, 1]


def test_of_two_who_begin_at_once_one_begins(sessions, meeting):
    first = sessions.go_to(meeting, "What?", turn=0)

    assert sessions.go_to(meeting, "What?", turn=0) == first


def test_of_two_who_add_minutes_at_once_one_adds_them(sessions, meeting):
    turn = sessions.go_to(meeting, "What?")["turn"]

    sessions.add_minutes(meeting, 2, turn=turn)
    sessions.add_minutes(meeting, 2, turn=turn)

    assert sessions.clock(meeting)["seconds_left"] == 1020.0


def test_the_time_stands_still_while_it_is_paused(sessions, meeting, clock):
    sessions.go_to(meeting, "What?")
    _pass(clock, 60)
    sessions.pause(meeting)
    _pass(clock, 600)
    paused = sessions.pause(meeting)
    assert (paused["seconds_left"], paused["running"], paused["spent"]) == (840.0, False, {"What?": 60.0})

    sessions.resume(meeting)
    _pass(clock, 40)
    running = sessions.resume(meeting)
    assert (running["seconds_left"], running["running"], running["spent"]) == (800.0, True, {"What?": 100.0})


def test_pausing_does_not_make_a_press_stale(sessions, meeting):
    turn = sessions.go_to(meeting, "What?")["turn"]
    sessions.pause(meeting)

    assert sessions.go_to(meeting, "So what?", turn=turn)["step"] == "So what?"


def test_a_step_may_run_over_and_says_by_how_much(sessions, meeting, clock):
    sessions.go_to(meeting, "Now what?")
    _pass(clock, 630)

    over = sessions.clock(meeting)
    assert (over["seconds_left"], over["running"], over["spent"]) == (-30.0, True, {"Now what?": 630.0})


def test_a_clock_that_everybody_left_stops_an_hour_after_its_time(sessions, meeting, clock):
    sessions.go_to(meeting, "Now what?")
    _pass(clock, 20 * 3600)

    left = sessions.clock(meeting)
    assert (left["seconds_left"], left["running"], left["spent"]) == (-3600.0, False, {"Now what?": 4200.0})

    sessions.resume(meeting)
    _pass(clock, 60)
    again = sessions.clock(meeting)
    assert (again["seconds_left"], again["running"], again["spent"]) == (540.0, True, {"Now what?": 4260.0})


def test_a_step_that_ran_over_while_people_were_there_goes_on_from_where_it_was(sessions, meeting, clock):
    sessions.go_to(meeting, "Now what?")
    _pass(clock, 600 + 3599)
    sessions.pause(meeting)
    assert sessions.resume(meeting)["seconds_left"] == -3599.0


def test_going_back_to_a_step_goes_on_with_what_was_left_of_it(sessions, meeting, clock):
    sessions.go_to(meeting, "What?")
    sessions.add_minutes(meeting, 2)
    _pass(clock, 100)
    sessions.go_to(meeting, "So what?")
    _pass(clock, 10)

    back = sessions.go_to(meeting, "What?")

    assert (back["seconds_left"], back["spent"]) == (920.0, {"What?": 100.0, "So what?": 10.0})


def test_going_back_to_a_step_whose_time_was_up_gives_it_all_its_minutes(sessions, meeting, clock):
    sessions.go_to(meeting, "Now what?")
    _pass(clock, 700)
    sessions.go_to(meeting, "What?")

    back = sessions.go_to(meeting, "Now what?")

    assert (back["seconds_left"], back["spent"]) == (600.0, {"Now what?": 700.0})


def test_the_next_presenter_has_all_the_minutes_of_every_step(sessions, clock):
    meeting = sessions.begin("January", method="action learning set meeting").id
    sessions.go_to(meeting, "The issue")
    _pass(clock, 500)
    sessions.go_to(meeting, "Whose turn today")

    sessions.give_airtime(sessions.bid(meeting, "The handover", made_by="GP").id)

    assert sessions.go_to(meeting, "The issue")["seconds_left"] == 600.0


def test_the_clock_survives_a_restart(sessions, meeting, store, clock):
    sessions.go_to(meeting, "So what?")
    _pass(clock, 5)
    before = sessions.clock(meeting)
    again = Store(store.url)

    assert Sessions(Scope(again, "U99001", "practice manager", clock)).clock(meeting) == before
    again.close()


def test_closing_a_session_lets_its_time_stand_still(sessions, meeting, clock):
    sessions.go_to(meeting, "What?")
    _pass(clock, 30)
    sessions.close(meeting)
    _pass(clock, 30)

    assert (sessions.clock(meeting)["running"], sessions.clock(meeting)["spent"]) == (False, {"What?": 30.0})


def test_the_clock_of_a_closed_session_does_not_start_again_until_it_is_opened(sessions, meeting, clock):
    sessions.go_to(meeting, "What?")
    _pass(clock, 30)
    sessions.close(meeting)

    looked_at = sessions.go_to(meeting, "So what?")
    _pass(clock, 30)
    assert (looked_at["step"], looked_at["running"], sessions.clock(meeting)) == ("So what?", False, looked_at)
    assert looked_at["spent"] == {"What?": 30.0}
    with pytest.raises(BadInput) as raised:
        sessions.resume(meeting)
    assert str(raised.value) == "‘January’ is closed, so its clock stands still. Open it again to go on."
    assert sessions.clock(meeting) == looked_at

    sessions.reopen(meeting)
    sessions.resume(meeting)
    _pass(clock, 10)
    assert sessions.clock(meeting)["seconds_left"] == 890.0


def test_a_session_that_takes_another_method_begins_at_its_first_step(sessions, meeting):
    sessions.go_to(meeting, "So what?")
    sessions.change(meeting, method="after action review")

    assert sessions.clock(meeting)["step"] == "What did we expect?"
    assert sessions.go_to(meeting, "What happened?")["step"] == "What happened?"


def test_the_clock_leaves_no_line_in_the_feed(store, sessions, meeting):
    before = store.latest()

    sessions.go_to(meeting, "So what?")
    sessions.add_minutes(meeting)
    sessions.pause(meeting)
    sessions.resume(meeting)

    assert store.latest() == before


@pytest.mark.parametrize("press", ["clock", "pause", "resume", "add_minutes"])
def test_a_session_that_is_not_there_has_no_clock(sessions, press):
    with pytest.raises(NotFound):
        getattr(sessions, press)("nothing")


def test_what_cannot_be_pressed_is_said_in_a_sentence(sessions, meeting):
    with pytest.raises(BadInput, match="‘Why\\?’ is not a step of “What\\? So what\\? Now what\\?”"):
        sessions.go_to(meeting, "Why?")
    with pytest.raises(BadInput, match="How many minutes more has to be a whole number from 1 to 60, not ‘0’"):
        sessions.add_minutes(meeting, 0)

    assert sessions.clock(meeting)["turn"] == 0


PRESSES = st.one_of(
    st.tuples(st.just("go_to"), st.sampled_from(list(PLANNED))),
    st.tuples(st.just("add_minutes"), st.integers(1, 5)),
    st.tuples(st.just("pause")),
    st.tuples(st.just("resume")),
    st.tuples(st.just("nothing")),
)


@pytest.fixture(scope="module")
def two_people() -> Iterator[tuple[list[Sessions], Clock]]:
    store, clock = Store("sqlite://"), Clock(datetime(2025, 1, 23, 12, 0, tzinfo=UTC))
    store.create()
    yield [Sessions(Scope(store, "U99001", who, clock)) for who in ("GP", "carer")], clock
    store.close()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(presses=st.lists(st.tuples(PRESSES, st.booleans(), st.booleans(), st.integers(0, 400)), max_size=10))
def test_whatever_two_people_press_what_is_spent_and_what_is_left_agree(two_people, presses):
    """No second is lost or counted twice: while time runs, what is left turns into what is spent, and pauses are free.

    A press may be stale: made on the clock that the other one saw before.
    """
    two, clock = two_people
    meeting = two[0].begin("January", method=METHOD).id
    seen = two[0].clock(meeting)
    ran = 0.0
    for press, second, stale, seconds in presses:
        here = two[second]
        before = here.clock(meeting)
        turn = seen["turn"] if stale else None
        after = _press(here, meeting, press, turn)
        refused = stale and press[0] in ("go_to", "add_minutes") and turn != before["turn"]

        assert after == two[not second].clock(meeting)
        assert after["spent"] == before["spent"]
        if refused or press[0] == "nothing":
            assert after == before
        if press[0] == "add_minutes" and not refused:
            assert after["seconds_left"] == before["seconds_left"] + 60 * press[1]
        if press[0] in ("pause", "resume"):
            assert after == {**before, "running": press[0] == "resume"}
        if press[0] == "go_to" and not refused:
            assert after["step"] == press[1]
            assert after["seconds_left"] > 0 or after == before

        _pass(clock, seconds)
        later = here.clock(meeting)
        gone = seconds if after["running"] else 0
        ran += gone
        assert later["seconds_left"] == after["seconds_left"] - gone
        assert later["spent"].get(after["step"], 0.0) == after["spent"].get(after["step"], 0.0) + gone
        assert sum(later["spent"].values()) == ran
        seen = before


def _press(sessions: Sessions, meeting: str, press: tuple, turn: int | None) -> dict:
    name, *given_ = press
    if name == "nothing":
        return sessions.clock(meeting)
    stale = {"turn": turn} if name in ("go_to", "add_minutes") else {}
    return getattr(sessions, name)(meeting, *given_, **stale)


def _pass(clock: Clock, seconds: int) -> None:
    clock.now += timedelta(seconds=seconds)


def _undo(sessions: Sessions) -> None:
    scope = sessions._scope
    scope.store.undo(network=scope.network, who=scope.who, area="sense-making", at=scope.clock())


def test_a_meeting_whose_airtime_was_taken_back_stands_still_where_it_is_given(sessions, clock):
    meeting = sessions.begin("Set", method="action learning set meeting").id
    bid = sessions.bid(meeting, "The ward", made_by="carer").id
    for step in ("Check-in", "Whose turn today"):  # before the bids, and at them while their time runs
        before = sessions.go_to(meeting, step)
        sessions.give_airtime(bid)
        _undo(sessions)
        assert sessions.clock(meeting) == before
    sessions.give_airtime(bid)
    _pass(clock, 60)
    sessions.go_to(meeting, "The issue")
    _pass(clock, 30)

    _undo(sessions)

    back = sessions.clock(meeting)
    assert {name: back[name] for name in ("step", "seconds_left", "running", "turn")} == {
        "step": "Whose turn today",
        "seconds_left": 240.0,
        "running": False,
        "turn": 4,
    }
    assert back["spent"] == {"Whose turn today": 60.0, "The issue": 30.0}


def test_in_a_meeting_without_bids_there_is_no_step_to_go_back_to(sessions, meeting):
    sessions.give_airtime(sessions.bid(meeting, "The ward", made_by="carer").id)
    before = sessions.go_to(meeting, "Now what?")
    _undo(sessions)
    assert sessions.clock(meeting) == before


def test_a_closed_meeting_whose_airtime_was_taken_back_stands_where_it_stood(scope, sessions):
    meeting = sessions.begin("Set", method="action learning set meeting").id
    sessions.give_airtime(sessions.bid(meeting, "The ward", made_by="carer").id)
    sessions.go_to(meeting, "The issue")
    scope.who = "GP"
    sessions.close(meeting)
    before = sessions.clock(meeting)
    scope.who = "practice manager"
    _undo(sessions)
    assert sessions.told(meeting)["session"]["airtime"] is None
    assert sessions.clock(meeting) == before


def test_a_meeting_goes_back_only_with_the_airtime_that_it_is_in(scope, sessions):
    meeting = sessions.begin("Set", method="action learning set meeting", parts={"GP": "facilitator"}).id
    one, other = (sessions.bid(meeting, issue, made_by=who).id for issue, who in (("A", "GP"), ("B", "carer")))
    sessions.give_airtime(one)
    sessions.say(meeting, "About A", step="The issue", nature="fact")
    scope.who = "nurse"
    sessions.give_airtime(other)
    sessions.go_to(meeting, "The issue")
    sessions.remove(other)
    before = sessions.go_to(meeting, "Open questions")

    _undo(sessions)  # the removal: the other has the airtime again
    assert (sessions.told(meeting)["session"]["airtime"], sessions.clock(meeting)) == (other, before)
    scope.who = "practice manager"
    _undo(sessions)
    _undo(sessions)  # the airtime that was over
    assert [(bid["title"], bid["place"]) for bid in sessions.told(meeting)["bids"]] == [("B", 2), ("A", None)]
    assert sessions.clock(meeting) == before
