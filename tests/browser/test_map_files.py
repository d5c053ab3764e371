"""Files into the map and out of it: with the mouse, with the keyboard alone, and with files of another tool."""

from __future__ import annotations

import re
import struct
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.conftest import CHECK_DATA
from tests.machine import until
from workbench import exchange
from workbench.networks.register import import_register
from workbench.templates.packs import generate
from workbench.workspace import open_workspace

OPENING = 60_000  # milliseconds that a page may take on a busy machine until its app stands
READING = 20_000  # and until a file is read
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def fresh(folder: Path) -> Path:
    """The sample workspace with three networks more, on whose maps nothing stands yet."""
    codes = [f"U9980{number}" for number in (1, 2, 3)]
    opened = date(2024, 4, 1)
    networks = [(code, "Fresh network", "ZZ9", "NHS Testshire", opened, None) for code in codes]
    stays = [(code, f"Y{code[1:]}", "Mill Lane Surgery", opened, None, True) for code in codes]
    workspace = open_workspace(folder)
    import_register(
        workspace.store,
        pd.DataFrame(networks, columns=["code", "name", "commissioner_code", "commissioner", "opened", "closed"]),
        pd.DataFrame(
            stays, columns=["network_code", "practice_code", "practice_name", "start", "end", "same_commissioner"]
        ),
        source="test register",
        who="test",
    )
    for code in codes:
        generate(workspace.network(code).facts, folder=folder / "networks")
    workspace.close()
    return folder


@pytest.fixture
def map_of(visit, workspace_served, fresh: Path):
    url = workspace_served(fresh)

    def open_map(network: str, **options) -> Page:
        page = visit(f"{url}voila/render/networks/{network}/map.ipynb", **options)
        expect(page.get_by_role("heading", level=1, name="How things connect here")).to_be_visible(timeout=OPENING)
        expect(page.locator("#wb-opening")).to_have_count(0, timeout=OPENING)
        return page

    return open_map


def counts(page: Page) -> list[int]:
    """How many elements and connections the heading says there are, and how many are hoped for."""
    return [
        int(number)
        for number in re.findall(r"(\d+) (?:element|connection|hoped)", page.locator(".wb-lede").inner_text())
    ]


def inked(page: Page) -> bool:
    """Whether anything is drawn."""
    return page.locator(".wb-map-drawing canvas").first.evaluate(
        """(canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
            .some((value, at) => at % 4 === 3 && value > 0)"""
    )


def toggle(page: Page, words: str):
    return page.get_by_role("dialog").get_by_role("button", name=re.compile(words))


