"""From what a session concluded to an answer: tried in test cycles, read on the page, and printed."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from workbench import open_workspace

PACKS = {
    "U99901": "u99901-larkmere-network",
    "U99902": "u99902-saltreach-network",
    "U99903": "u99903-thornacre-network",
}


@pytest.fixture
def larkmere(folder: Path):
    """Larkmere beside the page, as another window of the same workspace has it."""
    with closing(open_workspace(folder)) as workspace:
        yield workspace.network("U99901", who="analyst")


@pytest.fixture
def opens(visit, workspace_served, folder: Path):
    """Open the prototypes of a network: `opens(code, search, heading)`; options as for `visit`."""

    def opens(code: str, search: str, heading: str, **options) -> Page:
        page = visit(
            f"{workspace_served(folder)}voila/render/networks/{PACKS[code]}/prototypes.ipynb{search}", **options
        )
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible(timeout=60_000)
        return page

    return opens


def answer(page: Page) -> Locator:
    return page.get_by_role("region", name="Did it move?")


def study(page: Page, number: int, *, compared: str, decision: str) -> Locator:
    """The open window in which a test is studied, filled in and not sent yet."""
    window = page.get_by_role("dialog", name=f"What we saw in test {number}")
    window.get_by_label("What did we see?").fill("Three of five came.")
    window.get_by_label(compared, exact=True).check()
    window.get_by_label("What did we learn?").fill("Ring before noon.")
    window.get_by_label(re.compile(f"^{decision} ")).check()
    return window


def test_an_insight_is_tried_in_two_tests_and_the_answer_follows_the_values(opens, larkmere, axe):
    insight = next(each for row in larkmere.sessions.listed() for each in row["insights"])
    measure = larkmere.measures.define("Seen in time", direction="increase")
    today = larkmere.today()
    weeks = [today - timedelta(weeks=number) for number in range(30, 0, -1)]
    larkmere.measures.observe(measure, [(day, 40 + number % 4) for number, day in enumerate(weeks[:20])])

    page = opens("U99901", f"?from={insight['id']}", "What shall we try?")
    page.get_by_label("What do we call it?").fill("Ring at ten")
    page.get_by_label("If we…").fill("ring at ten")
    page.get_by_label("then…").fill("more are seen in time")
    page.get_by_label("A relationship on the map").select_option(index=1)
    page.get_by_label("A measure", exact=True).select_option(label="Seen in time")
    page.get_by_role("button", name="Keep it and start testing today").click()
    expect(page.get_by_role("heading", level=1, name="Ring at ten")).to_be_visible()
    thread = page.get_by_role("region", name="Where it came from, and where it led")
    expect(thread).to_contain_text(insight["text"][:30])

    # The first test: planned, begun, studied beside what was predicted, and adapted.
    page.get_by_role("button", name="Plan the first test cycle").click()
    plan = page.get_by_role("dialog", name="Plan test 1")
    plan.get_by_role("button", name="Keep the plan of the test").click()
    expect(plan.get_by_text("It is empty. Type something first.")).to_be_visible()
    plan.get_by_label("What do we want to find out?").fill("Do people answer at ten?")
    plan.get_by_label("What do we think will happen?").fill("Four of five answer.")
    plan.get_by_label("How widely do we try it?").fill("one person")
    axe(page)
    page.reload()  # what was typed is still there
    page.get_by_role("button", name="Plan the first test cycle").click(timeout=60_000)
    expect(plan.get_by_label("What do we think will happen?")).to_have_value("Four of five answer.")
    plan.get_by_role("button", name="Keep the plan of the test").click()
    cycles = page.get_by_role("region", name="Test cycles")
    cycles.get_by_role("button", name="It begins today").click()
    expect(cycles).to_contain_text("Test 1 is running since")
    cycles.get_by_role("button", name="Say what we saw", exact=True).click()
    window = study(page, 1, compared="Partly as we predicted", decision="Adapt")
    expect(window).to_contain_text("Four of five answer.")
    axe(page)
    window.get_by_role("button", name="Keep what we saw and decided").click()
    expect(cycles.get_by_role("row", name=re.compile("Do people answer"))).to_contain_text("partly as predicted")

    # The decision asks for the next one, which begins with what stood in the first.
    cycles.get_by_role("button", name="Plan test 2").click()
    plan = page.get_by_role("dialog", name="Plan test 2")
    expect(plan).to_contain_text("Filled in from test 1, from which we learnt: Ring before noon.")
    expect(plan.get_by_label("What do we want to find out?")).to_have_value("Do people answer at ten?")
    plan.get_by_label("How widely do we try it?").fill("one practice")
    plan.get_by_role("button", name="Keep the plan of the test").click()
    cycles.get_by_role("button", name="Say what we saw", exact=True).click()
    study(page, 2, compared="As we predicted", decision="Adopt").get_by_role(
        "button", name="Keep what we saw and decided"
    ).click()
    ramp = cycles.get_by_role("img", name=re.compile("^2 test cycles in the order of time. test 1, one person"))
    expect(ramp.and_(page.locator(":visible"))).to_have_count(1)

    # Values arrive in another window, and the answer follows; then the lines are drawn anew, with a reason.
    key = next(each["id"] for each in larkmere.prototypes.listed() if each["title"] == "Ring at ten")
    larkmere.prototypes.change(key, started_on=weeks[20])
    expect(answer(page)).to_contain_text("Too early")
    larkmere.measures.observe(measure, [(day, 60 + number % 4) for number, day in enumerate(weeks[20:])])
    expect(answer(page)).to_contain_text("the measure moved as expected")
    assert larkmere.thread.did_it_move(key).sentence in answer(page).inner_text()
    larkmere.measures.rebase(measure, weeks[20], reason="A second nurse joined", decided_by="GP partner")
    expect(answer(page)).to_contain_text("A second nurse joined")
    assert larkmere.thread.did_it_move(key).sentence in answer(page).inner_text()

    # How far it has come is chosen by reading; it stands with its words.
    page.get_by_role("button", name="Say how far it has come").click()
    window = page.get_by_role("dialog", name=re.compile("How far has"))
    axe(page)
    window.get_by_label(re.compile("^3 · ")).check()
    window.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("region", name="How far has it come?")).to_contain_text("3 of 5: A little better.")


def _fits_every_screen_and_two_sheets(page: Page) -> None:
    for width, height in ((820, 1180), (400, 800), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.locator(".wb-page :is(button, summary, .wb-thread-map a):visible").evaluate_all(
            "found => found.filter(one => one.getBoundingClientRect().height < 43.5).map(one => one.textContent)"
        )
        assert small == []
    sheets = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", sheets)) <= 2


def test_every_prototype_of_the_story_is_read_also_the_one_that_failed(opens, folder, axe):
    with closing(open_workspace(folder)) as workspace:
        networks = {code: workspace.network(code) for code in PACKS}
        read = 0
        for code, network in networks.items():
            page = None
            for plain in network.prototypes.listed():
                if plain["title"] == "Ring at ten":
                    continue
                if page is None:
                    page = opens(code, "", "What are we trying?")
                page.get_by_role("link", name=re.compile(re.escape(plain["title"]))).first.click()
                expect(page.get_by_role("heading", level=1, name=plain["title"])).to_be_focused()
                moved = network.thread.did_it_move(plain["id"])
                expect(answer(page)).to_contain_text(moved.sentence)
                for said in moved.sentences:
                    expect(answer(page)).to_contain_text(said)
                if plain["stage"] == "abandoned":
                    expect(answer(page)).to_contain_text("the measure moved the other way")
                    expect(answer(page)).to_contain_text("Why it was abandoned: They could only come twice")
                    axe(page)
                    _fits_every_screen_and_two_sheets(page)
                read += 1
                page.get_by_role("link", name="All prototypes").click()
    assert read == 5
