"""How far words go, case by case; the laws over random readers are in test_audience_laws.py."""

import pytest
from sqlalchemy import select

from workbench.errors import BadInput, Conflict, NotFound
from workbench.sensemaking.audience import Reader, goes, may_read, readable
from workbench.sensemaking.models import Entry, Session
from workbench.workspace import Network

AAR = "after action review"


@pytest.fixture
def sets(network: Network) -> list[str]:
    return [network.members.add_set("North").id, network.members.add_set("South").id]


def told_in(network: Network, in_set: str, text: str, nature: str = "fact") -> str:
    network.in_set = in_set
    meeting = network.sessions.begin("A meeting", method=AAR)
    return network.sessions.say(meeting.id, text, nature=nature, step="What happened?").id


def read(network: Network, reader: Reader) -> set[str]:
    with network.workspace.store.reading() as session:
        return {row.text for row in session.scalars(select(Entry).where(readable(Entry, reader)))}


def test_a_story_without_consent_goes_no_further_than_its_set() -> None:
    assert [goes("public", "story", consent) for consent in ("not asked", "refused", "given")] == [
        "set",
        "set",
        "public",
    ]
    assert goes("programme", "fact", "not asked") == "programme"
    assert goes("network") == "network"


def test_each_audience_reaches_whom_it_names(network: Network, sets: list[str]) -> None:
    for audience in ("set", "network", "programme", "public"):
        network.sessions.share(told_in(network, sets[0], f"for the {audience}"), audience=audience)
    code = network.code
    assert read(network, Reader.of_set(code, sets[0])) == {
        "for the set", "for the network", "for the programme", "for the public",
    }  # fmt: skip
    beyond_the_set = {"for the network", "for the programme", "for the public"}
    assert read(network, Reader.of_set(code, sets[1])) == beyond_the_set
    assert read(network, Reader.of_network(code)) == beyond_the_set
    assert read(network, Reader.of_network("U00000")) == {"for the programme", "for the public"}
    assert read(network, Reader.of_programme()) == {"for the programme", "for the public"}
    assert read(network, Reader.public()) == {"for the public"}


def test_consent_that_is_taken_back_brings_a_story_home(network: Network, sets: list[str]) -> None:
    story = told_in(network, sets[0], "What she told me", nature="story")
    network.sessions.share(story, audience="programme", consent="given")
    assert read(network, Reader.of_programme()) == {"What she told me"}
    network.sessions.share(story, consent="refused")
    assert read(network, Reader.of_programme()) == set()
    network.undo("sense-making")
    assert read(network, Reader.of_programme()) == {"What she told me"}


def test_a_page_reads_as_the_only_set_and_else_as_the_one_that_was_chosen(network: Network) -> None:
    assert (network.in_set, network.reader) == (None, Reader.of_set(network.code, None))
    north = network.members.add_set("North")
    assert (network.in_set, network.reader) == (north.id, Reader.of_set(network.code, north.id))
    south = network.members.add_set("South")
    assert (network.in_set, network.reader) == (None, Reader.of_network(network.code))
    network.in_set = "south"
    assert (network.in_set, network.reader) == (south.id, Reader.of_set(network.code, south.id))
    network.in_set = None
    assert network.reader == Reader.of_network(network.code)
    with pytest.raises(NotFound, match="‘West’"):
        network.in_set = "West"


def test_what_was_said_before_there_was_a_set_is_read_by_each_of_its_sets(network: Network) -> None:
    meeting = network.sessions.begin("The first one", method=AAR)
    network.sessions.say(meeting.id, "We began", nature="fact", step="What happened?")
    north = network.members.add_set("North")
    network.members.add_set("South")
    assert read(network, Reader.of_set(network.code, north.id)) == {"We began"}
    assert read(network, Reader.of_network(network.code)) == set()


def test_another_reader_of_a_network_stays_that_reader(network: Network, sets: list[str]) -> None:
    network.in_set = sets[0]
    assert network.read_by(Reader.of_programme()).reader == Reader.of_programme()
    assert network.reader == Reader.of_set(network.code, sets[0])


def test_the_condition_and_the_function_say_the_same_of_what_is_told() -> None:
    said = {"network": "U12345", "set": "north", "audience": "set", "nature": "fact", "consent": "not asked"}
    assert may_read(said, Reader.of_set("U12345", "north"))
    assert not may_read(said, Reader.of_set("U12345", "south"))
    assert not may_read({**said, "audience": "public", "nature": "story"}, Reader.of_programme())
    nowhere = {"audience": "set"}
    assert not may_read(nowhere, Reader.of_set("U12345", None))


def test_a_meeting_says_how_far_what_is_said_in_it_goes(network: Network, sets: list[str]) -> None:
    network.in_set = sets[0]
    meeting = network.sessions.begin("Open to all", method=AAR)
    network.sessions.share(meeting.id, audience="network")
    with network.workspace.store.reading() as session:
        assert session.scalars(select(Session.id).where(readable(Session, Reader.of_network(network.code)))).all() == [
            meeting.id
        ]
        assert not session.scalars(select(Session.id).where(readable(Session, Reader.of_programme()))).all()


def test_sharing_says_what_is_wrong(network: Network, sets: list[str]) -> None:
    entry = told_in(network, sets[0], "Something")
    with pytest.raises(BadInput, match="‘nowhere’ is not"):
        network.sessions.share(entry, audience="nowhere")
    with pytest.raises(BadInput, match="Say how far it may go"):
        network.sessions.share(entry)
    action = network.sessions.agree(network.sessions.session_of(entry), "Ring the kitchen")
    with pytest.raises(BadInput, match="has a teller"):
        network.sessions.share(action.id, consent="given")
    with pytest.raises(Conflict):
        network.sessions.share(entry, audience="public", version=7)


def test_the_feed_never_quotes_what_was_shared(network: Network, sets: list[str]) -> None:
    network.sessions.share(told_in(network, sets[0], "Word", nature="story"), consent="given", audience="network")
    network.sessions.share(told_in(network, sets[0], "Word", nature="fact"), audience="network")
    assert [change.action for change in network.changes_since(0) if "how far" in change.action] == [
        "said how far a story may go",
        "said how far a fact may go",
    ]
