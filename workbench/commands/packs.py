"""Making the notebooks of networks, and filling their maps from the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.commands.speaking import Progress, WorkspaceOption, many, progress, say
from workbench.errors import BadInput

if TYPE_CHECKING:
    from workbench.templates.packs import PackReport
    from workbench.workspace import Workspace

MOST_NOTES = 30
"""How many notes on kept cells are printed before the rest is only counted."""


def new(
    codes: Annotated[list[str] | None, typer.Argument(metavar="CODE...", help="Codes such as U12345.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every network of the workspace.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Make a network's notebooks, or make them again.

    The map is filled in from the register first. Made again, notebooks that nobody edited are brought up to
    date; edited and added cells stay as they are, and are named.
    """
    from workbench.workspace import open_workspace  # noqa: PLC0415

    if bool(codes) == everything:
        raise BadInput("Name the networks by their codes, or all of them with --all: one of the two.")
    opened = open_workspace(workspace)
    try:
        known = [str(code) for code in opened.networks().index]
        wanted = known if everything else list(dict.fromkeys(opened.network(code).code for code in codes or []))
        if not wanted:
            raise BadInput("This workspace has no networks yet: `workbench networks --ods FILE` brings them in.")
        with progress("Making notebooks") as report:
            reports = make(opened, wanted, report=report)
        tell(reports, workspace=opened)
    finally:
        opened.close()


def make(workspace: Workspace, codes: Sequence[str], *, report: Progress) -> list[PackReport]:
    """Fill the maps of these networks from the register and make their packs, one network after the other.

    Interrupted, every network is either done or as it was.
    """
    from workbench.templates.packs import generate_all  # noqa: PLC0415

    def one_by_one():  # noqa: ANN202
        for code in codes:
            network = workspace.network(code, who="workbench")
            network.prefill_map()
            yield network.facts, network.members.empty_slots()

    folder = workspace.settings.networks_folder
    return generate_all(one_by_one(), folder=folder, total=len(codes), progress=report)


def tell(reports: Sequence[PackReport], *, workspace: Workspace) -> None:
    """Say what was made, what was left as people have it, and what the templates offer instead."""
    made = [
        report for report in reports if report.made and not (report.updated or report.unchanged or report.left_alone)
    ]
    updated = [report for report in reports if report not in made and (report.made or report.updated)]
    as_before = len(reports) - len(made) - len(updated)
    counts = [
        f"{len(made):,} new" if made else "",
        f"{len(updated):,} brought up to date" if updated else "",
        f"{as_before:,} as before" if as_before else "",
    ]
    where = workspace.settings.networks_folder
    if len(reports) == 1:
        where = reports[0].folder
    say(f"{many(len(reports), 'network')} in {where}: {', '.join(count for count in counts if count)}.")
    notes = [f"  {report.folder.name}/{note}" for report in reports for note in report.notes]
    if notes:
        say("", "Left as people have it:", *notes[:MOST_NOTES])
    if len(notes) > MOST_NOTES:
        say(f"  and {len(notes) - MOST_NOTES:,} more")
    missing = [f"  {report.folder.name}/{name}" for report in updated for name in report.made]
    if missing:
        say("", "Made again, because it was not there:", *missing[:MOST_NOTES])
    if len(missing) > MOST_NOTES:
        say(f"  and {len(missing) - MOST_NOTES:,} more")
    if made:
        say("", "`workbench serve` opens them in your browser.")
