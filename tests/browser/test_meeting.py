"""A whole action learning meeting, with three people in three browsers: nothing they say is lost, and all agree."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.networks.builders import HARBOUR, workbook
from workbench import open_workspace

CODE = HARBOUR[0]
OPENING = 60_000  # milliseconds that a page may take on a busy machine until its app stands
APART = 2  # seconds by which two clocks may differ
ROLES = ("practice manager", "link worker", "community nurse")
QUESTION = ("How often has this ", "happened since the ", "ward moved, and to whom?")
SAID = (
    "Glad that we meet.",
    "A long week on the road.",
    "Two nights on call.",
    "What I had not said yet.",
    "How do I get the ward to ring first?",
    "On Friday nobody told",
    "Which day was it, number 0?",
    "Which day was it, number 1?",
    "Which day was it, number 2?",
    "".join(QUESTION),
    "Meet the ward sister before you ring her.",
    "The ward rings people it has met.",
    "Go to the ward round on Tuesday",
    "the ward rings before somebody leaves",
    "We asked more than we told.",
    "Work out which slots stay free",
)


@dataclass
class Three:
    """The facilitator at the laptop, the presenter with a tablet, and one who has a keyboard only."""

    manager: Page
    worker: Page
    nurse: Page

    @property
    def everybody(self) -> tuple[Page, Page, Page]:
        return self.manager, self.worker, self.nurse

    def agree_on_the_time(self) -> None:
        for page in self.everybody:
            assert abs(seconds(page) - seconds(self.manager)) <= APART


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network with a set, something on its map, and an action that its last meeting left over."""
    here = tmp_path_factory.mktemp("meeting")
    folder = here / "workspace"
    register = workbook(here / "ePCN.xlsx")
    for arguments in (("init", folder, "--ods", register), ("new", CODE, "--workspace", folder)):
        subprocess.run([sys.executable, "-m", "workbench.cli", *map(str, arguments)], check=True, capture_output=True)
    workspace = open_workspace(folder)
    network = workspace.network(CODE)
    network.map.add_element("Community kitchen", kind="place")
    for role in ROLES:
        network.members.add(role, sector="community")
    last = network.sessions.begin("May set", method="action learning set meeting", present=ROLES)
    network.sessions.agree(last.id, "Work out which slots stay free", owner="link worker")
    network.sessions.bid(last.id, "The second visit", made_by="community nurse")
    network.sessions.close(last.id)
    workspace.close()
    return folder


@pytest.fixture
def comes(visit, workspace_served, folder: Path) -> Callable[..., Page]:
    """Somebody opens the sessions in a browser of their own, by role."""
    url = workspace_served(folder)
    pack = next((folder / "networks").iterdir()).name
    at = urlsplit(url)

    def come(role: str, where: str = "", **options: Any) -> Page:
        kept = [{"name": f"wb-who:{CODE}", "value": role}]
        origins = [{"origin": f"{at.scheme}://{at.netloc}", "localStorage": kept}]
        page = visit(
            f"{url}voila/render/networks/{pack}/session.ipynb{where}",
            storage_state={"cookies": [], "origins": origins},
            **options,
        )
        expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=OPENING)
        expect(page.locator("#wb-opening")).to_have_count(0, timeout=OPENING)
        return page

    return come


def field_of(page: Page) -> Locator:
    return page.locator(".wb-session-main .wb-pointing textarea")


def so_far(page: Page) -> Locator:
    return page.get_by_role("region", name="Said so far")


def at_step(page: Page, name: str) -> None:
    expect(page.locator(".wb-where .wb-chip")).to_have_text(re.compile(rf"Step \d of 9 · {re.escape(name)}"))


def go_on(page: Page, to: str) -> None:
    page.get_by_role("button", name=f"{to} →").click()
    at_step(page, to)


def seconds(page: Page) -> int:
    return int(page.get_by_role("timer").get_attribute("data-seconds") or "x")


def tab_to(page: Page, wanted: Locator) -> None:
    """Go there with the Tab key and nothing else."""
    for _ in range(120):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key does not come to {wanted}.")


def by_keyboard(page: Page, text: str) -> None:
    tab_to(page, field_of(page))
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(so_far(page)).to_contain_text(text)


def by_hand(page: Page, text: str, word: str = "Add") -> None:
    field_of(page).fill(text)
    page.get_by_role("button", name=word, exact=True).tap()


def by_tablet(comes: Callable[..., Page]) -> Page:
    page = comes("link worker", size=(820, 1180), has_touch=True)
    page.get_by_role("button", name="Join it").tap()
    return page


