"""The feed as somebody may read it: every gesture, without the words that were not meant for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import not_, select

from workbench.networks.readers import reaches, reader_of
from workbench.sensemaking.audience import readable as may_read
from workbench.sensemaking.ground import AREA as SESSIONS
from workbench.sensemaking.models import Session as Meeting
from workbench.store import SAID_IN_THE_SET, Change, Reader, Scope, out_of_reach
from workbench.store.reader import without_words

_QUOTED: Final = re.compile("“.*”", re.DOTALL)  # as the feed quoted, before it no longer did


def readable(scope: Scope, changes: Sequence[Change]) -> list[Change]:
    """These gestures, whose rows hold no words that whoever reads in this scope may not read.

    A row that may not be read keeps its keys, its days and what is on closed lists; its texts are empty. It is judged
    as it is today: what was shared later may be read back to its first day. The gestures must have left their session.
    """
    with scope.reading() as session:
        reader = reader_of(scope, session)
        rows = {(edit.entity_id, edit.entity) for change in changes for edit in change.edits}
        hidden = out_of_reach(session, scope, rows)
        private = select(Meeting.title).where(Meeting.network == scope.network, not_(may_read(Meeting, reader)))
        titles = sorted(set(session.scalars(private)), key=len, reverse=True)
        for change in changes:
            touched = False
            for edit in change.edits:
                if edit.entity_id in hidden or _private(edit.after, reader):
                    touched = True
                    edit.before = edit.before and _blank(edit.before)
                    edit.after = _blank(edit.after)
            if touched:
                change.action = _QUOTED.sub(SAID_IN_THE_SET, change.action)
            if change.area == SESSIONS:
                for title in titles:
                    change.action = change.action.replace(f"the session {title}", "a session").replace(
                        title, "a session"
                    )
    return list(changes)


def _private(row: Mapping[str, Any], reader: Reader) -> bool:
    """Whether it is the row of a meeting or a page, with notes of its own, that does not reach this reader."""
    named = {"audience", "set_id", "network"} <= row.keys()
    return named and not reaches(row["audience"], row["network"], row["set_id"], reader)


def _blank(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("id", "kind", "network", "created_at", "changed_at", "valid_from", "valid_to")
    return {name: value if name in kept else without_words(name, value) for name, value in row.items()}
