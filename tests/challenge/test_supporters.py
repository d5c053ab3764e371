"""Sponsors and coaches: when they were last spoken with, and how sure they are."""

from __future__ import annotations

import pandas as pd
import pytest

from workbench.errors import BadInput, Conflict


def test_a_supporter_is_told_with_contacts_and_how_sure_they_are(challenges, together, team):
    coach = challenges.add_supporter(together, "improvement coach", part="coach")
    sponsor = challenges.add_supporter(together, "director of care", organisation="The board", name="A. N.")
    challenges.log_contact(sponsor, "Will ask the board.", confidence=5)
    team.later(10)
    later = challenges.log_contact(sponsor, "The board said yes.", confidence=8)
    early = challenges.log_contact(sponsor, "Heard of it.", on="2025-01-10")
    team.later(3)

    told, other = challenges.supporters(together)

    assert [contact["said"] for contact in told["contacts"]] == [
        "The board said yes.",
        "Will ask the board.",
        "Heard of it.",
    ]
    assert told["contacts"][0] == {
        "id": later.id,
        "on": "2025-02-02",
        "said": "The board said yes.",
        "confidence": 8,
        "version": 1,
    }
    assert {name: told[name] for name in ("id", "role", "part", "organisation", "name")} == {
        "id": sponsor.id,
        "role": "director of care",
        "part": "sponsor",
        "organisation": "The board",
        "name": "A. N.",
    }
    names = ("last_contact", "days_since", "confidence", "confidence_before")
    assert tuple(told[name] for name in names) == ("2025-02-02", 3, 8, 5)
    assert (other["id"], *(other[name] for name in names)) == (coach.id, None, None, None, None)
    assert early.confidence is None


def test_confidence_over_time_is_a_table_of_when_they_were_asked(challenges, together, team):
    sponsor, coach = (
        challenges.add_supporter(together, role, part=part)
        for role, part in (("director", "sponsor"), ("coach", "coach"))
    )
    assert challenges.confidence(together).empty
    second = challenges.log_contact(sponsor, confidence=4)
    first = challenges.log_contact(coach, "Early.", confidence=9, on="2025-01-20")
    challenges.log_contact(coach, "Nobody asked.")
    expected = pd.DataFrame(
        {
            "on": pd.to_datetime(["2025-01-20", "2025-01-23"]),
            "supporter": ["coach", "director"],
            "part": ["coach", "sponsor"],
            "confidence": [9, 4],
        },
        index=pd.Index([first.id, second.id], name="id"),
    )
    pd.testing.assert_frame_equal(challenges.confidence(together), expected, check_dtype=False)
    assert second.title == "Asked how sure they are: 4 of 10"


def test_what_is_said_of_a_supporter_and_of_a_contact_is_changed(challenges, together):
    sponsor = challenges.add_supporter(together, "director")
    contact = challenges.log_contact("director", "Rang.", confidence=3)
    challenges.change_supporter(sponsor, version=1, role="head of care", part="coach", organisation="Council")
    challenges.change_contact(contact, version=1, said="Rang twice.", confidence=None, on="2025-01-22")
    [told] = challenges.supporters(together)
    assert (told["role"], told["part"], told["organisation"]) == ("head of care", "coach", "Council")
    assert told["contacts"][0] | {"id": ""} == {
        "id": "",
        "on": "2025-01-22",
        "said": "Rang twice.",
        "confidence": None,
        "version": 2,
    }
    for stale in (
        lambda: challenges.change_supporter(sponsor, version=1, role="other"),
        lambda: challenges.change_contact(contact, version=1, said="Other."),
    ):
        with pytest.raises(Conflict):
            stale()


@pytest.mark.parametrize("confidence", [-1, 11, 5.5, "7", True])
def test_how_sure_they_are_is_a_whole_number_from_0_to_10(challenges, together, confidence):
    sponsor = challenges.add_supporter(together, "director")
    with pytest.raises(BadInput, match=f"How sure they are has to be a whole number from 0 to 10, not ‘{confidence}’"):
        challenges.log_contact(sponsor, "Rang.", confidence=confidence)


def test_a_contact_that_says_nothing_or_is_to_come_is_refused(challenges, together):
    sponsor = challenges.add_supporter(together, "director")
    with pytest.raises(BadInput, match="Say what came of the contact, or how sure they are of the goal"):
        challenges.log_contact(sponsor)
    with pytest.raises(BadInput, match="yet to come"):
        challenges.log_contact(sponsor, "Will ring.", on="2025-01-24")
    with pytest.raises(BadInput, match="is not a part to take"):
        challenges.add_supporter(together, "friend", part="friend")
    assert challenges.supporters(together)[0]["contacts"] == []


def test_the_feed_says_that_there_was_a_contact_and_never_what_was_said(challenges, together, team):
    challenges.log_contact(challenges.add_supporter(together, "director"), "She is worried.", confidence=2)
    assert team.said_last() == "noted a contact with the sponsor director"
