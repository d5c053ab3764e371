"""The page of measures: what it shows, and what may be done on it."""

from __future__ import annotations

import base64
import io
import json
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import nbformat
import openpyxl
import pandas as pd
import pytest

from tests.conftest import ROOT
from widgets.measures.days import next_day, usual_frequency
from widgets.measures.measures import Measures
from widgets.theme.doubting import doubt
from workbench.errors import BadInput, Conflict
from workbench.measures.ready_made import GROUPS


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
    with pytest.raises(BadInput, match=r"^What is a value\? Choose one, or something else\.$"):
        do(page, "define_measure", title="Visits", data="")
    measure = do(page, "define_measure", title="Visits", baseline="1,200")["result"]["measure"]
    assert page.network.measures.told(measure)["baseline"] == 1200


def test_a_day_that_is_still_to_come_is_refused(page):
    measure = do(page, "define_measure", title="Visits")["result"]["measure"]
    with pytest.raises(BadInput, match=r"^Day: 1 January 2099 is still to come\.$"):
        do(page, "add_value", measure=measure, day="2099-01-01", value="4")
    read = preview(page, measure, "2024-01-01\t4\n2099-01-01\t5")
    assert read["rows"][1]["wrong"] == {"1": "1 January 2099 is still to come."}


def test_a_value_far_from_the_others_is_asked_about_before_it_is_kept(page):
    measure = do(page, "define_measure", title="Visits")["result"]["measure"]
    page.network.measures.observe(measure, [(date(2024, 1, day), 4 + day % 5) for day in range(1, 13)])
    far = {"measure": measure, "day": "2024-03-01", "value": "1,234.5"}
    question = "1,234.5 on 1 March 2024 is far from the others: is it right?"

    assert preview(page, measure, "2024-03-01\t1234.5")["rows"][0]["says"] == question
    asked = do(page, "add_value", **far)
    assert (asked["result"], asked["saved"]) == ({"asks": question}, None)
    assert do(page, "add_value", **far, looked_at=True)["result"]["said"] == "Kept 1,234.5 for 1 March 2024."


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
    assert said["said"] == "Kept 6 for 1 January 2025, instead of 1,234.5."
    do(page, "keep_pasted", measure=measure, pasted={"text": "2025-01-01\t7\n2025-01-02\t8"})
    assert page.network.measures.observations(measure)[["value", "note"]].to_numpy().tolist() == [
        [7.0, "half the diary was lost"],
        [8.0, ""],
    ]


PASTED = "month\tmissed\n2024-01-01\t42\n2024-02-01\tmany\n2024-03-01\t38\n"


def define(page, title="Visits", **fields) -> str:
    return do(page, "define_measure", title=title, **fields)["result"]["measure"]


def preview(page, measure, text, **said):
    return do(page, "preview", measure=measure, pasted={"text": text, **said})["result"]


def states(read) -> list[tuple]:
    return [(row["row"], row["state"]) for row in read["rows"]]


def test_what_is_wrong_in_a_paste_stands_at_its_cell_and_nothing_is_kept(page):
    measure = define(page)
    before = page.network.latest()
    read = preview(page, measure, PASTED)

    assert (read["says"], read["ready"], read["count"]) == ("2 values to keep and 1 row to mend.", False, 2)
    assert states(read) == [(2, "new"), (3, "problem"), (4, "new")]
    assert read["rows"][1]["wrong"] == {"2": "Found “many”, expected a number such as 42, 42.5 or 1,234."}
    assert (read["date_column"], read["value_column"]) == ("month", "missed")
    assert page.network.latest() == before
    with pytest.raises(BadInput, match=r"^Row 3, missed: found “many”.* Nothing was kept\.$"):
        do(page, "keep_pasted", measure=measure, pasted={"text": PASTED})


