"""What is not served, and to whom nothing is."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

import pytest

from tests.machine import served
from tests.serving.conftest import Visitor
from workbench.errors import NotAllowed, NotFound
from workbench.server import serve

PACK = "U12345-stourvale"
KERNEL = "12345678-1234-1234-1234-123456789012"


@pytest.mark.parametrize(
    "path",
    [
        f"/voila/render/networks/{PACK}/own.ipynb",
        f"/voila/render/networks/{PACK}/.hidden.ipynb",
        f"/voila/render/networks/{PACK}/missing.ipynb",
        f"/voila/render/networks/{PACK}/home",
        f"/voila/render/networks/{PACK}",
        f"/voila/render/networks/{PACK}/../{PACK}/home.ipynb",
        f"/voila/render/networks/%2e%2e/networks/{PACK}/home.ipynb",
        "/voila/render/workbench.toml",
        "/voila/render/private.txt",
        "/voila/render/",
        f"/voila/files/networks/{PACK}/picture.png",
        "/voila/files/private.txt",
        f"/files/networks/{PACK}/picture.png",
        "/voila/tree",
        "/voila/tree/networks",
        "/voila/api/contents",
        "/voila/api/contents/private.txt",
        "/api/contents",
        "/api/kernels",
        "/api/sessions",
        f"/voila/query/{KERNEL}",
        f"/voila/execution/{KERNEL}",
        "/logs/serve.log",
        "/theme/app.py",
        "/theme/shell.js",
        "/theme/../pyproject.toml",
        "/login",
        "/logout",
        "/nothing",
    ],
)
def test_everything_else_is_a_page_that_says_it_is_not_there(visitor: Visitor, path: str):
    page = visitor.ask(path)
    assert page.status == 404
    assert "<h1>There is no such page</h1>" in page.body
    assert "theme/theme.css" in page.body


@pytest.mark.parametrize(
    "path", ["/voila/templates/lab/static/../../../../../private.txt", "/voila/static/../private.txt"]
)
def test_assets_do_not_lead_elsewhere(visitor: Visitor, path: str):
    answer = visitor.ask(path)
    assert answer.status in {403, 404, 500}  # Voilà stumbles over some; what counts is that nothing comes
    assert "private" not in answer.body


def test_what_pages_need_is_served(visitor: Visitor):
    style = visitor.ask("/theme/theme.css")
    assert style.status == 200
    assert "--wb-paper" in style.body
    assert style.headers["Cache-Control"] == "no-cache"
    assert visitor.ask("/voila/templates/lab/static/voila.js").status == 200


def test_a_page_may_load_and_reach_this_host_only(visitor: Visitor):
    for page in (visitor.ask("/"), visitor.open(f"{PACK}/prototypes"), visitor.ask("/nothing")):
        policy = page.headers["Content-Security-Policy"]
        host = visitor.url.split("//")[1].rstrip("/")
        assert policy == (
            "default-src 'self' 'unsafe-inline' blob: data:; "
            f"connect-src 'self' blob: data: ws://{host} wss://{host}; "
            "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
        )
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", f"/voila/render/networks/{PACK}/home.ipynb", "/nothing"])
def test_a_name_that_was_pointed_at_this_machine_is_refused(visitor: Visitor, path: str):
    page = visitor.ask(path, Host="evil.example")
    assert page.status == 403
    assert "Stourvale" not in page.body
    assert "Use the link that the workbench showed" in page.body


def websocket(visitor: Visitor, kernel: str, **headers: str):
    """Ask to be connected to a kernel."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": secrets.token_urlsafe(16),
    }
    connection = visitor.connect(f"/api/kernels/{kernel}/channels?session_id=1", **upgrade, **headers)
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def test_another_site_cannot_talk_to_a_kernel(visitor: Visitor):
    kernel = visitor.kernel_of(visitor.open(f"{PACK}/prototypes"))
    assert websocket(visitor, kernel) == 101
    assert websocket(visitor, kernel, Origin="http://evil.example") == 403
    assert websocket(visitor, kernel, Host="evil.example") == 403


def test_another_site_cannot_stop_a_kernel(visitor: Visitor):
    kernel = visitor.kernel_of(visitor.open(f"{PACK}/prototypes"))
    assert visitor.ask(f"/voila/api/shutdown/{kernel}", method="POST").status == 403
    assert visitor.ask(f"/api/kernels/{kernel}", method="DELETE").status == 403
    assert visitor.ask(f"/api/kernels/{kernel}").status == 200


def test_other_machines_are_not_served_without_a_password(stourvale: Path):
    with pytest.raises(NotAllowed, match=re.escape("at 0.0.0.0 without a password: set WORKBENCH_PASSWORD")):
        serve(stourvale, host="0.0.0.0")


def test_a_folder_that_is_no_workspace_is_not_served(tmp_path: Path):
    with pytest.raises(NotFound, match="is not a workspace"):
        serve(tmp_path)


def test_a_link_that_leads_out_of_the_workspace_is_not_followed(tmp_path: Path):
    from tests.serving import packs

    outside = packs.notebook(tmp_path / "outside", "U1-a/home", "1", about={"network": "U1"})
    inside = packs.workspace(tmp_path / "inside")
    (inside / "networks" / "U1-a").mkdir(parents=True)
    (inside / "networks" / "U1-a" / "home.ipynb").symlink_to(outside)
    (inside / "networks" / "U2-b").symlink_to(outside.parent)
    with served(inside) as server:
        visitor = Visitor(server.url)
        assert visitor.open("U1-a/home").status == 404
        assert visitor.open("U2-b/home").status == 404
        assert "There is no network here yet" in visitor.ask("/").body
