"""The frame around every page: what people see before, beside and instead of an app."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.machine import until
from tests.serving import packs
from tests.serving.conftest import COUNTER, Visitor

HOME = "voila/render/networks/U12345-stourvale/home.ipynb"
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network whose home page and map count what is pressed, and whose session never opens."""
    folder = packs.workspace(tmp_path_factory.mktemp("workspace"))
    endless = "import threading; threading.Event().wait()"
    apps = {"home": COUNTER, "map": COUNTER, "session": endless, "prototypes": "1 / 0"}
    packs.network(folder, "U12345", "Stourvale network", "NHS Kent", **apps)
    return folder


@pytest.fixture
def url(workspace_served, folder: Path) -> str:
    return workspace_served(folder)


def kernel_of(page: Page) -> str:
    return page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")


def press(page: Page) -> None:
    """The app is there and its kernel answers."""
    page.get_by_role("button", name="pressed 0").click()
    expect(page.get_by_role("button", name="pressed 1")).to_be_visible()


def no_wider_than_the_screen(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_page_opens_and_answers_inside_main_and_the_waiting_is_over(visit, url: str, axe):
    page = visit(url + HOME)
    press(page)
    expect(page.locator("main").get_by_role("button")).to_have_text("pressed 1")
    expect(page.locator("#wb-opening")).to_have_count(0)
    expect(page).to_have_title("Home · Stourvale network")
    expect(page.get_by_role("navigation").get_by_role("link", name="Home")).to_have_attribute("aria-current", "page")
    axe(page)


def test_a_page_opens_where_other_hosts_swallow_what_they_are_asked(visit, url: str):
    press(visit(url + HOME, foreign="hang"))


def test_a_first_visit_moves_less_than_six_megabytes(visit, url: str):
    page = visit(url)
    moved: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.dataReceived", lambda event: moved.append(event["dataLength"]))
    page.goto(url + HOME)
    press(page)
    assert MEGABYTE < sum(moved) < 6 * MEGABYTE


def test_the_frame_and_what_is_going_on_are_there_before_the_notebook_has_run(visit, url: str, axe):
    page = visit(url)
    page.goto(url + HOME.replace("home", "session"), wait_until="commit")
    expect(page.get_by_role("status")).to_have_text("Opening the session…")
    expect(page.get_by_role("link", name="Prototypes")).to_be_visible()
    axe(page)


def test_a_page_that_takes_long_says_so_and_offers_to_reload(visit, url: str):
    page = visit(url)
    page.clock.install()
    page.goto(url + HOME.replace("home", "session"), wait_until="commit")
    expect(page.get_by_role("status")).to_have_text("Opening the session…")
    page.clock.fast_forward(20_000)
    expect(page.get_by_role("status")).to_contain_text("This is taking longer than usual.")
    expect(page.get_by_role("link", name="Reload the page")).to_be_visible()


def test_a_page_that_failed_says_so_instead(visit, url: str, axe):
    page = visit(url + HOME.replace("home", "prototypes"))
    expect(page.get_by_role("alert")).to_contain_text("This page could not be opened")
    expect(page.get_by_text("Opening")).to_have_count(0)
    axe(page)


def test_leaving_a_page_ends_its_kernel(visit, url: str):
    page = visit(url + HOME)
    press(page)
    kernel, asking = kernel_of(page), Visitor(url)
    assert asking.ask(f"/api/kernels/{kernel}").status == 200
    page.get_by_role("link", name="Map").click()
    until(lambda: asking.ask(f"/api/kernels/{kernel}").status == 404)


def test_leaving_ends_the_kernel_on_a_tablet_too_which_says_goodbye_in_its_own_way(visit, url: str):
    page = visit(url + HOME)
    press(page)
    kernel, asking = kernel_of(page), Visitor(url)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    until(lambda: asking.ask(f"/api/kernels/{kernel}").status == 404)


def test_going_back_brings_a_page_that_answers(visit, url: str):
    page = visit(url + HOME)
    press(page)
    page.get_by_role("link", name="Map").click()
    expect(page).to_have_title("Map · Stourvale network")
    press(page)
    page.go_back()
    expect(page).to_have_title("Home · Stourvale network")
    press(page)


def test_a_page_that_the_browser_kept_is_opened_afresh(visit, url: str):
    page = visit(url + HOME)
    press(page)
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    press(page)


def test_the_skip_link_is_the_first_stop_and_leads_to_the_page(visit, url: str):
    page = visit(url + HOME)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("size", [(1280, 800), (820, 1180), (400, 800)])
def test_the_frame_fits_every_screen(visit, url: str, size: tuple[int, int]):
    page = visit(url + HOME, size=size)
    expect(page.get_by_role("button", name="pressed 0")).to_be_visible()
    assert no_wider_than_the_screen(page)
    for name in ("Home", "Map", "Session", "Prototypes", "Measures", "Review"):
        link = page.get_by_role("navigation").get_by_role("link", name=name)
        expect(link).to_be_in_viewport(ratio=1)  # without scrolling: what is cut off looks as if it were not there
        assert link.bounding_box()["height"] >= 44


def test_on_paper_there_is_no_navigation(visit, url: str):
    page = visit(url + HOME)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.locator(".wb-brand")).to_be_visible()


