"""Files into the map and out of it: what the page's gestures do, and what they refuse."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHECK_DATA
from widgets import SystemMap
from widgets.system_map.handing_out import WAYS
from widgets.system_map.in_and_out import PIECE
from workbench import exchange
from workbench.errors import BadInput
from workbench.exchange import formats, limits, pasted
from workbench.workspace import Network, open_workspace

TO_IMPORT_AGAIN = ("xlsx", "csv", "prsm", "kumu", "graphml", "gexf", "cytoscape")
NHS_NUMBER = "943 476 5919"


class Page:
    """The other end of the line: sends what a page would send, bytes beside it, and keeps what it is told."""

    def __init__(self, network: Network) -> None:
        self.app = SystemMap(network)
        self.told: list[dict[str, Any]] = []
        self.app.send = self.told.append  # type: ignore[method-assign]

    def __call__(self, gesture: str, *, data: bytes | None = None, **args: Any) -> dict[str, Any]:
        buffers = [] if data is None else [memoryview(data)]
        message = {"id": "g1", "gesture": gesture, "who": "practice manager", "args": args}
        self.app._receive(self.app, message, buffers)
        return json.loads(json.dumps(self.told[-1]))

    def read(self, name: str, data: bytes, *, pasted: bool = False) -> dict[str, Any]:
        """Bring a whole file, in pieces as the page does; the last answer."""
        answers = [
            self("bring", name=name, size=len(data), at=at, pasted=pasted, data=data[at : at + PIECE])
            for at in range(0, max(1, len(data)), PIECE)
        ]
        return answers[-1]

    def report(self, name: str, data: bytes, **options: Any) -> dict[str, Any]:
        answer = self.read(name, data, **options)
        assert answer["ok"], answer
        return answer["result"]

    def downloaded(self, way: str, **chosen: Any) -> tuple[str, bytes]:
        file = self("map_file", way=way, **chosen)["result"]
        return file["name"], base64.b64decode(file["base64"])

    def labels(self) -> list[str]:
        return sorted(one["label"] for one in self.app.state["elements"])

    def add(self, label: str, **fields: Any) -> str:
        return self("add_element", label=label, **{"kind": "team", **fields})["result"]["id"]


@pytest.fixture
def page(network: Network) -> Page:
    return Page(network)


@pytest.fixture(scope="module")
def larkmere(folder: Path) -> Iterator[Page]:
    """The sample map with most on it, which these tests leave as it is."""
    workspace = open_workspace(folder)
    yield Page(workspace.network("U99901", who="practice manager"))
    workspace.close()


def book(*elements: tuple[Any, ...], connections: tuple[tuple[Any, ...], ...] = ()) -> bytes:
    """A workbook with these rows under Label, Type, Description and under From, To, Type."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Elements"
    for row in (("Label", "Type", "Description"), *elements):
        sheet.append(row)
    if connections:
        sheet = made.create_sheet("Connections")
        for row in (("From", "To", "Type"), *connections):
            sheet.append(row)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


# --- out and in again ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", TO_IMPORT_AGAIN)
def test_what_was_downloaded_is_all_on_the_map_when_it_comes_back(larkmere, way):
    name, data = larkmere.downloaded(way)
    report = larkmere.report(name, data)
    says = [
        "There is nothing to take in.",
        "25 elements and 43 connections are on the map already, just as in the file.",
    ]
    assert report["says"] == {"add": says, "change": says}
    assert report["anything"] == {"add": False, "change": False}
    refused = larkmere("take_in", token=report["token"], also_change=True)
    assert refused["error"] == f"Everything that {name} says is on the map already, so there is nothing to take in."


@pytest.mark.parametrize("way", WAYS)
def test_every_file_is_named_by_its_network_and_its_day(larkmere, way):
    about = larkmere("about_file", way=way, day="2025-03-01")["result"]
    assert about["name"] == f"map-larkmere-network-2025-03-01{WAYS[way].suffix}"
    assert larkmere.downloaded(way, day="2025-03-01")[0] == about["name"]


