"""The driver diagram on the page of prototypes: what it shows, and what may be done on it."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from widgets.prototypes.driver_files import WAYS
from widgets.prototypes.prototypes import Prototypes
from workbench.errors import BadInput, Conflict
from workbench.exchange import read
from workbench.exchange.formats import FORMATS
from workbench.workspace import Network

BAD = "<img src=x onerror=alert(1)>"


@pytest.fixture
def page(network: Network) -> Prototypes:
    page = Prototypes(network)
    do(page, "show_drivers", width=1200)
    return page


def do(page: Prototypes, gesture: str, **args) -> Any:
    answer = page._answer({"gesture": gesture, "args": args, "who": "practice manager"})
    json.dumps(page.state)  # what the page shows is plain JSON
    return answer


def refused(page: Prototypes, words: str, gesture: str, **args) -> None:
    with pytest.raises(BadInput, match=re.escape(words)):
        do(page, gesture, **args)


def labels(page: Prototypes, role: str) -> list[str]:
    return [box["label"] for box in page.state["drivers"]["boxes"] if box["role"] == role]


def begun(page: Prototypes) -> tuple[str, str]:
    """An aim and a driver."""
    aim = do(page, "add_aim", title="Fewer missed visits")["result"]["driver"]
    return aim, do(page, "add_driver", title="People know a face", to=aim)["result"]["driver"]


def test_nothing_is_drawn_until_the_view_is_asked_for(network):
    page = Prototypes(network)
    assert page.state.get("drivers") is None

    do(page, "show_drivers", width=780)
    assert page.state["drivers"]["boxes"] == []
    do(page, "show_drivers", width=None)
    assert page.state.get("drivers") is None


def test_an_aim_can_begin_from_what_a_measure_hopes_for_and_is_measured_by_it(page):
    network = page.network
    measure = network.measures.define(
        "Missed visits", unit="%", direction="decrease", ambition=12, ambition_by="2026-03-31"
    )
    network.measures.define("Calls", unit="a week")
    do(page, "show_drivers", width=1200)

    drivers = page.state["drivers"]
    assert drivers["ambitions"] == [
        {"measure": measure.id, "label": "Missed visits", "words": "Cut missed visits to 12 % by 31 March 2026"}
    ]
    assert [each["label"] for each in drivers["measures"]] == ["Calls", "Missed visits"]

    do(page, "add_aim", title=drivers["ambitions"][0]["words"], measure=measure.id)
    assert labels(page, "aim") == ["Cut missed visits to 12 % by 31 March 2026"]
    assert labels(page, "measure") == ["Missed visits"]
    assert page.state["app"]["undo"] == "named the aim Cut missed visits to 12 % by 31 March 2026"


def test_what_is_joined_is_on_the_drawing_and_what_is_not_stands_apart(page):
    aim, driver = begun(page)
    tried = page.network.prototypes.start("Warm handover", stage="testing")
    waiting = page.network.prototypes.start("Shared diary")
    measure = page.network.measures.define("Missed visits")
    do(page, "join_driver", source=tried.id, target=driver)
    do(page, "measure_driver", driver=driver, measure=measure.id)

    drivers = page.state["drivers"]
    boxes = {box["id"]: box for box in drivers["boxes"]}
    assert {key: (box["contributes_to"], box["contributing"], box["measured_by"]) for key, box in boxes.items()} == {
        aim: ([], [driver], []),
        driver: ([aim], [tried.id], [measure.id]),
        tried.id: ([driver], [], []),
        measure.id: ([], [], []),
    }
    assert (boxes[tried.id]["above"], boxes[tried.id]["stage"]) == ("#1 testing", "testing")
    assert [column["heading"] for column in drivers["columns"]] == ["Aim", "Drivers", "Prototypes", "Measures"]
    assert sorted(line["measured"] for line in drivers["lines"]) == [False, False, True]
    assert [each["id"] for each in drivers["not_joined"]] == [waiting.id]

    do(page, "part_driver", source=driver, target=measure.id)
    do(page, "part_driver", source=tried.id, target=driver)
    assert (labels(page, "prototype"), labels(page, "measure")) == ([], [])
    do(page, "undo")
    assert labels(page, "prototype") == ["Warm handover"]


def test_drivers_are_renamed_moved_and_taken_away(page):
    aim, first = begun(page)
    second = do(page, "add_driver", title="Workers meet", to=aim)["result"]["driver"]
    assert labels(page, "driver") == ["People know a face", "Workers meet"]

    do(page, "move_driver", driver=second, place=0)
    assert labels(page, "driver") == ["Workers meet", "People know a face"]
    do(page, "change_driver", driver=first, title="People know whom to call", version=1)
    assert labels(page, "driver") == ["Workers meet", "People know whom to call"]
    do(page, "remove_driver", driver=first)
    assert labels(page, "driver") == ["Workers meet"]


def test_what_is_wrong_is_said_in_the_words_of_the_page_and_changes_nothing(page):
    aim, driver = begun(page)
    further = do(page, "add_driver", title="Workers meet", to=driver)["result"]["driver"]
    before = page.state["drivers"]

    refused(page, "What is your aim? It is empty. Type something first.", "add_aim", title=" ")
    refused(page, "What drives it? It is empty. Type something first.", "add_driver", title="", to=aim)
    refused(page, "What do we call it? It is empty.", "change_driver", driver=aim, title="")
    circle = "‘Workers meet’ already contributes to ‘People know a face’, so the other way round would be a circle"
    refused(page, circle, "join_driver", source=driver, target=further)
    refused(page, "The width has to be a whole number from 280 to 4000", "show_drivers", width=9)
    refused(page, "‘pdf’ is not a way to take the diagram along", "driver_file", way="pdf")
    assert page.state["drivers"] == before


def test_somebody_else_who_changes_the_same_words_is_not_overwritten(page):
    aim, _ = begun(page)
    page.network.prototypes.drivers.change(aim, title="Theirs")

    with pytest.raises(Conflict) as conflict:
        do(page, "change_driver", driver=aim, title="Mine", version=1)

    assert (conflict.value.mine, conflict.value.theirs) == ({"title": "Mine"}, {"title": "Theirs"})
    do(page, "show_drivers", width=1000)
    assert labels(page, "aim") == ["Theirs"]


def test_only_what_changed_travels_to_the_page(page, monkeypatch):
    aim, _ = begun(page)
    sent = []
    monkeypatch.setattr(type(page), "comm", property(lambda _page: object()))
    monkeypatch.setattr(page, "send", sent.append)

    do(page, "change_driver", driver=aim, title="Fewer missed calls")

    patch = next(message["patch"] for message in sent if "patch" in message)
    assert set(patch["of"]) <= {"drivers", "app"}
    assert [row["label"] for row in patch["of"]["drivers"]["of"]["boxes"]["rows"]] == ["Fewer missed calls"]


def test_every_file_can_be_taken_along_and_maps_are_read_again(page, tmp_path: Path):
    _, driver = begun(page)
    do(page, "join_driver", source=page.network.prototypes.start(BAD).id, target=driver)
    ways = [one["way"] for one in page.state["drivers"]["files"]]
    assert ways == list(WAYS)
    assert {one.suffixes[0] for one in FORMATS if one.writes} <= {one.suffix for one in WAYS.values()}
    assert [WAYS[way].suffix for way in ways[:3]] == [".svg", ".png", ".csv"]

    for way in ways:
        made = do(page, "driver_file", way=way)["result"]
        data = base64.b64decode(made["base64"])
        assert made["name"] == f"drivers-stourvale-{page.state['app']['today']}{WAYS[way].suffix}"
        if way in ("svg", "png"):
            assert "#1 idea" in [text.text for text in ET.fromstring(data).iter("{http://www.w3.org/2000/svg}text")]
        elif way == "table":
            assert BAD in data.decode("utf-8-sig")
        elif way == "map-page":
            assert BAD not in data.decode("utf-8")
        else:
            (tmp_path / made["name"]).write_bytes(data)
            drawn = read(tmp_path / made["name"])
            assert sorted(str(label) for _, label in drawn.nodes(data="label")) == [
                BAD, "Fewer missed visits", "People know a face",
            ]  # fmt: skip
            assert drawn.number_of_edges() == 2
