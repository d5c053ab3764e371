"""Opening a workspace: in browsers, in JupyterLab, and the demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.commands.speaking import (
    NoBrowserOption,
    PortOption,
    WorkspaceOption,
    many,
    progress,
    refuse_unless_empty,
    say,
)
from workbench.errors import BadInput

if TYPE_CHECKING:
    from workbench.settings import Settings

DEMO_FOLDER = Path("workbench-demo")


def serve(
    port: PortOption = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen at; others than this machine need a password.")
    ] = "127.0.0.1",
    no_browser: NoBrowserOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Open the networks of this workspace in your browser, until Ctrl-C."""
    _open(workspace, port=port, host=host, no_browser=no_browser)


def lab(port: PortOption = None, no_browser: NoBrowserOption = False, workspace: WorkspaceOption = None) -> None:
    """Open the same folder in JupyterLab, for analysts, until Ctrl-C."""
    settings = _in_order(workspace)
    from workbench.server import lab as run_lab  # noqa: PLC0415

    raise typer.Exit(run_lab(settings.workspace, port=port, open_browser=not no_browser))


def demo(
    folder: Annotated[Path, typer.Option(metavar="PATH", help="Where to keep it.")] = DEMO_FOLDER,
    port: PortOption = None,
    no_browser: NoBrowserOption = False,
) -> None:
    """Open three invented networks with a hundred days of work in them, to try everything out.

    What you do there is kept until you delete the folder; the next `workbench demo` in the same place takes it up.
    """
    from workbench.commands.packs import make  # noqa: PLC0415
    from workbench.sample import load  # noqa: PLC0415
    from workbench.sample.loading import SOURCE  # noqa: PLC0415
    from workbench.settings import FILE_NAME, read_settings  # noqa: PLC0415
    from workbench.workspace import Workspace  # noqa: PLC0415

    if not (folder / FILE_NAME).is_file():
        refuse_unless_empty(folder)
        with progress("Telling the story") as report:
            load(folder, progress=report)
    elif read_settings(folder).register_note != SOURCE:
        raise BadInput(f"{folder} is a workspace of your own: name another folder for the demo with --folder.")
    workspace = Workspace(read_settings(folder))
    try:
        workspace.store.create()
        if workspace.networks().empty:
            with progress("Telling the story") as report:
                load(folder, progress=report)
        codes = [str(code) for code in workspace.networks().index]
        with progress("Making notebooks") as report:
            make(workspace, codes, report=report)
    finally:
        workspace.close()
    say(f"The demo is in {folder}: {many(len(codes), 'invented network')}. Delete the folder when you are done.")
    _open(folder, port=port, no_browser=no_browser)


def _open(workspace: Path | None, *, port: int | None, no_browser: bool, host: str = "127.0.0.1") -> None:
    settings = _in_order(workspace)
    from workbench.server import serve as run  # noqa: PLC0415

    def ready(url: str) -> None:
        if port is None and f":{settings.port}/" not in url:
            say(f"Port {settings.port} is taken, perhaps by another copy, so this one has the next free port.")
        say(f"The workbench is open at {url} and stops with Ctrl-C.")

    run(settings.workspace, port=port, host=host, open_browser=not no_browser, ready=ready)
    raise KeyboardInterrupt  # serving ends with Ctrl-C only; the command says so as for any other


def _in_order(workspace: Path | None) -> Settings:
    """The settings of a workspace whose database can be used; asked before the server is loaded, which takes long."""
    from workbench.settings import read_settings  # noqa: PLC0415
    from workbench.store import Store  # noqa: PLC0415

    settings = read_settings(workspace)
    store = Store(settings.database_url)
    try:
        store.check()
    finally:
        store.close()
    return settings