def test_a_row_is_mended_where_it_stands_or_left_out(page):
    measure = define(page)
    mended = {"text": PASTED, "mended": {"3": {"2": "40"}}}
    read = preview(page, measure, **mended)
    assert (read["ready"], read["rows"][1]["cells"], read["rows"][1]["mended"]) == (True, ["2024-02-01", "40"], [2])

    without = {"text": PASTED, "without": [3]}
    read = preview(page, measure, **without)
    assert (read["says"], states(read)[1]) == ("2 values to keep and 1 row left out.", (3, "left out"))
    said = do(page, "keep_pasted", measure=measure, pasted=without)["result"]
    assert said == {"kept": 2, "said": "Kept 2 values. 1 row was left out."}
    said = do(page, "keep_pasted", measure=measure, pasted=mended)["result"]
    assert said == {"kept": 1, "said": "Kept 1 value. 2 were there already."}
    assert page.network.measures.observations(measure)["value"].tolist() == [42, 40, 38]


def test_a_doubt_in_a_paste_is_a_question_that_somebody_has_to_answer(page):
    measure = define(page)
    rows = "\n".join(f"2024-01-{day:02d}\t{4 + day % 5}" for day in range(1, 13)) + "\n2024-02-01\t900"
    read = preview(page, measure, rows)
    assert (read["ready"], read["rows"][-1]["state"]) == (False, "doubt")
    assert read["rows"][-1]["says"] == "900 on 1 February 2024 is far from the others: is it right?"
    with pytest.raises(BadInput, match=r"^Row 13: 900 on 1 February 2024 .* Nothing was kept\.$"):
        do(page, "keep_pasted", measure=measure, pasted={"text": rows})

    assert preview(page, measure, rows, right={"13": 900})["ready"]
    answered = {"text": rows, "right": {"13": 900}, "mended": {"13": {"2": "800"}}}
    assert not preview(page, measure, **answered)["ready"], "another number is another question"
    kept = do(page, "keep_pasted", measure=measure, pasted={"text": rows, "right": {"13": 900}})["result"]["kept"]
    assert kept == 13


def test_a_paste_says_what_it_corrects_and_what_was_there_already(page):
    measure = define(page)
    page.network.measures.observe(measure, [(date(2024, 1, 1), 42), (date(2024, 2, 1), 41)])
    read = preview(page, measure, "2024-01-01\t42\n2024-02-01\t39\n2024-03-01\t38")
    assert [(row["state"], row["reads"]["before"]) for row in read["rows"]] == [
        ("same", 42),
        ("corrects", 41),
        ("new", None),
    ]


def test_a_row_with_a_cell_too_many_is_mended_cell_by_cell(page):
    measure = define(page)
    text = "2024-01-01,900\n2024-02-01,1,234\n2024-03-01,950"
    read = preview(page, measure, text)
    assert (read["rows"][1]["cells"], read["rows"][1]["says"]) == (
        ["2024-02-01", "1", "234"],
        "Found 3 cells, expected 2; put numbers with a comma in quotes, or a copy straight from the sheet.",
    )
    assert preview(page, measure, text, mended={"2": {"2": "1234", "3": ""}})["ready"]


def test_counts_out_of_counts_are_pasted_and_the_value_is_worked_out(page):
    measure = define(page, data="people out of people", unit="%")
    text = "month\tnumerator\tdenominator\n2024-01-01\t30\t40\n2024-02-01\t41\t40"
    read = preview(page, measure, text)
    assert [(row["state"], row["reads"] and row["reads"]["value"]) for row in read["rows"]] == [
        ("new", 75),
        ("problem", None),
    ]
    do(page, "keep_pasted", measure=measure, pasted={"text": text, "without": [3]})
    kept = page.network.measures.observations(measure)
    assert kept[["value", "numerator", "denominator"]].to_numpy().tolist() == [[75, 30, 40]]


def test_people_out_of_people_are_pasted_under_whatever_headings_and_counts_are_no_shares(page):
    measure = define(page, "Carers asked", data="people out of people", numerator="asked", denominator="seen")
    text = "Month\tCarers seen\tCarers asked\n2024-01-01\t37\t20\n2024-02-01\t27\t27\n2024-03-01\t20\t21"
    read = preview(page, measure, text)
    assert (read["date_column"], read["numerator_column"]) == ("Month", "Carers asked")
    assert read["rows"][2]["wrong"] == {
        "3": "Found “21”; no more people can be counted than there are, and there are 20.",
    }

    whole = {"text": "Month\tAsked\n2024-01-01\t54\n2024-02-01\t61"}
    read = preview(page, measure, whole["text"])
    assert (read["ready"], read["asks"][:45]) == (False, "All of them are whole numbers, such as 54. Is")
    with pytest.raises(BadInput, match=r"^All of them are whole numbers.* Nothing was kept\.$"):
        do(page, "keep_pasted", measure=measure, pasted=whole)
    answered = {**whole, "meant": read["asks"]}
    assert preview(page, measure, **answered)["ready"]
    assert do(page, "keep_pasted", measure=measure, pasted=answered)["result"]["kept"] == 2