def test_a_file_is_of_the_day_that_was_asked_for(larkmere):
    network = larkmere.app.network
    for day in ("2025-01-20", None):
        _, data = larkmere.downloaded("graphml", day=day)
        assert len(exchange.read_rows(data, "x.graphml").elements) == len(network.map.parts(day)["elements"])


def test_what_is_hoped_for_goes_along_only_if_it_is_wanted(larkmere):
    def ties(hoped_for: bool) -> int:
        _, data = larkmere.downloaded("xlsx", hoped_for=hoped_for)
        return len(exchange.read_rows(data, "x.xlsx").connections)

    assert (ties(True), ties(False)) == (43, 41)


def test_what_a_file_cannot_hold_is_said_with_names(larkmere):
    first, second = larkmere("about_file", way="prsm")["result"]["left_out"]
    named = re.fullmatch(r"That only the public register says so was left out \(‘(.+)’ and 7 more\)\.", first)
    assert named is not None
    assert named[1] in larkmere.labels()
    assert second.startswith("What connections say of strength, delay, said by, sure and valid from is in the file")
    assert "cannot be imported again" in larkmere("about_file", way="png")["result"]["left_out"][-1]


def test_a_picture_and_a_page_are_what_their_names_say(larkmere):
    assert larkmere.downloaded("page")[1].startswith(b"<!DOCTYPE html>")
    assert larkmere.downloaded("svg")[1].startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<svg')
    assert larkmere("share_page")["result"]["text"] == larkmere.downloaded("page")[1].decode("utf-8")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"way": "exe"}, "‘exe’ is not a way to take the map along that the workbench knows."),
        ({"way": ["xlsx"]}, "is not a way to take the map along"),
        ({"way": "xlsx", "day": "2999-01-01"}, "is in the year 2999"),
        ({"way": "xlsx", "day": "yesterday"}, "has to be a date such as"),
        ({"way": "xlsx", "hoped_for": "perhaps"}, "yes or no, not ‘perhaps’"),
    ],
)
def test_a_file_that_cannot_be_made_is_refused_with_a_sentence(larkmere, asked, says):
    for gesture in ("about_file", "map_file"):
        answer = larkmere(gesture, **asked)
        assert (answer["ok"], says in answer["error"]) == (False, True)


def test_a_file_is_made_anew_when_the_map_has_changed(page):
    page.add("Link worker")
    before = page.downloaded("csv")[1]
    page.add("Kitchen")
    after = page.downloaded("csv")[1]
    tables = [zipfile.ZipFile(io.BytesIO(data)).read("elements.csv").decode("utf-8-sig") for data in (before, after)]
    assert ["Kitchen" in table for table in tables] == [False, True]


# --- in ------------------------------------------------------------------------------------------------------


def test_reading_a_file_changes_nothing_until_somebody_says_yes(page):
    page.add("Link worker", note="Two days.")
    before = page.app.network.latest()
    report = page.report(
        "figures.xlsx",
        book(
            ("link worker", "person in role", "Three days."),
            ("Kitchen", "place", None),
            ("Kitchen", "place", None),
            connections=(("Link worker", "Kitchen", "refers to"),),
        ),
    )
    assert page.app.network.latest() == before
    assert (report["file"], report["taken_for"], report["anything"]) == (
        "figures.xlsx",
        "",
        {"add": True, "change": True},
    )
    added = "1 element and 1 connection would be added."
    refused = "1 row cannot be used and would be left out."
    assert report["says"] == {
        "add": [added, refused],
        "change": [added, "1 element would be changed.", refused],
    }
    assert report["lists"] == {
        "misspelt": {"count": 0, "rows": []},
        "elements": {
            "count": 1,
            "rows": [{"says": "Kitchen (place)", "where": "row 3 of the sheet ‘Elements’", "unclear": []}],
        },
        "connections": {
            "count": 1,
            "rows": [
                {"says": "Link worker refers to Kitchen.", "where": "row 2 of the sheet ‘Connections’", "unclear": []}
            ],
        },
        "changed": {
            "count": 1,
            "rows": [
                {
                    "what": "element",
                    "says": "Link worker",
                    "where": "row 2 of the sheet ‘Elements’",
                    "fields": [
                        {"name": "kind", "before": "team", "after": "person in role"},
                        {"name": "note", "before": "Two days.", "after": "Three days."},
                    ],
                }
            ],
        },
        "refused": {
            "count": 1,
            "rows": [
                {
                    "where": "row 4 of the sheet ‘Elements’",
                    "why": "‘Kitchen’ is in row 3 of the sheet ‘Elements’ already; "
                    "give each a name of its own, or an id.",
                }
            ],
        },
        "left_out": {"count": 0, "rows": []},
    }


