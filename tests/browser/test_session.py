"""A session as one person holds it: what is typed is not lost, and what is odd is asked about before it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from workbench import open_workspace

SESSION = "voila/render/networks/u99901-larkmere-network/session.ipynb"


@pytest.fixture
def session(workspace_served, folder: Path, visit) -> Page:
    """A session that has just begun, at its first question."""
    workspace = open_workspace(folder)
    begun = workspace.network("U99901").sessions.begin("Tuesday", method="what? so what? now what?").id
    workspace.close()
    page = visit(f"{workspace_served(folder)}{SESSION}?session={begun}")
    expect(field_of(page)).to_be_visible(timeout=60_000)
    return page


def field_of(page: Page):
    return page.locator(".wb-pointing textarea")


def step(page: Page, question: str) -> None:
    page.get_by_role("navigation", name="Steps").get_by_text(question, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(question)


def test_closing_asks_about_what_was_typed_and_not_added(session: Page, axe):
    field_of(session).fill("half a sent")
    step(session, "Now what?")
    session.get_by_role("button", name="Close the session").click()
    asked = session.get_by_role("dialog")
    expect(asked).to_contain_text("You typed something and did not add it: “half a sent”")
    expect(asked.get_by_role("button", name="Go back and add it")).to_be_focused()
    axe(session)
    session.keyboard.press("Enter")
    expect(session.get_by_role("heading", level=1)).to_have_text("What?")
    expect(field_of(session)).to_have_value("half a sent")
    expect(field_of(session)).to_be_focused()
    step(session, "Now what?")
    session.get_by_role("button", name="Close the session").click()
    asked.get_by_role("button", name="Close without it").click()
    expect(session.get_by_role("heading", name="What we concluded")).to_be_visible()
    session.get_by_role("button", name="Open it again").click()
    step(session, "What?")
    expect(field_of(session)).to_have_value("")


def test_closing_asks_nothing_where_all_was_added(session: Page, axe):
    field_of(session).fill("She rang.")
    field_of(session).press("Enter")
    expect(session.locator(".wb-so-far")).to_contain_text("She rang.")
    step(session, "Now what?")
    session.get_by_role("button", name="Close the session").click()
    expect(session.get_by_role("heading", name="What we concluded")).to_be_visible()
    axe(session)


def test_a_space_typed_after_a_mention_is_the_one_that_is_there(session: Page):
    field = field_of(session)
    field.press_sequentially("Ask @link")
    session.locator(".wb-targets").get_by_role("option").first.wait_for()
    field.press("Enter")
    field.press_sequentially(" first  of all")
    text = field.input_value()
    assert text.startswith("Ask @")
    assert "  " not in text.removesuffix("first  of all")
    assert text.endswith(" first  of all")


def test_a_day_that_is_past_is_asked_about_and_does_not_stay_for_the_next_action(session: Page, axe):
    step(session, "Now what?")
    session.get_by_role("radio", name="an action").check()
    field_of(session).fill("Ring the hospice")
    day = session.get_by_label("By when?")
    day.fill("2020-01-01")
    expect(session.get_by_text("1 January 2020 is past.")).to_be_visible()
    session.get_by_role("button", name="Agree", exact=True).click()
    asked = session.get_by_role("dialog", name="Is this the right day?")
    expect(asked.get_by_role("button", name="Change the day")).to_be_focused()
    axe(session)
    session.keyboard.press("Enter")
    expect(day).to_be_focused()
    expect(session.locator(".wb-agreed")).to_have_count(0)
    session.get_by_role("button", name="Agree", exact=True).click()
    asked.get_by_role("button", name="Keep it all the same").click()
    expect(session.locator(".wb-agreed")).to_contain_text("by 1 January 2020")
    expect(day).to_have_value("")
    expect(field_of(session)).to_have_value("")
    session.get_by_role("button", name="All sessions").click()
    expect(session.get_by_text("by 1 Jan 2020").first).to_be_visible()


def test_what_could_be_an_nhs_number_is_asked_about_with_the_safe_answer_at_hand(session: Page):
    field_of(session).fill("Mrs A, 943 476 5919")
    field_of(session).press("Enter")
    asked = session.get_by_role("dialog", name="Is this somebody’s NHS number?")
    expect(asked.get_by_role("button", name="Change the text")).to_be_focused()
    session.keyboard.press("Enter")
    expect(asked).not_to_be_visible()
    expect(field_of(session)).to_have_value("Mrs A, 943 476 5919")
