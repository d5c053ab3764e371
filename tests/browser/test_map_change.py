"""Looking back on a map and standing behind it, with the mouse and with nothing but the keyboard."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from workbench import sample
from workbench.workspace import open_workspace

LARKMERE = "U99901"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample story with a session that began today, and five memberships in Larkmere left to confirm."""
    folder = tmp_path_factory.mktemp("change") / "workspace"
    folder.mkdir()
    sample.load(folder)
    workspace = open_workspace(folder)
    network = workspace.network(LARKMERE, who="practice manager")
    network.sessions.begin("The register", method="after action review")
    parts = network.map.parts()
    register = [one for one in (*parts["elements"], *parts["connections"]) if not one["lived"]]
    known = [one["id"] for one in register if one["kind"] != "is part of"]
    network.map.confirm(*known)
    pinned = [one["id"] for one in parts["elements"] if one["label"] in ("Link worker", "Tuesday Table")]
    network.map.change_elements(pinned, pinned=True)
    workspace.close()
    command = [sys.executable, "-m", "workbench.cli", "new", LARKMERE, "--workspace", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def test_with_the_mouse_two_days_are_compared_in_every_way_and_each_tie_says_where_it_comes_from(map_opened, axe):
    page = map_opened()
    page.get_by_role("tab", name="Change").click()
    panel = page.locator(".wb-map-panel")
    expect(panel).to_contain_text("9 relationships formed, 7 stronger, 1 weaker, 2 lost.")
    expect(panel).to_contain_text("32 of 43 relationships of either day are in both.")
    expect(panel).to_contain_text("No longer on it: Fiddlers Yard lunch club.")
    axe(page)

    page.get_by_role("button", name="Show on the drawing").click()
    lens = page.get_by_role("group", name="What is marked on the drawing")
    expect(lens).to_contain_text("9 formed, 2 new elements")
    expect(lens).to_contain_text("2 lost, 1 element gone")

    page.locator("summary", has_text="Name a day").click()
    page.get_by_role("button", name=re.compile("^\\+ before, ")).click()
    expect(panel.get_by_label("From", exact=True).locator("option:checked")).to_have_text(re.compile("^before: "))
    panel.get_by_label("To", exact=True).select_option(label="another day…")
    day = panel.get_by_label("To: which day")
    day.fill(panel.get_by_label("From", exact=True).input_value())
    expect(panel).to_contain_text("No relationship has changed.")
    expect(lens).not_to_contain_text("formed")
    page.get_by_role("tab", name="Details").click()
    expect(lens).to_have_count(0)
    page.get_by_role("tab", name="Change").click()
    expect(lens).to_contain_text("34 kept")
    page.get_by_role("button", name="Lately").click()
    expect(lens).to_have_count(0)
    expect(panel).to_contain_text("Since our last session, One hundred days: what do we keep?")
    done = page.locator(".wb-map-changes")
    expect(done.first).to_contain_text("Pinned 2 elements")
    expect(done.first).to_contain_text("Link worker · pinned, so that it stays where it is")
    page.get_by_role("button", name="Compare that day with today").click()
    expect(panel).to_contain_text("No relationship has changed.")
    page.locator(".wb-map-strip").get_by_role("button", name="Back to today").click()
    expect(lens).to_have_count(0)

    panel.get_by_label("From", exact=True).select_option(index=0)
    expect(panel).to_contain_text("9 relationships formed")
    table = page.get_by_role("region", name="What became of every relationship")
    first = table.get_by_role("row").nth(1)
    expect(first).to_contain_text("formed")
    table.get_by_role("button", name="It is").click()
    expect(first).to_contain_text("kept")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save this table as CSV").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    assert text.count("\n") == 44
    assert text.startswith("From,To,How,Direction,")

    page.get_by_text("Each figure, then and now").click()
    expect(page.get_by_role("row", name=re.compile("^Crossing between groups"))).to_contain_text("higher by 0.11")
    page.get_by_role("button", name="Side by side").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("figure")).to_have_count(2)
    expect(dialog.get_by_role("row")).to_have_count(44)
    first, second = (dialog.get_by_role("region", name=re.compile("^Drawing of ")).nth(at) for at in (0, 1))
    dialog.get_by_role("button", name="Zoom in").click()
    dialog.get_by_role("button", name="Zoom in").click()
    expect(dialog.locator(".wb-review-name", has_text="…")).to_have_count(0)
    first.evaluate("box => box.scrollTo(40, 60)")
    page.wait_for_function("box => box.scrollLeft === 40 && box.scrollTop === 60", arg=second.element_handle())
    axe(page, within="dialog")
    dialog.get_by_role("button", name="Close").click()

    table.get_by_role("button", name="It is").click()
    table.get_by_role("button", name=re.compile("^Link worker → Tuesday Table")).click()
    expect(page.get_by_role("heading", name="How do we know?")).to_be_visible()
    facts = page.locator(".wb-map-evidence")
    expect(facts).to_contain_text("volunteer organiser")
    expect(facts.get_by_role("link", name="How people find a group").first).to_have_attribute(
        "href", re.compile(r"^session\.ipynb\?open=")
    )
    history = page.locator(".wb-map-fold", has_text="Its history").locator("li")
    expect(history).to_have_count(4)
    expect(history.last).to_contain_text(re.compile("stronger: .*light → .*firm"))
    axe(page)