def test_what_is_there_is_left_alone_unless_it_was_to_be_changed_too(page):
    page.add("Link worker", note="Two days.")
    data = book(("Link worker", "team", "Three days."), ("Kitchen", "place", None))

    done = page("take_in", token=page.report("figures.xlsx", data)["token"], also_change=False)["result"]
    assert (done["said"], len(done["new"]), done["changed"]) == ("Imported figures.xlsx: added 1 element.", 1, [])
    notes = {one["label"]: (one["note"], one["file_source"]) for one in page.app.state["elements"]}
    assert notes == {"Link worker": ("Two days.", ""), "Kitchen": ("", "figures.xlsx")}

    done = page("take_in", token=page.report("figures.xlsx", data)["token"], also_change=True)["result"]
    assert (done["said"], done["new"], len(done["changed"])) == ("Imported figures.xlsx: changed 1.", [], 1)
    assert {one["label"]: one["note"] for one in page.app.state["elements"]}["Link worker"] == "Three days."


def test_undo_takes_the_whole_file_back_and_redo_brings_it_again(page):
    page.add("Link worker", note="Two days.")
    before = page.app.network.map.parts()
    data = book(("Link worker", "team", "Three days."), ("Kitchen", "place", None), ("Garden", "place", None),
                connections=(("Kitchen", "Garden", "meets"), ("Kitchen", "Link worker", "meets")))  # fmt: skip
    page("take_in", token=page.report("figures.xlsx", data)["token"], also_change=True)
    assert (page.labels(), len(page.app.state["connections"])) == (["Garden", "Kitchen", "Link worker"], 2)

    said = page("undo")["result"]["said"]
    assert said == "took back: imported figures.xlsx: added 2 elements and 2 connections, changed 1"
    after = page.app.network.map.parts()
    for one in (*before["elements"], *after["elements"]):
        for name in ("version", "changed_at", "changed_by"):
            del one[name]
    assert after == before

    page("redo")
    assert (page.labels(), len(page.app.state["connections"])) == (["Garden", "Kitchen", "Link worker"], 2)


def test_a_file_is_looked_at_anew_if_the_map_was_changed_meanwhile(page):
    report = page.report("figures.xlsx", book(("Kitchen", "place", None), ("Garden", "place", None)))
    page.add("Kitchen", kind="place")

    again = page("take_in", token=report["token"], also_change=False)["result"]["again"]
    assert again["says"]["add"] == [
        "1 element would be added.",
        "1 element is on the map already, just as in the file.",
    ]
    assert page.labels() == ["Kitchen"]
    assert page("take_in", token=report["token"], also_change=False)["ok"] is False

    assert page("take_in", token=again["token"], also_change=False)["ok"] is True
    assert page.labels() == ["Garden", "Kitchen"]


def test_a_change_that_makes_no_difference_to_the_file_is_in_nobodys_way(page):
    report = page.report("figures.xlsx", book(("Kitchen", "place", None)))
    other = page.add("Garden")
    done = page("take_in", token=report["token"], also_change=False)["result"]
    assert (page.labels(), other in done["new"]) == (["Garden", "Kitchen"], False)


def test_somebody_who_drags_meanwhile_is_in_nobodys_way(page):
    other = page.add("Garden")
    data = b"Label,X,Y\nKitchen,5,6\nGarden,900,900\n"
    page("move", places={other: [0, 0]})
    report = page.report("places.csv", data)
    page("move", places={other: [340, -210]})
    done = page("take_in", token=report["token"], also_change=False)["result"]
    assert (done["said"], page.labels()) == ("Imported places.csv: added 1 element.", ["Garden", "Kitchen"])