def test_a_long_paste_shows_its_ends_and_what_is_wrong_between(page):
    rows = [f"{date(2000, 1, 1) + timedelta(days=n)}\t{n % 7}" for n in range(300)]
    rows[150] = "2000-05-30\tlots"
    read = preview(page, define(page), "\n".join(rows))
    assert (read["count"], [row["row"] for row in read["rows"]]) == (299, [*range(1, 7), 151, *range(295, 301)])
    assert [row["skipped"] for row in read["rows"] if row["skipped"]] == [144, 143]
    assert read["wrong_rows"] == [151]


def test_a_file_gives_the_rows_that_would_be_pasted(page):
    message = {"gesture": "open_file", "args": {"name": "visits.csv"}, "who": "practice manager"}
    found = page._answer(message, [memoryview(b"month,visits\r\n2024-01-01,42\r\n")])["result"]
    assert found == {"text": "month,visits\r\n2024-01-01,42\r\n", "sheet": "", "sheets": []}
    assert preview(page, define(page), found["text"])["ready"]
    with pytest.raises(BadInput, match=r"^visits\.pdf is no file of values"):
        page._answer({**message, "args": {"name": "visits.pdf"}}, [memoryview(b"%PDF")])


def test_of_a_workbook_the_sheet_can_be_chosen(page):
    book = openpyxl.Workbook()
    book.create_sheet("About", 0).append(["Visits, by month"])
    book.remove(book["Sheet"])
    second = book.create_sheet("2024")
    second.append(["month", "visits"])
    second.append([date(2024, 1, 1), 42])
    held = io.BytesIO()
    book.save(held)

    def opened_with(**said):
        message = {"gesture": "open_file", "args": {"name": "visits.xlsx", **said}, "who": "practice manager"}
        return page._answer(message, [memoryview(held.getvalue())])["result"]

    assert (opened_with()["sheet"], opened_with()["sheets"]) == ("About", ["About", "2024"])
    assert opened_with(sheet="2024")["text"] == "month\tvisits\n2024-01-01\t42\n"


def test_what_a_page_sends_as_a_paste_is_looked_over(page):
    measure = define(page)
    with pytest.raises(BadInput, match=r"^Paste the rows as text\.$"):
        do(page, "preview", measure=measure, pasted={"text": 5})
    with pytest.raises(BadInput, match=r"^What was mended cannot be read\. Paste the rows again\.$"):
        do(page, "preview", measure=measure, pasted={"text": PASTED, "mended": {"three": "x"}})


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


def few(page) -> str:
    """A measure of people of whom there are a few in February."""
    key = define(page, "Seen at home", data="people out of people", unit="%", direction="increase")
    rows = [(date(2024, month, 1), 30 + month, 60) for month in range(1, 13)]
    rows[1] = (date(2024, 2, 1), 3, 60)
    page.network.measures.observe(key, pd.DataFrame(rows, columns=["date", "numerator", "denominator"]))
    return key


def test_what_is_shared_as_a_table_has_its_small_numbers_hidden(page):
    key = few(page)
    ours = do(page, "table_file", measure=key)["result"]["text"].splitlines()
    shared = do(page, "table_file", measure=key, shared=True)["result"]
    assert (ours[0], ours[2]) == ("date,value,numerator,denominator,note", "2024-02-01,5,3,60,")
    assert shared["name"] == "seen-at-home-to-share.csv"
    lines = shared["text"].splitlines()
    assert (lines[0], lines[2]) == ("date,value,numerator,denominator,hidden", "2024-02-01,,,,not shown")


