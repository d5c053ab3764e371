"""The command as people run it, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.networks.builders import NORTH, SOUTH, workbook
from workbench import settings
from workbench.cli import run


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    status: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the commands are run in; without a workspace around it."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in (settings.WORKSPACE_VARIABLE, settings.DATABASE_VARIABLE, settings.PASSWORD_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def command(here: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run `workbench` with these words: `command("new", "--all")`."""

    def called(*words: Any) -> Ran:
        capfd.readouterr()
        status = run([str(word) for word in words])
        return Ran(status, *capfd.readouterr())

    return called


def a_network(code: str, name: str, commissioner: tuple[str, str], closed: str = "") -> tuple[Any, ...]:
    return (code, name, *commissioner, "20191001", closed, "1 QUAY ROAD", "", "", "", "", "ZZ1 1AA")


def a_partner(
    code: str, name: str, network: tuple[Any, ...], *, since: str = "20191001", until: str | None = None
) -> tuple[Any, ...]:
    return (code, name, *network[2:4], *network[:2], *network[2:4], since, until, True)


HARBOUR = a_network("U10001", "HARBOUR PCN", NORTH)
MOOR = a_network("U10002", "MOOR PCN", NORTH)
SHORE = a_network("U10003", "SHORE PCN", SOUTH)
CLOSED = a_network("U10004", "OLD PCN", NORTH, "20210331")
NETWORKS = (HARBOUR, MOOR, SHORE, CLOSED)
PARTNERS = (
    a_partner("A00001", "QUAY PRACTICE", HARBOUR),
    a_partner("A00002", "HILL SURGERY", MOOR),
    a_partner("A00003", "HEATH SURGERY", MOOR),
    a_partner("A00004", "STRAND PRACTICE", SHORE),
    a_partner("A00005", "MILL SURGERY", CLOSED, until="20210331"),
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A small register: two open networks in the north, one in the south, and one that has closed."""
    return workbook(tmp_path / "ePCN.xlsx", networks=NETWORKS, partners=PARTNERS)


@pytest.fixture
def north(command: Command, register: Path, here: Path) -> Path:
    """A workspace with the two networks of the north, in the folder `north`."""
    assert command("init", "north", "--ods", register, "--commissioner", "northshire").status == 0
    return here / "north"
