"""Saying how far words may go, and what their teller agreed to; both can be changed at any time."""

from __future__ import annotations

from typing import Any, Final

from workbench import checks
from workbench.errors import BadInput
from workbench.sensemaking import vocabulary
from workbench.sensemaking.ground import AREA, Ground
from workbench.sensemaking.models import Action, Entry, Insight, Session

_SHARED: Final = (Entry, Insight, Action, Session)


class Sharing(Ground):
    """What can be said about how far the words of a meeting go."""

    def share(
        self,
        record: str,
        *,
        audience: str | None = None,
        consent: str | None = None,
        version: int | None = None,
    ) -> Entry | Insight | Action | Session:
        """Let an entry, an insight, an action or a whole meeting go as far as an audience, and keep a teller's consent.

        `audience` is one of `vocabulary.AUDIENCES`, `consent` (of an entry) one of `vocabulary.CONSENTS`; what is None
        stays. A meeting's audience is what later entries begin with: those that were said keep their own. Raises
        `BadInput` if both are None, for an unknown word or a consent of anything else than an entry, `NotFound` if
        there is no such record, `Conflict` if `version` is given and somebody has changed it since.
        """
        new: dict[str, Any] = {}
        if audience is not None:
            new["audience"] = checks.chosen(audience, vocabulary.AUDIENCES, "audience")
        if consent is not None:
            new["consent"] = checks.chosen(consent, vocabulary.CONSENTS, "answer to the question of consent")
        if not new:
            raise BadInput("Say how far it may go (`audience`), or what its teller agreed to (`consent`).")
        with self._scope.gesture("", area=AREA) as transaction:
            kind = next((kind for kind in _SHARED if transaction.get(kind, record) is not None), Entry)
            row = self._scope.fetch(transaction, kind, record, version=version, mine=new)
            if "consent" in new and not isinstance(row, Entry):
                raise BadInput("Only what somebody said has a teller to agree: leave out `consent` for anything else.")
            for column, value in new.items():
                setattr(row, column, value)
            transaction.info["change"].action = _said(row, new)
        return row


def _said(row: Entry | Insight | Action | Session, new: dict[str, Any]) -> str:
    """What was done, without a word of what was said."""
    if isinstance(row, Session):
        return "said how far a session may go"
    what = (row.nature or row.form) if isinstance(row, Entry) else row.kind
    if "audience" not in new:
        return f"noted the consent to share {'an' if what[0] in 'aeiou' else 'a'} {what}"
    return f"said how far {'an' if what[0] in 'aeiou' else 'a'} {what} may go"
