"""Where the log goes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook
from tornado.websocket import WebSocketClosedError

from workbench.errors import BadInput, Conflict, NotFound, WorkbenchError
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


def told(file: Path) -> list[str]:
    """The lines of a log but those of places and code."""
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("  ")]


def test_an_error_is_told_with_its_place_and_its_cause_and_without_what_was_typed(
    logger: logging.Logger, tmp_path: Path
):
    file = keep_log(tmp_path, "apps", logger)
    with pytest.raises(ValueError, match="whispered") as caught:
        failing("2 are called ‘whispered\nagain’, it's said:\nsay “so\n\nor so”.")
    logger.error("Incident", exc_info=caught.value)
    assert told(file)[1:] == [
        "Traceback (most recent call last):",
        "KeyError: …",
        "",
        "Traceback (most recent call last):",
        "ValueError: 2 are called ….",
    ]
    assert "in failing" in file.read_text(encoding="utf-8")


OURS = [
    BadInput("What? Choose one of: whispered, again."),
    NotFound("There is nothing called ‘whispered\nagain’."),
    Conflict("Somebody wrote: whispered", mine={"title": "whispered"}, theirs={"title": "again"}),
]


@pytest.mark.parametrize("error", OURS, ids=lambda error: type(error).__name__)
def test_an_error_of_our_own_is_told_by_its_class_and_its_place_alone(
    logger: logging.Logger, tmp_path: Path, error: WorkbenchError
):
    file = keep_log(tmp_path, "apps", logger)
    try:
        raise error
    except WorkbenchError:
        logger.exception("Incident")
    logger.error(error)
    logger.warning("Refused: %s", error)
    name = type(error).__name__
    first, *trace = told(file)
    assert [first.split(": ")[1], *trace[:2]] == ["Incident", "Traceback (most recent call last):", name]
    assert [line.split(f"{logger.name}: ")[1] for line in trace[2:]] == [name, f"Refused: {name}"]
    assert "raise error" in file.read_text(encoding="utf-8")


def test_the_error_of_a_task_that_nobody_waited_for_is_told_by_its_class(logger: logging.Logger, tmp_path: Path):
    file = keep_log(tmp_path, "serve", logger)
    said = "Never retrieved\nfuture: <Task finished name='Task-1' exception={!r}>"  # asyncio puts it in its words
    logger.error(said.format(BadInput("whispered (again)")))
    assert told(file)[1:] == ["future: <Task finished name='Task-1' exception=BadInput(…)>"]


def test_every_error_of_a_group_is_told_like_any_other(logger: logging.Logger, tmp_path: Path):
    file = keep_log(tmp_path, "apps", logger)
    inner = []
    for error in (ValueError("‘whispered\nagain’ is wrong"), BadInput("whispered")):
        try:
            raise error
        except (ValueError, BadInput) as met:
            inner.append(met)
    several = ExceptionGroup("several", [*inner, ExceptionGroup("“whispered”", [KeyError("whispered")])])
    logger.error("Incident", exc_info=several)
    assert told(file)[1:] == [
        "Traceback (most recent call last):",
        "ExceptionGroup: several (3 sub-exceptions)",
        "",
        "Error 1 of 3 in this group:",
        "Traceback (most recent call last):",
        "ValueError: … is wrong",
        "",
        "Error 2 of 3 in this group:",
        "Traceback (most recent call last):",
        "BadInput",
        "",
        "Error 3 of 3 in this group:",
        "Traceback (most recent call last):",
        "ExceptionGroup: … (1 sub-exception)",
        "",
        "Error 1 of 1 in this group:",
        "Traceback (most recent call last):",
        "KeyError: …",
    ]
    assert file.read_text(encoding="utf-8").count("raise error") == 2


CELLS = [
    """
from workbench.errors import BadInput

def find(name):
    raise BadInput(f"There is no ‘{name}’ here.\\nChoose one of: {name}, again.")

print("Mrs Smith".lower())
try:
    int("Mrs Smith".upper() + chr(10) + "fell")
except ValueError:
    find("Mrs Smith".upper())
""",
    """
raise ExceptionGroup("several", [ValueError("‘" + "Mrs Smith".upper() + "’"), BadInput("Mrs Smith".upper())])
""",
]


def test_a_cell_that_fails_is_told_with_its_places_and_code_and_the_classes_of_its_errors(
    logger: logging.Logger, tmp_path: Path
):
    file = keep_log(tmp_path, "serve", logger)
    notebook = new_notebook(cells=[new_code_cell(code.strip()) for code in CELLS])
    client = NotebookClient(notebook, kernel_name="python3")
    with client.setup_kernel():
        for number, cell in enumerate(notebook.cells):
            try:
                client.execute_cell(cell, number)
            except CellExecutionError:
                logger.exception("Error at server while executing cell")
    log = file.read_text(encoding="utf-8")
    assert [word for word in ("MRS SMITH", "mrs smith", "Choose one of: M") if word in log] == []
    assert "Cell In[1], line 4, in find(name)" in log
    assert '----> 4     raise BadInput(f"There is no ‘{name}’ here.' in log
    names = [line for line in told(file) if line and not line.startswith(("File ", "Cell ", "-", "20", "Traceback"))]
    assert names == [
        "CellExecutionError: a cell failed",
        "ValueError: invalid literal for int() with base 10: …",
        "BadInput",
        "CellExecutionError: a cell failed with ExceptionGroup: several (2 sub-exceptions)",
        "ExceptionGroup",
        "ValueError",
        "BadInput",
    ]
