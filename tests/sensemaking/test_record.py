"""A meeting that was held without the workbench, written up in one call."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest

from workbench.errors import BadInput, NotFound

METHOD = "After action review"


def test_a_meeting_is_kept_whole_in_one_gesture(store, sessions, kitchen):
    before = store.latest()

    held = sessions.record(
        METHOD,
        date=date(2025, 1, 9),
        title="The first visits",
        entries=[
            {"text": "We expected three", "step": "What did we expect?", "nature": "fact", "said_by": "GP"},
            {
                "text": "She came by herself",
                "step": "What happened?",
                "nature": "story",
                "about": [kitchen.id],
                "consent": "given",
                "themes": ["community links"],
                "placed": {"services-community": [0, 1]},
            },
        ],
        insights=[{"text": "Nobody has to be fetched", "came_from": [1]}],
        actions=[{"text": "Ask her", "owner": "carer", "due": "2025-02-01", "known_by": "She brings a friend"}],
        present=["GP"],
        parts={"carer": "facilitator"},
        audience="network",
    )

    [change] = store.changes_since(before)
    assert change.action == "wrote up a session"
    told = sessions.told(held.id)
    assert {name: told["session"][name] for name in ("held_on", "closed_on", "audience", "facilitator")} == {
        "held_on": "2025-01-09",
        "closed_on": "2025-01-09",
        "audience": "network",
        "facilitator": "carer",
    }
    assert told["present"] == ["GP", "carer"]
    first, second = told["entries"]
    assert (first["said_by"], first["step"], first["goes"]) == ("GP", "What did we expect?", "network")
    assert (second["said_by"], second["goes"], second["themes"]) == ("", "network", ["community links"])
    assert second["placed"] == {"services-community": [0.0, 1.0]}
    assert [pointed["id"] for pointed in second["about"]] == [kitchen.id]
    assert [source["id"] for source in told["insights"][0]["came_from"]] == [second["id"]]
    assert {name: told["actions"][0][name] for name in ("owner", "due", "known_by", "done_on")} == {
        "owner": "carer",
        "due": "2025-02-01",
        "known_by": "She brings a friend",
        "done_on": None,
    }


def test_texts_alone_are_enough(sessions):
    held = sessions.record(METHOD, date="2025-01-09", entries=["One", "Two"], insights=["Three"], actions=["Four"])

    told = sessions.told(held.id)
    assert told["session"]["title"] == "After action review, 9 January 2025"
    assert [(entry["text"], entry["step"], entry["form"], entry["said_by"]) for entry in told["entries"]] == [
        ("One", "What did we expect?", "statement", ""),
        ("Two", "What did we expect?", "statement", ""),
    ]
    assert [insight["text"] for insight in told["insights"]] == ["Three"]
    assert [action["text"] for action in told["actions"]] == ["Four"]


def test_many_entries_are_told_in_the_order_they_were_given(sessions):
    texts = [f"Number {number}" for number in range(60)]

    held = sessions.record(METHOD, date="2025-01-09", entries=texts)

    assert [entry["text"] for entry in sessions.told(held.id)["entries"]] == texts


def test_a_spreadsheet_may_have_empty_cells_and_lists_in_one_cell(sessions, kitchen):
    table = pd.DataFrame(
        {
            "text": ["One", "Two"],
            "nature": ["fact", None],
            "said_by": [float("nan"), "carer"],
            "themes": ["community links; healthy choices", pd.NA],
            "about": [kitchen.id, float("nan")],
        }
    )

    sessions.record(METHOD, date=pd.Timestamp(2025, 1, 9), entries=table)

    kept = sessions.entries()[["nature", "said_by", "themes", "about"]].to_dict("records")
    assert kept == [
        {"nature": "fact", "said_by": "", "themes": ["healthy choices", "community links"], "about": [kitchen.id]},
        {"nature": "", "said_by": "carer", "themes": [], "about": []},
    ]


def test_advice_that_was_given_is_written_down_as_it_was(sessions):
    held = sessions.record(
        "Action learning set meeting",
        date="2025-01-09",
        entries=[{"text": "Ring them", "form": "advice", "step": "Open questions"}],
    )

    assert sessions.told(held.id)["counts"]["advice"] == 1


@pytest.mark.parametrize(
    ("given", "kind", "sentence"),
    [
        ({"entries": "One"}, BadInput, "Give what was written up as a list, even when it is only one entry."),
        ({"entries": [7]}, BadInput, "Entry 1: give its text, or a dictionary with its ‘text’."),
        ({"entries": ["One", {"said": "x"}]}, BadInput, "Entry 2: ‘said’ is not known here. Did you mean ‘said_by’?"),
        ({"entries": ["One", " "]}, BadInput, "Entry 2: What was said is empty. Type something first."),
        (
            {"entries": [{"text": "One", "step": "What?"}]},
            BadInput,
            (
                "Entry 1: ‘What?’ is not a step of “After action review” that the workbench knows. Choose one of: "
                "What did we expect?, What happened?, Why was there a difference?, What do we learn?."
            ),
        ),
        (
            {"entries": ["One"], "insights": [{"text": "Two", "came_from": 1}]},
            BadInput,
            "Insight 1: ‘came_from’ names entry 1, counted from 0: the last is 0.",
        ),
        (
            {"entries": ["One"], "actions": [{"text": "Two", "due": "soon"}]},
            BadInput,
            "Action 1: The day it is due has to be a date such as 2025-03-01, not ‘soon’.",
        ),
        (
            {"entries": [{"text": "One", "about": ["nothing"]}]},
            NotFound,
            "Entry 1: What you pointed to is no longer there: somebody may have removed it. Choose another.",
        ),
        (
            {"entries": [], "date": "soon"},
            BadInput,
            "The day of the session has to be a date such as 2025-03-01, not ‘soon’.",
        ),
    ],
)
def test_what_cannot_be_written_up_names_its_row_and_keeps_nothing(store, sessions, given, kind, sentence):
    before = store.latest()

    with pytest.raises(kind) as refusal:
        sessions.record(**{"method": METHOD, "date": "2025-01-09", **given})

    assert str(refusal.value) == sentence
    assert (sessions.listed(), store.latest()) == ([], before)


def test_a_column_of_texts_and_places_typed_in_cells_are_understood_and_a_blank_row_is_passed_over(sessions):
    insights = pd.DataFrame({"text": ["Both", None, "Last"], "came_from": ["0; 1", "", "1"]})
    held = sessions.record(METHOD, date="2025-01-09", entries=pd.Series(["One", "Two"]), insights=insights)
    told = sessions.told(held.id)
    one, two = (entry["id"] for entry in told["entries"])
    assert [[each["id"] for each in row["came_from"]] for row in told["insights"]] == [[one, two], [two]]
    for wrong, says in (
        (["0", "2"], "entry 2, counted from 0: the last is 1"),
        ("-1", "entry -1, counted from 0"),
        ("1.5", "entry 1.5, counted from 0: the last is 1"),
        ("2.0", "entry 2, counted from 0"),
        (math.inf, "entry inf, counted from 0"),
        (10**400, "entry inf, counted from 0"),
    ):
        rows = [{"text": "Both", "came_from": wrong}]
        with pytest.raises(BadInput, match=f"Insight 1: ‘came_from’ names {says}"):
            sessions.record(METHOD, date="2025-01-09", entries=["One", "Two"], insights=rows)


def test_a_place_is_understood_as_a_table_writes_it_beside_an_empty_cell(sessions):
    column = pd.Series([1, None, 0])
    for cells in (column, column.astype("string"), column.astype(object), pd.Series(["1.0", "", "0.0; 1.0"])):
        insights = pd.DataFrame({"text": ["Second", "None", "First"], "came_from": cells})
        held = sessions.record(METHOD, date="2025-01-09", entries=["One", "Two"], insights=insights)
        told = sessions.told(held.id)
        one, two = (entry["id"] for entry in told["entries"])
        found = [[each["id"] for each in row["came_from"]] for row in told["insights"]]
        assert found == [[two], [], [one, two] if cells[2] == "0.0; 1.0" else [one]]


@pytest.mark.parametrize("empty", [None, math.nan, np.float64("nan"), pd.NA, pd.NaT])
def test_what_is_empty_names_nothing_in_a_cell_and_in_a_list(sessions, kitchen, empty):
    entries = [{"text": "One", "about": [empty, kitchen.id], "themes": [empty, "community links"]}, "Two"]
    insights = [{"text": "None", "came_from": empty}, {"text": "Second", "came_from": [empty, 1.0]}]
    held = sessions.record(METHOD, date="2025-01-09", entries=entries, insights=insights)
    told = sessions.told(held.id)
    assert [(row["themes"], [each["id"] for each in row["about"]]) for row in told["entries"]] == [
        (["community links"], [kitchen.id]),
        ([], []),
    ]
    second = told["entries"][1]["id"]
    assert [[each["id"] for each in row["came_from"]] for row in told["insights"]] == [[], [second]]


@pytest.mark.parametrize(
    ("on", "done_on", "says"),
    [
        ("2030-01-01", None, "The session cannot have been held on 1 January 2030, which is yet to come"),
        ("2025-01-09", "2025-01-08", "Action 1: It was agreed on 9 January 2025, so it cannot have been done on 8"),
        ("2025-01-09", "2030-01-01", "Action 1: It cannot have been done on 1 January 2030, which is yet to come"),
    ],
)
def test_what_was_held_and_done_follows_the_calendar(sessions, on, done_on, says):
    with pytest.raises(BadInput, match=says):
        sessions.record(METHOD, date=on, entries=["One"], actions=[{"text": "Ask her", "done_on": done_on}])
    assert sessions.listed() == []
