"""The page of a challenge in a real browser: a gate held, a barrier out of the way, a recommendation answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OPENING
from workbench import open_workspace
from workbench.workspace import Network

CHALLENGE = "voila/render/networks/u99901-larkmere-network/challenge.ipynb"
VIEWS = ("Work plan", "Gates", "Team", "Barriers", "Permissions", "Commitments", "Cohort")


@pytest.fixture
def network(folder: Path) -> Iterator[Network]:
    """Larkmere, as somebody else at work in it."""
    with closing(open_workspace(folder)) as workspace:
        yield workspace.network("U99901", who="practice manager")


def days_ago(network: Network, days: int) -> date:
    return network.today() - timedelta(days=days)


def heading(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("heading", level=1, name=name)


def view(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="What of the challenge").get_by_role(
        "link", name=re.compile(f"^{name}")
    ).click()


def announced(page: Page, said: str | re.Pattern[str]) -> None:
    expect(page.locator("#wb-announcer")).to_have_text(said)


def test_a_challenge_is_launched_its_day_50_gate_held_and_its_plan_taken_along(
    visit, workspace_served, folder: Path, network: Network, axe
):
    page = visit(f"{workspace_served(folder)}{CHALLENGE}?launch")
    expect(heading(page, "A hundred days, for what?")).to_be_visible(timeout=OPENING)
    axe(page)

    # The goal stands as a sentence while it is typed; what is wrong stands at its field, and launches nothing.
    page.get_by_label("We want to").fill("halve")
    page.get_by_label("What?", exact=True).fill("calls at night")
    page.get_by_label("It starts at").fill("many")
    page.get_by_label("When is it launched?").fill(days_ago(network, 51).isoformat())
    page.get_by_role("button", name="Launch it").click()
    expect(page.get_by_text("Type a number such as 42")).to_be_visible()
    page.get_by_label("It starts at").fill("48")
    expect(page.get_by_role("main")).to_contain_text("Halve calls at night, from 48.")
    page.reload()  # what was typed is still there
    expect(page.get_by_label("We want to")).to_have_value("halve", timeout=OPENING)
    page.get_by_label("What is it for?").fill("A quiet night")
    page.get_by_label("What is it for?").press("Enter")
    expect(heading(page, re.compile(r"^Day 51 of 100\. The day-50 check-in was due yesterday"))).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Halve calls at night, from 48.")

    # Somebody else plans; it is on the page at once.
    challenge = next(each for each in network.challenge.listed() if each["title"] == "A quiet night")
    done = network.challenge.plan_task(challenge["id"], "Ring before they leave", gate=50, owner="link worker")
    network.challenge.plan_task(challenge["id"], "Ask the kitchen", gate=50, tests="whether they know who is home")
    view(page, "Work plan")
    expect(heading(page, "What do we do until day 75?")).to_be_focused()
    expect(page.get_by_text("Two tasks of the plan before are still open")).to_be_visible()
    page.get_by_role("button", name="Done: Ring before they leave").click()
    announced(page, "Done: “Ring before they leave”. Undo takes it back.")

    # The gate is written up with what came out of it.
    page.go_back()
    expect(heading(page, re.compile(r"^Day 51"))).to_be_focused()
    page.get_by_role("button", name="Write it up here").click()
    window = page.get_by_role("dialog", name="Write up the day-50 check-in")
    expect(window.get_by_label("When was it held?")).to_be_focused()
    axe(page)
    window.get_by_label("How has the plan changed?").fill("Fewer leaflets, more calls.")
    window.get_by_label("How does the charter read now?").fill("We ring everybody who lives alone.")
    window.get_by_label("Which ideas are worth keeping up?").fill("The Thursday list.")
    window.get_by_role("button", name="The day-50 check-in was held").click()
    expect(window).to_have_count(0)
    expect(heading(page, re.compile(r"The day-75 check-in is in 24 days"))).to_be_visible()
    expect(page.get_by_role("region", name="What the team agreed on")).to_contain_text("We ring everybody")

    # What is not done is carried over, after a look at it.
    page.get_by_role("link", name="See what is carried over").click()
    page.get_by_role("button", name="Carry it over to day 75").click()
    window = page.get_by_role("dialog", name="What is carried over to day 75?")
    expect(window.get_by_role("listitem")).to_have_text([re.compile("^Ask the kitchen")])
    window.get_by_role("button", name="Carry it over to day 75").click()
    announced(page, "One task is carried over to day 75. Undo takes it back.")
    plan = page.get_by_role("table", name=re.compile("^Until day 75"))
    expect(plan.get_by_role("row").nth(1)).to_contain_text("carried over once, first planned until day 50")
    assert network.challenge.told(challenge["id"])["plan"][1]["counts"] == {
        "tasks": 2, "open": 0, "done": 1, "in_time": 0, "late": 0, "rolled_over": 1,
    }  # fmt: skip
    assert done.id

    # Another gate leads to the session with its own method chosen.
    view(page, "Gates")
    expect(page.get_by_role("region", name=re.compile("^Day 50"))).to_contain_text("Fewer leaflets, more calls.")
    page.get_by_role("link", name="Hold the day-75 check-in").click()
    expect(page.get_by_role("radio", name=re.compile("^Day-75 check-in"))).to_be_checked(timeout=OPENING)


def test_a_barrier_is_raised_taken_further_and_resolved_with_the_keyboard_alone(
    visit, workspace_served, folder: Path, network: Network, axe
):
    started = days_ago(network, 30)
    challenge = network.challenge.launch("Home by four", launched_on=started, cohort="Night and day")
    network.challenge.hold_gate(challenge.id, 25, held_on=days_ago(network, 4))
    network.challenge.set_goal(challenge.id, verb="end", measure="waiting for the letter")
    page = visit(f"{workspace_served(folder)}{CHALLENGE}?view=barriers&team={challenge.id}")
    expect(heading(page, "What is in the way?")).to_be_visible(timeout=OPENING)
    keys = page.keyboard

    field = page.get_by_label("What stands in the way?")
    expect(page.get_by_role("main")).to_contain_text("Home by four")
    field.focus()
    keys.press("Tab")
    keys.press("Tab")
    expect(page.get_by_role("button", name="Say more about it")).to_be_focused()
    keys.press("Enter")
    page.get_by_label("Since when is it in the way?").fill(days_ago(network, 19).isoformat())
    page.get_by_role("searchbox", name="What is it in the way of?").focus()
    keys.type("letter")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Take away End waiting for the letter")).to_be_visible()
    field.focus()
    keys.type("Nobody may sign")
    keys.press("Enter")
    announced(page, "It is raised. Say who can solve it.")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    barrier = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Nobody may sign"))
    expect(barrier).to_contain_text("19 days in the way")
    expect(barrier).to_contain_text("In the way of End waiting for the letter")

    page.get_by_role("button", name="Take further: Nobody may sign").press("Enter")
    window = page.get_by_role("dialog", name="Take it further: Nobody may sign")
    expect(window.get_by_label("To whom? (a role)")).to_be_focused()
    keys.press("Enter")
    expect(window.get_by_role("alert")).to_have_text("It is empty. Type something first.")
    axe(page)
    keys.type("chief executive")
    window.get_by_label("Why?").focus()
    keys.type("Two weeks without an answer.")
    keys.press("Enter")
    announced(page, "It is taken further. Undo takes it back.")
    expect(barrier).to_contain_text("Taken to the chief executive: Two weeks without an answer.")
    expect(window).to_have_count(0)

    # What was noted by mistake is taken away, and brought back.
    page.get_by_role("button", name=re.compile("^Take away: Taken to the chief executive on")).press("Enter")
    announced(page, "No longer noted: Taken to the chief executive. Undo brings it back.")
    expect(barrier).to_be_focused()
    expect(barrier).not_to_contain_text("Two weeks without an answer.")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(barrier).to_contain_text("Taken to the chief executive: Two weeks without an answer.")

    page.get_by_role("button", name="Resolved: Nobody may sign").press("Enter")
    window = page.get_by_role("dialog", name=re.compile("^How was it resolved"))
    expect(window.get_by_role("textbox").first).to_be_focused()
    keys.type("The chief executive signed.")
    window.get_by_role("button", name="It is resolved").press("Enter")
    announced(page, "“Nobody may sign” is out of the way after 19 days. Undo takes it back.")
    expect(page.get_by_role("main")).to_contain_text("The one that was resolved took 19 days to unblock.")
    row = network.challenge.barriers().loc[lambda table: table["title"] == "Nobody may sign"].iloc[0]
    assert (row["escalations"], row["days_to_unblock"]) == (1, 19)

    # Every view is open to everybody, on a laptop and on a phone.
    for name in VIEWS:
        view(page, name)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        axe(page)
    page.set_viewport_size({"width": 400, "height": 800})
    for name in ("Gates", "Cohort", "Now"):
        view(page, name)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
    axe(page)


def test_a_recommendation_is_answered_decided_and_never_loses_what_was_typed(
    visit, workspace_served, folder: Path, network: Network
):
    challenge = network.challenge.launch("Kept for good", launched_on=days_ago(network, 101))
    network.challenge.hold_gate(challenge.id, 100, held_on=days_ago(network, 1))
    kept = network.challenge.recommend(challenge.id, "Keep the list", sponsor="director", on=days_ago(network, 9))
    page = visit(f"{workspace_served(folder)}{CHALLENGE}?open={kept.id}")
    expect(heading(page, "What will last?")).to_be_visible(timeout=OPENING)
    expect(page.get_by_role("main")).to_contain_text("one waits for an answer")
    expect(page.locator(f"#wb-at-{kept.id}")).to_be_focused()

    note = page.get_by_label("What did they say? (if you like)")
    note.fill("Yes, on Thursdays.")
    network.challenge.change_recommendation(kept.id, title="Keep the Thursday list")
    expect(page.get_by_role("heading", name="Keep the Thursday list")).to_be_visible()
    page.reload()
    expect(note).to_have_value("Yes, on Thursdays.", timeout=OPENING)
    page.get_by_role("button", name="Adapted").click()
    announced(page, "Adapted: “Keep the Thursday list”. Undo takes it back.")
    expect(page.get_by_role("main")).to_contain_text("Yes, on Thursdays.")
    page.get_by_role("button", name="Scale").click()
    announced(page, "Scale: “Keep the Thursday list”. Undo takes it back.")
    expect(page.get_by_text("Look at it already now")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Scale")).to_be_visible()

    # Correcting the answer begins with what was written, so that one press does not empty it.
    page.get_by_text("Correct what was said").click()
    expect(note).to_have_value("Yes, on Thursdays.")
    page.get_by_role("button", name="Accepted").click()
    announced(page, "Accepted: “Keep the Thursday list”. Undo takes it back.")
    expect(page.get_by_role("main")).to_contain_text("Yes, on Thursdays.")

    # Nor does it replace unseen what somebody else has noted meanwhile.
    note.fill("Yes, on Fridays.")
    network.challenge.answer(kept.id, "accepted", note="Yes, every day.")
    expect(page.get_by_role("main")).to_contain_text("Yes, every day.")
    page.get_by_role("button", name="Accepted").click()
    question = page.get_by_role("dialog", name="Two people changed this")
    question.get_by_role("radio", name="Theirs: Yes, every day.").check()
    question.get_by_role("button", name="Keep this").click()
    expect(question).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("Yes, every day.")
    expect(note).to_have_value("Yes, every day.")

    # Two people change the same: what both touched is asked.
    page.get_by_role("button", name="Change: Keep the Thursday list").click()
    window = page.get_by_role("dialog", name="Change the recommendation")
    window.get_by_label("Which sponsor answers? (a role)").fill("chief nurse")
    network.challenge.change_recommendation(kept.id, sponsor="medical director")
    expect(page.get_by_text("to the medical director")).to_be_attached()
    window.get_by_role("button", name="Keep the changes").click()
    question = page.get_by_role("dialog", name="Two people changed this")
    question.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("main")).to_contain_text("to the chief nurse")

    with page.expect_download() as download:
        page.get_by_role("button", name="Download as a document").click()
    assert "Keep the Thursday list" in Path(download.value.path()).read_text(encoding="utf-8")
