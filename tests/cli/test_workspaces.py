"""Making workspaces, bringing the register in, making notebooks, and the demo."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CLOSED, HARBOUR, MOOR, NETWORKS, PARTNERS, Command, a_network, a_partner
from tests.conftest import CHECK_DATA
from tests.networks.builders import NORTH, workbook
from tests.templates.builders import tree
from workbench import open_workspace
from workbench.commands import running

# --- init -----------------------------------------------------------------------------------------------------


def test_init_makes_a_workspace_of_one_commissioner_and_says_what_comes_next(
    command: Command, register: Path, here: Path
):
    ran = command("init", "north", "--ods", register, "--commissioner", "NORTHSHIRE")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "The workspace north is ready: 2 networks with 3 practices today.",
        "",
        "Next:",
        "  cd north",
        "  workbench new --all             makes the notebooks of every network",
        "  workbench serve                 opens them in your browser",
    ]
    assert sorted(path.name for path in (here / "north").iterdir()) == ["workbench.db", "workbench.toml"]
    assert 'register_note = "ePCN.xlsx, newest entry 31 March 2021"' in (here / "north" / "workbench.toml").read_text(
        encoding="utf-8"
    )


def test_init_without_a_commissioner_keeps_every_network(command: Command, register: Path):
    assert "3 networks with 4 practices today" in command("init", "all", "--ods", register).out


def test_init_without_a_register_makes_an_empty_workspace(command: Command):
    assert "without networks yet" in command("init", "empty").out
    assert command("networks", "-w", "empty").out.startswith("There are no networks here yet")
    assert command("new", "--all", "-w", "empty").status == 2


def test_init_leaves_a_folder_with_something_in_it_alone(command: Command, register: Path, here: Path):
    (here / "north").mkdir()
    (here / "north" / "mine.txt").write_text("mine", encoding="utf-8")
    ran = command("init", "north", "--ods", register)
    assert ran.status == 2
    assert ran.err == "north is not empty: choose another name, so that nothing in it is touched.\n"
    assert tree(here) == {"north/mine.txt": b"mine"}


def test_init_in_a_workspace_says_how_to_bring_it_up_to_date(command: Command, north: Path):
    before = tree(north)
    ran = command("init", "north")
    assert ran.status == 2
    assert ran.err.startswith("north is a workspace already: `workbench networks --ods FILE`")
    assert tree(north) == before


def test_init_that_fails_or_is_stopped_leaves_nothing_behind(
    command: Command, register: Path, here: Path, monkeypatch: pytest.MonkeyPatch
):
    def stop(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    assert command("init", "west", "--ods", register, "--commissioner", "Westshire").status == 2
    monkeypatch.setattr("workbench.networks.register.import_register", stop)
    assert command("init", "north", "--ods", register).status == 130
    (here / "empty").mkdir()
    assert command("init", "empty", "--ods", register).status == 130
    assert [path.name for path in here.rglob("*")] == ["empty"]


# --- networks -------------------------------------------------------------------------------------------------


def test_networks_are_listed_as_a_table(command: Command, north: Path):
    assert command("networks").out.splitlines() == [
        "code    name         commissioner        practices",
        "U10001  Harbour PCN  NHS Northshire CCG          1",
        "U10002  Moor PCN     NHS Northshire CCG          2",
        "",
        "2 networks with 3 practices today.",
    ]


def test_networks_are_found_by_words_of_code_name_and_commissioner(command: Command, north: Path):
    assert (
        command("networks", "--search", "moor north").out.splitlines()[-1] == "1 of 2 networks with 2 practices today."
    )
    assert "U10001" in command("networks", "--search", "u10001").out
    assert command("networks", "--search", "nowhere").out == (
        "None of the 2 networks here has “nowhere” in its code, name or commissioner.\n"
    )


def test_the_register_is_brought_up_to_date_without_duplicates(command: Command, north: Path, tmp_path: Path):
    merged = a_network(*MOOR[:2], NORTH, "20240331")
    new = a_network("U10009", "BAY PCN", NORTH)
    partners = [*PARTNERS[:1], a_partner("A00009", "BAY PRACTICE", new)]
    later = workbook(tmp_path / "later.xlsx", networks=[HARBOUR, merged, NETWORKS[2], CLOSED, new], partners=partners)
    for _ in range(2):
        ran = command("networks", "--ods", later)
        assert ran.status == 0
        assert [line.split()[0] for line in ran.out.splitlines() if line.startswith("U")] == ["U10001", "U10009"]
    assert ran.out.splitlines()[0].startswith("Imported later.xlsx")
    assert "1 open network of other commissioners stayed out" in ran.out
    assert "U10003" in command("networks", "--ods", later, "--commissioner", "southshire").out


def test_a_bad_register_file_changes_nothing(command: Command, north: Path, tmp_path: Path):
    bad = workbook(tmp_path / "bad.xlsx", networks=[("nonsense", *HARBOUR[1:])], partners=[])
    before = tree(north)
    ran = command("networks", "--ods", bad)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "bad.xlsx" in ran.err
    assert tree(north) == before


# --- new ------------------------------------------------------------------------------------------------------


def test_new_makes_every_pack_from_the_folder_above_and_fills_the_maps(command: Command, north: Path):
    ran = command("new", "--all")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == f"2 networks in {north / 'networks'}: 2 new."
    assert sorted(path.name for path in (north / "networks").iterdir()) == ["u10001-harbour-pcn", "u10002-moor-pcn"]
    workspace = open_workspace(north)
    assert sorted(workspace.network("U10002").map.elements()["label"]) == [
        "Heath Surgery",
        "Hill Surgery",
        "Moor PCN",
        workspace.network("U10002").facts.commissioner,
    ]
    workspace.close()


def test_new_again_changes_no_byte(command: Command, north: Path):
    command("new", "--all")
    before = tree(north / "networks")
    assert command("new", "--all").out == f"2 networks in {north / 'networks'}: 2 as before.\n"
    assert tree(north / "networks") == before


def test_new_takes_codes_in_any_case_and_each_once(command: Command, north: Path):
    ran = command("new", "u10002", "U10002")
    assert ran.out.splitlines()[0] == f"1 network in {north / 'networks' / 'u10002-moor-pcn'}: 1 new."


def test_an_unknown_code_makes_nothing_at_all(command: Command, north: Path):
    ran = command("new", "U10001", "U10009")
    assert ran.status == 2
    assert ran.err.startswith("This workspace has no network ‘U10009’: did you mean ‘U1000")
    assert not (north / "networks").exists()


def test_new_names_the_cells_that_it_kept(command: Command, north: Path):
    command("new", "U10001")
    path = north / "networks" / "u10001-harbour-pcn" / "home.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = "# Our own words"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (path.parent / "map.ipynb").write_text("{ broken", encoding="utf-8")
    before = tree(north / "networks")
    ran = command("new", "U10001")
    assert ran.out.splitlines() == [
        f"1 network in {path.parent}: 1 as before.",
        "",
        "Left as people have it:",
        (
            "  u10001-harbour-pcn/map.ipynb was left alone: it is not a notebook that Jupyter could open; "
            "delete it and run `workbench new` again to have it made anew"
        ),
        "  u10001-harbour-pcn/home.ipynb: the cell ‘title’ was edited and stays so",
    ]
    assert tree(north / "networks") == before
    (path.parent / "map.ipynb").unlink()
    assert command("new", "U10001").out.splitlines()[-2:] == [
        "Made again, because it was not there:",
        "  u10001-harbour-pcn/map.ipynb",
    ]


def test_the_workspace_is_found_from_inside_a_pack_and_by_its_path(
    command: Command, north: Path, monkeypatch: pytest.MonkeyPatch
):
    assert command("new", "--all", "--workspace", "north").status == 0
    monkeypatch.chdir(north / "networks" / "u10001-harbour-pcn")
    assert "2 networks" in command("networks").out


# --- upgrade and doctor ---------------------------------------------------------------------------------------


def test_upgrade_makes_the_tables_once(command: Command, here: Path):
    command("init", "empty")
    assert command("upgrade", "-w", "empty").out == f"The database of {here / 'empty'} was up to date already.\n"
    (here / "empty" / "workbench.db").unlink()
    with sqlite3.connect(here / "empty" / "workbench.db") as database:
        database.execute("CREATE TABLE other (id INTEGER)")
    database.close()
    ran = command("networks")
    assert (ran.status, ran.err.count("workbench upgrade")) == (2, 1)
    assert command("upgrade").out == f"The database of {here / 'empty'} is now up to date.\n"
    assert command("networks").status == 0


def test_the_doctor_says_all_is_well_or_ends_with_a_problem(command: Command, north: Path):
    well = command("doctor")
    assert (well.status, well.out.splitlines()[-1]) == (0, "All is well.")
    with sqlite3.connect(north / "workbench.db") as database:
        database.execute("DELETE FROM alembic_version")
    database.close()
    ill = command("doctor")
    assert ill.status == 1
    assert "PROBLEM" in ill.out
    assert "workbench upgrade" in ill.out


# --- the demo -------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What would have been served, instead of serving it."""
    folders: list[Path] = []
    monkeypatch.setattr(running, "_open", lambda folder, **_options: folders.append(folder))
    return folders


