"""Where the log goes: files in the workspace's `logs` folder, which is never served."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class PlainText(logging.Formatter):
    """Lines without the colours that tracebacks carry for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record as one line, or as its lines where it has a traceback."""
        return re.sub(r"\x1b\[[0-9;]*m", "", super().format(record))


def keep_log(folder: Path, name: str, *loggers: logging.Logger) -> Path:
    """Let these loggers (by default the workbench's own) write to `<folder>/<name>.log`; returns the file.

    Makes the folder; the file appears with the first line. A server's log turns over at 2 MB and keeps three
    old ones. Whatever else the loggers wrote to (the screen) they no longer do. Asked twice, it does it once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.log"
    keeper = RotatingFileHandler(file, maxBytes=2_000_000, backupCount=3, encoding="utf-8", delay=True)
    keeper.setFormatter(PlainText(LINE))
    for logger in loggers or (logging.getLogger("workbench"),):
        for former in logger.handlers:
            former.close()
        logger.handlers = [keeper]
        logger.propagate = False
        logger.setLevel(logging.INFO)
    return file
