"""What people typed with a full stop stands in a sentence of ours without it."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.thread.alongside import since
from workbench.thread.facts import Removed
from workbench.thread.story import described
from workbench.thread.words import no_longer_there

DAY = date(2025, 2, 3)
MINE = {"id": "p1", "relationships": [], "measures": [{"measure": "m"}]}
OTHER = {
    "id": "p2", "number": 2, "title": "Ring first.", "started_on": "2025-02-03", "ended_on": None,
    "relationships": [], "measures": [],
}  # fmt: skip


def test_a_measure_that_was_removed_and_what_else_changed_are_named_without_their_full_stops():
    assert no_longer_there([Removed(title="Calls.", on=DAY)]) == [
        "‘Calls’, which it named, was removed on 3 February 2025."
    ]
    found = since(
        DAY,
        MINE,
        others=[OTHER],
        measures={"m": {"title": "Calls."}},
        rebases={"m": [{"id": "r", "starts_on": DAY, "reason": "One telephone."}]},
        defined_anew={"m": [DAY]},
        stays=(),
        until=DAY,
    )
    assert [each.words for each in found] == [
        "prototype 2, Ring first, was tried too (from 3 February 2025)",
        "the lines of ‘Calls’ were drawn anew (from 3 February 2025: One telephone)",
        "what ‘Calls’ counts was said anew (3 February 2025)",
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("barrier", {"resolved_on": "2025-02-03"}, "Barrier: Ring them (resolved on 3 February 2025)"),
        ("barrier", {"resolved_on": None}, "Barrier: Ring them."),
        ("recommendation", {"answer": "accepted", "future": ""}, "Recommended: Ring them (accepted)"),
        ("recommendation", {"answer": "", "future": ""}, "Recommended: Ring them."),
        ("session", {"method": "day-25 check-in"}, "Ring them (day-25 check-in)"),
        ("test cycle", {"number": 2, "scale": "one person"}, "Test 2: Ring them (one person)"),
        ("rebase", {"decided_by": "GP"}, "Ring them (decided by GP)"),
    ],
)
def test_in_the_story_a_title_that_goes_on_has_no_full_stop(kind, fields, words):
    assert described({"kind": kind, "label": "Ring them.", "fields": fields}) == words
