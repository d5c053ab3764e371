"""Many people at once: nobody's gesture is lost, nobody is told that the database is locked."""

from __future__ import annotations

import multiprocessing

from workbench.mapping.verbs import SystemMapping
from workbench.store import Scope, Store

PROCESSES, GESTURES = 8, 200


def draw(url: str, number: int) -> None:
    store = Store(url)
    mapping = SystemMapping(Scope(store, "U99001", f"person {number}"))
    for gesture in range(GESTURES):
        mapping.add_element(f"{number}-{gesture}", kind="team")
    store.close()


def test_8_processes_with_200_gestures_each_lose_none(store):
    store.close()
    at_once = multiprocessing.get_context("spawn")
    people = [at_once.Process(target=draw, args=(store.url, number)) for number in range(PROCESSES)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert [person.exitcode for person in people] == [0] * PROCESSES
    changes = store.changes_since(0)
    expected = sorted(f"added {number}-{gesture}" for number in range(PROCESSES) for gesture in range(GESTURES))
    assert sorted(change.action for change in changes) == expected
    assert [change.sequence for change in changes] == list(range(1, PROCESSES * GESTURES + 1))
    elements = SystemMapping(Scope(store, "U99001", "GP")).elements()
    assert sorted(elements["label"]) == [action.removeprefix("added ") for action in expected]
