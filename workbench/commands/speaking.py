"""How the commands speak: plain lines, bars of progress for whoever watches, and the options that all share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from workbench.errors import BadInput

Progress = Callable[[int, int], None]
HIGHEST_PORT = 65535

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        metavar="PATH",
        help="The workspace; otherwise the folder you are in, one above it, or the only one just below it.",
    ),
]


def _port(typed: str) -> int:
    if typed.isdecimal() and 1 <= int(typed) <= HIGHEST_PORT:
        return int(typed)
    raise typer.BadParameter(f"a port is a whole number from 1 to {HIGHEST_PORT}, not ‘{typed}’")


PortOption = Annotated[
    int | None,
    typer.Option(parser=_port, metavar="NUMBER", help="This port and no other; otherwise the first free one."),
]
NoBrowserOption = Annotated[bool, typer.Option("--no-browser", help="Only print the link; open no browser.")]


def say(*lines: str) -> None:
    """Print lines for the person at the terminal."""
    for line in lines:
        typer.echo(line)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[str] = ()) -> list[str]:
    """The lines of a table in plain text, as wide as its words; the columns in `right` hold figures."""
    widths = [max(len(row[at]) for row in [headings, *rows]) for at in range(len(headings))]
    return [
        "  ".join(
            cell.rjust(width) if heading in right else cell.ljust(width)
            for cell, width, heading in zip(row, widths, headings, strict=True)
        ).rstrip()
        for row in [headings, *rows]
    ]


def many(count: int, one: str, more: str | None = None) -> str:
    """The count with its word: "1 network", "1,260 networks"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


@contextmanager
def progress(doing: str) -> Iterator[Progress]:
    """A bar on stderr while a terminal shows it, and nothing at all in a log; gives `progress(done, total)`."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(doing, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def refuse_unless_empty(folder: Path) -> None:
    """Raise `BadInput` unless the folder is empty, or not there yet and can be made."""
    for above in (folder, *folder.parents):
        if above.is_file():
            raise BadInput(f"{above} is a file: choose another name for the folder.")
    if folder.is_dir() and any(folder.iterdir()):
        raise BadInput(f"{folder} is not empty: choose another name, so that nothing in it is touched.")
