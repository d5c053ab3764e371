"""The base of every app: what a page may send, and what it is told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from widgets.theme.app import App, gesture, look
from workbench.workspace import Network


class Elements(App):
    """A page with the names of the elements, and nothing else."""

    area = "map"

    def compose(self) -> dict[str, Any]:
        return {"labels": sorted(element["label"] for element in self.network.map.parts()["elements"])}

    @gesture
    def add(self, *, label: str) -> dict[str, str]:
        return {"id": self.network.map.add_element(label, kind="team").id}

    @gesture
    def rename(self, *, element: str, label: str, version: int) -> None:
        self.network.map.change_element(element, label=label, version=version)

    @look
    def count(self) -> int:
        return len(self.network.map.parts()["elements"])

    @gesture
    def break_down(self) -> None:
        raise ZeroDivisionError

    def not_for_pages(self) -> None:
        raise AssertionError


class Page:
    """The other end of the line: sends what a page would send and keeps what it is told."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.told: list[dict[str, Any]] = []
        app.send = self.told.append  # type: ignore[method-assign]

    def __call__(self, gesture: Any = None, **message: Any) -> dict[str, Any]:
        self.app._receive(self.app, {"id": "g1", "gesture": gesture, "who": "practice manager", **message}, [])
        return self.told[-1]


@pytest.fixture
def page(network: Network) -> Page:
    return Page(Elements(network))


def test_a_gesture_is_carried_out_by_whoever_made_it_and_acknowledged(page, network):
    answer = page("add", args={"label": "Link worker"}, who="community nurse")

    assert answer["ok"] is True
    assert answer["saved"] is not None
    assert page.app.state["labels"] == ["Link worker"]
    [change] = network.changes_since(1)
    assert (change.who, change.action) == ("community nurse", "added Link worker")


def test_a_gesture_that_only_looks_leaves_the_page_as_it_is(page, network):
    network.map.add_element("Link worker", kind="team")
    assert page("count") == {"id": "g1", "ok": True, "result": 1, "saved": None}
    assert page.app.state["labels"] == []
    page.app._catch_up()
    assert page.app.state["labels"] == ["Link worker"]


@pytest.mark.parametrize("name", ["fly", "not_for_pages", "_refresh", "compose", "close", None, 7, ["add"]])
def test_only_marked_gestures_can_be_called(page, name):
    answer = page(name)

    assert answer["ok"] is False
    assert answer["error"] == f"This page knows no gesture ‘{name}’. Reload it to get its newest form."


def test_a_gesture_with_arguments_it_does_not_know_is_refused(page):
    answer = page("add", args={"label": "A", "colour": "red"})

    assert answer["error"].startswith("The gesture ‘add’ cannot be used like this:")
    assert page.app.state["labels"] == []


def test_bad_input_comes_back_as_its_one_sentence(page):
    assert page("add", args={"label": "  "}) == {
        "id": "g1",
        "ok": False,
        "error": "The name is empty. Type something first.",
    }


def test_an_error_of_ours_is_one_plain_sentence_with_a_number_that_the_log_holds_too(page, workspace):
    answer = page("break_down")

    number = answer["error"].rsplit(" ", 1)[1].rstrip(".")
    assert answer["error"] == (
        "Something went wrong here and nothing was changed. If it happens again, give this number to whoever "
        f"looks after the workbench: {number}."
    )
    log = (workspace.path / "logs" / "apps.log").read_text(encoding="utf-8")
    assert f"Incident {number} while break_down" in log
    assert "ZeroDivisionError" in log


def test_a_stale_version_comes_back_as_both_sides(page):
    element = page("add", args={"label": "One"})["result"]["id"]
    page("rename", args={"element": element, "label": "Hers", "version": 1}, who="community nurse")

    answer = page("rename", args={"element": element, "label": "Mine", "version": 1})

    assert answer["conflict"] == {
        "mine": {"title": "Mine"},
        "theirs": {"title": "Hers"},
        "base": {"title": "One"},
        "version": 2,
    }
    assert page.app.state["labels"] == ["Hers"]


