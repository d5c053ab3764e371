"""Generating again over what people changed: theirs stays, what nobody touched is renewed."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.templates.builders import a_network, code, markdown, read, sources, tree, write_notebook, write_templates
from workbench.templates.merging import Kept, merge
from workbench.templates.packs import PackReport, generate
from workbench.templates.source import NotebookTemplate, as_dictionary

OLD = [
    markdown("title", "# {{ name }}", "in-lab"),
    code("parameters", 'code = "{{ code }}"', "parameters"),
    code("app", "Home(network)"),
]


class Pack:
    """One notebook of one network, made from templates that a test can change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "u99901-larkmere-network" / "home.ipynb"
        self.versions = 0
        self.generate(OLD)

    def generate(self, cells: list[dict[str, Any]], **network: Any) -> PackReport:
        self.versions += 1
        templates = write_templates(self.folder / f"templates-{self.versions}", cells)
        return generate(a_network(**network), folder=self.folder, templates_in=templates)

    def edit(self, **changes: str) -> None:
        """Give cells a new source, by their id."""
        notebook = self.notebook
        for cell in notebook["cells"]:
            cell["source"] = changes.get(cell["id"], cell["source"])
        self.save(notebook["cells"])

    def save(self, cells: list[dict[str, Any]], **metadata: Any) -> None:
        write_notebook(self.path, cells, **{**self.notebook["metadata"], **metadata})

    @property
    def notebook(self) -> dict[str, Any]:
        return read(self.path)

    @property
    def sources(self) -> dict[str, str]:
        return sources(self.notebook)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return Pack(tmp_path)


def test_a_cell_that_nobody_touched_takes_the_new_text(pack: Pack):
    report = pack.generate([markdown("title", "# Welcome to {{ name }}", "in-lab"), *OLD[1:]])
    assert pack.sources["title"] == "# Welcome to Larkmere network"
    assert (report.updated, report.kept) == (("home.ipynb",), ())


def test_an_edited_cell_stays_and_the_report_says_what_the_template_offers(pack: Pack):
    pack.edit(title="# Our page")
    report = pack.generate([markdown("title", "# Welcome to {{ name }}"), OLD[1], code("app", "Home(network, 2)")])
    assert pack.sources == {"title": "# Our page", "parameters": 'code = "U99901"', "app": "Home(network, 2)"}
    assert report.kept == (
        Kept(notebook="home.ipynb", cell="title", why="edited", offers="# Welcome to Larkmere network"),
    )
    assert report.notes == [
        "home.ipynb: the cell ‘title’ was edited and stays so; the template now has a new text for it"
    ]


def test_an_edited_cell_whose_template_is_as_before_is_kept_without_an_offer(pack: Pack):
    pack.edit(title="# Our page")
    report = pack.generate(OLD)
    assert report.kept == (Kept(notebook="home.ipynb", cell="title", why="edited"),)
    assert report.unchanged == ("home.ipynb",)


def test_a_cell_edited_back_to_what_it_was_made_as_counts_as_untouched(pack: Pack):
    pack.edit(title="# Our page")
    pack.edit(title="# Larkmere network")
    assert pack.generate(OLD).kept == ()


def test_a_cell_edited_to_what_the_template_now_says_is_the_templates_again(pack: Pack):
    pack.edit(title="# New")
    assert pack.generate([markdown("title", "# New", "in-lab"), *OLD[1:]]).kept == ()
    assert pack.generate([markdown("title", "# Newer", "in-lab"), *OLD[1:]]).kept == ()
    assert pack.sources["title"] == "# Newer"


def test_a_cell_turned_from_code_into_words_is_edited(pack: Pack):
    cells = pack.notebook["cells"]
    cells[2] = {**markdown("app", cells[2]["source"]), "metadata": cells[2]["metadata"]}
    pack.save(cells)
    report = pack.generate([*OLD[:2], code("app", "Home(network, 2)")])
    assert [(kept.cell, kept.why) for kept in report.kept] == [("app", "edited")]
    assert pack.notebook["cells"][2]["cell_type"] == "markdown"


def test_an_added_cell_stays_where_it_is(pack: Pack):
    cells = pack.notebook["cells"]
    pack.save([cells[0], code("mine", "network.map.graph()"), *cells[1:]])
    report = pack.generate([markdown("title", "# New"), *OLD[1:]])
    assert list(pack.sources) == ["title", "mine", "parameters", "app"]
    assert pack.sources["title"] == "# New"
    assert [(kept.cell, kept.why) for kept in report.kept] == [("mine", "added")]


