"""Bringing the public register in, and saying which networks there are."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.commands.speaking import WorkspaceOption, many, progress, say, table
from workbench.errors import BadInput

if TYPE_CHECKING:
    import pandas as pd

    from workbench.workspace import Workspace

OdsOption = Annotated[
    Path | None,
    typer.Option(
        "--ods",
        metavar="FILE",
        help="The public register: ePCN.xlsx or epcncorepartnerdetails.csv, as the Organisation Data Service "
        "publishes it.",
    ),
]
CommissionerOption = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="Only this commissioner's networks: its code, or part of its name."),
]


def refuse_commissioner(commissioner: str | None, ods: Path | None) -> None:
    """Raise `BadInput` if a commissioner is named without words, or without a file to choose from."""
    if commissioner is None:
        return
    if not commissioner.strip():
        raise BadInput(
            "--commissioner is empty: write its code or part of its name, or leave it out to keep every network."
        )
    if not ods:
        raise BadInput("--commissioner chooses from a register file: name the file with --ods as well.")


class Register:
    """A register file that was read: which networks to keep of it, and how to name it as the source."""

    def __init__(self, file: Path) -> None:
        """Read the file, with a bar. Raises `BadInput` if it cannot be used."""
        from workbench.networks.ods import read_ods  # noqa: PLC0415

        self.file = file
        with progress("Reading the register") as report:
            self.networks, self.memberships = read_ods(file, progress=report)

    @property
    def source(self) -> str:
        """Which file it is, and of when, by the newest day in it."""
        days = [
            day
            for frame, columns in ((self.networks, ("opened", "closed")), (self.memberships, ("start", "end")))
            for column in columns
            for day in frame[column].dropna()
            if day <= _today()
        ]
        return f"{self.file.name}, newest entry {_in_words(max(days))}" if days else self.file.name

    def of(self, commissioner: str) -> pd.DataFrame:
        """One commissioner's open networks. Raises `BadInput`, with the nearest names, if it has none."""
        from workbench.networks.ods import choose  # noqa: PLC0415

        return choose(self.networks, commissioner=commissioner)

    def of_those_in(self, workspace: Workspace) -> pd.DataFrame:
        """The networks that the workspace has, and the new ones of the same commissioners; all for an empty one."""
        known = _known(workspace)
        if known.empty:
            return self.networks
        same = self.networks["commissioner_code"].isin(set(known["commissioner_code"]) - {""})
        wanted = self.networks["code"].isin(set(known["code"])) | (same & self.networks["closed"].isna())
        return self.networks[wanted].reset_index(drop=True)

    def bring_in(self, workspace: Workspace, networks: pd.DataFrame) -> str:
        """Import those networks, with a bar, and return what it did as a sentence. All or nothing."""
        from workbench.networks.register import import_register  # noqa: PLC0415
        from workbench.settings import write_settings  # noqa: PLC0415

        with progress("Keeping the register") as report:
            done = import_register(
                workspace.store,
                networks,
                self.memberships,
                source=self.source,
                who="workbench",
                at=workspace.clock(),
                progress=report,
            )
        write_settings(workspace.path, register_note=self.source)
        return done.sentence


def networks(
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only those with these words in code, name or commissioner.")
    ] = None,
    ods: OdsOption = None,
    commissioner: CommissionerOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List the networks of this workspace.

    With --ods the public register is brought in first: what is new is added, what changed or closed is brought
    up to date, nothing is there twice. Without --commissioner that goes for the networks you have and new ones of
    the same commissioners; in a workspace without networks, for all of them.
    """
    from workbench.workspace import open_workspace  # noqa: PLC0415

    refuse_commissioner(commissioner, ods)
    opened = open_workspace(workspace)
    try:
        if ods:
            register = Register(ods)
            chosen = register.of(commissioner) if commissioner else register.of_those_in(opened)
            say(register.bring_in(opened, chosen))
            left_out = len(register.networks[register.networks["closed"].isna()]) - int(chosen["closed"].isna().sum())
            if left_out and not commissioner:
                say(
                    f"{many(left_out, 'open network')} of other commissioners stayed out; "
                    "--commissioner brings those of one in."
                )
            say("")
        _list(opened, search)
    finally:
        opened.close()


def _list(workspace: Workspace, search: str | None) -> None:
    from workbench.networks.names import readable  # noqa: PLC0415

    frame = workspace.networks()
    if frame.empty:
        say("There are no networks here yet: `workbench networks --ods FILE` brings them in from the register.")
        return
    everything = len(frame)
    words = (search or "").casefold().split()
    every = [
        (str(code), readable(row["name"]), readable(row["commissioner"]), str(row["practices"]))
        for code, row in frame.iterrows()
    ]
    rows = [row for row in every if all(word in " ".join(row[:3]).casefold() for word in words)]
    if not rows:
        say(f"None of the {many(everything, 'network')} here has “{search}” in its code, name or commissioner.")
        return
    say(*table(("code", "name", "commissioner", "practices"), rows, right=("practices",)))
    practices = sum(int(row[3]) for row in rows)
    shown = many(len(rows), "network") if len(rows) == everything else f"{len(rows):,} of {many(everything, 'network')}"
    say("", f"{shown} with {many(practices, 'practice')} today.")


def _known(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415
    from sqlalchemy import select  # noqa: PLC0415

    from workbench.networks.models import PrimaryCareNetwork  # noqa: PLC0415

    with workspace.store.reading() as session:
        rows = session.execute(select(PrimaryCareNetwork.code, PrimaryCareNetwork.commissioner_code)).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=["code", "commissioner_code"])


def _today() -> date:
    return datetime.now().astimezone().date()


def _in_words(day: date) -> str:
    from workbench.templates.escaping import in_words  # noqa: PLC0415

    return in_words(day)
