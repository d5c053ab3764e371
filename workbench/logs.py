"""Where the log goes: files in the workspace's `logs` folder, which is never served."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Mapping
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import StatementError
from tornado.websocket import WebSocketClosedError

from workbench.errors import WorkbenchError

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_ASKED: Final = re.compile(r"(?<=\S)\?\S+")
_HELD: Final = re.compile(r"(?<=exception=)(\w+)\(.*\)(?=>)")  # the error of a task, as asyncio tells of it
_QUOTED: Final = re.compile("[\"'‘’“”].*[\"'‘’“”]", re.DOTALL)
_IN_A_CELL: Final = re.compile(  # one error of a cell that failed, as IPython tells it: its places and code, its words
    r"^(?P<name>\w+) +Traceback \(most recent call last\)\n(?P<code>.*?)^(?P=name)\b(?P<words>.*?)"
    r"(?=^During handling of the above exception|^The above exception was the direct cause|\Z)",
    re.DOTALL | re.MULTILINE,
)
_IN_A_GROUP: Final = re.compile(  # a place, or the name of an error, where IPython tells of several at once
    r'^[ |+]*\| +(?:(?P<place>File "[^"\n]+", line \d+, in \S+)$|(?:\w+\.)*(?P<name>[A-Z]\w+)(?=:|$))', re.MULTILINE
)


class PlainText(logging.Formatter):
    """Lines without the colours that tracebacks carry for a terminal, and without what somebody typed.

    An address goes without what stands after its question mark, which may be a search. An error of our own is told by
    its class alone, since its sentence is for whoever meets it; of the words of any other, what stands in quotation
    marks is left out. Where it happened, and in which code, stays.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Format a record as one line, or as its lines where it has a traceback."""
        record.exc_text = None  # as another handler may have told it
        plain = _COLOUR.sub("", super().format(record))
        return _HELD.sub(r"\1(…)", _ASKED.sub("?…", plain))

    def formatException(self, ei: Any) -> str:  # noqa: N802  as logging calls it
        """Format an error with its traceback, those it came from before it, and those it holds after it."""
        return "\n\n".join(_told(ei[1], set()))


def _told(error: BaseException | None, met: set[int]) -> list[str]:
    """An error and those it came from, the first of them first, each with its traceback, its words and its own."""
    told: list[list[str]] = []
    while error is not None and id(error) not in met:
        met.add(id(error))
        frames = "".join(traceback.format_tb(error.__traceback__))
        told.append([f"Traceback (most recent call last):\n{frames}{_named(error)}", *_held(error, met)])
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [block for blocks in reversed(told) for block in blocks]


def _held(error: BaseException, met: set[int]) -> list[str]:
    """Each of the errors in a group, under its number; empty for an error that is no group."""
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    told = [(number, _told(each, met)) for number, each in enumerate(inner, start=1)]
    return [f"Error {number} of {len(inner)} in this group:\n" + "\n\n".join(each) for number, each in told if each]


def _named(error: BaseException) -> str:
    """The class of an error, with what may be told of its words."""
    name = type(error).__qualname__
    if isinstance(error, WorkbenchError):
        return name
    if isinstance(getattr(error, "ename", None), str) and isinstance(getattr(error, "evalue", None), str):
        return f"{name}: {_of_a_cell(error)}"
    if isinstance(error, StatementError) and error.orig and error.statement:  # which holds no values: they go beside it
        return f"{name}: ({_named(error.orig)})\n[SQL: {error.statement}]"
    return f"{name}: {_without_quoted(str(error))}"


def _of_a_cell(error: Any) -> str:
    """A cell that failed: where, in which code and with which errors; what it had shown is left out."""
    said = _COLOUR.sub("", str(error))
    met = [f"{each['code']}{_by_name(each['name'], each['words'])}" for each in _IN_A_CELL.finditer(said)]
    if met:
        return "\n".join(["a cell failed", *met])
    grouped = [each["place"] or each["name"] for each in _IN_A_GROUP.finditer(said)]
    return "\n".join([f"a cell failed with {_by_name(error.ename, error.evalue)}", *grouped])


def _by_name(name: str, words: str) -> str:
    """An error that is known by its name alone, with what may be told of its words."""
    left = "" if name in _ours(WorkbenchError) else _without_quoted(words.removeprefix(":").strip())
    return f"{name}: {left}" if left else name


def _ours(parent: type[Exception]) -> set[str]:
    return {parent.__name__}.union(*map(_ours, parent.__subclasses__()))


def _without_quoted(words: str) -> str:
    return _QUOTED.sub("…", _COLOUR.sub("", words))


def errors_without_their_words(record: logging.LogRecord) -> bool:
    """Let an error that stands in a message itself be told as it is with its traceback."""
    if isinstance(record.msg, BaseException):
        record.msg, record.args = "%s", (record.msg,)
    if isinstance(record.args, tuple):
        record.args = tuple(_named(each) if isinstance(each, BaseException) else each for each in record.args)
    return True


def in_a_line_when_left(record: logging.LogRecord) -> bool:
    """Let a message to a window that was closed meanwhile be one quiet line; whatever else stays as it is.

    A window may go while something is on its way to it. That is no error, and its traceback helps nobody.
    """
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, WebSocketClosedError):
        record.levelno, record.levelname = logging.INFO, "INFO"
        record.msg, record.args = "A window was closed while something was on its way to it.", ()
        record.exc_info = record.exc_text = None
    return True


def without_what_came_of_a_cell(record: logging.LogRecord) -> bool:
    """Let a cell of a notebook that failed be told by its code alone: its outputs quote the error, and may a page."""
    if isinstance(record.args, Mapping) and "outputs" in record.args:
        record.args = (record.args.get("source", ""),)
    return True


class OwnersOnly(RotatingFileHandler):
    """A log that nobody but whoever runs the server may read: an error can carry what somebody typed."""

    def _open(self) -> TextIOWrapper:
        file = super()._open()
        for_the_owner_alone(Path(self.baseFilename))
        return file


def for_the_owner_alone(file: Path) -> None:
    """Let nobody else of this machine read a file, where the folder knows such rights: one on a share may not."""
    with suppress(OSError):
        file.chmod(0o600)


def keep_log(folder: Path, name: str, *loggers: logging.Logger) -> Path:
    """Let these loggers (by default the workbench's own) write to `<folder>/<name>.log`; returns the file.

    Makes the folder; the file appears with the first line. A server's log turns over at 2 MB and keeps three
    old ones; only whoever runs it may read it. Whatever else the loggers wrote to (the screen) they no longer do.
    Asked twice, it does it once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.log"
    keeper = OwnersOnly(file, maxBytes=2_000_000, backupCount=3, encoding="utf-8", delay=True)
    keeper.setFormatter(PlainText(LINE))
    keeper.addFilter(in_a_line_when_left)
    keeper.addFilter(without_what_came_of_a_cell)
    keeper.addFilter(errors_without_their_words)
    for logger in loggers or (logging.getLogger("workbench"),):
        for former in logger.handlers:
            former.close()
        logger.handlers = [keeper]
        logger.propagate = False
        logger.setLevel(logging.INFO)
    return file
