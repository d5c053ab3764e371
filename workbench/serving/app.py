"""Voilà with our settings and our look.

Voilà's own routes are let through one by one (`OPEN_ROUTES`); whatever it serves besides is closed, so that a
new version of it cannot open something unnoticed.
"""

from __future__ import annotations

import asyncio
import errno
import importlib.util
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import jinja2
import tornado.httpserver
import tornado.ioloop
import tornado.netutil
from jupyter_server.auth.security import passwd
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from jupyterlab_server.themes_handler import ThemesHandler
from traitlets.config import Config
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from workbench import errors
from workbench.serving import handlers
from workbench.serving.kernels import Kernels
from workbench.serving.own_kernel import OwnKernel
from workbench.serving.packs import Packs
from workbench.settings import Settings, is_loopback

# Voilà's handlers that a page cannot do without.
OPEN_ROUTES = (
    VoilaKernelWebsocketHandler,
    KernelHandler,
    TemplateStaticFileHandler,
    MultiStaticFileHandler,
    FileFindHandler,
    ThemesHandler,
    VoilaShutdownKernelHandler,
)
# The browser extensions that a page needs; every other one installed here would travel along.
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "anywidget", "@voila-dashboards/widgets-manager8"]
# How many ports after the first are tried when it is taken.
MORE_PORTS = 20
HIGHEST_PORT = 65535
# What stands for every address that this machine has, with the one for this machine itself.
EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - needs a password
# The largest message a page may send, in bytes: a file to import travels in one.
LARGEST_MESSAGE = 100 * 1024 * 1024


class Workbench(Voila):
    """Voilà with our template, our list of networks and nothing else reachable.

    `settings` and `ready` (called once with the link) are set before `initialize`, and `only_this_port` if the
    next ones are not to be tried.
    """

    settings: Settings
    ready: Callable[[str], None]
    only_this_port: bool = False

    def setup_template_dirs(self) -> None:
        """Put our template before Voilà's; it is found beside the widgets, not among Jupyter's data folders."""
        super().setup_template_dirs()
        self.template_paths.insert(0, str(theme_folder() / "voila"))

    def init_settings(self) -> Any:
        """Build what tornado is set to: Voilà's, with the host checked and a page of ours for whatever is not."""
        settings: Any = super().init_settings()
        # Some handlers look for their error page among the server's templates: ours come first there too.
        ours, theirs = settings["voila_jinja2_env"].loader, settings["jinja2_env"].loader
        settings["jinja2_env"].loader = jinja2.ChoiceLoader([ours, theirs])
        settings["allow_remote_access"] = not is_loopback(self.ip)
        settings["compress_response"] = not is_loopback(self.ip)
        settings["default_handler_class"] = handlers.NotFoundPage
        settings["websocket_max_message_size"] = LARGEST_MESSAGE
        return settings

    def init_handlers(self) -> Any:
        """List what is served: our pages, and of Voilà's routes only those that a page needs."""
        packs = Packs(self.settings.workspace)
        threading.Thread(target=packs.all, daemon=True).start()  # so that the first visitor need not wait
        theirs: Any = super().init_handlers()
        page = {
            "packs": packs,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        ours: list[Any] = [
            (r"/", handlers.NetworksPage, {"packs": packs}),
            (r"/voila/render/(.*)", handlers.NotebookPage, page),
            (r"/theme/(theme\.css)", handlers.ThemeFile, {"path": str(theme_folder())}),
        ]
        if self.settings.needs_password:
            ours += [(r"/login", handlers.SignIn), (r"/logout", handlers.SignOut)]
        prefix = self.server_url or "/"
        ours = [(url_path_join(prefix, route[0]), *route[1:]) for route in ours]
        return ours + [route for route in theirs if route[1] in OPEN_ROUTES]

    def listen(self) -> None:
        """Take a free port, say so, and serve until told to stop."""
        server = tornado.httpserver.HTTPServer(self.app)
        server.add_sockets(self._sockets())
        self.ioloop = tornado.ioloop.IOLoop.current()
        url = self._link(_an_address_of_this_machine(self.ip) if self.ip in EVERY_ADDRESS else self.ip)
        self.log.info("Serving %s at %s", self.settings.workspace, url)
        deaf = self._listen_to_signals()  # before anybody knows of the link, and so can want it to stop
        self.ready(url)
        if self.open_browser:
            here = self._link(EVERY_ADDRESS.get(self.ip, self.ip))
            threading.Thread(target=webbrowser.open, args=(here,), daemon=True).start()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            self.log.info("Stopped from the keyboard")
        finally:
            server.stop()
            self.stop()
            deaf()

    def _listen_to_signals(self) -> Callable[[], None]:
        """Let Ctrl-C and SIGTERM end the loop between two things it does; returns what gives them back.

        As an exception Ctrl-C would come up anywhere, also where Python can only print it and go on; and a signal that
        reaches another thread does not wake a loop that sleeps, unless the loop itself was told of it. Pressed again,
        Ctrl-C does come up at once.
        """
        if threading.current_thread() is not threading.main_thread():  # only there may anybody listen to signals
            return lambda: None
        loop = asyncio.get_event_loop()  # the one behind tornado’s
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        for number in before:
            try:
                loop.add_signal_handler(number, self.ioloop.stop)
            except NotImplementedError:  # Windows, where signals come to the main thread
                signal.signal(number, lambda *_: self.ioloop.add_callback_from_signal(self.ioloop.stop))
        heard = signal.getsignal(signal.SIGINT)

        def pressed(number: int, frame: Any) -> None:
            signal.signal(number, signal.default_int_handler)
            if callable(heard):
                heard(number, frame)

        def deaf() -> None:
            for number, heard_before in before.items():
                with suppress(NotImplementedError):
                    loop.remove_signal_handler(number)
                signal.signal(number, heard_before)

        signal.signal(signal.SIGINT, pressed)
        return deaf

    def _link(self, host: str) -> str:
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}{self.base_url}"

    def _sockets(self) -> list[Any]:
        tries = 1 if self.only_this_port or self.port == 0 else MORE_PORTS
        for port in range(self.port, min(self.port + tries, HIGHEST_PORT + 1)):
            try:
                sockets = tornado.netutil.bind_sockets(port, self.ip)
            except OSError as problem:
                if isinstance(problem, socket.gaierror) or problem.errno == errno.EADDRNOTAVAIL:
                    raise errors.NotAllowed(
                        f"{self.ip} is not an address of this machine: leave --host out to serve this machine only, "
                        "or write --host 0.0.0.0 for every address that it has."
                    ) from problem
                if tries == 1:
                    raise errors.NotAllowed(words_for_a_port(port, problem)) from problem
                continue
            self.port = sockets[0].getsockname()[1]
            return sockets
        raise errors.NotAllowed(
            f"The workbench cannot listen at {self.ip}, ports {self.port} to {self.port + MORE_PORTS - 1}: "
            "stop another copy of it, or name another port."
        )


