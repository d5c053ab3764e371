"""The story holds together: dates are in order, nobody is real, and every page has something to show."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path

import networkx as nx
import pytest

from tests.conftest import CHECK_DATA
from tests.sample_data.tables import FOLDER, TABLES, by_key, column, keys, network_of
from workbench.checks import nhs_numbers_at
from workbench.mapping import vocabulary
from workbench.prototypes.progress import SCALE
from workbench.sensemaking.methods import shipped

LAUNCH, DAY_100 = "2025-01-23", "2025-05-03"
LARKMERE, SALTREACH, THORNACRE = "U99901", "U99902", "U99903"
ENTRIES, SESSIONS, CONNECTIONS = by_key("entries.csv"), by_key("sessions.csv"), by_key("connections.csv")
ELEMENTS = by_key("elements.csv")


def strengths(day: str) -> dict[str, int]:
    """The strength of every connection that is there on a day, hoped-for ones included."""
    found = {
        key: int(row["strength"])
        for key, row in CONNECTIONS.items()
        if row["valid_from"] <= day and not (row["valid_to"] and row["valid_to"] <= day)
    }
    for change in TABLES["connection_changes.csv"]:
        if change["field"] == "strength" and change["date"] <= day and change["connection"] in found:
            found[change["connection"]] = int(change["after"])
    return found


# --- dates ---------------------------------------------------------------------------------------------


def test_the_challenge_lasts_one_hundred_days_from_a_thursday():
    launch, end = date.fromisoformat(LAUNCH), date.fromisoformat(DAY_100)
    assert launch.strftime("%A") == "Thursday"
    assert end - launch == timedelta(days=100)
    assert {row["held_on"] for row in SESSIONS.values() if row["key"].endswith("-s1")} == {LAUNCH}


@pytest.mark.parametrize(
    ("file", "begins", "ends"),
    [
        ("networks.csv", "opened", "closed"),
        ("memberships.csv", "start", "end"),
        ("elements.csv", "valid_from", "valid_to"),
        ("connections.csv", "valid_from", "valid_to"),
    ],
)
def test_nothing_ends_before_it_begins(file, begins, ends):
    assert [row for row in TABLES[file] if row[ends] and row[ends] <= row[begins]] == []


def test_a_connection_is_there_only_while_both_its_ends_are():
    for key, row in CONNECTIONS.items():
        for end in (row["source"], row["target"]):
            element = ELEMENTS.get(end)
            if element is not None:
                assert row["valid_from"] >= element["valid_from"], key
                assert not element["valid_to"] or row["valid_to"] == element["valid_to"], key


def test_elements_and_connections_were_drawn_on_the_day_of_their_session():
    for row in [*TABLES["elements.csv"], *TABLES["connections.csv"]]:
        assert row["valid_from"] == SESSIONS[row["session"]]["held_on"], row["key"]


def test_every_change_of_a_connection_starts_from_where_the_last_one_left_it():
    now = {(key, field): row[field] for key, row in CONNECTIONS.items() for field in ("strength", "sure", "sign")}
    days = column("connection_changes.csv", "date")
    assert days == sorted(days)
    for change in TABLES["connection_changes.csv"]:
        row = CONNECTIONS[change["connection"]]
        assert change["before"] == now[change["connection"], change["field"]] != change["after"]
        assert row["valid_from"] < change["date"] < (row["valid_to"] or "9999")
        assert not change["session"] or SESSIONS[change["session"]]["held_on"] == change["date"]
        now[change["connection"], change["field"]] = change["after"]
        if change["field"] != "sign":
            assert change["after"] in (*map(str, range(6)), *vocabulary.CONFIDENCE)


def test_a_session_is_held_on_the_day_it_was_planned_or_says_why_it_was_missed():
    for row in SESSIONS.values():
        assert row["held_on"] == row["planned_on"] or (not row["held_on"] and row["why_missed"]), row["key"]


def test_nothing_is_said_or_done_in_a_session_that_was_missed():
    missed = {row["key"] for row in SESSIONS.values() if not row["held_on"]}
    assert len(missed) == 2
    for file, rows in TABLES.items():
        if file != "sessions.csv":
            assert [row for row in rows if row.get("session") in missed] == []


def test_what_a_row_is_about_or_came_from_was_there_by_then():
    begun = {row["key"]: row["valid_from"] for row in [*TABLES["elements.csv"], *TABLES["connections.csv"]]}
    begun |= {row["key"]: row["since"] for row in TABLES["measures.csv"]}
    begun |= {key: row["held_on"] for key, row in SESSIONS.items()}
    begun |= {row["key"]: SESSIONS[row["session"]]["held_on"] for file in ("entries.csv", "insights.csv")
              for row in TABLES[file]}  # fmt: skip
    begun |= {stage["prototype"]: stage["date"] for stage in reversed(TABLES["prototype_stages.csv"])}
    ended = {row["key"]: row["valid_to"] for row in TABLES["elements.csv"] if row["valid_to"]}
    for file in ("entries.csv", "insights.csv", "actions.csv", "prototypes.csv"):
        for row in TABLES[file]:
            day = begun[row["key"]] if file == "prototypes.csv" else SESSIONS[row["session"]]["held_on"]
            for key in keys(row.get("about") or row["came_from"]):
                assert begun.get(key, "") <= day < ended.get(key, "9999"), (row["key"], key)
    for file, other in (("prototype_connections.csv", "connection"), ("prototype_measures.csv", "measure")):
        for row in TABLES[file]:
            assert begun[row[other]] <= begun[row["prototype"]], row


def test_prototypes_go_through_stages_in_order_of_date_and_begin_as_an_idea():
    for _, rows in groupby(TABLES["prototype_stages.csv"], key=lambda row: row["prototype"]):
        stages = list(rows)
        assert stages[0]["stage"] == "idea"
        assert [stage["date"] for stage in stages] == sorted(stage["date"] for stage in stages)
        assert all(stage["reason"] for stage in stages[1:])


def test_actions_are_done_after_they_were_agreed_and_before_the_story_ends():
    for row in TABLES["actions.csv"]:
        agreed = SESSIONS[row["session"]]["held_on"]
        assert not row["due"] or row["due"] >= agreed
        assert not row["done_on"] or agreed <= row["done_on"] <= DAY_100


def test_test_cycles_follow_one_another_within_the_days_of_their_prototype():
    named = {stage["prototype"]: stage["date"] for stage in reversed(TABLES["prototype_stages.csv"])}
    for prototype, rows in groupby(TABLES["test_cycles.csv"], key=lambda row: row["prototype"]):
        cycles = list(rows)
        assert [row["number"] for row in cycles] == [str(number) for number in range(1, len(cycles) + 1)]
        last = named[prototype]
        for row in cycles:
            days = [day for day in (last, row["planned_on"], row["started_on"], row["ended_on"]) if day]
            assert days == sorted(days), row["key"]
            last = row["planned_on"]
            told = [bool(row[name]) for name in ("ended_on", "seen", "compared", "learnt", "decision")]
            assert all(told) or not any(told), row["key"]


def test_how_far_a_prototype_has_come_is_said_in_half_steps_after_it_was_named():
    named = {stage["prototype"]: stage["date"] for stage in reversed(TABLES["prototype_stages.csv"])}
    for row in TABLES["progress.csv"]:
        assert float(row["score"]) in SCALE
        assert row["assessed_on"] >= named[row["prototype"]]


def test_drivers_are_joined_once_both_ends_are_there_and_only_an_aim_contributes_to_nothing():
    begun = {row["key"]: row["named_on"] for row in TABLES["drivers.csv"]}
    begun |= {row["key"]: row["since"] for row in TABLES["measures.csv"]}
    begun |= {stage["prototype"]: stage["date"] for stage in reversed(TABLES["prototype_stages.csv"])}
    for row in TABLES["driver_links.csv"]:
        assert max(begun[row["from"]], begun[row["to"]]) <= row["joined_on"], row
    contributing = {row["from"] for row in TABLES["driver_links.csv"] if row["kind"] == "contributes to"}
    roles = {row["key"]: row["role"] for row in TABLES["drivers.csv"]}
    assert {key for key, role in roles.items() if role == "aim"} == set(roles) - contributing


def test_nothing_that_happened_lies_after_day_100():
    for file, names in {
        "sessions.csv": ["held_on", "planned_on"],
        "elements.csv": ["valid_from", "valid_to"],
        "connections.csv": ["valid_from", "valid_to"],
        "connection_changes.csv": ["date"],
        "prototype_stages.csv": ["date"],
        "observations.csv": ["observed_on"],
        "test_cycles.csv": ["planned_on", "started_on", "ended_on"],
        "progress.csv": ["assessed_on"],
        "rebases.csv": ["decided_on", "starts_on"],
        "drivers.csv": ["named_on"],
        "driver_links.csv": ["joined_on"],
    }.items():
        for name in names:
            assert max(column(file, name)) <= DAY_100, (file, name)


# --- belonging -----------------------------------------------------------------------------------------


def test_nothing_points_into_another_network():
    for file, rows in TABLES.items():
        for row in rows:
            found = {
                network_of(key)
                for cell in row.values()
                for key in keys(cell)
                if re.fullmatch(r"(lark|salt|thorn)-[a-z0-9-]+", key)
            }
            assert len(found | ({row["network"]} if "network" in row else set())) <= 1, (file, row)


def test_entries_stand_under_a_step_of_their_sessions_method():
    for row in ENTRIES.values():
        steps = {step.name: step for step in shipped()[SESSIONS[row["session"]]["method"]].steps}
        assert row["step"] in steps, row["key"]


def test_entries_are_said_in_the_order_of_the_steps_of_their_session():
    for session, rows in groupby(TABLES["entries.csv"], key=lambda row: row["session"]):
        steps = [step.name for step in shipped()[SESSIONS[session]["method"]].steps]
        said = [steps.index(row["step"]) for row in rows]
        assert said == sorted(said), session


def test_airtime_and_advice_come_before_something_that_was_said_in_their_session():
    for row in TABLES["bids.csv"]:
        assert not row["airtime_before"] or ENTRIES[row["airtime_before"]]["session"] == row["session"], row
    for row in SESSIONS.values():
        assert not row["advice_before"] or ENTRIES[row["advice_before"]]["session"] == row["key"], row


def test_only_a_story_has_a_teller_who_was_asked_and_only_a_statement_is_one():
    for row in ENTRIES.values():
        assert bool(row["consent"]) == (row["nature"] == "story"), row["key"]
        assert row["form"] == "statement" or not row["nature"], row["key"]
    assert {row["consent"] for row in ENTRIES.values()} == {"", "given", "not asked", "refused"}


def test_each_part_is_taken_by_one_at_a_time():
    for _, rows in groupby(TABLES["attendance.csv"], key=lambda row: row["session"]):
        taken = [row["part"] for row in rows if row["part"] != "set member"]
        assert len(taken) == len(set(taken))


def test_those_who_speak_in_a_session_were_there():
    present = {(row["session"], row["role"]) for row in TABLES["attendance.csv"]}
    assert [row["key"] for row in ENTRIES.values() if (row["session"], row["said_by"]) not in present] == []


def test_every_insight_came_from_something_said_in_or_before_its_session():
    for row in TABLES["insights.csv"]:
        for key in keys(row["came_from"]):
            assert ENTRIES[key]["session"] <= row["session"]


def test_prototypes_are_numbered_from_one_in_each_network():
    for _, rows in groupby(TABLES["prototypes.csv"], key=lambda row: row["set"]):
        numbers = [int(row["number"]) for row in rows]
        assert numbers == list(range(1, len(numbers) + 1))


# --- invented ------------------------------------------------------------------------------------------


def test_codes_are_well_formed():
    assert all(re.fullmatch(r"U99\d{3}", code) for code in column("networks.csv", "code"))
    assert all(re.fullmatch(r"Z99\d{3}", code) for code in column("memberships.csv", "practice_code"))


def test_nothing_that_anybody_said_could_be_a_patients_number():
    for rows in TABLES.values():
        for row in rows:
            assert [cell for cell in row.values() if nhs_numbers_at(cell)] == []


def test_words_hold_no_calendar_so_that_the_story_can_be_moved():
    calendar = re.compile(
        r"\b(january|february|april|june|july|august|september|october|november|december|in march|of march|"
        r"in may|spring|summer|autumn|winter|christmas|easter|20\d\d)\b",
        re.IGNORECASE,
    )
    for file in ("bids.csv", "entries.csv", "insights.csv", "actions.csv", "prototypes.csv", "prototype_stages.csv",
                 "elements.csv", "connections.csv", "sessions.csv", "measures.csv", "sets.csv", "test_cycles.csv",
                 "progress.csv", "rebases.csv", "drivers.csv"):  # fmt: skip
        for row in TABLES[file]:
            texts = [cell for cell in row.values() if " " in cell]
            assert [text for text in texts if calendar.search(text)] == [], file


@pytest.mark.skipif(not CHECK_DATA.is_dir(), reason="the real register to check against is not on this machine")
def test_no_network_practice_or_board_has_the_name_or_code_of_a_real_one():
    from workbench.networks.ods import read_ods

    networks, memberships = read_ods(CHECK_DATA / "ods" / "ePCN-2022.xlsx")
    real = {
        str(value).casefold()
        for frame, names in (
            (networks, ["code", "name", "commissioner_code", "commissioner"]),
            (
                memberships,
                ["practice_code", "practice_name", "practice_commissioner_code", "practice_commissioner"],
            ),
        )
        for name in names
        for value in frame[name]
    }
    invented = {
        row[name].casefold()
        for file, names in (
            ("networks.csv", ["code", "name", "commissioner_code", "commissioner"]),
            ("memberships.csv", ["practice_code", "practice_name"]),
        )
        for row in TABLES[file]
        for name in names
    }
    assert invented & real == set()
    every_name = " | ".join(real)
    for name in column("networks.csv", "name"):
        assert name.split()[0].casefold() not in every_name


# --- worth looking at ----------------------------------------------------------------------------------


def test_the_networks_have_five_three_and_seven_practices_a_past_membership_and_a_boundary_crossed():
    current = Counter(row["network_code"] for row in TABLES["memberships.csv"] if not row["end"])
    assert current == {LARKMERE: 5, SALTREACH: 3, THORNACRE: 7}
    assert sum(bool(end) for end in column("memberships.csv", "end")) == 2
    crossing = [row["practice_code"] for row in TABLES["memberships.csv"] if row["same_commissioner"] == "no"]
    assert crossing == ["Z99005", "Z99021"]
    for row in TABLES["memberships.csv"]:
        network = by_key("networks.csv", "code")[row["network_code"]]
        same = network["commissioner_code"] == row["practice_commissioner_code"]
        assert row["same_commissioner"] == ("yes" if same else "no")


def test_every_set_has_five_to_eight_seats_and_one_of_them_is_empty():
    for _, rows in groupby(TABLES["members.csv"], key=lambda row: row["set"]):
        seats = list(rows)
        assert 5 <= len(seats) <= 8
        assert sum(not seat["organisation"] for seat in seats) == 1


def test_the_main_map_holds_every_kind_of_element_sector_and_connection():
    lived = [row for row in ELEMENTS.values() if row["network"] == LARKMERE]
    ties = [row for row in CONNECTIONS.values() if row["network"] == LARKMERE]
    assert {row["kind"] for row in lived} == set(vocabulary.ELEMENT_KINDS)
    # The board, which commissions, comes from the register.
    assert {row["sector"] for row in lived} - {""} == set(vocabulary.SECTORS) - {"commissioning"}
    # Practices are part of their network by the register.
    assert {row["kind"] for row in ties} == set(vocabulary.CONNECTION_KINDS) - {"is part of"}
    assert {row["direction"] for row in ties} == set(vocabulary.DIRECTIONS)
    assert {row["sure"] for row in ties} == set(vocabulary.CONFIDENCE)
    assert {row["sign"] for row in ties} - {""} == set(vocabulary.SIGNS)
    assert set(strengths(DAY_100).values()) == {0, 1, 2, 3, 4, 5}


def test_the_main_maps_influences_make_one_reinforcing_and_one_balancing_loop():
    graph = nx.DiGraph()
    for row in CONNECTIONS.values():
        if row["network"] == LARKMERE and row["kind"] == "influences":
            graph.add_edge(row["source"], row["target"], sign=row["sign"])
    loops = [sorted(loop) for loop in nx.simple_cycles(graph)]
    negatives = {tuple(loop): sum(graph[a][b]["sign"] == "-" for a, b in graph.subgraph(loop).edges) for loop in loops}
    assert negatives == {
        ("lark-duty-calls", "lark-loneliness", "lark-time-to-talk"): 2,
        ("lark-carer-strain", "lark-first-visits", "lark-unplanned"): 1,
    }


def test_each_network_changed_in_its_own_way():
    before, now = strengths(LAUNCH), strengths(DAY_100)
    said: dict[str, Counter[str]] = {LARKMERE: Counter(), SALTREACH: Counter(), THORNACRE: Counter()}
    for key in before.keys() | now.keys():
        then, later = before.get(key, 0), now.get(key, 0)
        if then != later:
            word = "formed" if not then else "lost" if not later else "stronger" if later > then else "weaker"
            said[network_of(key)][word] += 1
    assert said == {
        LARKMERE: {"formed": 9, "stronger": 7, "weaker": 1, "lost": 2},
        SALTREACH: {"formed": 3, "stronger": 1},
        THORNACRE: {},
    }


def test_in_saltreach_everything_runs_through_one_person():
    graph = nx.Graph()
    for key, strength in strengths(DAY_100).items():
        row = CONNECTIONS[key]
        if strength and row["network"] == SALTREACH and row["kind"] != "influences":
            graph.add_edge(row["source"], row["target"])
    graph.remove_node("salt-connector")
    assert sorted(len(part) for part in nx.connected_components(graph)) == [1] * 9 + [2]


def test_nothing_on_a_drawing_lies_on_something_else():
    places = [(row["network"], row["key"], float(row["x"]), float(row["y"])) for row in TABLES["elements.csv"]] + [
        (row["network"], row["register_code"], float(row["x"]), float(row["y"]))
        for row in TABLES["register_positions.csv"]
    ]
    for number, (network, name, x, y) in enumerate(places):
        assert abs(x) <= 600, name
        assert abs(y) <= 350, name
        for other_network, other, other_x, other_y in places[:number]:
            apart = abs(x - other_x) >= 100 or abs(y - other_y) >= 60
            assert network != other_network or apart, (name, other)


def test_every_part_of_the_register_on_a_map_has_a_place():
    placed = {(row["network"], row["register_code"]) for row in TABLES["register_positions.csv"]}
    networks = {(row["code"], row["code"]) for row in TABLES["networks.csv"]}
    boards = {(row["code"], row["commissioner_code"]) for row in TABLES["networks.csv"]}
    members = {(row["network_code"], row["practice_code"]) for row in TABLES["memberships.csv"] if not row["end"]}
    assert placed == networks | boards | members


def test_leaders_find_what_nobody_owns_or_measures():
    measured = set(column("prototype_measures.csv", "prototype"))
    used = set(column("prototype_measures.csv", "measure"))
    prototypes, measures = by_key("prototypes.csv"), by_key("measures.csv")
    assert set(prototypes) - measured == {"thorn-one-sheet"}
    assert [key for key, row in prototypes.items() if not row["owner"]] == ["salt-two-names"]
    assert set(measures) - used == {"thorn-what-matters"}
    assert [key for key, row in measures.items() if not row["owner"]] == ["lark-mental-health-wait"]
    unowned = [row for row in TABLES["actions.csv"] if not row["owner"]]
    assert len(unowned) == 3
    assert {row["done_on"] for row in unowned} == {""}


def test_prototypes_stand_at_different_stages_at_the_end():
    stage = {row["prototype"]: row["stage"] for row in TABLES["prototype_stages.csv"]}
    assert stage == {
        "lark-huddle": "abandoned",
        "lark-together": "adopted",
        "lark-ring": "testing",
        "salt-two-names": "testing",
        "thorn-one-sheet": "idea",
    }


# --- the numbers ---------------------------------------------------------------------------------------


def test_making_the_observations_again_gives_the_same_bytes(tmp_path: Path):
    script = tmp_path / "make_observations.py"
    script.write_bytes((FOLDER / "make_observations.py").read_bytes())
    subprocess.run([sys.executable, os.fspath(script)], check=True)
    assert (tmp_path / "observations.csv").read_bytes() == (FOLDER / "observations.csv").read_bytes()


def test_every_measure_has_two_years_of_observations_without_a_gap():
    for _, rows in groupby(TABLES["observations.csv"], key=lambda row: row["measure"]):
        days = [date.fromisoformat(row["observed_on"]) for row in rows]
        gaps = {(later - earlier).days for earlier, later in pairwise(days)}
        assert (len(days), gaps) in ((104, {7}), (24, {28, 35}))


def special(measure: str) -> dict[str, str]:
    """The points that stand out on the measure's chart: day → what they count as."""
    from workbench.measures.spc import xmr

    rows = [row for row in TABLES["observations.csv"] if row["measure"] == measure]
    direction = by_key("measures.csv")[measure]["direction"]
    values, dates = [float(row["value"]) for row in rows], [row["observed_on"] for row in rows]
    chart = xmr(values, dates=dates, improvement_direction=direction).points
    marked = chart[chart["rule"] != ""]
    return dict(zip(marked["date"].dt.date.map(str), marked["point_type"], strict=True))