def test_three_people_hold_a_whole_meeting_and_everything_said_is_on_the_record(comes, axe, tmp_path: Path):
    three = begin(comes, axe)
    check_in(three)
    nobody_is_dragged_away_in_mid_sentence(three)
    go_through_what_was_left_over(three)
    bid_for_airtime(three)
    tell_the_issue(three)
    type_while_another_adds(three)
    leave_and_come_back(three, comes)
    for page in (three.manager, three.worker):
        axe(page)
    ask_for_advice(three)
    steer_with_one_thumb(three)
    conclude_and_agree(three)
    read_the_record(three, axe, tmp_path)


OVER_THE_FOOT = """() => {
  const foot = document.querySelector(".wb-session-foot"), main = foot.closest(".wb-session-main"), over = [];
  for (const part of [0, 0.3, 0.6, 1]) {
    main.scrollTop = (main.scrollHeight - main.clientHeight) * part;
    scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * part);
    const box = foot.getBoundingClientRect();
    for (const x of [0.03, 0.1, 0.25, 0.5, 0.75, 0.9]) for (const y of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
      if (hit && !foot.contains(hit) && !hit.closest(".wb-header")) over.push(hit.outerHTML.slice(0, 90));
    }
  }
  return over;
}"""
OUT_OF_REACH = """() => [...document.querySelectorAll(".wb-session-main :is(button, input, select, textarea, a)")]
  .filter((node) => node.checkVisibility()).filter((node) => {
    node.scrollIntoView({ block: "center" });
    const box = node.getBoundingClientRect();
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !(node.contains(hit) || (hit && node.closest("label")?.contains(hit)));
  }).map((node) => node.outerHTML.slice(0, 90))"""


def test_what_steers_a_meeting_is_on_top_of_every_step_however_long(comes, folder: Path):
    workspace = open_workspace(folder)
    sessions = workspace.network(CODE).sessions
    last = sessions.begin("A long set", method="action learning set meeting", present=ROLES).id
    for number in range(14):
        sessions.agree(last, f"Ring the ward about number {number}", owner="link worker", known_by="they ring back")
    sessions.close(last)
    meeting = sessions.begin("A full set", method="action learning set meeting", present=ROLES).id
    for number in range(6):
        sessions.bid(meeting, f"The issue of number {number}", made_by="link worker")
        sessions.conclude(meeting, f"What number {number} was worth to all of us")
        sessions.agree(meeting, f"Go and see number {number}", owner="link worker")
    steps = sessions.told(meeting)["session"]["steps"]
    workspace.close()
    page = comes("practice manager", f"?session={meeting}")

    for width, height in ((1280, 800), (820, 1180), (400, 800)):
        page.set_viewport_size({"width": width, "height": height})
        for name in steps:
            page.get_by_role("navigation", name="Steps").get_by_role("button", name=name).click()
            at_step(page, name)
            assert (width, name, page.evaluate(OVER_THE_FOOT)) == (width, name, [])
            assert (width, name, page.evaluate(OUT_OF_REACH)) == (width, name, [])
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def begin(comes: Callable[..., Page], axe: Callable[[Page], None]) -> Three:
    manager = comes("practice manager")
    expect(manager.get_by_role("heading", name="For the next meeting")).to_be_visible()
    axe(manager)
    manager.get_by_role("button", name="Start a session").click()
    axe(manager)
    for role in ROLES[1:]:
        manager.get_by_role("button", name=role, exact=True).click()
    manager.get_by_label("What will you call it?").fill("June set")
    manager.get_by_label("Facilitator").select_option("practice manager")
    manager.get_by_role("button", name="Begin", exact=True).click()
    at_step(manager, "Check-in")
    three = Three(manager, by_tablet(comes), comes("community nurse", f"?{urlsplit(manager.url).query}"))
    for page in three.everybody:
        at_step(page, "Check-in")
        expect(page.get_by_text("We let one another finish")).to_be_visible()
        expect(page.locator(".wb-parts")).to_contain_text("Joined 3 of 3 on a screen", timeout=20_000)
    return three


def check_in(three: Three) -> None:
    field_of(three.manager).fill("Glad that we meet.")
    field_of(three.manager).press("Enter")
    by_hand(three.worker, "A long week on the road.")
    by_keyboard(three.nurse, "Two nights on call.")
    for page in three.everybody:
        for said in SAID[:3]:
            expect(so_far(page)).to_contain_text(said)


