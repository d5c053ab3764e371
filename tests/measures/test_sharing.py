"""What leaves a set: no small number is in it, and none can be worked out from it."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.measures.cross_table import bounds, hide_in_table
from workbench.measures.marks import Mark
from workbench.measures.models import DATA
from workbench.measures.sharing import left, to_share, wordless
from workbench.measures.verbs import Measures

DAY = date(2024, 1, 1)
NAN = float("nan")


def series(*rows: tuple) -> pd.DataFrame:
    """Rows of (value,) or (value, numerator, denominator), a week apart, each with a note."""
    whole = [(row[0], *(row[1:] or (None, None))) for row in rows]
    days = pd.to_datetime([DAY + timedelta(weeks=number) for number in range(len(rows))])
    return pd.DataFrame(
        {
            "date": days,
            "value": [row[0] for row in whole],
            "numerator": [row[1] for row in whole],
            "denominator": [row[2] for row in whole],
            "note": ["said"] * len(rows),
        }
    ).astype({"value": float, "numerator": float, "denominator": float, "note": object})


def hidden(data: str, *rows: tuple, upto: int = 7) -> list[bool]:
    return to_share(series(*rows), data=data, upto=upto).table["hidden"].tolist()


# --- one series --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", ["people", "events"])
def test_counts_from_one_to_seven_are_hidden_and_zero_and_eight_are_not(data):
    assert hidden(data, (0,), (1,), (7,), (8,), (120,)) == [False, True, True, False, False]
    assert hidden(data, (3,), (4,), (5,), upto=4) == [True, True, False]


@pytest.mark.parametrize(
    ("top", "bottom", "is_hidden"),
    [(20, 40, False), (0, 40, False), (40, 40, False), (3, 40, True), (37, 40, True), (0, 5, True), (5, 5, True)],
)
def test_a_share_is_hidden_for_the_sake_of_its_numerator_of_those_left_over_and_of_its_denominator(
    top, bottom, is_hidden
):
    assert hidden("people out of people", (100 * top / bottom, top, bottom)) == [is_hidden]
    assert hidden("a number", (100 * top / bottom, top, bottom)) == [is_hidden]


def test_a_share_of_people_of_whom_nobody_says_how_many_is_hidden():
    assert hidden("people out of people", (42,), (0,)) == [True, True]
    assert hidden("events out of a number", (42,), (0,)) == [True, False]


def test_a_rate_is_hidden_for_the_sake_of_its_events_and_of_few_whole_things_they_are_out_of():
    rows = [(1, 3, 3000), (1, 30, 30000), (5, 30, 6), (5, 30, 4.2), (0, 0, 3000)]
    assert hidden("events out of a number", *rows) == [True, False, True, False, False]


@pytest.mark.parametrize("data", ["days between", "cases between"])
@pytest.mark.parametrize(
    ("many", "points", "said"), [(8, "8", "it has 8 points"), (3, "1–7", "it has from 1 to 7 points")]
)
def test_of_rare_events_no_day_is_shared_for_each_would_tell_the_time_since_the_last(data, many, points, said):
    shared = to_share(series(*[(number,) for number in range(many)]), data=data)

    assert (len(shared.table), shared.points, shared.shows_days) == (0, points, False)
    assert shared.table.columns.tolist() == ["date", "value", "numerator", "denominator", "hidden"]
    assert shared.note == shared.says
    assert said in shared.note


def test_shares_of_numbers_that_are_not_whole_stay_but_for_those_that_rest_on_small_whole_ones():
    rows = [(35.2, 2.5, 7.1), (0.3, 3, 1000.5), (0.6, 6.5, 1000.5)]
    assert hidden("a number", *rows) == [False, True, False]


@pytest.mark.parametrize(
    ("values", "are_hidden"),
    [
        ([12, 3, 0], [False, True, False]),
        ([12.5, 3, 4], [False, True, True]),
        ([12.5, 3], [False, True]),
        ([-1, 3, 9], [False, True, False]),
        ([9, 3, 9, 3, 9, 3, 2.5, 1.5], [False, True] * 3 + [False] * 2),
        ([9, 3, 9, 3, 9, 3, 2.5, 1.5, 4.5], [False] * 9),
        ([6.4, 7.0, 5.2], [False] * 3),
    ],
)
def test_whole_numbers_of_which_nobody_said_what_they_count_may_be_people(values, are_hidden):
    assert hidden("a number", *[(value,) for value in values]) == are_hidden


def test_one_share_among_counts_does_not_lift_their_protection():
    assert hidden("a number", (12,), (3,), (50, 20, 40)) == [False, True, False]


def test_a_hidden_row_keeps_its_day_and_nothing_else_and_no_row_its_note():
    given_rows = series((50, 20, 40), (5, 2, 40))

    shared = to_share(given_rows, data="people out of people").table

    expected = series((50, 20, 40), (NAN, NAN, NAN)).drop(columns="note").assign(hidden=[False, True])
    pd.testing.assert_frame_equal(shared, expected)
    pd.testing.assert_frame_equal(given_rows, series((50, 20, 40), (5, 2, 40)))
    pd.testing.assert_frame_equal(left(shared), series((50, 20, 40)).drop(columns="note"))


@pytest.mark.parametrize("data", DATA)
def test_no_rows_give_no_rows(data):
    shared = to_share(series(), data=data)
    assert shared.table.columns.tolist() == ["date", "value", "numerator", "denominator", "hidden"]
    assert (len(shared.table), shared.points, shared.note) == (0, "0", "")
    assert shared.says == "There is nothing to share yet."


def test_what_is_hidden_is_said_with_its_reason():
    counts = to_share(series((3,), (9,), (5,)), data="people", upto=5)
    assert counts.hidden_as == "1–5"
    assert counts.note == (
        "2 of 3 values are from 1 to 5 and are not shown, so that nobody can be recognised; the lines come from the "
        "others, and differ from those that the set sees."
    )
    shares = to_share(series((50, 3, 6)), data="people out of people")
    assert shares.hidden_as == "not shown"
    assert shares.note.startswith("1 of 1 value rests on small numbers and is not shown")


ALL = "No value is a whole number from 1 to 7 or rests on one, so all are in what you share, without the notes."


@pytest.mark.parametrize(
    ("data", "rows", "says"),
    [
        ("people", [(0,), (8,)], ALL),
        ("a number", [(0,), (8,)], ALL),
        ("people out of people", [(50, 20, 40)], ALL),
        ("a number", [(6.4,), (7,), (5.2,)], "These values are not taken for counts of people, as some are not whole"),
        ("a number", [(3,), (12,)], "1 of 2 values is whole and from 1 to 7, and may count people, and is not shown"),
        ("a number", [(3,), (12,)], "if people or events are counted, say so under “What is a value?”."),
    ],
)
def test_before_it_shares_anything_the_set_is_told_what_is_so(data, rows, says):
    assert says in to_share(series(*rows), data=data).says


# --- running totals ----------------------------------------------------------------------------------------------


def test_a_running_total_does_not_show_the_small_number_that_came_since_the_last():
    rising = [(value,) for value in (0, 5, 8, 9, 11, 14, 22, 22, 23, 40)]
    for data in ("people", "events", "a number"):
        shared = to_share(series(*rising), data=data)
        assert shared.table["value"].dropna().tolist() == [0, 8, 22, 22, 40]
        assert shared.hidden_as == "not shown"
        assert shared.note.startswith("5 of 10 values are not shown, so that nobody can be recognised: what is shown")
        assert shared.says == f"{shared.note} To share more, keep what was new each time instead."


def test_counts_that_fall_once_or_are_few_are_no_running_total():
    assert hidden("people", (8,), (9,), (11,), (14,), (15,)) == [False] * 5
    assert hidden("people", (8,), (9,), (11,), (14,), (13,), (16,)) == [False] * 6
    assert hidden("people", (8,), (9,), (3,), (14,), (15,), (16,)) == [False, False, True, False, False, False]
    assert hidden("people", *[(9,)] * 8) == [False] * 8
    assert hidden("people out of people", *[(10 * n, 10 * n, 100) for n in range(1, 8)]) == [False] * 7


@given(
    st.lists(
        st.tuples(st.integers(8, 40), st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=4)),
        min_size=6,
        max_size=9,
    ),
    st.sampled_from(["people", "events", "a number"]),
)
def test_running_totals_that_differ_in_what_came_since_alone_are_shared_alike(lines, data):
    both: list[list[tuple[int]]] = [[], []]
    for which, rows in enumerate(both):
        total = 0
        for step, since in lines:
            total += step + 7
            rows += [(total,), *((total + extra,) for extra in sorted(pair[which] for pair in since))]

    one, other = (to_share(series(*rows), data=data) for rows in both)

    pd.testing.assert_frame_equal(one.table, other.table)
    assert (one.note, one.says, one.hidden_as) == (other.note, other.says, other.hidden_as)
    shown = one.table["value"].dropna().diff().dropna()
    assert (shown > 7).all()


# --- what people typed -------------------------------------------------------------------------------------------


def test_marks_that_are_shared_say_nothing_that_people_typed():
    on = date(2025, 3, 1)
    typed = "after Mrs Penrose fell"
    marks = [
        *(Mark(on, label, "prototype", ends=label != "#4 starts") for label in ("#4 starts", "#4 adopted", typed)),
        *(Mark(on, label, "test cycle") for label in ("#4 test 2", typed)),
        *(Mark(on, typed, kind) for kind in ("session", "gate", "rebase", "event")),
    ]

    shared = wordless(marks)

    words = ["#4 starts", "#4 adopted", "prototype", "#4 test 2", "test cycle", "", "gate", "new lines", "event"]
    assert [mark.label for mark in shared] == words
    assert [(mark.on, mark.kind, mark.ends) for mark in shared] == [(mark.on, mark.kind, mark.ends) for mark in marks]


# --- two of a kind -----------------------------------------------------------------------------------------------


@st.composite
def pairs_that_differ_in_small_numbers(draw):
    """Two series of one kind of data that are the same but for their small numbers."""
    data, upto = draw(st.sampled_from(DATA[:5])), draw(st.integers(2, 9))
    little, plenty = st.integers(1, upto), st.integers(3 * upto, 200)
    one, other = [], []
    for _ in range(draw(st.integers(1, 30))):
        if data in ("people", "events", "a number"):
            value = draw(plenty | st.just(0))
            small = draw(st.booleans())
            for rows in (one, other):
                rows.append((draw(little) if small else value,))
            continue
        bottom, top = draw(plenty), draw(st.integers(0, 200))
        which = draw(st.sampled_from(["none", "numerator", "left over", "denominator"]))
        for rows in (one, other):
            below = draw(little) if which == "denominator" else bottom
            above = {
                "none": upto + 1 + top % (below - 2 * upto) if which == "none" and below > 2 * upto else 0,
                "numerator": draw(little),
                "left over": below - draw(little),
                "denominator": min(draw(little), below),
            }[which]
            rows.append((100 * above / below, above, below))
    return data, upto, series(*one), series(*other)


@given(pairs_that_differ_in_small_numbers())
def test_series_that_differ_in_small_numbers_alone_are_shared_alike(pair):
    data, upto, one, other = pair
    two = [to_share(each, data=data, upto=upto) for each in (one, other)]
    shared = two[0].table

    if data == "events out of a number":  # what is left over says nothing of events
        same = shared["hidden"].to_numpy() & two[1].table["hidden"].to_numpy()
        pd.testing.assert_frame_equal(shared[same], two[1].table[same])
    else:
        pd.testing.assert_frame_equal(shared, two[1].table)
        assert (two[0].note, two[0].says, two[0].hidden_as) == (two[1].note, two[1].says, two[1].hidden_as)
    counts = shared[["numerator", "denominator"] if "out of" in data else ["value"]].to_numpy()
    assert not ((counts > 0) & (counts <= upto)).any()


# --- a measure ---------------------------------------------------------------------------------------------------


@pytest.fixture
def measures(scope) -> Measures:
    return Measures(scope)


def kept(measures: Measures, title: str, counts: list[int], **fields) -> str:
    measure = measures.define(title, data="people", direction="decrease", target=9, **fields)
    measures.observe(measure, [(DAY + timedelta(weeks=at), count) for at, count in enumerate(counts)])
    measures.rebase(measure, DAY + timedelta(weeks=13), reason="Counted at the door", decided_by="link worker")
    return measure.id


def told(chart) -> tuple:
    return chart.kind, chart.points.to_csv(), chart.table.to_csv(), chart.summary, chart.notes


MANY = [12, 15, 9, 0, 11, 14, 10, 13, 8, 12, 16, 9, 11, 10, 12, 14, 15, 9, 10, 11, 13, 12, 8, 9, 10, 20]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=8), st.sampled_from(["xmr", "c"]))
def test_charts_of_measures_that_differ_in_small_numbers_alone_are_shared_alike(scope, small, chart):
    measures = Measures(scope)
    both = [
        kept(measures, "Asked for help", [*MANY[:20], *(pair[which] for pair in small), *MANY[20:]], chart=chart)
        for which in (0, 1)
    ]

    one, other = (told(measures.shared_chart(each)) for each in both)

    assert one == other
    assert len(measures.shared_chart(both[0]).points) == len(MANY)
    pd.testing.assert_frame_equal(measures.shared(both[0]), measures.shared(both[1]))


def test_the_set_itself_sees_every_number_and_what_is_shared_says_how_many_are_hidden(measures):
    measure = kept(measures, "Asked for help", [*MANY, 3])

    assert measures.chart(measure).points["value"].tolist()[-1] == 3
    assert measures.observations(measure)["value"].tolist()[-1] == 3
    assert measures.shared(measure)["hidden"].tolist() == [*[False] * len(MANY), True]
    shared = measures.shared_chart(measure)
    assert shared.points["value"].tolist() == MANY
    assert shared.notes[-1].startswith("1 of 27 values is from 1 to 7 and is not shown")
    assert not any("not shown" in said for said in measures.chart(measure).notes)


@pytest.mark.parametrize("unit", ["referrals per week", "new patients", "count", "", "% of all people", "minutes"])
def test_what_is_hidden_does_not_hang_on_the_wording_of_the_unit(measures, unit):
    measure = measures.define("Asked for help", unit=unit)
    measures.observe(measure, [(DAY + timedelta(weeks=at), value) for at, value in enumerate([12, 3, 0])])

    assert measures.shared(measure)["hidden"].tolist() == [False, True, False]
    assert any("from 1 to 7" in said for said in measures.shared_chart(measure).notes)


def test_of_rare_events_nothing_that_is_shared_holds_a_day(measures):
    measure = measures.define("Days between falls", data="days between", chart="t")
    days = [DAY + timedelta(days=9 * at + at % 3) for at in range(16)]
    measures.observe(measure, [(day, 9) for day in days])
    measures.rebase(measure, days[13], reason="Counted at the door", decided_by="link worker")

    chart = measures.shared_chart(measure)

    assert measures.shared(measure).empty
    assert (len(chart.points), len(chart.table)) == (0, 0)
    assert chart.notes[-1].endswith("only that it has 16 points.")


def test_a_workspace_says_how_small_is_small(scope):
    measure = kept(Measures(scope), "Asked for help", [*MANY, 3, 10])
    assert Measures(scope, small_numbers=10).shared(measure)["value"].min() == 0
    assert Measures(scope, small_numbers=2).shared(measure)["hidden"].tolist() == [False] * 28


# --- cross tables ------------------------------------------------------------------------------------------------


def test_a_small_number_takes_others_with_it_so_that_no_total_gives_it_back():
    table = pd.DataFrame([[3, 40, 20], [30, 50, 25]], index=["left", "stayed"], columns=["Ash", "Elm", "Oak"])

    shared = hide_in_table(table)

    assert shared.index.tolist() == ["left", "stayed", "Total"]
    assert shared.columns.tolist() == ["Ash", "Elm", "Oak", "Total"]
    assert shared.loc["Total"].tolist() == [33, 90, 45, 168]
    assert shared.isna().to_numpy().tolist() == [
        [True, False, True, False],
        [True, False, True, False],
        [False] * 4,
    ]


def test_a_table_shared_without_totals_hides_its_small_numbers_alone():
    shared = hide_in_table(pd.DataFrame([[3, 40], [0, 8]]), totals=None)
    pd.testing.assert_frame_equal(shared, pd.DataFrame([[NAN, 40.0], [0.0, 8.0]]))


def test_zero_stays_and_a_table_without_small_numbers_is_shared_whole():
    table = pd.DataFrame([[0, 40], [8, 0]])
    assert hide_in_table(table).to_numpy().tolist() == [[0, 40, 40], [8, 0, 8], [8, 40, 48]]


def test_a_table_without_rows_has_totals_of_nothing():
    assert hide_in_table(pd.DataFrame({"Ash": [], "Elm": []})).to_numpy().tolist() == [[0, 0, 0]]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (pd.DataFrame([[1.5]], index=["left"], columns=["Ash"]), "The cell of ‘left’ and ‘Ash’ is 1.5"),
        (pd.DataFrame([[-1]]), "is -1, where people are counted"),
        (pd.DataFrame([[NAN]]), "is nan, where people are counted"),
        (pd.DataFrame([["many"]]), "A cell of the table is no number"),
        (pd.DataFrame([[3]], index=["Total"]), "The row ‘Total’ is not the sum of the others"),
        (pd.DataFrame([[3, 9], [1, 2]], index=["All", "left"]), "The row ‘All’ is not the last"),
        (pd.DataFrame([[3, 4, 6]], columns=["Ash", "Elm", "total"]), "The column ‘total’ is not the sum of the others"),
        (pd.DataFrame([[3, 40], [9, 50], [12, 90]], index=["left", "stayed", "both"]), "The row ‘both’ is the sum of"),
        (pd.DataFrame([[43, 3, 40], [59, 9, 50]], columns=["sum", "Ash", "Elm"]), "‘sum’ is the sum of the others"),
        (pd.DataFrame(np.ones((60, 60))), "The table has 3,721 cells with its totals; 2,500 is the most"),
    ],
)
def test_what_is_no_table_of_people_is_refused(table, says):
    with pytest.raises(BadInput, match=says):
        hide_in_table(table)


CAME = pd.DataFrame({"place": ["Ash"] * 43 + ["Elm"] * 59, "after": ["left"] * 3 + ["stayed"] * 62 + ["left"] * 37})


@pytest.mark.parametrize(("row", "column"), [(True, True), (True, False), (False, True)])
def test_totals_that_a_table_brings_along_are_taken_for_totals(row, column):
    whole = pd.crosstab(CAME["place"], CAME["after"], margins=True)
    given_table = whole.iloc[: None if row else -1, : None if column else -1]

    shared = hide_in_table(given_table)

    np.testing.assert_array_equal(shared, hide_in_table(whole.iloc[:-1, :-1]))
    assert shared.index.tolist() == ["Ash", "Elm", "All" if row else "Total"]
    assert shared.columns.tolist() == ["left", "stayed", "All" if column else "Total"]
    assert hide_in_table(given_table, totals=None).equals(hide_in_table(whole.iloc[:-1, :-1], totals=None))


def test_totals_of_columns_in_two_parts_are_taken_for_totals_too():
    week = ["first"] * 60 + ["second"] * 42
    whole = pd.crosstab(CAME["place"], [CAME["after"], week], margins=True)
    shared = hide_in_table(whole)
    assert shared.columns.tolist() == whole.columns.tolist()

    assert shared.iloc[-1, -1] == len(CAME)


def test_rows_that_happen_to_be_alike_are_shared_if_somebody_says_that_none_is_a_total():
    table = pd.DataFrame([[20, 40], [20, 40]])
    with pytest.raises(BadInput, match="The row ‘0’ is the sum of the others"):
        hide_in_table(table)
    assert hide_in_table(table, margins=False).to_numpy().tolist() == [[20, 40, 60], [20, 40, 60], [40, 80, 120]]
    with pytest.raises(BadInput, match="called ‘Total’ already"):
        hide_in_table(pd.DataFrame([[3]], index=["Total"]), margins=False)


def test_the_largest_table_of_small_numbers_is_hidden_without_a_long_wait():
    large = pd.DataFrame(np.random.default_rng(1).poisson(5, (40, 50)))
    begun = time.process_time()
    shared = hide_in_table(large)
    assert time.process_time() - begun < 10  # a second on most machines
    assert not shared.isin(range(1, 8)).to_numpy().any()


def test_a_single_small_number_could_be_no_other_and_is_no_bound():
    with pytest.raises(BadInput, match="would be no secret"):
        hide_in_table(pd.DataFrame([[1]]), upto=1)


@st.composite
def small_tables(draw):
    rows, columns = draw(st.sampled_from([(1, 1), (1, 3), (2, 2), (2, 3), (3, 2)]))
    upto = draw(st.integers(2, 3))
    cells = draw(st.lists(st.integers(0, 6), min_size=rows * columns, max_size=rows * columns))
    return pd.DataFrame(np.array(cells).reshape(rows, columns)), upto


@settings(max_examples=80)
@given(small_tables())
def test_whoever_tries_every_table_that_fits_what_is_shown_finds_every_small_number_possible(drawn):
    table, upto = drawn
    whole = hide_in_table(table, upto=upto, margins=False).to_numpy()
    true = hide_in_table(table, upto=upto, totals=None, margins=False).isna().to_numpy()
    assert (np.isnan(whole[:-1, :-1]) | ~true).all()  # every small number is hidden
    shown = whole[~np.isnan(whole)]
    assert not ((shown > 0) & (shown <= upto)).any()  # and every small total

    rows, columns = table.shape
    unknown = [(row, column) for row, column in product(range(rows), range(columns)) if np.isnan(whole[row, column])]
    if not unknown:
        return
    tried = np.indices([9] * len(unknown)).reshape(len(unknown), -1).T + 1  # nobody hides a 0
    guesses = np.repeat(np.nan_to_num(whole[:-1, :-1])[None], len(tried), axis=0)
    for number, (row, column) in enumerate(unknown):
        guesses[:, row, column] = tried[:, number]
    fits = np.ones(len(tried), dtype=bool)
    for sums, totals in ((guesses.sum(axis=2), whole[:-1, -1]), (guesses.sum(axis=1), whole[-1, :-1])):
        fits &= (np.isnan(totals) | (sums == totals)).all(axis=1)
    everything = guesses.sum(axis=(1, 2))
    fits &= np.isnan(whole[-1, -1]) | (everything == whole[-1, -1])
    for number, (row, column) in enumerate(unknown):
        possible = set(tried[fits, number].tolist())
        assert len(possible) > 1
        if true[row, column]:
            assert set(range(1, upto + 1)) <= possible


def test_the_bounds_of_a_hidden_cell_are_those_that_its_row_and_column_leave():
    whole = np.array([[3.0, 20.0, 23.0], [9.0, 30.0, 39.0], [12.0, 50.0, 62.0]])
    hidden_here = np.array([[True, True, False], [True, True, False], [False, False, False]])
    assert bounds(whole, hidden_here, (0, 0)) == pytest.approx((1, 11))
    hidden_here[0, 2] = hidden_here[2, 2] = True
    assert bounds(whole, hidden_here, (0, 0)) == pytest.approx((1, 11))
    alone = np.zeros((3, 3), dtype=bool)
    alone[0, 0] = True
    assert bounds(whole, alone, (0, 0)) == pytest.approx((3, 3))
