"""The register's capitals, as people would write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.networks.names import readable


@pytest.mark.parametrize(
    ("register", "people"),
    [
        ("CENTRAL BOURNEMOUTH PCN", "Central Bournemouth PCN"),
        ("THE ADAM PRACTICE", "The Adam Practice"),
        ("ST. JOHN'S & STOKE-ON-TRENT PCN", "St. John's & Stoke-on-Trent PCN"),
        ("DR A B SMITH AND PARTNERS", "Dr A B Smith and Partners"),
        ("HEALTH CENTRE (THE OLD MILL) 2ND FLOOR", "Health Centre (The Old Mill) 2ND Floor"),
        ("NHS DORSET CCG", "NHS Dorset CCG"),
        ("DR AC MILNER", "Dr AC Milner"),
        ("BMC LTD", "BMC Ltd"),
        ("Larkmere network", "Larkmere network"),
        ("", ""),
    ],
)
def test_a_name_in_capitals_is_written_as_people_would(register, people):
    assert readable(register) == people


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_only_the_case_of_letters_changes_and_a_second_time_changes_nothing(name):
    assert readable(name).upper() == name.upper()
    assert readable(readable(name)) == readable(name)
