"""Broken, hostile and huge files: one sentence each, in little time and memory, and nothing changed."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from tests.exchange import corpus
from workbench.errors import BadInput
from workbench.exchange import limits, read, read_rows


@pytest.mark.parametrize("what", corpus.REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(what, tmp_path):
    name, make, expected = corpus.REFUSED[what]
    file = tmp_path / name
    file.write_bytes(make())

    started = time.monotonic()
    with pytest.raises(BadInput) as refused:
        read(file)

    said = str(refused.value)
    assert expected in said
    assert said[0].isupper() or said.startswith(("map.", "elements.csv"))
    assert (said.count(". "), said.endswith("."), "\n" in said) == (0, True, False)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "what", ["a bomb", "a larger bomb", "a bomb in a workbook", "a file of 21 MB", "too many rows"]
)
def test_a_huge_file_takes_little_memory(what):
    name, make, _ = corpus.REFUSED[what]
    data = make()

    tracemalloc.start()
    with pytest.raises(BadInput):
        read_rows(data, name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 60_000_000


def test_a_workbook_just_within_the_bounds_takes_little_memory_too():
    data = corpus.with_texts(b"".join(b"<si><t>%x</t></si>" % number for number in range(100_000)))

    tracemalloc.start()
    rows = read_rows(data, "map.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(rows.elements) == 2
    assert peak < 60_000_000


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    for path, expected in ((tmp_path / "none.csv", "There is no file"), (tmp_path, "is a folder")):
        with pytest.raises(BadInput, match=expected):
            read(path)


def test_a_name_of_no_format_is_refused_with_those_there_are():
    with pytest.raises(BadInput, match=r"the name has to end with one of \.xlsx, \.zip, \.csv, \.prsm"):
        read_rows(b"x", "map.docx")


def test_as_many_rows_as_there_may_be_are_read():
    data = corpus.csv([["Label"], *([f"element {number}"] for number in range(limits.MAX_ROWS))])

    assert len(read_rows(data, "map.csv").elements) == limits.MAX_ROWS
