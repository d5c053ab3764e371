"""Where what was said lies and what it is about: in the files, and in the workspace that they make."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample_data.tables import TABLES, by_key, network_of
from workbench.sensemaking.signifiers import SHIFTS
from workbench.workspace import Workspace, open_workspace

ENTRIES, SESSIONS, ASKED = by_key("entries.csv"), by_key("sessions.csv"), by_key("signifiers.csv")
PLACEMENTS, NETWORKS = TABLES["placements.csv"], ("U99901", "U99902", "U99903")


@pytest.fixture(scope="module")
def workspace(sample_made: Path) -> Iterator[Workspace]:
    opened = open_workspace(sample_made)
    yield opened
    opened.close()


def weights(row: dict[str, str]) -> list[float]:
    return [float(row[name]) for name in ("first", "second", "third") if row[name]]


def test_every_placement_answers_a_question_that_its_network_is_asked_by_then():
    shifts = {shift.key for shift in SHIFTS}
    for row in PLACEMENTS:
        day = SESSIONS[ENTRIES[row["entry"]]["session"]]["held_on"]
        asked = ASKED.get(row["signifier"])
        assert asked is None or asked["everywhere"] == "yes" or asked["network"] == network_of(row["entry"]), row
        assert row["signifier"] in shifts if asked is None else asked["asked_on"] <= day, row
    assert len({(row["entry"], row["signifier"]) for row in PLACEMENTS}) == len(PLACEMENTS)


def test_the_weights_of_every_placement_sum_to_one_or_it_does_not_apply():
    for row in PLACEMENTS:
        found = weights(row)
        assert len(found) in ((0, 3) if row["signifier"] in ASKED else (0, 2)), row
        assert not found or math.isclose(sum(found), 1, abs_tol=1e-9), row


def test_every_placement_and_theme_of_the_files_is_there(workspace):
    for code in NETWORKS:
        sessions = workspace.network(code).sessions
        titles = {each["key"]: each["question"] for each in sessions.signifiers()}
        titles |= {row["key"]: row["question"] for row in ASKED.values()}
        texts = sessions.entries()["text"].to_dict()
        found = sorted(
            (
                texts[row.entry],
                titles[row.signifier],
                [each for each in (row.first, row.second, row.third) if each >= 0],
            )
            for row in sessions.placements().itertuples()
        )
        own = [row for row in PLACEMENTS if network_of(row["entry"]) == code]
        assert found == sorted((ENTRIES[row["entry"]]["text"], titles[row["signifier"]], weights(row)) for row in own)
        about: dict[str, int] = defaultdict(int)
        for row in TABLES["themes.csv"]:
            about[row["theme"]] += network_of(row["record"]) == code
        counted = sessions.themes(by="network").set_index("theme")["n"].to_dict()
        assert counted == {theme: number for theme, number in about.items() if number}


def test_the_patterns_of_the_story_say_how_its_networks_differ(workspace):
    larkmere, saltreach, thornacre = (workspace.network(code).sessions for code in NETWORKS)
    [carried] = [each["key"] for each in saltreach.signifiers() if each["question"] == "What carried it?"]
    [row] = saltreach.pattern(carried).to_dict("records")
    assert row["first"] > 0.5  # one person
    assert larkmere.pattern("facts-stories")["n"].tolist() == [46]
    assert thornacre.pattern("facts-stories")["hidden"].tolist() == [True]
