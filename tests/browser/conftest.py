"""Real browsers on a really served workspace.

Every test that `visit`s fails on a request to another host, on an error in the console and on an exception in
the page, whatever else it looks at.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.machine import CHROMIUM_ADVICE, find_chromium, served

expect.set_options(timeout=15_000)  # on a machine that does much else a page takes its time

OPENING = 60_000  # milliseconds that a page may take on a busy machine until its app stands
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]


# For the package and not the session: while it is open, Playwright's event loop is everybody's, and tests
# elsewhere could not have one of their own.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this folder."""
    path = find_chromium()
    if path is None:
        pytest.fail(CHROMIUM_ADVICE)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET + ["--no-sandbox"] * root)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def workspace_served() -> Iterator[Callable[[Path], str]]:
    """Serve a workspace's folder until the module's tests are done; returns its link, which ends in a slash.

    The same folder asked for twice is the same server.
    """
    links: dict[Path, str] = {}
    with ExitStack() as running:

        def serve(folder: Path, **environment: str) -> str:
            if folder not in links:
                links[folder] = running.enter_context(served(folder, environment=environment)).url
            return links[folder]

        yield serve


class Visits:
    """Opens pages, each as a new person with a browser of their own, and remembers what went wrong there."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []
        self._expected: list[str] = []
        self._problems: list[str] = []

    def __call__(
        self,
        url: str,
        *,
        size: tuple[int, int] = (1280, 800),
        foreign: Literal["fail", "hang"] = "fail",
        **options: Any,
    ) -> Page:
        """Open `url` in a window of that size. With `foreign="hang"`, other hosts swallow what they are asked."""
        context = self._chromium.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        self._contexts.append(context)
        host = urlsplit(url).netloc
        elsewhere = re.compile(rf"^(https?|wss?)://(?!{re.escape(host)}(/|$))")
        if foreign == "hang":
            context.route(elsewhere, lambda _route: None)
        else:
            context.on("request", lambda request: self._look_at(request.url, elsewhere))
        context.on("page", lambda page: page.on("websocket", lambda line: self._look_at(line.url, elsewhere)))
        context.on("console", lambda message: message.type == "error" and self._note("console", message.text))
        context.on("weberror", lambda error: self._note("exception", str(error.error)))
        page = context.new_page()
        page.goto(url)
        return page

    def expect(self, *patterns: str) -> None:
        """Let errors that contain one of these expressions pass: the test brings them about."""
        self._expected += patterns

    def close(self) -> None:
        """Close every window, and fail if something went wrong in one of them."""
        for context in self._contexts:
            context.unroute_all(behavior="ignoreErrors")
            context.close()
        unexpected = [
            problem for problem in self._problems if not any(re.search(each, problem) for each in self._expected)
        ]
        assert not unexpected, "In the browser:\n" + "\n".join(unexpected)

    def _look_at(self, url: str, elsewhere: re.Pattern[str]) -> None:
        if elsewhere.match(url):
            self._note("another host", url)

    def _note(self, kind: str, text: str) -> None:
        self._problems.append(f"{kind}: {text}")


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visits]:
    """Open pages: `visit(url)`; see `Visits`."""
    visits = Visits(chromium)
    yield visits
    visits.close()


@pytest.fixture
def map_opened(visit: Visits, workspace_served: Callable[[Path], str], folder: Path) -> Callable[..., Page]:
    """Open the map of the sample network that has most on it, in the module's `folder`; options as for `visit`."""
    url = workspace_served(folder)
    larkmere = next((folder / "networks").glob("*larkmere*")).name

    def open_map(**options: Any) -> Page:
        page = visit(f"{url}voila/render/networks/{larkmere}/map.ipynb", **options)
        expect(page.get_by_role("heading", level=1, name="How things connect here")).to_be_visible(timeout=OPENING)
        expect(page.locator("#wb-opening")).to_have_count(0, timeout=OPENING)
        return page

    return open_map


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Fail on what keeps people out of a page, with a list of it: `axe(page)`."""

    def examine(page: Page, *, within: str | None = None) -> None:
        found = Axe().run(page, context=within).response["violations"]
        listing = [
            f"{each['id']}: {each['help']}\n"
            + "\n".join(f"  {node['html'][:160]}\n    {node['failureSummary']}" for node in each["nodes"])
            for each in found
        ]
        assert not listing, "axe found:\n" + "\n".join(listing)

    return examine
