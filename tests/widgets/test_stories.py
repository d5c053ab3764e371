"""The page of what we hear: what it finds, counts and compares, and to whom it shows what."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import nbformat
import pandas as pd
import pytest

from tests.conftest import ROOT
from widgets.stories.handing_out import table_file
from widgets.stories.lately import sentence
from widgets.stories.place import Place
from widgets.stories.stories import Stories
from workbench.errors import BadInput, Conflict, NotFound
from workbench.networks.register import import_register
from workbench.workspace import Network

AAR = {"method": "after action review"}
STEP = {"step": "What happened?"}
SHIFT = "services-community"


@pytest.fixture
def page(network) -> Stories:
    return Stories(network)


def do(page, gesture, **args):
    answer = page._answer({"gesture": gesture, "args": args, "who": "practice manager"})
    assert answer["ok"] is True
    assert json.loads(json.dumps(page.state)) == page.state
    return answer["result"]


def show(page, **place):
    do(page, "show", **{**Place().plain(), **place})
    return page.state


def meeting(network, title="January", **more):
    return network.sessions.begin(title, **AAR, **more).id


def say(network, session, text, nature="story", **more):
    return network.sessions.say(session, text, nature=nature, **STEP, **more).id


@pytest.fixture
def another(network) -> Network:
    """A second network of the same workspace."""
    workspace = network.workspace
    networks = pd.DataFrame(
        [("U99002", "Harbourside", "ZZ1", "NHS Testshire", date(2019, 7, 1), None)],
        columns=["code", "name", "commissioner_code", "commissioner", "opened", "closed"],
    )
    columns = ["practice_code", "practice_name", "start", "end", "same_commissioner", "network_code"]
    stays = pd.DataFrame([("Y99009", "Quay", date(2019, 7, 1), None, True, "U99002")], columns=columns)
    import_register(workspace.store, networks, stays, source="test register", who="test", at=workspace.clock())
    return workspace.network("U99002", who="GP")


def texts(state) -> list[str]:
    return [row["text"] for row in state["said"]["rows"]]


# --- nothing yet, and lately -----------------------------------------------------------------------------


def test_before_anything_was_said_every_view_says_so(page):
    assert page.state["lately"] == "Nothing was said here yet that you may read."
    assert page.state["anything"] is False
    assert show(page, view="map")["map"]["drawing"] is None
    told = show(page, view="patterns")["pattern"]
    assert (told["groups"], told["unplaced"], told["sentence"]) == (
        [],
        0,
        "Nothing that was said is placed by this question yet.",
    )
    assert show(page, view="themes")["themes"] is None
    assert do(page, "themes_file")["text"] == "theme\r\n"


def test_what_was_heard_lately_stands_in_one_sentence(network, page):
    today = network.today()
    long_ago = meeting(network, held_on=today - timedelta(days=90))
    say(network, long_ago, "One", themes=["community links"])
    say(network, long_ago, "Two", "fact", themes=["community links"])
    page._refresh()
    assert page.state["lately"] == (
        "When we last met, on 25 October 2024, we heard 1 story and 1 fact, most of it on “community links”."
    )
    recent = meeting(network)
    network.sessions.say(recent, "Why?", form="question", **STEP)
    network.sessions.say(recent, "Well", **STEP)
    network.sessions.conclude(recent, "An insight is nothing that was heard")
    page._refresh()
    assert page.state["lately"] == "In the last thirty days we heard 1 question and 1 other thing in 1 meeting."


def test_what_is_said_most_often_is_named_only_where_it_stands_out():
    def row(*about: str):
        pointed = [{"title": title} for title in about]
        return {
            "record": "entry",
            "kind": "fact",
            "held_on": "2025-01-01",
            "session": {"id": "s"},
            "themes": [],
            "about": pointed,
        }

    on = {"today": date(2025, 1, 2)}
    assert sentence([row("Kitchen"), row("Kitchen", "Ward")], **on).endswith(
        "in 1 meeting, most often about “Kitchen”."
    )
    assert sentence([row("Kitchen"), row("Ward")], **on).endswith("2 facts in 1 meeting.")


# --- what was said, and the search -------------------------------------------------------------------------


def test_a_search_marks_what_it_found_and_leads_to_its_meeting(network, page):
    session = meeting(network)
    kitchen = network.map.add_element("Community kitchen", kind="community group")
    other = network.map.add_element("Link worker", kind="person in role")
    tie = network.map.connect(kitchen.id, other.id, kind="refers to")
    story = say(network, session, "They rang the hospital twice", said_by="carer", about=[kitchen.id, tie.id])
    say(network, session, "Nobody came")
    network.sessions.agree(session, "Ring the hospital", owner="nurse")

    state = show(page, search="hospitals")

    assert state["shown"]["search"] == "hospitals"
    assert state["said"]["says"] == "2 things found for “hospitals”"
    row = next(each for each in state["said"]["rows"] if each["id"] == story)
    assert row["pieces"] == [["They rang the ", False], ["hospital", True], [" twice", False]]
    assert {name: row[name] for name in ("kind", "said_by", "held_on", "href", "cut", "own")} == {
        "kind": "story",
        "said_by": "carer",
        "held_on": "2025-01-23",
        "href": f"session.ipynb?session={story}",
        "cut": False,
        "own": True,
    }
    assert row["session"] == {"id": session, "title": "January"}
    assert [(one["label"], one["href"]) for one in row["about"]] == [
        ("Community kitchen", f"map.ipynb?focus={kitchen.id}"),
        ("Community kitchen → Link worker", f"map.ipynb?focus={tie.id}"),
    ]


def test_what_was_typed_in_quotation_marks_is_not_quoted_twice(network, page):
    say(network, meeting(network), "A kitchen on the quay")
    for typed in ('"zebra"', "“zebra”", "zebra"):
        assert show(page, search=typed)["said"]["says"] == "Nothing found for “zebra”"
        assert page.state["said"]["wanted"] == "“zebra”"
    assert show(page, search='"the quay" kitchen')["said"]["says"] == "1 thing found for “‘the quay’ kitchen”"
    assert show(page)["said"]["wanted"] == ""


def test_what_is_listed_can_be_narrowed_by_kind_theme_person_and_day(network, page):
    early = meeting(network, "Early", held_on=network.today() - timedelta(days=40))
    late = meeting(network, "Late")
    say(network, early, "A story of then", said_by="carer", themes=["community links"])
    say(network, late, "A fact of now", "fact", said_by="GP")
    network.sessions.say(late, "A question of now", form="question", said_by="carer", **STEP)

    assert texts(show(page)) == ["A question of now", "A fact of now", "A story of then"]
    assert page.state["said"]["says"] == "3 things, the newest first"
    assert texts(show(page, kind="story,question")) == ["A question of now", "A story of then"]
    assert texts(show(page, kind="fact")) == ["A fact of now"]
    assert page.state["said"]["says"] == "1 fact, the newest first"
    assert texts(show(page, theme="community links")) == ["A story of then"]
    assert texts(show(page, by="carer")) == ["A question of now", "A story of then"]
    assert texts(show(page, since="2025-01-01")) == ["A question of now", "A fact of now"]
    found = show(page, search="now", by="carer")
    assert (texts(found), found["said"]["without_filters"]) == (["A question of now"], 1)
    assert page.state["choices"]["people"] == ["carer", "GP"]


def test_an_issue_that_was_brought_and_the_notes_of_a_meeting_are_found_too(network, page):
    session = meeting(network, "About discharge")
    bid = network.sessions.bid(session, "Whose discharge is it?", made_by="nurse")

    rows = {row["id"]: row for row in show(page, search="discharge")["said"]["rows"]}

    assert {key: (row["kind"], row["said_by"], row["goes"]) for key, row in rows.items()} == {
        bid.id: ("issue brought", "nurse", None),
        session: ("about the meeting", "", None),
    }


def test_what_nobody_said_leads_to_what_is_called_that(network, page):
    session = meeting(network)
    element = network.map.add_element("Carers’ circle", kind="community group")
    say(network, session, "They meet on Mondays", said_by="carer", about=[element.id], themes=["community links"])

    found = show(page, search="carer")["said"]

    assert (found["says"], found["rows"]) == ("Nothing found for “carer”", [])
    assert found["near"] == [
        {"says": "What was said about Carers’ circle", "place": {"view": "map", "about": element.id}},
        {"says": "What the carer said (1)", "place": {"by": "carer"}},
    ]
    assert show(page, search="links")["said"]["near"] == [
        {"says": "The theme “community links” (1)", "place": {"theme": "community links"}}
    ]
    assert show(page, search="Monday")["said"]["near"] == []


def test_an_address_that_the_page_does_not_know_is_refused_and_leaves_the_page_as_it_is(page):
    before = show(page, search="kitchen")
    for wrong in (
        {"view": "wall"},
        {"theme": "cricket"},
        {"since": "soon"},
        {"kind": "song"},
        {"everywhere": "always"},
    ):
        with pytest.raises(BadInput):
            do(page, "show", **{**Place().plain(), **wrong})
    with pytest.raises(BadInput, match=r"^This page cannot show that\."):
        do(page, "show", colour="blue")
    assert page.state == before


def test_nobody_is_asked_about_what_they_look_for(page):
    assert show(page, search="SW1A 1AA 943 476 5919")["shown"]["search"] == "SW1A 1AA 943 476 5919"


# --- who may read what -------------------------------------------------------------------------------------


def test_what_stays_with_another_set_is_nowhere_on_the_page(network):
    north, south = network.members.add_set("North").id, network.members.add_set("South").id
    element = network.map.add_element("Kitchen", kind="community group")
    network.in_set = south
    theirs = meeting(network, "Ours alone", in_set=south)
    placed = {SHIFT: (0.5, 0.5)}
    for number in range(9):
        say(
            network,
            theirs,
            f"Whispered {number}",
            about=[element.id],
            said_by="hermit",
            themes=["community links"],
            placed=placed,
        )
    network.in_set = north
    page = Stories(network)

    for view in ("said", "map", "patterns", "themes"):
        for more in ({}, {"search": "whispered"}, {"everywhere": "yes"}):
            state = show(page, view=view, **(more if view == "said" else {}))
            written = json.dumps({**state, "shown": None}, ensure_ascii=False)
            assert "hispered" not in written.replace("“whispered”", "")
            assert "hermit" not in written
    assert show(page, view="map", about=element.id)["map"]["counts"] == {}
    assert show(page, view="patterns", question=SHIFT)["pattern"]["groups"] == []
    assert page.state["reads"] == "You read as a member of North: what stays with another set is not on this page."

    network.in_set = south
    page._refresh()
    assert show(page, view="map", about=element.id)["map"]["counts"] == {element.id: {"stories": 9, "facts": 0}}


def test_other_networks_are_searched_on_request_and_only_at_the_level_of_the_programme(network, another, page):
    there = meeting(another, "Theirs")
    say(another, there, "Our own secret kitchen", "fact", audience="network")
    say(another, there, "A kitchen for everybody", "fact", audience="programme")

    assert texts(show(page, search="kitchen")) == []
    [row] = show(page, search="kitchen", everywhere="yes")["said"]["rows"]
    assert (row["text"], row["network"], row["own"], row["href"]) == (
        "A kitchen for everybody",
        "Harbourside",
        False,
        None,
    )
    assert page.state["choices"]["others"] is True


def test_how_far_a_story_goes_is_said_and_changed_here(network, page):
    session = meeting(network)
    story = say(network, session, "She came back", audience="network")
    [row] = show(page)["said"]["rows"]
    assert (row["audience"], row["goes"], row["waits"]) == ("network", "set", "nobody has asked whoever told it yet")
    assert page.state["choices"]["goes"]["network"] == {"not asked": "set", "given": "network", "refused": "set"}

    said = do(page, "share", record=story, audience="programme", consent="given", version=row["version"])
    assert said == {"said": "Kept."}
    [after] = page.state["said"]["rows"]
    assert (after["goes"], after["waits"]) == ("programme", "")
    with pytest.raises(Conflict):
        do(page, "share", record=story, audience="set", consent="given", version=row["version"])
    do(page, "undo")
    assert page.state["said"]["rows"][0]["goes"] == "set"


def test_what_is_kept_from_its_reader_says_so_as_it_goes(network):
    one, _ = network.members.add_set("North").id, network.members.add_set("South")
    network.in_set = one
    session = meeting(network, in_set=one)
    fact = say(network, session, "Twelve visits", "fact", audience="network")
    network.in_set = None
    page = Stories(network)
    assert texts(page.state) == ["Twelve visits"]
    said = do(page, "share", record=fact, audience="set")
    assert said == {"said": "Kept. It is no longer for whoever reads here, so it is not listed any more."}
    assert texts(page.state) == []


# --- on the map ----------------------------------------------------------------------------------------------


def test_stories_and_facts_are_counted_on_each_part_of_the_map(network, page):
    session = meeting(network)
    kitchen = network.map.add_element("Kitchen", kind="community group")
    ward = network.map.add_element("Ward", kind="service")
    tie = network.map.connect(kitchen.id, ward.id, kind="refers to")
    for text in ("One", "Two"):
        say(network, session, text, about=[tie.id])
    say(network, session, "Three", "fact", about=[tie.id, kitchen.id])
    network.sessions.say(session, "Who?", form="question", about=[ward.id], **STEP)

    state = show(page, view="map", about=tie.id)["map"]

    assert state["counts"] == {tie.id: {"stories": 2, "facts": 1}, kitchen.id: {"stories": 0, "facts": 1}}
    frame = network.sessions.about_map()
    assert {key: dict(row) for key, row in frame[["stories", "facts"]].iterrows() if sum(row)} == state["counts"]
    assert [(row["label"], row["kind"], row["stories"], row["facts"]) for row in state["rows"]] == [
        ("Kitchen → Ward", "connection: refers to", 2, 1),
        ("Kitchen", "community group", 0, 1),
    ]
    assert state["sentence"] == "Most stories are about Kitchen → Ward: 2 stories."
    assert state["silent"] == "No story and no fact yet about 1 of 2 elements: Ward."
    assert {row["text"] for row in state["about"]["rows"]} == {"One", "Two", "Three"}
    assert {one["id"] for one in state["drawing"]["elements"]} == {kitchen.id, ward.id}
    assert do(page, "map_file") == {
        "name": "stories-on-the-map-of-stourvale.csv",
        "type": "text/csv",
        "text": "part,kind,stories,facts\r\n"
        "Kitchen → Ward,connection: refers to,2,1\r\nKitchen,community group,0,1\r\n",
    }


def test_where_many_parts_carry_as_many_stories_it_says_how_many_there_are(network, page):
    session = meeting(network)
    parts = [network.map.add_element(f"Place {number}.", kind="service").id for number in range(4)]
    say(network, session, "A fact", "fact", about=parts[:1])
    assert show(page, view="map")["map"]["sentence"] == (
        "No story was told about any part of the map yet; 1 part carries facts."
    )
    assert page.state["map"]["spoken"].startswith("Map of Stourvale: 1 part of it carries stories or facts.")
    assert (
        page.state["map"]["silent"] == "No story and no fact yet about 3 of 4 elements: Place 1, Place 2 and Place 3."
    )
    for _ in range(2):
        say(network, session, "A story", about=parts)
    page._refresh()
    assert page.state["map"]["sentence"] == "4 parts of the map have 2 stories each, and no part has more."


# --- patterns ------------------------------------------------------------------------------------------------


@pytest.fixture
def placed(network, another) -> Network:
    """Nine placed stories and two that a question does not apply to; of another network three that may be read."""
    session = meeting(network)
    for number in range(9):
        say(network, session, f"Ours {number}", placed={SHIFT: (0.25, 0.75)}, audience="programme", consent="given")
    for number in range(2):
        say(network, session, f"Beside {number}", placed={SHIFT: None})
    there = meeting(another, "Theirs")
    for number in range(3):
        say(another, there, f"Theirs {number}", "fact", placed={SHIFT: (1, 0)}, audience="programme")
    return network


def test_what_does_not_apply_is_counted_beside_and_a_small_group_is_hidden_with_its_reason(placed, page):
    told = show(page, view="patterns", question=SHIFT)["pattern"]

    assert [
        {name: row[name] for name in ("number", "name", "n", "does_not_apply", "parts", "hidden", "says")}
        for row in told["groups"]
    ] == [
        {
            "number": 1,
            "name": "Stourvale",
            "n": 9,
            "does_not_apply": 2,
            "parts": [25, 75],
            "hidden": False,
            "says": "9 things placed, 2 not applying",
        },
        {
            "number": 2,
            "name": "Harbourside",
            "n": None,
            "does_not_apply": None,
            "parts": None,
            "hidden": True,
            "says": "fewer than 8",
        },
    ]
    assert told["groups"][0]["counts"] == [0, 0, 0, 9, 0]
    assert told["sentence"] == (
        "In Stourvale what was said leans towards “community”, with 75 of 100 (9 things placed, 2 not applying)."
    )
    assert told["why_hidden"] == (
        "Where fewer than 8 were placed nothing is shown, so that nobody can be recognised by it."
    )
    assert "fewer than 8" in told["drawing"]
    assert not any(text in json.dumps(page.state) for text in ("Ours ", "Theirs ", "Beside "))


def test_a_pattern_is_taken_along_for_us_and_as_leaders_may_read_it(placed, page):
    show(page, view="patterns", question=SHIFT)
    ours, shared = (do(page, "pattern_file", form="csv", shared=shared) for shared in (False, True))

    assert ours["name"] == "who-makes-the-difference-here-by-network.csv"
    assert shared["name"] == "who-makes-the-difference-here-by-network-to-share.csv"
    heading = ["network", "placed", "does not apply", "services and organisations", "community", "hidden"]
    hidden = ["Harbourside", "", "", "", "", "fewer than 8"]
    assert list(csv.reader(io.StringIO(ours["text"]))) == [
        heading,
        ["Stourvale", "9", "2", "0.250", "0.750", ""],
        hidden,
    ]
    assert list(csv.reader(io.StringIO(shared["text"]))) == [
        heading,
        ["Stourvale", "9", "0", "0.250", "0.750", ""],
        hidden,
    ]
    picture = do(page, "pattern_file", form="svg", shared=True)
    assert (picture["type"], picture["text"][:4]) == ("image/svg+xml", "<svg")
    assert "not applying" not in picture["text"]
    with pytest.raises(BadInput):
        do(page, "pattern_file", form="xlsx")


def test_over_time_the_first_and_the_last_that_can_be_shown_are_compared(network, page):
    today = network.today()
    for days, weights in ((70, (0.9, 0.1)), (0, (0.2, 0.8))):
        session = meeting(network, f"{days} days ago", held_on=today - timedelta(days=days))
        for number in range(8):
            say(network, session, f"{days} {number}", placed={SHIFT: weights})
    told = show(page, view="patterns", question=SHIFT, over="month")["pattern"]
    assert told["sentence"] == (
        "In November 2024 what was said leans towards “services and organisations”, with 90 of 100; "
        "in January 2025 what was said leans towards “community”, with 80 of 100."
    )
    assert [row["name"] for row in told["groups"]] == ["November 2024", "January 2025"]
    told = show(page, view="patterns", question=SHIFT, over="session")["pattern"]
    assert [row["name"] for row in told["groups"]] == ["70 days ago", "0 days ago"]


def test_a_mean_in_the_middle_says_whether_stories_lie_there_or_on_both_sides(network, page):
    session = meeting(network)
    for number in range(8):
        say(
            network,
            session,
            f"{number}",
            placed={SHIFT: (1, 0) if number % 2 else (0, 1), "crisis-planning": (0.5, 0.5)},
        )
    shift = "“services and organisations”", "“community”"
    assert show(page, view="patterns", question=SHIFT)["pattern"]["sentence"] == (
        f"In Stourvale what was said lies on both sides: 4 nearer to {shift[0]}, 4 nearer to {shift[1]} "
        "(8 things placed)."
    )
    assert show(page, view="patterns", question="crisis-planning")["pattern"]["sentence"] == (
        "In Stourvale what was said lies in the middle between “reacting to a crisis” and “planning ahead” "
        "(8 things placed)."
    )


def test_a_pattern_counts_stories_and_facts_alike_and_calls_them_by_neither_name(network, page):
    session = meeting(network, "Halfway.")
    for number in range(8):
        say(network, session, f"{number}", "story" if number < 3 else "fact", placed={SHIFT: (0.2, 0.8)})
    told = show(page, view="patterns", question=SHIFT, over="session")["pattern"]
    assert told["sentence"] == (
        "In “Halfway” what was said leans towards “community”, with 80 of 100 (8 things placed)."
    )
    assert told["counting"].startswith("The numbers under each word are means out of 100, of all that was placed")
    assert told["how_to_read"].startswith("Each numbered mark is the mean of what was said in one meeting:")
    shown = {name: told[name] for name in ("sentence", "counting", "how_to_read", "drawing", "groups")}
    assert "stories" not in json.dumps(shown).replace("stories and facts alike", "")


def test_a_question_of_ones_own_is_asked_changed_and_ended_and_each_is_taken_back(network, page):
    asked = do(page, "ask_question", question="What helped?", words=["people", "time", "luck"])
    own = {"view": "patterns", "question": asked["key"]}
    assert show(page, **own)["pattern"]["question"]["question"] == "What helped?"
    assert [each["key"] for each in page.state["signifiers"] if each["own"]] == [asked["key"]]

    version = page.state["pattern"]["question"]["version"]
    do(
        page,
        "change_question",
        key=asked["key"],
        question="What carried it?",
        words=["people", "time", "luck"],
        version=version,
    )
    assert page.state["pattern"]["question"]["question"] == "What carried it?"
    do(page, "undo")
    assert page.state["pattern"]["question"]["question"] == "What helped?"
    do(page, "end_question", key=asked["key"])
    assert (page.state["pattern"]["missing"], page.state["pattern"]["unplaced"]) == (True, 0)
    with pytest.raises(NotFound, match=r"^That question is not asked here any more"):
        do(page, "pattern_file", form="csv")
    do(page, "undo")
    assert page.state["pattern"]["missing"] is False


def test_what_is_wrong_with_a_question_is_said_at_its_field(page):
    with pytest.raises(BadInput, match=r"^What do you ask of a story\? It is empty\."):
        do(page, "ask_question", question=" ", words=["people", "time"])
    with pytest.raises(BadInput, match=r"^Second word: It is empty\."):
        do(page, "ask_question", question="What helped?", words=["people", " "])
    with pytest.raises(BadInput, match="have to differ"):
        do(page, "ask_question", question="What helped?", words=["people", "People"])
    with pytest.raises(BadInput):
        do(page, "end_question", key=SHIFT)
    assert [each["built_in"] for each in show(page, view="patterns")["signifiers"]] == [True] * 4


def test_what_was_said_before_can_be_placed_one_after_another(network, page):
    session = meeting(network)
    first, second = say(network, session, "First"), say(network, session, "Second", "fact")
    network.sessions.say(session, "Why?", form="question", **STEP)
    assert show(page, view="patterns", question=SHIFT)["pattern"]["unplaced"] == 2
    assert [row["id"] for row in do(page, "to_place", question=SHIFT)] == [second, first]

    do(page, "place_one", record=second, question=SHIFT, weights=[0.4, 0.6])
    do(page, "place_one", record=first, question=SHIFT, weights=None)
    assert page.state["pattern"]["unplaced"] == 0
    do(page, "undo")
    assert [row["id"] for row in do(page, "to_place", question=SHIFT)] == [first]


# --- themes --------------------------------------------------------------------------------------------------


def test_themes_are_counted_by_month_and_no_month_is_left_out(network, page):
    today = network.today()
    for days, themes in ((70, ["community links"]), (0, ["community links", "healthy choices"])):
        session = meeting(network, f"{days}", held_on=today - timedelta(days=days))
        say(network, session, f"Said {days} days ago", themes=themes)

    told = show(page, view="themes")["themes"]

    assert [month["name"] for month in told["months"]] == ["Nov 2024", "Dec 2024", "Jan 2025"]
    assert told["rows"] == [
        {"theme": "community links", "counts": [1, 0, 1], "together": 2},
        {"theme": "healthy choices", "counts": [0, 0, 1], "together": 1},
    ]
    assert told["sentence"].startswith("Most was said about “community links”: 2 times. Nothing yet about “care")
    assert do(page, "themes_file")["text"].splitlines() == [
        "theme,2024-11,2024-12,2025-01",
        "healthy choices,0,0,1",
        "community links,1,0,1",
    ]


def test_no_word_that_people_typed_becomes_a_formula():
    assert table_file("=x", ["a"], [["=1+1"], ["-2"], [-2], [None]]) == {
        "name": "x.csv",
        "type": "text/csv",
        "text": "a\r\n'=1+1\r\n'-2\r\n-2\r\n\"\"\r\n",
    }


def test_the_notebook_has_few_cells_with_names_of_their_own():
    notebook = nbformat.read(ROOT / "notebooks" / "stories.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells] == ["title", "parameters", "network", "stories"]
    assert notebook.metadata.workbench == {"app": "stories"}
