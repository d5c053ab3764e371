"""The page of measures: what it shows, and what may be done on it."""

from __future__ import annotations

import json
from datetime import date, timedelta

import nbformat
import pytest

from tests.conftest import ROOT
from widgets.measures.measures import Measures
from workbench.errors import BadInput


@pytest.fixture
def page(network) -> Measures:
    return Measures(network)


def do(page, gesture, **args):
    answer = page._answer({"gesture": gesture, "args": args, "who": "practice manager"})
    json.dumps(page.state)  # what the page shows is plain JSON
    return answer


def test_what_is_wrong_with_a_field_is_said_in_the_words_of_the_page(page):
    with pytest.raises(BadInput, match=r"^What do we call it\? It is empty\. Type something first\.$"):
        do(page, "define_measure", title=" ")
    with pytest.raises(BadInput, match=r"^Where it stood: type a number such as 42, 42\.5 or 1,234, not ‘lots’\.$"):
        do(page, "define_measure", title="Visits", baseline="lots")
    with pytest.raises(BadInput, match=r"^Which way is better\? Choose one, or that neither is\.$"):
        do(page, "define_measure", title="Visits", direction="")
    measure = do(page, "define_measure", title="Visits", baseline="1,200")["result"]["measure"]
    assert page.network.measures.told(measure)["baseline"] == 1200


def test_a_day_that_is_still_to_come_is_refused(page):
    measure = do(page, "define_measure", title="Visits")["result"]["measure"]
    with pytest.raises(BadInput, match=r"^Day: 1 January 2099 is still to come\.$"):
        do(page, "add_value", measure=measure, day="2099-01-01", value="4")
    read = do(page, "preview", text="2024-01-01\t4\n2099-01-01\t5")["result"]
    assert read["problems"] == ["Row 2: 1 January 2099 is still to come."]


def test_a_value_far_from_the_others_is_asked_about_before_it_is_kept(page):
    measure = do(page, "define_measure", title="Visits")["result"]["measure"]
    page.network.measures.observe(measure, [(date(2024, 1, day), 4 + day % 5) for day in range(1, 13)])
    far = {"measure": measure, "day": "2024-03-01", "value": "1,234.5"}
    question = "1,234.5 on 1 March 2024 is far from the others: is it right?"

    assert do(page, "preview", measure=measure, text="2024-03-01\t1234.5")["result"]["doubts"] == [question]
    asked = do(page, "add_value", **far)
    assert (asked["result"], asked["saved"]) == ({"asks": question}, None)
    assert do(page, "add_value", **far, looked_at=True)["result"] == {"said": "Kept 1,234.5 for 1 March 2024."}


def test_typed_values_are_read_as_people_write_them_and_nonsense_is_refused(page):
    measure = do(page, "define_measure", title="Visits")["result"]["measure"]
    assert do(page, "add_value", measure=measure, day="2025-01-01", value=" 42 % ")["result"]["said"].startswith("Kept")
    assert do(page, "add_value", measure=measure, day="2025-01-01", value="42")["saved"] is None
    with pytest.raises(BadInput, match=r"^Value: type a number such as 42, 42\.5 or 1,234, not ‘lots’"):
        do(page, "add_value", measure=measure, day="2025-01-02", value="lots")


def test_a_correction_says_what_stood_there_and_keeps_the_note(page):
    measure = do(page, "define_measure", title="Visits")["result"]["measure"]
    page.network.measures.observe(measure, [(date(2025, 1, 1), 1234.5, "half the diary was lost")])

    said = do(page, "add_value", measure=measure, day="2025-01-01", value="6")["result"]
    assert said == {"said": "Kept 6 for 1 January 2025, instead of 1,234.5."}
    do(page, "keep_pasted", measure=measure, text="2025-01-01\t7\n2025-01-02\t8")
    assert page.network.measures.observations(measure)[["value", "note"]].to_numpy().tolist() == [
        [7.0, "half the diary was lost"],
        [8.0, ""],
    ]


PASTED = "month\tmissed\n2024-01-01\t42\n2024-02-01\tmany\n2024-03-01\t38\n"


def test_a_paste_is_read_before_anything_is_kept(page):
    measure = do(page, "define_measure", title="Visits")["result"]["measure"]
    before = page.network.latest()
    read = do(page, "preview", text=PASTED)["result"]

    assert (read["count"], read["problem_count"], read["date_column"], read["value_column"]) == (
        2,
        1,
        "month",
        "missed",
    )
    assert read["problems"][0].startswith("Row 3, missed: found “many”")
    assert page.network.latest() == before
    with pytest.raises(BadInput, match="Nothing was kept"):
        do(page, "keep_pasted", measure=measure, text=PASTED)
    kept = do(page, "keep_pasted", measure=measure, text=PASTED, leave_out_problems=True)["result"]
    assert kept == {"kept": 2, "read": 2}


def test_a_long_paste_is_shown_from_both_ends(page):
    rows = "\n".join(f"{date(2000, 1, 1) + timedelta(days=n)}\t{n}" for n in range(300))
    read = do(page, "preview", text=rows)["result"]
    assert (read["count"], len(read["rows"]), read["left_out"]) == (300, 24, 276)


def measured(page) -> str:
    measure = do(page, "define_measure", title="Missed: first visits", direction="decrease", ambition="20")
    key = measure["result"]["measure"]
    page.network.measures.observe(
        key, [(date(2024, 10, 1) + timedelta(weeks=n), 40 + n % 4, "=1+1" if n == 0 else "") for n in range(14)]
    )
    return key


def test_the_files_hold_every_value_and_no_formula(page):
    table = do(page, "table_file", measure=measured(page))["result"]
    assert table["name"] == "missed-first-visits.csv"
    assert table["text"].splitlines()[:3] == ["date,value,note", "2024-10-01,40,'=1+1", "2024-10-08,41,"]


def test_a_measure_can_be_shown_by_itself_and_what_is_gone_is_said_to_be(page):
    key = measured(page)
    do(page, "show", record=key)
    assert (page.state["measure"]["title"], page.state["measure"]["points"]) == ("Missed: first visits", 14)
    assert page.state["measure"]["reading"].startswith("From 1 October 2024 the mean")
    do(page, "show", record="no-such-id")
    assert (page.state["measure"], page.state["gone"]) == (None, True)
    do(page, "show")
    assert page.state["gone"] is False


def test_the_notebook_has_few_cells_with_names_of_their_own():
    notebook = nbformat.read(ROOT / "notebooks" / "measures.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells] == ["title", "parameters", "network", "measures", "yours"]
    assert notebook.metadata.workbench == {"app": "measures"}
