"""Waves are days of the map with a name."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.errors import BadInput, Conflict
from workbench.mapping.verbs import SystemMapping


@pytest.fixture
def waves(scope):
    return SystemMapping(scope).waves


def told(waves) -> list[tuple[str, str]]:
    return [(wave["name"], wave["day"]) for wave in waves.listed()]


def test_waves_are_listed_by_their_day(waves):
    assert (waves.listed(), len(waves.table())) == ([], 0)
    waves.name("day 50", on="2025-01-20")
    waves.name(" before ", on=date(2024, 12, 1))
    assert told(waves) == [("before", "2024-12-01"), ("day 50", "2025-01-20")]
    assert list(waves.table().index) == ["before", "day 50"]


def test_a_wave_changes_its_name_and_its_day_and_can_be_removed_and_brought_back(waves, scope):
    wave = waves.name("before", on="2024-12-01")
    waves.change(wave.id, name="launch", on="2024-12-02", version=1)
    assert told(waves) == [("launch", "2024-12-02")]
    with pytest.raises(Conflict):
        waves.change(wave.id, name="start", version=1)
    waves.remove(wave.id)
    assert told(waves) == []
    scope.store.undo(network=scope.network, who=scope.who, area="map")
    assert told(waves) == [("launch", "2024-12-02")]


@pytest.mark.parametrize(
    ("name", "on", "sentence"),
    [
        ("", "2024-12-01", "The name of the wave is empty."),
        ("later", "2025-01-24", "The day of the wave is yet to come. Choose today or an earlier day."),
        ("soon", "tomorrow", "The day of the wave has to be a date such as 2025-03-01, not ‘tomorrow’."),
        ("BEFORE", "2024-12-02", "There is a wave “before” already, on 1 December 2024. Choose another name."),
    ],
)
def test_a_wave_needs_a_name_of_its_own_and_a_day_that_has_been(waves, name, on, sentence):
    waves.name("before", on="2024-12-01")
    with pytest.raises(BadInput) as refused:
        waves.name(name, on=on)
    assert str(refused.value).startswith(sentence)
    assert told(waves) == [("before", "2024-12-01")]
