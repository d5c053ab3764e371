"""What a notebook shows of a chart, and what a picture is drawn of."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import numpy as np
import pandas as pd
import pytest

from workbench.errors import BadInput
from workbench.measures import charts, figure, spc
from workbench.measures.verbs import Measures

DAYS = [date(2024, 1, 1) + timedelta(days=number) for number in range(14)]
CHART = spc.xmr(range(14), dates=DAYS)


def test_a_chart_says_in_one_line_what_it_is_and_what_it_says():
    assert repr(CHART) == "<XmR chart: 14 points, the last one special_cause_neutral_high>"
    assert repr(charts.chart("run", [], dates=[])) == "<run chart: 0 points>"
    assert repr(spc.xmr([4], dates=DAYS[:1])) == (
        "<XmR chart: 1 point, the last one common_cause; There is only 1 point; with 13 or more the lines can be "
        "relied on, until then they may still move.>"
    )


def test_a_notebook_shows_the_picture_of_a_chart():
    shown = CHART._repr_svg_()
    assert shown == CHART._repr_svg_()
    assert ET.fromstring(shown).tag.endswith("svg")
    assert shown.startswith("<svg")
    assert charts.chart("run", [], dates=[])._repr_svg_().startswith("<svg")
    assert spc.xmr_many([[1, 2, 3]])[0]._repr_svg_() is None


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (CHART.table, "a DataFrame without its points"),
        ([1, 2], "a list"),
        (None, "a NoneType"),
        (spc.xmr_many([[1, 2]]), "a Many"),
    ],
)
@pytest.mark.parametrize("draw", [figure.svg, figure.png, figure.figure])
def test_a_picture_is_drawn_of_a_chart_and_of_nothing_else(draw, given, what):
    with pytest.raises(BadInput) as refused:
        draw(given, title="Calls", unit="a week")
    assert str(refused.value) == (
        f"Give the chart itself, such as spc.xmr(values, dates=days) or measures.chart(measure), not {what}."
    )


@pytest.mark.parametrize("latest", ["x", -3, 0, 2.5, np.nan])
def test_the_latest_points_are_counted_in_whole_numbers_from_one(latest):
    for draw in (
        lambda: figure.svg(CHART, title="a", unit="b", latest=latest),
        lambda: figure.small(CHART, latest=latest),
    ):
        with pytest.raises(BadInput) as refused:
            draw()
        assert str(refused.value).startswith(
            "The number of latest points has to be a whole number from 1 to 1000000, not"
        )


def test_a_setting_that_no_chart_has_is_refused_with_the_nearest(scope):
    measures = Measures(scope)
    calls = measures.define("Calls")
    measures.observe(calls, pd.Series([1.0, 2.0], index=pd.DatetimeIndex(DAYS[:2])))
    for wrong, right in (
        ("direction", "Did you mean ‘improvement_direction’?"),
        ("fix_after", "Did you mean ‘fix_after_n_points’?"),
        ("traget", "Did you mean ‘target’?"),
    ):
        with pytest.raises(BadInput) as refused:
            measures.chart(calls, **{wrong: "increase"})
        assert str(refused.value) == f"A chart has no setting ‘{wrong}’. {right}"