def test_with_the_keyboard_the_days_are_gone_through_and_the_register_is_answered(map_opened, axe):
    page = map_opened()
    keys, panel = page.keyboard, page.locator(".wb-map-panel")
    page.get_by_role("tab", name="Details").focus()
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    expect(page.get_by_role("tab", name="Change")).to_be_focused()
    expect(page.get_by_role("button", name="Show on the drawing")).to_be_visible()
    keys.press("Tab")
    keys.press("Tab")
    expect(page.get_by_role("button", name="Day by day")).to_be_focused()
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Tab")
    slider = page.get_by_role("slider", name="Day")
    expect(slider).to_be_focused()
    keys.press("Home")
    for _ in range(3):
        keys.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"day \d+: \d formed"))
    expect(page.locator(".wb-map-steps li").first).to_contain_text("said by")
    expect(page.get_by_role("group", name="What is marked on the drawing")).to_contain_text("The map on ")
    axe(page)
    keys.press("Tab")
    keys.press("Tab")
    expect(page.get_by_role("button", name="Later")).to_be_focused()
    keys.press("Enter")
    keys.press("Enter")
    page.locator("#wb-map-drawing").focus()
    keys.press("Escape")
    expect(page.get_by_role("group", name="What is marked on the drawing")).to_have_count(0)

    page.get_by_role("tab", name="Details").focus()
    keys.press("Enter")
    expect(panel).to_contain_text("5 parts are known from the public register only: 5 questions.")
    expect(page.get_by_role("button", name=re.compile("^register only 5"))).to_be_visible()
    page.get_by_role("button", name="Confirm one by one").focus()
    keys.press("Enter")
    yes, asked, progress = (
        page.get_by_role("button", name="Yes, that’s so"),
        page.locator(".wb-map-asked"),
        page.locator("#wb-map-progress"),
    )
    expect(yes).to_be_focused()
    expect(page.get_by_label("Confirmed in").locator("option:checked")).to_have_text("The register")
    expect(progress).to_have_text("Question 1 of 5")
    axe(page)
    so = asked.inner_text()
    keys.press("y")
    expect(progress).to_have_text("Question 2 of 5")
    expect(page.locator(".wb-map-answered")).to_contain_text(f"So: {so}")
    keys.press("n")
    expect(progress).to_have_text("Question 3 of 5")
    expect(page.locator(".wb-map-answered")).to_contain_text("Not so: ")
    keys.press("z")
    expect(progress).to_have_text("Question 2 of 5")
    keys.press("s")
    expect(progress).to_have_text("Question 3 of 5")
    keys.press("u")
    gone_since = page.get_by_label("Gone since", exact=True)
    expect(gone_since).to_be_focused()
    axe(page)
    keys.press("Escape")
    expect(gone_since).to_have_count(0)
    expect(page.get_by_role("button", name="It was so until…")).to_be_focused()
    keys.press("Enter")
    expect(gone_since).to_be_focused()
    keys.type("05032025")
    expect(gone_since).to_have_value(re.compile("^2025-0(3-05|5-03)$"))
    keys.press("Enter")
    expect(progress).to_have_text("Question 4 of 5")
    expect(page.locator(".wb-map-answered")).to_contain_text(re.compile("Gone since (5 March|3 May) 2025: "))
    expect(yes).to_be_focused()
    keys.press("Escape")
    expect(yes).to_have_count(0)
    expect(page.locator("#wb-map-drawing")).to_be_focused()
    page.get_by_role("button", name="Confirm one by one").focus()
    keys.press("Enter")
    expect(progress).to_have_text("Question 1 of 3")
    expect(yes).to_be_focused()
    keys.press("s")
    expect(progress).to_have_text("Question 2 of 3")

    page.get_by_role("button", name=re.compile("^See all 2 of “is part of”")).focus()
    keys.press("Enter")
    expect(page.get_by_role("button", name="Confirm all 2")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_text("1 question skipped; what it is about stays dashed until somebody knows.")).to_be_visible()
    axe(page)


def test_on_a_tablet_nothing_moves_by_itself_that_should_not_and_nothing_hangs_over_the_edge(map_opened):
    page = map_opened(size=(820, 1180), has_touch=True, reduced_motion="reduce")
    page.get_by_role("tab", name="Change").tap()
    page.get_by_role("button", name="Day by day").tap()
    page.get_by_role("button", name="Earlier").tap()
    lens = page.get_by_role("group", name="What is marked on the drawing")
    expect(lens).to_contain_text("The map on ")
    expect(page.get_by_role("button", name="Play")).to_have_count(0)
    for size in ((820, 1180), (400, 800)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

    page.get_by_role("tab", name="Details").tap()
    page.get_by_text("of the map is lived: sector by sector").tap()
    expect(page.get_by_role("row", name=re.compile(r"^primary care \d+ of \d+ \d+ %$"))).to_be_visible()
    page.get_by_role("button", name="Confirm one by one").tap()
    expect(lens).to_have_count(0)
    asked = page.locator(".wb-map-asked").inner_text()
    page.get_by_role("button", name="Skip, nobody here knows").tap()
    expect(page.locator(".wb-map-asked", has_text=asked)).to_have_count(0)
