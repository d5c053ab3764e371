"""Values that are worked out from a numerator and a denominator, tables for many measures, and what stood before."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.identifying import IdentifyingWarning
from workbench.measures.observing import Kind, Reading, Unfit, judged
from workbench.measures.verbs import Measures
from workbench.store import Edit

DAY = date(2025, 1, 1)
SHARE = "people out of people"


@pytest.fixture
def measures(scope) -> Measures:
    return Measures(scope)


@pytest.fixture
def visits(measures):
    return measures.define("Second visits", unit="% a month", direction="increase", data=SHARE)


def shares(*rows: tuple) -> pd.DataFrame:
    days = [DAY + timedelta(weeks=number) for number in range(len(rows))]
    return pd.DataFrame({"date": days, "numerator": [row[0] for row in rows], "denominator": [row[1] for row in rows]})


def kept(measures, measure) -> list[tuple]:
    frame = measures.observations(measure)[["value", "numerator", "denominator"]]
    return [tuple(None if np.isnan(number) else number for number in row) for row in frame.itertuples(index=False)]


def undo(scope):
    return scope.store.undo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())


# --- numerators and denominators -----------------------------------------------------------------------------------


def test_the_value_is_worked_out_from_numerator_and_denominator(measures, visits):
    assert measures.observe(visits, shares((30, 50), (0, 20))) == 2
    assert kept(measures, visits) == [(60.0, 30.0, 50.0), (0.0, 0.0, 20.0)]

    measures.observe(visits, measures.observations(visits))
    assert kept(measures, visits) == [(60.0, 30.0, 50.0), (0.0, 0.0, 20.0)]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            (3, 0),
            "The denominator in row 2, for 2025-01-08, is 0: nothing can be counted out of nothing; correct it, or",
        ),
        (
            (60, 50),
            "The numerator in row 2, for 2025-01-08, is 60: no more people can be counted than there are, and the",
        ),
        (
            (2.5, 50),
            "The numerator in row 2, for 2025-01-08, is 2.5: people are counted, so give a whole number from 0",
        ),
        (
            (-1, 50),
            "The numerator in row 2, for 2025-01-08, is -1: people are counted, so give a whole number from 0 up",
        ),
        ((3, -50), "The denominator in row 2, for 2025-01-08, is -50: give a number above 0."),
        ((None, 50), "The numerator in row 2, for 2025-01-08, is missing: give both the numerator and the denominator"),
        ((3, "many"), "The denominator in row 2, for 2025-01-08, has to be a number, not ‘many’."),
        ((None, None), "The value in row 2, for 2025-01-08, has to be a number, and there is none."),
    ],
)
def test_one_row_that_cannot_be_counted_keeps_nothing_and_names_row_and_column(measures, visits, row, says):
    with pytest.raises(BadInput) as refused:
        measures.observe(visits, shares((30, 50), row))
    assert str(refused.value).startswith(says)
    assert kept(measures, visits) == []


@pytest.mark.parametrize(
    ("data", "value", "top", "bottom", "found"),
    [
        ("a number", None, -3, 4, Reading(-75, -3, 4)),
        ("a number", -3.5, None, None, Reading(-3.5)),
        ("events out of a number", None, 3, 4.5, Reading(100 * 3 / 4.5, 3, 4.5)),
        (
            "events out of a number",
            None,
            3.5,
            4,
            Unfit("numerator", "events are counted, so give a whole number from 0 up"),
        ),
        ("people", 3, None, None, Reading(3)),
        ("people", 3.5, None, None, Unfit("value", "people are counted, so give a whole number from 0 up")),
        ("events", -1, None, None, Unfit("value", "events are counted, so give a whole number from 0 up")),
        ("events", None, 3, 4, Unfit("numerator", "give the value alone, which is itself what was counted (events)")),
        ("cases between", 2.5, None, None, Unfit("value", "cases are counted, so give a whole number from 0 up")),
        ("days between", 2.5, None, None, Reading(2.5)),
        ("days between", -1, None, None, Unfit("value", "give a number from 0 up")),
        (SHARE, 101, None, None, Unfit("value", "no more than 100 out of 100 can be counted")),
        (SHARE, 33, 1, 3, Reading(100 / 3, 1, 3)),
        (SHARE, 33.4, 1, 3, Reading(100 / 3, 1, 3)),
        (SHARE, 0.33, 1, 3, Unfit("value", "1 out of 3 gives 33.3333; mend one, or leave the value out")),
        ("a number", None, 1e300, 1e-300, Unfit("numerator", "out of 1e-300 it is too large to be drawn")),
        ("a number", -1e101, None, None, Unfit("value", "it is too large to be drawn")),
    ],
)
def test_what_a_value_is_says_what_it_can_be(data, value, top, bottom, found):
    assert judged(value, top, bottom, Kind(data)) == found


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from([1.0, 100.0, 1000.0]))
@example(1, 10_527, 1.0)
def test_the_value_that_a_share_gives_agrees_with_it_however_it_was_rounded(top, bottom, per):
    worked = judged(None, top, bottom, Kind("a number", per))
    assert worked == Reading(per * top / bottom, top, bottom)
    for decimals in range(6):
        assert judged(round(worked.value, decimals), top, bottom, Kind("a number", per)) == worked


def test_with_another_per_shares_are_worked_out_anew_and_values_alone_stay(measures, visits, scope):
    measures.observe(visits, shares((30, 50)))
    measures.observe(visits, [("2025-03-01", 42)])

    measures.change(visits, per=1000)

    assert kept(measures, visits) == [(600.0, 30.0, 50.0), (42.0, None, None)]
    undo(scope)
    assert kept(measures, visits)[0] == (60.0, 30.0, 50.0)


def test_values_that_are_kept_say_what_a_measure_can_become(measures):
    calls = measures.define("Calls")
    measures.observe(calls, [(DAY, 12.5)])
    with pytest.raises(
        BadInput,
        match=r"A value of ‘Calls’ cannot be ‘events’: the value of 2025-01-01 is 12\.5, and events are counted",
    ):
        measures.change(calls, data="events")
    measures.correct(calls, DAY, 12)
    measures.change(calls, data="events", chart="c")
    assert measures.told(calls)["data"] == "events"


# --- corrections -----------------------------------------------------------------------------------------------------


def test_a_correction_keeps_what_stood_there_with_who_and_when(measures, visits, scope, clock):
    measures.observe(visits, shares((30, 50)))
    clock.now += timedelta(days=1)
    scope.who = "link worker"
    measures.correct(visits, DAY, numerator=31, denominator=50, note="one more came")
    clock.now += timedelta(days=1)
    measures.remove_observation(visits, DAY)

    told = measures.history(visits, DAY)

    assert [(step["who"], step["value"], step["numerator"], step["note"], step["removed"]) for step in told] == [
        ("practice manager", 60.0, 30.0, "", False),
        ("link worker", 62.0, 31.0, "one more came", False),
        ("link worker", 62.0, 31.0, "one more came", True),
    ]
    assert [step["at"][:10] for step in told] == ["2025-01-23", "2025-01-24", "2025-01-25"]
    assert measures.history(visits, "2025-02-01") == []


def test_a_value_alone_takes_the_place_of_a_share_unless_it_is_the_same(measures, visits):
    measures.observe(visits, shares((30, 50)))
    assert measures.observe(visits, [(DAY, 60)]) == 0
    assert kept(measures, visits) == [(60.0, 30.0, 50.0)]
    measures.observe(visits, [(DAY, 61)])
    assert kept(measures, visits) == [(61.0, None, None)]


def test_the_feed_has_a_line_for_each_row_of_many_corrections_and_they_are_undone_together(measures, visits, scope):
    first, second = shares(*[(n, 100) for n in range(8)]), shares(*[(n + 2 * (n > 5), 100) for n in range(10)])
    measures.observe(visits, first)

    assert measures.observe(visits, second) == 4

    last = scope.store.changes_since(0)[-1]
    assert last.action == "added 2 values to Second visits and corrected 2 values"
    assert [
        (edit.before and (edit.before["value"], edit.before["version"]), edit.after["value"]) for edit in last.edits
    ] == [
        ((6.0, 1), 8.0),
        ((7.0, 1), 9.0),
        (None, 10.0),
        (None, 11.0),
    ]
    assert last.edits[0].changed_fields() == {"value", "numerator"}
    undo(scope)
    assert [value for value, _, _ in kept(measures, visits)] == list(range(8))


# --- many measures in one table --------------------------------------------------------------------------------------


@pytest.fixture
def calls(measures):
    return measures.define("Calls to the duty doctor", data="events")


def test_one_table_keeps_the_values_of_many_measures_in_one_gesture(measures, visits, calls, scope):
    frame = pd.DataFrame(
        {
            "measure": ["second  VISITS", calls.id, "Calls to the duty doctor"],
            "date": [DAY, DAY, "2025-01-02"],
            "value": [None, 12, 14],
            "numerator": [30, None, None],
            "denominator": [50, None, None],
            "note": ["snow", None, None],
        }
    )

    assert measures.observe(frame) == 3

    assert kept(measures, visits) == [(60.0, 30.0, 50.0)]
    assert measures.observations(visits)["note"].tolist() == ["snow"]
    assert [value for value, _, _ in kept(measures, calls)] == [12.0, 14.0]
    assert scope.store.changes_since(0)[-1].action == "added 3 values of 2 measures"
    assert measures.observe(frame) == 0
    undo(scope)
    assert kept(measures, visits) == kept(measures, calls) == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            ("Calls to the duty doktor", DAY, 3),
            "The measure in row 2 is ‘Calls to the duty doktor’, which is none of this",
        ),
        (("", DAY, 3), "The measure in row 2 is missing: give its title."),
        ((None, DAY, 3), "The measure in row 2 is missing: give its title."),
        (("Twice", DAY, 3), "The measure in row 2 is ‘Twice’, and 2 measures are called that: give the id of one."),
        (("Calls to the duty doctor", "May", 3), "The date in row 2 has to be a date such as 2025-03-01, not ‘May’."),
        (("Calls to the duty doctor", DAY, 2.5), "The value in row 2, for 2025-01-01, is 2.5: events are counted"),
        (("Calls to the duty doctor", DAY, "x"), "The value in row 2, for 2025-01-01, has to be a number, not ‘x’."),
        (("Second visits", DAY, 7), "Row 2 gives 2025-01-01 a second value: 7 after 60. Keep one of the two."),
    ],
)
def test_one_wrong_row_of_a_table_keeps_nothing_of_any_measure(measures, visits, calls, row, says):
    measures.define("Twice")
    measures.define("twice")
    frame = pd.DataFrame([("Second visits", DAY, 60), row], columns=["measure", "date", "value"])
    with pytest.raises(BadInput) as refused:
        measures.observe(frame)
    assert str(refused.value).startswith(says)
    assert kept(measures, visits) == kept(measures, calls) == []


def test_the_columns_of_a_table_for_many_may_be_written_in_any_case_and_wrong_rows_are_counted(measures, calls):
    table = pd.DataFrame(
        {"Measure": [calls.title.upper(), "Calls to the duty docter", "x"], "Date": [DAY] * 3, "Value": [1, 2, 3]}
    )
    with pytest.raises(BadInput) as refused:
        measures.observe(table)
    assert str(refused.value) == (
        "The measure in row 2 is ‘Calls to the duty docter’, which is none of this network’s. "
        "Did you mean ‘Calls to the duty doctor’? "
        "1 more row cannot be kept either."
    )
    assert measures.observe(table[:1]) == 1


def test_a_table_has_to_say_which_measure_and_a_measure_needs_rows(measures, visits):
    with pytest.raises(BadInput, match="The table has no column ‘measure’"):
        measures.observe(shares((30, 50)))
    with pytest.raises(BadInput, match="There are no rows"):
        measures.observe(visits)
    with pytest.raises(BadInput, match=r"a column ‘numerator’ and none ‘denominator’: add it"):
        measures.observe(visits, pd.DataFrame({"date": [DAY], "numerator": [3]}))
    with pytest.raises(BadInput, match="The table has 2 columns ‘measure’: keep one of them"):
        measures.observe(pd.DataFrame({"measure": ["x"], "Measure": ["x"], "date": [DAY], "value": [1]}))
    measures.remove(visits)
    with pytest.raises(BadInput, match="There are none yet: define it first"):
        measures.observe(pd.DataFrame({"measure": ["x"], "date": [DAY], "value": [1]}))


def test_many_corrections_at_once_each_have_their_line(measures, scope):
    measure = measures.define("Calls", data="events")
    rows = [(DAY - timedelta(days=n), n % 50) for n in range(5_000)]
    measures.observe(measure, rows)
    assert measures.observe(measure, [(day, value + 1) for day, value in rows]) == 5_000
    with scope.store.reading() as session:
        assert session.query(Edit).filter_by(entity="observation").count() == 10_000
    assert set(measures.observations(measure)["value"]) == set(range(1, 51))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.tuples(st.integers(0, 99), st.integers(99, 500)))
)
def test_whatever_shares_are_kept_are_read_back(scope, rows):
    measures = Measures(scope)
    measure = measures.define("Anything", data=SHARE)
    frame = pd.DataFrame([(day, *pair) for day, pair in rows.items()], columns=["date", "numerator", "denominator"])
    measures.observe(measure, frame)
    assert kept(measures, measure) == [
        (100 * rows[day][0] / rows[day][1], float(rows[day][0]), float(rows[day][1])) for day in sorted(rows)
    ]


# --- charts ----------------------------------------------------------------------------------------------------------


def test_the_chart_is_the_one_that_the_set_chose_with_its_settings(measures, visits):
    measures.observe(visits, shares(*[(30 + n % 3, 50 + n) for n in range(14)]))
    measures.change(visits, chart="p", target=70, fix_after=12)

    chart = measures.chart(visits)

    assert (chart.kind, chart.assurance is not None) == ("p", True)
    assert chart.points["upl"].nunique() == 14  # the limits follow the denominators
    assert measures.chart(visits, kind="run").kind == "run"
    assert measures.suggest_chart(visits).kind in ("p", "xmr")


def test_values_that_cannot_be_drawn_as_chosen_are_drawn_all_the_same_and_the_chart_says_why(measures, visits):
    measures.change(visits, chart="p")
    measures.observe(visits, [(DAY, 42), ("2025-02-01", 43)])

    chart = measures.chart(visits)

    assert chart.kind == "xmr"
    assert chart.notes[-1].startswith("Drawn as an XmR chart, not as the p chart that was chosen: ")
    with pytest.raises(BadInput):
        measures.chart(visits, kind="p")
    with pytest.raises(BadInput, match="The target inf is not a number"):
        measures.chart(visits, target=float("inf"))


def test_measures_say_how_much_there_is_in_one_line(measures, visits):
    measures.observe(visits, shares((30, 50)))
    assert repr(measures) == "<Measures of U99001: 1 measure, 1 value>"


def test_a_note_that_may_say_who_somebody_is_is_kept_with_a_warning_of_its_row_and_column(network):
    measure = network.measures.define("Falls")
    with pytest.warns(IdentifyingWarning) as warned:
        network.measures.observe(measure, [("2025-03-01", 4, "fine"), ("2025-04-01", 5, "ring 07700 900123")])
    assert str(warned[0].message) == (
        "In the values of Falls, 1 phone number (note, 1 April 2025) could be somebody’s. All of it was kept: take it "
        "out, unless it is something else."
    )
    assert list(network.measures.observations(measure)["note"]) == ["fine", "ring 07700 900123"]
