"""Several copies of the workbench on one machine."""

from __future__ import annotations

from pathlib import Path

from tests.machine import free_port, served
from tests.serving import packs
from tests.serving.conftest import Visitor


def test_a_second_copy_takes_the_next_port_and_each_shows_its_own(tmp_path: Path):
    port = free_port()
    first, second = (packs.workspace(tmp_path / name, port=port) for name in ("first", "second"))
    packs.network(first, "U1", "Ashdown network")
    packs.network(second, "U2", "Bexhill network")
    with served(first, options="") as one, served(second, options="") as two:
        assert one.url != two.url
        assert "Ashdown network" in Visitor(one.url).ask("/").body
        assert "Bexhill network" in Visitor(two.url).ask("/").body


def test_the_port_of_the_settings_is_tried_first(tmp_path: Path):
    port = free_port()
    with served(packs.workspace(tmp_path, port=port), options="") as server:
        assert server.url == f"http://127.0.0.1:{port}/"


def test_a_pack_that_was_made_while_serving_appears(tmp_path: Path):
    folder = packs.workspace(tmp_path)
    with served(folder) as server:
        visitor = Visitor(server.url)
        assert "There is no network here yet" in visitor.ask("/").body
        packs.network(folder, "U1", "Ashdown network")
        assert "Ashdown network" in visitor.ask("/").body
