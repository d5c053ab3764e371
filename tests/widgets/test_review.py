"""The review page, as Python composes it: what is shown of which network, and that nothing is changed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import nbformat
import networkx as nx
import pandas as pd
import pytest

from widgets.review.card import ASPECT, MARGIN, drawing
from widgets.review.measured import MOST
from widgets.review.review import Review
from workbench.mapping.change import Change
from workbench.networks.register import import_register
from workbench.templates.packs import generate

ROOT = Path(__file__).parent.parent.parent
EIGHTEEN = [(f"U990{number:02}", f"Network {number}") for number in range(1, 19)]


class Page:
    """The other end of the line."""

    def __init__(self, app: Review) -> None:
        self.app = app
        self.told: list[dict] = []
        app.send = self.told.append  # type: ignore[method-assign]

    def __call__(self, gesture: str, **args):
        self.app._receive(self.app, {"id": "g1", "gesture": gesture, "args": args, "who": "sponsor"}, [])
        return self.told[-1]


@pytest.fixture
def lived(network, clock):
    """A network with a launch on 23 January, where 20 days later a tie formed, one grew and one was lost."""
    network.prefill_map()
    link = network.map.add_element("Link worker", kind="person in role", sector="primary care", at=(0, 80))
    kitchen = network.map.add_element("Kitchen", kind="community group", sector="voluntary", at=(90, 160))
    ward = network.map.add_element("Ward", kind="service", sector="hospital")
    grows = network.map.connect(link.id, ward.id, kind="meets", strength=1)
    goes = network.map.connect(ward.id, link.id, kind="advises")
    session = network.sessions.begin("Launch", method="after action review", present=["practice manager"])
    ring = network.sessions.agree(session.id, "Ring the kitchen", owner="link worker", due=date(2025, 2, 1))
    network.sessions.share(ring.id, audience="programme")
    network.sessions.agree(session.id, "Ask the ward")
    clock.now += timedelta(days=20)
    network.map.connect(link.id, kitchen.id, kind="refers to", strength=4)
    network.map.change_connection(grows.id, strength=3)
    network.map.remove(goes.id)
    return network


@pytest.fixture
def others(network, clock):
    """Seventeen more networks that only the register knows."""
    rows = [(code, name, "ZZ1", "NHS Testshire", date(2019, 7, 1), None) for code, name in EIGHTEEN[1:]]
    names = ["code", "name", "commissioner_code", "commissioner", "opened", "closed"]
    members = pd.DataFrame(
        [(f"Y88{code[-3:]}", f"Practice of {name}", code, date(2019, 7, 1), None, True) for code, name in EIGHTEEN[1:]],
        columns=["practice_code", "practice_name", "network_code", "start", "end", "same_commissioner"],
    )
    store = network.workspace.store
    import_register(store, pd.DataFrame(rows, columns=names), members, source="test register", who="test", at=clock.now)
    for code, _ in EIGHTEEN[1:]:
        network.workspace.network(code).prefill_map()


def test_the_card_compares_the_day_of_the_first_session_with_today(lived):
    [card] = Review(lived).state["cards"]
    assert (card["name"], card["before"], card["met"]) == ("Stourvale", "2025-01-23", "1 session, the last 20 days ago")
    assert card["sentence"] == "1 relationship formed, 1 stronger, 1 lost. Newly linked: primary care with voluntary."
    changed = [tie for tie in card["drawing"]["ties"] if tie["became"] != "kept"]
    assert [(tie["between"], tie["became"], tie["before"], tie["after"]) for tie in changed] == [
        (["Link worker", "Kitchen"], "formed", None, 4),
        (["Link worker", "Ward"], "stronger", 1, 3),
        (["Ward", "Link worker"], "lost", 3, None),
    ]


def test_the_state_is_plain_json(lived):
    state = dict(Review(lived).state)
    assert json.loads(json.dumps(state, allow_nan=False)) == state


def test_another_day_can_be_looked_from_and_taken_back(lived):
    page = Page(Review(lived))
    assert page("look_from", before="2025-02-12")["ok"]
    assert page.app.state["before"] == "2025-02-12"
    assert page.app.state["cards"][0]["sentence"] == "No relationship has changed."
    assert page("look_from", before="")["ok"]
    assert page.app.state["before"] is None
    assert page.app.state["cards"][0]["before"] == "2025-01-23"


@pytest.mark.parametrize("day", ["2025-02-13", "soon", 5, None])
def test_a_day_that_has_not_come_or_is_none_is_refused(lived, day):
    page = Page(Review(lived))
    answer = page("look_from", before=day)
    assert (answer["ok"], page.app.before) == (day is None, None)


def test_nothing_on_the_page_changes_anything(lived):
    page = Page(Review(lived))
    before = lived.workspace.store.latest()
    page("look_from", before="2025-01-30")
    page("map_as_a_file", code=lived.code)
    assert page("undo")["ok"] is False
    assert lived.workspace.store.latest() == before


def test_what_waits_is_listed_longest_first_with_who_has_it_and_in_words_only_what_was_shared(lived):
    actions = Review(lived).state["actions"]
    assert [(one["text"], one["owner"], one["waiting"], one["late"]) for one in actions] == [
        ("Ring the kitchen", "link worker", 20, True),
        ("said in the set", "", 20, False),
    ]


def test_what_lacks_an_owner_or_a_measure_or_a_use_is_listed_once(lived):
    prototype = lived.prototypes.start("Go together", stage="testing")
    lived.measures.define("Visits", owner="link worker")

    def listed():
        loose = Review(lived).state["loose"]
        return [(one["kind"], one["label"], one["lacks"], one["link"].split("?")[0]) for one in loose]

    readable = [
        ("prototype", "Go together", "no owner, no measure", "prototypes.ipynb"),
        ("measure", "Visits", "nobody uses it", "measures.ipynb"),
    ]
    assert listed() == readable  # and nothing of an action whose owner leaders may not read
    [asked] = [each["id"] for each in lived.sessions.open_actions() if each["text"] == "Ask the ward"]
    lived.sessions.share(asked, audience="programme")
    assert listed() == [("action", "Ask the ward", "no owner", "session.ipynb"), *readable]
    assert Review(lived).state["loose"][1]["link"] == f"prototypes.ipynb?open={prototype.id}"


def test_prototypes_stand_by_stage_with_their_answer(lived):
    first = lived.prototypes.start("Go together", owner="nurse", stage="testing")
    lived.prototypes.start("A sheet")
    stages = Review(lived).state["stages"]
    assert [(each["stage"], [one["title"] for one in each["prototypes"]]) for each in stages] == [
        ("testing", ["Go together"]),
        ("idea", ["A sheet"]),
    ]
    assert stages[0]["prototypes"][0]["answer"] == lived.thread.did_it_move(first).sentence
    [card] = Review(lived).state["cards"]
    assert card["hopes"] == {
        "relationships": "No prototype names a relationship.",
        "measures": "No prototype names a measure.",
    }
    assert card["counts"] == {
        "sessions": 1,
        "prototypes": 2,
        "measures": 0,
        "sponsors": 0,
        "decide": 0,
        "actions": 2,
        "loose": 2,
    }


def test_a_test_that_nobody_owns_leads_to_its_prototype(lived):
    prototype = lived.prototypes.start("Go together", stage="testing")
    lived.prototypes.plan_cycle(prototype, "Will they come?")
    [found] = [one for one in Review(lived).state["loose"] if one["kind"] == "test"]
    assert (found["label"], found["lacks"]) == ("Will they come?", "no owner")
    assert found["link"] == f"prototypes.ipynb?open={prototype.id}"


# --- what waits for a decision ----------------------------------------------------------------------------------


def weekly(values, until=date(2025, 2, 12)):
    """Values a week apart, the last one on a day."""
    return [(until - timedelta(weeks=len(values) - 1 - at), value) for at, value in enumerate(values)]


def test_what_waits_for_a_decision_is_told_by_prototype_with_everything_that_it_waits_for(lived, clock):
    ward = next(one for one in lived.map.parts()["connections"] if one["kind"] == "meets")["id"]
    measure = lived.measures.define("Visits", owner="link worker")
    first = lived.prototypes.start(
        "Go together",
        owner="nurse",
        stage="testing",
        rule="Only on paper.",
        rule_by="manager",
        rule_until=date(2025, 2, 20),
        to_change={ward: "weaken"},
    )
    lived.prototypes.should_move(first, measure, "increase", due=date(2025, 2, 21))
    ended = lived.prototypes.plan_cycle(first, "Will they come?", owner="volunteer", started_on=date(2025, 2, 12))
    going = lived.prototypes.start("A sheet", owner="nurse", stage="testing")
    lived.prototypes.plan_cycle(going, "Is it read?", started_on=date(2025, 2, 12))
    gone = lived.prototypes.start("Left", stage="testing", rule="None.", rule_until=date(2025, 2, 13))
    lived.prototypes.set_stage(gone, "abandoned", reason="too much work")
    clock.now += timedelta(days=13)
    lived.prototypes.change_cycle(ended, ended_on=date(2025, 2, 19))

    state = Review(lived).state
    assert [
        (one["label"], one["people"], one["since"], [(each["kind"], each["says"]) for each in one["matters"]])
        for one in state["decide"]
    ] == [
        (
            "#1 Go together",
            ["manager", "nurse", "volunteer"],
            "2025-02-19",
            [
                ("test to decide", "Test 1, “Will they come?”, ended on 19 February 2025 and is not decided."),
                (
                    "rule ran out",
                    "The rule “Only on paper” was suspended by manager until 20 February 2025, which has passed.",
                ),
                ("day has passed", "‘Visits’ was hoped for by 21 February 2025, which has passed."),
            ],
        ),
        (
            "#2 A sheet",
            ["nurse"],
            "2025-02-12",
            [("under way", "Test 1, “Is it read?”, has been under way since 12 February 2025.")],
        ),
    ]
    assert state["decide"][0]["link"] == f"prototypes.ipynb?open={first.id}"
    assert state["cards"][0]["counts"]["decide"] == 1


def test_a_relationship_that_prototypes_want_to_change_both_ways_waits_for_a_decision(lived):
    tie = next(one for one in lived.map.parts()["connections"] if one["kind"] == "meets")["id"]
    lived.prototypes.start("More", stage="testing", to_change={tie: "strengthen"})
    lived.prototypes.start("Also more", stage="testing", to_change={tie: "strengthen"})
    assert Review(lived).state["decide"] == []
    lived.prototypes.start("Less", stage="testing", to_change={tie: "weaken"})
    [found] = Review(lived).state["decide"]
    assert (found["label"], found["link"], found["people"]) == ("Link worker → Ward", f"map.ipynb?focus={tie}", [])
    assert found["matters"] == [
        {
            "kind": "at odds",
            "says": "3 prototypes mean to change it: #1 to strengthen it, #2 to strengthen it and #3 to weaken it, "
            "which is at odds.",
        }
    ]


# --- measures ---------------------------------------------------------------------------------------------------


def test_the_measures_that_need_a_word_are_named_concern_first_with_their_figures(lived):
    usual = [30.0, 31.0, 29.0, 30.5] * 5
    for title, direction, values in (
        ("Falls", "decrease", [*usual, 45.0]),
        ("Company", "increase", [*usual, 45.0]),
        ("As ever", "increase", [*usual, 30.0]),
        ("Begun", "increase", [1.0, 2.0]),
    ):
        measure = lived.measures.define(title, unit="points", direction=direction)
        lived.measures.observe(measure, weekly(values))
    told = Review(lived).state["cards"][0]["measures"]
    assert [
        {name: one[name] for name in ("title", "unit", "words", "why", "latest", "on", "mean", "centre", "hidden")}
        for one in told["shown"]
    ] == [
        {
            "title": title,
            "unit": "points",
            "words": words,
            "why": "a point above the upper limit",
            "latest": "45",
            "on": "2025-02-12",
            "mean": "30.8",
            "centre": "mean",
            "hidden": False,
        }
        for title, words in (("Falls", "concern, high"), ("Company", "improvement, high"))
    ]
    assert all(one["small"].startswith("<svg ") and one["sign"].startswith("<svg ") for one in told["shown"])
    assert [one["link"] for one in told["shown"]] == [f"measures.ipynb?measure={one['id']}" for one in told["shown"]]
    assert told["rest"] == "1 measure within its usual variation and 1 measure with too few points to say."


def test_no_more_than_a_few_measures_are_shown_and_the_others_are_counted(lived):
    for number in range(MOST + 2):
        measure = lived.measures.define(f"Measure {number}", direction="increase")
        lived.measures.observe(measure, weekly([*[30.0, 31.0] * 10, 45.0]))
    told = Review(lived).state["cards"][0]["measures"]
    assert [one["title"] for one in told["shown"]] == [f"Measure {number}" for number in range(MOST)]
    assert told["rest"] == "2 more measures stand out."


def test_a_corrected_value_is_seen_at_the_next_look(lived):
    measure = lived.measures.define("Falls", unit="points", direction="decrease")
    lived.measures.observe(measure, weekly([*[30.0, 31.0] * 10, 45.0]))
    page = Review(lived)
    lived.measures.correct(measure, date(2025, 2, 12), 52)
    page._refresh()
    assert page.state["cards"][0]["measures"]["shown"][0]["latest"] == "52"
    lived.measures.correct(measure, date(2025, 2, 12), 30)
    page._refresh()
    assert page.state["cards"][0]["measures"]["shown"] == []


COUNTS = [30, 28, 33, 29, 31, 27, 32, 30, 29, 28, 31, 33, 30, 29, 5, 3, 6, 2, 4, 7, 1]


@pytest.mark.parametrize(
    ("data", "counts"),
    [
        ("people", COUNTS),
        ("people", [*COUNTS[:14], 60, *COUNTS[14:]]),  # what may be shared stands out, and is shown
        ("events", [*COUNTS, *COUNTS[:12], 75]),
        ("people out of people", [*COUNTS, *COUNTS[:12], 75]),
    ],
)
def test_nothing_on_the_page_tells_one_small_number_from_another(lived, clock, data, counts):
    whole = {"denominator": 100.0} if data == "people out of people" else {}

    def rows(of):
        days = [date(2025, 4, 1) - timedelta(weeks=len(of) - at) for at in range(len(of))]
        return pd.DataFrame({"date": days, ("numerator" if whole else "value"): of, **whole})

    measure = lived.measures.define("Asked for help", data=data, direction="decrease")
    prototype = lived.prototypes.start("Door open", stage="testing")
    lived.prototypes.should_move(prototype, measure, "decrease", due=date(2025, 3, 1))
    clock.now += timedelta(weeks=8)
    lived.measures.observe(measure, rows(counts))

    one = Review(lived).compose()
    others = [8 - count if count < 8 else count for count in counts]
    lived.measures.observe(measure, rows(others))

    assert lived.measures.observations(measure)["value"].tolist() == others
    assert Review(lived).compose() == one
    if counts == COUNTS:
        [told] = lived.thread.did_they_move().values()
        [shared] = lived.thread.did_they_move(shared=True).values()
        assert told.sentence != shared.sentence
    else:
        [shown] = one["cards"][0]["measures"]["shown"]
        assert (shown["title"], shown["hidden"]) == ("Asked for help", True)


# --- what became of what was hoped for --------------------------------------------------------------------------


def test_relationships_and_measures_are_said_apart_and_what_had_moved_before_is_no_success(lived, clock):
    tie = next(one for one in lived.map.parts()["connections"] if one["kind"] == "meets")["id"]
    early = lived.measures.define("Falls", direction="decrease")
    late = lived.measures.define("Company", direction="increase")
    lived.measures.observe(early, weekly([30.0, 31.0] * 7 + [20.0, 21.0] * 4))
    lived.measures.observe(late, weekly([30.0, 31.0] * 7))
    lived.prototypes.start(
        "Go together",
        stage="testing",
        to_change={tie: "strengthen"},
        measured_by={early.id: "decrease", late.id: "increase"},
    )
    clock.now += timedelta(weeks=8)
    lived.map.change_connection(tie, strength=5)
    lived.measures.observe(early, weekly([20.0, 21.0] * 4, until=date(2025, 4, 9)))
    lived.measures.observe(late, weekly([30.0, 31.0] * 4, until=date(2025, 4, 9)))
    [card] = Review(lived).state["cards"]
    assert card["hopes"] == {
        "relationships": "The one relationship that a prototype named moved as expected.",
        "measures": "Of 2 measures that prototypes named, 1 had moved before it started and 1 has not moved yet.",
    }
    lived.prototypes.start("Again", stage="testing", to_change={tie: "strengthen"})
    assert Review(lived).state["cards"][0]["hopes"]["relationships"] == (
        "Of 2 relationships that prototypes named, counted for each prototype, 1 moved as expected and 1 has not "
        "moved yet."
    )


def test_no_answer_of_the_page_is_a_colour():
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "widgets" / "review").glob("*.*"))
    assert "wb-good" not in sources


# --- which networks ---------------------------------------------------------------------------------------------


def test_only_networks_at_work_are_shown_this_one_first(network, others):
    busy = network.workspace.network("U99007")
    busy.map.add_element("Link worker", kind="person in role")
    assert [card["code"] for card in Review(network).state["cards"]] == ["U99001", "U99007"]
    assert [card["code"] for card in Review(busy).state["cards"]] == ["U99007"]
    assert Review(network).state["anything"] is True


def test_a_network_that_nobody_has_worked_on_says_so(network):
    network.prefill_map()
    state = Review(network).state
    assert state["anything"] is False
    assert state["cards"][0]["met"] == "no session yet"
    assert state["cards"][0]["hopes"] == {"relationships": "", "measures": ""}
    assert state["cards"][0]["measures"] == {"shown": [], "rest": "Nothing is measured yet."}


def test_a_network_without_any_map_can_be_reviewed(network):
    [card] = Review(network).state["cards"]
    assert card["sentence"] == "There are no relationships yet, then or now."
    assert (card["drawing"]["elements"], card["drawing"]["ties"]) == ([], [])


def test_a_network_is_composed_again_only_when_something_changed_in_it(lived, others, monkeypatch):
    busy = lived.workspace.network("U99007")
    busy.map.add_element("Link worker", kind="person in role")
    page = Review(lived)
    composed: list[str] = []
    compose = Review._compose
    monkeypatch.setattr(Review, "_compose", lambda self, net, day: composed.append(net.code) or compose(self, net, day))
    page._refresh()
    busy.map.add_element("Nurse", kind="person in role")
    page._refresh()
    assert composed == ["U99007"]
    assert len(page.state["cards"][1]["drawing"]["elements"]) == 5


def test_pages_of_other_networks_are_linked_only_where_they_have_a_pack(lived, others):
    for code in ("U99007", "U99008"):
        lived.workspace.network(code).map.add_element("Link worker", kind="person in role")
    generate(lived.workspace.network("U99007").facts, folder=lived.workspace.settings.networks_folder)
    links = [card["links"]["map"] for card in Review(lived).state["cards"]]
    assert links == ["map.ipynb", "../u99007-network-7/map.ipynb", None]


def test_the_map_of_each_network_shown_comes_as_one_file(lived, others):
    lived.workspace.network("U99007").map.add_element("Link worker", kind="person in role")
    page = Page(Review(lived))
    file = page("map_as_a_file", code="U99007")["result"]
    assert (file["name"], file["type"]) == ("map-network-7-2025-02-12.html", "text/html;charset=utf-8")
    assert "<h1>Network 7</h1>" in file["text"]
    for code in ("U99008", "nowhere"):
        assert page("map_as_a_file", code=code)["error"].startswith("That network is not on this page.")


# --- the drawing -----------------------------------------------------------------------------------------------


def of(places, **gone):
    graph = nx.MultiDiGraph()
    for key, (x, y) in places.items():
        graph.add_node(key, label=key.upper(), kind="team", sector="hospital", lived=gone.get(key, True), x=x, y=y)
    return graph


def test_both_maps_share_their_places_and_what_is_gone_stays_where_it_was():
    then, now = of({"a": (0, 0), "b": (100, 0)}), of({"a": (50, 75), "c": (350, 300)}, c=False)
    told = drawing(then, now, Change.between(then, now))
    assert [(one["id"], one["then"], one["now"]) for one in told["elements"]] == [
        ("a", "lived", "lived"),
        ("b", "lived", None),
        ("c", None, "register"),
    ]
    (ax, ay), (bx, by), (cx, cy) = ((one["x"], one["y"]) for one in told["elements"])
    assert ((ax - bx) / (cx - bx), (ay - by) / (cy - by)) == pytest.approx((-50 / 250, 75 / 300), abs=0.001)


@pytest.mark.parametrize(
    "places",
    [
        {},
        {"a": (0, 0)},
        {"a": (0, 0), "b": (900, 0)},
        {"a": (0, 0), "b": (0, 900)},
        {"a": (0, 0), "b": (900, 300), "c": (None, None)},
    ],
)
def test_every_box_has_the_common_aspect_and_holds_every_element(places):
    graph = of(places)
    told = drawing(graph, graph, Change.between(graph, graph))
    left, top, width, height = told["box"]
    assert width / height == pytest.approx(ASPECT, rel=0.01)
    for one in told["elements"]:
        assert left + MARGIN - 0.2 <= one["x"] <= left + width - MARGIN + 0.2
        assert top + MARGIN - 0.2 <= one["y"] <= top + height - MARGIN + 0.2


# --- the notebook ----------------------------------------------------------------------------------------------


def test_the_notebook_is_short_and_names_the_app():
    notebook = nbformat.read(ROOT / "notebooks" / "review.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert [cell["id"] for cell in notebook.cells] == ["title", "parameters", "network", "review"]
    assert [cell["metadata"].get("tags") for cell in notebook.cells] == [["in-lab"], ["parameters"], None, None]
    assert notebook.cells[-1]["source"] == "Review(network)"
    assert notebook.metadata["workbench"] == {"app": "review"}