@pytest.fixture(scope="module")
def all_of_england(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many networks as there are."""
    folder = packs.workspace(tmp_path_factory.mktemp("england"))
    for number in range(1260):
        packs.network(folder, f"U{number:05}", f"Network number {number}", f"NHS Board {number % 42}", home=COUNTER)
    return folder


def test_the_list_of_networks_is_searched_while_typing_and_enter_opens_the_first(
    visit, workspace_served, all_of_england: Path, axe
):
    page = visit(workspace_served(all_of_england))
    expect(page.get_by_role("heading", name="Which network?")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("1260 networks")
    assert page.get_by_role("listitem").count() == 1260
    field = page.get_by_label("Find it by name, code or commissioner")
    expect(field).to_be_focused()
    field.press_sequentially("nhs u0117")
    expect(page.get_by_role("status")).to_have_text("10 of 1260 networks")
    expect(page.get_by_role("listitem")).to_have_count(10)
    axe(page)
    field.press("Enter")
    expect(page).to_have_title("Home · Network number 1170")


def test_a_network_that_takes_long_to_open_is_asked_for_once_and_said_to_be_opening(
    visit, workspace_served, all_of_england: Path
):
    page = visit(workspace_served(all_of_england))
    asked: list[str] = []

    def nothing_yet(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=204)  # the browser stays where it is, as it does while it waits

    page.route("**/voila/**", nothing_yet)
    field = page.get_by_label("Find it by name, code or commissioner")
    field.fill("u0117")
    first = page.get_by_role("link").filter(has_text="Network number 1170")
    field.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Opening Network number 1170…")
    first.click()
    field.press("Enter")
    expect(field).to_have_value("u0117")
    assert [url.rsplit("/", 2)[-2:] for url in asked] == [["U01170-network", "home.ipynb"]]
    page.get_by_role("link", name="Network number 1171").click()
    expect(page.get_by_role("status")).to_have_text("Opening Network number 1171…")
    until(lambda: len(asked) == 2)


def test_a_search_that_finds_nothing_says_what_to_try(visit, workspace_served, all_of_england: Path):
    page = visit(workspace_served(all_of_england))
    page.get_by_label("Find it").fill("nowhere")
    expect(page.get_by_text("No network here has all of these words.")).to_be_visible()
    page.get_by_label("Find it").press("Enter")
    expect(page.get_by_text("No network here has all of these words.")).to_be_visible()
    page.get_by_label("Find it").fill("")
    expect(page.get_by_role("status")).to_have_text("1260 networks")


def test_an_empty_workspace_a_wrong_address_and_the_form_are_open_to_everybody(
    visit, workspace_served, tmp_path: Path, axe
):
    visit.expect("404")
    empty = workspace_served(packs.workspace(tmp_path / "empty"))
    for path, heading in (("", "There is no network here yet"), ("nowhere", "There is no such page")):
        page = visit(empty + path, size=(400, 800))
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert no_wider_than_the_screen(page)
        axe(page)
    locked = workspace_served(packs.workspace(tmp_path / "locked"), WORKBENCH_PASSWORD="bottles")
    page = visit(locked)
    axe(page)
    page.get_by_label("The password of this workbench").fill("bottles")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Sign out")).to_be_visible()
    page.get_by_role("link", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
