"""Where the log goes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.websocket import WebSocketClosedError

from workbench.logs import keep_log


@pytest.fixture
def logger(request: pytest.FixtureRequest) -> Iterator[logging.Logger]:
    """A logger of the test's own."""
    logger = logging.getLogger(f"test.{request.node.name}")
    yield logger
    for handler in logger.handlers:
        handler.close()


def test_a_line_goes_to_the_file_and_nowhere_else(
    logger: logging.Logger, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    file = keep_log(tmp_path / "logs", "serve", logger)
    assert file == tmp_path / "logs" / "serve.log"
    assert not file.exists()
    logger.info("opened “Stourvale”")
    logger.debug("too much")
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line.split(" INFO ")[1] for line in lines] == [f"{logger.name}: opened “Stourvale”"]
    assert capfd.readouterr() == ("", "")


def test_what_is_coloured_for_a_terminal_is_kept_without_its_colours(logger: logging.Logger, tmp_path: Path):
    file = keep_log(tmp_path, "serve", logger)
    logger.error("\x1b[31mIncident 1234\x1b[0m in words")
    assert file.read_text(encoding="utf-8").endswith("Incident 1234 in words\n")


def test_a_window_closed_while_something_was_on_its_way_is_one_line_without_a_traceback(
    logger: logging.Logger, tmp_path: Path
):
    file = keep_log(tmp_path, "serve", logger)
    for error in (WebSocketClosedError(), ValueError("something else")):
        logger.error("Task exception was never retrieved", exc_info=error)
    first, *rest = file.read_text(encoding="utf-8").splitlines()
    assert first.endswith(f"INFO {logger.name}: A window was closed while something was on its way to it.")
    assert rest[0].endswith(f"ERROR {logger.name}: Task exception was never retrieved")
    assert rest[-1] == "ValueError: something else"


def test_asking_twice_does_not_write_twice(logger: logging.Logger, tmp_path: Path):
    keep_log(tmp_path, "serve", logger)
    file = keep_log(tmp_path, "serve", logger)
    logger.warning("once")
    assert file.read_text(encoding="utf-8").count("once") == 1


def test_what_belongs_to_the_workbench_is_meant_when_nobody_is_named(tmp_path: Path):
    ours = logging.getLogger("workbench")
    before = (ours.handlers, ours.propagate, ours.level)
    try:
        file = keep_log(tmp_path, "apps")
        logging.getLogger("workbench.apps").error("Incident 5678")
        assert "ERROR workbench.apps: Incident 5678" in file.read_text(encoding="utf-8")
    finally:
        for handler in ours.handlers:
            handler.close()
        ours.handlers, ours.propagate = before[:2]
        ours.setLevel(before[2])