def started(prototype: str) -> str:
    return next(
        row["date"]
        for row in TABLES["prototype_stages.csv"]
        if row["prototype"] == prototype and row["stage"] == "testing"
    )


def test_one_measure_improved_after_its_prototype_started():
    points = special("lark-second-visit")
    assert set(points.values()) == {"special_cause_improvement"}
    assert len(points) == 8
    assert min(points) > started("lark-together")
    assert max(points) == "2025-04-27"


def test_one_measure_moved_before_its_prototype_started():
    points = special("lark-unplanned-admissions")
    assert set(points.values()) == {"special_cause_improvement"}
    assert min(points) < "2024-11-01" < started("lark-ring")
    assert sum(day < started("lark-ring") for day in points) >= 7


def test_one_measure_got_worse_while_its_prototype_was_tested():
    points = special("lark-mental-health-wait")
    assert set(points.values()) == {"special_cause_concern"}
    assert min(points) > started("lark-huddle")


@pytest.mark.parametrize(
    "measure", ["lark-duty-doctor-calls", "lark-first-week", "salt-ten-days", "thorn-what-matters"]
)
def test_some_measures_show_nothing_but_usual_variation(measure):
    assert special(measure) == {}


def test_one_measure_stands_out_only_where_the_connector_was_ill():
    noted = [row["observed_on"] for row in TABLES["observations.csv"] if row["note"]]
    assert list(special("salt-first-call")) == noted == ["2025-01-12", "2025-01-19"]


def test_one_measure_has_too_few_observations_since_its_prototype_started():
    since = [
        row["observed_on"]
        for row in TABLES["observations.csv"]
        if row["measure"] == "salt-ten-days" and row["observed_on"] > started("salt-two-names")
    ]
    assert since == ["2025-04-03", "2025-05-01"]