def test_rows_that_are_not_wanted_stay_out_and_connections_with_the_ends_they_need(page):
    page.add("Link worker", note="Two days.")
    data = book(("Link worker", "team", "Three days."), ("Kitchen", "place", None), ("Garden", "place", None),
                connections=(("Kitchen", "Garden", "meets"), ("Garden", "Link worker", "meets")))  # fmt: skip
    token = page.report("figures.xlsx", data)["token"]

    weighed = page("weighed", token=token, without={"elements": [0]})["result"]
    assert weighed["says"] == {
        "add": ["1 element and 1 connection would be added."],
        "change": ["1 element and 1 connection would be added.", "1 element would be changed."],
    }
    assert weighed["gone"] == [0]
    done = page("take_in", token=token, also_change=True, without={"elements": [0], "changed": [0]})["result"]
    assert (done["said"], page.labels()) == (
        "Imported figures.xlsx: added 1 element and 1 connection.",
        ["Garden", "Link worker"],
    )


def test_without_all_its_rows_there_is_nothing_to_do(page):
    token = page.report("one.csv", b"Label\nKitchen\n")["token"]
    assert page("weighed", token=token, without={"elements": [0]})["result"]["anything"] == {
        "add": False,
        "change": False,
    }
    answer = page("take_in", token=token, also_change=False, without={"elements": [0]})
    assert (answer["ok"], page.labels()) == (False, [])


@pytest.mark.parametrize(
    "without", [{"elements": [1]}, {"elements": [-1]}, {"elements": "0"}, {"elements": [True]}, {"known": [0]}, [0]]
)
def test_rows_that_are_none_are_refused_with_a_sentence(page, without):
    token = page.report("one.csv", b"Label\nKitchen\n")["token"]
    for gesture, args in (("weighed", {}), ("take_in", {"also_change": False})):
        answer = page(gesture, token=token, without=without, **args)
        assert (answer["ok"], answer["error"].count("\n")) == (False, 0)
    assert page.labels() == []


def test_names_that_are_nearly_others_are_a_list_of_their_own(page):
    page.add("Care coordinator")
    report = page.report("ties.csv", b"From,To,Type\nCare cordinator,GP,loves\n")
    assert report["lists"]["misspelt"]["rows"] == [
        "‘Care cordinator’ (row 2 of the table) would be a new element: did you mean ‘Care coordinator’?"
    ]
    assert report["unclear"] == {"elements": 1, "connections": 1}


@pytest.mark.parametrize("token", ["forged", "", None, 7, ["x"], {}])
def test_a_forged_or_forgotten_token_is_refused_with_a_sentence(larkmere, token):
    page, before = larkmere, larkmere.labels()
    says = "What this file would do is no longer at hand. Choose the file again."
    kept = page.report("figures.xlsx", book(("Kitchen", "place", None)))["token"]
    for gesture, args in (("take_in", {"also_change": True}), ("more_of_file", {"what": "elements", "start": 0})):
        answer = page(gesture, token=token, **args)
        assert (answer["ok"], answer["error"]) == (False, says)
    page("forget_file")
    assert page("take_in", token=kept, also_change=True)["error"] == says
    assert page.labels() == before


def test_only_the_newest_file_is_kept(page):
    first = page.report("one.xlsx", book(("Kitchen", "place", None)))["token"]
    second = page.report("two.xlsx", book(("Garden", "place", None)))["token"]
    assert page("take_in", token=first, also_change=False)["ok"] is False
    assert page("take_in", token=second, also_change=False)["ok"] is True
    assert page("take_in", token=second, also_change=False)["ok"] is False
    assert page.labels() == ["Garden"]


def test_long_lists_come_a_hundred_rows_at_a_time(larkmere):
    page = larkmere
    report = page.report("figures.xlsx", book(*((f"Place {number:03}", "place", None) for number in range(250))))
    elements = report["lists"]["elements"]
    assert (elements["count"], len(elements["rows"])) == (250, 100)
    rows = [
        row["says"]
        for start in (0, 100, 200, 300)
        for row in page("more_of_file", token=report["token"], what="elements", start=start)["result"]
    ]
    assert rows == [f"Place {number:03} (place)" for number in range(250)]
    assert page("more_of_file", token=report["token"], what="known", start=0)["ok"] is False
    assert page("more_of_file", token=report["token"], what="elements", start=-1)["ok"] is False


