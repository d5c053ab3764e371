"""Which notebooks are ours, read from the files alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.serving import packs
from workbench.serving.packs import Pack, Packs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return packs.workspace(tmp_path)


def test_networks_come_by_name_whatever_its_capitals(folder: Path):
    packs.network(folder, "U3", "ashdown east", "NHS Sussex")
    packs.network(folder, "U1", "Bexhill network")
    packs.network(folder, "U2", "Ashdown East", "NHS Kent")
    assert Packs(folder).all() == [
        Pack(folder="U2-ashdown", code="U2", name="Ashdown East", commissioner="NHS Kent"),
        Pack(folder="U3-ashdown", code="U3", name="ashdown east", commissioner="NHS Sussex"),
        Pack(folder="U1-bexhill", code="U1", name="Bexhill network", commissioner=""),
    ]


def test_a_network_without_a_name_goes_by_its_code(folder: Path):
    packs.notebook(folder, "U1/home", "1", about={"network": "U1", "name": 7})
    assert Packs(folder).all() == [Pack(folder="U1", code="U1", name="U1", commissioner="")]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"metadata": []}', '{"metadata": {"workbench": "yes"}}', "\ufffd", "[" * 100_000],
)
def test_a_file_that_cannot_be_read_is_not_a_pack(folder: Path, text: str):
    path = packs.notebook(folder, "U1-a/home", "1", about={"network": "U1"})
    path.write_text(text, encoding="utf-8")
    assert Packs(folder).all() == []
    assert Packs(folder).notebook("networks/U1-a/home.ipynb") is None


def test_folders_without_a_home_page_are_not_listed(folder: Path):
    packs.notebook(folder, "U1-a/map", "1", about={"network": "U1"})
    packs.notebook(folder, "U2-b/home", "1")
    packs.notebook(folder, ".U3-c/home", "1", about={"network": "U3"})
    (folder / "networks" / "readme.txt").write_text("words", encoding="utf-8")
    assert Packs(folder).all() == []


def test_no_folder_at_all_is_an_empty_list(folder: Path):
    assert Packs(folder).all() == []


def test_a_file_that_changed_is_read_again(folder: Path):
    path = packs.notebook(folder, "U1-a/home", "1", about={"network": "U1", "name": "Before"})
    known = Packs(folder)
    assert [pack.name for pack in known.all()] == ["Before"]
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"]["workbench"]["name"] = "After it changed"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert [pack.name for pack in known.all()] == ["After it changed"]
    path.unlink()
    assert known.all() == []


def test_every_page_of_a_pack_is_ours(folder: Path):
    path = packs.notebook(folder, "U1-a/map", "1", about={"network": "U1"})
    assert Packs(folder).notebook("networks/U1-a/map.ipynb") == path


@pytest.mark.parametrize(
    "address",
    [
        "networks/U1-a/own.ipynb",
        "networks/U1-a/map.IPYNB",
        "networks/U1-a/map.ipynb/",
        "networks/U1-a/deeper/map.ipynb",
        "networks/U1-a/../U1-a/map.ipynb",
        "networks/../networks/U1-a/map.ipynb",
        "networks/U1-a\\map.ipynb",
        "networks/U1-a/.ipynb_checkpoints/map.ipynb",
        "networks/U1-a/map\0.ipynb",
        "/networks/U1-a/map.ipynb",
        "map.ipynb",
        "",
    ],
)
def test_whatever_else_has_an_address_is_not(folder: Path, address: str):
    packs.notebook(folder, "U1-a/map", "1", about={"network": "U1"})
    packs.notebook(folder, "U1-a/deeper/map", "1", about={"network": "U1"})
    packs.notebook(folder, "U1-a/own", "1")
    assert Packs(folder).notebook(address) is None


def test_a_notebook_of_a_pack_that_is_for_analysts_only_is_not_served(folder: Path):
    packs.notebook(folder, "U1-a/analyst", "1", about={"network": "U1", "served": False})
    assert Packs(folder).notebook("networks/U1-a/analyst.ipynb") is None


def test_a_link_is_followed_only_inside_the_networks(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    inside = packs.notebook(folder, "U1-a/map", "1", about={"network": "U1"})
    outside = packs.notebook(tmp_path_factory.mktemp("outside"), "U9-z/map", "1", about={"network": "U9"})
    (inside.parent / "again.ipynb").symlink_to(inside)
    (inside.parent / "outside.ipynb").symlink_to(outside)
    (folder / "networks" / "U9-z").symlink_to(outside.parent)
    known = Packs(folder)
    assert known.notebook("networks/U1-a/again.ipynb") == inside.parent / "again.ipynb"
    assert known.notebook("networks/U1-a/outside.ipynb") is None
    assert known.notebook("networks/U9-z/map.ipynb") is None
