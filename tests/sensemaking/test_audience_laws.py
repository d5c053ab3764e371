"""No words leave their audience: random meetings, audiences, consents and readers, and everything they can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.audience import MEETINGS, Programme, everything, hold, marked, opened, prepare
from workbench.sensemaking.vocabulary import AUDIENCES, CONSENTS
from workbench.store import Reader


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programme") / "prepared"
    prepare(folder)
    return folder


def held_against(programme: Programme, reader: Reader) -> tuple[set[str], set[str]]:
    """Where a reader reads what is not for them; and what is for them and they read nowhere."""
    for_them = {said.marker for said in programme.said if said.is_for(reader)}
    read = [(name, marked(text)) for name, text in everything(programme, reader)]
    return {name for name, words in read if words - for_them}, for_them.difference(*(words for _, words in read))


@settings(max_examples=6, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
@given(meetings=MEETINGS, who=st.integers(0, 6))
def test_nobody_reads_what_is_not_for_them_and_everybody_what_is(meetings, who, prepared, tmp_path):
    with opened(prepared, where=tmp_path / "one") as programme:
        for meeting in meetings:
            hold(programme, *meeting)
        reader = programme.readers()[who]
        assert held_against(programme, reader) == (set(), set()), reader


def test_every_audience_nature_and_consent_for_every_sort_of_reader(prepared, tmp_path):
    every = [(nature, far, consent) for nature in ("", "fact", "story") for far in AUDIENCES for consent in CONSENTS]
    with opened(prepared, where=tmp_path / "all") as programme:
        for where in range(3):
            hold(programme, where, AUDIENCES[where], every[where::3], (AUDIENCES[where + 1], AUDIENCES[2 - where]))
        for reader in programme.readers():
            assert held_against(programme, reader) == (set(), set()), reader
