"""What the map page looks back on, and what it says of where things come from."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from widgets import SystemMap
from widgets.system_map import days
from workbench.workspace import Network

LAUNCH = {"id": "s1", "title": "Launch", "held_on": "2025-01-23", "closed_on": None}


class Page:
    """The other end of the line: sends what a page would send and keeps what it is told."""

    def __init__(self, network: Network) -> None:
        self.app = SystemMap(network)
        self.told: list[dict[str, Any]] = []
        self.app.send = self.told.append  # type: ignore[method-assign]

    def __call__(self, gesture: str, *, who: str = "practice manager", **args: Any) -> Any:
        self.app._receive(self.app, {"id": "g1", "gesture": gesture, "who": who, "args": args}, [])
        return self.told[-1]

    def see(self, gesture: str, **args: Any) -> Any:
        answer = self(gesture, **args)
        assert answer["ok"], answer
        assert json.loads(json.dumps(answer["result"])) == answer["result"]
        return answer["result"]


@pytest.fixture
def page(network: Network) -> Page:
    return Page(network)


@pytest.fixture
def story(network: Network, clock) -> dict[str, str]:
    """A launch at which two ties were drawn, and sixty days in which one grew, one ended and one came."""
    session = network.sessions.begin("Launch", method="after action review")
    link = network.map.add_element("Link worker", kind="person in role", sector="primary care", at=(0, 0))
    kitchen = network.map.add_element("Kitchen", kind="place", sector="voluntary", at=(10, 0))
    ward = network.map.add_element("Ward", kind="team", sector="hospital", at=(20, 0))
    grew = network.map.connect(link, kitchen, kind="refers to", strength=2, said_by="carer", sure="unsure")
    ended = network.map.connect(link, ward, kind="meets")
    clock.now += timedelta(days=30)
    network.map.change_connection(grew.id, strength=4)
    network.map.remove(ended.id)
    clock.now += timedelta(days=30)
    came = network.map.connect(kitchen, ward, kind="meets", strength=1, direction="mutual")
    network.map.move({link.id: (99, 99)})
    return {
        "session": session.id, "link": link.id, "kitchen": kitchen.id, "ward": ward.id,
        "grew": grew.id, "ended": ended.id, "came": came.id,
    }  # fmt: skip


FIRST, LAST = "2025-01-23", "2025-03-24"


def test_days_are_named_renamed_and_lose_their_names(page):
    page("name_day", name="before", day="2025-01-20")
    (wave,) = page.app.state["waves"]
    assert (wave["name"], wave["day"], wave["version"]) == ("before", "2025-01-20", 1)

    page("change_named_day", wave=wave["id"], version=1, name="launch")
    page("change_named_day", wave=wave["id"], version=2, on="2025-01-21")
    (wave,) = page.app.state["waves"]
    assert (wave["name"], wave["day"]) == ("launch", "2025-01-21")

    page("remove_named_day", wave=wave["id"])
    assert page.app.state["waves"] == []
    page("undo")
    assert [one["name"] for one in page.app.state["waves"]] == ["launch"]


def test_a_map_without_a_past_offers_to_name_today(page):
    assert page.see("past") == {
        "choices": [{"day": FIRST, "words": "today: 23 January 2025", "group": "Now"}],
        "suggested": [{"name": "before", "day": FIRST, "words": "23 January 2025"}],
        "before": FIRST,
        "after": FIRST,
        "days": [{"day": FIRST, "words": "23 January 2025", "says": "", "waves": []}],
        "meeting": None,
        "open": [],
    }


def test_looking_back_begins_with_the_first_session_and_knows_the_days_of_change(page, story):
    page("name_day", name="day 50", day="2025-03-14")
    past = page.see("past")
    assert past["choices"] == [
        {"day": "2025-03-14", "words": "day 50: 14 March 2025", "group": "Named"},
        {"day": FIRST, "words": "23 January 2025: Launch", "group": "Sessions"},
        {"day": LAST, "words": "today: 24 March 2025, day 60", "group": "Now"},
    ]
    assert [(one["name"], one["day"]) for one in past["suggested"]] == [("before", FIRST), ("day 25", "2025-02-17")]
    assert [(one["words"], one["says"], one["waves"]) for one in past["days"]] == [
        ("23 January 2025", "2 formed", []),
        ("22 February 2025, day 30", "1 stronger, 1 lost", []),
        ("14 March 2025, day 50", "", ["day 50"]),
        ("24 March 2025, day 60", "1 formed", []),
    ]
    assert (past["before"], past["after"]) == ("2025-03-14", LAST)
    assert past["meeting"] == {"title": "Launch", "day": FIRST, "id": story["session"]}


def test_two_days_are_compared_whichever_is_named_first(page, story):
    told = page.see("compare_days", before=FIRST, after=LAST)
    assert told == page.see("compare_days", before=LAST, after=FIRST)
    assert (told["before"], told["after"]) == (FIRST, LAST)
    assert told["sentence"] == ("1 relationship formed, 1 stronger, 1 lost. Newly linked: voluntary with hospital.")
    assert told["both"] == "1 of 3 relationships of either day is in both."
    assert [(tie["became"], tie["from"], tie["to"], tie["before"], tie["after"]) for tie in told["ties"]] == [
        ("formed", "Kitchen", "Ward", None, 1),
        ("stronger", "Link worker", "Kitchen", 2, 4),
        ("lost", "Link worker", "Ward", 3, None),
    ]


def test_two_days_are_drawn_as_one_with_everything_at_its_present_place(page, story):
    lens = page.see("both_days", before=FIRST, after=LAST)
    assert lens["title"] == "From 23 January 2025 to today"
    assert lens["marks"] == {
        story["link"]: "kept", story["kitchen"]: "kept", story["ward"]: "kept",
        story["came"]: "formed", story["grew"]: "stronger", story["ended"]: "lost",
    }  # fmt: skip
    assert lens["legend"] == {"formed": "1 formed", "stronger": "1 stronger", "kept": "as it was", "lost": "1 lost"}
    places = {one["id"]: (one["x"], one["y"]) for one in lens["parts"]["elements"]}
    assert places[story["link"]] == (99, 99)
    assert set(lens["about"]) == set(lens["marks"])
    assert lens["about"][story["ended"]].startswith("Lost since. Link worker meets Ward. ")
    assert lens["about"][story["link"]].startswith("Joins primary care with voluntary and hospital")


def test_the_map_of_a_day_shows_that_day_and_what_came_of_it(page, story):
    lens = page.see("map_on", day="2025-02-22")
    assert (lens["on"], lens["day"], lens["whole"]) == ("2025-02-22", "22 February 2025, day 30", True)
    assert [one["id"] for one in lens["parts"]["connections"]] == [story["grew"]]
    assert {key: role for key, role in lens["marks"].items() if role != "kept"} == {story["grew"]: "stronger"}
    assert [(step["what"], step["label"]) for step in lens["steps"]] == [
        ("stronger", "Link worker → Kitchen"),
        ("lost", "Link worker → Ward"),
    ]
    assert page.see("map_on", day="2025-01-01")["parts"] == {"elements": [], "connections": []}


def test_a_day_that_was_seen_is_seen_anew_once_something_changed(page, story):
    page.see("map_on", day=FIRST)
    page("change_connection", connection=story["came"], since=FIRST)
    assert len(page.see("map_on", day=FIRST)["parts"]["connections"]) == 3


def test_what_happened_between_two_days_says_who_said_so_and_in_which_session(page, story):
    steps = page.see("what_happened", before="2025-01-22", after=LAST)
    assert [(one["what"], one["on"], one["said_by"], [each["title"] for each in one["sessions"]]) for one in steps] == [
        ("formed", LAST, "practice manager", []),
        ("lost", "2025-02-22", "practice manager", []),
        ("stronger", "2025-02-22", "carer", []),
        ("formed", FIRST, "practice manager", ["Launch"]),
        ("formed", FIRST, "carer", ["Launch"]),
    ]
    assert page.see("what_happened", before=LAST, after=LAST) == []


def test_each_figure_is_told_then_and_now(page, story):
    figures = {one["id"]: one for one in page.see("figures_then_and_now", before=FIRST, after=LAST)}
    assert (figures["reciprocity"]["then"], figures["reciprocity"]["now"]) == ("0.00", "0.67")
    assert figures["reciprocity"]["difference"] == "higher by 0.67"
    empty = page.see("figures_then_and_now", before="2025-01-01", after=LAST)
    assert {one["then"] for one in empty} == {"0", "n/a"}


def test_the_two_days_are_drawn_beside_one_another(page, story):
    drawing = page.see("side_by_side", before=FIRST, after=LAST)
    assert [(tie["became"], tie["before"], tie["after"]) for tie in drawing["ties"]] == [
        ("formed", None, 1),
        ("stronger", 2, 4),
        ("lost", 3, None),
    ]


def test_the_table_of_changes_is_a_file_that_no_spreadsheet_runs(page, story):
    page("change_element", element=story["ward"], label="=1+1")
    saved = page.see("changes_as_file", before=FIRST, after=LAST)
    assert (saved["name"], saved["type"]) == (
        "change-stourvale-2025-01-23-2025-03-24.csv",
        "text/csv;charset=utf-8",
    )
    assert saved["text"].lstrip("\ufeff").splitlines() == [
        "From,To,How,Direction,2025-01-23,2025-03-24,It is",
        "Kitchen,'=1+1,meets,mutual,,1,formed",
        "Link worker,Kitchen,refers to,one way,2,4,stronger",
        "Link worker,Ward,meets,one way,3,,lost",
    ]


def test_a_part_says_where_it_comes_from_without_the_page_being_composed(page, story):
    before = page.app.state
    found = page.see("evidence", part=story["grew"])
    assert (found["said_by"], found["sure"], found["confirmed"]) == ("carer", "unsure", None)
    assert [each["title"] for each in found["source"]["sessions"]] == ["Launch"]
    assert [step["what"] for step in found["steps"]] == ["formed", "stronger"]
    assert page.app.state is before


def test_a_part_that_is_gone_still_says_where_it_came_from(page, story):
    found = page.see("evidence", part=story["ended"])
    assert [(step["what"], step["on"]) for step in found["steps"]] == [("formed", FIRST), ("lost", "2025-02-22")]
    assert (found["said_by"], found["source"]["kind"]) == ("practice manager", "people")


def test_the_lived_share_is_told_by_sector(page, network):
    network.prefill_map()
    page.app._catch_up()
    assert page.app.state["lived"] == [
        {"sector": "primary care", "parts": 6, "told": 0, "share": 0},
        {"sector": "commissioning", "parts": 2, "told": 0, "share": 0},
    ]


def test_parts_of_the_register_are_confirmed_in_a_session_that_is_open_today(page, network):
    network.prefill_map()
    session = network.sessions.begin("Launch", method="after action review")
    page.app._catch_up()
    assert page.see("past")["open"] == [{"id": session.id, "title": "Launch"}]
    question = page.app.state["questions"][0]

    page("confirm_in", parts=question["confirms"], session=session.id)

    confirmed = page.see("evidence", part=question["part"])["confirmed"]
    assert confirmed == {
        "who": "practice manager", "on": FIRST, "sessions": [{"id": session.id, "title": "Launch"}],
    }  # fmt: skip
    network.sessions.close(session.id)
    assert page.see("past")["open"] == []


def test_what_was_so_until_a_day_was_on_the_map_until_then(page, network):
    network.prefill_map()
    page.app._catch_up()
    question = page.app.state["questions"][0]
    answer = page("was_until", parts=[question["part"]], day="2024-10-01")
    assert answer["result"]["said"].startswith("Gone since 1 October 2024: the connection between ")
    assert question["part"] not in [one["part"] for one in page.app.state["questions"]]
    then = {one["id"] for one in network.map.parts("2024-09-30")["connections"]}
    assert question["part"] in then - {one["id"] for one in network.map.parts("2024-10-01")["connections"]}


@pytest.mark.parametrize(
    ("gesture", "args", "sentence"),
    [
        ("name_day", {"name": " ", "day": FIRST}, "The name of the wave is empty."),
        ("name_day", {"name": "soon", "day": "2025-01-24"}, "The day of the wave is yet to come."),
        ("change_named_day", {"wave": "nobody", "name": "x"}, "no longer there"),
        ("change_named_day", {"wave": "nobody", "colour": "x"}, "has no ‘colour’"),
        ("remove_named_day", {"wave": ["nobody"]}, "has to be text"),
        ("compare_days", {"before": "yesterday", "after": FIRST}, "has to be a date"),
        ("compare_days", {"before": FIRST, "after": "2025-01-24"}, "That day is yet to come."),
        ("both_days", {"before": None, "after": FIRST}, "has to be a date"),
        ("side_by_side", {"before": FIRST, "after": "9999-01-01"}, "in the year 9999"),
        ("figures_then_and_now", {"before": FIRST, "after": 7}, "has to be a date"),
        ("what_happened", {"before": FIRST, "after": {}}, "has to be a date"),
        ("map_on", {"day": "2025-01-24"}, "That day is yet to come."),
        ("changes_as_file", {"before": "", "after": FIRST}, "has to be a date"),
        ("evidence", {"part": "nobody"}, "no longer on the map"),
        ("evidence", {"part": 1}, "has to be text"),
        ("confirm_in", {"parts": [], "session": None}, "which parts"),
        ("confirm_in", {"parts": ["nobody"], "session": "nobody"}, "no longer there"),
        ("was_until", {"parts": ["nobody"], "day": "2025-01-24"}, "That day is yet to come."),
        ("was_until", {"parts": ["nobody"], "day": FIRST}, "no longer there"),
    ],
)
def test_what_a_page_should_not_send_is_refused_in_a_sentence_and_changes_nothing(page, gesture, args, sentence):
    sequence = page.app.network.latest()
    answer = page(gesture, **args)
    assert answer["ok"] is False
    assert sentence in answer["error"]
    assert page.app.network.latest() == sequence


def test_a_day_has_its_number_within_the_hundred_days_after_the_launch():
    began = date(2025, 1, 23)
    said = [days.day_in_words(began + timedelta(days=number), began) for number in (-1, 0, 1, 100, 101)]
    assert said == [
        "22 January 2025", "23 January 2025", "24 January 2025, day 1", "3 May 2025, day 100", "4 May 2025",
    ]  # fmt: skip
    assert days.day_in_words(began, None) == "23 January 2025"


def test_a_session_day_that_a_wave_names_is_offered_once():
    waves = [{"id": "w", "name": "before", "day": FIRST}]
    offered = days.choices(waves, [LAUNCH], date(2025, 1, 23))
    assert offered == [{"day": FIRST, "words": "before: 23 January 2025", "group": "Named"}]
    assert days.suggested(waves, [LAUNCH], date(2025, 1, 23)) == []


def test_the_last_session_is_the_newest_before_today():
    older, newer = {**LAUNCH, "held_on": "2025-01-02"}, {**LAUNCH, "held_on": "2025-01-09"}
    assert days.last_meeting([older, newer, LAUNCH], date(2025, 1, 23)) == newer
    assert days.last_meeting([LAUNCH], date(2025, 1, 23)) is None
