"""Three people draw on one map at once, each in a browser of their own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

MAP = "voila/render/networks/u99901-larkmere-network/map.ipynb"
OPENING = 60_000  # milliseconds that a page may take on a busy machine until its app stands
AT_ONCE = 4_000  # milliseconds: they look twice a second, and three browsers share a small machine


@pytest.fixture
def three(visit, workspace_served, folder) -> list[Page]:
    url = workspace_served(folder)
    people = [visit(f"{url}{MAP}") for _ in range(3)]
    for page, role in zip(people, ("practice manager", "community nurse", "carer"), strict=True):
        expect(page.get_by_role("heading", level=1, name="How things connect here")).to_be_visible(timeout=OPENING)
        expect(page.locator("#wb-opening")).to_have_count(0, timeout=OPENING)
        i_am(page, role)
    return people


def i_am(page: Page, role: str) -> None:
    page.get_by_label("I am:").select_option("…")
    page.get_by_label("Your role").fill(role)
    page.get_by_label("Your role").press("Enter")


def panel(page: Page):
    return page.get_by_role("region", name="About the map")


def find(page: Page, name: str) -> None:
    """Select an element by its name, with the keyboard."""
    page.get_by_role("searchbox", name=re.compile("Find")).fill(name)
    page.get_by_role("searchbox", name=re.compile("Find")).press("Enter")
    expect(panel(page).get_by_role("heading", level=2, name=name)).to_be_visible()


def add(page: Page, name: str) -> None:
    page.get_by_role("tab", name="Table").click()
    row = panel(page).get_by_role("form", name="Add an element")
    row.get_by_label("New element").fill(name)
    row.get_by_label("New element").press("Enter")
    expect(row.get_by_label("New element")).to_have_value("")


def count(page: Page) -> int:
    return int(re.findall(r"\d+", page.locator(".wb-lede").inner_text())[0])


def test_three_people_draw_at_once_and_nothing_is_lost(three):
    manager, nurse, carer = three
    before = count(manager)
    for page, name in zip(three, ("Night pharmacy", "District nurses", "Allotment"), strict=True):
        add(page, name)
    for page in three:
        expect(page.locator(".wb-lede")).to_contain_text(f"{before + 3} elements", timeout=AT_ONCE)
        for name in ("Night pharmacy", "District nurses", "Allotment"):
            expect(panel(page).get_by_role("button", name=f"Name: {name}. Change")).to_have_count(1)

    expect(manager.locator(".wb-others")).to_have_text("2 others are here")
    expect(carer.locator(".wb-others")).to_have_attribute("title", re.compile("community nurse"))

    # two edit different things of one element: both stand
    for page in (manager, nurse):
        page.get_by_role("tab", name="Details").click()
        find(page, "Allotment")
    manager.get_by_label("Sector").select_option("community")
    nurse.get_by_label("Organisation").fill("Parish council")
    nurse.get_by_label("Organisation").press("Enter")
    for page in (manager, nurse):
        expect(page.get_by_label("Sector")).to_have_value("community", timeout=5_000)
        expect(page.get_by_label("Organisation")).to_have_value("Parish council", timeout=5_000)

    # two edit the same thing: both are shown, and the second one chooses
    nurse.get_by_label("Name", exact=True).fill("Allotment by the mill")
    manager.get_by_label("Name", exact=True).fill("Allotment society")
    manager.get_by_label("Name", exact=True).press("Enter")
    expect(nurse.get_by_text("Meanwhile somebody wrote: Allotment society")).to_be_visible(timeout=AT_ONCE)
    nurse.get_by_label("Name", exact=True).press("Enter")
    question = nurse.get_by_role("dialog", name="Two people changed this")
    expect(question.get_by_role("group", name="Name")).to_contain_text("Theirs: Allotment society")
    question.get_by_role("button", name="Keep this").click()
    expect(panel(manager).get_by_role("heading", level=2, name="Allotment by the mill")).to_be_visible(timeout=AT_ONCE)

    # one takes away what another has in hand: it is said, and who did it
    cell = panel(carer).get_by_role("button", name="Name: Allotment by the mill. Change")
    expect(cell).to_have_count(1, timeout=AT_ONCE)
    carer.get_by_role("tab", name="Details").click()
    find(carer, "Allotment by the mill")
    manager.get_by_role("button", name="Remove", exact=True).click()
    expect(carer.locator(".wb-map-notice")).to_contain_text("no longer on the map: practice manager", timeout=AT_ONCE)


def test_others_see_what_somebody_has_selected_and_that_they_have_left(three):
    manager, nurse, carer = three
    find(nurse, "Link worker")
    expect(manager.locator(".wb-map-here")).to_contain_text("community nurse", timeout=AT_ONCE)
    expect(manager.locator(".wb-map-here")).to_contain_text("Link worker", timeout=AT_ONCE)
    manager.emulate_media(media="print")
    expect(manager.locator(".wb-others")).to_be_hidden()
    expect(manager.locator(".wb-map-here")).to_be_hidden()
    manager.emulate_media(media="screen")
    expect(manager.locator(".wb-map-here")).to_be_visible()
    for page in (nurse, carer):
        page.goto("about:blank")
    expect(manager.locator(".wb-others")).to_have_count(0, timeout=AT_ONCE)