def test_what_looks_like_an_nhs_number_is_kept_only_after_a_look(page):
    rows = [(f"Place {number}", "place", f"Call {NHS_NUMBER}") for number in range(5)]
    report = page.report("figures.xlsx", book(*rows))
    says = (
        "5 NHS numbers (note, row 2 of the sheet ‘Elements’; note, row 3 of the sheet ‘Elements’; note, row 4 of the "
        "sheet ‘Elements’ and 2 more) could be somebody’s."
    )
    assert report["doubt"] == {"add": says, "change": says}
    answer = page("take_in", token=report["token"], also_change=False)
    assert (answer["ok"], answer["error"]) == (False, f"{says} Say that it is none before it is kept.")
    assert page.labels() == []
    assert page("take_in", token=report["token"], also_change=False, looked_at=True)["ok"] is True


def test_a_doubt_about_what_is_not_kept_is_none(page):
    page.add("Link worker")
    report = page.report("figures.xlsx", book(("Link worker", "team", NHS_NUMBER), ("Kitchen", "place", None)))
    assert report["doubt"] == {
        "add": "",
        "change": "1 NHS number (note, row 2 of the sheet ‘Elements’) could be somebody’s.",
    }


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("figures.xlsx", b"PK\x03\x04 half a book", "figures.xlsx is damaged or only half downloaded"),
        ("figures.zip", b"no zip", "figures.zip is no packed file (.zip) although its name says so"),
        ("empty.csv", b"", "empty.csv is empty; choose another file."),
        ("notes.docx", b"PK", "notes.docx is no file of a map by its name"),
        ("map.csv", b"Colour,Shape\nred,round\n", "map.csv has no table with a column ‘Label’"),
        ("map.prsm", b"<script>alert(1)</script>", "map.prsm"),
        ("<img src=x onerror=alert(1)>.graphml", b"<a", "<img src=x onerror=alert(1)>.graphml"),
        ("n" * 300 + ".csv", b"Label\na\n", "The name of the file has 304 characters"),
    ],
)
def test_a_bad_file_is_one_sentence_with_its_name_and_changes_nothing(larkmere, name, data, says):
    page = larkmere
    page.report("good.csv", b"Label\nKitchen\n")
    before = page.app.network.latest()
    answer = page.read(name, data)
    assert (answer["ok"], says in answer["error"], answer["error"].count("\n")) == (False, True, 0)
    assert (page.app.network.latest(), page.app._arriving) == (before, None)


def test_a_file_that_is_too_large_is_refused_before_its_first_piece_is_kept(larkmere):
    page = larkmere
    answer = page("bring", name="film.xlsx", size=limits.MAX_FILE + 1, at=0, data=b"PK")
    assert (answer["ok"], "from 0 to 20000000" in answer["error"], page.app._arriving) == (False, True, None)


@pytest.mark.parametrize(
    "pieces",
    [
        [{"at": 1, "data": b"b"}],
        [{"at": 0, "data": b"a"}, {"at": 2, "data": b"c"}],
        [{"at": 0, "data": b"abcd"}],
        [{"at": 0, "data": b""}],
        [{"at": 0, "data": b"a"}, {"at": 1, "data": b"b", "size": 4}],
        [{"at": 0, "data": b"a"}, {"at": 1, "data": b"b", "name": "other.csv"}],
        [{"at": 0, "size": PIECE + 1, "data": b"a" * (PIECE + 1)}],
    ],
)
def test_pieces_that_do_not_fit_together_are_forgotten_with_a_sentence(larkmere, pieces):
    page = larkmere
    answer = [page("bring", **{"name": "figures.csv", "size": 3, **piece}) for piece in pieces][-1]
    name = pieces[-1].get("name", "figures.csv")
    assert answer["error"] == f"{name} did not arrive as a whole, so nothing was read. Choose it again."
    assert (page.app._arriving, page.app._offered) == (None, None)


