"""What we hear in a real browser: a search, stories on the map, patterns and what they hide, one’s own questions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OPENING

HERE = "voila/render/networks/u99901-larkmere-network/stories.ipynb"
SHIFT = "interventions-support"


@pytest.fixture
def opened(visit, workspace_served, folder: Path):
    def open_page(query: str = "", **options) -> Page:
        page = visit(workspace_served(folder) + HERE + query, **options)
        expect(page.get_by_role("heading", level=1, name="What we hear")).to_be_visible(timeout=OPENING)
        return page

    return open_page


def found(page: Page):
    return page.get_by_role("heading", level=2)


def test_words_are_found_as_they_are_typed_narrowed_and_bookmarked(opened, axe):
    page = opened()
    expect(page.locator(".wb-hear-lately")).to_contain_text("we heard")
    expect(found(page)).to_contain_text("the newest first")
    axe(page)

    field = page.get_by_role("searchbox", name="Search everything that was said")
    field.press_sequentially("hospital")
    expect(found(page)).to_contain_text("found for “hospital”")
    expect(field).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?search=hospital$"))
    results = page.get_by_role("list", name="found for “hospital”").get_by_role("listitem")
    expect(results.first.locator("mark")).to_have_text("hospital")
    expect(results.first).to_contain_text(re.compile(r"(story|fact) · .+ · \d+ \w+ \d{4} · "))
    both = results.count()
    axe(page)

    # Narrowed, and back again.
    page.get_by_role("button", name="facts", exact=True).click()
    expect(found(page)).to_contain_text("fact")
    expect(page).to_have_url(re.compile(r"search=hospital&kind=fact"))
    expect(results).not_to_have_count(both)
    page.go_back()
    expect(page.get_by_role("button", name="facts", exact=True)).to_have_attribute("aria-pressed", "false")
    expect(results).to_have_count(both)
    page.go_back()
    expect(field).to_have_value("")
    expect(found(page)).to_contain_text("the newest first")
    page.go_forward()
    expect(field).to_have_value("hospital")

    # A result goes to its meeting.
    meeting = results.first.get_by_role("link").first
    name = meeting.inner_text()
    meeting.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible(timeout=OPENING)


def test_an_address_shows_what_it_asks_for_and_what_is_not_there_leads_on(opened, axe):
    page = opened("?search=unicorn&kind=story")
    expect(found(page)).to_have_text("Nothing found for “unicorn”")
    expect(page.get_by_text("All of the words have to be in it.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Search all for “unicorn”").click()
    expect(page).to_have_url(re.compile(r"\?search=unicorn$"))

    page.get_by_role("searchbox").fill("carers’")
    near = page.get_by_role("link", name="What was said about Carers’ circle", exact=True)
    expect(near).to_be_visible()
    axe(page)
    near.click()
    expect(page.get_by_role("heading", level=2, name="About Carers’ circle")).to_be_focused()
    expect(page).to_have_url(re.compile(r"view=map&about="))

    page.goto(page.url.partition("?")[0] + "?theme=cricket")
    expect(page.get_by_role("alert")).to_contain_text("‘cricket’ is not a theme", timeout=OPENING)
    expect(found(page)).to_contain_text("the newest first")


def test_stories_lie_on_the_map_with_their_numbers_and_a_press_lists_them(opened, axe):
    page = opened()
    page.get_by_role("link", name="On the map").click()
    rows = page.get_by_role("region", name="The same as a table").get_by_role("row")
    drawing = page.get_by_role("img", name="Map of Larkmere network")
    expect(drawing).to_be_visible()
    axe(page)

    # The same numbers in the drawing as in the table.
    cells = [rows.nth(at).get_by_role("cell").all_inner_texts() for at in range(1, rows.count())]
    in_table = sorted(number for row in cells for number in row if number != "0")
    texts = drawing.locator("text[font-weight='700']").all_text_contents()
    assert sorted(texts) == in_table

    # With the keyboard, in the table.
    first = rows.nth(1).get_by_role("link")
    name = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    title = page.get_by_role("heading", level=2, name=f"About {name}")
    expect(title).to_be_focused()
    stories = (
        page.get_by_role("list", name=f"About {name}")
        .get_by_role("listitem")
        .filter(has_text=re.compile("^.*story ·", re.DOTALL))
    )
    expect(stories).to_have_count(int(rows.nth(1).get_by_role("cell").first.inner_text()))
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    axe(page)

    # With a finger, on the drawing; and the way back.
    page.get_by_role("button", name="Close the list").click()
    expect(title).to_have_count(0)
    drawing.locator(".wb-hear-press circle[r]").first.click()
    expect(page.get_by_role("heading", level=2, name=re.compile("^About "))).to_be_focused()
    page.go_back()
    page.go_back()
    expect(title).to_be_focused()


def test_a_pattern_says_how_many_stand_behind_it_and_hides_small_groups(opened, axe):
    page = opened("?view=patterns")
    page.get_by_label("Which question?").select_option(SHIFT)
    expect(page).to_have_url(re.compile(rf"view=patterns&question={SHIFT}"))
    table = page.get_by_role("group", name="The numbers behind the drawing")
    row = table.get_by_role("row", name="Larkmere network")
    expect(row.get_by_role("cell").nth(1)).to_have_text(re.compile(r"^\d\d$"))
    expect(row.get_by_role("cell").nth(2)).to_have_text(re.compile(r"^[1-9]$"))
    expect(page.get_by_role("img", name="What was offered? By network.")).to_be_visible()
    expect(page.get_by_text("Where somebody said that the question does not apply")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Meeting by meeting").click()
    expect(table.get_by_text("fewer than 8, or hidden with them").first).to_be_visible()
    expect(page.get_by_text("so that nobody can be recognised by it")).to_be_visible()
    axe(page)
    page.go_back()
    expect(row).to_be_visible()

    page.get_by_text("Take it along", exact=True).click()
    for label, name in (("For us: table (CSV)", "network.csv"), ("To share: picture (SVG)", "network-to-share.svg")):
        with page.expect_download() as taken:
            page.get_by_role("button", name=label).click()
        assert taken.value.suggested_filename == f"what-was-offered-by-{name}"

    # Themes, and from a theme to what was said.
    page.get_by_role("link", name="Themes").click()
    expect(page.get_by_role("columnheader", name="together")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="healthy choices").click()
    expect(found(page)).to_contain_text("on “healthy choices”")
    expect(page).to_have_url(re.compile(r"\?theme=healthy\+choices$"))


def test_a_question_among_three_words_is_asked_kept_while_it_is_typed_and_answered(opened, axe):
    page = opened("?view=patterns")
    page.get_by_role("button", name="Ask a question of your own").click()
    dialog = page.get_by_role("dialog", name="Ask a question of your own")
    dialog.get_by_label("What do you ask of a story?").fill("Who held it together?")
    dialog.get_by_role("textbox", name="First word").fill("family")
    dialog.get_by_role("textbox", name="Second word").fill("neighbours")
    dialog.get_by_role("button", name="Ask it from now on").click()
    third = dialog.get_by_role("textbox", name="Third word")
    expect(third).to_be_focused()
    expect(dialog.get_by_text("It is empty. Type something first.")).to_be_visible()
    expect(dialog.get_by_role("region", name="How it will look").locator("svg text")).to_have_text(
        ["family", "neighbours", "third word"]
    )
    axe(page)

    # A page that is left while something is typed has it when it is opened again.
    page.reload()
    expect(dialog).to_be_visible(timeout=OPENING)
    expect(dialog.get_by_role("textbox", name="Second word")).to_have_value("neighbours")
    third.fill("the surgery")
    dialog.get_by_role("button", name="Ask it from now on").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_label("Which question?").locator("option:checked")).to_have_text(
        "Who held it together? (family – neighbours – the surgery)"
    )
    expect(page.get_by_text("Nothing that was said is placed by this question yet.")).to_be_visible()
    axe(page)

    # What was said before is placed by it, with the keyboard.
    place = page.get_by_role("button", name=re.compile(r"^Place what is not placed yet"))
    waiting = int(re.findall(r"\d+", place.inner_text())[0])
    place.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Where does it lie?")
    slider = dialog.get_by_role("slider", name="family")
    slider.focus()
    page.keyboard.press("ArrowRight")
    axe(page)
    keep = dialog.get_by_role("button", name="Keep it, and the next")
    keep.focus()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text(f"2 of {waiting}, the newest first")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=f"Place what is not placed yet ({waiting - 1})")).to_be_visible()
    expect(page.get_by_role("group", name="The numbers behind the drawing").get_by_text("fewer than 8")).to_be_visible()

    # Changed, taken back, and asked no longer.
    page.get_by_role("button", name="Change the question").click()
    dialog = page.get_by_role("dialog", name="Change the question")
    dialog.get_by_label("What do you ask of a story?").fill("Who carried it?")
    dialog.get_by_role("button", name="Keep the question").click()
    expect(page.get_by_role("heading", level=2, name="Who carried it?")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=2, name="Who held it together?")).to_be_visible()
    page.get_by_role("button", name="Change the question").click()
    page.get_by_role("button", name="Ask it no longer").click()
    expect(page.get_by_role("option", name="Who held it together?")).to_have_count(0)


def test_how_far_a_story_goes_is_changed_in_plain_words(opened, axe):
    page = opened("?kind=story")
    kept = page.locator(".wb-hear-row").filter(has_text="stays with the set").first
    row = page.locator(".wb-hear-row").filter(has_text=kept.locator(".wb-hear-words").inner_text())
    row.get_by_role("button", name="Change how far this goes").click()
    dialog = page.get_by_role("dialog", name="How far may these words go?")
    dialog.get_by_role("radio", name="The whole programme").check()
    dialog.get_by_role("radio", name="Nobody has asked them yet").check()
    expect(dialog.get_by_role("status")).to_contain_text("A story belongs to whoever told it")
    axe(page)
    dialog.get_by_role("radio", name="They agreed").check()
    expect(dialog.get_by_role("status")).to_have_text("Other networks and those who lead may read it.")
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_have_count(0)
    expect(row).to_contain_text("for the whole programme")
    page.get_by_role("button", name="Undo").click()
    expect(row).to_contain_text("stays with the set")


def test_no_view_is_wider_than_a_small_screen(opened, axe):
    page = opened(size=(400, 800))
    for name in ("What was said", "On the map", "Patterns", "Themes"):
        page.get_by_role("navigation", name="Ways to look").get_by_role("link", name=name).click()
        expect(page.get_by_role("status").filter(has_text="Looking…")).to_have_count(0)
        for width, height in ((400, 800), (820, 1180)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") == width
        page.set_viewport_size({"width": 400, "height": 800})
        axe(page)