def test_of_rare_events_the_shared_files_hold_how_many_and_no_day(page):
    key = define(page, "Days between falls", data="days between", direction="increase")
    days = [date(2024, 1, 5) + timedelta(days=9 * number + number % 2) for number in range(14)]
    page.network.measures.observe(key, [(day, 9) for day in days])
    page.network.measures.rebase(key, days[5], reason="Counted at the door", decided_by="nurse")

    table = do(page, "table_file", measure=key, shared=True)["result"]["text"]
    picture = do(page, "picture_file", measure=key, shared=True, form="svg")["result"]["text"]

    assert table == "points\r\n14\r\n"
    assert "No value that can be shown" in picture
    assert "only that it has 14 points" in picture
    assert "2024" not in picture


def test_a_shared_picture_holds_nothing_that_people_typed_but_title_and_unit(page):
    key = few(page)
    page.network.sessions.begin("Mrs Penrose spoke", method="after action review", held_on=date(2024, 5, 3))
    page.network.measures.rebase(key, date(2024, 7, 1), reason="after Mrs Penrose fell", decided_by="nurse")

    ours, shared = (
        do(page, "picture_file", measure=key, form="svg", shared=way)["result"]["text"] for way in (False, True)
    )

    assert ours.count("Penrose") > 1
    assert "Penrose" not in shared
    assert "new lines" in shared
    assert "drawn anew from 1 July 2024: " in shared


def test_before_it_is_shared_the_page_says_what_is_hidden(page):
    key = define(page, "Asked for help", direction="decrease")
    page.network.measures.observe(key, [(date(2024, month, 1), month + 2) for month in (9, 3, 5)])
    assert opened(page, key)["to_share"].startswith("2 of 3 values are whole and from 1 to 7, and may count people,")


def test_two_measures_that_differ_in_a_small_number_alone_are_shared_alike(page):
    key = few(page)
    files = [{"measure": key, "shared": True}, {"measure": key, "shared": True, "form": "svg"}]
    before = [do(page, "table_file", **files[0])["result"], do(page, "picture_file", **files[1])["result"]]
    do(page, "add_value", measure=key, day="2024-02-01", numerator="4", denominator="60", looked_at=True)
    after = [do(page, "table_file", **files[0])["result"], do(page, "picture_file", **files[1])["result"]]
    assert before == after


def test_a_picture_is_an_svg_or_a_png(page):
    key = measured(page)
    svg, png = (do(page, "picture_file", measure=key, form=form)["result"] for form in ("svg", "png"))
    assert (svg["name"], ET.fromstring(svg["text"]).tag) == (
        "missed-first-visits.svg",
        "{http://www.w3.org/2000/svg}svg",
    )
    assert (png["name"], base64.b64decode(png["base64"])[:8]) == ("missed-first-visits.png", b"\x89PNG\r\n\x1a\n")


# --- how it is drawn, and the dictionary -----------------------------------------------------------------


def opened(page, key):
    do(page, "show", record=key)
    return page.state["measure"]


def test_a_rebase_needs_a_reason_and_a_name_and_changes_what_the_page_says(page):
    key = measured(page)
    page.network.measures.observe(key, [(date(2025, 1, 7) + timedelta(weeks=n), 20 + n % 3) for n in range(14)])
    before = opened(page, key)
    assert (before["days"][0], before["days"][-1], len(before["days"])) == ("2025-04-08", "2024-10-08", 27)
    with pytest.raises(BadInput, match=r"^Why\? It is empty"):
        do(page, "rebase", measure=key, starts_on="2025-01-07", reason=" ", decided_by="practice manager")
    with pytest.raises(BadInput, match=r"^Who decided it\? It is empty"):
        do(page, "rebase", measure=key, starts_on="2025-01-07", reason="A second practice joined", decided_by="")
    with pytest.raises(BadInput, match=r"^From which day\?"):
        do(page, "rebase", measure=key, starts_on="", reason="A second practice joined", decided_by="nurse")
    do(page, "rebase", measure=key, starts_on="2025-01-07", reason="A second practice joined", decided_by="nurse")

    [kept] = page.state["measure"]["rebases"]
    assert (kept["starts_on"], kept["reason"], kept["decided_by"]) == (
        "2025-01-07",
        "A second practice joined",
        "nurse",
    )
    assert page.state["measure"]["reading"] != before["reading"]
    assert "A second practice joined" in page.state["measure"]["figure"]
    changed = {**{name: kept[name] for name in ("starts_on", "decided_by")}, "reason": "Two practices joined"}
    do(page, "change_rebase", rebase=kept["id"], version=kept["version"], **changed)
    assert "Two practices joined" in page.state["measure"]["figure"]
    with pytest.raises(Conflict):
        do(page, "change_rebase", rebase=kept["id"], version=kept["version"], **changed)
    do(page, "remove_rebase", rebase=kept["id"])
    assert (page.state["measure"]["rebases"], page.state["measure"]["reading"]) == ([], before["reading"])


