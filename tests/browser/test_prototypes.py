"""The page of prototypes in a real browser: nothing chosen or typed is lost on the way, and doubts are said."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from workbench import open_workspace

NEW = "voila/render/networks/u99901-larkmere-network/prototypes.ipynb?new"


@pytest.fixture
def page(visit, workspace_served, folder: Path) -> Page:
    page = visit(workspace_served(folder) + NEW)
    expect(page.get_by_role("heading", level=1, name="What shall we try?")).to_be_visible(timeout=60_000)
    return page


def test_what_stands_chosen_goes_along_and_testing_can_start_at_once(page: Page):
    keep = page.get_by_role("button", name="Keep it and start testing today")
    page.get_by_label("If we…").fill("Print it.")
    expect(page.get_by_role("main")).to_contain_text("If we print it.")

    # What is wrong stands at its field, and goes when the field is mended.
    keep.click()
    title = page.get_by_label("What do we call it?")
    wrong = page.get_by_role("main").get_by_text("It is empty. Type something first.")
    expect(wrong).to_be_visible()
    expect(title).to_be_focused()
    title.fill("A printed map")
    expect(wrong).to_have_count(0)

    # Chosen, and not added: it goes along.
    page.get_by_label("A relationship on the map").select_option(index=1)
    page.get_by_label("A measure", exact=True).select_option(index=1)
    relationship = page.get_by_label("A relationship on the map").locator("option:checked").inner_text()
    keep.click()
    expect(page.get_by_role("heading", level=1, name="A printed map")).to_be_visible()
    main = page.get_by_role("main")
    expect(main).to_contain_text("testing since")
    expect(main).to_contain_text(relationship.split(" (")[0])
    expect(main).not_to_contain_text("It has not started yet")
    expect(main).not_to_contain_text("It names no measure yet")

    # A day to come is refused at its field; a value far from the others is asked about.
    page.get_by_label("Day", exact=True).fill("2099-01-01")
    page.get_by_role("textbox", name="Value (").fill("6")
    page.locator(".wb-one-value").get_by_role("button", name="Add").click()
    expect(main.get_by_text("1 January 2099 is still to come.")).to_be_visible()
    page.get_by_label("Day", exact=True).fill("2024-03-01")
    page.get_by_role("textbox", name="Value (").fill("1,234.5")
    page.locator(".wb-one-value").get_by_role("button", name="Add").click()
    expect(main).to_contain_text("1,234.5 on 1 March 2024 is far from the others: is it right?")
    page.get_by_role("button", name="It is right, keep it").click()
    expect(main.get_by_text("is it right?")).to_have_count(0)


def test_what_is_typed_stays_when_somebody_else_changes_the_same_and_both_are_shown(page: Page, folder: Path):
    workspace = open_workspace(folder)
    other = workspace.network("U99901", who="community nurse")
    prototype = other.prototypes.start("Shared diary", hypothesis="If we share it.")
    measure = other.measures.define("Double bookings", unit="a month")
    here = page.url.split("?")[0]
    try:
        page.goto(f"{here}?open={prototype.id}")
        page.get_by_role("button", name="Edit", exact=True).click(timeout=60_000)
        typed = _typed(page, "What do we expect, and why?", "Mine.")
        other.prototypes.change(prototype.id, hypothesis="Theirs.")
        expect(page.get_by_text("Theirs.", exact=True).first).to_be_attached()
        _asked(page, typed, "Mine.", keep="Keep the changes")

        page.get_by_role("button", name="Move to…").click()
        typed = _typed(page, "Why? (if you like)", "It is time.")
        other.prototypes.change(prototype.id, owner="link worker")
        expect(page.get_by_text("owner: link worker")).to_be_attached()
        _asked(page, typed, "It is time.", keep="Move it")

        page.goto(f"{here}?measure={measure.id}")  # where measures were until they had a page of their own
        page.get_by_role("button", name="Change the measure").click(timeout=60_000)
        typed = _typed(page, "In what unit?", "a week")
        other.measures.change(measure.id, unit="a day")
        expect(page.get_by_text("Value (a day)")).to_be_attached()
        _asked(page, typed, "a week", keep="Keep the changes")

        told = other.prototypes.told(prototype.id)
        assert (told["hypothesis"], told["stage"], told["reason"]) == ("Mine.", "testing", "It is time.")
        assert other.measures.told(measure.id)["unit"] == "a week"
    finally:
        workspace.close()


def _typed(page: Page, label: str, text: str) -> Locator:
    """A field of the open window, with something typed into it."""
    field = page.get_by_role("dialog").get_by_label(label)
    field.fill(text)
    return field


def _asked(page: Page, field: Locator, typed: str, *, keep: str) -> None:
    """The newer version is on the page and the typing still stands; keeping it asks, and mine is chosen."""
    expect(field).to_have_value(typed)
    page.get_by_role("button", name=keep).click()
    expect(page.get_by_role("heading", name="Two people changed this")).to_be_visible()
    page.get_by_role("button", name="Use mine").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
