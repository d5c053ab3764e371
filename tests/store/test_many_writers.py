"""Many people at once: nobody's gesture is lost, nobody is told that the database is locked."""

from __future__ import annotations

import multiprocessing
from collections import Counter

from workbench.mapping.verbs import SystemMapping
from workbench.store import Scope, Store

PROCESSES, ROUNDS = 25, 12


def draw(url: str, number: int) -> None:
    """A person who adds, connects and renames without a pause, on a map on which the others do the same."""
    store = Store(url)
    mapping = SystemMapping(Scope(store, "U99001", f"person {number}"))
    before = None
    for gesture in range(ROUNDS):
        element = mapping.add_element(f"{number}-{gesture}", kind="team")
        if before is not None:
            mapping.connect(before, element, kind="trusts")
        mapping.change_element(element.id, version=1, note=f"said by {number}")
        before = element
    store.close()


def test_25_people_who_draw_on_one_map_at_once_lose_nothing_and_never_meet_a_conflict(store):
    store.close()
    at_once = multiprocessing.get_context("forkserver")
    at_once.set_forkserver_preload(["workbench.mapping.verbs"])
    people = [at_once.Process(target=draw, args=(store.url, number)) for number in range(PROCESSES)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert [person.exitcode for person in people] == [0] * PROCESSES
    changes = store.changes_since(0)
    each = 3 * ROUNDS - 1
    assert [change.sequence for change in changes] == list(range(1, PROCESSES * each + 1))
    assert Counter(change.who for change in changes) == {f"person {number}": each for number in range(PROCESSES)}
    parts = SystemMapping(Scope(store, "U99001", "GP")).parts()
    assert sorted((one["label"], one["note"]) for one in parts["elements"]) == sorted(
        (f"{number}-{gesture}", f"said by {number}") for number in range(PROCESSES) for gesture in range(ROUNDS)
    )
    names = {one["id"]: one["label"] for one in parts["elements"]}
    assert sorted((names[tie["source"]], names[tie["target"]]) for tie in parts["connections"]) == sorted(
        (f"{number}-{gesture - 1}", f"{number}-{gesture}")
        for number in range(PROCESSES)
        for gesture in range(1, ROUNDS)
    )