def test_a_chart_is_suggested_with_its_why_and_never_chosen(page):
    key = few(page)
    page.network.measures.observe(
        key, pd.DataFrame({"date": [date(2025, 1, 1)], "numerator": [40], "denominator": [60]})
    )
    drawn = opened(page, key)["drawn_as"]
    assert page.state["measure"]["chart"] == "xmr"
    assert [one["kind"] for one in drawn["charts"] if one["fits"]] == ["xmr", "run", "p"]
    assert (drawn["suggested"] in ("p", "xmr"), bool(drawn["why"])) == (True, True)
    with pytest.raises(BadInput, match=r"^The lines come from the first: It has to be"):
        do(page, "draw_as", measure=key, chart="p", fix_after="3")
    do(page, "draw_as", measure=key, chart="p", fix_after="12", screen_outliers=False)
    told = page.network.measures.told(key)
    assert (told["chart"], told["fix_after"], told["screen_outliers"]) == ("p", 12, False)


def test_a_ready_made_measure_is_taken_once_and_known_afterwards(page):
    groups = page.state["ready_made"]
    assert [group["group"] for group in groups] == list(GROUPS)
    first = groups[0]["measures"][0]
    assert (first["taken"], bool(first["why_this_denominator"])) == (None, True)
    taken = do(page, "take_ready_made", key=first["key"])["result"]
    assert page.state["ready_made"][0]["measures"][0]["taken"] == taken["measure"]
    assert page.network.measures.told(taken["measure"])["title"] == first["title"]
    do(page, "undo")
    assert page.state["measures"] == []


def test_the_ambition_is_said_in_its_own_grammar(page):
    key = define(
        page,
        "Unplanned admissions",
        direction="decrease",
        unit="a month",
        ambition="20",
        ambition_verb="cut",
        ambition_for="people on the frailty register",
        ambition_by="2026-03-31",
        stretch="unreasonable but believable",
        frequency="monthly",
    )
    measure = opened(page, key)
    assert measure["hope"] == (
        "Cut unplanned admissions to 20 a month for people on the frailty register by 31 March 2026"
    )
    assert (measure["stretch"], measure["frequency"]) == ("unreasonable but believable", "monthly")


def test_a_value_is_typed_as_what_it_is_worked_out_from_and_the_next_day_is_ready(page):
    key = define(page, data="people out of people", frequency="monthly")
    added = do(page, "add_value", measure=key, day="2024-01-31", numerator="30", denominator="40")["result"]
    assert added == {"said": "Kept 75 for 31 January 2024.", "next_day": "2024-02-29"}
    with pytest.raises(BadInput, match=r"^Out of what: type a number"):
        do(page, "add_value", measure=key, day="2024-02-29", numerator="30")
    with pytest.raises(BadInput, match=r"^What is counted: It is 41: no more people can be counted"):
        do(page, "add_value", measure=key, day="2024-02-29", numerator="41", denominator="40")
    assert opened(page, key)["next_day"] == "2024-02-29"


def test_what_stood_there_before_stands_beside_a_corrected_value(page, clock):
    key = define(page)
    do(page, "add_value", measure=key, day="2025-01-01", value="6")
    do(page, "add_value", measure=key, day="2025-01-02", value="7")
    do(page, "add_value", measure=key, day="2025-01-01", value="5")
    do(page, "add_value", measure=key, day="2025-01-01", value="5", note="counted again")
    today = page.state["app"]["today"]
    rows = opened(page, key)["rows"]
    assert [(row["date"], row["value"], row["note"], row["before"]) for row in rows] == [
        ("2025-01-02", 7, "", []),
        ("2025-01-01", 5, "counted again", [{"value": 6, "until": today, "changed_by": "practice manager"}]),
    ]


