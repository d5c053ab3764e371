"""What people do in a session, each concept in a module of its own. Each verb is one gesture: undone whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.sensemaking import reading
from workbench.sensemaking.agenda import Preparing
from workbench.sensemaking.agreeing import Agreeing
from workbench.sensemaking.bids import Bidding
from workbench.sensemaking.clock import Timing
from workbench.sensemaking.drawing import Picturing
from workbench.sensemaking.ground import AREA, KINDS
from workbench.sensemaking.hearing import Hearing
from workbench.sensemaking.meeting import Meeting
from workbench.sensemaking.models import Session
from workbench.sensemaking.page import Paging
from workbench.sensemaking.patterns import Patterns
from workbench.sensemaking.placing import Placing
from workbench.sensemaking.recording import Recording
from workbench.sensemaking.saying import Saying
from workbench.sensemaking.search import Searching
from workbench.sensemaking.sharing import Sharing
from workbench.sensemaking.signifiers import Signifying
from workbench.sensemaking.topics import Topics
from workbench.words import counted

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["AREA", "Sessions"]


class Sessions(
    Bidding,
    Preparing,
    Recording,
    Meeting,
    Saying,
    Agreeing,
    Timing,
    Paging,
    Sharing,
    Signifying,
    Placing,
    Patterns,
    Picturing,
    Topics,
    Searching,
    Hearing,
):
    """The sense-making sessions of one network: what was said, what was concluded, what will be done."""

    def __repr__(self) -> str:
        """How much there is, in one line."""
        held, said = counted(len(self.listed()), "session"), counted(len(self.entries()), "entry", "entries")
        return (
            f"<Sessions of {self._scope.network}: {held}, {said}, {counted(len(self.open_actions()), 'open action')}>"
        )

    def listed(self) -> list[dict[str, Any]]:
        """The sessions as plain dictionaries, newest first; see `reading.listed`."""
        return reading.listed(self._scope)

    def told(self, session: str) -> dict[str, Any]:
        """Everything of one session as plain JSON; see `reading.told`."""
        return reading.told(self._scope, session)

    def session_of(self, record: str) -> str:
        """The id of the session that a bid, an entry, an insight or an action belongs to, or its own.

        Raises `NotFound` if the network has nothing of the kind with this id.
        """
        with self._scope.reading() as transaction:
            kind = next((kind for kind in KINDS if transaction.get(kind, record) is not None), Session)
            row = self._scope.find(transaction, kind, record)
            return row.id if isinstance(row, Session) else row.session_id

    def open_actions(self) -> list[dict[str, Any]]:
        """The actions that are not done, the soonest due first; see `reading.open_actions`."""
        return reading.open_actions(self._scope)

    def table(self) -> pd.DataFrame:
        """One row a session, newest first (index `id`; `title`, `method`, `held_on`, `entries` …)."""
        return reading.table(self._scope)

    def entries(self) -> pd.DataFrame:
        """One row an entry of any session, oldest first (index `id`; `session`, `step`, `text` …)."""
        return reading.entries(self._scope)
