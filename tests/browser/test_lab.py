"""JupyterLab on the same folder, for analysts."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.serving import packs
from tests.serving.conftest import COUNTER

NOTEBOOK = "networks/U12345-stourvale/home.ipynb"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The link to JupyterLab on a workspace with one network, signed in."""
    folder = packs.workspace(tmp_path / "workspace")
    packs.network(folder, "U12345", "Stourvale network", home=COUNTER)
    code = f"from workbench.server import lab; raise SystemExit(lab({str(folder)!r}, port=0, open_browser=False))"
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stderr is not None
    with process.stderr:
        link = next((found[0] for line in process.stderr if (found := re.search(r"http://127\S+token=\w+", line))), "")
        reading = threading.Thread(target=process.stderr.read)  # so that it can go on writing
        reading.start()
        try:
            assert link, "JupyterLab did not start"
            yield link
        finally:
            process.send_signal(signal.SIGINT)
            try:
                code = process.wait(30)
            finally:
                process.terminate()  # else it writes on, and the reading below never ends
                reading.join()
        assert code == 0


def test_an_analyst_runs_a_notebook_and_nothing_leaves_the_machine(lab: str, visit):
    visit.expect("404")  # JupyterLab asks for settings that nobody has made yet
    page = visit(lab.replace("/lab?", f"/lab/tree/{NOTEBOOK}?"))
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.get_by_role("button", name="pressed 0").click()
    expect(page.get_by_role("button", name="pressed 1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("Jupyter news")).to_have_count(0)


def test_pages_are_not_served_from_jupyterlab(lab: str, visit):
    visit.expect("404")
    page = visit(lab)
    answer = page.request.get(lab.partition("/lab?")[0] + f"/voila/render/{NOTEBOOK}")
    assert answer.status == 404
