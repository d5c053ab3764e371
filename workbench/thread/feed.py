"""The feed as somebody may read it: every gesture, without the words that were not meant for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from workbench.sensemaking.ground import AREA as SESSIONS
from workbench.store import SAID_IN_THE_SET, Change, Edit, Scope, out_of_reach
from workbench.store.reader import as_it_stands, from_elsewhere, without_words

_QUOTED: Final = re.compile("“.*”", re.DOTALL)  # as the feed quoted, before it no longer did
_TITLED: Final = (
    (re.compile(r"the session .*?( again)?$", re.DOTALL), r"a session\1"),
    (re.compile(r"(said who was at|changed who takes which part in) .*", re.DOTALL), r"\1 a session"),
    (re.compile(r"said how far (?!an? \w+ may go$).* may go$", re.DOTALL), "said how far a session may go"),
)
"""How the feed named a meeting by its title, before it no longer did, and what stands there for those it is not for."""


def readable(scope: Scope, changes: Sequence[Change]) -> list[Change]:
    """These gestures, whose rows hold no words that whoever reads in this scope may not read.

    A row that may not be read keeps its keys, its days and what is on closed lists; its texts are empty. It is judged
    as it is today: what was shared later may be read back to the day it was so written, and what no longer is, not at
    all. Words that were taken out or replaced are read only in the set where they were said. The gestures must be all
    since one of them, oldest first, and must have left their session.
    """
    with scope.reading() as session:
        rows = {row for change in changes for edit in change.edits for row in _touched(edit)}
        hidden = out_of_reach(session, scope, rows)
        elsewhere = from_elsewhere(session, scope, (row for row in rows if row[0] not in hidden))
    guarded = elsewhere | set(hidden)
    now = {edit.entity_id: edit.after for change in changes for edit in change.edits}
    for change in changes:
        for edit in change.edits:
            if edit.entity_id in elsewhere:
                edit.before = edit.before and _standing(edit.before, now[edit.entity_id])
                edit.after = _standing(edit.after, now[edit.entity_id])
        own = [edit for edit in change.edits if edit.entity_id in hidden]
        for edit in own:
            edit.before = edit.before and _blank(edit.before)
            edit.after = _blank(edit.after)
        if own:
            change.action = _QUOTED.sub(SAID_IN_THE_SET, change.action)
        if change.area == SESSIONS and any(row in guarded for edit in change.edits for row, _ in _touched(edit)):
            change.action = _QUOTED.sub(SAID_IN_THE_SET, change.action)
            for named, instead in _TITLED:
                change.action = named.sub(instead, change.action)
    return list(changes)


def _touched(edit: Edit) -> list[tuple[str, str]]:
    """The records, by id and kind, of which an edit says something: that of its row, and the meeting it belongs to."""
    touched = [(edit.entity_id, str(edit.after.get("kind", edit.entity)))]
    meeting = edit.after.get("session_id")
    return [*touched, (meeting, "session")] if meeting else touched


def _standing(row: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    return {**_blank(row), **as_it_stands(row, now)}


def _blank(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("id", "kind", "network", "created_at", "changed_at", "valid_from", "valid_to")
    return {name: value if name in kept else without_words(name, value) for name, value in row.items()}
