"""What nobody looks after, and what many want at once."""

from __future__ import annotations

METHOD = "what? so what? now what?"


def labels(found):
    return [item["label"] for item in found]


def test_a_test_cycle_without_an_owner_is_looked_after_by_that_of_its_prototype(at_work):
    owned, alone = at_work.prototypes.start("Owned", owner="GP"), at_work.prototypes.start("Alone")
    given_up = at_work.prototypes.start("Given up")
    for row in (owned, alone, given_up):
        at_work.prototypes.plan_cycle(row, f"Open test of {row.title}?")
    at_work.prototypes.plan_cycle(alone, "Somebody's?", owner="carer")
    done = at_work.prototypes.plan_cycle(alone, "Done?")
    at_work.prototypes.finish_cycle(done, seen="Yes.", compared="as predicted", decision="adopt")
    at_work.prototypes.remove_cycle(at_work.prototypes.plan_cycle(alone, "Removed?"))
    at_work.prototypes.set_stage(given_up, "abandoned", reason="No time.")

    assert [(item["kind"], item["label"], item["says"]) for item in at_work.thread.without_owner()] == [
        ("prototype", "Alone", "Nobody looks after it."),
        ("test cycle", "Open test of Alone?", "Nobody looks after it."),
    ]


def test_actions_that_nobody_has_taken_are_listed_until_they_are_done(at_work):
    session = at_work.sessions.begin("Launch", method=METHOD)
    ring = at_work.sessions.agree(session.id, "Ring the kitchen")
    at_work.sessions.agree(session.id, "Write it up", owner="GP")
    assert at_work.thread.actions_without_owner() == [
        {
            "id": ring.id,
            "kind": "action",
            "label": "Ring the kitchen",
            "since": "2025-01-23",
            "says": "Nobody has taken it.",
        }
    ]
    at_work.sessions.done(ring.id)
    assert at_work.thread.actions_without_owner() == []


def test_ties_that_several_prototypes_mean_to_change_are_listed_with_who_wants_what(at_work, tie):
    lonely = at_work.map.connect("Kitchen", "Link worker", kind="trusts", strength=1)
    one = at_work.prototypes.start("One", to_change={tie.id: "strengthen", lonely.id: "form"})
    two = at_work.prototypes.start("Two", stage="testing", to_change={tie.id: "form"})
    assert at_work.thread.much_wanted() == [
        {
            "id": tie.id,
            "kind": "connection",
            "label": "Link worker → Kitchen",
            "since": "2025-01-23",
            "says": "2 prototypes mean to change it: #1 to strengthen it and #2 to form it.",
            "prototypes": [
                {"id": one.id, "number": 1, "title": "One", "how": "strengthen"},
                {"id": two.id, "number": 2, "title": "Two", "how": "form"},
            ],
            "at_odds": False,
        }
    ]

    at_work.prototypes.start("Three", to_change={tie.id: "end"})
    [found] = at_work.thread.much_wanted()
    assert found["at_odds"]
    assert found["says"] == (
        "3 prototypes mean to change it: #1 to strengthen it, #2 to form it and #3 to end it, which is at odds."
    )


def test_a_tie_is_no_longer_much_wanted_when_one_gives_up_or_it_ends(at_work, tie):
    at_work.prototypes.start("One", to_change={tie.id: "strengthen"})
    two = at_work.prototypes.start("Two", to_change={tie.id: "form"})
    at_work.prototypes.set_stage(two, "abandoned", reason="No time.")
    assert at_work.thread.much_wanted() == []
    at_work.prototypes.set_stage(two, "testing")
    assert labels(at_work.thread.much_wanted()) == ["Link worker → Kitchen"]
    at_work.later(days=1)
    at_work.map.remove(tie.id)
    assert at_work.thread.much_wanted() == []


def test_a_rule_that_is_back_is_listed_from_the_day_after(at_work):
    row = at_work.prototypes.start(
        "Ring ahead", rule="Nothing before the letter.", rule_by="hub manager", rule_until="2025-01-31"
    )
    at_work.prototypes.start("Other", rule="For good.")
    at_work.later(days=8)
    assert at_work.thread.rules_run_out() == []
    at_work.later(days=1)
    assert at_work.thread.rules_run_out() == [
        {
            "id": row.id,
            "kind": "prototype",
            "label": "Ring ahead",
            "since": "2025-01-23",
            "says": "The rule was suspended by hub manager until 31 January 2025, which has passed.",
            "rule": "Nothing before the letter.",
            "rule_by": "hub manager",
            "rule_until": "2025-01-31",
        }
    ]
    at_work.prototypes.set_stage(row, "abandoned", reason="The rule is back.")
    assert at_work.thread.rules_run_out() == []


def test_a_measure_that_an_aim_names_is_used(at_work):
    shown = at_work.measures.define("Visits")
    at_work.measures.define("Letters")
    at_work.prototypes.drivers.aim("Fewer people alone", measured_by=[shown])
    assert labels(at_work.thread.unused_measures()) == ["Letters"]


def test_a_thread_says_in_one_line_whose_it_is(at_work):
    assert repr(at_work.thread) == "Thread of U99001"
