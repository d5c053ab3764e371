"""Load the sample story into a workspace: whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from workbench.errors import BadInput
from workbench.sample.files import DAY_100, read_tables
from workbench.sample.story import Progress, Story
from workbench.sample.teller import Clock
from workbench.settings import FILE_NAME, read_settings, write_settings
from workbench.workspace import Workspace

SOURCE: Final = "the sample story, which is invented"


def load(workspace_path: str | Path, *, progress: Progress | None = None, story_ends: date | None = None) -> None:
    """Build the sample story in a workspace that holds no networks yet; a folder without one becomes one.

    Every date of the story moves by the same whole number of weeks, so that day 100 is `story_ends` or at most
    six days before it; by default that is today. `story_ends=DAY_100` keeps the dates of the files.

    `progress(done, total)` is called with steps. In SQLite an interrupt leaves no part of the story behind. Raises
    `BadInput` if the workspace holds networks already.
    """
    folder = Path(workspace_path)
    if not (folder / FILE_NAME).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        write_settings(folder, register_note=SOURCE)
    ends = story_ends or datetime.now().astimezone().date()
    tables = read_tables(shift=timedelta(weeks=(ends - DAY_100).days // 7))
    clock = Clock()
    workspace = Workspace(read_settings(folder), clock=clock)
    try:
        workspace.store.create()
        if len(workspace.networks()):
            raise BadInput(
                f"The workspace {workspace.path} holds networks already; load the sample story into an empty "
                "folder of its own."
            )
    finally:
        workspace.close()
    with _draft(workspace, clock) as drafted:
        Story(drafted, tables, clock, source=SOURCE).tell(progress)


@contextmanager
def _draft(workspace: Workspace, clock: Clock) -> Iterator[Workspace]:
    """The workspace to build in: for SQLite a file beside the real one, which takes its place when it is whole."""
    url = make_url(workspace.settings.database_url)
    if url.get_backend_name() != "sqlite" or url.database is None:
        drafted = Workspace(workspace.settings, clock=clock)
        try:
            yield drafted
        finally:
            drafted.close()
        return
    real = Path(url.database)
    part = real.with_name(real.name + ".part")
    part.unlink(missing_ok=True)
    drafted = Workspace(replace(workspace.settings, database_url=f"sqlite:///{part.as_posix()}"), clock=clock)
    try:
        drafted.store.create()
        yield drafted
        drafted.close()
        part.replace(real)
    finally:
        drafted.close()
        part.unlink(missing_ok=True)
