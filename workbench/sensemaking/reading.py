"""Reading the sessions of a network as plain dictionaries (JSON as it stands) and as tables.

Everything here holds only what whoever reads may read (`audience.reader_of`): words that go less far are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session as Transaction

from workbench.sensemaking.audience import goes, readable, reader_of, titled_by_day
from workbench.sensemaking.bids import on_air, presenter_of
from workbench.sensemaking.models import Action, Attendance, Bid, Entry, Insight, Session
from workbench.sensemaking.outlines import outline_of
from workbench.sensemaking.placing import placed
from workbench.sensemaking.vocabulary import FORMS, ONE_AT_A_TIME
from workbench.store import Scope, live
from workbench.store.pointers import Pointers, pointed_to

if TYPE_CHECKING:
    import pandas as pd

Plain = dict[str, Any]
_PARTS: Final = (Attendance, Bid, Entry, Insight, Action)
_NAMES: Final = {Attendance: "people", Bid: "bids", Entry: "entries", Insight: "insights", Action: "actions"}
_COUNTS: Final = (
    "entries", "facts", "stories", "statements", "questions", "advice", "insights", "actions", "open_actions",
)  # fmt: skip


def listed(scope: Scope) -> list[Plain]:
    """The live sessions, newest first by the day they were held; an empty list before the first.

    Each: what `told` says of a session, without its outline, and `present` (roles), `insights` (`id`, `text`),
    `actions` (as in `told`, without links), and `counts` of `entries`, `facts`, `stories`, `statements`, `questions`,
    `advice`, `insights`, `actions`, `open_actions`, all of what may be read here; a fact or a story is none of the
    `statements`. `withheld` as in `told`. Days are ISO text.
    """
    with scope.reading() as transaction:
        rows = list(transaction.scalars(_live(scope, Session)))
        theirs = _whose(transaction, scope)
        parts = {kind: _by_session(transaction, scope, kind) for kind in _PARTS}
        there = _there(transaction, scope)
    newest_first = sorted(rows, key=lambda row: (row.held_on, row.id), reverse=True)
    found = []
    for row in newest_first:
        here = {kind: parts[kind][row.id] for kind in _PARTS}
        plain = _session(row, here[Attendance], here[Bid], whole=row.id in theirs)
        del plain["outline"]
        found.append(
            {
                **plain,
                "present": [part.title for part in here[Attendance]],
                "insights": [{"id": part.id, "text": part.text} for part in here[Insight]],
                "actions": [_action(part) for part in here[Action]],
                "counts": _counts(here),
                "withheld": _withheld(row.id, here, there),
            }
        )
    return found


def told(scope: Scope, session: str) -> Plain:
    """Everything of one session, in the order in which it was said.

    `session`: `id`, `title`, `method` (its key), `steps` (their names), `outline` (the method as it was when the
    session began, `Method.plain`), `held_on`, `closed_on`, `notes`, `set`, `audience`, `ground_rules`, `advice_open`,
    who is `facilitator`, `presenter` and `timekeeper` (roles, empty for nobody; whoever made the bid on air presents,
    whatever other part they take), `airtime` (the id of the bid that has it, or None), `version`.
    `present`: roles. `people`: `{id, role, part}`. `bids`: `{id, title, made_by, place, version}`, those that had
    airtime first. `counts` as in `listed`. `withheld`: of which of `people`, `bids`, `entries`, `insights`, `actions`
    there is more than whoever reads may read.
    `entries`: `id`, `step`, `form`, `nature`, `text`, `said_by`, `about`, `audience`, `consent`, `goes` (how far it
    really goes), `themes`, `bid` (id or None), `placed` (`{signifier: [weights] or None}`), `at`, `by`, `version`.
    `insights`: `id`, `text`, `came_from`, `audience`, `themes`, `by`, `version`. `actions`: `id`, `text`, `owner`,
    `due`, `done_on`, `known_by`, `audience`, `about`, `came_from`, `version`.
    `done_here`: the actions of earlier meetings of its set that were done on its day, as `actions` without links, and
    `session` (`id`, `title`, `held_on`, `set`). What is pointed to is a list of `{id, kind, title, live}`; a connection
    has no title of its own. Raises `NotFound` if the network has no such session.
    """
    with scope.reading() as transaction:
        row = scope.find(transaction, Session, session)
        theirs = _whose(transaction, scope)
        parts = {
            kind: list(transaction.scalars(_live(scope, kind, transaction).where(kind.session_id == row.id)))
            for kind in _PARTS
        }
        pointers = pointed_to(transaction, scope, [part.id for kind in parts.values() for part in kind])
        lying = placed(transaction, scope, [entry.id for entry in parts[Entry]])
        there = _there(transaction, scope, row.id)
        done = _done_at(transaction, scope, row)
    bids = sorted(parts[Bid], key=lambda bid: (bid.place is None, bid.place, bid.id))
    return {
        "session": _session(row, parts[Attendance], bids, whole=row.id in theirs),
        "present": [part.title for part in parts[Attendance]],
        "people": [{"id": part.id, "role": part.title, "part": part.part} for part in parts[Attendance]],
        "bids": [_bid(bid) for bid in bids],
        "counts": _counts(parts),
        "withheld": _withheld(row.id, parts, there),
        "entries": [
            {**_linked(_entry(part), pointers, "about"), "placed": lying.get(part.id, {})} for part in parts[Entry]
        ],
        "insights": [_linked(_insight(part), pointers, "came from") for part in parts[Insight]],
        "actions": [_linked(_action(part), pointers, "about", "came from") for part in parts[Action]],
        "done_here": [{**_action(action), "session": _in_short(of, theirs)} for action, of in done],
    }


def open_actions(scope: Scope) -> list[Plain]:
    """The actions that are not done, of every session: the soonest due first, those without a day last.

    Each as in `told`, and `session` (`id`, `title`, `held_on`, `set`).
    """
    with scope.reading() as transaction:
        sessions = {row.id: row for row in transaction.scalars(_live(scope, Session))}
        rows = [
            row
            for row in transaction.scalars(_live(scope, Action, transaction).where(Action.done_on.is_(None)))
            if row.session_id in sessions
        ]
        pointers = pointed_to(transaction, scope, [row.id for row in rows])
        theirs = _whose(transaction, scope)
    rows.sort(key=lambda row: (row.due is None, row.due, row.id))
    return [
        {
            **_linked(_action(row), pointers, "about", "came from"),
            "session": _in_short(sessions[row.session_id], theirs),
        }
        for row in rows
    ]


def bids(scope: Scope) -> list[Plain]:
    """The bids for airtime of every session, the newest session first: each as in `told`, and `session`."""
    with scope.reading() as transaction:
        sessions = {row.id: row for row in transaction.scalars(_live(scope, Session))}
        made = [bid for bid in transaction.scalars(_live(scope, Bid, transaction)) if bid.session_id in sessions]
        theirs = _whose(transaction, scope)
    made.sort(key=lambda bid: bid.id)
    made.sort(key=lambda bid: (sessions[bid.session_id].held_on, bid.session_id), reverse=True)
    return [{**_bid(bid), "session": _in_short(sessions[bid.session_id], theirs)} for bid in made]


def _in_short(row: Session, theirs: set[str]) -> Plain:
    """A session where it is only named: `id`, `title`, `held_on`, `set`; `theirs` may be read whole."""
    title = row.title if row.id in theirs else titled_by_day(row.held_on)
    return {"id": row.id, "title": title, "held_on": row.held_on.isoformat(), "set": row.set_id}


def table(scope: Scope) -> pd.DataFrame:
    """One row a session, newest first: index `id`; days are timestamps; `present` is joined by commas."""
    columns = [
        "id", "title", "method", "held_on", "closed_on", "present", "audience", "facilitator", "presenter",
    ]  # fmt: skip
    rows = [
        {**{name: row[name] for name in columns}, "present": ", ".join(row["present"]), **row["counts"]}
        for row in listed(scope)
    ]
    import pandas as pd  # noqa: PLC0415  a page need not wait for it

    frame = pd.DataFrame(rows, columns=[*columns, *_COUNTS]).set_index("id")
    for name in ("held_on", "closed_on"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def entries(scope: Scope) -> pd.DataFrame:
    """One row an entry, in the order of the sessions' days: index `id`; `about` is a list of ids, `themes` of words."""
    own = ["step", "form", "nature", "text", "said_by", "audience", "consent", "goes", "themes"]
    columns = ["id", "session", "held_on", *own, "about"]
    with scope.reading() as transaction:
        sessions = {row.id: row for row in transaction.scalars(_live(scope, Session))}
        said = [row for row in transaction.scalars(_live(scope, Entry, transaction)) if row.session_id in sessions]
        pointers = pointed_to(transaction, scope, [row.id for row in said])
        theirs = _whose(transaction, scope)
    said.sort(key=lambda row: (sessions[row.session_id].held_on, row.id))
    rows = [
        {
            **_entry(row),
            "session": _in_short(sessions[row.session_id], theirs)["title"],
            "held_on": sessions[row.session_id].held_on,
            "about": [pointed["id"] for pointed in pointers[row.id, "about"]],
        }
        for row in said
    ]
    import pandas as pd  # noqa: PLC0415  a page need not wait for it

    frame = pd.DataFrame(rows, columns=columns).set_index("id")
    frame["held_on"] = pd.to_datetime(frame["held_on"])
    return frame


