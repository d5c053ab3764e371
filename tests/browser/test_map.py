"""What people see and press on the map, on the sample network that has most on it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.machine import until


def margins(page: Page) -> list[bool]:
    """Whether anything is drawn on the outermost pixels of the drawing: left, right, top, bottom."""
    return page.evaluate(
        """() => { const c = document.querySelector(".wb-map-drawing canvas"), g = c.getContext("2d");
        const inked = (x, y, w, h) => g.getImageData(x, y, w, h).data.some((value, at) => at % 4 === 3 && value > 0);
        return [inked(0, 0, 2, c.height), inked(c.width - 2, 0, 2, c.height),
                inked(0, 0, c.width, 2), inked(0, c.height - 2, c.width, 2)]; }"""
    )


def test_the_whole_map_is_in_sight_and_named_in_windows_of_any_size_until_somebody_moves_it(map_opened):
    page = map_opened()
    for size in ((1280, 800), (820, 1180), (400, 800), (1280, 800)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        expect(page.locator(".wb-map-drawing canvas")).to_be_visible()
        until(lambda: margins(page) == [False] * 4)
    page.get_by_role("tab", name="Table").click()
    until(lambda: margins(page) == [False] * 4)
    page.get_by_role("tab", name="Details").click()
    expect(page.locator(".wb-map-strip")).to_contain_text("Click anything to read about it")


def test_a_name_that_is_on_the_map_is_added_again_only_on_purpose(map_opened):
    page = map_opened()
    lede = page.locator(".wb-lede")
    before = int(re.findall(r"\d+", lede.inner_text())[0])
    page.get_by_role("button", name="+ Element").click()
    name = page.get_by_role("textbox", name="Name")
    name.fill(" link  WORKER")
    name.press("Enter")
    expect(page.get_by_text("There is a Link worker already").first).to_be_visible()
    expect(page.get_by_role("button", name="Show it")).to_be_focused()
    expect(lede).to_contain_text(f"{before} elements")

    page.get_by_role("button", name="Add another").press("Enter")
    expect(lede).to_contain_text(f"{before + 1} elements")
    expect(name).to_have_value("")
    name.fill("Frailty clinic")
    name.press("Enter")
    page.get_by_role("button", name="Show it").press("Enter")
    expect(page.get_by_role("heading", name="Frailty clinic")).to_be_visible()


def test_removing_says_what_goes_with_it_and_the_message_goes_by_itself(map_opened):
    page = map_opened()
    page.get_by_role("searchbox").fill("Community nurses")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("button", name="Remove", exact=True).click()
    notice = page.locator(".wb-map-notice")
    expect(notice).to_contain_text(re.compile(r"Removed Community nurses and its \d connections\."))
    notice.get_by_role("button", name="Undo").click()
    expect(notice).to_contain_text("Took back: removed Community nurses")
    page.mouse.move(2, 2)
    expect(notice).to_have_count(0, timeout=12_000)


def test_a_map_that_was_dragged_out_of_sight_is_brought_back(map_opened):
    page = map_opened()
    paper = page.locator("#wb-map-drawing").bounding_box()
    assert paper is not None
    left, top = paper["x"] + 4, paper["y"] + 4
    for _ in range(3):
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(left + paper["width"] - 8, top + paper["height"] - 8, steps=4)
        page.mouse.up()
    expect(page.get_by_text("The map is out of sight.")).to_be_visible()
    page.get_by_role("button", name="Show it").click()
    expect(page.get_by_text("The map is out of sight.")).to_have_count(0)
    until(lambda: margins(page) == [False] * 4)
