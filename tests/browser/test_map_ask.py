"""Asking the map: with the mouse, with the keyboard only, and of an earlier day."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.machine import until
from workbench.workspace import open_workspace


def says(page: Page, sentence: str | re.Pattern[str]) -> None:
    """Wait until the answer that is shown says this."""
    expect(page.locator(".wb-ask-answer[aria-busy='false'] .wb-answer")).to_contain_text(sentence, timeout=20_000)


def point_to(page: Page, label: str) -> None:
    search = page.get_by_role("searchbox", name="Find on the map")
    search.fill(label)
    search.press("Enter")


def test_a_set_asks_with_the_mouse_and_goes_from_answer_to_answer(map_opened, folder: Path, axe):
    page = map_opened()
    page.get_by_role("tab", name="Ask the map").click()
    expect(page.get_by_role("heading", name="What would you like to know?")).to_be_visible()
    expect(page.get_by_role("heading", level=3, name="What leads where")).to_be_visible(timeout=20_000)
    axe(page)

    # A question that needs nothing is answered at once: in words, on the drawing, in figures.
    page.get_by_role("button", name="Who stands between others who are not connected directly?").click()
    says(page, "Link worker stands between two others 20 times")
    legend = page.get_by_role("group", name="What is marked on the drawing")
    expect(legend).to_contain_text("Link worker, between two others")
    rows = page.locator(".wb-ask-table tbody tr")
    expect(rows.first).to_contain_text("Link worker")
    axe(page)

    # Another choice keeps the place; a heading sorts; a row selects and the question stays open.
    page.get_by_label("Joining", exact=True).select_option("from another group into its own")
    says(page, "Care coordinator stands between two others 7 times")
    page.get_by_role("button", name="Name", exact=True).click()
    expect(rows.first).to_contain_text("Care coordinator")
    page.get_by_role("button", name="Name", exact=True).click()
    expect(rows.first).to_contain_text("Frailty clinic")
    rows.first.get_by_role("button", name="Frailty clinic").click()
    expect(rows.first).to_have_class("wb-ask-selected")
    says(page, "Care coordinator stands between two others 7 times")

    with page.expect_download() as started:
        page.get_by_role("button", name="Download as CSV").click()
    assert started.value.suggested_filename.startswith("go-betweens-larkmere-network-")
    assert "Care coordinator,7," in Path(started.value.path()).read_text(encoding="utf-8-sig")

    page.get_by_text("How this is worked out").click()
    expect(page.get_by_text("Source: Gould and Fernandez 1989.")).to_be_visible()
    page.get_by_role("button", name="Show the whole map").first.click()
    expect(legend).to_have_count(0)
    page.get_by_role("button", name="Show it on the map").click()
    expect(legend).to_be_visible()

    # What suits the selection comes first, about the selection; another one takes its place.
    page.get_by_role("button", name="‹ All questions").click()
    expect(legend).to_have_count(0)
    point_to(page, "Link worker")
    expect(page.get_by_role("heading", name="About Link worker")).to_be_visible()
    page.get_by_role("button", name="Whom does this one join who are not connected directly?").click()
    says(page, "Link worker stands between 20 pairs")
    point_to(page, "Discharge hub")
    page.get_by_role("button", name="Ask about Discharge hub instead").click()
    says(page, "Discharge hub stands between")

    # The map changes: a quick answer comes again by itself, and the drawing keeps what it shows.
    workspace = open_workspace(folder)
    mapping = workspace.network("U99901", who="GP").map
    mapping.connect("GP lead for frailty", "Discharge hub", kind="advises")
    expect(page.locator(".wb-lede")).to_contain_text("42 connections")
    says(page, re.compile(r"Discharge hub stands between [2-9] pairs"))
    mapping.waves.name("before", "2026-09-01")
    workspace.close()

    # What was asked before is one press away, with its answer.
    page.get_by_role("button", name=re.compile("Who stands between others.*into its own")).click()
    says(page, "Care coordinator stands between two others 7 times")
    expect(page.get_by_label("Joining", exact=True)).to_have_value("from another group into its own")


def test_the_keyboard_alone_asks_about_several_and_about_an_earlier_day(map_opened, folder: Path, axe):
    workspace = open_workspace(folder)
    mapping = workspace.network("U99901").map
    day = min(one["valid_from"] for one in mapping.parts()["connections"])
    if "at the start" not in [wave["name"] for wave in mapping.waves.listed()]:
        mapping.waves.name("at the start", day)
    workspace.close()
    page = map_opened(size=(820, 1180))
    page.get_by_role("tab", name="Details").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Ask the map")).to_be_focused()
    search = page.get_by_role("searchbox", name="Find a question")
    expect(search).to_be_visible(timeout=20_000)
    page.keyboard.press("Tab")
    expect(search).to_be_focused()
    page.keyboard.type("downstream upstream")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What lies downstream, upstream or around from here?")).to_be_focused()

    page.keyboard.press("Tab")
    about = page.get_by_label("About", exact=True)
    expect(about).to_be_focused()
    page.keyboard.type("Care c")
    page.keyboard.press("Enter")
    says(page, re.compile(r"\d+ elements can be reached from Care coordinator"))
    expect(page.get_by_label("and", exact=True)).to_be_focused()
    page.keyboard.type("Link w")
    page.keyboard.press("Tab")
    says(page, "can be reached from at least one of Care coordinator and Link worker")
    page.get_by_label("From", exact=True).focus()
    page.keyboard.press("ArrowDown")
    says(page, "can be reached from both Care coordinator and Link worker")
    axe(page)

    # Escape takes the small map off and leaves the answer; once more, and all questions are there.
    legend = page.get_by_role("group", name="What is marked on the drawing")
    expect(legend).to_be_visible()
    page.keyboard.press("Escape")
    expect(legend).to_have_count(0)
    says(page, "can be reached from both")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="What lies downstream, upstream or around from here?").first).to_be_focused()

    # The same question of an earlier day is drawn on the map of that day.
    page.get_by_role("button", name="How tightly are we connected?").press("Enter")
    says(page, re.compile("The map is in one piece"))
    page.get_by_label("On the map of").focus()
    page.keyboard.type("at the")
    until(lambda: page.get_by_label("On the map of").input_value() == day)
    says(page, re.compile("connected to nothing|in one piece|pieces"))
    expect(legend).to_contain_text("How tightly are we connected?")
    expect(page.get_by_role("button", name="Show today’s map")).to_be_visible()
    page.get_by_label("On the map of").focus()
    page.keyboard.type("today")
    says(page, "The map is in one piece")
    axe(page)


def test_a_question_that_waits_takes_what_is_pointed_to_on_a_phone(map_opened, axe):
    page = map_opened(size=(400, 800))
    page.get_by_role("tab", name="Ask the map").click()
    page.get_by_role("button", name="What falls apart if this one leaves?").click(timeout=20_000)
    expect(page.get_by_text("Point to it on the drawing, or choose it here.")).to_be_visible()
    axe(page)
    point_to(page, "Larkmere network")
    says(page, "Without Larkmere network, Weathervane Surgery would be cut off")
    page.get_by_role("button", name="Show the whole map").first.click()
    expect(page.get_by_role("button", name="Show it on the map")).to_be_visible()
