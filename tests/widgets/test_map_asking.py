"""Asking from the map page: what it offers, what comes back, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from widgets import SystemMap
from widgets.system_map.answering import as_answer
from workbench.mapping.questions import QUESTIONS, Answer, Choice, listed, question
from workbench.workspace import Network, open_workspace


class Page:
    """The other end of the line: sends what a page would send and keeps what it is told."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.app = SystemMap(network)
        self.told: list[dict[str, Any]] = []
        self.app.send = self.told.append  # type: ignore[method-assign]

    def __call__(self, gesture: str, **args: Any) -> Any:
        self.app._receive(self.app, {"id": "g1", "gesture": gesture, "who": "GP", "args": args}, [])
        return self.told[-1]

    def ask(self, question: str, **args: Any) -> dict[str, Any]:
        answer = self("ask", question=question, **args)
        assert answer["ok"], answer
        return answer["result"]

    @property
    def asking(self) -> dict[str, Any]:
        return self.app.state["asking"]


@pytest.fixture
def page(network: Network) -> Page:
    return Page(network)


@pytest.fixture(scope="module")
def story(folder: Path) -> Iterator[Page]:
    """The page of the sample network that has most on its map."""
    workspace = open_workspace(folder)
    yield Page(workspace.network("U99901"))
    workspace.close()


@pytest.fixture(autouse=True)
def own_questions_gone() -> Iterator[None]:
    """What a test declares is gone after it."""
    before = dict(QUESTIONS)
    yield
    QUESTIONS.clear()
    QUESTIONS.update(before)


# --- what is offered --------------------------------------------------------------------------------------------


def test_the_page_opens_without_what_questions_need_and_gets_them_when_it_asks():
    lines = "import sys, widgets.system_map.system_map\nprint({'pandas', 'scipy'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "set()"


def test_the_questions_come_with_the_state_under_their_headings(page):
    page("offer_questions")
    assert [one["id"] for one in page.asking["questions"]] == [one.key for one in listed()]
    [brokers] = [one for one in page.asking["questions"] if one["id"] == "go_betweens"]
    assert brokers == {
        "id": "go_betweens",
        "words": "Who stands between others who are not connected directly?",
        "group": "Bridges",
        "defined": QUESTIONS["go_betweens"].defined,
        "needs": "nothing",
        "choices": [
            {"name": "by", "words": "Groups are", "options": ["sector", "organisation", "kind"]},
            {
                "name": "role",
                "words": "Joining",
                "options": [
                    "in any way",
                    "within its own group",
                    "within another group",
                    "from another group into its own",
                    "from its own group to another",
                    "between two other groups",
                ],
            },
        ],
    }


def test_a_question_that_an_analyst_declares_is_offered_last_and_answered(page):
    page.network.map.add_element("Choir", kind="community group")

    @question("Who is there?", defined="It names everybody.")
    def everybody(graph: nx.MultiDiGraph) -> Answer:
        return Answer(says="All of them.", marks=dict.fromkeys(graph, "found"), legend={"found": "there"})

    page("offer_questions")
    last = page.asking["questions"][-1]
    assert (last["words"], last["group"]) == ("Who is there?", "Your own")
    assert list(page.ask("everybody")["marks"].values()) == ["found"]

    @question("Who is there?", defined="It names nobody.")
    def everybody(graph: nx.MultiDiGraph) -> Answer:  # noqa: F811  as when a cell is run twice
        return Answer(says="Nobody.")

    assert page.ask("everybody")["says"] == "Nobody."


# --- what comes back --------------------------------------------------------------------------------------------


def every_way_to_ask(page: Page, about: dict[str, list[str]]) -> list[dict[str, Any]]:
    """What comes back for each question and each of its options."""
    found = []
    for one in listed():
        asked = {"question": one.key, "about": about[one.needs]}
        options = [{name: option} for name, choice in one.choices.items() for option in choice.options[1:]]
        found += [page("ask", **asked, choices=choices) for choices in ({}, *options)]
    return found


