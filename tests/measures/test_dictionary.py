"""The entry of a measure in the dictionary: every field checked, and what is hoped for said in its grammar."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.errors import BadInput
from workbench.measures import charts
from workbench.measures.ambition import ambition_in_words
from workbench.measures.fields import OUT_OF, READ_AS, measure_fields
from workbench.measures.models import CHARTS, DATA
from workbench.measures.verbs import Measures


@pytest.fixture
def measures(scope) -> Measures:
    return Measures(scope)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (
            {"data": "persons"},
            "‘persons’ is not a kind of value that the workbench knows. Choose one of: a number, peo",
        ),
        ({"per": 0}, "What a share is out of has to be more than 0, such as 100 or 1,000, not ‘0’."),
        ({"per": "many"}, "What a share is out of has to be a number, not ‘many’."),
        ({"frequency": "montly"}, "‘montly’ is not a frequency that the workbench knows. Did you mean ‘monthly’?"),
        ({"chart": "pie"}, "‘pie’ is not a chart that the workbench knows."),
        (
            {"fix_after": 11},
            "The number of points that the lines come from has to be a whole number from 12 to 1000, no",
        ),
        ({"fix_after": 12.5}, "has to be a whole number from 12 to 1000, not ‘12.5’."),
        ({"screen_outliers": "yes"}, "Leaving out values far away is either there or not: yes or no, not ‘yes’."),
        ({"target": "half"}, "The target has to be a number, not ‘half’."),
        ({"stretch": "easy"}, "‘easy’ is not a way to see an ambition that the workbench knows."),
        (
            {"ambition_verb": "x" * 61},
            "The verb of the ambition has 61 characters; 60 is the most. Shorten it a little.",
        ),
        ({"ambition_for": 3}, "Whom the ambition is for has to be text, not int."),
    ],
)
def test_each_field_that_cannot_be_kept_is_one_sentence(measures, wrong, says):
    with pytest.raises(BadInput) as refused:
        measures.define("Second visits", **wrong)
    assert str(refused.value).startswith(says) or says in str(refused.value)
    assert measures.listed() == []


def test_empty_text_is_no_number_and_no_day_and_numbers_may_be_text():
    assert measure_fields({"target": "", "fix_after": "", "ambition_by": "", "baseline": None}) == {
        "target": None,
        "fix_after": None,
        "ambition_by": None,
        "baseline": None,
    }
    assert measure_fields({"target": "12.5", "fix_after": " 24 ", "per": "1000"}) == {
        "target": 12.5,
        "fix_after": 24,
        "per": 1000.0,
    }


def test_a_measure_says_every_field_and_a_table_has_a_column_for_each(measures):
    measures.define("Second visits")
    [told] = measures.listed()
    assert list(told) == ["id", *READ_AS, "version", "points", "first", "last"]
    assert measures.table().columns.tolist() == [*READ_AS, "version", "points", "first", "last"]


@pytest.mark.parametrize("data", DATA)
def test_whatever_chart_is_suggested_for_some_data_can_be_chosen_for_it(data):
    for values in ([3.0] * 14, [0.0] * 14, [], [1.0, 90.0] * 8):
        out_of = {"numerators": values, "denominators": [100.0] * len(values)} if "out of" in data else {}
        suggestion = charts.suggest(data, values, **out_of)
        for kind in (suggestion.kind, *suggestion.others):
            assert data in OUT_OF.get(kind, DATA), (kind, data)
    assert set(OUT_OF) < set(CHARTS)


def test_a_chart_that_such_values_cannot_have_is_refused_at_once_and_on_a_change(measures):
    says = "A p chart is for people out of people, and a value of this measure is ‘a number’: choose an XmR or a run"
    with pytest.raises(BadInput, match=says):
        measures.define("Second visits", chart="p")
    measure = measures.define("Second visits", chart="p", data="people out of people")
    with pytest.raises(BadInput, match=says):
        measures.change(measure, data="a number")
    measures.change(measure, data="events", chart="c")
    assert measures.told(measure)["chart"] == "c"


# --- an ambition -------------------------------------------------------------------------------------------------

HOPE = {
    "title": "People who come a second time",
    "unit": "%",
    "direction": "increase",
    "ambition": 60.0,
    "ambition_by": "2025-05-03",
    "ambition_verb": "",
    "ambition_for": "people introduced",
}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Raise people who come a second time to 60 % for people introduced by 3 May 2025"),
        (
            {"ambition_by": date(2025, 5, 3), "ambition_for": ""},
            "Raise people who come a second time to 60 % by 3 May 2025",
        ),
        ({"ambition_by": None, "ambition_for": "for all"}, "Raise people who come a second time to 60 % for all"),
        (
            {"title": "HbA1c tests", "unit": "tests a month", "ambition": 1250, "ambition_verb": "bring up"},
            "Bring up HbA1c tests to 1,250 tests a month for people introduced by 3 May 2025",
        ),
        (
            {"title": "Falls", "direction": "decrease", "unit": "", "ambition": 0},
            "Cut falls to 0 for people introduced by 3 May 2025",
        ),
        (
            {"title": "Wait", "direction": "neutral", "unit": "days"},
            "Bring wait to 60 days for people introduced by 3 May 2025",
        ),
        (
            {"title": "Falls of People introduced, in all", "ambition_for": "for people introduced"},
            "Raise falls of People introduced, in all to 60 % by 3 May 2025",
        ),
        (
            {"title": "Visits of people introduced late", "ambition_for": "introduced people"},
            "Raise visits of people introduced late to 60 % for introduced people by 3 May 2025",
        ),
        ({"ambition": None}, ""),
    ],
)
def test_an_ambition_is_a_verb_a_measure_a_number_for_whom_and_by_when(changes, said):
    assert ambition_in_words({**HOPE, **changes}) == said
