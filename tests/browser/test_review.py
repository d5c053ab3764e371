"""The review page as leaders meet it: on a shared screen, with a keyboard, on paper and as files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from workbench import open_workspace

REVIEW = "voila/render/networks/u99901-larkmere-network/review.ipynb"

OVERLAPPING = """() => {
  const cards = [...document.querySelectorAll(".wb-review-page .wb-card, .wb-review-legend")];
  const parts = [...document.querySelectorAll(".wb-review-card > *, .wb-review-standing li")]
    .filter((one) => one.offsetHeight);
  const apart = (one, other) => one.right <= other.left + 1 || other.right <= one.left + 1
    || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
  // Words flow beside a drawing that floats, so their boxes reach behind it: it is their lines that must not.
  const lines = (one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return one.matches("p") ? [...range.getClientRects()] : [one.getBoundingClientRect()];
  };
  return [cards, parts].flatMap((those) => those.flatMap((one, at) => those.slice(at + 1)
    .filter((other) => !one.contains(other) && !other.contains(one)
      && !lines(one).every((a) => lines(other).every((b) => apart(a, b))))
    .map((other) => [one, other].map((each) => `${each.className} ${each.textContent.slice(0, 40)}`).join(" | "))));
}"""
"""What lies on something else: the cards, and the parts of each card of a network."""


@pytest.fixture
def review(workspace_served, folder: Path, visit):
    """Open the review of Larkmere: `review(…)` as `visit`, with what follows the address in `search`."""

    def open_review(search: str = "", **options) -> Page:
        page = visit(workspace_served(folder) + REVIEW + search, **options)
        expect(page.locator(".wb-review-card svg").first).to_be_visible(timeout=60_000)
        return page

    return open_review


@pytest.mark.parametrize("size", [(1280, 800), (820, 1180), (400, 800)])
def test_everybody_can_use_it_on_every_screen(review, axe, size):
    page = review(size=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.locator("h1").count() == 1
    small = page.locator(".wb-review-page button:visible, .wb-review-page summary:visible").evaluate_all(
        "found => found.filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)"
    )
    assert small == []
    for summary in page.locator(".wb-review-ties summary").all():
        summary.click()
    axe(page)


def test_it_shows_each_network_then_and_now_and_says_what_changed(review):
    page = review()
    assert page.locator(".wb-review-card h2").all_inner_texts() == [
        "Larkmere network", "Saltreach network", "Thornacre network",
    ]  # fmt: skip
    sentences = page.locator(".wb-review-sentence").all_inner_texts()
    assert sentences[1].endswith("Every relationship formed runs through Community connector.")
    assert sentences[2] == "No relationship has changed."
    drawings = page.get_by_role("img", name=re.compile("^Map of Larkmere network"))
    assert drawings.count() == 2
    formed = page.locator(".wb-review-card").first.locator("td", has_text="new")
    assert sentences[0].startswith(f"{formed.count()} relationships formed, ")


def test_the_day_to_compare_with_is_kept_in_the_address(review, folder):
    page = review()
    today = date.fromisoformat(page.get_by_label("Compare with").get_attribute("max") or "")
    page.get_by_label("Compare with").fill(today.isoformat())
    expect(page.locator(".wb-review-sentence").first).to_have_text("No relationship has changed.")
    expect(page).to_have_url(re.compile(rf"\?before={today.isoformat()}$"))
    page.reload()
    expect(page.locator(".wb-review-sentence").first).to_have_text("No relationship has changed.", timeout=60_000)
    page.get_by_role("button", name="From the start").click()
    expect(page.locator(".wb-review-sentence").first).to_contain_text("relationships formed")
    expect(page).to_have_url(re.compile(r"^[^?]*$"))


def test_a_day_in_the_address_that_is_none_is_said_and_does_no_harm(review):
    page = review("?before=yesterday")
    expect(page.get_by_role("alert")).to_contain_text("has to be a date")
    expect(page.locator(".wb-review-sentence").first).to_contain_text("relationships formed")


def test_the_drawings_can_be_looked_at_closely_with_the_keyboard(review, axe):
    page = review()
    page.get_by_role("button", name="Look closer at Saltreach network").press("Enter")
    box = page.get_by_role("dialog", name="Saltreach network")
    expect(box.locator(".wb-review-name", has_text="Community").first).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(box).not_to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "Look closer"


def test_a_map_comes_as_one_file_that_opens_by_itself(review, visit, tmp_path):
    page = review()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Map of Saltreach network as one file").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert re.fullmatch(r"map-saltreach-network-\d{4}-\d\d-\d\d\.html", file.name)
    alone = visit(file.as_uri())
    expect(alone.get_by_role("heading", level=1)).to_have_text("Saltreach network")
    expect(alone.locator("#mynetwork canvas")).to_be_visible()


def test_it_names_what_needs_a_word_and_what_waits_and_leads_to_what_it_counts(review):
    page = review()
    card = page.locator(".wb-review-card").first
    bottoms = page.locator(".wb-review-card h3:has-text('Did results move?') + p").evaluate_all(
        "found => found.map(one => one.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) == 3
    assert max(bottoms) <= 800, "the answer is on the first screen"
    first = card.locator(".wb-review-standing li").first
    expect(first).to_contain_text(re.compile(r"concern, high: .+\d+ days on \d+ \w+.*, mean \d"))
    assert first.locator("svg").count() == 2
    assert (first.get_by_role("link").get_attribute("href") or "").startswith("measures.ipynb?measure=")
    counted = card.locator(".wb-review-counts a").evaluate_all("found => found.map(one => one.getAttribute('href'))")
    assert counted == ["session.ipynb", "prototypes.ipynb", "measures.ipynb", "#wb-review-sponsors",
                       "#wb-review-decide", "#wb-review-waiting", "#wb-review-loose"]  # fmt: skip

    tried = page.get_by_role("region", name="What was tried, and did it move?").get_by_role("listitem")
    assert all(re.match(r"#\d+ ", text) for text in tried.all_inner_texts())
    actions = page.get_by_role("region", name="Agreed and not done yet, longest first")
    expect(actions.get_by_text("nobody yet").first).to_be_visible()

    card.get_by_role("link", name=re.compile("to decide$")).press("Enter")
    waits = page.get_by_role("region", name="What waits for a decision?")
    expect(waits).to_be_in_viewport()
    lines = waits.locator(".wb-review-decide > li")
    expect(lines).to_have_count(3)
    expect(lines.first).to_contain_text("rule ran out The rule “Nothing about a discharge leaves")
    expect(lines.first).to_contain_text("under way Test 3, ")
    page.get_by_label("I am:").select_option("link worker")
    waits.get_by_role("button", name="Only what waits for the link worker").press("Enter")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("#2 Go together the first time")
    expect(actions.locator("tbody tr")).to_have_count(1)


def test_a_role_that_was_typed_with_its_article_is_given_no_second_one(review):
    page = review()
    page.evaluate("localStorage.setItem('wb-who:U99901', 'The director')")
    page.reload()
    page.get_by_role("button", name="Only what waits for the director").press("Enter", timeout=60_000)
    expect(page.get_by_role("main")).to_contain_text("No decision waits for the director.")
    expect(page.get_by_role("main")).to_contain_text("Nothing that was agreed waits for the director.")
    expect(page.get_by_role("main")).not_to_contain_text("the The")


def test_the_date_shows_where_the_keyboard_is_at_each_of_its_stops(review):
    page = review()
    field = page.get_by_label("Compare with")
    field.focus()
    stops = 0
    while field.evaluate("field => document.activeElement === field"):
        assert field.evaluate("field => getComputedStyle(field).boxShadow") != "none"
        page.keyboard.press("Tab")
        stops += 1
    assert stops == 4  # day, month, year and the calendar


def test_it_prints_on_a_sheet_a_network_and_nothing_lies_on_anything_else(review):
    page = review()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 3
    page.set_viewport_size({"width": 710, "height": 1040})  # what A4 leaves within its margins
    page.emulate_media(media="print")
    assert page.evaluate(OVERLAPPING) == []


def test_what_somebody_else_changes_in_any_network_appears_by_itself(review, folder):
    page = review()
    workspace = open_workspace(folder)
    network = workspace.network("U99903", who="network manager")
    ends = [element["id"] for element in network.map.parts()["elements"]][:2]
    network.map.connect(*ends, kind="trusts")
    expect(page.locator(".wb-review-sentence").nth(2)).to_contain_text("1 relationship formed.", timeout=15_000)
    network.undo("map")
    expect(page.locator(".wb-review-sentence").nth(2)).to_have_text("No relationship has changed.", timeout=15_000)
    workspace.close()
