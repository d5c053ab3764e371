"""The analyst's notebook, run as it comes: every answer as a table and a graph, and a question of one's own."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from workbench.templates.packs import generate
from workbench.workspace import open_workspace

NEW = "Who is new here, and have they found anybody yet?"
CHECK = """
answered = []
page = SystemMap(network)
page.send = answered.append
page._receive(page, {"id": "1", "gesture": "ask", "who": "analyst", "args": {"question": "newcomers"}}, [])
print(answered[-1]["result"]["says"])
print({table.columns[0] for table in tables.values() if len(table.columns)}, {type(one) for one in small_maps.values()})
"""


@pytest.fixture(scope="module")
def executed(folder: Path) -> nbformat.NotebookNode:
    """The notebook of a generated pack after all its cells, and one cell more that looks at what they made."""
    workspace = open_workspace(folder)
    network = workspace.network("U99901")
    old = network.today() - timedelta(days=60)
    network.map.add_element("Befriending line", kind="service", sector="voluntary", since=old)
    pack = generate(network.facts, folder=folder / "networks").folder
    workspace.close()
    notebook = nbformat.read(pack / "analyst.ipynb", as_version=4)
    notebook.cells.append(new_code_cell(CHECK, id="check"))
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("WORKBENCH_WORKSPACE", os.fspath(folder))
        NotebookClient(notebook, timeout=120, kernel_name="python3", resources=_in(pack)).execute()
    return notebook


def _in(folder: Path) -> dict[str, Any]:
    return {"metadata": {"path": os.fspath(folder)}}


def outputs(notebook: nbformat.NotebookNode, cell: str) -> list[Any]:
    return next(one for one in notebook.cells if one["id"] == cell)["outputs"]


def test_every_answer_is_there_as_a_table_and_as_a_graph(executed):
    [listed] = outputs(executed, "questions")
    assert "<td>Who stands between others" in listed["data"]["text/html"]
    [answer] = outputs(executed, "answers")
    assert answer["data"]["text/html"].startswith('<div class="tex2jax_ignore mathjax_ignore"><p>Link worker stands')
    [printed] = outputs(executed, "check")
    assert printed["text"].splitlines()[1] == "{'label'} {<class 'networkx.classes.multidigraph.MultiDiGraph'>}"


def test_a_question_of_ones_own_takes_fewer_than_fifteen_lines_and_the_page_offers_and_answers_it(executed):
    own = next(one for one in executed.cells if one["id"] == "newcomers")
    assert len(own["source"].splitlines()) < 15
    models = executed["metadata"]["widgets"]["application/vnd.jupyter.widget-state+json"]["state"].values()
    [page] = [one["state"] for one in models if "asking" in one["state"].get("state", {})][:1]
    last = page["state"]["asking"]["questions"][-1]
    assert (last["words"], last["group"]) == (NEW, "Your own")
    [printed] = outputs(executed, "check")
    assert "1 of them are connected with nobody yet." in printed["text"].splitlines()[0]