def figures(path: Path) -> Path:
    """A workbook that adds, changes, and has a row that cannot be used."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Elements"
    for row in (
        ("Label", "Type", "Sector", "Description"),
        ("Link worker", "person in role", "voluntary", None),
        (HOSTILE, "place", "community", None),
        ("Allotment", "place", "community", "Call 943 476 5919"),
        ("Allotment", "place", "community", None),
    ):
        sheet.append(row)
    sheet = book.create_sheet("Connections")
    for row in (("From", "To", "Type", "Colour"), ("Link worker", "Allotment", "refers to", "red")):
        sheet.append(row)
    book.save(path)
    return path


def test_a_spreadsheet_is_looked_at_taken_in_and_taken_back(map_of, tmp_path, axe):
    page = map_of("u99901-larkmere-network")
    before = counts(page)
    page.get_by_role("button", name="Import").click()
    dialog = page.get_by_role("dialog")
    axe(page)

    # what is no map is one sentence, and the way to another file has the keyboard
    bad = tmp_path / "half a book.xlsx"
    bad.write_bytes(b"PK\x03\x04 half a book")
    with page.expect_file_chooser() as chooser:
        dialog.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(bad)
    expect(dialog.get_by_role("alert")).to_contain_text("half a book.xlsx is damaged", timeout=READING)
    expect(dialog.get_by_role("button", name="Choose a file")).to_be_focused()

    large = tmp_path / "film.xlsx"
    large.write_bytes(bytes(20_000_001))
    dialog.locator("input[type=file]").set_input_files(large)
    expect(dialog.get_by_role("alert")).to_contain_text("film.xlsx has 21 MB, and 20 MB is the most for a map.")

    dialog.locator("input[type=file]").set_input_files(figures(tmp_path / "figures.xlsx"))
    expect(dialog.get_by_role("heading", level=2, name="What figures.xlsx would do")).to_be_visible(timeout=READING)
    said = dialog.get_by_role("status")
    expect(said).to_have_text("2 elements and 1 connection would be added.1 row cannot be used and would be left out.")
    expect(said).to_be_focused()
    toggle(page, "2 elements would be added").click()
    expect(dialog.get_by_text(f"{HOSTILE} (place)")).to_be_visible()
    # what needs looking at stands open
    expect(dialog.get_by_text("give each a name of its own, or an id")).to_be_visible()
    expect(dialog.get_by_text("A map has no place for ‘Colour’")).to_be_visible()

    # a row that is not wanted takes the connections with it that need it, and the counts follow
    wanted = dialog.get_by_role("checkbox", name=re.compile("^Allotment"))
    wanted.focus()
    page.keyboard.press("Space")
    expect(said).to_have_text("1 element would be added.1 row cannot be used and would be left out.")
    toggle(page, "1 connection would be added").click()
    expect(dialog.get_by_role("checkbox", name=re.compile("Link worker refers to Allotment"))).to_be_disabled()
    expect(dialog.get_by_role("button", name="Add what is ticked to the map")).to_be_visible()
    axe(page)
    wanted.check()
    expect(said).to_contain_text("2 elements and 1 connection would be added.")

    dialog.get_by_label("Also change what differs").check()
    expect(said).to_contain_text("1 element would be changed.")
    toggle(page, "1 part differs").click()
    expect(dialog.get_by_text(re.compile("sector:.*primary care.*becomes.*voluntary"))).to_be_visible()
    axe(page)
    assert counts(page) == before

    # an NHS number is asked about before it is kept
    add = dialog.get_by_role("button", name="Add and change all this")
    expect(add).to_have_attribute("aria-disabled", "true")
    expect(dialog.get_by_role("group", name="What may say who somebody is")).to_contain_text(
        "row 4 of the sheet ‘Elements’"
    )
    dialog.get_by_label("I looked: it is something else").check()
    add.click()

    expect(dialog).to_have_count(0)
    notice = page.locator(".wb-map-notice")
    expect(notice).to_contain_text("Imported figures.xlsx: added 2 elements and 1 connection, changed 1.")
    assert counts(page) == [before[0] + 2, before[1] + 1, before[2]]
    lens = page.get_by_role("group", name="What is marked on the drawing")
    expect(lens).to_contain_text("figures.xlsx")
    expect(lens).to_contain_text("new on the map")
    expect(lens).to_contain_text("changed")
    axe(page)

    notice.get_by_role("button", name="Undo").click()
    expect(notice).to_contain_text("Took back: imported figures.xlsx")
    assert counts(page) == before


def test_with_the_keyboard_alone_pasted_rows_come_in(map_of):
    page = map_of("u99902-saltreach-network", size=(820, 1180))
    before = counts(page)
    page.get_by_role("button", name="Import").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Choose a file")).to_be_focused()
    for _ in range(2):  # over the list of files that are understood
        page.keyboard.press("Tab")
    expect(dialog.get_by_label("Or paste rows from a spreadsheet")).to_be_focused()
    page.keyboard.insert_text("Lighthouse café\tChoir\nChoir\tFood bank\n")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Look at these rows")).to_be_focused()
    page.keyboard.press("Enter")

    said = dialog.get_by_role("status")
    expect(said).to_be_focused(timeout=READING)
    expect(said).to_contain_text("The rows have no headings, so the first column is taken as From, the second as To.")
    expect(said).to_contain_text("3 elements and 2 connections would be added.")
    page.keyboard.press("Tab")
    expect(toggle(page, "3 elements would be added")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Lighthouse café (factor)")).to_be_visible()

    # Escape forgets it; the rows that were pasted are still there
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Import")).to_be_focused()
    assert counts(page) == before
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("button", name="Choose a file")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said).to_be_focused(timeout=READING)
    while not dialog.get_by_role("button", name="Add all this to the map").evaluate(
        "(it) => it === document.activeElement"
    ):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".wb-map-notice")).to_contain_text("Imported pasted rows: added 3 elements and 2 connections.")
    assert counts(page)[:2] == [before[0] + 3, before[1] + 2]

    page.keyboard.press("Control+z")
    expect(page.locator(".wb-map-notice")).to_contain_text("Took back: imported pasted rows")
    assert counts(page) == before


def test_every_file_can_be_downloaded_and_read_again(map_of, tmp_path, axe):
    page = map_of("u99903-thornacre-network", size=(400, 800))
    elements, connections, *hoped = counts(page)
    page.get_by_role("button", name="Download").click()
    dialog = page.get_by_role("dialog")

    def saved(name: str) -> Path:
        dialog.get_by_role("radio", name=re.compile(f"^{re.escape(name)}")).check()
        button = dialog.get_by_role("button", name="Download")
        expect(button).not_to_have_attribute("aria-disabled", "true", timeout=READING)
        with page.expect_download() as download:
            button.click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        assert re.fullmatch(r"map-thornacre-network-\d{4}-\d\d-\d\d\.[a-z.]+", path.name)
        expect(dialog.get_by_role("status")).to_have_text(f"{path.name} is in your downloads.")
        return path

    for name in ("Spreadsheet", "Two tables", "PRSM", "Kumu", "GraphML", "GEXF", "Cytoscape"):
        graph = exchange.read(saved(name))
        assert (len(graph), graph.number_of_edges()) == (elements, connections + sum(hoped)), name
    toggle(page, "do(es)? not fit into this file").click()
    expect(dialog.get_by_text("That only the public register says so was left out")).to_be_visible()
    axe(page)

    assert "<svg" in saved("Picture (SVG)").read_text(encoding="utf-8")
    picture = saved("Picture (PNG)").read_bytes()
    width = struct.unpack(">I", picture[16:20])[0]
    drawn = re.search(r'<svg[^>]* width="([\d.]+)"', next(tmp_path.glob("*.svg")).read_text(encoding="utf-8"))
    assert picture.startswith(b"\x89PNG")
    assert drawn is not None
    assert abs(width - 2 * float(drawn[1])) <= 1
    assert saved("One page").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")

    # the map of an earlier day
    dialog.get_by_label("The map of").select_option("Another day…")
    dialog.get_by_label("Which day?").fill("2025-01-10")
    assert saved("Spreadsheet").name == "map-thornacre-network-2025-01-10.xlsx"
    dialog.get_by_label("Which day?").fill("2999-01-10")
    expect(dialog.get_by_role("alert")).to_contain_text("2999")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Download")).to_be_focused()


def test_a_file_can_be_dropped_anywhere_and_a_stale_look_is_said(map_of, folder):
    page = map_of("u99903-thornacre-network")
    before = counts(page)
    drop = """(type) => {
        const given = new DataTransfer();
        given.items.add(new File(["Label\\nCycle club\\nTool library\\n"], "clubs.csv", { type: "text/csv" }));
        document.querySelector("main, body").dispatchEvent(
            new DragEvent(type, { dataTransfer: given, bubbles: true, cancelable: true }));
    }"""
    page.evaluate(drop, "dragover")
    expect(page.get_by_text("Drop the file to see what it would do to the map")).to_be_visible()
    page.evaluate(drop, "drop")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("2 elements would be added.", timeout=READING)

    workspace = open_workspace(folder)
    workspace.network("U99903", who="carer").map.add_element("Cycle club", kind="factor")
    workspace.close()
    dialog.get_by_role("button", name="Add all this to the map").click()
    expect(dialog.get_by_role("status")).to_contain_text("The map was changed meanwhile, so this was worked out anew.")
    expect(dialog.get_by_role("status")).to_contain_text("1 element would be added.")
    dialog.get_by_role("button", name="Not now").click()
    expect(page.locator(".wb-lede")).to_contain_text(f"{before[0] + 1} elements")


@pytest.mark.parametrize(
    ("number", "file", "parts"),
    [
        (1, "npctheoryofchange191.prsm", [22, 30]),
        (2, "PathsExample.prsm", [10, 13]),
        (3, "examplemapforusermanual.prsm", [2, 1]),
    ],
)
def test_a_real_prsm_map_is_drawn_and_goes_out_the_same(map_of, tmp_path, number, file, parts):
    path = CHECK_DATA / "prsm" / file
    if not path.is_file():
        pytest.skip(f"The check data is not here: {path}")
    page = map_of(f"u9980{number}-fresh-network")
    page.get_by_role("button", name="Import").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(path)
    dialog.get_by_role("button", name="Add all this to the map").click(timeout=READING)
    expect(dialog).to_have_count(0)
    assert counts(page) == parts
    until(lambda: inked(page))
    page.get_by_role("button", name="Download").click()
    dialog.get_by_role("radio", name=re.compile("^PRSM")).check()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    out = tmp_path / "out.prsm"
    download.value.save_as(out)
    graph = exchange.read(out)
    assert [len(graph), graph.number_of_edges()] == parts
