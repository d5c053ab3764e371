"""The workbench's own notebooks keep the shape that packs, pages and people rely on."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest

import widgets
from tests.conftest import ROOT
from tests.templates.builders import a_network
from workbench.templates.packs import generate
from workbench.templates.source import template_folder, templates

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def test_the_templates_are_the_notebooks_of_the_source_tree():
    assert template_folder() == ROOT / "notebooks"
    assert [template.name for template in templates()] == [path.name for path in NOTEBOOKS]


@each_notebook
def test_a_notebook_is_valid_and_written_as_jupyter_writes_it(path: Path):
    notebook = read(path)
    nbformat.validate(notebook)
    assert path.read_bytes().decode("utf-8") == nbformat.writes(notebook) + "\n"


@each_notebook
def test_a_notebook_has_at_most_eight_cells_whose_ids_are_words(path: Path):
    ids = [cell["id"] for cell in read(path)["cells"]]
    assert len(ids) <= 8
    assert len(set(ids)) == len(ids)
    assert [i for i in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", i)] == []


@each_notebook
def test_a_notebook_begins_with_a_title_for_analysts_and_then_its_parameters(path: Path):
    title, parameters = read(path)["cells"][:2]
    assert title["cell_type"] == "markdown"
    assert title["source"].startswith("# ")
    assert title["metadata"]["tags"] == ["in-lab"]
    assert parameters["metadata"]["tags"] == ["parameters"]
    assert parameters["source"] == 'code = "{{ code }}"'


@each_notebook
def test_only_words_and_the_parameters_have_placeholders(path: Path):
    plain = [
        cell["source"]
        for cell in read(path)["cells"]
        if cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", [])
    ]
    assert [source for source in plain if "{{" in source or "{%" in source] == []
    for source in plain:
        ast.parse(source)


@each_notebook
def test_a_notebook_carries_no_output_and_says_which_app_it_is(path: Path):
    notebook = read(path)
    only_in_lab = {"served": False} if path.stem == "analyst" else {}
    assert notebook["metadata"]["workbench"] == {"app": path.stem, **only_in_lab}
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)


@each_notebook
def test_a_notebook_shows_one_app_that_exists(path: Path):
    called = re.findall(r"^([A-Z]\w+)\(", "\n".join(cell["source"] for cell in read(path)["cells"]), re.MULTILINE)
    assert [name for name in called if name in widgets.__all__] == called
    assert len(called) == 1


def test_the_home_notebook_tells_what_the_register_says(tmp_path: Path):
    report = generate(a_network(), folder=tmp_path, roles=["paramedic"])
    notebook = json.loads((report.folder / "home.ipynb").read_text(encoding="utf-8"))
    words = {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}
    assert words["register"].splitlines() == [
        "## What the public register says",
        "",
        (
            "Larkmere network (U99901) is commissioned by Merrowshire Integrated Care Board (X9A). "
            "It has been in the register since 1 July 2019."
        ),
        "",
        "### Practices now: 2",
        "",
        "| Practice | Code | Since | Its commissioner |",
        "|---|---|---|---|",
        "| Fennel Street Practice | Z99002 | 1 July 2019 | the same |",
        "| Orchard Rise Surgery | Z99001 | 1 July 2019 | another one |",
        "",
        "### Practices that left: 1",
        "",
        "| Practice | Code | From | To |",
        "|---|---|---|---|",
        "| Old Mill Surgery | Z99009 | 1 July 2019 | 31 March 2021 |",
        "",
        (
            "The network crosses a commissioner's boundary: Orchard Rise Surgery answers to another commissioner "
            "than the network does."
        ),
        "",
        (
            "All of this is from an invented register. It is administrative: it says who belongs where on paper, "
            "and it stays pale on the map until the set confirms it."
        ),
    ]
    assert "| paramedic | nobody yet |" in words["roles"]
