"""The pages, as they come over HTTP."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.machine import served
from tests.serving import packs
from tests.serving.conftest import Visitor

PACK = "U12345-stourvale"


def test_the_first_page_lists_the_networks_and_runs_nothing(visitor: Visitor):
    page = visitor.ask("/")
    assert page.status == 200
    assert "Which network?" in page.body
    assert f'href="/voila/render/networks/{PACK}/home.ipynb"' in page.body
    assert "Stourvale network" in page.body
    assert "NHS Kent" in page.body
    assert "kernelId" not in page.body


def test_the_first_page_can_be_searched_without_a_script(visitor: Visitor):
    assert "Stourvale network" in visitor.ask("/?find=kent+u123").body
    nothing = visitor.ask("/?find=elsewhere").body
    assert "Stourvale network" not in nothing
    assert "No network here has all of these words" in nothing


def test_a_workspace_without_a_network_says_what_to_run(tmp_path: Path):
    with served(packs.workspace(tmp_path / "empty")) as server:
        page = Visitor(server.url).ask("/")
    assert page.status == 200
    assert "workbench new U12345" in page.body
    assert str(tmp_path / "empty") in page.body


def test_names_are_shown_as_they_were_typed(tmp_path: Path):
    packs.network(packs.workspace(tmp_path), "U1", "<b>Bold</b> & co", "<script>alert(1)</script>")
    with served(tmp_path) as server:
        page = Visitor(server.url).ask("/")
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; co" in page.body
    assert "<script>alert" not in page.body


def test_a_page_has_its_name_its_navigation_and_its_content_in_main(visitor: Visitor):
    page = visitor.open(f"{PACK}/home")
    assert page.status == 200
    assert "<title>Home · Stourvale network</title>" in page.body
    assert '<html lang="en">' in page.body
    links = re.findall(r'<li><a href="([a-z]+\.ipynb)"( aria-current="page")?>([A-Z][a-z]+)</a></li>', page.body)
    assert links == [
        ("home.ipynb", ' aria-current="page"', "Home"),
        ("map.ipynb", "", "Map"),
        ("session.ipynb", "", "Session"),
        ("stories.ipynb", "", "Stories"),
        ("prototypes.ipynb", "", "Prototypes"),
        ("measures.ipynb", "", "Measures"),
        ("challenge.ipynb", "", "Challenge"),
        ("log.ipynb", "", "Log"),
        ("review.ipynb", "", "Review"),
    ]
    main = page.body.split("<main")[1].split("</main>")[0]
    assert "application/vnd.voila.cell-output+json" in main


def test_nothing_of_a_page_comes_from_another_host(visitor: Visitor):
    for body in (visitor.ask("/").body, visitor.open(f"{PACK}/home").body, visitor.ask("/nothing").body):
        links = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?((?:https?:)?//[^"') >]+)""", body)
        assert links == []


def test_only_the_extensions_that_a_page_needs_travel_along(visitor: Visitor):
    page = visitor.open(f"{PACK}/home").body
    extensions = set(re.findall(r'"load": "[^"]*", "name": "([^"]+)"', page))
    assert extensions == {"@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"}


def test_a_page_shows_outputs_but_no_code_no_prints_and_no_notes_for_analysts(visitor: Visitor):
    page = visitor.open(f"{PACK}/prototypes").body
    assert "shown" in page
    for hidden in ("print(", "printed", "For analysts"):
        assert hidden not in page


def test_an_error_is_one_sentence_on_the_page_and_a_traceback_in_the_log(visitor: Visitor, stourvale: Path):
    page = visitor.open(f"{PACK}/map")
    assert page.status == 200
    assert "This page could not be opened" in page.body
    for hidden in ("secret detail", "ValueError", "Traceback", "ipykernel"):
        assert hidden not in page.body
    log = (stourvale / "logs" / "serve.log").read_text(encoding="utf-8")
    assert "ValueError: the secret detail" in log


def test_an_error_that_is_meant_for_people_is_shown_as_it_is(visitor: Visitor):
    page = visitor.open(f"{PACK}/session").body
    assert "Run `workbench new U1` &lt;first&gt;." in page
    assert "NotFound" not in page


def test_neither_template_nor_theme_can_be_asked_for(visitor: Visitor):
    page = visitor.ask(f"/voila/render/networks/{PACK}/prototypes.ipynb?template=nosuch&theme=nosuch")
    assert page.status == 200
    assert "action learning" in page.body
    assert "nosuch" not in page.body


def test_a_page_runs_in_this_python_and_knows_its_workspace(visitor: Visitor, stourvale: Path):
    import sys

    page = visitor.open(f"{PACK}/review").body
    assert f"python={sys.executable} workspace={stourvale} password=None" in page.replace("\\/", "/")


def test_a_kernel_of_the_same_name_elsewhere_is_not_used(tmp_path: Path):
    import sys

    from tests.serving.conftest import ENVIRONMENT

    folder = packs.workspace(tmp_path / "workspace")
    packs.network(folder, "U12345", "Stourvale network", home=ENVIRONMENT)
    elsewhere = tmp_path / "jupyter" / "kernels" / "python3"
    elsewhere.mkdir(parents=True)
    elsewhere.joinpath("kernel.json").write_text('{"argv": ["false"], "display_name": "x", "language": "python"}')
    paths = {"JUPYTER_DATA_DIR": str(tmp_path / "jupyter"), "JUPYTER_PATH": str(tmp_path / "jupyter")}
    with served(folder, environment=paths) as server:
        page = Visitor(server.url).open(f"{PACK}/home")
    assert f"python={sys.executable}" in page.body


@pytest.mark.parametrize("kernel", [{}, {"name": "conda-elsewhere", "display_name": "x", "language": "python"}])
def test_a_notebook_saved_with_another_kernel_still_opens(tmp_path: Path, kernel: dict[str, str]):
    folder = packs.workspace(tmp_path)
    packs.notebook(folder, f"{PACK}/home", "'opened'", about={"network": "U12345"}, kernel=kernel)
    with served(folder) as server:
        page = Visitor(server.url).open(f"{PACK}/home")
    assert page.status == 200
    assert "opened" in page.body
