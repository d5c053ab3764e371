"""The kernels behind the pages: when they end."""

from __future__ import annotations

import asyncio
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from jupyter_server._tz import utcnow

from tests.machine import served, until
from tests.serving import packs
from tests.serving.conftest import Visitor
from workbench.serving.app import configuration
from workbench.serving.kernels import Kernels
from workbench.serving.own_kernel import OwnKernel
from workbench.settings import read_settings

PACK = "U12345-stourvale"
PROCESS = "import os\nfrom IPython.display import HTML\nHTML(f'process={os.getpid()};')"
ENDLESS = "import threading\nthreading.Event().wait()"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace whose home page tells its process, and whose map never opens."""
    folder = packs.workspace(tmp_path)
    packs.network(folder, "U12345", "Stourvale network", home=PROCESS, map=ENDLESS)
    return folder


def runs(visitor: Visitor, kernel: str) -> bool:
    """Whether that kernel is still there."""
    return visitor.ask(f"/api/kernels/{kernel}").status == 200


def test_a_page_that_is_left_takes_its_kernel_along(folder: Path):
    with served(folder) as server:
        visitor = Visitor(server.url)
        kernel = visitor.kernel_of(visitor.open(f"{PACK}/home"))
        assert runs(visitor, kernel)
        goodbye = visitor.ask(f"/voila/api/shutdown/{kernel}", method="POST", form={"_xsrf": visitor.cookies["_xsrf"]})
        assert goodbye.status == 204
        assert not runs(visitor, kernel)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows other rights")
def test_what_kernels_say_is_for_whoever_runs_the_server_alone(folder: Path):
    with served(folder) as server:
        visitor = Visitor(server.url)
        visitor.kernel_of(visitor.open(f"{PACK}/home"))
        assert stat.S_IMODE((folder / "logs" / "kernels.log").stat().st_mode) == 0o600


def test_a_visitor_who_leaves_while_the_page_opens_leaves_no_kernel_behind(folder: Path):
    with served(folder) as server:
        visitor = Visitor(server.url)
        connection = visitor.connect(f"/voila/render/networks/{PACK}/map.ipynb")
        response, seen = connection.getresponse(), ""
        while '"kernelId"' not in seen:
            seen += response.read1().decode("utf-8")
        kernel = seen.split('"kernelId": "')[1].split('"')[0]
        assert runs(visitor, kernel)
        response.close()
        connection.close()
        until(lambda: not runs(visitor, kernel))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_the_workbench_stops_every_kernel(folder: Path, how: signal.Signals):
    with served(folder) as server:
        visitor = Visitor(server.url)
        page = visitor.open(f"{PACK}/home").body
        process = Path("/proc") / page.split("process=")[1].split(";")[0]
        assert not Path("/proc").is_dir() or process.is_dir()
        server.process.send_signal(how)
        assert server.process.wait(30) == 0
        until(lambda: not process.is_dir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_ctrl_c_is_heard_where_an_exception_would_get_lost(folder: Path):
    go = folder / "go"
    code = f"""
import pathlib
from tornado.ioloop import IOLoop
from workbench.server import serve

class Last:
    def __del__(self):
        print("an exception is only printed here", flush=True)
        while not pathlib.Path({str(go)!r}).exists():
            pass

serve({str(folder)!r}, port=0, ready=lambda url: IOLoop.current().add_callback(Last))
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "an exception is only printed here\n"
        process.send_signal(signal.SIGINT)
        go.touch()
        try:
            assert process.wait(30) == 0
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
def test_ctrl_c_that_reaches_another_thread_wakes_the_server(folder: Path):
    code = f"""
import signal, sys, threading
from tornado.ioloop import IOLoop
from workbench.server import serve

def press():
    serving.wait()
    while sys._current_frames()[threading.main_thread().ident].f_code.co_name != "select":
        pass  # the loop is not asleep yet
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)

serving = threading.Event()
threading.Thread(target=press, daemon=True).start()
serve({str(folder)!r}, port=0, ready=lambda url: IOLoop.current().add_callback(serving.set))
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL) as process:
        try:
            assert process.wait(20) == 0
        finally:
            process.kill()


@pytest.fixture
def kernels(folder: Path) -> Callable[[], Kernels]:
    """The kernels of a workspace with its limits: 120 minutes with a page, 15 without."""

    def made() -> Kernels:
        settings = read_settings(folder)
        settings.log_folder.mkdir(exist_ok=True)
        config = configuration(settings)
        kind = config.VoilaConfiguration.multi_kernel_manager_class
        return kind(config=config, kernel_spec_manager=OwnKernel(), root_dir=str(folder))

    return made


@pytest.mark.parametrize(("pages", "minutes", "kept"), [(1, 119, True), (1, 121, False), (0, 14, True), (0, 16, False)])
def test_a_forgotten_kernel_is_stopped_and_one_without_a_page_much_sooner(
    kernels: Callable[[], Kernels], pages: int, minutes: int, kept: bool
):
    async def story() -> bool:
        manager = kernels()
        kernel_id = await manager.start_kernel(kernel_name="python3")
        try:
            manager._kernel_connections[kernel_id] = pages
            kernel = manager.get_kernel(kernel_id)
            kernel.execution_state = "idle"
            kernel.last_activity = utcnow() - timedelta(minutes=minutes)
            await manager.cull_kernel_if_idle(kernel_id)
            return kernel_id in manager
        finally:
            await manager.shutdown_all(now=True)

    assert asyncio.run(story()) is kept


def test_kernels_are_looked_after_every_minute_whether_or_not_a_page_is_open(folder: Path):
    manager = configuration(read_settings(folder)).MappingKernelManager
    assert manager.cull_interval == 60
    assert manager.cull_idle_timeout == 120 * 60
    assert manager.cull_connected is True
