"""The page of prototypes in a real browser: the board and its keys, and nothing chosen or typed lost on the way."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from workbench import open_workspace

BOARD = "voila/render/networks/u99901-larkmere-network/prototypes.ipynb"
NEW = f"{BOARD}?new"


@pytest.fixture
def board(visit, workspace_served, folder: Path) -> Page:
    """The board of Larkmere with five ideas more, two of them of the link worker."""
    with closing(open_workspace(folder)) as workspace:
        network = workspace.network("U99901", who="practice manager")
        if len(network.prototypes.listed()) == 3:
            for number, title in enumerate(("Tea first", "One number", "A list", "Late clinic", "Two chairs")):
                network.prototypes.start(title, owner="link worker" if number < 2 else "")
    page = visit(workspace_served(folder) + BOARD)
    expect(page.get_by_role("heading", level=1, name="What are we trying?")).to_be_visible(timeout=60_000)
    return page


def column(page: Page, stage: str) -> Locator:
    return page.get_by_role("region", name=stage)


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("link", name=re.compile(rf"^#\d+ {title}"))


def test_a_card_is_found_moved_and_taken_back_with_the_keyboard_alone(board: Page, axe):
    axe(board)
    card(board, "Tea first").focus()
    board.keyboard.press("ArrowDown")
    expect(card(board, "One number")).to_be_focused()
    board.keyboard.press("ArrowRight")
    expect(card(board, "Ring before they go home")).to_be_focused()
    board.keyboard.press("ArrowLeft")
    expect(card(board, "Tea first")).to_be_focused()

    # One stage on, which wants no reason: it goes at once, and the focus goes along.
    board.keyboard.press("Alt+ArrowRight")
    expect(column(board, "Testing")).to_contain_text("Tea first")
    expect(card(board, "Tea first")).to_be_focused()
    expect(board.locator("#wb-announcer")).to_have_text("#9 Tea first is now in Testing. Undo takes it back.")

    # A decision wants its reason: a window asks for it, and keeps nothing without one.
    board.keyboard.press("m")
    window = board.get_by_role("dialog", name="Move #9 Tea first")
    expect(window.get_by_label("Move to")).to_be_focused()
    axe(board)
    window.get_by_label("Move to").select_option("abandoned")
    reason = window.get_by_label("Why? Others learn from the reason")
    reason.focus()
    move = window.get_by_role("button", name="Move it")
    move.press("Enter")
    expect(window.get_by_role("alert")).to_contain_text("Say why it is abandoned")
    reason.press_sequentially("Nobody drank it.")
    move.press("Enter")
    expect(window).to_have_count(0)
    expect(column(board, "Abandoned")).to_contain_text("Tea first")
    expect(card(board, "Tea first")).to_be_focused()

    undo = board.get_by_role("button", name="Undo")
    undo.press("Enter")
    expect(column(board, "Testing")).to_contain_text("Tea first")
    undo.press("Enter")
    expect(column(board, "Ideas")).to_contain_text("Tea first")
    expect(board.locator("#wb-announcer")).to_contain_text("Took back: moved prototype 9, Tea first to testing.")
    card(board, "Tea first").press("Enter")
    expect(board.get_by_role("heading", level=1, name="Tea first")).to_be_focused()


def test_a_card_is_dragged_with_the_mouse_and_the_board_is_narrowed_to_an_owner(board: Page):
    # Into a stage that has none yet; adapting is a decision, so the window asks why.
    board.set_viewport_size({"width": 1280, "height": 1600})  # both ends in sight
    target = board.get_by_text("going on in another form")
    board.locator("[data-card]", has_text="Late clinic").drag_to(target)
    window = board.get_by_role("dialog", name="Move #12 Late clinic")
    expect(window.get_by_label("Move to")).to_have_value("adapted")
    window.get_by_label("Why? Others learn from the reason").fill("Earlier, not later.")
    window.get_by_role("button", name="Move it").click()
    expect(column(board, "Adapted")).to_contain_text("Late clinic")

    owner = board.get_by_label("Who looks after it?")
    owner.select_option("nobody yet")
    expect(board.get_by_text("3 of 8 prototypes shown")).to_be_visible()
    expect(card(board, "One number")).to_have_count(0)
    owner.select_option("link worker")
    expect(card(board, "One number")).to_be_visible()

    # What waits for somebody leads to where it is mended.
    waiting = board.get_by_role("region", name="Worth a look")
    waiting.get_by_role("link", name="Two chairs").click()
    expect(board.get_by_role("heading", level=1, name="Two chairs")).to_be_visible()
    expect(board.get_by_role("main")).to_contain_text("It names no measure yet.")


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
    page.get_by_role("textbox", name="Value (").fill("1,234")
    page.locator(".wb-one-value").get_by_role("button", name="Add").click()
    expect(main).to_contain_text("1,234 on 1 March 2024 is far from the others: is it right?")
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
        typed = _typed(page, "If…", "mine")
        other.prototypes.change(prototype.id, hypothesis="Theirs.")
        expect(page.get_by_text("Theirs.", exact=True).first).to_be_attached()
        _asked(page, typed, "mine", keep="Keep the changes")

        page.get_by_role("button", name="Move to…").click()
        typed = _typed(page, "Why? (if you like)", "It is time.")
        other.prototypes.change(prototype.id, owner="link worker")
        expect(page.get_by_text("owner: link worker")).to_be_attached()
        _asked(page, typed, "It is time.", keep="Move it", asks=False)

        page.goto(f"{here}?measure={measure.id}")  # where measures were until they had a page of their own
        page.get_by_role("button", name="Change the measure").click(timeout=60_000)
        typed = _typed(page, "In what unit?", "a week")
        other.measures.change(measure.id, unit="a day")
        expect(page.get_by_text("Value (a day)")).to_be_attached()
        _asked(page, typed, "a week", keep="Keep the changes")

        told = other.prototypes.told(prototype.id)
        assert (told["hypothesis"], told["stage"], told["reason"]) == ("If mine.", "testing", "It is time.")
        assert other.measures.told(measure.id)["unit"] == "a week"
    finally:
        workspace.close()


def _typed(page: Page, label: str, text: str) -> Locator:
    """A field of the open window, with something typed into it."""
    field = page.get_by_role("dialog").get_by_label(label)
    field.fill(text)
    return field


def _asked(page: Page, field: Locator, typed: str, *, keep: str, asks: bool = True) -> None:
    """The newer version is on the page and the typing still stands; keeping it asks only where both changed it."""
    expect(field).to_have_value(typed)
    page.get_by_role("button", name=keep).click()
    if asks:
        question = page.get_by_role("dialog", name="Two people changed this")
        expect(question.get_by_role("group")).to_have_count(1)
        expect(question.get_by_role("radio", name="Mine")).to_be_checked()
        question.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