def test_what_looks_like_an_nhs_number_is_asked_about_before_it_is_kept(page):
    answer = page("add", args={"label": "Mrs A, 943 476 5919"})
    assert answer["ok"] is False
    assert answer["ask"].startswith("“943 476 5919” could be somebody’s NHS number.")
    assert page.app.state["labels"] == []

    page("add", args={"label": "Mrs A, 943 476 5919"}, anyway=True)
    assert page.app.state["labels"] == ["Mrs A, 943 476 5919"]


def test_undo_and_redo_say_what_they_did_and_what_comes_next(page):
    page("add", args={"label": "One"})
    assert page.app.state["app"]["undo"] == "added One"

    assert page("undo")["result"] == {"said": "took back: added One"}
    assert (page.app.state["labels"], page.app.state["app"]["redo"]) == ([], "added One")
    assert page("redo")["result"] == {"said": "did again: added One"}
    assert page.app.state["labels"] == ["One"]
    page("undo")
    assert page("undo")["result"] == {"said": "There is nothing of yours to take back."}


def test_a_gesture_that_was_kept_is_acknowledged_though_the_page_cannot_be_drawn_again(page, network, monkeypatch):
    def broken(_app: App) -> None:
        raise KeyError("gone")

    monkeypatch.setattr(Elements, "compose", broken)
    answer = page("add", args={"label": "One"})

    assert (answer["ok"], answer["saved"] is not None) == (True, True)
    assert answer["behind"].startswith("What was kept is kept, but this page could not be brought up to date")
    assert [element["label"] for element in network.map.parts()["elements"]] == ["One"]


def test_a_state_that_cannot_be_shown_is_told_and_logged_once(page, workspace, monkeypatch):
    def broken(_app: App) -> None:
        raise KeyError("gone")

    async def others_at_work() -> None:
        watching = asyncio.create_task(page.app._watch())
        workspace.network("U99001", who="GP").map.add_element("Hers", kind="team")
        while not page.told:
            await asyncio.sleep(0)
        for _ in range(50):
            await asyncio.sleep(0.001)
        watching.cancel()

    monkeypatch.setattr(Elements, "every", 0.001)
    monkeypatch.setattr(Elements, "compose", broken)
    monkeypatch.setattr(Elements, "comm", object())
    asyncio.run(others_at_work())

    [told] = page.told
    assert told["behind"].startswith("What was kept is kept")


def test_what_another_person_did_is_on_the_page_without_a_gesture(page, workspace, monkeypatch):
    async def others_at_work() -> None:
        watching = asyncio.create_task(page.app._watch())
        workspace.network("U99001", who="GP").map.add_element("Hers", kind="team")
        while not page.app.state["labels"]:
            await asyncio.sleep(0.001)
        watching.cancel()

    monkeypatch.setattr(Elements, "every", 0.001)
    monkeypatch.setattr(Elements, "comm", object())
    asyncio.run(others_at_work())

    assert page.app.state["labels"] == ["Hers"]


def test_each_browser_takes_back_its_own_steps_though_nobody_chose_a_role(page):
    page("add", args={"label": "From the laptop"}, who="", hand="laptop")
    page("add", args={"label": "From the tablet"}, who="", hand="tablet")

    assert page("undo", who="", hand="laptop")["result"] == {"said": "took back: added From the laptop"}
    assert page("undo", who="", hand="laptop")["result"] == {"said": "There is nothing of yours to take back."}
    assert page.app.state["labels"] == ["From the tablet"]


def test_a_ping_is_answered_without_touching_the_store(page):
    page.app._receive(page.app, {"ping": 41}, [])
    assert page.told == [{"pong": 41}]


