"""Which format a file is in, by its name and, for JSON, by what is in it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.exchange.builders import plain, stourvale
from workbench.errors import BadInput
from workbench.exchange import read, write
from workbench.exchange.formats import FORMATS, of_file


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.module)
def test_every_suffix_has_its_format_in_any_case(one):
    for suffix in one.suffixes:
        assert of_file(f"Our Map{suffix.upper()}") is one


@pytest.mark.parametrize("suffix", [".kumu.json", ".cyjs"])
def test_a_json_file_is_known_by_what_is_in_it(suffix, tmp_path):
    file, bare = tmp_path / f"map{suffix}", tmp_path / "bare.json"
    write(stourvale(), file)
    bare.write_bytes(file.read_bytes())

    assert plain(read(bare)) == plain(read(file))


@pytest.mark.parametrize(
    ("written", "module"),
    [
        (b'{"elements": [{"label": "A"}], "connections": []}', "kumu_json"),
        (b'{"elements": []}', "kumu_json"),
        (b'{"elements": {"nodes": [{"data": {"id": "a"}}]}}', "cyjs"),
        (b'[{"data": {"id": "a"}}]', "cyjs"),
        (b'{"nodes": [], "edges": [], "mapTitle": "A"}', "prsm"),
    ],
)
def test_plain_json_of_each_tool_is_told_apart(written, module):
    assert of_file("map.json", data=written).module == module


@pytest.mark.parametrize("written", [b"{}", b"[]", b"3", b'"elements"', b'{"elements": 3}', b'{"nodes": {}}', b"[[]]"])
def test_json_of_anything_else_is_refused(written):
    with pytest.raises(BadInput, match=r"^The JSON file is none of Kumu, Cytoscape or PRSM; export the map again"):
        of_file("map.json", data=written)


def test_reading_one_format_loads_no_other_and_neither_pandas_nor_networkx():
    script = (
        "import sys; from workbench.exchange import read_rows; read_rows(b'Label\\nA', 'a.csv'); "
        "print([name for name in ('pandas', 'networkx', 'openpyxl', 'workbench.exchange.prsm') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")

    assert done.stdout.strip() == "[]"