def test_the_demo_tells_its_story_once_and_is_taken_up_again(command: Command, here: Path, opened: list[Path]):
    ran = command("demo")
    assert ran.status == 0
    assert ran.out.startswith("The demo is in workbench-demo: 3 invented networks.")
    folders = sorted(path.name for path in (here / "workbench-demo" / "networks").iterdir())
    assert folders == ["u99901-larkmere-network", "u99902-saltreach-network", "u99903-thornacre-network"]
    workspace = open_workspace(here / "workbench-demo")
    workspace.network("U99901").map.add_element("Something of mine", kind="team")
    latest = workspace.store.latest()
    assert command("demo").status == 0
    assert workspace.store.latest() == latest
    workspace.close()
    assert opened == [Path("workbench-demo")] * 2


def test_the_demo_stays_out_of_a_workspace_of_your_own(command: Command, north: Path, opened: list[Path]):
    before = tree(north)
    ran = command("demo", "--folder", "north")
    assert ran.status == 2
    assert ran.err == "north is a workspace of your own: name another folder for the demo with --folder.\n"
    assert (tree(north), opened) == (before, [])


# --- the real register ----------------------------------------------------------------------------------------


@pytest.mark.skipif(not (CHECK_DATA / "ods" / "ePCN-2022.xlsx").is_file(), reason="the real register is not here")
def test_dorset_has_18_networks_with_73_practices(command: Command, here: Path):
    file = CHECK_DATA / "ods" / "ePCN-2022.xlsx"
    made = command("init", "dorset", "--ods", file, "--commissioner", "Dorset")
    assert made.out.startswith("The workspace dorset is ready: 18 networks with 73 practices today.")
    assert command("new", "--all").out.startswith(f"18 networks in {here / 'dorset' / 'networks'}: 18 new.")
    assert len(list((here / "dorset" / "networks").glob("u*-*/home.ipynb"))) == 18


def test_the_entry_point_is_the_command(here: Path):
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-m", "workbench.cli", "init"],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=here, env=os.environ,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "Missing argument 'NAME' (`workbench init --help` shows what there is).\n"
