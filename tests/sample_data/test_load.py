"""Loading the sample story gives what the files say, on the days that they say."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from tests.sample_data.tables import TABLES, by_key, column, keys, network_of
from workbench.errors import BadInput
from workbench.prototypes.progress import SCALE
from workbench.sample import DAY_100, LAUNCH, load
from workbench.settings import write_settings
from workbench.thread.around import MOST, around
from workbench.thread.story import tell
from workbench.workspace import Network, Workspace, open_workspace

NETWORKS = ("U99901", "U99902", "U99903")
BEFORE_AIRTIME = {"Check-in", "Actions from last time", "Whose turn today"}
NAMES = {row["key"]: row["label"] for row in TABLES["elements.csv"]}
NAMES |= {row["practice_code"]: row["practice_name"] for row in TABLES["memberships.csv"]}
NAMES |= {row["code"]: row["name"] for row in TABLES["networks.csv"]}
NAMES |= {row["commissioner_code"]: row["commissioner"] for row in TABLES["networks.csv"]}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Workspace:
    folder = tmp_path_factory.mktemp("sample")
    load(folder, story_ends=DAY_100)
    return open_workspace(folder, clock=lambda: datetime(2025, 5, 3, 12).astimezone())


@pytest.fixture(params=NETWORKS)
def network(request, workspace) -> Network:
    return workspace.network(request.param)


def rows_of(file: str, network: Network) -> list[dict[str, str]]:
    """The rows of a file that belong to a network, by their own key or by one that they point to."""

    def belongs(row: dict[str, str]) -> bool:
        named = row.get("network") or next(
            (network_of(row[name]) for name in ("key", "session", "prototype", "measure", "from") if name in row), ""
        )
        return named == network.code

    return [row for row in TABLES[file] if belongs(row)]


def map_by_the_files(network: Network, day: str) -> dict[str, Any]:
    """What the files say of the lived map on a day: labels, and (from, to, kind) → strength, sure, sign."""
    there = [
        row
        for row in [*rows_of("elements.csv", network), *rows_of("connections.csv", network)]
        if row["valid_from"] <= day and not (row["valid_to"] and row["valid_to"] <= day)
    ]
    ties = {row["key"]: dict(row) for row in there if "strength" in row}
    for change in TABLES["connection_changes.csv"]:
        if change["date"] <= day and change["connection"] in ties:
            ties[change["connection"]][change["field"]] = change["after"]
    return {
        "elements": sorted(row["label"] for row in there if "label" in row),
        "connections": {
            (NAMES[row["source"]], NAMES[row["target"]], row["kind"]): (
                int(row["strength"]),
                row["sure"],
                row["sign"] or None,
            )
            for row in ties.values()
            if row["strength"] != "0"
        },
    }


def map_by_the_store(network: Network, day: date) -> dict[str, Any]:
    graph = network.map.graph(as_at=day)
    label = dict(graph.nodes(data="label"))
    parts = network.map.parts(as_at=day)
    told = {part["id"] for kind in parts.values() for part in kind if part["provenance"] == "lived"}
    return {
        "elements": sorted(label[node] for node in graph if node in told),
        "connections": {
            (label[source], label[target], edge["kind"]): (edge["strength"], edge["sure"], edge["sign"])
            for source, target, key, edge in graph.edges(keys=True, data=True)
            if key in told
        },
    }


@pytest.mark.parametrize(
    "day", ["2025-01-23", "2025-02-06", "2025-02-27", "2025-02-28", "2025-03-13", "2025-03-28", "2025-05-03"]
)
def test_the_map_on_any_day_is_the_map_that_the_files_say(network, day):
    assert map_by_the_store(network, date.fromisoformat(day)) == map_by_the_files(network, day)


def test_the_map_now_is_the_map_of_day_100(network):
    graph = network.map.graph()
    assert sorted(graph.edges(keys=True)) == sorted(network.map.graph(as_at=DAY_100).edges(keys=True))
    assert map_by_the_store(network, network.today()) == map_by_the_files(network, "2025-05-03")


def test_hoped_for_connections_are_kept_and_are_in_no_graph(network):
    frame = network.map.connections()
    hoped = {key for key, row in by_key("connections.csv").items()
             if row["network"] == network.code and row["strength"] == "0"}  # fmt: skip
    come_true = {
        row["connection"]
        for row in TABLES["connection_changes.csv"]
        if row["field"] == "strength" and row["before"] == "0"
    }
    assert (frame["strength"] == 0).sum() == len(hoped - come_true)
    assert len(network.map.graph().edges) == (frame["strength"] > 0).sum()


def test_the_register_is_on_the_map_where_the_files_place_it(network):
    elements = network.map.elements()
    administrative = elements[elements["provenance"] == "administrative"]
    found = {row.register_code: (row.x, row.y) for row in administrative.itertuples()}
    assert found == {
        row["register_code"]: (float(row["x"]), float(row["y"])) for row in rows_of("register_positions.csv", network)
    }
    confirmed = administrative[administrative["confirmed_on"].notna()]["register_code"]
    assert sorted(confirmed) == sorted(row["part"] for row in rows_of("confirmations.csv", network))


def test_practices_are_part_of_their_network_also_those_that_left(network):
    stays = [row for row in TABLES["memberships.csv"] if row["network_code"] == network.code]
    assert len(network.facts.memberships) == len(stays)
    assert len(network.facts.past) == sum(bool(row["end"]) for row in stays)
    ties = network.map.connections()
    assert (ties["kind"] == "is part of").sum() == len(network.facts.current)


def test_every_set_has_its_members(network):
    found = [(row["role"], row["organisation"], row["sector"]) for row in network.members.listed()]
    assert found == [(row["role"], row["organisation"], row["sector"]) for row in rows_of("members.csv", network)]
    (learning_set,) = network.members.sets()
    assert learning_set.title == rows_of("sets.csv", network)[0]["title"]


def test_every_session_that_was_held_is_there_with_what_was_said(network):
    held = {row["title"]: row for row in rows_of("sessions.csv", network) if row["held_on"]}
    sessions = {row["title"]: row for row in network.sessions.listed()}
    assert sessions.keys() == held.keys()
    for title, row in held.items():
        told = network.sessions.told(sessions[title]["id"])
        here = {name: [each for each in rows_of(name, network) if each["session"] == row["key"]]
                for name in ("entries.csv", "insights.csv", "actions.csv", "attendance.csv")}  # fmt: skip
        assert str(sessions[title]["held_on"]) == row["held_on"]
        assert sessions[title]["method"] == row["method"]
        assert {_said(entry) for entry in told["entries"]} == {
            _said({**each, "audience": each["audience"] or row["audience"], "consent": each["consent"] or "not asked"})
            for each in here["entries.csv"]
        }
        assert {(seat["role"], seat["part"]) for seat in told["people"]} == {
            (seat["role"], seat["part"]) for seat in here["attendance.csv"]
        }
        bids = [each for each in rows_of("bids.csv", network) if each["session"] == row["key"]]
        assert {(bid["made_by"], bid["title"], bid["place"] is not None) for bid in told["bids"]} == {
            (bid["made_by"], bid["issue"], bool(bid["airtime_before"])) for bid in bids
        }
        assert told["session"]["advice_open"] == bool(row["advice_before"])
        assert [each["text"] for each in told["insights"]] == [each["text"] for each in here["insights.csv"]]
        assert sorted((each["text"], each["known_by"], each["audience"]) for each in told["actions"]) == sorted(
            (each["text"], each["known_by"], each["audience"]) for each in here["actions.csv"]
        )


def _said(entry: dict) -> tuple[str, ...]:
    return tuple(entry[name] for name in ("step", "form", "nature", "said_by", "text", "audience", "consent"))


def test_what_is_said_in_an_airtime_belongs_to_it(network):
    for session in network.sessions.listed():
        told = network.sessions.told(session["id"])
        held = {step["name"] for step in told["session"]["outline"]["steps"] if step["holds_advice"]}
        begun = [entry["bid"] for entry in told["entries"] if entry["step"] in held - BEFORE_AIRTIME]
        assert set(begun) <= {told["session"]["airtime"]}


def test_open_actions_are_those_without_a_day_on_which_they_were_done(network):
    found = Counter(action["text"] for action in network.sessions.open_actions())
    assert found == Counter(row["text"] for row in rows_of("actions.csv", network) if not row["done_on"])


def test_every_prototype_stands_where_its_last_stage_left_it_and_names_what_it_means_to_change(network):
    stages = {row["prototype"]: row for row in TABLES["prototype_stages.csv"]}
    started = {row["prototype"]: row["date"] for row in TABLES["prototype_stages.csv"] if row["stage"] == "testing"}
    ties = Counter(column("prototype_connections.csv", "prototype"))
    measures = Counter(column("prototype_measures.csv", "prototype"))
    table = network.prototypes.table()
    assert len(table) == len(rows_of("prototypes.csv", network))
    for row in rows_of("prototypes.csv", network):
        found = table[table["number"] == int(row["number"])].iloc[0]
        last = stages[row["key"]]
        assert (found["title"], found["owner"], found["stage"]) == (row["title"], row["owner"], last["stage"])
        assert found["reason"] == last["reason"]
        assert str(found["started_on"])[:10] == started.get(row["key"], "NaT")
        assert found["relationships"] == ties[row["key"]]
        assert found["measures"] == measures[row["key"]]
        assert found["came_from"] == len(keys(row["came_from"]))


def test_every_measure_has_its_observations(network):
    table = network.measures.table()
    wanted = rows_of("measures.csv", network)
    assert sorted(table["title"]) == sorted(row["name"] for row in wanted)
    for row in wanted:
        found = table[table["title"] == row["name"]]
        values = network.measures.observations(found.index[0])
        observed = [each for each in TABLES["observations.csv"] if each["measure"] == row["key"]]
        assert list(values["date"].dt.date.map(str)) == [each["observed_on"] for each in observed]
        assert list(values["value"].round(1)) == [float(each["value"]) for each in observed]
        for name in ("numerator", "denominator"):
            assert list(values[name].dropna()) == [float(each[name]) for each in observed if each[name]]
        assert list(values["note"]) == [each["note"] for each in observed]


def test_every_measure_says_what_its_file_says_of_it(network):
    table = network.measures.table()
    for row in rows_of("measures.csv", network):
        found = table[table["title"] == row["name"]].iloc[0]
        texts = ("definition", "unit", "direction", "data", "chart", "frequency", "ambition_verb", "ambition_for")
        for name in (*texts, "stretch", "owner", "source", "numerator", "denominator"):
            assert found[name] == row[name]
        assert (found["baseline"], found["ambition"]) == (float(row["baseline"]), float(row["ambition"]))


def test_every_rebase_is_there_with_its_reason_and_its_name(network):
    found = [
        (measure.title, each["starts_on"], each["reason"], each["decided_by"])
        for measure in network.measures.table().itertuples()
        for each in network.measures.rebases(measure.Index)
    ]
    titles = {row["key"]: row["name"] for row in TABLES["measures.csv"]}
    assert found == [
        (titles[row["measure"]], row["starts_on"], row["reason"], row["decided_by"])
        for row in rows_of("rebases.csv", network)
    ]


def test_every_prototype_says_what_its_file_says_of_it(network):
    for plain, row in zip(network.prototypes.listed(), rows_of("prototypes.csv", network), strict=True):
        assert {name: plain[name] or "" for name in row.keys() & plain.keys() - {"set", "came_from", "number"}} == {
            name: row[name] for name in row.keys() & plain.keys() - {"set", "came_from", "number"}
        }


def test_every_test_cycle_is_there_and_stands_where_its_file_leaves_it(network):
    texts = ["question", "prediction", "plan", "scale", "owner", "seen", "compared", "learnt", "decision"]
    days = ["started_on", "ended_on"]
    titles = {row["key"]: row["title"] for row in TABLES["prototypes.csv"]}
    found = network.prototypes.cycles()
    assert [
        (row.prototype_title, row.number, *(getattr(row, name) for name in texts),
         *("" if pd.isna(getattr(row, name)) else str(getattr(row, name).date()) for name in days))
        for row in found.itertuples()
    ] == [
        (titles[row["prototype"]], int(row["number"]), *(row[name] for name in (*texts, *days)))
        for row in rows_of("test_cycles.csv", network)
    ]  # fmt: skip


def test_how_far_each_prototype_had_come_is_there_with_its_day(network):
    titles = {row["key"]: row["title"] for row in TABLES["prototypes.csv"]}
    found = network.prototypes.assessments()
    assert [(row.prototype_title, str(row.assessed_on.date()), row.score, row.why) for row in found.itertuples()] == [
        (
            titles[row["prototype"]],
            row["assessed_on"],
            float(row["score"]),
            row["why"] or SCALE[float(row["score"])].name,
        )
        for row in rows_of("progress.csv", network)
    ]


def test_the_driver_diagram_is_the_one_of_the_files(network):
    graph = network.prototypes.drivers.graph()
    titles = {row["key"]: row["title"] for file in ("drivers.csv", "prototypes.csv") for row in TABLES[file]}
    titles |= {row["key"]: row["name"] for row in TABLES["measures.csv"]}
    labels = dict(graph.nodes(data="label"))
    joined = {frozenset((titles[row["from"]], titles[row["to"]])) for row in rows_of("driver_links.csv", network)}
    assert joined <= {frozenset((labels[one], labels[other])) for one, other in graph.edges}
    assert {row["title"] for row in rows_of("drivers.csv", network)} <= set(labels.values())


def test_every_gesture_stands_in_the_feed_on_its_day_by_somebody_with_a_role(workspace):
    changes = workspace.store.changes_since(0)
    moments = [change.at for change in changes]
    assert moments == sorted(moments)
    days = {change.at.astimezone().date() for change in changes}
    assert min(days) < LAUNCH
    assert max(days) <= DAY_100
    roles = {*column("members.csv", "role"), "network manager", *column("entries.csv", "said_by")}
    roles |= {*column("connection_changes.csv", "said_by"), *column("measures.csv", "owner")}
    assert {change.who for change in changes} <= roles
    assert {change.kind for change in changes} == {"do"}
    assert all(change.action for change in changes)


def gestures(folder: Path) -> list[tuple[Any, ...]]:
    workspace = open_workspace(folder)
    found = [(change.at, change.who, change.network, change.area, change.action, len(change.edits))
             for change in workspace.store.changes_since(0)]  # fmt: skip
    workspace.close()
    return found


def test_loading_it_again_elsewhere_takes_the_same_steps(tmp_path, workspace):
    load(tmp_path / "again", story_ends=DAY_100)
    assert gestures(tmp_path / "again") == gestures(workspace.path)


def held_days(folder: Path) -> list[date]:
    workspace = open_workspace(folder)
    days = [date.fromisoformat(str(row["held_on"])) for code in NETWORKS
            for row in workspace.network(code).sessions.listed()]  # fmt: skip
    workspace.close()
    return days


def test_by_default_day_100_lies_within_the_last_seven_days(tmp_path, workspace):
    load(tmp_path)
    moved = {new - old for new, old in zip(held_days(tmp_path), held_days(workspace.path), strict=True)}
    (shift,) = moved
    assert shift.days % 7 == 0
    today = datetime.now().astimezone().date()
    assert timedelta(0) <= today - (DAY_100 + shift) < timedelta(days=7)


def test_the_story_can_end_on_another_day(tmp_path, workspace):
    load(tmp_path, story_ends=date(2024, 12, 31))
    moved = {new - old for new, old in zip(held_days(tmp_path), held_days(workspace.path), strict=True)}
    assert moved == {timedelta(weeks=-18)}
    assert DAY_100 - timedelta(weeks=18) == date(2024, 12, 28)


def test_a_workspace_that_holds_networks_is_left_as_it_is(tmp_path):
    load(tmp_path, story_ends=DAY_100)
    before = gestures(tmp_path)
    with pytest.raises(BadInput, match="holds networks already"):
        load(tmp_path)
    assert gestures(tmp_path) == before


def test_an_interrupt_leaves_nothing_of_the_story_behind_and_loading_again_works(tmp_path):
    def interrupt(done: int, total: int) -> None:
        if done == total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(tmp_path, progress=interrupt)
    workspace = open_workspace(tmp_path)
    assert workspace.store.latest() == 0
    workspace.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["workbench.db", "workbench.toml"]
    load(tmp_path, story_ends=DAY_100)
    assert len(held_days(tmp_path)) == 12


def test_progress_is_told_step_by_step_until_all_is_done(tmp_path):
    told: list[tuple[int, int]] = []
    load(tmp_path, story_ends=DAY_100, progress=lambda done, total: told.append((done, total)))
    total = told[-1][1]
    assert told == [(done, total) for done in range(1, total + 1)]


def test_it_loads_into_postgresql_as_well(tmp_path, store):
    write_settings(tmp_path, database_url=store.url)
    load(tmp_path, story_ends=DAY_100)
    assert len(held_days(tmp_path)) == 12


def test_the_story_holds_every_answer_to_whether_a_measure_moved(workspace):
    found = {}
    for code in NETWORKS:
        answers = workspace.network(code).thread.did_they_move().values()
        found |= {move.title: move.outcome for answer in answers for move in answer.results}
    assert found == {
        "People who come a second time": "as expected",
        "Calls to the duty doctor": "not yet",
        "Unplanned admissions of people living with frailty": "before it started",
        "Seen at home in the first week": "not yet",
        "Wait for older people’s mental health": "the other way",
        "Spoken with inside ten days": "too early",
        "Days until the first call": "not yet",
    }


def test_the_thread_finds_what_has_no_owner_no_measure_or_no_use(workspace):
    threads = [workspace.network(code).thread for code in NETWORKS]
    unowned = Counter(found["kind"] for thread in threads for found in thread.without_owner())
    assert unowned == {"action": 3, "barrier": 1, "measure": 1, "prototype": 1}
    assert [found["label"] for thread in threads for found in thread.without_measure()] == ["One sheet for a fall"]
    unused = [found["label"] for thread in threads for found in thread.unused_measures()]
    assert unused == ["Conversations about what matters"]


def test_the_thread_finds_the_rule_that_is_back_in_force(workspace):
    found = [each for code in NETWORKS for each in workspace.network(code).thread.rules_run_out()]
    assert [(each["label"], each["rule_until"]) for each in found] == [("Ring before they go home", "2025-04-30")]


def test_every_record_of_the_story_has_a_thread_that_can_be_read(workspace):
    for code in NETWORKS:
        graph = workspace.network(code).thread.graph()
        for record in graph:
            small = around(graph, record)
            assert nx.is_weakly_connected(small)
            assert nx.is_directed_acyclic_graph(small)
            assert len(small) <= MOST
            assert tell(graph, record)


def test_every_test_cycle_that_is_open_has_somebody_who_runs_it(workspace):
    cycles = pd.concat([workspace.network(code).prototypes.cycles() for code in NETWORKS])
    assert cycles["state"].value_counts().to_dict() == {"decided": 8, "doing": 1, "plan": 1}
    assert (cycles["owner"] != "").all()
