"""The path of a set through the whole, in a real browser on a real server.

On a pack made from the national register where that file is at hand, from a small one of its form otherwise.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import CHECK_DATA
from tests.networks.builders import HARBOUR, workbook

REGISTER = CHECK_DATA / "ods" / "ePCN-2022.xlsx"
OPENING = 60_000  # milliseconds that a page may take on a busy machine until its app stands
APPS = ("home", "map", "session", "prototypes", "measures", "review")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with packs, made by the commands that people use."""
    here = tmp_path_factory.mktemp("journey")
    folder = here / "workspace"
    register, commissioner = REGISTER, "Dorset"
    if not REGISTER.is_file():
        moor = ("U10002", "MOOR PCN", *HARBOUR[2:])
        register, commissioner = workbook(here / "ePCN.xlsx", networks=(HARBOUR, moor)), "Northshire"
    workbench("init", str(folder), "--ods", str(register), "--commissioner", commissioner)
    workbench("new", "--all", "--workspace", str(folder))
    return folder


@pytest.fixture
def url(workspace_served, folder: Path) -> str:
    return workspace_served(folder)


def workbench(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "workbench.cli", *arguments], check=True, capture_output=True)


def opened(page: Page, heading: str | re.Pattern[str]) -> None:
    """The app stands: not the page before it, and not the words that say that it opens."""
    shown = page.get_by_role("heading", level=1, name=heading)
    expect(shown).to_be_visible(timeout=OPENING)
    expect(page.locator("#wb-opening")).to_have_count(0, timeout=OPENING)
    expect(shown).to_be_visible()


def go_to(page: Page, app: str, heading: str | re.Pattern[str]) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=app).click()
    opened(page, heading)


def saved(page: Page) -> None:
    expect(page.locator("#wb-controls")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="About the map")


def add_element(page: Page, name: str, kind: str, sector: str) -> None:
    page.get_by_role("button", name="+ Element").click()
    form = panel(page)
    expect(form.get_by_label("Name")).to_be_focused()
    form.get_by_label("Kind").select_option(kind)
    form.get_by_label("Sector").select_option(sector)
    form.get_by_label("Name").fill(name)
    form.get_by_label("Name").press("Enter")
    expect(page.get_by_text(f"Added {name}.").first).to_be_visible()


def connect(page: Page, source: str, how: str, target: str) -> None:
    page.get_by_role("button", name="Connect", exact=True).first.click()
    form = panel(page)
    form.get_by_label("From").select_option(label=source)
    form.get_by_label("How", exact=True).select_option(how)
    form.get_by_label("To", exact=True).select_option(label=target)
    form.get_by_role("button", name="Connect", exact=True).click()


