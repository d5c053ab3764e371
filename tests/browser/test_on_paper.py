"""What is printed: nothing covers anything, every chart is there, and small numbers say for whom they are."""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OPENING
from workbench import open_workspace

PACKS = {
    "U99901": "u99901-larkmere-network",
    "U99902": "u99902-saltreach-network",
    "U99903": "u99903-thornacre-network",
}
FOR_THE_SET = "For the set only: small numbers are not hidden here. To share, use Take it along → To share."
MARK_CARDS = """() => document.querySelectorAll('.wb-card, .wb-the-answer').forEach((card, number) => {
  if (!card.getClientRects().length) return;
  const marked = (end) => Object.assign(document.createElement('a'), {
    href: `http://card.test/${number}/${end}`, textContent: '·',
    style: 'display: block; height: 2px; line-height: 2px' });
  card.prepend(marked('top'));
  card.append(marked('end'));
})"""
UNMARK_CARDS = "() => document.querySelectorAll('a[href*=\"card.test\"]').forEach((mark) => mark.remove())"
Place = tuple[int, float, float, float]
"""Sheet from 0, left, right, and how far down that sheet, in points."""


def sheets(page: Page, **options) -> tuple[int, list[tuple[Place, Place]]]:
    """How many sheets are printed, and where each card begins and ends on them.

    A link within a card is a link of the PDF too, with its place on the sheet.
    """
    page.emulate_media(media="print")
    page.evaluate(MARK_CARDS)
    printed = page.pdf(**options)
    page.evaluate(UNMARK_CARDS)
    found = dict(re.findall(rb"\n(\d+) 0 obj\s*(.*?)\nendobj", printed, re.DOTALL))
    kids = next(re.search(rb"/Kids\s*\[(.*?)\]", body, re.DOTALL) for body in found.values() if b"/Kids" in body)
    numbers = re.findall(rb"(\d+) 0 R", kids[1]) if kids else []
    ends: dict[int, dict[str, Place]] = defaultdict(dict)
    for sheet, number in enumerate(numbers):
        listed = re.search(rb"/Annots\s*\[(.*?)\]", found[number], re.DOTALL)
        for note in re.findall(rb"(\d+) 0 R", listed[1]) if listed else []:
            link = re.search(rb"card\.test/(\d+)/(top|end)", found[note])
            place = re.search(rb"/Rect\s*\[([^\]]*)\]", found[note])
            if link and place:
                left, low, right, high = map(float, place[1].split())
                ends[int(link[1])][link[2].decode()] = (sheet, left, right, -max(low, high))
    return len(numbers), [(card["top"], card["end"]) for card in ends.values()]


def covering(cards: list[tuple[Place, Place]]) -> list[tuple[int, int]]:
    """The pairs of cards of which one lies on the other."""
    return [
        (one, other)
        for one, (top, end) in enumerate(cards)
        for other, (top_too, end_too) in enumerate(cards[one + 1 :], one + 1)
        if top[1] < top_too[2] - 1
        and top_too[1] < top[2] - 1
        and (top[0], top[3]) < (end_too[0], end_too[3] - 1)
        and (top_too[0], top_too[3]) < (end[0], end[3] - 1)
    ]


@pytest.fixture
def opens(visit, workspace_served, folder: Path):
    """Open a page of a network: `opens(code, address, heading)`."""

    def opens(code: str, address: str, heading: str) -> Page:
        page = visit(f"{workspace_served(folder)}voila/render/networks/{PACKS[code]}/{address}")
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible(timeout=OPENING)
        return page

    return opens


@pytest.mark.parametrize("code", PACKS)
def test_no_card_of_a_prototype_lies_on_another_and_every_chart_is_printed(opens, folder: Path, code: str):
    with closing(open_workspace(folder)) as workspace:
        network = workspace.network(code)
        page = opens(code, "prototypes.ipynb", "What are we trying?")
        for plain in network.prototypes.listed():
            page.get_by_role("link", name=re.compile(re.escape(plain["title"]))).first.click()
            expect(page.get_by_role("heading", level=1, name=plain["title"])).to_be_visible()
            for options in ({"format": "A4"}, {"prefer_css_page_size": True}):
                number, cards = sheets(page, **options)
                assert number <= 3
                assert len(cards) >= 5
                assert covering(cards) == []
            answer = page.get_by_role("region", name="Did it move?")
            for said in network.thread.did_it_move(plain["id"]).sentences:
                expect(answer).to_contain_text(said)
            assert [one.inner_text() for one in answer.locator(".wb-muted").all() if not one.is_visible()] == []
            measured = page.get_by_role("region", name="Did the measure move?")
            told = [network.measures.told(tie["measure"]) for tie in plain["measures"]]
            for each in told:
                expect(measured.get_by_role("link", name=each["title"], exact=True)).to_be_visible()
            drawn = sum(each["points"] > 0 for each in told)
            expect(measured.locator(".wb-figure svg:visible")).to_have_count(drawn)
            expect(page.get_by_text(FOR_THE_SET)).to_have_count(int(drawn > 0))
            page.emulate_media(media="screen")
            page.get_by_role("link", name="All prototypes").click()


def test_the_first_sheet_of_a_measure_has_its_sentence_its_ambition_and_its_chart(opens, folder: Path):
    with closing(open_workspace(folder)) as workspace:
        plain = next(each for each in workspace.network("U99901").measures.listed() if each["points"] > 60)
    page = opens("U99901", f"measures.ipynb?measure={plain['id']}", plain["title"])
    values = page.get_by_role("region", name="The values")
    expect(values.get_by_role("row")).to_have_count(13)
    expect(page.get_by_text(FOR_THE_SET)).to_be_hidden()

    number, cards = sheets(page, format="A4")
    assert number <= 3
    assert covering(cards) == []
    assert [(top[0], end[0]) for top, end in cards[:3]] == [(0, 0)] * 3
    expect(page.get_by_text(FOR_THE_SET)).to_be_visible()
    assert page.locator(".wb-figure svg text:visible").evaluate_all(
        "all => all.every(one => getComputedStyle(one).stroke === 'none')"
    )


def test_on_a_phone_tables_of_tests_and_values_are_cards_that_need_no_scrolling(opens, folder: Path, axe):
    with closing(open_workspace(folder)) as workspace:
        network = workspace.network("U99901")
        plain = next(each for each in network.measures.listed() if each["points"] > 60)
        prototype = network.prototypes.listed()[0]
    places = (
        (f"prototypes.ipynb?open={prototype['id']}", prototype["title"], "The test cycles in a table"),
        (f"measures.ipynb?measure={plain['id']}", plain["title"], f"The values of {plain['title']}"),
    )
    for address, title, name in places:
        page = opens("U99901", address, title)
        page.set_viewport_size({"width": 400, "height": 800})
        wrap = page.get_by_role("group", name=name)
        assert wrap.evaluate("one => one.scrollWidth <= one.clientWidth")
        assert wrap.get_by_role("row").count() > 1
        axe(page)
