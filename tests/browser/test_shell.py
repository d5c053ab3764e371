"""What every page has from its shell: what was done is seen, and questions lose nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.machine import until
from workbench import open_workspace

MEASURES = "voila/render/networks/u99901-larkmere-network/measures.ipynb"
SLOW = 20_000  # milliseconds that a gesture may take on a busy machine


@pytest.fixture
def open_page(visit, workspace_served, folder: Path):
    def opened(path: str = MEASURES, **options) -> Page:
        page = visit(workspace_served(folder) + path, **options)
        expect(page.locator("#wb-opening")).to_have_count(0, timeout=60_000)
        return page

    return opened


@pytest.fixture
def other(folder: Path):
    """Somebody else at work on Larkmere."""
    workspace = open_workspace(folder)
    yield workspace.network("U99901", who="community nurse")
    workspace.close()


def in_sight(page: Page) -> bool:
    """Whether what was announced can be read by those who look."""
    box = page.locator("#wb-announcer").bounding_box()
    return box is not None and box["width"] > 60 and box["height"] > 14


def test_what_was_done_is_in_sight_taken_back_and_done_again_where_it_was(open_page, axe):
    page = open_page()
    page.get_by_role("button", name="Define a measure").last.click()
    page.get_by_role("dialog").get_by_label("What do we call it?").fill("Bottles left over")
    page.get_by_role("dialog").get_by_label("Which way is better?").select_option("neither is better")
    page.get_by_role("dialog").get_by_label("What is a value?").select_option("a number")
    page.get_by_role("dialog").get_by_label("What is a value?").select_option("people")
    page.get_by_role("dialog").get_by_role("button", name="Keep the measure").click()
    expect(page.get_by_role("heading", level=1, name="Bottles left over")).to_be_visible(timeout=SLOW)

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1, name="It is not here now")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("main")).to_contain_text("You took back “defined the measure Bottles left over”.")
    expect(page.locator("#wb-announcer")).to_contain_text("Took back: defined the measure Bottles left over.")
    until(lambda: in_sight(page))
    axe(page)
    page.emulate_media(media="print")
    expect(page.locator(".wb-told")).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("Escape")
    until(lambda: not in_sight(page))

    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_role("heading", level=1, name="Bottles left over")).to_be_visible(timeout=SLOW)
    expect(page.locator("#wb-announcer")).to_contain_text("Did again: defined the measure Bottles left over.")
    until(lambda: in_sight(page))
    page.locator(".wb-told button").click()
    until(lambda: not in_sight(page))


def test_two_who_change_one_measure_are_asked_only_for_what_both_changed(open_page, other, axe):
    measure = other.measures.define("Calls back", unit="calls", owner="link worker", ambition_by="2027-03-01")
    page = open_page(f"{MEASURES}?measure={measure.id}")
    page.get_by_role("button", name="Change the measure").click(timeout=SLOW)
    form = page.get_by_role("dialog")
    form.get_by_label("In what unit?").fill("calls a day")
    form.get_by_text("Where it stood, and where the numbers come from").click()
    form.get_by_label("Where do the numbers come from?").fill("The tally at the desk")
    other.measures.change(measure.id, unit="calls a week", owner="GP", definition="Only those who asked.")
    form.get_by_role("button", name="Keep the changes").click()

    question = page.get_by_role("dialog", name="Two people changed this")
    expect(question.get_by_role("group")).to_have_count(1, timeout=SLOW)
    expect(question.get_by_role("group", name="In what unit?")).to_contain_text("Theirs: calls a week")
    expect(question.get_by_role("radio", name="Mine: calls a day")).to_be_focused()
    axe(page)
    question.get_by_role("radio", name="Theirs: calls a week").check()
    question.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=SLOW)
    told = other.measures.told(measure.id)
    assert [told[name] for name in ("unit", "source", "owner", "definition", "ambition_by")] == [
        "calls a week",
        "The tally at the desk",
        "GP",
        "Only those who asked.",
        "2027-03-01",
    ]


def test_the_text_asked_about_has_the_keyboard_again_when_it_is_to_be_changed(open_page):
    page = open_page()
    page.get_by_role("button", name="Define a measure").last.click()
    form = page.get_by_role("dialog")
    form.get_by_label("What do we call it?").fill("Calls by 943 476 5919")
    form.get_by_label("Which way is better?").select_option("neither is better")
    form.get_by_role("button", name="Keep the measure").click()
    page.get_by_role("button", name="Change the text").click(timeout=SLOW)
    expect(form.get_by_label("What do we call it?")).to_be_focused()
