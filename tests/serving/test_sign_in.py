"""With a password: nothing without it, everything with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine import served
from tests.serving import packs
from tests.serving.conftest import ENVIRONMENT, Visitor
from tests.serving.test_closed import websocket
from workbench.serving.handlers import TRIES_A_MINUTE

PACK = "U12345-stourvale"
PASSWORD = "seven green bottles"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workbench with a password, open to other machines."""
    folder = packs.workspace(tmp_path_factory.mktemp("locked"))
    packs.network(folder, "U12345", "Stourvale network", home=ENVIRONMENT)
    options = "port=0, host='0.0.0.0'"
    with served(folder, environment={"WORKBENCH_PASSWORD": PASSWORD}, options=options) as server:
        yield server.url.replace("0.0.0.0", "127.0.0.1")


def sign_in(visitor: Visitor, password: str, then: str = "/"):
    """Fill in the form as a browser does."""
    form = visitor.ask(f"/login?next={then}")
    hidden = dict(re.findall(r'name="(_xsrf|next)" value="([^"]*)"', form.body))
    return visitor.ask("/login", method="POST", form={**hidden, "password": password})


@pytest.mark.parametrize("path", ["/", f"/voila/render/networks/{PACK}/home.ipynb"])
def test_without_signing_in_every_page_leads_to_the_form(visitor: Visitor, path: str):
    page = visitor.ask(path)
    assert page.status == 302
    assert page.headers["Location"].startswith("/login?next=")
    assert "Stourvale" not in page.body
    form = visitor.ask(page.headers["Location"])
    assert form.status == 200
    assert "The password of this workbench" in form.body


def test_the_wrong_password_is_one_sentence_and_opens_nothing(visitor: Visitor):
    answer = sign_in(visitor, "guess")
    assert answer.status == 401
    assert "That is not the password." in answer.body
    assert visitor.ask("/").status == 302


def test_the_right_password_goes_on_to_the_page_that_was_wanted(visitor: Visitor):
    wanted = f"/voila/render/networks/{PACK}/home.ipynb"
    answer = sign_in(visitor, PASSWORD, wanted)
    assert (answer.status, answer.headers["Location"]) == (302, wanted)
    assert any("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in answer.headers.get_all("Set-Cookie"))
    page = visitor.ask(wanted)
    assert page.status == 200
    assert "password=None" in page.body
    assert PASSWORD not in page.body
    assert "Sign out" in visitor.ask("/").body


def test_a_kernel_is_closed_to_those_who_have_not_signed_in(visitor: Visitor, url: str):
    sign_in(visitor, PASSWORD)
    kernel = visitor.kernel_of(visitor.open(f"{PACK}/home"))
    assert websocket(visitor, kernel) == 101
    stranger = Visitor(url)
    assert websocket(stranger, kernel) == 403
    assert stranger.ask(f"/api/kernels/{kernel}").status == 403
    assert stranger.ask(f"/voila/api/shutdown/{kernel}", method="POST").status == 403


def test_signing_out_closes_everything_again(visitor: Visitor):
    sign_in(visitor, PASSWORD)
    assert visitor.ask("/").status == 200
    visitor.ask("/logout")
    assert visitor.ask("/").status == 302


@pytest.mark.parametrize("where", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(visitor: Visitor, where: str):
    answer = sign_in(visitor, PASSWORD, where)
    assert answer.status == 302
    assert "evil.example" not in answer.headers["Location"].split("/")[2:3]
    assert not answer.headers["Location"].startswith(("//", "http"))


def test_the_form_needs_its_own_mark(visitor: Visitor):
    assert visitor.ask("/login", method="POST", form={"password": PASSWORD}).status == 403


def test_guessing_on_and_on_has_to_wait(tmp_path: Path):
    with served(packs.workspace(tmp_path), environment={"WORKBENCH_PASSWORD": PASSWORD}) as server:
        visitor = Visitor(server.url)
        answers = [sign_in(visitor, "guess").status for _ in range(TRIES_A_MINUTE)]
        assert answers == [401] * TRIES_A_MINUTE
        answer = sign_in(visitor, PASSWORD)
    assert answer.status == 429
    assert "Too many tries" in answer.body


def test_the_hash_in_the_settings_works_as_the_password_does(tmp_path: Path):
    from jupyter_server.auth.security import passwd

    folder = packs.workspace(tmp_path, password_hash=passwd(PASSWORD))
    with served(folder) as server:
        visitor = Visitor(server.url)
        assert visitor.ask("/").status == 302
        sign_in(visitor, PASSWORD)
        assert visitor.ask("/").status == 200