def test_a_copy_of_a_cell_is_an_added_one(pack: Pack):
    cells = pack.notebook["cells"]
    pack.save([*cells, {**copy.deepcopy(cells[0]), "id": "0c0ffee0"}])
    pack.generate([markdown("title", "# New"), *OLD[1:]])
    assert pack.sources == {
        "title": "# New",
        "parameters": 'code = "U99901"',
        "app": "Home(network)",
        "0c0ffee0": "# Larkmere network",
    }


def test_a_deleted_cell_stays_away_even_when_the_template_changes_it(pack: Pack):
    pack.save(pack.notebook["cells"][1:])
    report = pack.generate([markdown("title", "# New"), *OLD[1:]])
    assert list(pack.sources) == ["parameters", "app"]
    assert [(kept.cell, kept.why) for kept in report.kept] == [("title", "deleted")]
    pack.generate(OLD)
    assert list(pack.sources) == ["parameters", "app"]


def test_a_new_cell_of_the_template_follows_the_cell_that_it_follows_there(pack: Pack):
    cells = pack.notebook["cells"]
    pack.edit(title="# Our page")
    pack.save([*pack.notebook["cells"], code("mine", "1")])
    assert len(cells) == 3
    new = [OLD[0], markdown("hint", "Read me"), *OLD[1:], markdown("end", "Last")]
    pack.generate([markdown("start", "First"), *new])
    assert list(pack.sources) == ["start", "title", "hint", "parameters", "app", "end", "mine"]


def test_a_cell_that_the_template_no_longer_has_goes_unless_it_was_edited(pack: Pack):
    pack.edit(title="# Our page")
    pack.generate([OLD[1]])
    assert list(pack.sources) == ["title", "parameters"]
    again = pack.generate([OLD[1]])
    assert again.unchanged == ("home.ipynb",)


def test_cells_that_people_put_in_another_order_stay_in_it(pack: Pack):
    cells = pack.notebook["cells"]
    pack.save([cells[1], cells[0], cells[2]])
    pack.generate([markdown("title", "# New"), *OLD[1:]])
    assert list(pack.sources) == ["parameters", "title", "app"]


def test_a_notebook_that_nobody_edited_takes_the_templates_order(pack: Pack):
    pack.generate([OLD[1], OLD[0], OLD[2]])
    assert list(pack.sources) == ["parameters", "title", "app"]


def test_outputs_stay_with_the_text_that_gave_them(pack: Pack):
    cells = pack.notebook["cells"]
    ran = {"outputs": [{"output_type": "stream", "name": "stdout", "text": ["hello"]}], "execution_count": 3}
    cells[1].update(copy.deepcopy(ran))
    cells[2].update(copy.deepcopy(ran))
    pack.save(cells)
    assert pack.generate(OLD).unchanged == ("home.ipynb",)
    pack.generate([*OLD[:2], code("app", "Home(network, 2)")])
    one, other = pack.notebook["cells"][1:]
    assert (one["outputs"], one["execution_count"]) == (ran["outputs"], 3)
    assert (other["outputs"], other["execution_count"]) == ([], None)


def test_tags_and_other_marks_that_people_set_stay_and_the_templates_own_follow_it(pack: Pack):
    cells = pack.notebook["cells"]
    cells[0]["metadata"]["tags"].append("mine")
    cells[0]["metadata"]["collapsed"] = True
    pack.save(cells, language_info={"name": "python", "version": "3.11"})
    pack.generate([markdown("title", "# New", "shown"), *OLD[1:]])
    notebook = pack.notebook
    assert notebook["cells"][0]["metadata"]["tags"] == ["mine", "shown"]
    assert notebook["cells"][0]["metadata"]["collapsed"] is True
    assert notebook["metadata"]["language_info"] == {"name": "python", "version": "3.11"}


def test_a_tag_that_people_took_off_stays_off(pack: Pack):
    cells = pack.notebook["cells"]
    cells[0]["metadata"]["tags"] = []
    pack.save(cells)
    assert pack.generate(OLD).unchanged == ("home.ipynb",)
    assert pack.notebook["cells"][0]["metadata"]["tags"] == []


def test_ids_numbered_anew_by_another_tool_do_not_hide_where_a_cell_came_from(pack: Pack):
    cells = pack.notebook["cells"]
    pack.save([{**cell, "id": str(number)} for number, cell in enumerate(cells)])
    report = pack.generate([markdown("title", "# New"), *OLD[1:]])
    assert report.kept == ()
    assert list(pack.sources.values()) == ["# New", 'code = "U99901"', "Home(network)"]


