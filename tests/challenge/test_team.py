"""Which sectors sit at the table, and which are missing."""

from __future__ import annotations

from workbench.challenge.verbs import Challenges
from workbench.networks.members import Members
from workbench.sectors import SECTORS


def test_a_team_says_who_is_there_by_sector_and_who_is_missing(scope):
    members = Members(scope)
    ours, theirs = members.add_set("Ours"), members.add_set("Theirs")
    gp = members.add("GP", in_set=ours.id, organisation="Mill Lane", sector="primary care")
    members.add("nurse", in_set=ours.id, sector="primary care")
    members.add("carer", in_set=ours.id, sector="lived experience")
    members.add("driver", in_set=ours.id)
    members.add("consultant", in_set=theirs.id, sector="hospital")
    challenges = Challenges(scope)
    challenges.launch("Go together", in_set=ours.id)

    team = challenges.team("Go together")

    assert (team["set"], team["title"], team["without_sector"]) == (ours.id, "Ours", 1)
    assert team["members"][0] == {
        "id": gp.id,
        "role": "GP",
        "organisation": "Mill Lane",
        "sector": "primary care",
        "name": "",
    }
    assert team["sectors"] == [
        {"sector": "primary care", "members": 2, "roles": ["GP", "nurse"]},
        {"sector": "lived experience", "members": 1, "roles": ["carer"]},
    ]
    assert team["missing"] == [sector for sector in SECTORS if sector not in ("primary care", "lived experience")]
    assert team["says"] == (
        "4 members from 2 sectors. Nobody is here from community, voluntary, social care, hospital, mental health or "
        "commissioning."
    )


def test_a_challenge_of_no_set_has_everybody_of_the_network(scope):
    members, challenges = Members(scope), Challenges(scope)
    challenges.launch("Go together")
    assert challenges.team("Go together")["says"] == "Nobody is in this team yet."
    assert challenges.team("Go together")["missing"] == list(SECTORS)
    for sector in SECTORS:
        members.add(f"from {sector}", sector=sector)
    team = challenges.team("Go together")
    assert (team["set"], team["missing"], len(team["members"])) == (None, [], 8)
    assert team["says"] == "8 members from 8 sectors: every sector is at the table."
