"""What is said in a session, and what the set makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session as Transaction

from workbench.errors import BadInput
from workbench.sensemaking import fields as checked
from workbench.sensemaking.bids import on_air, presenter_of
from workbench.sensemaking.ground import AREA, Ground, refuse_held_back
from workbench.sensemaking.models import Attendance, Bid, Entry, Insight, Session
from workbench.sensemaking.outlines import outline_of
from workbench.sensemaking.placing import Weights, lay, relay


class Saying(Ground):
    """Entries and insights. The feed says that something was said, never what."""

    def say(
        self,
        session: str,
        text: str,
        *,
        nature: str = "",
        step: str,
        form: str = "statement",
        said_by: str | None = None,
        about: Iterable[str] = (),
        audience: str | None = None,
        consent: str | None = None,
        themes: Iterable[str] = (),
        placed: Mapping[str, Weights | None] | None = None,
    ) -> Entry:
        """Keep one thing that was said at a step of the session’s method: a statement, a question or advice.

        A statement may be a fact or a story (`nature`). `said_by` is a role, by default whoever is at work; `about`
        the ids of what it points to; `audience` how far it may go, by default as far as the session; `consent` what
        its teller agreed to; `placed` where it lies, by signifier, None where that does not apply. After an airtime
        it belongs to the issue that has it. Raises `BadInput` for an empty text, for a step that the method does not
        have, for advice where it is held back, and for a plain statement of anybody but the presenter where a step asks
        for questions while advice is held back.
        """
        new = checked.entry_fields(
            {
                "text": text,
                "nature": nature,
                "form": form,
                "step": step,
                "said_by": self._scope.who if said_by is None else said_by,
                "themes": themes,
                **({} if audience is None else {"audience": audience}),
                **({} if consent is None else {"consent": consent}),
            }
        )
        with self._scope.gesture(f"added {_named(new)}", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            refuse_held_back(row, new["step"], new["form"])
            self._refuse_telling(transaction, row, **{name: new[name] for name in _TELLING})
            return self._keep_entry(transaction, row, new, about=about, placed=placed or {})

    def change_entry(
        self,
        entry: str,
        *,
        version: int | None = None,
        about: Iterable[str] | None = None,
        about_seen: Iterable[str] | None = None,
        placed: Mapping[str, Weights | None] | None = None,
        seen: Mapping[str, Weights | None] | None = None,
        **fields: Any,
    ) -> Entry:
        """Change `text`, `nature`, `form`, `step`, `said_by`, `audience`, `consent` or `themes`, or all it is `about`.

        `about` is all that it points to from now on; with `about_seen`, what it pointed to as the person saw it, only
        what they added or took away: what others linked since stays. `placed` is all of where it lies from now on; with
        `seen`, where it lay as the person saw it, only what they changed of it.

        Raises `Conflict` if `version` is given and somebody has changed the entry since that version, `BadInput` if
        somebody has since answered a question otherwise that the person answered too.
        """
        new = checked.entry_fields(fields)
        with self._scope.gesture("changed what was said", area=AREA) as transaction:
            before = self._scope.fetch(transaction, Entry, entry)
            stood = {name: getattr(before, name) for name in _TELLING}
            links, linked = {"about": about}, {"about": about_seen}
            row = self._change_in(transaction, Entry, entry, new, version=version, links=links, seen=linked)
            if (now := {name: getattr(row, name) for name in _TELLING}) != stood:
                self._refuse_telling(transaction, self._scope.fetch(transaction, Session, row.session_id), **now)
            if placed is not None:
                relay(transaction, self._scope, row, placed, seen)
        return row

    def conclude(
        self,
        session: str,
        text: str,
        *,
        came_from: Iterable[str] = (),
        audience: str | None = None,
        themes: Iterable[str] = (),
    ) -> Insight:
        """Keep what the set made of it; `came_from` are the ids of the entries that it rests on.

        It goes as far as the session (`audience`), unless another audience is named.
        """
        given = {} if audience is None else {"audience": audience}
        new = checked.insight_fields({"text": text, "themes": themes, **given})
        with self._scope.gesture("added an insight", area=AREA) as transaction:
            row = self._scope.fetch(transaction, Session, session)
            return self._keep_insight(transaction, row, new, came_from=came_from)

    def change_insight(
        self,
        insight: str,
        *,
        version: int | None = None,
        came_from: Iterable[str] | None = None,
        **fields: Any,
    ) -> Insight:
        """Change `text`, `audience` or `themes` of an insight, or all that it `came_from`.

        Raises `Conflict` if `version` is given and somebody has changed the insight since that version.
        """
        new = checked.insight_fields(fields)
        return self._change_said(
            Insight, insight, new, version=version, links={"came from": came_from}, action="changed an insight"
        )

    # --- inside a gesture --------------------------------------------------------------------------------

    def _refuse_telling(
        self, transaction: Transaction, session: Session, *, step: str, form: str, nature: str, said_by: str
    ) -> None:
        """Raise `BadInput` for a plain statement of anybody but the presenter where only questions are asked for now.

        That is at a step that holds advice back and asks for questions, in a meeting that is not closed, once somebody
        presents. A fact or a story is anybody's.
        """
        if form != "statement" or nature or session.advice_open or session.closed_on:
            return
        here = checked.step_of(session, step)
        if not here.holds_advice or "question" not in here.records:
            return
        seats, bids = self._parts(transaction, Attendance, session.id), self._parts(transaction, Bid, session.id)
        presenter = presenter_of(seats, bids)
        if presenter and said_by != presenter:
            raise BadInput(
                f"Until advice is asked for, a statement is for the presenter ({presenter}) to make here: ask a "
                "question, or add a fact or a story."
            )

    def _keep_entry(
        self,
        transaction: Transaction,
        session: Session,
        new: Mapping[str, Any],
        *,
        about: Iterable[str],
        placed: Mapping[str, Weights | None],
    ) -> Entry:
        steps = outline_of(session).steps
        held = {step.name for step in steps if step.holds_advice} or {step.name for step in steps}
        bid = on_air(self._parts(transaction, Bid, session.id)) if new["step"] in held else None
        whole = {"audience": session.audience, "bid_id": bid and bid.id, **new}
        entry = self._said_in(transaction, Entry, session, whole)
        self._point(transaction, entry, {"about": about})
        lay(transaction, self._scope, entry, placed)
        return entry

    def _keep_insight(
        self, transaction: Transaction, session: Session, new: Mapping[str, Any], *, came_from: Iterable[str]
    ) -> Insight:
        insight = self._said_in(transaction, Insight, session, {"audience": session.audience, **new})
        self._point(transaction, insight, {"came from": came_from})
        return insight


_TELLING: Final = ("step", "form", "nature", "said_by")


def _named(new: Mapping[str, Any]) -> str:
    return "advice" if new["form"] == "advice" else f"a {new['nature'] or new['form']}"
