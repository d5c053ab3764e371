"""Putting a page's JavaScript together: one self-contained module, as anywidget needs it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_WIDGETS = files("widgets")
_SHELL = tuple(f"theme/{part}.js" for part in ("shell", "told", "question", "two_sides", "drafts", "parts"))


@cache
def script(*names: str, draws_network: bool = False) -> str:
    """The module of one page: the libraries it needs, the shell, and its own files (paths below `widgets/`).

    `draws_network` adds the vis-network that pyvis ships, so that there is one version of it.
    """
    parts = [_as_global(_read("theme/vendor/htm-preact.js"))]
    if draws_network:
        vis = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
        parts.append(_as_global(vis.read_text(encoding="utf-8")))
    return "\n".join([*parts, *(_read(name) for name in (*_SHELL, *names))])


@cache
def style(*names: str) -> str:
    """The tokens and the shared look, and then the page's own files (paths below `widgets/`)."""
    return "\n".join([_read("theme/theme.css"), *(_read(name) for name in names)])


def _read(name: str) -> str:
    return (_WIDGETS / name).read_text(encoding="utf-8")


def _as_global(library: str) -> str:
    """Let a UMD library set its global, whatever AMD loader the page has and though a module has no `this`."""
    return f"(function (define, exports, module) {{\n{library}\n}}).call(globalThis);"
