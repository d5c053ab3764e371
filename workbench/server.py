"""Serving a workspace in browsers, and opening it in JupyterLab."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.errors import NotAllowed
from workbench.logs import keep_log
from workbench.serving.app import Workbench, configuration, words_for_a_port
from workbench.settings import is_loopback, read_settings

# What JupyterLab can only be told in a file: not to ask about news.
LAB_SETTINGS = Path(__file__).parent / "serving" / "jupyter"
# This machine only, this Python's kernel only; neither news, nor updates, nor the extension shop, nor Voilà's
# own extension, which would serve what `serve` keeps closed.
LAB_OPTIONS = [
    '--ServerApp.jpserver_extensions={"voila.server_extension": False}',
    "--ServerApp.log_level=WARN",
    "--ServerApp.answer_yes=True",
    "--ServerApp.ip=127.0.0.1",
    "--ServerApp.kernel_spec_manager_class=workbench.serving.own_kernel.OwnKernel",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
]

# Seconds that JupyterLab has to stop by itself.
TIME_TO_STOP = 10


def serve(
    workspace_path: str | Path | None = None,
    *,
    port: int | None = None,
    open_browser: bool = False,
    host: str = "127.0.0.1",
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the workspace's networks until Ctrl-C, then stop what ran behind the open pages.

    `port`: that one and no other (0: any; None: as the workspace is set, or the next free one); `host`: the
    address to listen at; `ready`: called once with the link when people can come (by default it is printed). It
    ends as with Ctrl-C when the system asks it to (SIGTERM). Raises NotFound without a workspace, and NotAllowed
    when `host` is open to other machines and no password is set, is not an address of this machine, or when no
    port is free.
    """
    settings = read_settings(workspace_path)
    if not is_loopback(host) and not settings.needs_password:
        raise NotAllowed(
            f"Other machines could open everything at {host} without a password: set WORKBENCH_PASSWORD first, "
            "or leave the host out to serve this machine only."
        )
    Workbench.clear_instance()
    app = Workbench.instance(config=configuration(settings))
    app.settings = settings
    app.ready = ready or _announce
    app.ip, app.port, app.only_this_port = host, settings.port if port is None else port, port is not None
    app.open_browser, app.root_dir = open_browser, str(settings.workspace)
    app.config_file_paths = []  # what another project set for Voilà on this machine is not meant for us
    kept = [app.log, *map(logging.getLogger, ("tornado", "asyncio", "workbench"))]
    keep_log(settings.log_folder, "serve", *kept)
    try:
        app.initialize([])
        app.start()
    finally:
        Workbench.clear_instance()


def lab(workspace_path: str | Path | None = None, *, port: int | None = None, open_browser: bool = True) -> int:
    """Run JupyterLab on the workspace for analysts until Ctrl-C; returns its exit code.

    It listens to this machine only, and nothing leaves the machine. `port`: that one and no other (0: any; None:
    JupyterLab's own, or the next free one). Asked to end by the system (SIGTERM) it stops as with Ctrl-C. Raises
    NotFound without a workspace, and NotAllowed when the port is taken.
    """
    settings = read_settings(workspace_path)
    if port:
        _refuse_taken(port)
    command = [sys.executable, "-m", "jupyterlab", *LAB_OPTIONS, f"--ServerApp.root_dir={settings.workspace}"]
    command += [] if port is None else [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    command += [] if open_browser else ["--no-browser"]
    command += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    environment = settings.kernel_environment(os.environ)
    paths = [str(LAB_SETTINGS), *filter(None, [environment.get("JUPYTER_CONFIG_PATH")])]
    environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(paths)
    with (
        _ending_as_from_the_keyboard(),
        subprocess.Popen(command, env=environment, cwd=settings.workspace) as process,  # noqa: S603 - our own words
    ):
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.terminate()  # from a terminal it got Ctrl-C too; from elsewhere it did not
            with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                return max(process.wait(TIME_TO_STOP), 0)
            process.kill()  # it hangs now and then on the way out; its kernels notice and stop by themselves
            return 0


@contextmanager
def _ending_as_from_the_keyboard() -> Iterator[None]:
    """While this lasts, SIGTERM is Ctrl-C: what was started gets stopped, and is not left behind."""
    if threading.current_thread() is not threading.main_thread():  # only there may anybody listen to signals
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _refuse_taken(port: int) -> None:
    with socket.socket() as asking:
        if os.name != "nt":  # there it would let two share one
            asking.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asking.bind(("127.0.0.1", port))
        except OSError as problem:
            raise NotAllowed(words_for_a_port(port, problem)) from problem


def _announce(url: str) -> None:
    print(f"The workbench is open at {url} (Ctrl-C stops it)", flush=True)  # noqa: T201 - this is its one line