def test_text_in_place_of_bytes_is_refused_with_a_sentence(larkmere):
    page = larkmere
    message = {"name": "a.csv", "size": 8, "at": 0, "data": base64.b64encode(b"Label\na\n").decode()}
    page.app._receive(page.app, {"id": "g1", "gesture": "bring", "args": message}, [])
    assert page.told[-1]["error"] == "a.csv did not arrive as a whole, so nothing was read. Choose it again."
    page.app._receive(page.app, {"id": "g2", "gesture": "undo", "args": {}}, [memoryview(b"what?")])
    assert page.told[-1]["error"].startswith("The gesture ‘undo’ cannot be used like this")


def test_a_large_file_comes_in_pieces(larkmere):
    page = larkmere
    rows = "".join(f"Place {number},{'note ' * 40}\n" for number in range(6000))
    data = f"Label,Description\n{rows}".encode()
    assert len(data) > PIECE
    first = page("bring", name="places.csv", size=len(data), at=0, data=data[:PIECE])
    assert first["result"] == {"arrived": PIECE}
    assert page.report("places.csv", data)["says"]["add"] == ["6,000 elements would be added."]


# --- pasting -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "taken_for", "says"),
    [
        ("From\tTo\tType\nA\tB\tmeets\n", "", ["2 elements and 1 connection would be added."]),
        ("Label\tType\nA\tteam\n", "", ["1 element would be added."]),
        ("From,To\nA,B\n", "", ["2 elements and 1 connection would be added."]),
        (
            "A, part time\tB\nB\tC\n",
            "The rows have no headings, so the first column is taken as From, the second as To.",
            ["3 elements and 2 connections would be added."],
        ),
        (
            "A\tB\ttrusts\t\n",
            "The rows have no headings, so the columns are taken as From, To and the type of the connection.",
            ["2 elements and 1 connection would be added."],
        ),
        (
            "Smith, Jones & Co\r\nKitchen\r\n",
            "The rows have no headings, so each is taken for the name of an element.",
            ["2 elements would be added."],
        ),
    ],
)
def test_pasted_rows_are_looked_at_like_a_file(larkmere, text, taken_for, says):
    page = larkmere
    report = page.report("pasted rows", text.encode("utf-8"), pasted=True)
    assert (report["file"], report["taken_for"], report["says"]["add"]) == ("pasted rows", taken_for, says)


def test_pasted_rows_are_kept_under_that_name(page):
    report = page.report("pasted rows", b"A\tB\n", pasted=True)
    done = page("take_in", token=report["token"], also_change=False)["result"]
    assert (done["said"], page.labels()) == (
        "Imported pasted rows: added 2 elements and 1 connection.",
        ["A", "B"],
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (" \n\t\n", "Nothing was pasted yet. Copy some rows of a spreadsheet and paste them first."),
        ("1\t2\t3\t4\n", "The pasted rows have 4 columns and no headings that a map knows"),
        (f'"{"a" * 200_000}\tb\n', "A cell of the pasted rows goes on for pages"),
    ],
)
def test_rows_that_cannot_be_read_are_refused_with_a_sentence(text, says):
    with pytest.raises(BadInput, match=says):
        pasted.read(text)


@given(st.text(max_size=60))
def test_any_pasted_text_is_read_or_refused_with_a_sentence(text):
    try:
        rows, _ = pasted.read(text)
    except BadInput:
        return
    assert len(rows.elements) + len(rows.connections) <= text.count("\n") + text.count("\r") + text.count("|") + 2


# --- what other tools have made ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "elements", "connections"),
    [("npctheoryofchange191.prsm", 22, 30), ("PathsExample.prsm", 10, 13), ("examplemapforusermanual.prsm", 2, 1)],
)
def test_a_real_prsm_map_comes_in_whole_and_goes_out_the_same(page, file, elements, connections):
    path: Path = CHECK_DATA / "prsm" / file
    if not path.is_file():
        pytest.skip(f"The check data is not here: {path}")
    report = page.report(file, path.read_bytes())
    page("take_in", token=report["token"], also_change=False, looked_at=True)
    assert (len(page.app.state["elements"]), len(page.app.state["connections"])) == (elements, connections)

    name, data = page.downloaded("prsm")
    back = formats.of_file(name).read(data)
    assert (len(back.elements), len(back.connections)) == (elements, connections)
    assert page.report(name, data)["anything"] == {"add": False, "change": False}
