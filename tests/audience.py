"""A small programme in which everybody says something else, and everything of it that somebody can read."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import networkx as nx
import pandas as pd
from hypothesis import strategies as st

from workbench.exchange.formats import FORMATS
from workbench.exchange.html import map_page
from workbench.exchange.meaning import to_rows
from workbench.networks.register import import_register
from workbench.sensemaking.vocabulary import AUDIENCES, CONSENTS
from workbench.settings import write_settings
from workbench.store import Reader, Store
from workbench.themes import THEMES
from workbench.workspace import Network, Workspace, open_workspace

TWO_SETS, ONE_SET = "U99001", "U99002"
NOW: Final = datetime(2025, 1, 23, 12, 0, tzinfo=UTC)
MARKER: Final = re.compile(r"zq[a-z]{5}qz")
KINDS: Final = ("prototype", "element", "session", "entry", "action")


@dataclass(frozen=True)
class Said:
    """One thing that somebody said, with a word of its own in it, and how far it may go."""

    marker: str
    network: str
    in_set: str
    audience: str
    nature: str = ""
    consent: str = "not asked"

    def is_for(self, reader: Reader) -> bool:
        """Whether a reader may read it: worked out here once more, from the rules and not from the code."""
        nearest = AUDIENCES.index(self.audience)
        if self.nature == "story" and self.consent != "given":
            nearest = 0
        if reader.network == self.network and reader.level == "set" and reader.in_set == self.in_set:
            return True
        near = {"set": 1, "network": 1, "programme": 2, "public": 3}[reader.level]
        if near == 1 and reader.network != self.network:
            near = 2
        return nearest >= near


@dataclass
class Programme:
    """A workspace with two networks, one of two sets and one of one, and what was said in it."""

    workspace: Workspace
    networks: dict[str, Network]
    sets: dict[str, list[str]]
    said: list[Said] = field(default_factory=list)

    def readers(self) -> list[Reader]:
        """One of every sort."""
        members = [Reader.of_set(code, one) for code, sets in self.sets.items() for one in sets]
        return [*members, *map(Reader.of_network, self.sets), Reader.of_programme(), Reader.public()]

    def word(self) -> str:
        """A word that nobody has said yet."""
        number, letters = len(self.said), ""
        for _ in range(5):
            number, letter = divmod(number, 26)
            letters += chr(97 + letter)
        return f"zq{letters}qz"


def prepare(folder: Path, url: str | None = None) -> None:
    """Make the workspace that every programme begins with, its networks, sets, map, prototypes and measures."""
    folder.mkdir()
    url = url or f"sqlite:///{folder / 'workbench.db'}"
    write_settings(folder, database_url=url)
    store = Store(url)
    store.create()
    columns = ["code", "name", "commissioner_code", "commissioner", "opened", "closed"]
    opened = ("ZZ1", "NHS Testshire", date(2019, 7, 1), None)
    networks = pd.DataFrame([(TWO_SETS, "Stourvale", *opened), (ONE_SET, "Harbourside", *opened)], columns=columns)
    names = ["practice_code", "practice_name", "start", "end", "same_commissioner"]
    stays = pd.DataFrame([("Y99001", "Mill Lane Surgery", date(2019, 7, 1), None, True)], columns=names)
    import_register(store, networks, stays.assign(network_code=TWO_SETS), source="test", who="test", at=NOW)
    store.close()


@contextmanager
def opened(folder: Path, *, where: Path | None = None) -> Iterator[Programme]:
    """A programme of its own, made from the prepared workspace (in a copy of it, if `where` is given)."""
    if where is not None:
        shutil.copytree(folder, where)
        settings = (where / "workbench.toml").read_text(encoding="utf-8")
        (where / "workbench.toml").write_text(settings.replace(str(folder), str(where)), encoding="utf-8")
    workspace = open_workspace(where or folder, clock=lambda: NOW)
    networks = {code: workspace.network(code, who="practice manager") for code in (TWO_SETS, ONE_SET)}
    sets = {
        TWO_SETS: [networks[TWO_SETS].members.add_set(title).id for title in ("North", "South")],
        ONE_SET: [networks[ONE_SET].members.add_set("Harbour set").id],
    }
    try:
        yield Programme(workspace, networks, sets)
    finally:
        workspace.close()
        if where is not None:
            shutil.rmtree(where)


AUDIENCE: Final = st.sampled_from(AUDIENCES)
ENTRIES: Final = st.lists(
    st.tuples(st.sampled_from(("", "fact", "story")), AUDIENCE, st.sampled_from(CONSENTS)), min_size=1, max_size=4
)
MEETINGS: Final = st.lists(
    st.tuples(st.integers(0, 2), AUDIENCE, ENTRIES, st.tuples(AUDIENCE, AUDIENCE)), min_size=1, max_size=3
)
"""Meetings: in which of the three sets, its audience, its entries, the audiences of its insight and of its action."""


def hold(programme: Programme, where: int, audience: str, entries: Any, ends: tuple[str, str]) -> None:
    """Hold one meeting, in which everything that was said has a word of its own, and something is made of it.

    `ends` are the audiences of its insight and of its action.
    """
    concluded, agreed = ends
    code = TWO_SETS if where < 2 else ONE_SET
    in_set, network = programme.sets[code][where % 2], programme.networks[code]
    network.in_set = in_set

    def note(audience: str, nature: str = "", consent: str = "not asked") -> str:
        said = Said(programme.word(), code, in_set, audience, nature, consent)
        programme.said.append(said)
        return said.marker

    kitchen = network.map.add_element(f"Kitchen {len(programme.said)}", kind="community group")
    ward = network.map.add_element(f"Ward {len(programme.said)}", kind="service")
    tie = network.map.connect(kitchen.id, ward.id, kind="meets")
    meeting = network.sessions.begin(
        f"Meeting {note(audience)}", method="after action review", in_set=in_set, audience=audience
    )
    network.sessions.set_present(meeting.id, ["GP"])
    network.sessions.change(meeting.id, notes=f"Noted {note(audience)}", ground_rules=f"We keep {note(audience)}")
    network.sessions.bid(meeting.id, f"How do we {note(audience)}", made_by="link worker")
    kept = []
    for nature, far, consent in entries:
        entry = network.sessions.say(
            meeting.id,
            f"{note(far, nature, consent)} was said",
            nature=nature,
            step="What happened?",
            about=[kitchen.id, tie.id],
            themes=[THEMES[0]],
            audience=far,
            consent=consent,
        )
        kept.append(entry.id)
    insight = network.sessions.conclude(meeting.id, f"We see {note(concluded)}", came_from=kept)
    network.sessions.share(insight.id, audience=concluded)
    action = network.sessions.agree(
        meeting.id, f"Do {note(agreed)}", owner="GP", about=[kitchen.id], came_from=[insight.id]
    )
    network.sessions.share(action.id, audience=agreed)
    prototype = network.prototypes.start(f"Try {len(programme.said)}", came_from=[*kept, insight.id], owner="GP")
    network.prototypes.means_to_change(prototype.id, tie.id, "strengthen")
    network.sessions.done(action.id) if len(kept) % 2 else None
    network.sessions.change_entry(kept[0], text=f"{programme.said[-2 - len(kept)].marker} was said, and meant")


def everything(programme: Programme, reader: Reader) -> Iterator[tuple[str, str]]:
    """Everything of the core that can be read of every network as that reader, by name, as text."""
    for code, network in programme.networks.items():
        here = network.read_by(reader)
        for name, read in _readings(here):
            yield f"{code} {name}", as_text(read())


def _readings(network: Network) -> Iterator[tuple[str, Callable[[], Any]]]:
    sessions, thread = network.sessions, network.thread
    yield "meetings", sessions.listed
    yield "their table", sessions.table
    yield "entries", sessions.entries
    yield "open actions", sessions.open_actions
    yield "agenda", sessions.agenda
    for meeting in sessions.listed():
        yield "a meeting", lambda key=meeting["id"]: sessions.told(key)
        yield "its page", lambda key=meeting["id"]: [
            (page := sessions.page(key)).plain, page.markdown, page.html,
        ]  # fmt: skip
    yield "search", lambda: sessions.search("said see do noted how", everywhere=True)
    yield "search here", lambda: sessions.search("said")
    yield "themes", lambda: sessions.themes(everywhere=True)
    yield "on the map", sessions.about_map
    yield "placements", lambda: sessions.placements(everywhere=True)
    yield "the map", network.map.parts
    yield "what points at it", network.map.pointing_here
    yield "its last gestures", network.map.recent
    graph = thread.graph()
    yield "the thread", thread.graph
    one_of_each = {data["kind"]: node for node, data in graph.nodes(data=True)}
    for record in (one_of_each[kind] for kind in KINDS if kind in one_of_each):
        yield "a story", lambda record=record: thread.story(record)
        yield "the surroundings", lambda record=record: thread.around(record)
    yield "without an owner", thread.without_owner
    yield "prototypes", lambda: [network.prototypes.told(one["id"]) for one in network.prototypes.listed()]
    yield "whether they moved", thread.did_they_move
    yield "the feed", lambda: network.changes_since(0)
    yield "what can be undone", lambda: network.can_undo("sense-making")
    yield "barriers", network.challenge.barriers
    yield "weeks", lambda: [network.log.weeks(), network.log.post().markdown, network.log.ideas()]
    drawn = network.map.graph(hoped_for=True)
    yield "a page of the map", lambda: map_page(drawn, title="Map")
    for form in (form for form in FORMATS if form.writes):
        yield f"the map as {form.name}", lambda form=form: form.write(to_rows(drawn)).data


def as_text(value: Any) -> str:
    """Whatever it is as text, with everything that is in it."""
    if isinstance(value, pd.DataFrame):
        return as_text(value.reset_index().astype(object).to_dict("records"))
    if isinstance(value, nx.Graph):
        return as_text([dict(value.graph), list(value.nodes(data=True)), list(value.edges(data=True))])
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, pd.DataFrame | nx.Graph | bytes):
        return as_text(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    if hasattr(value, "__table__"):
        columns = {column.key: getattr(value, column.key) for column in value.__table__.columns}
        return {**columns, "edits": list(getattr(value, "edits", []))}
    return str(value)


def marked(text: str) -> set[str]:
    """The words of their own that stand in a text."""
    return set(MARKER.findall(text))
