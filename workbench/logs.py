"""Where the log goes: files in the workspace's `logs` folder, which is never served."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from tornado.websocket import WebSocketClosedError

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class PlainText(logging.Formatter):
    """Lines without the colours that tracebacks carry for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record as one line, or as its lines where it has a traceback."""
        return re.sub(r"\x1b\[[0-9;]*m", "", super().format(record))


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


class OwnersOnly(RotatingFileHandler):
    """A log that nobody but whoever runs the server may read: an error can carry what somebody typed."""

    def _open(self) -> TextIOWrapper:
        file = super()._open()
        with suppress(OSError):  # a folder on a share may know no such rights
            Path(self.baseFilename).chmod(0o600)
        return file


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
    for logger in loggers or (logging.getLogger("workbench"),):
        for former in logger.handlers:
            former.close()
        logger.handlers = [keeper]
        logger.propagate = False
        logger.setLevel(logging.INFO)
    return file
