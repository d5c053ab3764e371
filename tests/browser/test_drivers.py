"""The driver diagram in a real browser: from nothing to an aim with drivers and a prototype, partly by keys alone."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from playwright.sync_api import Page, expect

from tests.browser.conftest import OPENING
from workbench import open_workspace

DRIVERS = "voila/render/networks/u99903-thornacre-network/prototypes.ipynb"


def test_an_aim_its_drivers_and_a_prototype_are_joined_and_taken_along(visit, workspace_served, folder: Path, axe):
    workspace = open_workspace(folder)
    other = workspace.network("U99903", who="community nurse")
    for row in other.prototypes.drivers.listed():
        other.prototypes.drivers.remove(row["id"])
    prototype = other.prototypes.start("One telephone number", stage="testing")
    number = other.prototypes.told(prototype)["number"]
    other.measures.define("Calls that reach somebody", unit="%", direction="increase")
    try:
        page: Page = visit(workspace_served(folder) + DRIVERS)
        page.get_by_role("link", name="Driver diagram").click(timeout=OPENING)
        expect(page.get_by_role("heading", level=1, name="Driver diagram")).to_be_focused()

        # From nothing, by keys alone: an aim, then two drivers in the window that opens for it.
        aim = page.get_by_label("What is your aim?")
        aim.fill("")
        aim.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("It is empty. Type something first.")).to_be_visible()
        page.keyboard.type("More calls reach somebody by March")
        page.keyboard.press("Enter")
        window = page.get_by_role("dialog", name="Aim")
        field = window.get_by_label("What drives it?")
        expect(field).to_be_focused()
        page.keyboard.type("People know whom to call")
        page.keyboard.press("Enter")
        expect(window.get_by_role("listitem").filter(has_text="People know whom to call")).to_be_visible()
        expect(field).to_have_value("")
        page.keyboard.type("Somebody is there to answer")
        page.keyboard.press("Enter")
        expect(window.get_by_role("button", name="Take away Somebody is there to answer")).to_be_visible()
        page.keyboard.press("Escape")
        expect(window).to_have_count(0)

        # A prototype and a measure are joined to a driver by choosing them from a list.
        drawing = page.get_by_role("group", name="Driver diagram", exact=True)
        drawing.get_by_role("button", name="People know whom to call").press("Enter")
        window = page.get_by_role("dialog", name="Driver")
        window.get_by_role("combobox", name="What is tried for it").select_option(
            label=f"#{number} One telephone number"
        )
        window.get_by_role("button", name="Join: What is tried for it").click()
        expect(window.get_by_role("button", name=f"Take away #{number} One telephone number")).to_be_visible()
        window.get_by_role("combobox", name="What shows it").select_option(label="Calls that reach somebody")
        window.get_by_role("button", name="Join: What shows it").click()
        expect(window.get_by_role("button", name="Take away Calls that reach somebody")).to_be_visible()
        axe(page)
        page.keyboard.press("Escape")
        box = drawing.get_by_role("link", name=f"#{number} testing One telephone number")
        expect(box).to_have_attribute("href", f"?open={prototype.id}")
        expect(drawing.get_by_role("link", name="Calls that reach somebody")).to_be_visible()

        # In the table: renamed in place and moved; what somebody else does comes in meanwhile.
        page.get_by_role("button", name="Rename Somebody is there to answer").click()
        page.get_by_label("What do we call it?").fill("Somebody answers")
        page.keyboard.press("Enter")
        expect(drawing.get_by_role("button", name="Somebody answers")).to_be_visible()
        expect(page.get_by_role("button", name="Rename Somebody answers")).to_be_focused()
        page.get_by_role("button", name="Move up: Somebody answers").press("Enter")
        second = page.get_by_role("row").nth(2)
        expect(second).to_contain_text("Somebody answers")
        expect(page.get_by_role("button", name="Move up: Somebody answers")).to_be_focused()
        rows = other.prototypes.drivers.listed()
        assert [row["label"] for row in rows] == [
            "More calls reach somebody by March",
            "Somebody answers",
            "People know whom to call",
        ]
        other.prototypes.drivers.driver("A line for each practice", to=rows[1]["id"])
        expect(drawing.get_by_role("button", name="A line for each practice")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(second).to_contain_text("People know whom to call")

        # On the drawing the arrow keys go from box to box, and Alt moves one.
        drawing.get_by_role("button", name="People know whom to call").focus()
        page.keyboard.press("ArrowRight")
        expect(box).to_be_focused()
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Alt+ArrowDown")
        expect(second).to_contain_text("Somebody answers")
        expect(drawing.get_by_role("button", name="People know whom to call")).to_be_focused()
        axe(page)

        # Taken along as a picture.
        page.get_by_role("button", name="Download…").click()
        page.get_by_role("radio", name="Picture (SVG)").check()
        with page.expect_download() as downloaded:
            page.get_by_role("dialog").get_by_role("button", name="Download").click()
        svg = ET.parse(downloaded.value.path()).getroot()
        assert svg.findtext("{http://www.w3.org/2000/svg}title") == "What drives what in Thornacre network"
        page.keyboard.press("Escape")
        box.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("One telephone number")
    finally:
        workspace.close()
