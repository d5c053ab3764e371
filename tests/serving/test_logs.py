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


def test_a_search_in_an_address_is_not_kept(logger: logging.Logger, tmp_path: Path):
    file = keep_log(tmp_path, "serve", logger)
    logger.info("%d %s %.2fms", 200, "GET /voila/render/stories.ipynb?search=whispered+it (127.0.0.1)", 3.5)
    logger.error("HTTPServerRequest(method='GET', uri='/stories.ipynb?search=whispered', version='HTTP/1.1')")
    first, second = (line.split(f"{logger.name}: ")[1] for line in file.read_text(encoding="utf-8").splitlines())
    assert first == "200 GET /voila/render/stories.ipynb?… (127.0.0.1) 3.50ms"
    assert second == "HTTPServerRequest(method='GET', uri='/stories.ipynb?… version='HTTP/1.1')"


def test_a_cell_that_failed_is_told_by_its_code_and_not_by_what_came_of_it(logger: logging.Logger, tmp_path: Path):
    file = keep_log(tmp_path, "serve", logger)
    logger.error("Error while executing cell: %r", {"source": "Home(network)", "outputs": [{"evalue": "'whispered'"}]})
    assert file.read_text(encoding="utf-8").endswith("Error while executing cell: 'Home(network)'\n")


def failing(words: str) -> None:
    """An error that came from another."""
    try:
        _ = {}["whispered"]
    except KeyError as first:
        raise ValueError(words) from first


def test_an_error_is_told_with_its_place_and_its_cause_and_without_what_was_typed(
    logger: logging.Logger, tmp_path: Path
):
    file = keep_log(tmp_path, "apps", logger)
    cell = "Cell In[4]\n----> 7 raise KeyError('x')\nKeyError: 'whispered, it\\'s'\n2 are called ‘whispered’: say “so”."
    with pytest.raises(ValueError, match="Cell") as caught:
        failing(cell)
    logger.error("Incident", exc_info=caught.value)
    told = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("  ")]
    assert told[1:] == [
        "Traceback (most recent call last):",
        "KeyError: …",
        "",
        "Traceback (most recent call last):",
        "ValueError: Cell In[4]",
        "----> 7 raise KeyError('x')",
        "KeyError: …",
        "2 are called ….",
    ]
    assert "in failing" in file.read_text(encoding="utf-8")
