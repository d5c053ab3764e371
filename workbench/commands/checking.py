"""Looking whether this machine and this workspace have what they need."""

from __future__ import annotations

import typer

from workbench.commands.speaking import WorkspaceOption, many, say

MARKS = {"good": "ok", "note": "note", "problem": "PROBLEM"}


def doctor(workspace: WorkspaceOption = None) -> None:
    """Look whether this machine and this workspace have all they need, and say what to do if not.

    Nothing is changed. Ends with status 1 if there is a problem.
    """
    from workbench.doctor import examine  # noqa: PLC0415
    from workbench.errors import WorkbenchError  # noqa: PLC0415
    from workbench.settings import read_settings  # noqa: PLC0415

    try:
        settings = read_settings(workspace)
    except WorkbenchError as why:
        findings = examine(None, without=str(why))
    else:
        findings = examine(settings)
    for finding in findings:
        say(
            f"{MARKS[finding.level]:8}{finding.about}: {finding.says}",
            *([f"        {finding.do}"] if finding.do else []),
        )
    problems = sum(finding.level == "problem" for finding in findings)
    say("", f"{many(problems, 'problem')} found." if problems else "All is well.")
    if problems:
        raise typer.Exit(1)
