"""The page of measures in a real browser: pasting and mending, rebasing, sharing, and the keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OPENING
from workbench import open_workspace

HERE = "voila/render/networks/u99901-larkmere-network/measures.ipynb"
MONTHS = [(year, month) for year in (2023, 2024) for month in range(1, 13)]


@pytest.fixture
def page(visit, workspace_served, folder: Path) -> Page:
    page = visit(workspace_served(folder) + HERE)
    expect(page.get_by_role("heading", level=1, name="What do we measure?")).to_be_visible(timeout=OPENING)
    return page


def two_years_with_mistakes() -> str:
    """Monthly figures, higher in the first year than in the second, with three mistakes and one doubt in them."""
    rows = [f"{year}-{month:02d}-01\t{40 + month % 4 if year == 2023 else 30 + month % 4}" for year, month in MONTHS]
    rows[4] = "2023-05-01\tlots"
    rows[9] = "2023-09-31\t41"
    rows[16] = "2024-03-01\t31"  # its place is May's
    rows[20] = "2024-09-01\t3100"
    return "month\tmissed\n" + "\n".join(rows)


def test_two_years_are_pasted_mended_in_place_rebased_and_shared(page: Page, axe, tmp_path: Path):
    main = page.get_by_role("main")
    axe(page)

    # A measure of one's own.
    page.get_by_role("button", name="Define a measure").click()
    dialog = page.get_by_role("dialog", name="Define a measure")
    dialog.get_by_label("What do we call it?").fill("Missed first visits")
    dialog.get_by_label("Which way is better?").select_option("decrease")
    dialog.get_by_label("How often is it counted?").select_option("monthly")
    dialog.get_by_role("button", name="Keep the measure").click()
    expect(dialog.get_by_text("Choose one, or something else.")).to_be_visible()
    dialog.get_by_label("What is a value?").select_option("people")
    axe(page)
    dialog.get_by_role("button", name="Keep the measure").click()
    expect(page.get_by_role("heading", level=1, name="Missed first visits")).to_be_focused()

    # Pasted with three mistakes and a doubt: each says where it is, and nothing can be kept.
    page.get_by_role("button", name="Paste values or open a file").click()
    dialog = page.get_by_role("dialog", name="Values of Missed first visits")
    text = dialog.get_by_label("Copy the cells of your spreadsheet and paste them here")
    expect(text).to_be_focused()
    text.fill(two_years_with_mistakes())
    says = dialog.get_by_role("status")
    expect(says).to_have_text("20 values to keep, 3 rows to mend and 1 value to look at.")
    expect(dialog).to_contain_text("missed: Found “lots”, expected a number such as 42, 42.5 or 1,234.")
    expect(dialog).to_contain_text("3,100 on 1 September 2024 is far from the others: is it right?")
    keep = dialog.get_by_role("button", name="Keep 21 values")
    expect(keep).to_be_disabled()
    axe(page)

    # A press all the same leads to the first mistake, clear of what stands below, in one scroll area.
    keep.click(force=True)
    expect(dialog.get_by_text("Row 6 has to be mended first, or left out.")).to_be_visible()
    first = dialog.get_by_role("textbox", name="Row 6, missed")
    expect(first).to_be_focused()
    said = dialog.get_by_text("missed: Found “lots”, expected a number").bounding_box()
    below = dialog.locator(".wb-paste-end").bounding_box()
    assert said
    assert below
    assert said["y"] + said["height"] <= below["y"]
    assert dialog.locator(".wb-grid").evaluate("grid => grid.scrollHeight <= grid.clientHeight + 1")

    # Mended where they stand: Enter goes from one to the next.
    dialog.get_by_role("textbox", name="Row 6, missed").fill("42")
    expect(says).to_contain_text("2 rows to mend")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("textbox", name="Row 11, month")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("2023-10-01")
    expect(says).to_contain_text("1 row to mend")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("textbox", name="Row 18, month")).to_be_focused()
    dialog.get_by_role("button", name="Leave row 18 out").click()
    dialog.get_by_role("textbox", name="Row 22, missed").fill("31")
    expect(says).to_have_text("23 values to keep and 1 row left out.")
    dialog.get_by_role("button", name="Keep 23 values").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("#wb-announcer")).to_have_text("Kept 23 values. 1 row was left out.")
    expect(main).to_contain_text("23 values")
    expect(main.get_by_label("Day", exact=True)).to_have_value("2025-01-01")

    # Rebased, with a reason and a name: the sentence and the chart tell of the new lines.
    answer = page.locator(".wb-the-answer")
    before = answer.inner_text()
    page.get_by_role("button", name="Rebase: draw the lines anew").click()
    dialog = page.get_by_role("dialog", name="Draw the lines anew")
    dialog.get_by_label("From which day?").select_option("2024-01-01")
    decide = dialog.get_by_role("button", name="Draw the lines anew")
    decide.click()
    expect(dialog.get_by_text("It is empty. Type something first.")).to_be_visible()
    expect(dialog.get_by_label("Why?")).to_be_focused()
    dialog.get_by_label("Why?").fill("A second practice joined")
    dialog.get_by_label("Who decided it?").fill("practice manager")
    axe(page)
    decide.click()
    expect(dialog).to_have_count(0)
    expect(main).to_contain_text("A second practice joined (practice manager)")
    expect(answer).not_to_have_text(before)
    axe(page)

    # How it is drawn is chosen by people, with a suggestion beside.
    page.get_by_role("button", name="Choose how it is drawn").click()
    dialog = page.get_by_role("dialog", name="How is it drawn?")
    expect(dialog).to_contain_text("suggested")
    axe(page)
    dialog.get_by_role("radio", name="Run chart").check()
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("heading", name="Run chart")).to_be_visible()

    # A small number, and what is shared without it.
    main.get_by_label("Day", exact=True).fill("2025-01-01")
    value = main.get_by_role("textbox", name="Value")
    value.fill("5")
    value.press("Enter")
    expect(value).to_have_value("")
    page.get_by_text("Take it along", exact=True).click()
    with page.expect_download() as ours:
        page.get_by_role("button", name="For us: table").click()
    with page.expect_download() as shared:
        page.get_by_role("button", name="To share: table").click()
    assert ours.value.path().read_text(encoding="utf-8").splitlines()[-1] == "2025-01-01,5,"
    assert shared.value.suggested_filename == "missed-first-visits-to-share.csv"
    assert shared.value.path().read_text(encoding="utf-8").splitlines()[-1] == "2025-01-01,,1–7"
    expect(main).to_contain_text("is not shown, so that nobody can be recognised")


def test_with_the_keyboard_alone_a_ready_made_measure_is_taken_and_gets_its_values(page: Page, axe, folder: Path):
    cards = page.locator(".wb-wall-card")
    first = cards.first.get_by_role("link")
    page.get_by_role("button", name="Table").focus()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    expect(cards.first).to_be_visible()

    page.get_by_role("button", name="Table").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("columnheader", name="why it stands here")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Take a ready-made one").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Take a ready-made measure")
    axe(page)
    reason = dialog.get_by_text("Out of whom, and why").nth(1)
    reason.focus()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Out of what", exact=True).nth(1)).to_be_visible()
    take = dialog.get_by_role("button", name="Take Seen at home in the first week after hospital")
    take.focus()
    page.keyboard.press("Enter")
    title = page.get_by_role("heading", level=1, name="Seen at home in the first week after hospital")
    expect(title).to_be_focused()
    expect(dialog).to_have_count(0)

    # Enter keeps a value, and the focus goes to the next.
    page.get_by_label("Day", exact=True).fill("2025-01-01")
    counted = page.get_by_role("textbox", name="What is counted")
    counted.focus()
    for number, (top, bottom) in enumerate(((12, 20), (15, 20)), start=1):
        page.keyboard.type(str(top))
        page.keyboard.press("Tab")
        page.keyboard.type(str(bottom))
        page.keyboard.press("Enter")
        expect(page.get_by_label("Day", exact=True)).to_have_value(f"2025-0{number + 1}-01")
        expect(counted).to_be_focused()
    expect(page.get_by_role("main")).to_contain_text("2 values")
    expect(page.get_by_role("row", name=re.compile("1 February 2025"))).to_contain_text("75")

    # A correction is by the keyboard too, and what stood there is said.
    page.get_by_role("button", name="Correct the value of 1 February 2025").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("What is counted")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("14")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("row", name=re.compile("1 February 2025"))).to_contain_text(re.compile("70.*75 until"))
    axe(page)

    page.get_by_role("button", name="Undo", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name=re.compile("1 February 2025"))).to_contain_text("75")

    # The rows of a file go where pasted rows go.
    sheet = folder / "seen.csv"
    sheet.write_text("month,numerator,denominator\n2025-03-01,16,20\n", encoding="utf-8")
    page.get_by_role("button", name="Paste values or open a file").click()
    page.get_by_label("A file with values").set_input_files(sheet)
    page.get_by_role("button", name="Keep 1 value").click()
    expect(page.get_by_role("row", name=re.compile("1 March 2025"))).to_contain_text("80")
    workspace = open_workspace(folder)
    try:
        kept = {each["title"]: each["points"] for each in workspace.network("U99901").measures.listed()}
        assert kept["Seen at home in the first week after hospital"] == 3
    finally:
        workspace.close()