def test_a_set_maps_makes_sense_tries_and_measures_and_finds_it_all_again(visit, url: str):
    page = visit(url)

    # Home: which network?
    expect(page.get_by_role("heading", name="Which network?")).to_be_visible()
    page.get_by_role("main").get_by_role("listitem").first.get_by_role("link").click()
    opened(page, re.compile("Good (morning|afternoon|evening)"))
    page.get_by_label("I am:").select_option("care coordinator")

    # Map: two elements, a connection, a new name; undone, redone.
    go_to(page, "Map", "How things connect here")
    page.get_by_label("I am:").select_option("care coordinator")
    add_element(page, "Day centre", "service", "social care")
    add_element(page, "Walking group", "community group", "voluntary")
    saved(page)
    connect(page, "Day centre", "refers to", "Walking group")
    expect(page.get_by_role("button", name="Undo").first).to_have_attribute("title", re.compile("connected Day centre"))
    page.get_by_role("searchbox").fill("Walking")
    page.get_by_role("searchbox").press("Enter")
    name = panel(page).get_by_label("Name")
    expect(name).to_have_value("Walking group")
    name.fill("Monday walkers")
    name.press("Enter")
    lede = page.locator(".wb-lede")
    expect(lede).to_contain_text("changed by care coordinator")
    expect(panel(page).get_by_role("heading", name="Monday walkers")).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    expect(panel(page).get_by_role("heading", name="Walking group")).to_be_visible()
    page.get_by_role("button", name="Redo").first.click()
    expect(panel(page).get_by_role("heading", name="Monday walkers")).to_be_visible()

    # Session: a story about that connection.
    go_to(page, "Session", "Make sense of it together")
    page.get_by_role("button", name="Start a session").click()
    page.get_by_label("What will you call it?").fill("First look")
    page.get_by_role("button", name="Begin", exact=True).click()
    said = page.get_by_label(re.compile("Type what is said"))
    expect(said).to_be_focused()
    page.get_by_label(re.compile("a story")).check()
    said.press_sequentially("He went twice and then on his own @Day")
    target = page.get_by_role("option", name=re.compile("Day centre → Monday walkers"))
    expect(target).to_be_visible()
    target.click()
    said.press("Enter")
    so_far = page.get_by_role("region", name="Said so far")
    expect(so_far).to_contain_text("He went twice and then on his own")
    expect(so_far).to_contain_text("Day centre → Monday walkers")
    saved(page)

    # A prototype from it, with the connection and a measure.
    so_far.get_by_role("button", name=re.compile("More on “He went twice")).click()
    so_far.get_by_role("link", name="Make a prototype from this").click()
    opened(page, "What shall we try?")
    page.get_by_label("What do we call it?").fill("Walk along the first time")
    page.get_by_label("If we…").fill("walk along the first time")
    page.get_by_label("then…").fill("more people keep going")
    page.get_by_label("because…").fill("they know somebody there")
    if not page.get_by_role("button", name=re.compile("Take away Day centre")).is_visible():
        offered = page.get_by_label("A relationship on the map")
        offered.select_option(offered.locator("option", has_text="Day centre → Monday walkers").get_attribute("value"))
        page.get_by_role("button", name="Add", exact=True).first.click()
    page.get_by_role("button", name=re.compile("Define a (new )?measure")).click()
    measure = page.get_by_role("dialog", name="Define a measure")
    measure.get_by_label("What do we call it?").fill("People who keep going")
    measure.get_by_label("Which way is better?").select_option("increase")
    measure.get_by_label("What is a value?").select_option("people")
    measure.get_by_role("button", name="Keep the measure").click()
    page.get_by_role("button", name="Keep it as an idea").click()
    opened(page, "Walk along the first time")
    expect(page.get_by_role("main")).to_contain_text("He went twice and then on his own")
    expect(page.get_by_role("main")).to_contain_text("Day centre → Monday walkers")

    # 24 observations, pasted from a spreadsheet, and their chart.
    months = [date(2023 + month // 12, month % 12 + 1, 1) for month in range(24)]
    pasted = "\n".join(f"{day:%d/%m/%Y}\t{20 + 3 * (number % 4)}" for number, day in enumerate(months))
    page.get_by_role("button", name="Paste values or open a file").click()
    page.get_by_label("Copy the cells of your spreadsheet").fill(f"Month\tPeople\n{pasted}")
    page.get_by_role("button", name="Keep 24 values").click()
    chart = page.get_by_role("img", name=re.compile("People who keep going"))
    expect(chart).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("24 points")
    saved(page)

    # Review shows all of it.
    go_to(page, "Review", "Did relationships move, and did results move?")
    expect(page.get_by_role("main")).to_contain_text("Walk along the first time")
    expect(page.get_by_role("main")).to_contain_text("1 session")

    # And after a reload everything is there.
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Walk along the first time", timeout=OPENING)
    go_to(page, "Map", "How things connect here")
    panel(page).get_by_role("tab", name="Table").click()
    for name in ("Day centre", "Monday walkers"):
        expect(panel(page).get_by_role("rowheader", name=name).first).to_be_visible()


def test_what_one_person_does_appears_for_another_within_a_second(visit, url: str, folder: Path):
    one, other = (visit(f"{url}{pack(folder)}/map.ipynb") for _ in range(2))
    for page in (one, other):
        opened(page, "How things connect here")
    add_element(one, "Food bank", "community group", "voluntary")
    saved(one)

    expect(other.locator(".wb-lede")).to_contain_text("now", timeout=1_000)
    other.get_by_role("searchbox").fill("Food bank")
    expect(other.get_by_text("1 found")).to_be_visible()


@pytest.mark.parametrize("app", APPS)
def test_nothing_keeps_people_out_of_an_app(visit, url: str, folder: Path, axe, app: str):
    page = visit(f"{url}{pack(folder)}/{app}.ipynb")
    opened(page, re.compile("."))

    axe(page)


@pytest.mark.parametrize("size", [(820, 1180), (400, 800)], ids=["tablet", "phone"])
@pytest.mark.parametrize("app", APPS)
def test_an_app_fits_a_small_screen(visit, url: str, folder: Path, app: str, size: tuple[int, int]):
    page = visit(f"{url}{pack(folder)}/{app}.ipynb", size=size)
    opened(page, re.compile("."))

    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_page_opens_as_fast_where_other_hosts_hang(visit, url: str, folder: Path):
    page = visit(f"{url}{pack(folder)}/map.ipynb", foreign="hang")

    opened(page, "How things connect here")
    expect(page.locator("#wb-map-drawing canvas")).to_be_visible()


def test_a_killed_kernel_is_said_and_every_acknowledged_edit_is_there_after_a_reload(visit, url: str, folder: Path):
    page = visit(f"{url}{pack(folder)}/map.ipynb")
    visit.expect("")  # a killed kernel is loud in the console
    opened(page, "How things connect here")
    add_element(page, "Repair café", "community group", "voluntary")
    saved(page)
    page.get_by_role("button", name="+ Element").click()
    panel(page).get_by_label("Name").press_sequentially("Half a na")
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")

    [process] = [each for each in psutil.process_iter() if kernel in " ".join(cmdline(each))]
    process.kill()

    lost = page.get_by_role("alert").filter(has_text="Connection lost")
    expect(lost).to_be_visible(timeout=30_000)
    lost.get_by_role("button", name="Reload to continue").click()
    opened(page, "How things connect here")
    expect(panel(page).get_by_label("Name")).to_have_value("Half a na")
    page.get_by_role("searchbox").fill("Repair café")
    expect(page.get_by_text("1 found")).to_be_visible()


def pack(folder: Path) -> str:
    """The address of a network's pages that no other test here works on."""
    return f"voila/render/networks/{max((folder / 'networks').iterdir()).name}"


def cmdline(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:  # it ended while we looked
        return []