def _live(scope: Scope, kind: type[Any], transaction: Transaction | None = None) -> Any:
    """The live rows of that kind in this network; with a transaction only those that may be read here."""
    in_order = (kind.title,) if kind is Attendance else (kind.created_at, kind.id)
    may = () if transaction is None else (readable(kind, reader_of(scope, transaction)),)
    here = and_(kind.network == scope.network, live(kind, scope.today()), *may)
    return select(kind).where(here).order_by(*in_order)


def _whose(transaction: Transaction, scope: Scope) -> set[str]:
    """The ids of the sessions of which whoever reads may read all that was written about the session itself."""
    wanted = select(Session.id).where(
        Session.network == scope.network, readable(Session, reader_of(scope, transaction))
    )
    return set(transaction.scalars(wanted))


def _by_session(transaction: Transaction, scope: Scope, kind: type[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in transaction.scalars(_live(scope, kind, transaction)):
        found[row.session_id].append(row)
    return found


def _linked(plain: Plain, pointers: Pointers, *links: str) -> Plain:
    return {**plain, **{link.replace(" ", "_"): pointers[plain["id"], link] for link in links}}


def _done_at(transaction: Transaction, scope: Scope, row: Session) -> list[tuple[Action, Session]]:
    """The actions that earlier meetings of a session's set left and that were done on its day, or on the day it closed.

    While it is under way that day is today.
    """
    days = {row.held_on, row.closed_on or scope.today()}
    earlier = {
        other.id: other
        for other in transaction.scalars(_live(scope, Session))
        if other.set_id == row.set_id and (other.held_on, other.id) < (row.held_on, row.id)
    }
    done = transaction.scalars(_live(scope, Action, transaction).where(Action.done_on.in_(days)))
    return [(action, earlier[action.session_id]) for action in done if action.session_id in earlier]


def _there(transaction: Transaction, scope: Scope, session: str | None = None) -> dict[tuple[type, str], int]:
    """How many live parts of each kind there are in each session (or in one), whoever may read them."""
    found: dict[tuple[type, str], int] = {}
    for kind in _PARTS:
        here = (kind.network == scope.network, live(kind, scope.today()))
        of_one = () if session is None else (kind.session_id == session,)
        counted = select(kind.session_id, func.count()).where(*here, *of_one).group_by(kind.session_id)
        found |= {(kind, key): number for key, number in transaction.execute(counted).all()}
    return found


def _withheld(session: str, parts: dict[Any, list[Any]], there: dict[tuple[type, str], int]) -> list[str]:
    return [name for kind, name in _NAMES.items() if there.get((kind, session), 0) > len(parts[kind])]


def _counts(parts: dict[Any, list[Any]]) -> Plain:
    said = parts[Entry]
    return {
        "entries": len(said),
        "facts": sum(part.nature == "fact" for part in said),
        "stories": sum(part.nature == "story" for part in said),
        **{
            name: sum(part.form == form and not part.nature for part in said)
            for form, name in zip(FORMS, ("statements", "questions", "advice"), strict=True)
        },
        "insights": len(parts[Insight]),
        "actions": len(parts[Action]),
        "open_actions": sum(part.done_on is None for part in parts[Action]),
    }


def _session(row: Session, seats: Iterable[Attendance], bids: Iterable[Bid], *, whole: bool) -> Plain:
    """A session as a plain dictionary; named by its day, and without its notes, unless it may be read whole."""
    method = outline_of(row)
    seats, bids = list(seats), list(bids)
    having = {seat.part: seat.title for seat in seats}
    airtime = on_air(bids)
    return {
        "id": row.id,
        "title": row.title if whole else titled_by_day(row.held_on),
        "method": row.method,
        "steps": [step.name for step in method.steps],
        "outline": method.plain(),
        "held_on": row.held_on.isoformat(),
        "closed_on": row.closed_on and row.closed_on.isoformat(),
        "notes": row.notes if whole else "",
        "set": row.set_id,
        "audience": row.audience,
        "ground_rules": row.ground_rules if whole else "",
        "advice_open": row.advice_open,
        **{part: having.get(part, "") for part in ONE_AT_A_TIME},
        "presenter": presenter_of(seats, bids),
        "airtime": airtime and airtime.id,
        "version": row.version,
    }


def _bid(row: Bid) -> Plain:
    return {"id": row.id, "title": row.title, "made_by": row.made_by, "place": row.place, "version": row.version}


def _entry(row: Entry) -> Plain:
    return {
        "id": row.id,
        "step": row.step,
        "form": row.form,
        "nature": row.nature,
        "text": row.text,
        "said_by": row.said_by,
        "audience": row.audience,
        "consent": row.consent,
        "goes": goes(row.audience, row.nature, row.consent),
        "themes": list(row.themes),
        "bid": row.bid_id,
        "at": row.created_at.isoformat(),
        "by": row.created_by,
        "version": row.version,
    }


def _insight(row: Insight) -> Plain:
    return {
        "id": row.id,
        "text": row.text,
        "audience": row.audience,
        "themes": list(row.themes),
        "by": row.created_by,
        "version": row.version,
    }


def _action(row: Action) -> Plain:
    return {
        "id": row.id,
        "text": row.text,
        "owner": row.owner,
        "due": row.due and row.due.isoformat(),
        "done_on": row.done_on and row.done_on.isoformat(),
        "known_by": row.known_by,
        "audience": row.audience,
        "version": row.version,
    }
