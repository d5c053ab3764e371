"""The script of every page: its files share one module, so no name may stand in two of them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import widgets
from widgets.theme.app import App

PAGES = [getattr(widgets, name) for name in widgets.__all__ if issubclass(getattr(widgets, name), App)]
DECLARED = re.compile(r"^(?:async )?(?:function|const|let|class) +(\w+)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_no_name_is_declared_twice_in_the_script_of_a_page(page: type[App]):
    own = str(page._esm).partition("// The shell")[2] or str(page._esm)
    twice = [name for name, count in Counter(DECLARED.findall(own)).items() if count > 1]
    assert twice == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_the_register_is_only_ever_the_public_one_of_networks(page: type[App]):
    assert re.findall(r"It is (?:i|o)n the register|off the register", str(page._esm)) == []


@pytest.mark.parametrize("page", [widgets.Session, widgets.Stories], ids=lambda page: page.__name__)
def test_what_stays_in_a_set_is_said_as_it_is(page: type[App]):
    script = str(page._esm)
    assert "It stays on this set’s pages: whoever opens those can read it." in script
    assert "No review, post, shared page or other set shows it" in script
    for untrue in ("Nobody else reads it", "stays with its members", "Those who were there"):
        assert untrue not in script
