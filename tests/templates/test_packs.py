"""Generating packs: what is made, that it is always the same, and what is left alone."""

from __future__ import annotations

import ast
import hashlib
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from tests.templates.builders import (
    a_network,
    a_stay,
    code,
    markdown,
    read,
    sources,
    tree,
    write_notebook,
    write_templates,
)
from workbench.errors import BadInput
from workbench.templates.escaping import for_markdown, for_python, slug
from workbench.templates.packs import REMEDY, LeftAlone, generate, generate_all
from workbench.templates.source import NotebookTemplate

HOSTILE = [
    "<script>alert(1)</script>",
    "a | b | c",
    "`code` and *stars* and _lines_",
    "[click](javascript:alert(1)) ![x](http://elsewhere.example/x.png)",
    "https://elsewhere.example www.elsewhere.example me@elsewhere.example",
    "$x^2$ and $$y$$ and \\(z\\)",
    '"; import os; os.abort() #',
    "back\\slash \\",
    "{{ code }} {% raw %} {# note #}",
    "&lt;b&gt; & &#60;",
    "# heading",
    "- item",
    "1. first",
    "line\nbreak\r\nand\ttab\u2028and more",
    "\u202eright to left\u202c",
    "'quoted' “name” – ‘ok’",
]


# --- what is made ---------------------------------------------------------------------------------------------


def test_a_pack_is_a_folder_named_after_code_and_network_with_every_notebook(tmp_path: Path):
    report = generate(a_network(), folder=tmp_path / "networks")
    assert report.folder == tmp_path / "networks" / "u99901-larkmere-network"
    assert sorted(report.made) == sorted(path.name for path in report.folder.iterdir())
    assert (report.updated, report.unchanged, report.left_alone, report.kept) == ((), (), (), ())


def test_a_notebook_of_a_pack_says_what_it_belongs_to_and_what_each_cell_was_made_as(tmp_path: Path):
    folder = write_templates(tmp_path / "templates", [markdown("title", "# {{ name }}", "in-lab")])
    report = generate(a_network(), folder=tmp_path, templates_in=folder)
    notebook = read(report.folder / "home.ipynb")
    about = notebook["metadata"]["workbench"]
    assert len(about.pop("template")) == 16
    assert about == {
        "app": "home",
        "network": "U99901",
        "name": "Larkmere network",
        "commissioner": "Merrowshire Integrated Care Board",
        "practices": 2,
        "cells": ["title"],
    }
    assert notebook["cells"][0]["metadata"]["workbench"] == {
        "made_as": hashlib.sha256(b"markdown\n# Larkmere network").hexdigest(),
        "cell": "title",
        "tags": ["in-lab"],
    }
    nbformat.validate(notebook)


def test_generating_twice_changes_no_byte_and_writes_no_file(tmp_path: Path):
    first = generate(a_network(), folder=tmp_path)
    before = tree(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in first.folder.iterdir()}
    again = generate(a_network(), folder=tmp_path)
    assert tree(tmp_path) == before
    assert {path: path.stat().st_mtime_ns for path in first.folder.iterdir()} == times
    assert again.unchanged == first.made


def test_the_same_network_gives_the_same_bytes_in_another_folder(tmp_path: Path):
    for place in ("one", "other"):
        generate(a_network(), folder=tmp_path / place)
    assert tree(tmp_path / "one") == tree(tmp_path / "other")


def test_files_end_with_one_line_feed_and_have_no_carriage_return(tmp_path: Path):
    generate(a_network(name="Two\r\nlines"), folder=tmp_path)
    for content in tree(tmp_path).values():
        assert content.endswith(b"}\n")
        assert b"\r" not in content


def test_what_changed_in_the_register_reaches_a_pack_that_nobody_edited(tmp_path: Path):
    generate(a_network(), folder=tmp_path)
    joined = a_network(memberships=(*a_network().memberships, a_stay("Z99004", "Larkmere Green Surgery")))
    report = generate(joined, folder=tmp_path)
    assert "home.ipynb" in report.updated
    assert "Larkmere Green Surgery" in sources(read(report.folder / "home.ipynb"))["register"]
    generate(joined, folder=tmp_path / "fresh")
    assert tree(report.folder) == tree(tmp_path / "fresh" / report.folder.name)


