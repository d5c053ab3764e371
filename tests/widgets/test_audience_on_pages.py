"""No page and no file that a page hands out holds words that were not meant for whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import widgets
from tests.audience import Programme, as_text, hold, marked, opened, prepare
from workbench.sensemaking.vocabulary import AUDIENCES, CONSENTS
from workbench.store import Reader
from workbench.workspace import Network

EVERY = [(nature, far, consent) for nature in ("", "fact", "story") for far in AUDIENCES for consent in CONSENTS]


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    """Meetings in three sets of two networks, with every audience, nature and consent."""
    folder = tmp_path_factory.mktemp("programme")
    prepare(folder / "prepared")
    with opened(folder / "prepared", where=folder / "one") as found:
        for where in range(3):
            hold(found, where, AUDIENCES[where], EVERY[where::3], (AUDIENCES[where + 1], AUDIENCES[2 - where]))
        yield found


def at_work(programme: Programme) -> Iterator[tuple[Network, Reader]]:
    """Whoever opens a page: a member of each set, and somebody in a network of two sets who chose none."""
    for code, sets in programme.sets.items():
        for one in [*sets, None] if len(sets) > 1 else sets:
            network = programme.workspace.network(code, who="practice manager")
            network.in_set = one
            yield network, Reader.of_network(code) if one is None else Reader.of_set(code, one)


def pages(network: Network) -> Iterator[tuple[str, Any]]:
    """Every page as it opens, and with everything opened that can be; the review apart."""
    for name in ("Home", "SystemMap", "Measures", "Challenge", "Log"):
        yield name, getattr(widgets, name)(network).state
    session, meetings = widgets.Session(network), network.sessions.listed()
    yield "Session", session.state
    for meeting in meetings:
        session.open_session(session=meeting["id"])
        session._refresh()
        yield "Session, open", session.state
    stories = widgets.Stories(network)
    for view in ("said", "map", "patterns", "themes"):
        stories.show(view=view)
        stories._refresh()
        yield f"Stories, {view}", stories.state
    prototypes = widgets.Prototypes(network)
    for one in network.prototypes.listed():
        prototypes.show(record=one["id"])
        prototypes._refresh()
        yield "Prototypes, open", prototypes.state
    the_map = widgets.SystemMap(network)
    for element in network.map.parts()["elements"]:
        yield "what stands behind a part", the_map.evidence(part=element["id"])


def held_against(programme: Programme, reader: Reader, read: list[tuple[str, set[str]]]) -> set[str]:
    not_for_them = {said.marker for said in programme.said if not said.is_for(reader)}
    return {name for name, words in read if words & not_for_them}


def test_no_page_shows_what_is_not_for_whoever_opens_it(programme):
    for network, reader in at_work(programme):
        read = [(name, marked(as_text(state))) for name, state in pages(network)]
        assert held_against(programme, reader, read) == set(), reader
        for_them = {said.marker for said in programme.said if said.is_for(reader) and said.network == network.code}
        assert for_them - set().union(*(words for _, words in read)) == set(), reader


def test_leaders_read_in_the_review_only_what_was_shared_with_the_programme(programme):
    for network, _ in at_work(programme):
        review = widgets.Review(network)
        files = [review.map_as_a_file(code=code) for code in programme.networks]
        read = [("the review", marked(as_text(review.state))), ("its files", marked(as_text(files)))]
        assert held_against(programme, Reader.of_programme(), read) == set()
        assert "said in the set" in as_text(review.state)


def test_what_is_handed_on_of_a_prototype_holds_only_what_was_shared_with_the_programme(programme):
    for network, _ in at_work(programme):
        prototypes = widgets.Prototypes(network)
        files = [prototypes.answer_file(prototype=one["id"]) for one in network.prototypes.listed()]
        read = [("a prototype handed on", marked(as_text(files)))]
        assert held_against(programme, Reader.of_programme(), read) == set()
        assert "said in the set" in as_text(files)


def test_the_page_of_a_meeting_for_others_holds_only_what_is_for_them(programme):
    for network, _ in at_work(programme):
        session = widgets.Session(network)
        for meeting in network.sessions.listed():
            for level in ("network", "programme", "public"):
                page = session.page_for(session=meeting["id"], level=level)
                reader = Reader.of_network(network.code) if level == "network" else Reader(level=level)
                assert held_against(programme, reader, [(level, marked(as_text(page)))]) == set()


def test_what_we_hear_is_handed_out_as_tables_of_what_may_be_read(programme):
    for network, reader in at_work(programme):
        stories = widgets.Stories(network)
        read = [("tables", marked(as_text([stories.map_file(), stories.themes_file()])))]
        assert held_against(programme, reader, read) == set()
