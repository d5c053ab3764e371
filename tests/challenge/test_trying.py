"""Which team of a network tries what: of its set, begun since its launch, and never two of them."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.challenge.trying import Launched, whose

SPRING, SUMMER = date(2025, 3, 1), date(2025, 6, 1)
TEAMS = [Launched("spring", "a", SPRING), Launched("summer", "a", SUMMER), Launched("other", "b", SUMMER)]


@pytest.mark.parametrize(
    ("in_set", "began", "whom"),
    [
        ("a", date(2025, 2, 28), None),
        ("a", SPRING, "spring"),
        ("a", SUMMER, "summer"),
        ("b", date(2025, 5, 1), None),
        ("b", SUMMER, "other"),
        ("c", SUMMER, None),
        (None, date(2025, 5, 1), "spring"),
    ],
)
def test_it_is_the_team_of_its_set_that_was_launched_last_by_then(in_set, began, whom):
    assert whose(TEAMS, in_set=in_set, began=began) == whom


def test_a_team_of_no_set_has_it_only_where_its_own_set_has_no_team():
    everybody = Launched("everybody", None, SUMMER)
    assert whose([*TEAMS, everybody], in_set="a", began=date(2025, 7, 1)) == "summer"
    assert whose([*TEAMS, everybody], in_set="c", began=date(2025, 7, 1)) == "everybody"
