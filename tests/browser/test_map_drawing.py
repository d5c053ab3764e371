"""Drawing at the speed of talk: with a mouse, with the keyboard alone, and with a finger."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.machine import until
from workbench.workspace import Network, open_workspace

OPENING = 60_000  # milliseconds that a page may take on a busy machine until its app stands
SEEDS = {"Link worker": (0, 0), "Kitchen": (420, 0), "Library": (0, 260), "Carers": (420, 260)}


@pytest.fixture
def drawn(visit, workspace_served, folder: Path) -> Callable[..., tuple[Page, Network]]:
    """Open the map of one of the networks with nothing on it but the four of `SEEDS`: the page, and the network."""

    def draw(name: str, **options: Any) -> tuple[Page, Network]:
        url = workspace_served(folder)
        pack = next((folder / "networks").glob(f"*{name}*")).name
        network = open_workspace(folder).network(pack[:6].upper(), who="practice manager")
        there = [one["id"] for one in network.map.parts()["elements"]]
        if there:
            network.map.remove(*there)
        for label, place in SEEDS.items():
            network.map.add_element(label, kind="team", sector="community", at=place)
        return opened(visit(f"{url}voila/render/networks/{pack}/map.ipynb", **options)), network

    return draw


def opened(page: Page) -> Page:
    expect(page.get_by_role("heading", level=1, name="How things connect here")).to_be_visible(timeout=OPENING)
    expect(page.locator("#wb-opening")).to_have_count(0, timeout=OPENING)
    expect(page.locator(".wb-map-drawing canvas")).to_be_visible()
    return page


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="About the map")


def drawing(page: Page) -> Locator:
    return page.locator("#wb-map-drawing")


def said(page: Page) -> Locator:
    """What is read out to those who listen to the page."""
    return page.locator("#wb-announcer")


def selected(page: Page, name: str) -> None:
    expect(panel(page).get_by_role("heading", level=2, name=name, exact=True)).to_be_visible()


def find(page: Page, name: str) -> None:
    page.get_by_role("searchbox").fill(name)
    page.get_by_role("searchbox").press("Enter")
    selected(page, name)
    page.get_by_role("searchbox").fill("")


class Spot(NamedTuple):
    """Where an element is on the drawing: a point within it, and one upon the ring of handles around it."""

    within: tuple[float, float]
    ring: tuple[float, float]


def spot_of(page: Page, name: str) -> Spot:
    """Where an element is: the field for its new name points to its ring, from below or above."""
    find(page, name)
    drawing(page).focus()
    page.keyboard.press("F2")
    card = page.get_by_role("group", name=f"Rename {name}")
    expect(card.get_by_role("textbox")).to_be_focused()
    box, stage = card.bounding_box(), drawing(page).bounding_box()
    assert box is not None
    assert stage is not None
    beak, over = card.evaluate(
        "card => [parseFloat(card.style.getPropertyValue('--at')), card.matches('.wb-map-spot-over')]"
    )
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    x = box["x"] + beak - stage["x"]
    y = (box["y"] + box["height"] + 2 if over else box["y"] - 2) - stage["y"]
    return Spot((x, y + 18 if over else y - 18), (x, y))


def on_screen(page: Page, place: tuple[float, float]) -> tuple[float, float]:
    """A place of the drawing where it is now: a page scrolls."""
    stage = drawing(page).bounding_box()
    assert stage is not None
    return stage["x"] + place[0], stage["y"] + place[1]


def drag(page: Page, start: tuple[float, float], end: tuple[float, float], *, key: str | None = None) -> None:
    start, end = on_screen(page, start), on_screen(page, end)
    page.mouse.move(*start)
    if key:
        page.keyboard.down(key)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
    page.mouse.move(*end, steps=3)
    page.mouse.up()
    if key:
        page.keyboard.up(key)


def ties(network: Network) -> list[tuple[str, str, str]]:
    parts = network.map.parts()
    names = {one["id"]: one["label"] for one in parts["elements"]}
    return sorted((names[tie["source"]], tie["kind"], names[tie["target"]]) for tie in parts["connections"])


def labels(network: Network) -> list[str]:
    return sorted(one["label"] for one in network.map.parts()["elements"])


def places(network: Network) -> dict[str, tuple[float, float]]:
    return {one["label"]: (one["x"], one["y"]) for one in network.map.parts()["elements"]}


PAPER = (40, 30)
"""A place near the upper left of the drawing, with nothing on it."""


def test_everything_is_drawn_with_a_mouse_right_where_it_belongs(drawn, axe):
    page, network = drawn("thornacre")

    # A double-click on the paper: a name, right there; what is typed survives a reload.
    page.mouse.dblclick(*on_screen(page, PAPER))
    name = page.get_by_role("textbox", name="Name of the new element")
    expect(name).to_be_focused()
    name.press_sequentially("Night nur")
    page.reload()
    opened(page)
    expect(name).to_have_value("Night nur")
    name.focus()
    name.press("Tab")
    expect(panel(page).get_by_label("Kind")).to_be_focused()
    panel(page).get_by_label("Kind").select_option("team")
    name.fill("Night nurses")
    name.press("Enter")
    selected(page, "Night nurses")
    expect(drawing(page)).to_be_focused()
    assert [one["kind"] for one in network.map.parts()["elements"] if one["label"] == "Night nurses"] == ["team"]

    # A double-click on an element: a new name. Escape leaves it.
    page.mouse.dblclick(*on_screen(page, spot_of(page, "Kitchen").within))
    name = page.get_by_role("textbox", name="New name of Kitchen")
    expect(name).to_be_focused()
    name.fill("Community kitchen")
    name.press("Enter")
    selected(page, "Community kitchen")
    expect(drawing(page)).to_be_focused()

    # A drag from the ring to another element, and the kind that was used last is at hand; to the paper, a new element.
    worker, library = spot_of(page, "Link worker"), spot_of(page, "Library")
    page.mouse.move(*on_screen(page, worker.within))  # then it shows where to take hold
    drag(page, worker.ring, library.within)
    expect(page.get_by_role("button", name="refers to", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".wb-map-notice")).to_contain_text("Link worker refers to Library.")
    page.mouse.move(*on_screen(page, library.within))
    drag(page, library.ring, (PAPER[0] + 250, PAPER[1]))
    page.get_by_role("textbox", name=re.compile("connected from Library")).fill("Reading circle")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="meets", exact=True).click()
    expect(page.locator(".wb-map-notice")).to_contain_text("Library meets Reading circle.")
    assert ties(network) == [("Library", "meets", "Reading circle"), ("Link worker", "refers to", "Library")]

    # Several at once: moved, changed, lined up, copied, taken away, each in one step.
    page.get_by_role("button", name="Fit").click()
    before = places(network)
    x, y = spot_of(page, "Community kitchen").within
    other = spot_of(page, "Carers").within
    page.mouse.click(*on_screen(page, (x, y)))
    page.keyboard.down("Control")
    page.mouse.click(*on_screen(page, other))
    page.keyboard.up("Control")
    selected(page, "2 elements selected")
    drag(page, (x, y), (x - 30, y + 10))
    moved = until(lambda: (now := places(network)) != before and now)
    shift = {name: tuple(round(a - b) for a, b in zip(moved[name], before[name], strict=True)) for name in moved}
    assert shift["Community kitchen"] == shift["Carers"] != (0, 0)
    assert [name for name in shift if shift[name] == (0, 0)] == [
        name for name in shift if name not in ("Community kitchen", "Carers")
    ]
    panel(page).get_by_label("Sector").select_option("voluntary")
    expect(page.get_by_role("button", name="Undo").first).to_have_attribute("title", "Undo: changed 2 elements")
    panel(page).get_by_role("button", name="In a row").click()
    expect(page.locator(".wb-map-notice")).to_contain_text("In a row: 2 elements.")
    assert len({y for name, (_, y) in places(network).items() if name in ("Community kitchen", "Carers")}) == 1
    axe(page)
    panel(page).get_by_role("button", name="Copy").click()
    expect(page.locator(".wb-map-notice")).to_contain_text("Copied 2 elements")
    panel(page).get_by_role("button", name="Remove").click()
    expect(page.locator(".wb-map-notice")).to_contain_text("Removed")
    assert labels(network) == [
        "Carers",
        "Community kitchen",
        "Library",
        "Link worker",
        "Night nurses",
        "Reading circle",
    ]

    # A frame drawn with Shift selects what is in it.
    page.get_by_role("button", name="Fit").click()
    box = drawing(page).bounding_box()
    assert box is not None
    drag(page, (3, 3), (box["width"] - 3, box["height"] - 3), key="Shift")
    selected(page, "6 elements selected")
    page.keyboard.press("Escape")

    # An arrangement is one's own until it is kept; taken back, all stands as it was drawn.
    before = places(network)
    page.get_by_role("button", name="Arrange").click()
    page.get_by_role("button", name="In a circle").click()
    expect(page.locator(".wb-map-strip")).to_contain_text("Only you see it like this.")
    assert places(network) == before
    page.get_by_role("button", name="Keep this for everybody").click()
    expect(page.locator(".wb-map-notice")).to_contain_text("kept for everybody")
    assert places(network) != before
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".wb-map-notice")).to_contain_text("arranged the map in a circle")
    assert places(network) == before

    # The legend hides and says so; a sector is drawn as one, and opened again.
    page.get_by_role("button", name=re.compile("^voluntary")).click()
    expect(page.get_by_text("2 elements hidden.")).to_be_visible()
    page.get_by_role("button", name="Show everything").click()
    expect(page.get_by_text("2 elements hidden.")).to_have_count(0)
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("checkbox", name=re.compile("^community")).check()
    axe(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name=re.compile(r"community: \d as one")).click()
    expect(page.get_by_role("button", name=re.compile("as one"))).to_have_count(0)


def test_everything_is_drawn_with_the_keyboard_alone(drawn, axe):
    page, network = drawn("saltreach")
    network.map.connect("Link worker", "Kitchen", kind="trusts")
    network.map.connect("Link worker", "Library", kind="meets")
    expect(page.locator(".wb-lede")).to_contain_text("2 connections")

    # Walking: along the arrows, and round the neighbours of one.
    find(page, "Link worker")
    drawing(page).focus()
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_contain_text("Kitchen")
    page.keyboard.press("ArrowLeft")
    expect(said(page)).to_contain_text("Link worker")
    page.keyboard.press("]")
    expect(said(page)).to_contain_text("1 of 2 around Link worker: Kitchen")
    page.keyboard.press("]")
    expect(said(page)).to_contain_text("2 of 2 around Link worker: Library")

    # A new name; a connection; another element.
    page.keyboard.press("F2")
    expect(page.get_by_role("textbox", name="New name of Library")).to_be_focused()
    page.keyboard.type("Town library")
    page.keyboard.press("Enter")
    selected(page, "Town library")
    expect(drawing(page)).to_be_focused()
    page.keyboard.press("c")
    expect(drawing(page)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_contain_text("Carers")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="advises").press("Enter")
    until(lambda: ("Town library", "advises", "Carers") in ties(network))
    expect(drawing(page)).to_be_focused()
    page.keyboard.press("+")
    expect(page.get_by_role("textbox", name="Name of the new element")).to_be_focused()
    page.keyboard.type("Allotment")
    page.keyboard.press("Enter")
    selected(page, "Allotment")
    expect(page.locator(".wb-lede")).to_contain_text("5 elements")

    # All of it: moved, pinned, copied, taken away, taken back.
    drawing(page).focus()
    page.keyboard.press("Escape")
    before = places(network)
    page.keyboard.press("Control+a")
    selected(page, "5 elements selected")
    page.keyboard.press("Shift+ArrowRight")
    moved = until(lambda: (now := places(network)) != before and now)
    assert {name: (x - 20, y) for name, (x, y) in moved.items()} == before
    page.keyboard.press("p")
    until(lambda: all(one["pinned"] for one in network.map.parts()["elements"]))
    page.keyboard.press("Control+d")
    expect(said(page)).to_contain_text("The copies are selected")
    assert len(labels(network)) == 10
    page.keyboard.press("Delete")
    expect(page.locator(".wb-map-notice")).to_contain_text("Removed")
    page.keyboard.press("Control+z")
    expect(page.locator(".wb-map-notice")).to_contain_text("Took back")
    assert len(labels(network)) == 10

    # What is pinned stays when the map is arranged.
    before = places(network)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Arrange").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="In bands by sector").press("Enter")
    expect(page.get_by_role("button", name="Keep this for everybody")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".wb-map-notice")).to_contain_text("kept for everybody")
    after = places(network)
    assert {name: after[name] for name in moved} == {name: before[name] for name in moved}

    # The list of keys; and the table, where Enter in the last row's name goes on to the next new row.
    drawing(page).focus()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys on the drawing")
    expect(keys.get_by_role("row", name=re.compile("^F2"))).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Table").click()
    page.get_by_role("button", name=re.compile("Name: Town library")).last.press("Enter")
    expect(panel(page).get_by_role("textbox", name="Name", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page).get_by_label("New element")).to_be_focused()
    page.keyboard.type("Zumba class")
    page.keyboard.press("Enter")
    until(lambda: "Zumba class" in labels(network))


def test_everything_is_drawn_with_a_finger_on_a_tablet(drawn):
    page, network = drawn("larkmere", size=(820, 1180), has_touch=True, is_mobile=True)
    line = page.context.new_cdp_session(page)

    def slide(start: tuple[float, float], end: tuple[float, float]) -> None:
        start, end = on_screen(page, start), on_screen(page, end)
        steps = [tuple(a + (b - a) * step / 6 for a, b in zip(start, end, strict=True)) for step in range(7)]
        now = time.time()
        for number, (x, y) in enumerate([*steps, end, end]):  # the finger rests before it is lifted: nothing is thrown
            kind = "touchMove" if number else "touchStart"
            points = [{"x": x, "y": y}]
            line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, "timestamp": now + number / 5})
        line.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": [], "timestamp": now + 2})

    def tap(place: tuple[float, float]) -> None:
        page.touchscreen.tap(*on_screen(page, place))

    tap(PAPER)
    tap(PAPER)
    name = page.get_by_role("textbox", name="Name of the new element")
    expect(name).to_be_focused()
    name.fill("Night nurses")
    page.get_by_role("button", name="Add", exact=True).first.tap()
    selected(page, "Night nurses")

    # From the ring of what is selected to another.
    worker, library = spot_of(page, "Link worker"), spot_of(page, "Library")
    tap(worker.within)
    selected(page, "Link worker")
    slide(worker.ring, library.within)
    page.get_by_role("button", name="trusts", exact=True).tap()
    expect(page.locator(".wb-map-notice")).to_contain_text("Link worker trusts Library.")
    assert ties(network) == [("Link worker", "trusts", "Library")]

    # Several by pressing them, and in a frame.
    kitchen, carers = spot_of(page, "Kitchen").within, spot_of(page, "Carers").within
    page.get_by_role("button", name="Select several").tap()
    expect(page.locator(".wb-map-strip")).to_contain_text("Press each one you want")
    tap(kitchen)
    selected(page, "2 elements selected")
    tap(carers)
    selected(page, "Kitchen")
    tap(carers)
    selected(page, "2 elements selected")
    box = drawing(page).bounding_box()
    assert box is not None
    slide((3, 3), (box["width"] - 3, box["height"] - 3))
    selected(page, "5 elements selected")
    page.get_by_role("button", name="Select several").tap()
    panel(page).get_by_role("button", name="Pin").tap()
    until(lambda: all(one["pinned"] for one in network.map.parts()["elements"]))
    assert page.evaluate("document.documentElement.scrollWidth") == 820


def test_two_who_name_one_element_see_one_another_and_choose(visit, drawn):
    page, _network = drawn("saltreach")
    other = opened(visit(page.url.split("?")[0]))
    page.get_by_label("I am:").select_option("care coordinator")
    find(page, "Carers")
    drawing(page).focus()
    page.keyboard.press("F2")
    expect(page.get_by_role("textbox", name="New name of Carers")).to_be_focused()
    page.keyboard.type("Carers’ circle")
    here = other.get_by_role("list", name="Also on this map now")
    expect(here).to_contain_text("care coordinator naming Carers")

    find(other, "Carers")
    drawing(other).focus()
    other.keyboard.press("F2")
    expect(other.get_by_role("textbox", name="New name of Carers")).to_be_focused()
    other.keyboard.type("Carers’ café")
    other.keyboard.press("Enter")
    selected(other, "Carers’ café")
    expect(page.get_by_text("Meanwhile somebody wrote: Carers’ café")).to_be_visible()
    page.get_by_role("textbox", name="New name of Carers’ café").press("Enter")
    question = page.get_by_role("dialog", name="Two people changed this")
    expect(question).to_contain_text("Carers’ café")
    question.get_by_role("button", name="Keep this").click()
    selected(other, "Carers’ circle")