def words_for_a_port(port: int, problem: OSError) -> str:
    """Why one cannot listen at a port, in a sentence."""
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is taken, perhaps by another copy: stop that one, or name another port."
    reason = (problem.strerror or str(problem)).lower()
    return f"The workbench cannot listen at port {port} ({reason}): name another port."


def _an_address_of_this_machine(every: str) -> str:
    """The address at which other machines are likely to reach this one; its name, where it has no network."""
    family, far = (
        (socket.AF_INET6, "2001:db8::1") if ":" in every else (socket.AF_INET, "192.0.2.1")
    )  # RFC 3849, RFC 5737
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((far, 9))  # nothing is sent: it only chooses the way
            return asking.getsockname()[0]
    except OSError:
        return socket.gethostname()


def configuration(settings: Settings) -> Config:
    """What Voilà and Jupyter are set to for this workspace; nothing else configures them."""
    config = Config()
    voila = config.VoilaConfiguration
    voila.template, voila.theme = "lab", "light"
    voila.allow_template_override = voila.allow_theme_override = "NO"
    voila.strip_sources = True
    # Our template shows no traceback, whatever it is given; but it has to be given the error to tell a
    # sentence that was written for people from one that was not.
    voila.show_tracebacks = True
    voila.file_allowlist = []
    voila.extension_allowlist = EXTENSIONS
    voila.preheat_kernel = voila.progressive_rendering = False
    voila.kernel_spec_manager_class = OwnKernel
    voila.language_kernel_mapping = {"": "python3", "python": "python3"}
    voila.multi_kernel_manager_class = type("Kernels", (Kernels,), {"settings": settings})
    voila.resources = {"workbench": {"spoken_errors": _spoken_errors()}}
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.cull_idle_timeout = settings.idle_minutes * 60
    config.MappingKernelManager.cull_connected = True
    config.MappingKernelManager.allow_tracebacks = False
    # A large map is one large message; held back, it would be lost without a word.
    config.ZMQChannelsWebsocketConnection.limit_rate = False
    if settings.needs_password:
        hashed = passwd(settings.password) if settings.password else settings.password_hash
        config.PasswordIdentityProvider.hashed_password = hashed
        config.PasswordIdentityProvider.cookie_options = {"samesite": "Lax"}
        config.PasswordIdentityProvider.allow_password_change = False
    return config


def theme_folder() -> Path:
    """The folder `widgets/theme`, found without importing a widget."""
    found = importlib.util.find_spec("widgets")
    if not found or not found.submodule_search_locations:
        raise errors.NotFound("The widgets are not installed: install the workbench again, with all its parts.")
    return Path(found.submodule_search_locations[0]) / "theme"


def _spoken_errors() -> list[str]:
    """The names of the errors whose message is a sentence for people."""
    kinds: list[type] = [errors.WorkbenchError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    return sorted({kind.__name__ for kind in kinds})
