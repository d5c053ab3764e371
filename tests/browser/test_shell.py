"""What every page has from its shell: what was done is seen, and questions lose nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

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
    page.get_by_role("dialog").get_by_role("button", name="Keep the measure").click()
    expect(page.get_by_role("heading", level=1, name="Bottles left over")).to_be_visible(timeout=SLOW)

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1, name="It is not here now")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("main")).to_contain_text("You took back “defined the measure Bottles left over”.")
    expect(page.locator("#wb-announcer")).to_contain_text("took back: defined the measure Bottles left over")
    assert in_sight(page)
    axe(page)
    page.emulate_media(media="print")
    expect(page.locator(".wb-told")).to_be_hidden()
    page.emulate_media(media="screen")
    page.keyboard.press("Escape")
    assert not in_sight(page)

    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_role("heading", level=1, name="Bottles left over")).to_be_visible(timeout=SLOW)
    expect(page.locator("#wb-announcer")).to_contain_text("did again: defined the measure Bottles left over")
    assert in_sight(page)
    page.locator(".wb-told button").click()
    assert not in_sight(page)