def test_a_ping_that_says_who_is_at_work_shows_what_that_role_can_take_back(page):
    page("add", args={"label": "One"}, who="community nurse")
    page("add", args={"label": "Two"}, who="practice manager")

    page.app._receive(page.app, {"ping": 1, "who": "community nurse"}, [])
    assert page.app.state["app"]["undo"] == "added One"
    assert page.told[-1] == {"patch": {"of": {"app": {"of": {"undo": {"is": "added One"}}}}}, "number": 4}
    page.app._receive(page.app, {"ping": 2, "who": "GP"}, [])
    assert page.app.state["app"]["undo"] is None
    assert page.app.state["labels"] == ["One", "Two"]


@pytest.mark.parametrize("who", [None, "", "  ", 7, ["GP"], {"role": "GP"}, "r" * 81])
def test_a_ping_that_says_no_role_changes_nothing(page, who):
    page("add", args={"label": "One"}, who="community nurse")
    before = page.app.state

    page.app._receive(page.app, {"ping": 1, "who": who}, [])
    assert (page.told[-1], page.app.state, page.app.network.who) == ({"pong": 1}, before, "community nurse")


@pytest.mark.parametrize("message", [None, "add", 7, ["add"]])
def test_a_message_of_no_form_is_passed_over(page, message):
    page.app._receive(page.app, message, [])
    assert page.told == []


def test_a_page_that_opens_is_told_everything_and_then_only_what_is_new(page):
    assert page.app.get_state()["state"] == page.app.state
    assert "state" not in page.app.get_state("_dom_classes")
    page("add", args={"label": "One"})

    patch = page.told[0]
    assert (patch["number"], patch["patch"]["of"]["labels"]) == (2, {"is": ["One"]})
    assert set(patch["patch"]["of"]["app"]["of"]) == {"sequence", "undo"}
    assert page.app.get_state()["number"] == 2


def test_a_page_that_missed_something_gets_the_whole(page):
    page.app._receive(page.app, {"ping": 1, "number": 1}, [])
    page.app._receive(page.app, {"ping": 2, "number": 0}, [])
    assert page.told == [{"pong": 1}, {"pong": 2}, {"whole": page.app.state, "number": 1}]


def test_what_somebody_has_their_finger_on_is_told_to_the_others(page, network, workspace):
    other = Page(Elements(workspace.network("U99001")))
    message = {"ping": 1, "who": "community nurse", "hand": "tablet", "doing": {"selected": ["1"]}}
    page.app._receive(page.app, message, [])

    page.app._say_who_is_here()
    other.app._look_who_else()
    other.app._look_who_else()

    nurse = {"hand": "tablet", "who": "community nurse", "doing": {"selected": ["1"]}}
    assert other.told == [{"others": [nurse], "told": 1}]
    page.app._look_who_else()
    assert "others" not in page.told[-1]

    page.app._say_goodbye()
    other.app._look_who_else()
    assert other.told[-1] == {"others": [], "told": 2}


def test_a_page_that_missed_who_else_is_here_is_told_again(page, workspace):
    other = Page(Elements(workspace.network("U99001")))
    page.app._receive(page.app, {"ping": 1, "who": "GP", "hand": "tablet", "doing": {"session": "1"}}, [])
    page.app._say_who_is_here()
    other.app._look_who_else()
    other.told.clear()  # it was told before it listened

    other.app._receive(other.app, {"ping": 1, "number": other.app._number, "others": 0}, [])
    told = {"others": [{"hand": "tablet", "who": "GP", "doing": {"session": "1"}}], "told": 1}
    assert other.told == [{"pong": 1}, told]
    other.app._receive(other.app, {"ping": 2, "number": other.app._number, "others": 1}, [])
    assert other.told == [{"pong": 1}, told, {"pong": 2}]


@pytest.mark.parametrize("doing", ["typing", 7, ["1"], {"selected": ["1" * 5000]}])
def test_what_is_no_doing_or_too_long_is_passed_over(page, network, doing):
    page.app._receive(page.app, {"ping": 1, "hand": "tablet", "doing": doing}, [])
    page.app._say_who_is_here()
    assert network.others() == []
