"""The `workbench` command: what a person can type, and how it answers when something is wrong.

Wrong input ends with status 2, Ctrl-C with 130, anything else that goes wrong with 1, each with one sentence on
stderr. What the commands do is in `workbench.commands`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from workbench import __version__
from workbench.commands import checking, packs, register, running, workspaces
from workbench.errors import WorkbenchError

app = typer.Typer(
    name="workbench",
    help="Maps, sessions, prototypes and measures for the action learning sets of primary care networks.",
    epilog="Example: workbench demo",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS = (
    (workspaces.init, "Make a workspace.", "workbench init dorset --ods ePCN.xlsx --commissioner Dorset"),
    (register.networks, "List its networks; bring the register up to date.", "workbench networks --search valley"),
    (packs.new, "Make the notebooks of networks, or make them again.", "workbench new U12345"),
    (running.serve, "Open the networks in your browser.", "workbench serve --port 8866"),
    (running.lab, "Open the workspace in JupyterLab.", "workbench lab"),
    (checking.doctor, "Look whether all is well.", "workbench doctor"),
    (workspaces.upgrade, "Bring the database up to this version.", "workbench upgrade"),
    (running.demo, "Try everything with an invented story.", "workbench demo"),
)
for _command, _summary, _example in COMMANDS:
    app.command(short_help=_summary, epilog=f"Example: {_example}")(_command)

_asked_for_trace = False


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="When something goes wrong, show where in the code.")] = False,
) -> None:
    global _asked_for_trace  # noqa: PLW0603  one command a process
    _asked_for_trace = trace
    if version:
        typer.echo(f"workbench {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may not know every letter of a name
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its status: 0, 1, 2 or 130, as said above."""
    try:
        status = app(args=arguments, prog_name="workbench", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return _stopped()
    except WorkbenchError as problem:
        return _sorry(str(problem), 2, problem)
    except Exception as problem:  # noqa: BLE001  the last place where it can become a sentence
        return _sorry(*_put_in_words(problem, sys.argv[1:] if arguments is None else arguments), problem)
    return _stopped() if status == 130 else status if isinstance(status, int) else 0


def _put_in_words(problem: Any, typed: Sequence[str]) -> tuple[str, int]:
    if hasattr(problem, "format_message"):  # typer's own errors about what was typed
        command = problem.ctx.command_path if getattr(problem, "ctx", None) else _command_in(typed)
        said = " ".join(problem.format_message().split()).rstrip(".")
        said = said.removeprefix("Invalid value for ").replace(". Did you mean", ": did you mean")
        return f"{said} (`{command} --help` shows what there is).", 2
    if isinstance(problem, OSError):
        where = f" with {problem.filename}" if problem.filename else ""
        wrong_path = isinstance(problem, FileNotFoundError | NotADirectoryError | IsADirectoryError)
        said = f"The system did not allow something{where}: {problem.strerror or problem}."
        return said, 2 if wrong_path else 1
    if type(problem).__module__.startswith("sqlalchemy"):
        cause = str(getattr(problem, "orig", None) or problem).strip().splitlines()[0]
        return f"The database did not answer as it should ({cause}): `workbench doctor` looks at it.", 1
    what = f"{type(problem).__name__}: {problem}".splitlines()[0]
    return f"Something went wrong that the workbench did not foresee ({what}): `workbench --trace …` shows where.", 1


def _command_in(typed: Sequence[str]) -> str:
    """The command among the words that were typed, for typer's errors that do not say where they arose."""
    names = {command.__name__ for command, _summary, _example in COMMANDS}
    return next((f"workbench {word}" for word in typed if word in names), "workbench")


def _sorry(sentence: str, status: int, problem: BaseException) -> int:
    if _asked_for_trace:
        raise problem
    typer.echo(sentence, err=True)
    return status


def _stopped() -> int:
    typer.echo("\nStopped. Whatever was kept stays kept, and you can start again.", err=True)
    return 130


if __name__ == "__main__":
    main()