def test_who_corrects_a_value_that_somebody_changed_meanwhile_is_asked(page, clock):
    key = define(page)
    do(page, "add_value", measure=key, day="2025-01-01", value="60")
    saw = {"value": 60.0, "numerator": None, "denominator": None}
    do(page, "add_value", measure=key, day="2025-01-01", value="70", saw=saw)
    clock.now += timedelta(minutes=1)

    mine = {"measure": key, "day": "2025-01-01", "value": "90"}
    asked = do(page, "add_value", **mine, saw=saw)["result"]
    assert asked == {
        "asks": "It is 70 since a minute ago, by practice manager: keep 90 all the same?",
        "stands": {"value": 70.0, "numerator": None, "denominator": None},
    }
    assert page.network.measures.observations(key)["value"].tolist() == [70]
    assert do(page, "add_value", **mine, saw=asked["stands"])["result"]["said"].endswith("instead of 70.")

    do(page, "remove_value", measure=key, day="2025-01-01")
    asked = do(page, "add_value", **mine, saw=saw)["result"]
    assert asked["asks"] == "It was taken away just now, by practice manager: keep 90 all the same?"


def test_a_measure_that_others_name_is_asked_about_before_it_goes(page):
    key, bare = define(page), define(page, "Referrals")
    prototypes = page.network.prototypes
    first = prototypes.start("Call them first")
    prototypes.should_move(first, key, "decrease")
    aim = prototypes.drivers.aim("Nobody waits")
    prototypes.drivers.measured_by(prototypes.drivers.driver("Calls", to=aim), key)
    said = "One prototype and one driver name it. Nothing will show any longer whether it moved. Take it away?"
    assert do(page, "remove_measure", measure=key)["result"] == {"asks": said}
    assert do(page, "remove_measure", measure=bare)["result"] == {}
    assert [each["title"] for each in page.state["measures"]] == ["Visits"]
    do(page, "remove_measure", measure=key, sure=True)
    assert page.state["measures"] == []


def test_a_ready_made_measure_of_a_name_that_is_there_is_asked_about(page):
    first = page.state["ready_made"][0]["measures"][0]
    define(page, first["title"].upper())
    asked = do(page, "take_ready_made", key=first["key"])["result"]
    assert asked == {"asks": f"There is a measure called “{first['title']}” already. Take the ready-made one as well?"}
    do(page, "take_ready_made", key=first["key"], sure=True)
    assert len(page.state["measures"]) == 2


def test_an_empty_value_is_missed_in_the_words_of_its_field(page):
    key = define(page, data="people out of people")
    with pytest.raises(BadInput, match=r"^What is counted: type a number such as 42, 42\.5 or 1,234\.$"):
        do(page, "add_value", measure=key, day="2024-01-31", numerator="", denominator="")
    with pytest.raises(BadInput, match=r"^Value: type a number such as 42, 42\.5 or 1,234\.$"):
        do(page, "add_value", measure=key, day="2024-01-31", value="")


def test_after_the_end_of_a_month_comes_the_end_of_a_month():
    today = date(2030, 1, 1)
    for day, often, after in (
        (date(2024, 6, 30), "monthly", date(2024, 7, 31)),
        (date(2024, 9, 30), "quarterly", date(2024, 12, 31)),
        (date(2024, 2, 29), "yearly", date(2025, 2, 28)),
        (date(2024, 6, 15), "monthly", date(2024, 7, 15)),
    ):
        assert next_day(day, often, today=today) == after
    assert next_day(date(2024, 6, 30), "monthly", today=today, before=[date(2024, 5, 30)]) == date(2024, 7, 30)
    assert next_day(date(2024, 2, 29), "monthly", today=today, before=[date(2024, 1, 30)]) == date(2024, 3, 30)


# --- the wall --------------------------------------------------------------------------------------------


def weekly(page, title, values, *, last: date, **fields) -> str:
    key = define(page, title, **{"owner": "nurse", "ambition": "1", "direction": "decrease", **fields})
    days = [last - timedelta(weeks=n) for n in range(len(values))][::-1]
    page.network.measures.observe(key, list(zip(days, values, strict=True)))
    return key