def test_a_network_that_changed_its_name_keeps_its_folder(tmp_path: Path):
    first = generate(a_network(), folder=tmp_path)
    renamed = generate(a_network(name="Larkmere and Green network"), folder=tmp_path)
    assert renamed.folder == first.folder
    assert [path.name for path in tmp_path.iterdir()] == [first.folder.name]
    assert sources(read(first.folder / "home.ipynb"))["title"].startswith("# Larkmere and Green network")


def test_many_packs_report_progress_one_by_one(tmp_path: Path):
    networks = [(a_network(code=f"U9990{n}", name=f"Network {n}"), ["paramedic"]) for n in range(1, 4)]
    seen: list[tuple[int, int]] = []
    reports = generate_all(networks, folder=tmp_path, total=3, progress=lambda done, total: seen.append((done, total)))
    assert [report.code for report in reports] == ["U99901", "U99902", "U99903"]
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_an_interrupted_run_leaves_whole_files_and_is_taken_up_by_the_next(tmp_path: Path):
    networks = [(a_network(code=f"U9990{n}", name=f"Network {n}"), ["paramedic"]) for n in range(1, 4)]

    def stop_at_two(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate_all(networks, folder=tmp_path / "one", total=3, progress=stop_at_two)
    assert len(list((tmp_path / "one").iterdir())) == 2
    for place in ("one", "other"):
        generate_all(networks, folder=tmp_path / place, total=3)
    assert tree(tmp_path / "one") == tree(tmp_path / "other")


# --- words that could do harm ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_ever_words(tmp_path: Path, name: str):
    network = a_network(
        name=name,
        commissioner=name,
        source=name,
        memberships=(a_stay("Z99001", name, same=False), a_stay("Z99002", name)),
    )
    report = generate(network, folder=tmp_path)
    notebook = read(report.folder / "home.ipynb")
    nbformat.validate(notebook)
    words = sources(notebook)
    assert words["title"].splitlines()[0] == f"# {for_markdown(name)}"
    table = [line for line in words["register"].splitlines() if line.startswith("| ")]
    assert [line.count("|") for line in table] == [5] * len(table)
    html = markdown2html_mistune("\n\n".join([words["title"].splitlines()[0], words["register"]]))
    for harm in ("<script", "<b>", "<img", "<a href", "<code>", "<em>", "<strong>", 'javascript:alert(1)"'):
        assert harm not in html
    assert html.count("<h1") == 1
    assert "$" not in words["register"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_value_stays_inside_its_python_string(tmp_path: Path, name: str):
    folder = write_templates(tmp_path / "t", [code("parameters", 'name = "{{ name }}"', "parameters")])
    report = generate(a_network(name=name), folder=tmp_path, templates_in=folder)
    source = sources(read(report.folder / "home.ipynb"))["parameters"]
    (assignment,) = ast.parse(source).body
    assert isinstance(assignment, ast.Assign)
    assert isinstance(assignment.value, ast.Constant)


@given(st.text(max_size=60))
def test_any_text_is_a_python_string_again(text: str):
    read_back = ast.literal_eval(f'"{for_python(text)}"')
    assert read_back.split() == [word for word in read_back.split(" ") if word]


@given(st.text(max_size=60))
def test_any_text_is_one_paragraph_of_words_in_markdown(text: str):
    html = markdown2html_mistune(f"x {for_markdown(text)} x")
    assert html.startswith("<p>x ")
    assert html.count("<") == 2


@given(st.text(max_size=200))
def test_any_name_makes_a_folder_name_that_every_system_takes(text: str):
    made = slug(text)
    assert len(made) <= 40
    parts = made.split("-") if made else []
    assert all(part.isascii() and part.isalnum() and part == part.lower() for part in parts)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Stourvale network", "stourvale-network"),
        ("DEAN'S AND CENTRAL BRIGHTON PCN", "deans-and-central-brighton-pcn"),
        ("HONITON/OTTERY/SID VALLEY (HOSMS) PCN", "honiton-ottery-sid-valley-hosms-pcn"),
        ("Llŷn a Phenllŷn", "llyn-a-phenllyn"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con"),
        ("a. ", "a"),
        ("東京", ""),
        ("CHAW (CHELFORD, HANDFORTH, ALDERLEY EDGE, WILMSLOW) PCN", "chaw-chelford-handforth-alderley-edge"),
        ("x" * 90, "x" * 40),
    ],
)
def test_slugs(name: str, expected: str):
    assert slug(name) == expected


def test_a_network_whose_name_leaves_no_letters_is_a_folder_of_its_code(tmp_path: Path):
    assert generate(a_network(name="東京"), folder=tmp_path).folder.name == "u99901"


# --- what is left alone ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{ broken", f"is not a notebook that Jupyter could open; {REMEDY}"),
        (b"\xff\xfe", f"is not a notebook that Jupyter could open; {REMEDY}"),
        (b"[" * 100_000, f"is not a notebook that Jupyter could open; {REMEDY}"),
        (b"[]", f"is not a notebook that Jupyter could open; {REMEDY}"),
        (b'{"nbformat": 3, "cells": [], "metadata": {}}', f"is not a notebook that Jupyter could open; {REMEDY}"),
        (b'{"nbformat": 4, "cells": [1], "metadata": {}}', f"is not a notebook that Jupyter could open; {REMEDY}"),
        (b'{"nbformat": 4, "cells": [], "metadata": {}}', "was not made by the workbench"),
        (
            b'{"nbformat": 4, "cells": [], "metadata": {"workbench": {"network": "U1"}}}',
            "belongs to another network (U1)",
        ),
    ],
)
def test_a_file_that_is_not_ours_is_left_alone_and_reported(tmp_path: Path, content: bytes, why: str):
    folder = write_templates(tmp_path / "t", [markdown("title", "# {{ name }}")])
    path = tmp_path / "u99901-larkmere-network" / "home.ipynb"
    path.parent.mkdir()
    path.write_bytes(content)
    report = generate(a_network(), folder=tmp_path, templates_in=folder)
    assert report.left_alone == (LeftAlone(notebook="home.ipynb", why=why),)
    assert (report.made, report.updated, report.unchanged) == ((), (), ())
    assert path.read_bytes() == content
    assert [other.name for other in path.parent.iterdir()] == ["home.ipynb"]


