"""Looking for words in everything that was said: entries, insights, actions, bids, and the notes of meetings.

What its reader may not read has no part in it: it is not found, and does not change the order of what is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench import checks
from workbench.sensemaking.audience import readable, reader_of
from workbench.sensemaking.ground import Ground
from workbench.sensemaking.grouping import Heard, meetings
from workbench.sensemaking.models import Action, Bid, Entry, Insight, Session
from workbench.sensemaking.ranking import WORD, Index, Query, folded, understood
from workbench.store import Reader, Scope, live

if TYPE_CHECKING:
    import pandas as pd

FOUND: Final = (
    *("id", "kind", "session", "held_on", "said_by", "text", "snippet", "score"),
    *("hits", "session_id", "network", "nature"),
)
MOST_FOUND: Final = 1_000_000
"""A limit above this is a slip of the keyboard."""
LONGEST_QUERY: Final = 500
SNIPPET: Final = 160
"""Characters of a snippet, apart from the dots at its ends."""
BEFORE: Final = 40
"""Characters before the first hit in it."""
_KEPT: Final = 4
"""How many indices are kept at a time, one for each reader."""


_SPACE: Final = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Text:
    """One thing that can be found: a record, its words, who said them (a role, or empty), and in which meeting."""

    id: str
    kind: str
    text: str
    said_by: str
    heard: Heard
    nature: str = ""


def texts(transaction: Transaction, scope: Scope, reader: Reader, *, everywhere: bool) -> list[Text]:
    """Everything that a reader may read, the latest meeting first and in it the oldest record."""
    known = meetings(transaction, scope, reader, everywhere=everywhere)
    found = [one for one in _texts(transaction, scope, reader, known) if one.text]
    found.sort(key=lambda one: one.id)
    found.sort(key=lambda one: one.heard.held_on, reverse=True)
    return found


def _texts(transaction: Transaction, scope: Scope, reader: Reader, known: dict[str, Heard]) -> Iterator[Text]:
    for kind, columns in _WORDS.items():
        meeting = kind.id if kind is Session else kind.session_id
        said_by = {Entry: Entry.said_by, Bid: Bid.made_by}.get(kind, kind.kind)
        nature = Entry.nature if kind is Entry else kind.kind
        wanted = select(kind.id, kind.kind, meeting, said_by, nature, *columns).where(
            live(kind, scope.today()), readable(kind, reader)
        )
        for record, name, session, who, what, *said in transaction.execute(wanted):
            if session in known:
                words = "\n".join(filter(None, said))
                who, what = who if kind in (Entry, Bid) else "", what if kind is Entry else ""  # noqa: PLW2901
                yield Text(record, name, words, who, known[session], what)


_WORDS: Final[dict[Any, tuple[Any, ...]]] = {
    Entry: (Entry.text,),
    Insight: (Insight.text,),
    Action: (Action.text, Action.known_by),
    Bid: (Bid.title,),
    Session: (Session.title, Session.notes, Session.ground_rules),
}


def snippet(text: str, query: Query) -> tuple[str, list[tuple[int, int]]]:
    """The part of a text with the most of what was looked for, on one line, and where the hits are in it.

    A part that is not the whole has dots at its ends. Without a hit it is the beginning of the text.
    """
    line = _SPACE.sub(" ", text)
    places = [found.span() for found in WORD.finditer(line)]
    words = [folded(line[begin:end]) for begin, end in places]
    hits = sorted(
        {
            (places[where[0]][0], places[where[-1]][1], number)
            for number, term in enumerate(query.wanted)
            for where in term.at(words)
        }
    )
    begin, end = _window(line, hits, places)
    head, tail = "…" if begin else "", "…" if end < len(line) else ""
    inside = _joined([(first, last) for first, last, _ in hits if begin <= first and last <= end])
    shift = len(head) - begin
    return f"{head}{line[begin:end]}{tail}", [(first + shift, last + shift) for first, last in inside]


def _window(line: str, hits: list[tuple[int, int, int]], places: list[tuple[int, int]]) -> tuple[int, int]:
    if len(line) <= SNIPPET:
        return 0, len(line)
    best, most = (0, 0), 0
    for first, until, _ in hits[:200]:
        begin = max(first - BEFORE, 0)
        inside = {number for start, last, number in hits if first <= start and last <= begin + SNIPPET}
        if len(inside) > most or best == (0, 0):
            best, most = (begin, until), len(inside)
    begin = min(best[0], len(line) - SNIPPET)
    end = max(begin + SNIPPET, best[1])
    for first, last in places:  # no word is cut but one that is too long for any snippet
        if first < begin < last < end:
            begin = last
        if best[1] <= first < end < last:
            end = first
    while begin < end and line[begin] == " ":
        begin += 1
    while begin < end and line[end - 1] == " ":
        end -= 1
    return begin, end


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


class Searching(Ground):
    """Looking for words."""

    def search(
        self, text: str, *, everywhere: bool = False, reader: Reader | None = None, limit: int | None = None
    ) -> pd.DataFrame:
        """What holds all these words, the best first; see `ranking.understood` for how a query is written.

        One row a find: `id`, `kind` (“entry”, “insight”, “action”, “bid”, “session”), `session` (its title),
        `held_on` (timestamp), `said_by` (a role, or empty), `text` (all of it), `snippet` (the part with the hits),
        `score` (from 0 up), `hits` (pairs of places in the snippet), `session_id`, `network` (code) and `nature` (of
        an entry). Of two with the same score the one from the later meeting comes first. `everywhere`: in all networks
        of the workspace; `limit`: so many at most. Only what the reader may read is found, and it is ranked as if there
        were nothing else. Nothing to look for gives no rows. Raises `BadInput` for what is no text or too long, and for
        a limit that is no whole number from 1 on.
        """
        rows = self.found(text, everywhere=everywhere, reader=reader, limit=limit)
        import pandas as pd  # noqa: PLC0415  a page need not wait for it

        frame = pd.DataFrame(rows, columns=list(FOUND))
        frame["held_on"] = pd.to_datetime(frame["held_on"])
        return frame.astype({"score": float})

    def found(
        self, text: str, *, everywhere: bool = False, reader: Reader | None = None, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """The same as `search` as plain dictionaries, days as ISO text and hits as lists."""
        if limit is not None:
            checks.whole(limit, "The limit", lowest=1, highest=MOST_FOUND)
        query = understood(checks.line(text, "What to look for", required=False, longest=LONGEST_QUERY))
        if not query.wanted:
            return []
        said, index = self._indexed(everywhere=everywhere, reader=reader)
        return [_told(said[place], score, query) for place, score in index.ranked(query)[:limit]]

    def _indexed(self, *, everywhere: bool, reader: Reader | None) -> tuple[list[Text], Index]:
        """The texts that the reader may read and their index, made anew when anything has changed since."""
        reader = reader or reader_of(self._scope)
        latest = self._scope.store.latest(network=None if everywhere else self._scope.network)
        key = (latest, reader, everywhere, self._scope.today())
        if key not in self._indices:
            with self._scope.reading() as transaction:
                said = texts(transaction, self._scope, reader, everywhere=everywhere)
            while len(self._indices) >= _KEPT:
                self._indices.pop(next(iter(self._indices)))
            self._indices[key] = said, Index(one.text for one in said)
        return self._indices[key]

    @property
    def _indices(self) -> dict[tuple[int, Reader, bool, date], tuple[list[Text], Index]]:
        return self.__dict__.setdefault("_searched", {})


def _told(one: Text, score: float, query: Query) -> dict[str, Any]:
    part, hits = snippet(one.text, query)
    return {
        "id": one.id,
        "kind": one.kind,
        "session": one.heard.title,
        "held_on": one.heard.held_on.isoformat(),
        "said_by": one.said_by,
        "text": one.text,
        "snippet": part,
        "score": score,
        "hits": [list(hit) for hit in hits],
        "session_id": one.heard.session,
        "network": one.heard.network,
        "nature": one.nature,
    }
