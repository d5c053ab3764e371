"""Ids of records sort by age, also those of one moment."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

from workbench.store import new_id


def test_ids_made_one_after_the_other_are_in_order_though_thousands_fall_into_one_millisecond():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {(uuid.UUID(each).version, uuid.UUID(each).variant) for each in made} == {(7, uuid.RFC_4122)}


def test_no_two_threads_make_the_same_id():
    with ThreadPoolExecutor(8) as threads:
        made = [
            each for several in threads.map(lambda _: [new_id() for _ in range(1000)], range(8)) for each in several
        ]
    assert len(set(made)) == 8000
