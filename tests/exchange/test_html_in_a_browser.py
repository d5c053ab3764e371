"""The map as one HTML file in a real browser: it opens offline, runs nothing that people typed, and can be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.exchange.builders import a_map, stourvale
from workbench.exchange.html import map_page

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Opened:
    """The page as it opened, with what went wrong and what it asked for besides itself."""

    def __init__(self, page: Page, file: Path, html: str) -> None:
        self.page = page
        self.problems: list[str] = []
        self.asked: list[str] = []
        file.write_text(html, encoding="utf-8", newline="\n")
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda said: self.problems.append(said.text) if said.type != "log" else None)
        page.on("dialog", lambda dialog: (self.problems.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.route("**/*", lambda route: self._answer(route, file.as_uri()))
        page.goto(file.as_uri())
        page.wait_for_load_state("networkidle")

    def _answer(self, route, own: str) -> None:
        if route.request.url == own:
            route.continue_()
        else:
            self.asked.append(route.request.url)
            route.abort()


@pytest.fixture
def opened(browser, tmp_path):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    yield lambda graph, **words: Opened(
        context.new_page(), tmp_path / "map.html", map_page(graph, **({"title": "Stourvale"} | words))
    )
    context.close()


def drawn_pixels(page: Page) -> int:
    """How many pixels of the drawing are not blank."""
    return page.evaluate(
        """() => { const c = document.querySelector("#mynetwork canvas");
        const data = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
        let count = 0; for (let i = 3; i < data.length; i += 4) if (data[i] > 0) count += 1; return count; }"""
    )


def test_it_draws_the_map_without_asking_anybody(opened):
    seen = opened(stourvale())
    seen.page.wait_for_selector("#mynetwork canvas")
    assert drawn_pixels(seen.page) > 1000
    assert (seen.asked, seen.problems) == ([], [])
    # vis-network answers in whole pixels
    places = seen.page.evaluate("network.getPositions()")
    assert places == {"0": {"x": -150, "y": 0}, "1": {"x": 10, "y": -20}, "2": {"x": 0, "y": -200}}


def test_an_empty_map_opens_too(opened):
    seen = opened(nx.MultiDiGraph())
    assert seen.page.get_by_text("There is nothing on this map yet.").is_visible()
    assert (seen.asked, seen.problems) == ([], [])


def test_nothing_that_people_typed_is_run(opened):
    labels = [
        '<img src="https://example.org/x.png" onerror="document.title=1">',
        '<a href="https://example.org" onmouseover="document.title=1">"href"</a>',
        "</script><script>document.title=1</script>",
        "constructor",
        "__proto__",
    ]
    graph = a_map(
        {label: {"label": label, "x": 120.0 * at, "organisation": label} for at, label in enumerate(labels)},
        {label: (label, labels[0], {"said_by": label}) for label in labels[1:]},
    )
    seen = opened(graph, title=labels[0], subtitle=labels[2])
    box = seen.page.locator("#mynetwork canvas").bounding_box()
    for number in range(len(labels)):
        at = seen.page.evaluate(f"network.canvasToDOM(network.getPositions()[{number}])")
        seen.page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
        seen.page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    assert seen.page.title() == labels[0]
    assert seen.page.locator("h1").inner_text() == labels[0]
    assert sorted(seen.page.locator("section[aria-label=Elements] tbody th").all_inner_texts()) == sorted(labels)
    assert (seen.asked, seen.problems) == ([], [])


def test_it_opens_inside_a_sandboxed_frame(opened, browser):
    page = browser.new_page()
    page.set_content("<iframe sandbox='allow-scripts' width=900 height=700></iframe>")
    page.evaluate("html => { document.querySelector('iframe').srcdoc = html; }", map_page(stourvale(), title="Map"))
    page.frame_locator("iframe").locator("#mynetwork canvas").wait_for()
    page.close()


def test_the_buttons_change_the_size_of_the_drawing_from_the_keyboard(opened):
    seen = opened(stourvale())
    before = seen.page.evaluate("network.getScale()")
    seen.page.get_by_role("button", name="Larger").focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("network.getScale()") == pytest.approx(before * 1.25)
    seen.page.get_by_role("button", name="Show it all").press("Enter")
    assert seen.page.evaluate("network.getScale()") == pytest.approx(before)


def test_names_are_large_enough_to_read_on_a_large_map_and_a_long_one_hides_no_column(opened):
    elements = {f"Element {at} of the county": {"x": 170.0 * (at % 10), "y": 120.0 * (at // 10)} for at in range(60)}
    seen = opened(a_map({**elements, "x" * 200: {"x": -200.0}}, {}))
    scale, size = seen.page.evaluate("[network.getScale(), network.body.nodes[0].labelModule.fontOptions.size]")
    assert scale * size >= 11
    heads = seen.page.locator("section[aria-label=Elements] thead th").all()
    assert [head.inner_text() for head in heads] == ["name", "kind", "sector", "organisation", "known from"]
    for head in heads:
        box = head.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 1280
    assert seen.problems == []


@pytest.mark.parametrize("width", [1280, 820, 400])
def test_axe_finds_nothing_and_the_page_is_no_wider_than_the_screen(opened, width):
    seen = opened(stourvale())
    seen.page.set_viewport_size({"width": width, "height": 800})
    assert [found["id"] for found in Axe().run(seen.page).response["violations"]] == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_the_drawing_fits_and_the_buttons_are_left_out(opened):
    seen = opened(stourvale())
    seen.page.emulate_media(media="print")
    seen.page.set_viewport_size({"width": 690, "height": 1000})
    assert not seen.page.get_by_role("button", name="Larger").is_visible()
    assert seen.page.locator("#mynetwork canvas").bounding_box()["width"] <= 690
    assert seen.page.locator("#mynetwork canvas").bounding_box()["height"] > 200