def nobody_is_dragged_away_in_mid_sentence(three: Three) -> None:
    nurse = three.nurse
    tab_to(nurse, field_of(nurse))
    nurse.keyboard.type("What I had not")
    go_on(three.manager, "Actions from last time")
    at_step(three.worker, "Actions from last time")
    expect(three.worker.get_by_text("We let one another finish")).not_to_be_visible()
    expect(nurse.get_by_text("The meeting is at “Actions from last time”.")).to_be_visible()
    at_step(nurse, "Check-in")
    nurse.keyboard.type(" said yet.")
    nurse.keyboard.press("Enter")
    expect(so_far(three.manager)).to_contain_text("What I had not said yet.")
    tab_to(nurse, nurse.get_by_role("button", name="Go there"))
    nurse.keyboard.press("Enter")
    at_step(nurse, "Actions from last time")
    three.agree_on_the_time()


def go_through_what_was_left_over(three: Three) -> None:
    name = "Done: Work out which slots stay free"
    expect(three.worker.get_by_role("checkbox", name=name)).to_be_visible()
    three.manager.get_by_role("checkbox", name=name).check()
    for page in three.everybody:
        expect(page.get_by_role("checkbox", name=name)).to_be_checked()
        expect(page.locator(".wb-agreed")).to_contain_text("done today")
    three.worker.get_by_role("button", name="Undo: Work out which slots stay free is not done").tap()
    expect(three.manager.get_by_role("checkbox", name=name)).not_to_be_checked()
    three.manager.get_by_role("checkbox", name=name).check()
    expect(three.worker.get_by_role("checkbox", name=name)).to_be_checked()


def bid_for_airtime(three: Three) -> None:
    go_on(three.manager, "Whose turn today")
    for page in (three.worker, three.nurse):
        at_step(page, "Whose turn today")
    three.manager.get_by_role("button", name="Bring it back: “The second visit”").click()
    for page in three.everybody:
        expect(page.get_by_role("button", name="Give airtime to “The second visit”")).to_be_visible()
        expect(page.get_by_role("button", name="Bring it back: “The second visit”")).to_have_count(0)
    by_hand(three.worker, "How do I get the ward to ring first?", "Bid")
    tab_to(three.nurse, field_of(three.nurse))
    three.nurse.keyboard.type("Nobody reads the shared notes")
    three.nurse.keyboard.press("Enter")
    expect(three.manager.get_by_text("Nobody reads the shared notes")).to_be_visible()
    three.manager.get_by_role("button", name=re.compile("Give airtime to “How do I get the ward")).click()
    for page in three.everybody:
        expect(page.locator(".wb-parts")).to_contain_text("Presenter link worker")


def tell_the_issue(three: Three) -> None:
    go_on(three.manager, "The issue")
    worker = three.worker
    at_step(worker, "The issue")
    field_of(worker).press_sequentially("On Friday nobody told @Comm")
    worker.locator(".wb-targets").get_by_role("option", name="Community kitchen").tap()
    worker.get_by_role("radio", name="a story").check()
    worker.get_by_role("button", name="Add", exact=True).tap()
    expect(so_far(three.manager)).to_contain_text("On Friday nobody told @Community kitchen")


def type_while_another_adds(three: Three) -> None:
    go_on(three.manager, "Clarifying questions")
    at_step(three.nurse, "Clarifying questions")
    field_of(three.manager).focus()
    for number, part in enumerate(QUESTION):
        three.manager.keyboard.type(part)
        by_keyboard(three.nurse, f"Which day was it, number {number}?")
        expect(so_far(three.manager)).to_contain_text(f"number {number}?")
    expect(field_of(three.manager)).to_have_value("".join(QUESTION))
    three.manager.get_by_role("button", name="Ask", exact=True).click()
    expect(so_far(three.manager).locator(".wb-tally")).to_have_text("4 questions in this step")


def leave_and_come_back(three: Three, comes: Callable[..., Page]) -> None:
    go_on(three.manager, "Open questions")
    at_step(three.worker, "Open questions")
    field_of(three.worker).fill("Half a")
    three.worker.close()
    three.manager.get_by_role("button", name="Add two minutes for everybody").click()
    three.worker = by_tablet(comes)
    at_step(three.worker, "Open questions")
    expect(so_far(three.worker)).to_contain_text("".join(QUESTION))
    for page in three.everybody:
        expect(page.get_by_role("timer")).to_have_text(re.compile("2[56]:"))
    three.agree_on_the_time()


