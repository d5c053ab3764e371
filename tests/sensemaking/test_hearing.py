"""Everything that was said in one list, and nothing of it to those who may not read it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from workbench.networks.register import import_register
from workbench.store import Reader
from workbench.workspace import Network

AAR = {"method": "after action review"}
STEP = {"step": "What happened?"}


@pytest.fixture
def another(network: Network) -> Network:
    """A second network of the same workspace."""
    workspace = network.workspace
    networks = pd.DataFrame(
        [("U99002", "Harbourside", "ZZ1", "NHS Testshire", date(2019, 7, 1), None)],
        columns=["code", "name", "commissioner_code", "commissioner", "opened", "closed"],
    )
    columns = ["practice_code", "practice_name", "start", "end", "same_commissioner", "network_code"]
    stays = pd.DataFrame([("Y99009", "Quay", date(2019, 7, 1), None, True, "U99002")], columns=columns)
    import_register(workspace.store, networks, stays, source="test register", who="test", at=workspace.clock())
    return workspace.network("U99002", who="GP")


def test_what_was_said_concluded_and_agreed_stands_in_one_list_the_newest_meeting_first(network: Network) -> None:
    sessions = network.sessions
    element = network.map.add_element("Community kitchen", kind="community group")
    first = sessions.begin("First", held_on=date(2025, 1, 9), **AAR)
    story = sessions.say(first.id, "She came back", nature="story", said_by="GP", about=[element.id], **STEP)
    second = sessions.begin("Second", held_on=date(2025, 1, 16), **AAR)
    action = sessions.agree(second.id, "Ring them", owner="nurse")
    insight = sessions.conclude(first.id, "It takes one call")

    heard = sessions.heard()

    assert [(row["id"], row["record"], row["kind"]) for row in heard] == [
        (action.id, "action", "action"),
        (insight.id, "insight", "insight"),
        (story.id, "entry", "story"),
    ]
    told = heard[-1]
    assert {name: told[name] for name in ("text", "said_by", "held_on", "session", "audience", "consent", "goes")} == {
        "text": "She came back",
        "said_by": "GP",
        "held_on": "2025-01-09",
        "session": {"id": first.id, "title": "First"},
        "audience": "set",
        "consent": "not asked",
        "goes": "set",
    }
    assert told["about"] == [{"id": element.id, "kind": "element", "title": "Community kitchen", "live": True}]
    assert told["network"] == {"code": network.code, "name": network.name}


def test_what_was_removed_or_said_before_the_first_meeting_is_not_there(network: Network) -> None:
    assert network.sessions.heard() == []
    meeting = network.sessions.begin("First", **AAR)
    entry = network.sessions.say(meeting.id, "A fact", nature="fact", **STEP)
    network.sessions.remove(entry.id)
    assert network.sessions.heard() == []


def test_leaders_hear_what_goes_to_the_programme_and_of_other_networks_only_that(network: Network, another) -> None:
    for each in (network, another):
        meeting = each.sessions.begin("Ours", **AAR)
        for audience in ("set", "network", "programme"):
            entry = each.sessions.say(meeting.id, f"for the {audience} of {each.code}", nature="fact", **STEP)
            each.sessions.share(entry.id, audience=audience)

    def texts(of: Network, **more: bool) -> set[str]:
        return {row["text"] for row in of.sessions.heard(**more)}

    own = {f"for the {audience} of {network.code}" for audience in ("set", "network", "programme")}
    everybodys = {f"for the programme of {each.code}" for each in (network, another)}
    assert texts(network) == own
    assert texts(network, everywhere=True) == own | everybodys
    leaders = network.read_by(Reader.of_programme())
    assert texts(leaders) == {f"for the programme of {network.code}"}
    assert texts(leaders, everywhere=True) == everybodys
    assert {row["session"]["title"] for row in leaders.sessions.heard()} == {"a meeting on 23 January 2025"}
