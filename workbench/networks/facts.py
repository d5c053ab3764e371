"""What the store's copy of the public register says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from workbench import checks
from workbench.errors import NotFound
from workbench.networks.models import LearningSet, Membership, Practice, PrimaryCareNetwork
from workbench.networks.names import readable

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Stay:
    """One practice's time in the network: `end` is the last day of it, None while it lasts."""

    practice_code: str
    practice_name: str
    start: date
    end: date | None
    same_commissioner: bool | None


@dataclass(frozen=True, kw_only=True)
class NetworkFacts:
    """One network as the register describes it, its capitals apart; `source` says which file and of when.

    `memberships` holds present and past ones, in order of practice name and start; it may be empty.
    """

    code: str
    name: str
    commissioner_code: str
    commissioner: str
    opened: date | None
    closed: date | None
    source: str
    memberships: tuple[Stay, ...]

    @property
    def current(self) -> tuple[Stay, ...]:
        """The memberships that last."""
        return tuple(stay for stay in self.memberships if stay.end is None)

    @property
    def past(self) -> tuple[Stay, ...]:
        """The memberships that have ended."""
        return tuple(stay for stay in self.memberships if stay.end is not None)

    @property
    def practice_names(self) -> dict[str, str]:
        """Every practice that is or was a member: code → name."""
        return {stay.practice_code: stay.practice_name for stay in self.memberships}

    @property
    def crosses_boundary(self) -> bool:
        """Whether a current member answers to another commissioner than the network does."""
        return any(stay.same_commissioner is False for stay in self.current)


def network_facts(session: Session, code: str) -> NetworkFacts:
    """The network of that code. Raises `NotFound`, with the nearest code, if there is none."""
    row = session.get(PrimaryCareNetwork, code.strip().upper())
    if row is None:
        codes = list(session.scalars(select(PrimaryCareNetwork.code).order_by(PrimaryCareNetwork.code)))
        raise NotFound(f"This workspace has no network ‘{code}’{_hint(code.strip().upper(), codes)}")
    stays = session.execute(
        select(Membership, Practice.name)
        .join(Practice, Practice.code == Membership.practice_code)
        .where(Membership.network_code == row.code)
        .order_by(Practice.name, Membership.start)
    )
    return NetworkFacts(
        code=row.code,
        name=readable(row.name),
        commissioner_code=row.commissioner_code,
        commissioner=readable(row.commissioner),
        opened=row.opened,
        closed=row.closed,
        source=row.source,
        memberships=tuple(
            Stay(
                practice_code=stay.practice_code,
                practice_name=readable(name),
                start=stay.start,
                end=stay.end,
                same_commissioner=stay.same_commissioner,
            )
            for stay, name in stays
        ),
    )


def _hint(code: str, codes: list[str]) -> str:
    if not codes:
        return ": it has none yet, and `workbench networks --ods FILE` brings them in."
    hint = checks.nearest(code, codes, otherwise="`workbench networks` lists them.")
    return f": {hint[0].lower()}{hint[1:]}"


def called(session: Session, code: str) -> str:
    """What people call a network; its code where the register does not hold it."""
    row = session.get(PrimaryCareNetwork, code)
    return code if row is None else readable(row.name)


def whose(session: Session, code: str, in_set: str | None) -> tuple[str, ...]:
    """Whose something is, in names: the set that it belongs to, if it belongs to one, and the network."""
    own = session.get(LearningSet, in_set) if in_set else None
    return (*([own.title] if own else []), called(session, code))


def network_table(session: Session, *, today: date | None = None) -> pd.DataFrame:
    """The open networks: index `code`; `name`, `commissioner`, `practices` (how many belong to it today)."""
    day = today or date.today()  # noqa: DTZ011  the register's days have no zone
    members = (
        select(Membership.network_code, func.count().label("practices"))
        .where(Membership.start <= day, or_(Membership.end.is_(None), Membership.end >= day))
        .group_by(Membership.network_code)
        .subquery()
    )
    rows = session.execute(
        select(
            PrimaryCareNetwork.code,
            PrimaryCareNetwork.name,
            PrimaryCareNetwork.commissioner,
            func.coalesce(members.c.practices, 0),
        )
        .outerjoin(members, members.c.network_code == PrimaryCareNetwork.code)
        .where(or_(PrimaryCareNetwork.closed.is_(None), PrimaryCareNetwork.closed >= day))
        .order_by(PrimaryCareNetwork.code)
    )
    import pandas as pd  # noqa: PLC0415  a page need not wait for it

    columns = ["code", "name", "commissioner", "practices"]
    return pd.DataFrame(rows.all(), columns=columns).set_index("code")
