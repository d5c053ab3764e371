"""The people of a network's action learning sets, known by their role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from workbench import checks
from workbench.networks.models import USUAL_ROLES, LearningSet, Member
from workbench.store import Scope, live

if TYPE_CHECKING:
    import pandas as pd

AREA: Final = "members"


class Members:
    """Who works on this network, in one set or several."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def sets(self) -> list[LearningSet]:
        """The network's sets, oldest first; empty before the first one is made."""
        with self._scope.reading() as session:
            return list(session.scalars(self._live(LearningSet)))

    def add_set(self, title: str, *, purpose: str = "") -> LearningSet:
        """Begin a set."""
        row = self._new_set(title, purpose=purpose)
        with self._scope.gesture(f"began the set {row.title}", area=AREA) as session:
            session.add(row)
        return row

    def add(
        self,
        role: str,
        *,
        in_set: str | None = None,
        organisation: str = "",
        sector: str | None = None,
        name: str = "",
    ) -> Member:
        """Add somebody by role to a set: the one whose id is given, else the first one, which is made if need be."""
        row = Member(
            network=self._scope.network,
            title=checks.line(role, "The role"),
            organisation=checks.line(organisation, "The organisation", required=False),
            sector=sector,
            name=checks.line(name, "The name", required=False),
            valid_from=self._scope.today(),
        )
        with self._scope.gesture(f"added {row.title} to the set", area=AREA) as session:
            if in_set is None:
                first = session.scalar(self._live(LearningSet).limit(1)) or self._new_set("Action learning set")
                session.add(first)
                row.set_id = first.id
            else:
                row.set_id = self._scope.fetch(session, LearningSet, in_set).id
            session.add(row)
        return row

    def remove(self, member: str) -> None:
        """End somebody's time in the set, by the id of the member."""
        with self._scope.gesture("", area=AREA) as session:
            row = self._scope.fetch(session, Member, member)
            self._scope.end(row)
            session.info["change"].action = f"took {row.title} off the set"

    def listed(self) -> list[dict[str, Any]]:
        """The members as plain dictionaries: `id`, `role`, `organisation`, `sector`, `name`, `set`."""
        with self._scope.reading() as session:
            return [
                {
                    "id": row.id,
                    "role": row.title,
                    "organisation": row.organisation,
                    "sector": row.sector,
                    "name": row.name,
                    "set": row.set_id,
                }
                for row in session.scalars(self._live(Member))
            ]

    def table(self) -> pd.DataFrame:
        """The members as a table, index `id`; no rows before anybody was added."""
        import pandas as pd  # noqa: PLC0415  a page need not wait for it

        columns = ["id", "role", "organisation", "sector", "name", "set"]
        return pd.DataFrame(self.listed(), columns=columns).set_index("id")

    def empty_slots(self) -> list[str]:
        """The roles that a network usually hosts and that nobody in a set here has yet."""
        filled = {member["role"].lower() for member in self.listed()}
        return [role for role in USUAL_ROLES if role not in filled]

    def __repr__(self) -> str:
        return f"Members of {self._scope.network}"

    def _new_set(self, title: str, *, purpose: str = "") -> LearningSet:
        return LearningSet(
            network=self._scope.network,
            title=checks.line(title, "The set's name"),
            purpose=checks.paragraph(purpose, "The purpose"),
            valid_from=self._scope.today(),
        )

    def _live(self, kind: type[Any]) -> Any:
        return (
            select(kind).where(kind.network == self._scope.network, live(kind, self._scope.today())).order_by(kind.id)
        )