def test_every_question_with_every_option_is_answered_in_plain_json_on_the_sample(story):
    ids = {one["label"]: one["id"] for one in story.app.state["elements"]}
    some = [ids["Link worker"], ids["Discharge hub"], ids["Loneliness"]]
    answers = every_way_to_ask(story, {"nothing": [], "one": some[:1], "some": some, "two": some[:2]})
    assert [answer["error"] for answer in answers if not answer["ok"]] == []
    json.dumps(answers, allow_nan=False)
    parts = {one["id"] for kind in ("elements", "connections") for one in story.app.state[kind]}
    for answer in (one["result"] for one in answers):
        assert answer["says"].endswith((".", "”"))
        assert "  " not in answer["says"]
        assert set(answer["marks"]) <= parts
        assert set(answer["legend"]) == set(answer["marks"].values())
        assert {row["part"] for row in answer["rows"]} <= {*parts, None}
        assert {len(row["cells"]) for row in answer["rows"]} <= {len(answer["columns"])}


@pytest.mark.parametrize("size", [0, 1])
def test_every_question_is_answered_or_refused_in_a_sentence_on_a_map_of_hardly_anything(page, size):
    made = [page.network.map.add_element("Link worker", kind="person in role").id for _ in range(size)]
    for one in listed():
        answer = page("ask", question=one.key, about=made)
        says = answer["result"]["says"] if answer["ok"] else answer["error"]
        assert says.endswith("."), (one.key, says)
        assert "Something went wrong" not in says
        assert answer["ok"] or one.needs != "nothing"
        json.dumps(answer, allow_nan=False)


def test_an_answer_is_worked_out_on_today_and_on_an_earlier_day(page):
    mapping = page.network.map
    link = mapping.add_element("Link worker", kind="person in role", since="2025-01-01", at=(0, 0))
    kitchen = mapping.add_element("Kitchen", kind="place", since="2025-01-01")
    mapping.connect(link, kitchen, kind="refers to", since="2025-01-01")
    choir = mapping.add_element("Choir", kind="community group")
    mapping.connect(kitchen, choir, kind="meets")
    mapping.move({link.id: (500, 7)})
    page.app._refresh()

    now = page.ask("look_from_here", about=[link.id], choices={"steps": "2 steps"})
    assert now["columns"] == [
        {"words": "Name", "number": False, "decimals": None},
        {"words": "Sector", "number": False, "decimals": None},
        {"words": "Steps", "number": True, "decimals": 0},
    ]
    assert now["rows"] == [
        {"part": kitchen.id, "cells": ["Kitchen", None, 1]},
        {"part": choir.id, "cells": ["Choir", None, 2]},
    ]
    assert (now["marks"][link.id], now["parts"], now["stamp"]) == ("start", None, page.asking["stamp"])

    then = page.ask("look_from_here", about=[link.id], as_at="2025-01-02")
    assert [row["part"] for row in then["rows"]] == [kitchen.id]
    assert [(one["label"], one["x"], one["y"]) for one in then["parts"]["elements"]] == [
        ("Link worker", 500, 7),
        ("Kitchen", None, None),
    ]
    today = page.ask("look_from_here", about=[link.id], as_at="2025-01-23")
    assert (today["rows"], today["parts"]) == (now["rows"], None)


def test_the_stamp_changes_with_what_answers_depend_on_and_with_nothing_else(page):
    link = page("add_element", label="Link worker", kind="team")["result"]["id"]
    stamp = page.asking["stamp"]
    page("move", places={link: [40, 40]})
    page("change_element", element=link, note="Two days a week.")
    assert page.asking["stamp"] == stamp
    page("change_element", element=link, sector="voluntary")
    assert page.asking["stamp"] != stamp


def test_asking_writes_nothing_and_composes_nothing(page):
    state, latest = page.app.state, page.network.latest()
    answer = page("ask", question="all_figures")
    assert (answer["saved"], page.network.latest(), page.app.state is state) == (None, latest, True)


