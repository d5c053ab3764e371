"""Reading the sessions of a network as plain dictionaries (JSON as it stands) and as tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from workbench.sensemaking.models import Action, Attendance, Entry, Insight, Session
from workbench.sensemaking.vocabulary import METHODS
from workbench.store import Link, Record, Scope, live

if TYPE_CHECKING:
    import pandas as pd

Pointers = dict[tuple[str, str], list[dict[str, Any]]]


def listed(scope: Scope) -> list[dict[str, Any]]:
    """The live sessions, newest first by the day they were held; an empty list before the first.

    Each: `id`, `title`, `method`, `steps`, `held_on`, `closed_on` (or None), `notes`, `set`, `version`,
    `present` (roles), `insights` (`id`, `text`), `actions` (as in `told`, without links), and `counts` of
    `entries`, `facts`, `stories`, `insights`, `actions`, `open_actions`. Days are ISO text.
    """
    with scope.reading() as transaction:
        rows = list(transaction.scalars(_live(scope, Session)))
        parts = {kind: _by_session(transaction, scope, kind) for kind in (Attendance, Entry, Insight, Action)}
    newest_first = sorted(rows, key=lambda row: (row.held_on, row.id), reverse=True)
    return [
        {
            **_session(row),
            "present": [part.title for part in parts[Attendance][row.id]],
            "insights": [{"id": part.id, "text": part.text} for part in parts[Insight][row.id]],
            "actions": [_action(part) for part in parts[Action][row.id]],
            "counts": {
                "entries": len(parts[Entry][row.id]),
                "facts": sum(part.nature == "fact" for part in parts[Entry][row.id]),
                "stories": sum(part.nature == "story" for part in parts[Entry][row.id]),
                "insights": len(parts[Insight][row.id]),
                "actions": len(parts[Action][row.id]),
                "open_actions": sum(part.done_on is None for part in parts[Action][row.id]),
            },
        }
        for row in newest_first
    ]


def told(scope: Scope, session: str) -> dict[str, Any]:
    """Everything of one session, in the order in which it was said.

    `session` (`id`, `title`, `method`, `steps`, `held_on`, `closed_on`, `notes`, `set`, `version`), `present`
    (roles), `entries` (`id`, `step`, `nature`, `text`, `said_by`, `about`, `at`, `by`, `version`), `insights`
    (`id`, `text`, `came_from`, …) and `actions` (`id`, `text`, `owner`, `due`, `done_on`, `about`,
    `came_from`, …). What is pointed to is a list of `{id, kind, title, live}`; a connection has no title of
    its own. Raises `NotFound` if the network has no such session.
    """
    with scope.reading() as transaction:
        row = scope.fetch(transaction, Session, session)
        parts = {
            kind: list(transaction.scalars(_live(scope, kind).where(kind.session_id == row.id)))
            for kind in (Attendance, Entry, Insight, Action)
        }
        pointers = _pointers(transaction, scope, [part.id for kind in parts.values() for part in kind])
    return {
        "session": _session(row),
        "present": [part.title for part in parts[Attendance]],
        "entries": [_linked(_entry(part), pointers, "about") for part in parts[Entry]],
        "insights": [_linked(_insight(part), pointers, "came from") for part in parts[Insight]],
        "actions": [_linked(_action(part), pointers, "about", "came from") for part in parts[Action]],
    }


def open_actions(scope: Scope) -> list[dict[str, Any]]:
    """The actions that are not done, of every session: the soonest due first, those without a day last.

    Each as in `told`, and `session` (`id`, `title`, `held_on`).
    """
    with scope.reading() as transaction:
        sessions = {row.id: row for row in transaction.scalars(_live(scope, Session))}
        rows = [
            row
            for row in transaction.scalars(_live(scope, Action).where(Action.done_on.is_(None)))
            if row.session_id in sessions
        ]
        pointers = _pointers(transaction, scope, [row.id for row in rows])
    rows.sort(key=lambda row: (row.due is None, row.due, row.id))
    return [
        {
            **_linked(_action(row), pointers, "about", "came from"),
            "session": {
                "id": row.session_id,
                "title": sessions[row.session_id].title,
                "held_on": sessions[row.session_id].held_on.isoformat(),
            },
        }
        for row in rows
    ]


def table(scope: Scope) -> pd.DataFrame:
    """One row a session, newest first: index `id`; days are timestamps; `present` is joined by commas."""
    columns = ["id", "title", "method", "held_on", "closed_on", "present"]
    counts = ["entries", "facts", "stories", "insights", "actions", "open_actions"]
    rows = [
        {**{name: row[name] for name in columns}, "present": ", ".join(row["present"]), **row["counts"]}
        for row in listed(scope)
    ]
    import pandas as pd  # noqa: PLC0415  a page need not wait for it

    frame = pd.DataFrame(rows, columns=[*columns, *counts]).set_index("id")
    for name in ("held_on", "closed_on"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def entries(scope: Scope) -> pd.DataFrame:
    """One row an entry, in the order of the sessions' days: index `id`; `about` is a list of ids."""
    columns = ["id", "session", "held_on", "step", "nature", "text", "said_by", "about"]
    with scope.reading() as transaction:
        sessions = {row.id: row for row in transaction.scalars(_live(scope, Session))}
        said = [row for row in transaction.scalars(_live(scope, Entry)) if row.session_id in sessions]
        pointers = _pointers(transaction, scope, [row.id for row in said])
    said.sort(key=lambda row: (sessions[row.session_id].held_on, row.id))
    rows = [
        {
            **{name: getattr(row, name) for name in ("id", "step", "nature", "text", "said_by")},
            "session": sessions[row.session_id].title,
            "held_on": sessions[row.session_id].held_on,
            "about": [pointed["id"] for pointed in pointers[row.id, "about"]],
        }
        for row in said
    ]
    import pandas as pd  # noqa: PLC0415  a page need not wait for it

    frame = pd.DataFrame(rows, columns=columns).set_index("id")
    frame["held_on"] = pd.to_datetime(frame["held_on"])
    return frame


