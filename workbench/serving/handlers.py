"""What answers a browser: the list of networks, their pages, signing in, and errors in plain words.

Every answer that people read comes from a template in `widgets/theme/voila`; nothing here builds HTML.
"""

from __future__ import annotations

import time
from collections import deque
from typing import Any
from urllib.parse import urlsplit

import tornado.ioloop
import tornado.web
from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError
from voila.tornado.handler import TornadoVoilaHandler

from workbench.serving.packs import Packs

# Wrong passwords allowed from one address within a minute before it has to wait.
TRIES_A_MINUTE = 10

NOT_HERE = (
    "There is no such page",
    "It may have been moved or not been made yet. Choose a network to go on.",
)
BROKEN = (
    "This page could not be opened",
    (
        "Nothing you recorded was lost. Reload the page; if it happens again, tell whoever looks after "
        "the workbench: the log in the workspace's logs folder says why."
    ),
)
WORDS = {
    403: ("This address is not open", "Use the link that the workbench showed when it started."),
    405: ("That cannot be done here", "Go back to the list of networks and try again."),
    429: ("Too many tries", "Wait a minute, then sign in again."),
}


class Page(JupyterHandler):
    """A page in our look: the same safe headers for all, and errors as a sentence."""

    @property
    def content_security_policy(self) -> str:
        """Nothing from another host, and no connection to one: the page's own socket is named outright."""
        host = self.request.host
        return "; ".join(
            [
                "default-src 'self' 'unsafe-inline' blob: data:",
                f"connect-src 'self' blob: data: ws://{host} wss://{host}",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'self'",
            ]
        )

    def set_default_headers(self) -> None:
        """Keep pages out of caches, and their addresses to ourselves."""
        super().set_default_headers()
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    def show(self, template: str, **values: Any) -> None:
        """Answer with one of our templates."""
        page = self.settings["voila_jinja2_env"].get_template(template)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page.render(base_url=self.base_url, signed_in=self._can_sign_out(), **values))

    def write_error(self, status_code: int, **_details: Any) -> None:
        """Say what happened in one sentence and what to do in another; the log has the rest."""
        heading, advice = WORDS.get(status_code, NOT_HERE if status_code < 500 else BROKEN)
        self.show("error.html", heading=heading, advice=advice)

    def _can_sign_out(self) -> bool:
        return bool(self.identity_provider.auth_enabled and getattr(self, "current_user", None))


class NotFoundPage(Page):
    """Whatever is not served."""

    @allow_unauthenticated
    async def prepare(self) -> None:  # type: ignore[override]
        """Answer before anything else is looked at: signed in or not, it is not here."""
        if not self.check_host():
            raise HTTPError(403)
        self.current_user = None
        raise HTTPError(404)


class NetworksPage(Page):
    """The first page: which network? No notebook runs for it."""

    def initialize(self, packs: Packs) -> None:
        """Keep the packs at hand."""
        self.packs = packs

    @tornado.web.authenticated
    def get(self) -> None:
        """List the networks; `?find=` keeps those that have all its words."""
        words = self.get_query_argument("find", "").casefold().split()
        packs = self.packs.all()
        shown = [pack for pack in packs if all(word in _searched(pack) for word in words)]
        folder = str(self.packs.workspace)
        self.show("networks.html", packs=shown, total=len(packs), find=" ".join(words), folder=folder)


class NotebookPage(Page, TornadoVoilaHandler):
    """A page of a network: runs its notebook with a kernel of its own."""

    kernel_id: str | None = None

    def initialize(self, packs: Packs, **kwargs: Any) -> None:  # type: ignore[override]
        """Keep the packs at hand; the rest is Voilà's."""
        self.packs = packs
        self.left = False
        TornadoVoilaHandler.initialize(self, **kwargs)

    @tornado.web.authenticated
    async def get(self, path: str = "") -> None:  # type: ignore[override]
        """Run the notebook and send the page piece by piece."""
        if self.packs.notebook(path) is None:
            raise HTTPError(404)
        self.xsrf_token  # noqa: B018 - sets the cookie with which the page may let go of its kernel
        async for html in self.get_generator(path=path):
            if self.left:
                await self._stop_kernel()
                return
            self.write(html)
            self.flush()

    def on_connection_close(self) -> None:
        """Stop the kernel of a visitor who left while the page was opening."""
        self.left = True
        tornado.ioloop.IOLoop.current().add_callback(self._stop_kernel)
        super().on_connection_close()

    async def _stop_kernel(self) -> None:
        kernel, self.kernel_id = self.kernel_id, None
        if kernel and kernel in self.kernel_manager:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel, now=True))


class SignIn(Page, LoginFormHandler):
    """One password for everybody in the set; only where one is configured."""

    wrong: dict[str, deque[float]] = {}

    @allow_unauthenticated
    def get(self) -> None:
        """Show the form, or go on if there is nothing to ask."""
        if self.current_user:
            self._redirect_safe(self.get_argument("next", default=self.base_url))
        else:
            self._form()

    @allow_unauthenticated
    def post(self) -> None:
        """Look at the password, and go on to where the visitor wanted to."""
        tries = self.wrong.setdefault(self.request.remote_ip or "", deque())
        while tries and tries[0] < time.monotonic() - 60:
            tries.popleft()
        if len(tries) >= TRIES_A_MINUTE:
            raise HTTPError(429)
        user = self.identity_provider.process_login_form(self)
        if user is None:
            tries.append(time.monotonic())
            self.set_status(401)
            self._form("That is not the password. Ask whoever looks after the workbench here.")
            return
        tries.clear()
        self.identity_provider.set_login_cookie(self, user)
        self._redirect_safe(self.get_argument("next", default=self.base_url))

    def _form(self, problem: str = "") -> None:
        # Only a path of this server is kept; _redirect_safe looks again before it goes there.
        wanted = urlsplit(self.get_argument("next", default=self.base_url))
        after = wanted.path + (f"?{wanted.query}" if wanted.query else "")
        self.show("sign_in.html", next=after, problem=problem, xsrf=self.xsrf_token.decode("ascii"))


class SignOut(Page):
    """Forget who signed in, and show the form again."""

    @allow_unauthenticated
    def get(self) -> None:
        """Sign out."""
        self.identity_provider.clear_login_cookie(self)
        self.redirect(self.base_url)


class ThemeFile(tornado.web.StaticFileHandler):
    """The style of the pages: open to everybody, and asked for again each time, so that an update shows."""

    def set_extra_headers(self, path: str) -> None:
        """Let it be kept, but never used unasked."""
        self.set_header("Cache-Control", "no-cache")


def _searched(pack: Any) -> str:
    return f"{pack.name} {pack.code} {pack.commissioner}".casefold()
