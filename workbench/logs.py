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

from tornado.websocket import WebSocketClosedError

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_ASKED: Final = re.compile(r"(?<=\S)\?\S+")
_QUOTED: Final = re.compile("[\"'‘’“”].*[\"'‘’“”]")
_CODE: Final = re.compile(r"(?:-+>| {2,}) *\d+ |\[SQL: ")  # a line of code with its number, as IPython tells it


class PlainText(logging.Formatter):
    """Lines without the colours that tracebacks carry for a terminal, and without what somebody typed.

    An address goes without what stands after its question mark, which may be a search; of the words of an error, what
    stands in quotation marks is left out. Where it happened, and in which code, stays.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Format a record as one line, or as its lines where it has a traceback."""
        record.exc_text = None  # as another handler may have told it
        return _ASKED.sub("?…", _COLOUR.sub("", super().format(record)))

    def formatException(self, ei: Any) -> str:  # noqa: N802  as logging calls it
        """Format an error with its traceback, and those it came from before it."""
        return "\n\n".join(_told(ei[1]))


def _told(error: BaseException | None) -> list[str]:
    """An error and those it came from, the first of them first, each with its traceback and its words."""
    told: list[str] = []
    met: set[int] = set()
    while error is not None and id(error) not in met:
        met.add(id(error))
        frames = "".join(traceback.format_tb(error.__traceback__))
        words = "\n".join(_without_quoted(line) for line in _COLOUR.sub("", str(error)).splitlines())
        told.append(f"Traceback (most recent call last):\n{frames}{type(error).__qualname__}: {words}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told[::-1]


def _without_quoted(line: str) -> str:
    return line if _CODE.match(line) else _QUOTED.sub("…", line)


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
    for logger in loggers or (logging.getLogger("workbench"),):
        for former in logger.handlers:
            former.close()
        logger.handlers = [keeper]
        logger.propagate = False
        logger.setLevel(logging.INFO)
    return file