def test_values_become_plain_and_what_is_not_defined_is_nothing():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="tie")
    table = pd.DataFrame(
        {
            "label": ["A", "tie", "neither"],
            "per_cent": [50.0, np.nan, np.inf],
            "share": [0.25, 1.0, 0.0],
            "mixed": [25.0, 0.5, 3.0],
            "count": np.array([1, 2, 3]),
            "there": [True, False, None],
            "on": [date(2025, 3, 1), pd.NaT, pd.Timestamp("2025-03-02")],
            "ways": [("x", "y"), [], ""],
        },
        index=["a", "tie", ("a", "b")],
    )
    plain = as_answer(Answer(says="So.", table=table, marks={"tie": "way", "gone": "way"}), graph)
    assert [(one["words"], one["number"], one["decimals"]) for one in plain["columns"]] == [
        ("Name", False, None),
        ("Per cent", True, 0),
        ("Share", True, 2),
        ("Mixed", True, None),
        ("Count", True, 0),
        ("There", False, None),
        ("On", False, None),
        ("Ways", False, None),
    ]
    assert plain["rows"] == [
        {"part": "a", "cells": ["A", 50.0, 0.25, 25.0, 1, "yes", "1 March 2025", "x, y"]},
        {"part": "tie", "cells": ["tie", None, 1.0, 0.5, 2, "no", None, None]},
        {"part": None, "cells": ["neither", None, 0.0, 3.0, 3, None, "2 March 2025", None]},
    ]
    assert (plain["marks"], plain["more"]) == ({"tie": "way"}, 0)


def test_a_table_of_many_rows_travels_in_part_and_is_downloaded_whole(page):
    @question("Many?", defined="Many rows.")
    def many(graph: nx.MultiDiGraph) -> Answer:
        rows = {"label": [f"=row {number}" for number in range(700)], "share": [None, *[0.5] * 699]}
        return Answer(says="Many.", table=pd.DataFrame(rows))

    answer = page.ask("many")
    assert (len(answer["rows"]), answer["more"]) == (500, 200)
    file = page("answer_as_file", question="many")["result"]
    assert (file["name"], file["type"]) == ("many-stourvale-2025-01-23.csv", "text/csv;charset=utf-8")
    rows = list(csv.reader(io.StringIO(file["text"].lstrip("\ufeff"))))
    assert (len(rows), rows[:3]) == (701, [["Name", "Share"], ["'=row 0", ""], ["'=row 1", "0.5"]])


# --- what is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({"question": "who"}, "There is no question ‘who’"),
        ({"question": ["who"]}, "has to be text"),
        ({"question": "joined_by"}, "point to it first"),
        ({"question": "joined_by", "about": "Link worker"}, "a list of ids"),
        ({"question": "joined_by", "about": [{"id": 1}]}, "has to be text"),
        ({"question": "joined_by", "about": ["nobody"]}, "One of the elements is not on the map any more."),
        ({"question": "go_betweens", "choices": ["sector"]}, "choices by name"),
        ({"question": "go_betweens", "choices": {"by": "note"}}, "‘note’ is none of the options of ‘by’."),
        ({"question": "go_betweens", "choices": {"by": 3}}, "has to be text"),
        ({"question": "go_betweens", "choices": {"graph": "x"}}, "This question has no choice ‘graph’."),
        ({"question": "go_betweens", "choices": {"key": "x"}}, "This question has no choice ‘key’."),
        ({"question": "go_betweens", "choices": {"about": "x"}}, "choices by name"),
        ({"question": "go_betweens", "as_at": "soon"}, "has to be a date"),
        ({"question": "go_betweens", "as_at": "2025-02-01"}, "That day is yet to come."),
    ],
)
def test_what_a_page_should_not_ask_is_refused_in_a_sentence(page, args, sentence):
    for gesture in ("ask", "answer_as_file"):
        answer = page(gesture, **args)
        assert answer["ok"] is False
        assert sentence in answer["error"]


def test_an_element_that_was_not_there_on_that_day_is_named(page):
    link = page("add_element", label="Link worker", kind="team")["result"]["id"]
    answer = page("ask", question="joined_by", about=[link], as_at="2025-01-01")
    assert answer["error"] == "Link worker was not on the map of that day. Choose another element or another day."


def test_an_own_question_that_fails_leaves_the_page_standing(page, caplog):
    @question("Broken?", defined="It breaks.", choices={"way": Choice(words="Way", options=("a", "b"))})
    def broken(graph: nx.MultiDiGraph, *, way: str) -> Answer:
        raise KeyError(way)

    answer = page("ask", question="broken")
    assert answer["ok"] is False
    assert "Something went wrong here and nothing was changed" in answer["error"]
    assert "raise KeyError(way)\nKeyError: …" in caplog.text
    assert page.ask("all_figures")["says"].startswith("0 elements")
