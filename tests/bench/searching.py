"""Looking for words in everything that was said, beside the full-text search of SQLite on the same texts."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

from tests.bench.clock import median, seconds
from workbench.sensemaking.models import Entry, Session
from workbench.sensemaking.ranking import Index, understood
from workbench.sensemaking.verbs import AREA, Sessions
from workbench.store import Reader, Scope, Store

ENTRIES: Final = 10_000
SHOWN: Final = 50
RUNS: Final = 15
QUERIES: Final = {
    "a word that few said": ("kettle", "kettle*"),
    "a word that many said": ("nurse", "nurse*"),
    "two words": ("nurse diary", "nurse diary*"),
    "the beginning of a word": ("ref", "ref*"),
    "words in quotation marks": ('"to the"', '"to the"'),
    "a word without another": ("nurse -diary", "nurse NOT diary"),
}
"""What is looked for: in words, as people type it, and as SQLite takes it."""
_COMMON: Final = """
the and to we of in it a was for on that they with is had when but not from there this one about day week call people
nurse doctor carer visit desk link worker practice team home letter group help said asked know knew time first nobody
somebody morning phone meeting hour door list heard told went came
"""
_RARE: Final = """
kettle diary referral refers refused library allotment chemist milkman raffle discharge frailty reablement square
circle slip fridge ward transport driver supper kitchen volunteer neighbour huddle signed promise
"""


@dataclass(kw_only=True)
class Searched:
    """Median seconds of `ours` and the `peer` for each of `QUERIES`, and once of making the index of the texts.

    The first `SHOWN` finds come with a snippet; `ranked` and `peer_ranked` are the times of finding all of them in
    their order and nothing else. `found` is how many ours and the peer find of the `entries`.
    """

    entries: int
    our_index: float = 0.0
    peer_index: float = 0.0
    ours: dict[str, float] = field(default_factory=dict)
    peer: dict[str, float] = field(default_factory=dict)
    ranked: dict[str, float] = field(default_factory=dict)
    peer_ranked: dict[str, float] = field(default_factory=dict)
    found: dict[str, tuple[int, int]] = field(default_factory=dict)


def measure(entries: int = ENTRIES, *, runs: int = RUNS) -> Searched:
    """Take the times on so many entries of one network, in a store in memory, the index of either kept in memory."""
    texts = synthetic(entries)
    store = Store("sqlite://")
    store.create()
    scope = Scope(store, "U99001", "GP", lambda: datetime(2025, 6, 2, 12, 0, tzinfo=UTC))
    _keep(scope, texts)
    sessions = Sessions(scope)
    searched = Searched(entries=entries)
    sessions.search("kettle", reader=Reader.public())  # libraries are loaded once
    searched.our_index = seconds(lambda: sessions.search("kettle", limit=1))
    index = Index(texts)
    peer = sqlite3.connect(":memory:")
    searched.peer_index = seconds(lambda: _indexed(peer, texts))
    for words, (typed, theirs) in QUERIES.items():
        searched.found[words] = (len(sessions.search(typed)), _count(peer, theirs))
        searched.ours[words] = median(lambda typed=typed: sessions.search(typed, limit=SHOWN), runs=runs)
        searched.peer[words] = median(lambda theirs=theirs: _found(peer, theirs), runs=runs)
        searched.ranked[words] = median(lambda typed=typed: index.ranked(understood(typed)), runs=runs)
        searched.peer_ranked[words] = median(lambda theirs=theirs: _ranked(peer, theirs), runs=runs)
    peer.close()
    store.close()
    return searched


def synthetic(entries: int, *, seed: int = 1) -> list[str]:
    """So many texts of 6 to 40 words, a few of which are in most of them. The same seed gives the same texts."""
    chance = random.Random(f"{seed} {entries}")
    words = [*_COMMON.split(), *_RARE.split()]
    pull = [1 / (1 + at) ** 0.7 for at in range(len(words))]
    return [" ".join(chance.choices(words, pull, k=chance.randint(6, 40))).capitalize() + "." for _ in range(entries)]


def _keep(scope: Scope, texts: list[str]) -> None:
    with scope.gesture("held a meeting", area=AREA) as transaction:
        days = {"network": scope.network, "valid_from": scope.today()}
        meeting = Session(title="January", method="after action review", held_on=date(2025, 1, 9), outline={}, **days)
        transaction.add(meeting)
        transaction.add_all(
            Entry(title=text[:80], text=text, session_id=meeting.id, step="What happened?", nature="fact", **days)
            for text in texts
        )


def _indexed(peer: sqlite3.Connection, texts: list[str]) -> None:
    peer.execute("CREATE VIRTUAL TABLE said USING fts5(text, tokenize='porter unicode61', prefix='2 3')")
    peer.executemany("INSERT INTO said VALUES (?)", ((text,) for text in texts))
    peer.commit()


def _found(peer: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return peer.execute(
        "SELECT rowid, text, snippet(said, 0, '[', ']', '…', 24), bm25(said) FROM said WHERE said MATCH ? "
        "ORDER BY bm25(said) LIMIT ?",
        (query, SHOWN),
    ).fetchall()


def _ranked(peer: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return peer.execute(
        "SELECT rowid, bm25(said) FROM said WHERE said MATCH ? ORDER BY bm25(said)", (query,)
    ).fetchall()


def _count(peer: sqlite3.Connection, query: str) -> int:
    return peer.execute("SELECT count(*) FROM said WHERE said MATCH ?", (query,)).fetchone()[0]