def test_what_else_lies_in_the_folder_stays(tmp_path: Path):
    report = generate(a_network(), folder=tmp_path)
    own = write_notebook(report.folder / "my own.ipynb", [code("a", "1")])
    before = own.read_bytes()
    generate(a_network(), folder=tmp_path)
    assert own.read_bytes() == before


# --- templates that cannot be used ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cells",
    [
        [markdown("title", "{{ name")],
        [markdown("title", "{% for x in %}")],
        [{**markdown("title", "x"), "cell_type": "unknown"}],
        [markdown("title", "x"), {**markdown("title", "x"), "id": "not an id!"}],
    ],
)
def test_a_broken_template_is_named_in_one_sentence(tmp_path: Path, cells: list[dict[str, Any]]):
    folder = write_templates(tmp_path, cells)
    with pytest.raises(BadInput, match=r"^No pack can be made from home\.ipynb: [^\n]+$"):
        NotebookTemplate.read(folder / "home.ipynb")


def test_a_placeholder_that_nobody_fills_is_an_error_and_never_an_empty_place(tmp_path: Path):
    folder = write_templates(tmp_path / "t", [markdown("title", "{{ nmae }}")])
    with pytest.raises(BadInput, match=r"home\.ipynb.*nmae"):
        generate(a_network(), folder=tmp_path, templates_in=folder)


def test_a_template_reaches_nothing_but_the_words_it_is_given(tmp_path: Path):
    folder = write_templates(tmp_path / "t", [markdown("title", "{{ name.__class__.__mro__ }}")])
    with pytest.raises(BadInput):
        generate(a_network(), folder=tmp_path, templates_in=folder)


def test_braces_in_code_are_code(tmp_path: Path):
    folder = write_templates(tmp_path / "t", [code("table", 'f"{{{code}}}" % {"a": 1}')])
    report = generate(a_network(), folder=tmp_path, templates_in=folder)
    assert sources(read(report.folder / "home.ipynb")) == {"table": 'f"{{{code}}}" % {"a": 1}'}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=80), practice=st.text(max_size=80))
def test_any_name_makes_a_valid_notebook_that_generating_again_leaves_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, name: str, practice: str
):
    folder = tmp_path_factory.mktemp("packs")
    network = a_network(name=name, memberships=(a_stay("Z99001", practice),))
    report = generate(network, folder=folder)
    before = tree(folder)
    for path in report.folder.iterdir():
        nbformat.validate(json.loads(path.read_text(encoding="utf-8")))
    assert generate(network, folder=folder).unchanged == report.made
    assert tree(folder) == before
