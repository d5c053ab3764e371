"""What people type is looked through before it is kept, on every page alike; and pages read as the set at work."""

from __future__ import annotations

from typing import Any

import pytest

from tests.widgets.test_app import Elements, Page
from widgets.theme.app import look
from widgets.theme.doubting import doubt, free_texts
from workbench.identifying import WHY, find
from workbench.store import Reader
from workbench.workspace import Network


@pytest.fixture
def page(network: Network) -> Page:
    return Page(Elements(network))


@pytest.mark.parametrize(
    ("typed", "kind", "words", "keep"),
    [
        ("Mrs A, 943 476 5919", "NHS number", "943 476 5919", "Keep it, it is something else"),
        ("dob 12/03/1961", "date of birth", "12/03/1961", "Keep it as it is"),
        ("at CH65 9HQ", "postcode", "CH65 9HQ", "Keep it as it is"),
        ("Ring 07700 900123", "phone number", "07700 900123", "Keep it as it is"),
        ("jo@example.org", "e-mail address", "jo@example.org", "Keep it as it is"),
    ],
)
def test_each_kind_is_asked_about_and_kept_if_somebody_says_so(page, typed, kind, words, keep):
    answer = page("add", args={"label": typed})
    assert (answer["ok"], answer["title"], answer["found"], answer["keep"]) == (
        False,
        f"Is this somebody’s {kind}?",
        words,
        keep,
    )
    assert answer["ask"].startswith(f"“{words}” could be somebody’s {kind}. ")
    assert page.app.state["labels"] == []
    assert page("add", args={"label": typed}, anyway=True)["ok"] is True
    assert page.app.state["labels"] == [typed]


def test_every_piece_is_named_once_and_each_kind_has_its_reason_once():
    sent = {"rows": [["Kitchen", "at CH65 9HQ"], ["Hall at CH65 9HQ", "07700 900123 or jo@example.org or L1 8JQ"]]}
    assert doubt(sent) == {
        "title": "Does this say who somebody is?",
        "ask": "These could say who somebody is. Is each of them meant to be here?",
        "pieces": [
            {"kind": "postcode", "words": ["CH65 9HQ", "L1 8JQ"], "why": WHY["postcode"]},
            {"kind": "phone number", "words": ["07700 900123"], "why": WHY["phone number"]},
            {"kind": "e-mail address", "words": ["jo@example.org"], "why": WHY["e-mail address"]},
        ],
        "more": "",
        "found": "CH65 9HQ",
        "keep": "Keep them all as they are",
    }
    once = doubt(["at CH65 9HQ", "again CH65 9HQ"])
    assert once is not None
    assert once["title"] == "Is this somebody’s postcode?"


def test_one_answer_keeps_all_that_was_named(page):
    label = "Ring 07700 900123 or write to jo@example.org"
    answer = page("add", args={"label": label})
    assert [each["kind"] for each in answer["pieces"]] == ["phone number", "e-mail address"]
    assert page("add", args={"label": label}, anyway=True)["ok"] is True


def addresses(number: int) -> list[str]:
    return [f"person{each}@example.org" for each in range(number)]


@pytest.mark.parametrize(
    ("number", "more"),
    [(6, ""), (7, "And 1 more piece of this sort."), (9, "And 3 more pieces of this sort.")]
    + [(many, "And at least 4 more pieces of this sort.") for many in (10, 1000)],
)
def test_six_pieces_are_named_and_the_others_counted(number: int, more: str):
    question = doubt(addresses(number))
    assert question is not None
    assert question["pieces"][0]["words"] == addresses(6)
    assert question["more"] == more


def test_looking_ends_where_enough_was_found_and_far_into_a_long_text(monkeypatch):
    assert doubt("x " * 9_990 + "at CH65 9HQ") is not None
    assert doubt("x " * 10_000 + "at CH65 9HQ") is None
    looked_at: list[str] = []
    monkeypatch.setattr("widgets.theme.doubting.find", lambda text: looked_at.append(text) or find(text))
    doubt(["jo@example.org " * 20_000, "never looked at"])
    doubt([*addresses(10), "never looked at"])
    assert [len(text) for text in looked_at] == [20_000, *[len(each) for each in addresses(10)]]


def test_the_field_of_a_day_an_id_and_ordinary_words_are_no_question():
    sent = {"due": "1961-03-12", "id": "01a202c9-5184-7975-981d-0c55bbdf813d", "size": 9434765919, "note": "See A81001"}
    assert doubt(sent) is None
    assert list(free_texts(sent)) == ["01a202c9-5184-7975-981d-0c55bbdf813d", "See A81001"]
    assert doubt({"note": "1961-03-12, she said"}) is not None


class Looking(Elements):
    """A page on which people can search."""

    @look
    def search(self, *, text: str) -> str:
        return text


def test_nothing_is_asked_by_a_gesture_that_only_looks(network):
    assert Page(Looking(network))("search", args={"text": "943 476 5919"})["result"] == "943 476 5919"


# --- the set at work ---------------------------------------------------------------------------------------


def sets_on(page: Page) -> dict[str, Any]:
    about = page.app.state["app"]
    return {"sets": [one["title"] for one in about["sets"]], "in_set": about["in_set"]}


def test_where_there_is_one_set_nobody_has_to_choose(network):
    north = network.members.add_set("North")
    assert sets_on(Page(Elements(network))) == {"sets": [], "in_set": north.id}


def test_a_page_reads_as_the_set_that_somebody_chose_and_forgets_it_again(network):
    network.members.add_set("North")
    south = network.members.add_set("South")
    page = Page(Elements(network))
    assert sets_on(page) == {"sets": ["North", "South"], "in_set": None}
    page(ping=1, who="practice manager", set=south.id)
    assert sets_on(page) == {"sets": ["North", "South"], "in_set": south.id}
    assert network.reader == Reader.of_set(network.code, south.id)
    page(ping=2, who="practice manager", set="")
    assert sets_on(page)["in_set"] is None
    assert network.reader == Reader.of_network(network.code)


def test_a_set_may_be_said_with_a_gesture_too(network):
    north, _ = network.members.add_set("North"), network.members.add_set("South")
    page = Page(Elements(network))
    page("add", args={"label": "One"}, set=north.id)
    assert sets_on(page)["in_set"] == north.id


@pytest.mark.parametrize("sent", [None, 7, ["x"], "no such set", "x" * 5000, {"id": 1}])
def test_what_is_no_set_changes_nothing(network, sent):
    north, _ = network.members.add_set("North"), network.members.add_set("South")
    page = Page(Elements(network))
    page(ping=1, who="practice manager", set=north.id)
    page(ping=2, who="practice manager", set=sent)
    assert sets_on(page)["in_set"] == north.id
    assert page("count")["ok"] is True
