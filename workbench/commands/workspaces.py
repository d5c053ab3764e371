"""Making a workspace, keeping its database up to date, and looking whether all is well."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from workbench.commands.register import CommissionerOption, OdsOption, Register, refuse_commissioner
from workbench.commands.speaking import WorkspaceOption, many, refuse_unless_empty, say
from workbench.errors import BadInput


def init(
    name: Annotated[Path, typer.Argument(metavar="NAME", help="The folder to make.")],
    ods: OdsOption = None,
    commissioner: CommissionerOption = None,
) -> None:
    """Make a workspace: a folder with its settings, its database and the networks of the register."""
    from workbench.settings import FILE_NAME  # noqa: PLC0415

    refuse_commissioner(commissioner, ods)
    if (name / FILE_NAME).is_file():
        raise BadInput(
            f"{name} is a workspace already: `workbench networks --ods FILE` in it brings its register up to date."
        )
    refuse_unless_empty(name)
    register = Register(ods) if ods else None
    chosen = None if register is None else register.of(commissioner) if commissioner else register.networks
    with _new_workspace(name) as folder:
        from workbench.settings import read_settings, write_settings  # noqa: PLC0415
        from workbench.workspace import Workspace  # noqa: PLC0415

        write_settings(folder)
        workspace = Workspace(read_settings(folder))
        try:
            workspace.store.create()
            if register is not None and chosen is not None:
                register.bring_in(workspace, chosen)
            frame = workspace.networks()
        finally:
            workspace.close()
    practices = int(frame["practices"].sum())
    if register is None:
        say(f"The workspace {name} is ready, without networks yet.")
    else:
        say(f"The workspace {name} is ready: {many(len(frame), 'network')} with {many(practices, 'practice')} today.")
    say("", "Next:", f"  cd {name}")
    if register is None:
        say("  workbench networks --ods FILE   brings the public register in")
    say("  workbench new --all             makes the notebooks of every network")
    say("  workbench serve                 opens them in your browser")


def upgrade(workspace: WorkspaceOption = None) -> None:
    """Bring the database of a workspace up to this version of the workbench. Doing it twice does nothing.

    In an empty PostgreSQL database it makes the tables; a SQLite file that is not there it never makes.
    """
    from workbench.errors import StoreOutOfDate  # noqa: PLC0415
    from workbench.settings import read_settings  # noqa: PLC0415
    from workbench.store import Store  # noqa: PLC0415

    settings = read_settings(workspace)
    store = Store(settings.database_url)
    try:
        try:
            store.check()
        except StoreOutOfDate:
            store.upgrade()
            say(f"The database of {settings.workspace} is now up to date.")
        else:
            say(f"The database of {settings.workspace} was up to date already.")
    finally:
        store.close()


@contextmanager
def _new_workspace(folder: Path) -> Iterator[Path]:
    """A folder to make a workspace in; if that fails or is stopped, all is as if it had never begun."""
    was_there = folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    except BaseException:
        for path in folder.iterdir():  # it was empty: whatever is in it now, we have put there
            path.unlink()
        if not was_there:
            folder.rmdir()
        raise
