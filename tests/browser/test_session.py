"""A session as one person holds it: what is typed is not lost, and what is odd is asked about before it is kept."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from workbench import open_workspace

SLOW = 20_000  # milliseconds that a gesture may take on a busy machine
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


@pytest.fixture
def network(folder: Path):
    """Somebody else at work on Larkmere."""
    workspace = open_workspace(folder)
    yield workspace.network("U99901", who="community nurse")
    workspace.close()


def field_of(page: Page):
    return page.locator(".wb-pointing textarea")


def step(page: Page, question: str) -> None:
    page.get_by_role("navigation", name="Steps").get_by_text(question, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(question)


def test_closing_asks_about_what_was_typed_and_not_added(session: Page, axe):
    field_of(session).fill("half a sent")
    session.reload()
    expect(field_of(session)).to_have_value("half a sent", timeout=60_000)
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


def test_what_was_typed_while_somebody_else_closes_the_session_stays_in_sight(session: Page, network, axe):
    field_of(session).fill("what I was about to say")
    meeting = session.url.split("session=")[1]

    network.sessions.close(meeting)

    told = session.locator(".wb-unsaid")
    expect(told).to_contain_text("closed while you had something typed", timeout=20_000)
    expect(told).to_contain_text("what I was about to say")
    axe(session)
    told.get_by_role("button", name="Open it again").click()
    expect(field_of(session)).to_have_value("what I was about to say")
    session.get_by_role("radio", name="a story").check()
    field_of(session).press("Enter")
    expect(session.locator(".wb-so-far")).to_contain_text("for this set only")


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


def test_what_was_said_is_laid_between_words_with_sliders_and_in_a_triangle(workspace_served, folder: Path, visit, axe):
    workspace = open_workspace(folder)
    network = workspace.network("U99901")
    network.sessions.ask_to_place("What held it together?", "people", "rules", "luck")
    begun = network.sessions.begin("Placed", method="most significant change").id
    page = visit(f"{workspace_served(folder)}{SESSION}?session={begun}")
    expect(field_of(page)).to_be_visible(timeout=60_000)
    field_of(page).fill("She rang before I had to ask.")
    page.get_by_text("More: themes, where it lies").click()
    page.get_by_role("button", name="community links").click()

    shift = page.get_by_role("slider", name=re.compile("From interventions to support"))
    expect(shift).to_have_attribute("aria-valuetext", "not placed yet")
    shift.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(shift).to_have_attribute("aria-valuetext", "more support than interventions")
    planning = page.get_by_role("group", name="When did people act?")
    planning.get_by_label("does not apply").check()
    expect(planning.get_by_role("slider")).to_be_disabled()

    triad = page.get_by_role("group", name="What held it together?")
    people, rules, luck = triad.get_by_role("slider").all()
    people.focus()
    page.keyboard.press("End")
    assert [int(each.input_value()) for each in (people, rules, luck)] == [100, 0, 0]
    for _ in range(7):
        page.keyboard.press("ArrowLeft")
    assert sum(int(each.input_value()) for each in (people, rules, luck)) == 100
    dot = triad.locator("circle")
    before = dot.bounding_box()
    box = triad.locator("polygon").bounding_box()
    assert box is not None
    assert before is not None
    page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.9)
    expect(triad).to_contain_text("mostly luck")
    assert sum(int(each.input_value()) for each in (people, rules, luck)) == 100
    assert dot.bounding_box() != before
    axe(page)

    field_of(page).press("Enter")
    expect(page.locator(".wb-so-far")).to_contain_text(
        "mostly luck · more support than interventions · community links"
    )
    [entry] = network.sessions.told(begun)["entries"]
    assert entry["placed"]["interventions-support"] == pytest.approx([0.3, 0.7])
    assert entry["placed"]["crisis-planning"] is None
    assert sum(next(weights for key, weights in entry["placed"].items() if weights and len(weights) == 3)) == 1
    assert entry["themes"] == ["community links"]
    workspace.close()


def test_two_who_mend_one_long_text_keep_every_word_of_the_one_they_choose(session: Page, network, axe):
    words = "The ward rang on Friday, an hour before the man went home, and nobody at the practice heard it ring"
    field_of(session).fill(f"{words}.")
    field_of(session).press("Enter")
    so_far = session.locator(".wb-so-far")
    expect(so_far).to_contain_text(f"{words}.")
    meeting = session.url.split("session=")[1]
    [entry] = network.sessions.told(meeting)["entries"]
    so_far.get_by_role("button", name="More on").click()
    so_far.get_by_role("button", name="Edit").click()
    window = session.get_by_role("dialog", name="What was said")
    window.locator("textarea").fill(f"{words}, but the carer did.")
    linked = [network.map.elements().index[0]]
    theirs = {"text": f"Last month: {words}.", "themes": ["community links"], "about": linked}
    network.sessions.change_entry(entry["id"], version=entry["version"], **theirs)
    window.locator("textarea").press("Enter")

    question = session.get_by_role("dialog", name="Two people changed this")
    expect(question.get_by_role("group")).to_have_count(1, timeout=20_000)
    mine = f"Mine: {words}, but the carer did."
    expect(question.get_by_role("group", name="The text").get_by_role("radio", name=mine)).to_be_focused()
    expect(question).not_to_contain_text("Name")
    axe(session)
    question.get_by_role("button", name="Keep this").click()
    expect(session.get_by_role("dialog")).to_have_count(0, timeout=20_000)
    [kept] = network.sessions.told(meeting)["entries"]
    assert (kept["text"], kept["themes"]) == (f"{words}, but the carer did.", ["community links"])
    assert [pointed["id"] for pointed in kept["about"]] == linked


def test_a_correction_on_the_record_writes_over_nothing_that_was_changed_meanwhile(session: Page, network, axe):
    meeting = session.url.split("session=")[1]
    entry = network.sessions.say(meeting, "The ward rang.", step="What?")
    network.sessions.close(meeting)
    session.get_by_role("button", name="Correct “The ward rang.”").click(timeout=20_000)
    corrected = session.get_by_role("textbox", name="What was said")
    corrected.fill("The ward rang us.")
    network.sessions.change_entry(entry.id, version=entry.version, text="The ward rang twice.", said_by="carer")
    expect(session.get_by_role("article", name="The record of this session")).to_contain_text("carer", timeout=20_000)
    corrected.press("Enter")

    question = session.get_by_role("dialog", name="Two people changed this")
    expect(question.get_by_role("radio", name="Theirs: The ward rang twice.")).to_be_visible(timeout=20_000)
    question.get_by_role("radio", name="Theirs: The ward rang twice.").check()
    question.get_by_role("button", name="Keep this").click()
    expect(session.get_by_role("button", name="Correct “The ward rang twice.”")).to_be_focused(timeout=20_000)
    axe(session)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="Finds the process of a kernel where Linux lists them")
def test_a_kernel_that_dies_is_told_at_once_and_what_was_typed_stays(session: Page, visit):
    visit.expect("WebSocket", "Failed to load resource", "Kernel connection disconnected")  # Jupyter’s own words
    with session.expect_websocket() as line:
        session.reload()
    expect(field_of(session)).to_be_visible(timeout=60_000)
    field_of(session).fill("She rang before the ward did.")
    kernel = session.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    with line.value.expect_event("framereceived", lambda frame: "restarting" in told_by(frame)):
        os.kill(process_of(kernel), signal.SIGKILL)
    field_of(session).press("Enter")

    expect(session.get_by_text("Not connected", exact=True)).to_be_visible(timeout=3000)
    expect(session.get_by_role("alert").filter(has_text="Connection lost.")).to_be_visible()
    expect(field_of(session)).to_have_value("She rang before the ward did.")
    session.get_by_role("button", name="Reload to continue").click()
    expect(field_of(session)).to_have_value("She rang before the ward did.", timeout=60_000)
    field_of(session).press("Enter")
    expect(session.locator(".wb-so-far")).to_contain_text("She rang before the ward did.")


def told_by(frame: str | bytes) -> str:
    return frame if isinstance(frame, str) else frame.decode("utf-8", "replace")


def process_of(kernel: str) -> int:
    """The process that runs a kernel: it is started with a file of that name."""
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"kernel-{kernel}.json" in each.read_text(encoding="utf-8"):
                return int(each.parent.name)
        except OSError:
            continue
    raise AssertionError("That kernel does not run.")


def test_the_themes_of_an_insight_are_set_where_it_is_made_and_where_it_is_changed(session: Page, network, axe):
    page, held = session, network.sessions.listed()[0]["id"]
    said = network.sessions.say(held, "They came back", step="What?", nature="fact")
    page.get_by_role("checkbox", name="They came back").check(timeout=SLOW)
    page.get_by_role("button", name="Make an insight from this one").click()
    dialog = page.get_by_role("dialog", name="What do you make of it?")
    dialog.get_by_label("What do you make of it?").fill("People follow people")
    dialog.get_by_text("More: themes, who may read it").click()
    dialog.get_by_role("button", name="community links").click()
    dialog.get_by_label("Who may read it?").select_option("programme")
    expect(dialog.get_by_text("(1 theme, the whole programme)")).to_be_visible()
    axe(page)
    dialog.get_by_role("button", name="Conclude").click()
    expect(dialog).to_have_count(0, timeout=SLOW)
    [insight] = network.sessions.told(held)["insights"]
    assert (insight["themes"], insight["audience"]) == (["community links"], "programme")
    assert [one["id"] for one in insight["came_from"]] == [said.id]

    network.sessions.close(held)
    page.get_by_role("button", name="Themes of “People follow people”, and who may read it").click(timeout=SLOW)
    dialog = page.get_by_role("dialog", name="What we conclude")
    expect(dialog.get_by_role("button", name="community links")).to_have_attribute("aria-pressed", "true")
    dialog.get_by_role("button", name="healthy choices").click()
    axe(page)
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog).to_have_count(0, timeout=SLOW)
    expect(page.get_by_text("healthy choices, community links")).to_be_visible()
