"""A workbench that is really served, asked over real HTTP."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.machine import served
from tests.serving import packs

COUNTER = '''
import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = """
    export default {
      render({ model, el }) {
        el.classList.add("wb");
        const button = document.createElement("button");
        const show = () => { button.textContent = "pressed " + model.get("pressed"); };
        button.onclick = () => model.send("press");
        model.on("change:pressed", show);
        show();
        const heading = document.createElement("h1");
        heading.textContent = "How often?";
        el.append(heading, button);
      },
    };
    """
    pressed = traitlets.Int(0).tag(sync=True)
    def __init__(self):
        super().__init__()
        self.on_msg(lambda *message: setattr(self, "pressed", self.pressed + 1))
Counter()
'''
ENVIRONMENT = """
import os, sys
from IPython.display import HTML
HTML("python=%s workspace=%s password=%s" % (
    sys.executable, os.environ.get("WORKBENCH_WORKSPACE"), os.environ.get("WORKBENCH_PASSWORD")))
"""


@dataclass
class Answer:
    """What came back: the status, the headers and the body as text."""

    status: int
    headers: Message
    body: str


@dataclass
class Visitor:
    """Somebody's browser, reduced to what HTTP is: it keeps its cookies and follows nothing by itself."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, *, method: str = "GET", form: dict[str, str] | None = None, **headers: str) -> Answer:
        """Ask for a path exactly as it is written."""
        connection = self.connect(path, method=method, form=form, **headers)
        try:
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read().decode("utf-8", "replace"))
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def connect(
        self, path: str, *, method: str = "GET", form: dict[str, str] | None = None, **headers: str
    ) -> http.client.HTTPConnection:
        """Send the question and leave the answer to be read."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body=None if form is None else urlencode(form), headers=sent)
        return connection

    def open(self, address: str) -> Answer:
        """Open a page of a network."""
        return self.ask(f"/voila/render/networks/{address}.ipynb")

    def kernel_of(self, page: Answer) -> str:
        """The kernel that runs behind an opened page."""
        found = re.search(r'"kernelId": "([^"]+)"', page.body)
        assert found, page.body
        return found[1]


@pytest.fixture(scope="module")
def stourvale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one network and some things beside it that are nobody's business."""
    folder = packs.workspace(tmp_path_factory.mktemp("workspace"))
    packs.network(
        folder,
        "U12345",
        "Stourvale network",
        "NHS Kent",
        home=COUNTER,
        map="raise ValueError('the secret detail')",
        session="from workbench.errors import NotFound\nraise NotFound('Run `workbench new U1` <first>.')",
        review=ENVIRONMENT,
    )
    pack = "U12345-stourvale"
    about = {"network": "U12345", "name": "Stourvale network", "app": "prototypes"}
    packs.notebook(folder, f"{pack}/prototypes", "print('printed')\n'shown'", about=about, notes="# For analysts")
    packs.notebook(folder, f"{pack}/own", "'an analyst at work'")
    packs.notebook(folder, f"{pack}/.hidden", "1", about=about)
    (folder / "networks" / pack / "picture.png").write_bytes(b"\x89PNG")
    (folder / "private.txt").write_text("private", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def url(stourvale: Path) -> Iterator[str]:
    """Where that workspace is served."""
    with served(stourvale) as server:
        yield server.url


@pytest.fixture
def visitor(url: str) -> Visitor:
    """Somebody who has just come."""
    return Visitor(url)
