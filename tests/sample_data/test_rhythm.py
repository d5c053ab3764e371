"""The log and the routines of the sample story: days in order, free numbers, and all of it as people wrote it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sample_data.tables import TABLES, by_key, column
from tests.sample_data.test_load import workspace  # noqa: F401
from workbench.rhythm.periods import Adherence
from workbench.sample import DAY_100
from workbench.themes import THEMES

LAST = DAY_100.isoformat()


def test_nothing_of_the_log_lies_after_day_100_or_before_it_was_written():
    for file, begins, later in (
        ("plans.csv", "planned_on", ("ticked_on", "dropped_on")),
        ("ideas.csv", "offered_on", ("stands_since", "ticked_on")),
        ("routines.csv", "added_on", ("starts_on",)),
    ):
        for row in TABLES[file]:
            for name in later:
                assert not row[name] or row[begins] <= row[name] <= LAST, (file, row["key"], name)
    assert max(column("log_weeks.csv", "written_on")) <= LAST
    starts = {key: row["starts_on"] for key, row in by_key("routines.csv").items()}
    assert all(starts[row["routine"]] <= row["done_on"] <= LAST for row in TABLES["routine_days.csv"])


def test_each_week_is_written_once_and_its_ideas_are_about_themes_that_there_are():
    weeks = [(row["set"], date.fromisoformat(row["written_on"]).isocalendar()[:2]) for row in TABLES["log_weeks.csv"]]
    assert len(weeks) == len(set(weeks))
    themes = {theme for row in TABLES["ideas.csv"] for theme in row["themes"].split("; ") if theme}
    assert themes <= set(THEMES)
    assert all((row["status"] == "new") == (not row["stands_since"]) for row in TABLES["ideas.csv"])


def test_ideas_have_the_numbers_that_the_files_say_and_prototypes_keep_theirs(workspace):  # noqa: F811
    network = workspace.network("U99901")
    assert [(each["number"], each["title"], each["status"]) for each in network.log.listed()] == [
        (int(row["number"]), row["title"], row["status"]) for row in TABLES["ideas.csv"]
    ]
    assert [each["number"] for each in network.prototypes.listed()] == [1, 2, 3]


def test_the_last_week_shows_what_was_open_and_since_when(workspace):  # noqa: F811
    log = workspace.network("U99901").log
    week = log.week()
    assert (week["week_of"], week["audience"]) == ("2025-04-28", "programme")
    assert [(plan["title"], plan["carried"]) for plan in week["plans"]] == [
        ("Show the volunteers what became of those they went with", 3),
        ("Agree who keeps the rota when the challenge is over", 1),
        ("Tell the second network about the door", 0),
    ]
    assert log.weeks()["thoughts"].tolist() == column("log_weeks.csv", "thoughts")
    assert log.post().left_out == 2  # its own two plans of other weeks were for the network, not for the programme


def test_routines_are_kept_as_the_files_say(workspace):  # noqa: F811
    routines = workspace.network("U99901").routines
    kept = {row["key"]: routines.adherence(row["title"]) for row in TABLES["routines.csv"]}
    assert kept == {"lark-r1": Adherence(4, 6), "lark-r2": Adherence(4, 6), "lark-r3": Adherence(2, 3)}
    assert [each["changed"] for each in routines.what_changed()] == [
        row["changed"]
        for row in sorted(TABLES["routine_days.csv"], key=lambda row: row["done_on"], reverse=True)
        if row["changed"]
    ]


@pytest.mark.parametrize("code", ["U99902", "U99903"])
def test_the_other_networks_have_a_log_to_begin(workspace, code):  # noqa: F811
    network = workspace.network(code)
    assert (len(network.log.weeks()), network.log.listed(), network.routines.listed()) == (0, [], [])
