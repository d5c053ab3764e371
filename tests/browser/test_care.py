"""Care with people's words in a browser: what may say who somebody is, and what is read by which set."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from workbench import open_workspace
from workbench.workspace import Network

PACK = "voila/render/networks/u99901-larkmere-network"
SLOW = 20_000  # milliseconds that a gesture may take on a busy machine


@pytest.fixture
def network(folder: Path):
    workspace = open_workspace(folder)
    yield workspace.network("U99901", who="community nurse")
    workspace.close()


@pytest.fixture
def open_page(visit, workspace_served, folder: Path):
    def opened(name: str, **options) -> Page:
        page = visit(f"{workspace_served(folder)}{PACK}/{name}", **options)
        expect(page.locator("#wb-opening")).to_have_count(0, timeout=60_000)
        return page

    return opened


def test_what_may_say_who_somebody_is_is_asked_about_and_kept_only_if_somebody_says_so(
    open_page, network: Network, axe
):
    page = open_page("measures.ipynb", size=(820, 1180))
    page.get_by_role("button", name="Define a measure").last.click()
    form = page.get_by_role("dialog").first
    name = form.get_by_label("What do we call it?")
    name.fill("Calls to 07700 900123")
    form.get_by_label("Which way is better?").select_option("neither is better")
    form.get_by_role("button", name="Keep the measure").click()

    asked = page.get_by_role("dialog", name="Is this somebody’s phone number?")
    expect(asked).to_contain_text("“07700 900123” could be somebody’s phone number.", timeout=SLOW)
    expect(asked.get_by_role("button", name="Change the text")).to_be_focused()
    axe(page)
    page.keyboard.press("Enter")
    expect(name).to_be_focused()
    name.fill("Calls from CH65 9HQ")
    form.get_by_label("What is a value?").select_option("people")
    form.get_by_role("button", name="Keep the measure").click()
    page.get_by_role("dialog", name="Is this somebody’s postcode?").get_by_role(
        "button", name="Keep it as it is"
    ).click(timeout=SLOW)
    expect(page.get_by_role("heading", level=1, name="Calls from CH65 9HQ")).to_be_visible(timeout=SLOW)
    named = [one["title"] for one in network.measures.listed()]
    assert "Calls from CH65 9HQ" in named
    assert "Calls to 07700 900123" not in named


def test_all_that_may_say_who_somebody_is_is_named_in_one_question(open_page, network: Network, axe):
    page = open_page("measures.ipynb", size=(820, 1180))
    page.get_by_role("button", name="Define a measure").last.click()
    form = page.get_by_role("dialog").first
    form.get_by_label("What do we call it?").fill("Calls to 07700 900123 or jo@example.org from CH65 9HQ")
    form.get_by_label("Which way is better?").select_option("neither is better")
    form.get_by_label("What is a value?").select_option("people")
    form.get_by_role("button", name="Keep the measure").click()

    asked = page.get_by_role("dialog", name="Does this say who somebody is?")
    expect(asked.get_by_role("listitem")).to_have_count(3, timeout=SLOW)
    for kind, words in (
        ("Phone number", "07700 900123"),
        ("E-mail address", "jo@example.org"),
        ("Postcode", "CH65 9HQ"),
    ):
        expect(asked.get_by_role("listitem").filter(has_text=kind)).to_contain_text(f"{kind}: “{words}”.")
    axe(page)
    asked.get_by_role("button", name="Keep them all as they are").click()
    expect(page.get_by_role("heading", level=1, name="Calls to 07700 900123 or jo@example.org")).to_be_visible(
        timeout=SLOW
    )


def test_each_set_reads_what_was_said_in_it_once_somebody_chose_it_and_stays_chosen(open_page, network: Network, axe):
    other = network.members.add_set("Quayside set")
    network.in_set = other.id
    meeting = network.sessions.begin("On the quay", method="after action review", in_set=other.id)
    network.sessions.conclude(meeting.id, "The ferry brings them")
    network.sessions.close(meeting.id)
    page = open_page("session.ipynb")
    chosen = page.get_by_label("My set:")
    expect(chosen).to_have_value("", timeout=SLOW)
    expect(page.get_by_text("The ferry brings them")).to_have_count(0)
    axe(page)
    chosen.select_option(label="Quayside set")
    expect(page.get_by_text("The ferry brings them").first).to_be_visible(timeout=SLOW)
    page.reload()
    expect(page.get_by_label("My set:")).to_have_value(other.id, timeout=60_000)
    expect(page.get_by_text("The ferry brings them").first).to_be_visible(timeout=SLOW)
    page.get_by_label("My set:").select_option(label="the whole network")
    expect(page.get_by_text("The ferry brings them")).to_have_count(0, timeout=SLOW)


def test_the_log_of_several_sets_says_whose_page_is_shown_and_posted(open_page, network: Network, axe):
    network.members.add_set("Quayside set")
    page = open_page("log.ipynb")
    expect(page.get_by_text("of no set in particular · for everybody in the network")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("this is the page of none of them. Choose “My set” above")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Post", exact=True).click()
    dialog = page.get_by_role("dialog", name="Post this week")
    expect(dialog).to_contain_text("To post your set’s own, close this and choose “My set” first.", timeout=SLOW)
    page.keyboard.press("Escape")
    page.get_by_label("My set:").select_option(label="Quayside set")
    expect(page.get_by_text("Quayside set · for the set only")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("this is the page of none of them")).to_have_count(0)


def test_a_session_being_composed_is_made_anew_for_the_set_that_somebody_changes_to(open_page, network: Network, axe):
    own = network.members.sets()[0]
    other = network.members.add_set("Quayside set")
    for role in ("ferryman", "lock keeper"):
        network.members.add(role, in_set=other.id)
    network.in_set = other.id
    held = network.sessions.begin("On the quay", method="after action review", in_set=other.id)
    network.sessions.agree(held.id, "Ask the harbour master")
    network.sessions.close(held.id)
    page = open_page("session.ipynb")
    page.get_by_label("My set:").select_option(own.id)
    agenda = page.get_by_role("region", name="For the next meeting")
    expect(agenda).to_be_visible(timeout=SLOW)
    expect(agenda).not_to_contain_text("Ask the harbour master", timeout=SLOW)
    page.get_by_role("button", name="Start a session").click()
    here = page.get_by_role("group", name="Who is here")
    here.get_by_role("button", name="carer", exact=True).click()
    page.get_by_label("Facilitator").select_option("carer")
    page.get_by_label("What will you call it?").fill("Half a name")
    page.get_by_label("Ground rules").fill("We ask first.")
    page.get_by_label("Somebody else’s role").fill("bus driver")

    page.get_by_label("My set:").select_option(other.id)
    expect(here.get_by_role("button", name="ferryman")).to_be_visible(timeout=SLOW)
    expect(here.get_by_role("button", name="carer", exact=True)).to_have_count(0)
    expect(page.get_by_label("What will you call it?")).to_have_value("Half a name")
    expect(page.get_by_label("Ground rules")).to_have_value("We ask first.")
    expect(page.get_by_label("Somebody else’s role")).to_have_value("bus driver")
    axe(page)
    here.get_by_role("button", name="ferryman").click()
    expect(page.get_by_label("Facilitator")).to_have_value("ferryman")

    # What was chosen for the first set is there when somebody goes back to it.
    page.get_by_label("My set:").select_option(own.id)
    expect(here.get_by_role("button", name="carer", exact=True)).to_have_attribute("aria-pressed", "true", timeout=SLOW)
    expect(page.get_by_label("Facilitator")).to_have_value("carer")
    page.get_by_label("My set:").select_option(other.id)
    expect(here.get_by_role("button", name="ferryman")).to_have_attribute("aria-pressed", "true", timeout=SLOW)
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("navigation", name="Steps")).to_be_visible(timeout=SLOW)
    begun = network.sessions.listed()[0]
    assert (begun["title"], begun["set"], begun["ground_rules"]) == ("Half a name", other.id, "We ask first.")
    assert begun["present"] == ["ferryman"]
