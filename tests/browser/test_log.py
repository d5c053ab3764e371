"""The weekly log in a real browser: three weeks, an idea that becomes a prototype, a post, and the routines."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Locator, Page, expect

from workbench import open_workspace

FOLDER = "voila/render/networks/u99902-saltreach-network"
LOG = f"{FOLDER}/log.ipynb"
A_WEEK = timedelta(weeks=1)


@pytest.fixture(scope="module")
def two_weeks(folder: Path) -> dict[str, str]:
    """What Saltreach wrote in the two weeks before this one: the ids of a plan, an idea and a routine."""
    with closing(open_workspace(folder)) as workspace:
        network = workspace.network("U99902", who="community connector")
        today = network.today()
        log = network.log
        log.write(today - 2 * A_WEEK, thoughts="The quay knows before we do.", achievements="Everybody has the list.")
        plan = log.plan("Ask the harbour office for a room", owner="kitchen volunteer", week_of=today - 2 * A_WEEK)
        log.tick(log.plan("Print the list", week_of=today - 2 * A_WEEK), on=today - 2 * A_WEEK)
        idea = log.idea("A bell on the quay", week_of=today - 2 * A_WEEK, offered_by="GP", themes=["community links"])
        log.idea("Soup before talk", week_of=today - A_WEEK, status="parked")
        log.write(today - A_WEEK, thoughts="Nobody rang.")
        routine = network.routines.add("Ring round", starts_on=today - 4 * A_WEEK, at="09:15", place="the quay office")
        for weeks in (4, 2, 1):
            network.routines.did(routine, on=today - weeks * A_WEEK)
        monday = (today - timedelta(days=today.weekday())).isoformat()
        number = str(idea.number)
        return {"plan": plan.id, "idea": idea.id, "routine": routine.id, "number": number, "monday": monday}


def opened(visit, workspace_served, folder: Path, search: str = "", **options) -> Page:
    page = visit(f"{workspace_served(folder)}{LOG}{search}", **options)
    expect(page.locator("h1[tabindex]")).to_be_visible(timeout=60_000)
    return page


def plan(page: Page, title: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=title)


def saved(page: Page) -> None:
    expect(page.locator(".wb-status")).to_contain_text("Saved")


def test_a_week_is_written_what_was_planned_carries_over_and_an_idea_is_tried(
    visit, workspace_served, folder: Path, two_weeks, axe
):
    page = opened(visit, workspace_served, folder)
    expect(page.get_by_role("heading", level=1, name="This week")).to_be_visible()
    carried = plan(page, "Ask the harbour office for a room")
    expect(carried).to_contain_text("kitchen volunteer · since the week of")
    expect(plan(page, "Print the list")).to_have_count(0)
    axe(page)

    # Three fields; each keeps itself as it is left.
    page.get_by_label("What we are thinking").fill("Two rang <b>today</b>.")
    page.get_by_label("What we got done").fill("A key to the office.")
    saved(page)
    page.get_by_label("Something to do next").fill("Paint the bell")
    page.keyboard.press("Enter")
    expect(plan(page, "Paint the bell")).to_be_visible()
    carried.get_by_role("checkbox").check()
    expect(carried).to_contain_text("ticked on")
    expect(page.get_by_text("Ideas and prototypes share one series of numbers.")).to_be_visible()
    page.get_by_label("A new idea").fill("Tea in the boat shed")
    page.keyboard.press("Enter")
    expect(page.locator(".wb-idea").filter(has_text="Tea in the boat shed")).to_contain_text(
        f"#{int(two_weeks['number']) + 2}"
    )

    # The weeks before are as they were, and a reload brings all of this one again.
    page.get_by_role("button", name="Week before").click()
    expect(page.get_by_label("What we are thinking")).to_have_value("Nobody rang.")
    expect(plan(page, "Ask the harbour office for a room").get_by_role("checkbox")).not_to_be_checked()
    page.go_back()
    page.reload()
    expect(page.get_by_label("What we are thinking")).to_have_value("Two rang <b>today</b>.", timeout=60_000)
    expect(page.get_by_label("What we got done")).to_have_value("A key to the office.")

    # The post, for those it is for.
    page.get_by_role("button", name="Post", exact=True).click()
    window = page.get_by_role("dialog", name="Post this week")
    expect(window.get_by_role("article")).to_contain_text("Two rang <b>today</b>.")
    expect(window.get_by_role("article")).to_contain_text("Ask the harbour office for a room")
    axe(page)
    expect(window).to_contain_text("the workbench sends nothing anywhere")
    expect(window).to_contain_text("What you choose here holds at once, and Undo takes it back.")
    window.get_by_role("radio", name="anybody").check()
    expect(window.get_by_role("article")).to_contain_text("for anybody")
    expect(window.get_by_role("article")).not_to_contain_text("harbour office")
    expect(window).to_contain_text("1 line from other weeks is left out")
    with page.expect_download() as taken:
        window.get_by_role("button", name="Download as a page").click()
    text = Path(taken.value.path()).read_text(encoding="utf-8")
    assert taken.value.suggested_filename == f"log-saltreach-network-{two_weeks['monday']}.html"
    assert "Two rang &lt;b&gt;today&lt;/b&gt;." in text
    assert "harbour" not in text
    with page.expect_download() as taken:
        window.get_by_role("button", name="Download as Markdown").click()
    text = Path(taken.value.path()).read_text(encoding="utf-8")
    assert "Two rang \\<b\\>today\\</b\\>." in text
    window.get_by_role("button", name="Close").click()

    # One press tries an idea of two weeks ago, and it keeps its number.
    number = two_weeks["number"]
    page.get_by_label("Find an idea").fill("bell")
    expect(page.locator(".wb-idea")).to_have_count(1)
    tries = page.get_by_role("button", name=f"Try idea {number} as a prototype")
    tries.click()
    asked = page.get_by_role("dialog", name=f"Try idea #{number} as a prototype?")
    expect(asked).to_contain_text("its leaders will read this title")
    expect(asked.get_by_label("What the prototype is called")).to_have_value("A bell on the quay")
    axe(page)
    asked.get_by_role("button", name="Not now").click()
    expect(tries).to_be_focused()
    tries.click()
    asked.get_by_label("What the prototype is called").fill("A bell for everybody")
    asked.get_by_role("button", name="Try it").click()
    expect(page.get_by_role("heading", level=1, name="A bell for everybody")).to_be_visible(timeout=60_000)
    expect(page.locator(".wb-eyebrow").first).to_contain_text(f"Prototype #{number}")
    page.get_by_role("link", name=f"Idea {number}: A bell on the quay").last.click()
    expect(page.get_by_role("button", name="A bell on the quay")).to_be_focused(timeout=60_000)
    expect(page.get_by_label(f"Where idea {number} stands")).to_have_value("being tried")
    expect(page.get_by_role("link", name=f"Prototype #{number}, idea")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label(f"Where idea {number} stands")).to_have_value("new")


def test_what_two_people_type_in_one_week_is_all_kept(visit, workspace_served, folder: Path, two_weeks):
    first = opened(visit, workspace_served, folder, "?week=2025-03-05")
    second = opened(visit, workspace_served, folder, "?week=2025-03-05")
    first.get_by_label("What we are thinking").press_sequentially("From the first")
    second.get_by_label("What we got done").press_sequentially("From the second")
    first.get_by_label("What we got done").focus()  # the first leaves their field, while the second still types
    expect(second.get_by_label("What we are thinking")).to_have_value("From the first")
    second.get_by_label("What we got done").press_sequentially(", and more")
    second.get_by_label("What we are thinking").focus()
    expect(first.get_by_label("What we got done")).to_have_value("From the second, and more")

    # Both change the same: it is asked, and what was not chosen is not lost unseen.
    first.get_by_label("What we are thinking").fill("Mine")
    second.get_by_label("What we are thinking").fill("Theirs")
    second.get_by_label("What we got done").focus()
    saved(second)
    first.get_by_label("What we got done").focus()
    window = first.get_by_role("dialog", name="Two people changed this")
    expect(window).to_contain_text("Theirs")
    window.get_by_role("button", name="Close").click()
    expect(first.get_by_label("What we are thinking")).to_have_value("Mine")
    first.get_by_label("What we are thinking").press("End")
    first.get_by_label("What we are thinking").press_sequentially(" again")
    first.get_by_label("What we got done").focus()
    expect(window.get_by_role("radio", name="Mine: Mine again")).to_be_checked()
    window.get_by_role("radio", name="Both, mine under theirs").check()
    window.get_by_role("button", name="Keep this").click()
    expect(second.get_by_label("What we are thinking")).to_have_value("Theirs\n\nMine again")
    expect(first.get_by_label("What we are thinking")).to_have_value("Theirs\n\nMine again")


def test_what_is_typed_and_not_kept_yet_is_there_after_the_page_was_closed(
    visit, workspace_served, folder: Path, two_weeks
):
    page = opened(visit, workspace_served, folder, "?week=2025-04-02")
    page.get_by_label("Something to do next").fill("Half a plan")
    page.get_by_label("A new idea").fill("Half an idea")
    page.get_by_label("What we are thinking").fill("Half a thought")
    page.reload()
    expect(page.get_by_label("What we are thinking")).to_have_value("Half a thought", timeout=60_000)
    expect(page.get_by_label("Something to do next")).to_have_value("Half a plan")
    expect(page.get_by_label("A new idea")).to_have_value("Half an idea")
    saved(page)  # what was left over in the field is kept by itself


def test_routines_are_kept_with_one_press_and_the_keyboard_alone(visit, workspace_served, folder: Path, two_weeks, axe):
    page = opened(visit, workspace_served, folder, f"?open={two_weeks['routine']}")
    card = page.get_by_role("region", name="Ring round")
    expect(card.get_by_role("heading", name="Ring round")).to_be_focused()
    expect(card).to_contain_text("done in 3 of the first 4 weeks")
    expect(card).to_contain_text("Due today")
    axe(page)
    page.keyboard.press("Tab")
    expect(card.get_by_label("What changed because of it?")).to_be_focused()
    page.keyboard.type("Two more people came.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card).to_contain_text("✓ Done today")
    expect(card).to_contain_text("done in 4 of the first 5 weeks")
    expect(card).to_contain_text("What was done today counts for the week before that day.")
    expect(page.get_by_role("region", name="What changed because of them")).to_contain_text("Two more people came.")

    page.get_by_role("button", name="Add a routine").click()
    window = page.get_by_role("dialog", name="A new routine")
    axe(page)
    window.get_by_label("What do we do?").fill("Walk the quay")
    window.get_by_label("How often?").select_option("monthly")
    window.get_by_role("button", name="Add it").click()
    expect(page.locator("#wb-announcer")).to_have_text("The routine is noted.")
    expect(page.get_by_role("region", name="Walk the quay")).to_contain_text("n/a: its first month is not over yet")
    titles = page.locator(".wb-routine h2")
    expect(titles).to_have_text(["Ring round", "Walk the quay"])  # though the new one is due first
    page.get_by_role("link", name="The week").click()
    page.get_by_role("link", name="Routines").click()
    expect(titles).to_have_text(["Walk the quay", "Ring round"])
    page.get_by_role("region", name="Walk the quay").get_by_role("button", name="Done today").click()
    expect(page.get_by_role("region", name="Walk the quay")).to_contain_text("✓ Done today")
    expect(titles).to_have_text(["Walk the quay", "Ring round"])
    with page.expect_download() as taken:
        page.get_by_role("button", name="Reminders for your calendar").click()
    events = icalendar.Calendar.from_ical(Path(taken.value.path()).read_bytes()).walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {"Ring round", "Walk the quay"}
    for taken_back in ("did the routine", "added the routine"):
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#wb-announcer")).to_contain_text(f"Took back: {taken_back}")
    expect(page.get_by_role("region", name="Walk the quay")).to_have_count(0)
    page.get_by_role("link", name="The week").click()
    expect(page.get_by_role("heading", level=1, name="This week")).to_be_focused()


@pytest.fixture(params=[(820, 1180), (400, 800)], ids=["tablet", "telephone"])
def small(request, visit, workspace_served, folder: Path, two_weeks) -> Page:
    """The page on a small screen, with an idea opened."""
    return opened(visit, workspace_served, folder, f"?open={two_weeks['idea']}", size=request.param)


def test_nothing_is_cut_off_on_a_small_screen(small: Page, axe):
    page = small
    expect(page.get_by_role("button", name="A bell on the quay")).to_be_focused()
    expect(page.get_by_label("More about it")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Routines").click()
    expect(page.get_by_role("heading", level=1, name="Routines")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_network_without_a_log_says_how_to_begin(visit, workspace_served, folder: Path):
    page = visit(f"{workspace_served(folder)}{FOLDER.replace('u99902-saltreach', 'u99903-thornacre')}/log.ipynb")
    expect(page.get_by_role("heading", level=1, name="This week")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("No idea yet.")).to_be_visible()
    page.get_by_role("link", name="Routines").click()
    expect(page.get_by_text("No routine yet.")).to_be_visible()
    page.goto(re.sub(r"\?.*", "", page.url) + "?open=nothing")
    expect(page.get_by_role("heading", level=1, name="It is not here now")).to_be_visible(timeout=60_000)