def ask_for_advice(three: Three) -> None:
    nurse = three.nurse
    expect(nurse.get_by_text("Advice opens when the link worker asks for it.")).to_be_visible()
    expect(nurse.get_by_role("button", name="I would like advice now")).to_have_count(0)
    advice = nurse.get_by_role("radio", name="advice")
    expect(advice).to_have_count(0)
    statement = [page.get_by_role("radio", name="a statement") for page in (nurse, three.worker)]
    expect(statement[0]).to_have_count(0)
    expect(statement[1]).to_have_count(1)
    line = nurse.get_by_text("That sounds like advice. Could it be asked as an open question?")
    for asked, sounds in (("Could you say more?", 0), ("Have you thought of ringing her?", 1), ("", 0)):
        field_of(nurse).fill(asked)
        expect(line).to_have_count(sounds)
    three.worker.get_by_role("button", name="I would like advice now").tap()
    expect(advice).to_be_visible()
    tab_to(nurse, nurse.locator(".wb-kind input:checked"))
    while not advice.is_checked():
        nurse.keyboard.press("ArrowRight")
    nurse.keyboard.press("Shift+Tab")
    nurse.keyboard.press("Shift+Tab")
    by_keyboard(nurse, "Meet the ward sister before you ring her.")
    expect(so_far(three.manager)).to_contain_text("community nurse · advice")


def steer_with_one_thumb(three: Three) -> None:
    manager = three.manager
    manager.set_viewport_size({"width": 400, "height": 800})
    expect(manager.locator(".wb-thumb")).to_be_visible()
    for name in ("Pause", "Add two minutes for everybody", "Reflection →"):
        box = manager.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert box["y"] > 800 - 140
        assert box["height"] >= 44
    assert manager.evaluate("document.documentElement.scrollWidth") <= 400
    manager.get_by_role("button", name="Pause").click()
    for page in three.everybody:
        expect(page.locator(".wb-clock-words")).to_have_text("paused")
    three.agree_on_the_time()
    manager.set_viewport_size({"width": 1280, "height": 800})


def conclude_and_agree(three: Three) -> None:
    manager, worker = three.manager, three.worker
    go_on(manager, "Reflection")
    so_far(manager).get_by_role("checkbox", name=re.compile("On Friday nobody told")).check()
    so_far(manager).get_by_role("button", name="Make an insight from this one").click()
    dialog = manager.get_by_role("dialog", name="What do you make of it?")
    expect(dialog.get_by_label(re.compile("Type one insight"))).to_be_focused()
    manager.keyboard.type("The ward rings people it has met.")
    dialog.get_by_role("button", name="Conclude").click()
    expect(dialog).not_to_be_visible()
    go_on(manager, "The presenter’s actions")
    at_step(worker, "The presenter’s actions")
    expect(worker.get_by_label("Who takes it?")).to_have_value("link worker")  # the presenter, at their own step
    expect(worker.get_by_label("Who may read it?")).to_have_value("network")
    expect(worker.get_by_text("What is said here stays in the set; an action goes further")).to_be_visible()
    worker.get_by_label("By when?").fill((date.today() + timedelta(days=14)).isoformat())  # noqa: DTZ011
    worker.get_by_label("How will we know?").fill("the ward rings before somebody leaves")
    by_hand(worker, "Go to the ward round on Tuesday", "Agree")
    expect(manager.locator(".wb-agreed")).to_contain_text("Go to the ward round on Tuesday")
    go_on(manager, "How did we work?")
    at_step(three.nurse, "How did we work?")
    expect(so_far(three.nurse)).to_contain_text("Go to the ward round on Tuesday")
    by_keyboard(three.nurse, "We asked more than we told.")


def read_the_record(three: Three, axe: Callable[[Page], None], tmp_path: Path) -> None:
    """Everything is on it, for those it is meant for, on one sheet."""
    manager = three.manager
    manager.get_by_role("button", name="Close the session").click()
    sheet, theirs = (page.get_by_role("article", name="The record of this session") for page in (manager, three.nurse))
    for text in SAID:
        expect(sheet).to_contain_text(text)
        expect(theirs).to_contain_text(text)
    axe(manager)
    manager.get_by_role("button", name="Correct “Glad that we meet.”").click()
    manager.get_by_role("textbox", name="What was said").fill("Glad that we met.")
    manager.keyboard.press("Enter")
    expect(theirs).to_contain_text("Glad that we met.")
    printed = manager.pdf(format="A4", path=tmp_path / "record.pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    with manager.expect_download() as taken:
        manager.get_by_role("button", name="Download as Markdown").click()
    assert taken.value.suggested_filename == "June set.md"
    assert "Go to the ward round on Tuesday" in taken.value.path().read_text(encoding="utf-8")
    manager.get_by_label("Whom is this page for?").select_option("the whole programme")
    expect(sheet).not_to_contain_text("A long week on the road.")
    expect(sheet).to_contain_text("This page may be read in the whole programme")