def test_a_notebook_saved_without_ids_gets_them_again(pack: Pack):
    notebook = pack.notebook
    for cell in notebook["cells"]:
        del cell["id"]
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "mine"})
    notebook["nbformat_minor"] = 4
    nbformat.write(nbformat.from_dict(notebook), pack.path)
    pack.generate(OLD)
    assert list(pack.sources) == ["title", "parameters", "app", "added-3"]
    nbformat.validate(pack.notebook)


def test_half_a_character_in_somebodys_cell_survives(pack: Pack):
    cells = pack.notebook["cells"]
    pack.save([*cells, code("mine", "x = '\ud83d'")])
    pack.generate([markdown("title", "# New"), *OLD[1:]])
    assert pack.sources["mine"] == "x = '\ud83d'"


# --- the law --------------------------------------------------------------------------------------------------

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
new_cells = st.builds(
    lambda kind, text, number: (code if kind else markdown)(f"own-{number}", text),
    st.booleans(),
    texts,
    st.integers(0, 10**6),
)
templates = st.lists(
    st.builds(markdown, st.sampled_from("abcdefgh"), texts.filter(lambda t: "{" not in t)),
    unique_by=lambda cell: cell["id"],
    max_size=6,
)


@st.composite
def a_persons_work(draw: st.DrawFn, made: dict[str, Any]) -> dict[str, Any]:
    """The notebook after somebody edited, deleted and moved some cells and added others."""
    cells = []
    for cell in copy.deepcopy(made["cells"]):
        what = draw(st.sampled_from(["leave", "edit", "delete"]))
        if what == "edit":
            cell["source"] = draw(texts)
        if what != "delete":
            cells.append(cell)
    for own in draw(st.lists(new_cells, max_size=3, unique_by=lambda cell: cell["id"])):
        cells.insert(draw(st.integers(0, len(cells))), own)
    if draw(st.booleans()):
        cells = draw(st.permutations(cells))
    return {**made, "cells": cells}


def rendered(cells: list[dict[str, Any]]) -> dict[str, Any]:
    notebook = {"cells": copy.deepcopy(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    fills = tuple((lambda _context, source=cell["source"]: source) for cell in cells)
    return NotebookTemplate("home.ipynb", "0" * 16, notebook, fills).render({}, {"network": "U99901"})


@given(data=st.data(), first=templates, second=templates)
def test_whatever_people_edited_or_added_survives_and_generating_twice_is_generating_once(
    data: st.DataObject, first: list[dict[str, Any]], second: list[dict[str, Any]]
):
    made, fresh = rendered(first), rendered(second)
    theirs = data.draw(a_persons_work(made))
    before = copy.deepcopy(theirs)
    merged, kept = merge(theirs, fresh, name="home.ipynb")

    assert theirs == before
    was = {cell["id"]: cell["source"] for cell in made["cells"]}
    offered = {cell["id"]: cell["source"] for cell in fresh["cells"]}
    own = [
        cell
        for cell in theirs["cells"]
        if was.get(cell["id"]) != cell["source"] and offered.get(cell["id"]) != cell["source"]
    ]
    # every edited and added cell is there as it was, in the order that people gave them
    assert [cell for cell in merged["cells"] if cell in own] == own
    # what was deleted does not come back
    there = {cell["id"] for cell in theirs["cells"]}
    assert {cell["id"] for cell in merged["cells"]}.isdisjoint(was.keys() - there)
    # every other cell of the template is there, with its new text
    expected = {i: text for i, text in offered.items() if i not in was.keys() - there}
    expected |= {cell["id"]: cell["source"] for cell in own}
    assert {cell["id"]: cell["source"] for cell in merged["cells"]} == expected
    # the report names them all
    assert sorted(note.cell for note in kept if note.why != "deleted") == sorted(cell["id"] for cell in own)
    # doing it again changes nothing
    assert merge(merged, fresh, name="home.ipynb") == (merged, kept)


@given(first=templates, second=templates)
def test_a_notebook_that_nobody_edited_is_as_if_it_were_new(first: list[dict[str, Any]], second: list[dict[str, Any]]):
    assert merge(rendered(first), rendered(second), name="home.ipynb") == (rendered(second), ())


def test_what_is_read_and_written_again_is_the_same(tmp_path: Path):
    generate(a_network(), folder=tmp_path)
    for content in tree(tmp_path).values():
        notebook = as_dictionary(content.decode("utf-8"))
        assert nbformat.writes(nbformat.from_dict(notebook)).encode() + b"\n" == content
