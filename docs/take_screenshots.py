"""Take the README's pictures from the demo: `python docs/take_screenshots.py`, in the project's folder.

Builds the sample story in a folder of its own, serves it, and photographs its pages at 1280×800.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, expect, sync_playwright  # noqa: E402

from tests.machine import CHROMIUM_ADVICE, find_chromium, served  # noqa: E402
from workbench.commands.packs import make  # noqa: E402
from workbench.sample import load  # noqa: E402
from workbench.workspace import open_workspace  # noqa: E402

SCREENS = ROOT / "docs" / "screens"
PACK = "voila/render/networks/u99901-larkmere-network"


def main() -> None:
    """Take every picture anew."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(CHROMIUM_ADVICE)
    with tempfile.TemporaryDirectory() as folder:
        load(folder)
        workspace = open_workspace(folder)
        make(workspace, ["U99901", "U99902", "U99903"], report=lambda _done, _total: None)
        network = workspace.network("U99901")
        [adopted] = [row["id"] for row in network.prototypes.listed() if row["stage"] == "adopted"]
        link_worker = next(row["id"] for row in network.map.parts()["elements"] if row["label"] == "Link worker")
        meeting = next(row["id"] for row in network.sessions.listed() if "set meeting" in row["method"])
        network.sessions.reopen(meeting)  # a page of a meeting that is being held
        network.sessions.go_to(meeting, "Open questions")
        workspace.close()
        with served(Path(folder)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
            page.add_init_script("localStorage.setItem('wb-who:U99901', 'practice manager')")
            take(page, f"{server.url}{PACK}/map.ipynb?focus={link_worker}", "map", shows="Remove")
            ask(page)
            compare(page)
            take(page, f"{server.url}{PACK}/session.ipynb?session={meeting}", "session", shows="Said so far")
            take(page, f"{server.url}{PACK}/stories.ipynb?view=map", "stories", shows="The same as a table")
            take(
                page, f"{server.url}{PACK}/prototypes.ipynb?open={adopted}", "prototype", shows="Did the measure move?"
            )
            take(page, f"{server.url}{PACK}/measures.ipynb", "measures", shows="Talk about these first")
            take(page, f"{server.url}{PACK}/prototypes.ipynb?drivers", "drivers", shows="The same as a table")
            take(page, f"{server.url}{PACK}/challenge.ipynb", "challenge", shows="What we want to reach")
            take(page, f"{server.url}{PACK}/review.ipynb", "review", shows="Has no owner")
            browser.close()


def take(page: Page, url: str, name: str, *, shows: str) -> None:
    """Photograph one page once it shows these words."""
    page.goto(url)
    expect(page.locator("#wb-opening")).to_have_count(0, timeout=60_000)
    photograph(page, name, shows=shows)


def ask(page: Page) -> None:
    """Ask the map that is open who could carry something."""
    page.get_by_role("tab", name="Ask the map").click()
    page.get_by_role("button", name="would reach").first.click()
    photograph(page, "ask", shows="How this is worked out")


def compare(page: Page) -> None:
    """Lay the first day of the map that is open and today over one another."""
    page.get_by_role("tab", name="Change").click()
    page.get_by_role("button", name="Show on the drawing").click()
    photograph(page, "change", shows="Back to today")


def photograph(page: Page, name: str, *, shows: str) -> None:
    """Take the picture once the page shows these words and has drawn them."""
    expect(page.get_by_role("main")).to_contain_text(shows, timeout=30_000)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.screenshot(path=SCREENS / f"{name}.png")
    print(f"docs/screens/{name}.png")


if __name__ == "__main__":
    main()