def _live(scope: Scope, kind: type[Any]) -> Any:
    in_order = (kind.title,) if kind is Attendance else (kind.created_at, kind.id)
    return select(kind).where(kind.network == scope.network, live(kind, scope.today())).order_by(*in_order)


def _by_session(transaction: Transaction, scope: Scope, kind: type[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in transaction.scalars(_live(scope, kind)):
        found[row.session_id].append(row)
    return found


def _pointers(transaction: Transaction, scope: Scope, sources: Iterable[str]) -> Pointers:
    """What the live links of these records point to, by record and kind of link, the oldest first."""
    today = scope.today()
    statement = (
        select(Link.source_id, Link.kind, Record.id, Record.kind, Record.title, live(Record, today).label("live"))
        .join(Record, Record.id == Link.target_id)
        .where(Link.source_id.in_(list(sources)), live(Link, today))
        .order_by(Link.id)
    )
    found: Pointers = defaultdict(list)
    for source, link, target, kind, title, still in transaction.execute(statement):
        found[source, link].append({"id": target, "kind": kind, "title": title, "live": bool(still)})
    return found


def _linked(plain: dict[str, Any], pointers: Pointers, *links: str) -> dict[str, Any]:
    return {**plain, **{link.replace(" ", "_"): pointers[plain["id"], link] for link in links}}


def _session(row: Session) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "method": row.method,
        "steps": list(METHODS[row.method]),
        "held_on": row.held_on.isoformat(),
        "closed_on": row.closed_on and row.closed_on.isoformat(),
        "notes": row.notes,
        "set": row.set_id,
        "version": row.version,
    }


def _entry(row: Entry) -> dict[str, Any]:
    return {
        "id": row.id,
        "step": row.step,
        "nature": row.nature,
        "text": row.text,
        "said_by": row.said_by,
        "at": row.created_at.isoformat(),
        "by": row.created_by,
        "version": row.version,
    }


def _insight(row: Insight) -> dict[str, Any]:
    return {"id": row.id, "text": row.text, "by": row.created_by, "version": row.version}


def _action(row: Action) -> dict[str, Any]:
    return {
        "id": row.id,
        "text": row.text,
        "owner": row.owner,
        "due": row.due and row.due.isoformat(),
        "done_on": row.done_on and row.done_on.isoformat(),
        "version": row.version,
    }
