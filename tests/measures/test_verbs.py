"""Defining measures and keeping their values."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput, Conflict, NotFound
from workbench.measures.verbs import Measures
from workbench.prototypes.verbs import Prototypes
from workbench.store import Edit, history

DAY = date(2025, 1, 1)


@pytest.fixture
def measures(scope) -> Measures:
    return Measures(scope)


@pytest.fixture
def visits(measures):
    return measures.define("Missed first visits", unit="% a month", direction="decrease")


def kept(measures, measure) -> list[tuple]:
    frame = measures.observations(measure)[["date", "value", "note"]]
    return [(day.date(), value, note) for day, value, note in frame.itertuples(index=False)]


def undo(scope):
    return scope.store.undo(network=scope.network, who=scope.who, area="prototypes", at=scope.clock())


def test_a_measure_is_listed_as_it_was_defined(measures):
    row = measures.define(
        "  Missed first visits ",
        definition="Booked, and nobody came.",
        unit="% a month",
        direction="decrease",
        data="people out of people",
        per="100",
        frequency="monthly",
        chart="p",
        fix_after=12,
        screen_outliers=False,
        target=30,
        baseline=42,
        ambition="20",
        ambition_by="2025-05-03",
        ambition_verb=" cut ",
        ambition_for="people who are new",
        stretch="unreasonable but believable",
        numerator="missed",
        denominator="booked",
        owner="link worker",
        source="diary",
    )

    assert measures.listed() == [
        {
            "id": row.id,
            "title": "Missed first visits",
            "definition": "Booked, and nobody came.",
            "numerator": "missed",
            "denominator": "booked",
            "unit": "% a month",
            "direction": "decrease",
            "data": "people out of people",
            "per": 100.0,
            "frequency": "monthly",
            "chart": "p",
            "fix_after": 12,
            "screen_outliers": False,
            "target": 30.0,
            "baseline": 42.0,
            "ambition": 20.0,
            "ambition_by": "2025-05-03",
            "ambition_verb": "cut",
            "ambition_for": "people who are new",
            "stretch": "unreasonable but believable",
            "owner": "link worker",
            "source": "diary",
            "ready_made": "",
            "version": 1,
            "points": 0,
            "first": None,
            "last": None,
        }
    ]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": ""}, "The title is empty"),
        ({"direction": "down"}, "‘down’ is not a direction"),
        ({"ambition": "half"}, "The ambition has to be a number, not ‘half’"),
        ({"baseline": float("nan")}, "The baseline has to be a number"),
        ({"baseline": True}, "The baseline has to be a number"),
        ({"ambition_by": "May"}, "The day of the ambition has to be a date"),
    ],
)
def test_what_cannot_be_defined_says_why(measures, wrong, says):
    with pytest.raises(BadInput, match=says):
        measures.define(**{"title": "Missed first visits", **wrong})
    assert measures.listed() == []


def test_values_are_kept_by_day_whatever_order_they_come_in(measures, visits):
    assert measures.observe(visits, [("2025-02-01", 40), (DAY, 42.5, "new clinic")]) == 2

    assert kept(measures, visits) == [(DAY, 42.5, "new clinic"), (date(2025, 2, 1), 40.0, "")]
    assert (measures.told(visits)["points"], measures.told(visits)["last"]) == (2, "2025-02-01")


def test_a_frame_can_be_kept_and_is_read_back_the_same(measures, visits):
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(["2025-01-01", "2025-02-01", "2025-03-01"]),
            "value": [42.0, 40.0, 37.5],
            "numerator": [None, None, 30.0],
            "denominator": [None, None, 80.0],
            "note": ["", "snow", ""],
        }
    )
    measures.observe(visits, frame)
    pd.testing.assert_frame_equal(
        measures.observations(visits).astype({"note": "str"}), frame.astype({"note": "str"}), check_dtype=False
    )


def test_a_measure_without_values_gives_an_empty_table_of_the_same_columns(measures, visits):
    assert measures.observations(visits).dtypes.astype(str).tolist()[1:] == [
        *["float64"] * 3,
        "object",
    ]
    assert measures.chart(visits).points.empty


def test_the_same_day_again_is_a_correction_and_the_feed_keeps_the_old_value(measures, visits, scope):
    measures.observe(visits, [(DAY, 42)])
    measures.observe(visits, [(DAY, 24), ("2025-02-01", 40)])

    assert kept(measures, visits) == [(DAY, 24.0, ""), (date(2025, 2, 1), 40.0, "")]
    last = scope.store.changes_since(0)[-1]
    assert last.action == "added 1 value to Missed first visits and corrected 1 value"
    assert sorted((edit.before or {}).get("value", 0) for edit in last.edits) == [0, 42.0]
    undo(scope)
    assert kept(measures, visits) == [(DAY, 42.0, "")]


def test_keeping_what_is_there_already_leaves_no_line_in_the_feed(measures, visits, scope):
    measures.observe(visits, [(DAY, 42)])
    before = scope.store.latest()
    assert measures.observe(visits, [(DAY, 42)]) == 0
    assert measures.observe(visits, []) == 0
    assert scope.store.latest() == before


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([(DAY, 1), (DAY, 2)], "Row 2 gives 2025-01-01 a second value: 2 after 1"),
        ([(DAY, "many")], "The value in row 1, for 2025-01-01, has to be a number, not ‘many’"),
        ([(DAY, None)], "has to be a number"),
        ([("1/2/25", 1)], "The date in row 1 is ‘1/2/25’, which may have the day first or the month"),
        ([(pd.NaT, 1)], "Row 1 has no day"),
        ([(DAY,)], "Row 1 has 1 parts"),
        (pd.DataFrame({"day": [DAY], "value": [1]}), "has no column ‘date’"),
    ],
)
def test_one_bad_row_changes_nothing_and_says_which(measures, visits, rows, says):
    with pytest.raises(BadInput, match=says):
        measures.observe(visits, rows)
    assert kept(measures, visits) == []


def test_a_value_can_be_corrected_and_taken_away_and_put_back(measures, visits, scope, clock):
    measures.observe(visits, [(DAY, 42)])
    measures.correct(visits, DAY, 41, note="counted again")
    assert kept(measures, visits) == [(DAY, 41.0, "counted again")]

    clock.now += timedelta(days=2)
    measures.remove_observation(visits, DAY)
    assert kept(measures, visits) == []
    with pytest.raises(NotFound, match="‘Missed first visits’ has no value for 2025-01-01"):
        measures.correct(visits, DAY, 1)

    measures.observe(visits, [(DAY, 40)])
    assert kept(measures, visits) == [(DAY, 40.0, "")]
    undo(scope)
    undo(scope)
    assert kept(measures, visits) == [(DAY, 41.0, "counted again")]


def test_a_value_that_was_taken_away_comes_back_with_the_same_number_and_without_its_note(measures, visits, clock):
    measures.observe(visits, [(DAY, 42, "")])
    measures.observe(visits, [("2025-02-01", 40, "half the diary was lost")])
    clock.now += timedelta(days=2)
    for day in (DAY, "2025-02-01"):
        measures.remove_observation(visits, day)
    assert kept(measures, visits) == []

    assert measures.observe(visits, [(DAY, 42), ("2025-02-01", 40)]) == 2
    assert kept(measures, visits) == [(DAY, 42.0, ""), (date(2025, 2, 1), 40.0, "")]


def test_a_row_without_a_note_leaves_the_note_of_its_day(measures, visits):
    measures.observe(visits, [(DAY, 42, "half the diary was lost")])
    assert measures.observe(visits, [(DAY, 42)]) == 0
    measures.observe(visits, [(DAY, 41)])
    measures.observe(visits, pd.DataFrame({"date": [DAY], "value": [40.0]}))
    measures.observe(visits, pd.DataFrame({"date": [DAY], "value": [39.0], "note": [None]}))
    assert kept(measures, visits) == [(DAY, 39.0, "half the diary was lost")]

    measures.observe(visits, [(DAY, 39, "")])
    assert kept(measures, visits) == [(DAY, 39.0, "")]


def test_a_forecast_for_a_day_to_come_may_be_kept_from_a_notebook(measures, visits):
    measures.observe(visits, [(date(2099, 1, 1), 20)])
    assert kept(measures, visits) == [(date(2099, 1, 1), 20.0, "")]


def test_a_stale_change_of_a_measure_is_a_conflict(measures, visits):
    measures.change(visits, version=1, unit="a week")
    with pytest.raises(Conflict) as conflict:
        measures.change(visits, version=1, unit="a day")
    assert conflict.value.theirs == {"unit": "a week"}
    with pytest.raises(BadInput, match=r"A measure has no ‘units’\. Did you mean ‘unit’"):
        measures.change(visits, units="a day")


def test_removing_a_measure_takes_it_from_the_prototypes_that_name_it(measures, visits, scope):
    prototype = Prototypes(scope).start("Warm handover", measured_by={visits.id: "decrease"})
    measures.remove(visits)
    assert (measures.listed(), Prototypes(scope).told(prototype)["measures"]) == ([], [])


def test_the_chart_reads_the_direction_of_the_measure(measures, visits):
    measures.observe(visits, [(DAY + timedelta(days=n), 40 + n % 3) for n in range(13)] + [(date(2025, 2, 1), 9)])
    assert measures.chart(visits).variation == "special_cause_improvement"


def test_many_values_are_kept_with_a_line_for_each(measures, visits, scope):
    rows = [(DAY - timedelta(days=n), n % 50) for n in range(20_000)]
    assert measures.observe(visits, rows) == 20_000

    assert len(measures.observations(visits)) == 20_000
    with scope.store.reading() as session:
        assert session.query(Edit).filter_by(entity="observation").count() == 20_000
        state = history.state(session, entities=["observation"])["observation"]
    assert {row["value"] for row in state.values()} == set(map(float, range(50)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.floats(-1e9, 1e9), max_size=30))
def test_whatever_is_kept_is_read_back_by_day(scope, values):
    measures = Measures(scope)
    measure = measures.define("Anything")
    measures.observe(measure, list(values.items()))
    assert kept(measures, measure) == [(day, float(values[day]), "") for day in sorted(values)]