def test_what_needs_a_conversation_hangs_first_and_says_why(page, clock):
    today = page.network.today()
    page.network.sessions.begin("First", method="after action review", held_on=today - timedelta(days=15))
    page.network.sessions.begin("Today", method="after action review", held_on=today)
    calm = [40 + n % 4 for n in range(20)]
    clock.now -= timedelta(days=20)  # what was put in before the last session was there at it
    weekly(page, "A usual", calm, last=today)
    weekly(page, "B no ambition", calm, last=today, ambition="")
    weekly(page, "C no owner", calm, last=today, owner="")
    weekly(page, "D overdue", calm, last=today - timedelta(weeks=4))
    define(page, "E no values", owner="nurse")
    weekly(page, "F concern from before", [*calm, *[60] * 6], last=today)
    weekly(page, "G better now", [*calm, 10], last=today)
    weekly(page, "H worse now", [*calm, 80], last=today)
    over = {"ambition_by": (today - timedelta(days=1)).isoformat()}
    weekly(page, "I ambition's day passed", calm, last=today, **over)
    weekly(page, "J ambition near", calm, last=today, ambition="42", baseline="30", **over)
    weekly(page, "K better, and its day passed", [*calm, 10], last=today, **over)
    clock.now += timedelta(days=20)
    page._refresh()
    found = [(each["title"], each["reason"], each["part"]) for each in page.state["measures"]]
    assert found == [
        ("H worse now", "new concern", "talk"),
        ("F concern from before", "still a concern", "talk"),
        ("D overdue", "overdue", "talk"),
        ("I ambition's day passed", "ambition passed", "talk"),
        ("G better now", "improving", "improving"),
        ("K better, and its day passed", "improving", "improving"),
        ("C no owner", "no owner", "usual"),
        ("B no ambition", "no ambition", "usual"),
        ("A usual", "usual", "usual"),
        ("J ambition near", "usual", "usual"),
        ("E no values", "no values", "no values"),
    ]
    worse = page.state["measures"][0]
    assert worse["why"].startswith("A signal of concern since you last met on ")
    assert worse["why"].endswith(": a point above the upper limit.")
    assert (worse["latest"], worse["variation"]["words"], worse["small"][:4]) == ("80", "concern", "<svg")


def test_only_what_was_there_at_the_last_session_before_today_is_known(page, clock):
    today = page.network.today()
    better = [*[40 + n % 4 for n in range(20)], *[20] * 8]
    first = page.network.sessions.begin("First", method="after action review", held_on=today - timedelta(days=1))
    weekly(page, "Visits", better, last=today - timedelta(days=2))
    page._refresh()
    [found] = page.state["measures"]
    assert (found["part"], found["why"][:25]) == ("improving", "A signal of improvement: "), "put in after the session"

    page.network.sessions.change(first.id, held_on=today)
    page._refresh()
    assert page.state["measures"][0]["why"].startswith("A signal of improvement: "), "no session before today"
    clock.now += timedelta(days=1)
    page._refresh()
    assert page.state["measures"][0]["why"].startswith("A signal of improvement that you know already: ")


@pytest.mark.parametrize(
    ("said", "apart", "usual"),
    [("monthly", 7, "monthly"), ("", 7, "weekly"), ("", 30, "monthly"), ("", 1, "daily"), ("", 50, "")],
)
def test_how_often_values_come_is_what_was_said_or_what_the_days_show(said, apart, usual):
    days = [date(2024, 1, 1) + timedelta(days=apart * n) for n in range(6)]
    assert usual_frequency(said, days) == usual


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


def test_a_paste_that_may_say_who_somebody_is_says_so_with_row_and_column_and_is_asked_about(page):
    measure = define(page)
    pasted = "month\tmissed\twho\n2024-01-01\t4\tjo@example.org\n1999-02-01\t5\t07700 900123"
    assert preview(page, measure, pasted)["notes"][0] == (
        "1 e-mail address (who, row 2) and 1 phone number (who, row 3) could be somebody’s. Take it out first, unless "
        "it is something else; only days and values are kept."
    )
    assert doubt({"measure": measure, "pasted": {"text": pasted}}) is not None
