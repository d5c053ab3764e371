"""Sponsors and coaches: who stands behind a team, when they last spoke, and how sure they are of the goal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from workbench import checks
from workbench.challenge.fields import happened, optional_line, sentence
from workbench.challenge.gestures import Gestures, assign, say
from workbench.challenge.models import Challenge, Contact, Supporter
from workbench.challenge.vocabulary import CONFIDENCE, SUPPORTERS
from workbench.errors import BadInput
from workbench.fields import Readers, as_text, read


def _sure(value: Any) -> int | None:
    if value in (None, ""):
        return None
    return checks.whole(value, "How sure they are", lowest=CONFIDENCE[0], highest=CONFIDENCE[-1])


READ_AS: Final[Readers] = {
    "role": lambda value: checks.line(value, "The role"),
    "part": lambda value: checks.chosen(value, SUPPORTERS, "part to take"),
    "organisation": optional_line("The organisation"),
    "name": optional_line("The name"),
}
CONTACT_READ_AS: Final[Readers] = {
    "said": sentence("What came of it"),
    "on": lambda value: checks.day(value, "The day of the contact"),
    "confidence": _sure,
}


class Supporters(Gestures):
    """The sponsors and coaches of one network's challenges."""

    def add_supporter(
        self,
        challenge: str | Challenge,
        role: str,
        *,
        part: str = "sponsor",
        organisation: str = "",
        name: str = "",
    ) -> Supporter:
        """Name a sponsor or a coach (`part`) of a team, by role; a name is optional. `BadInput` for an empty role."""
        new = _columns(read({"role": role, "part": part, "organisation": organisation, "name": name}, READ_AS, ""))
        with self._gesture() as store:
            of = self._challenge(store, challenge)
            row = self._add(store, Supporter, challenge_id=of.id, **new)
            say(store, f"named {row.title} as {row.part} of {of.title}")
        return row

    def change_supporter(self, supporter: str | Supporter, *, version: int | None = None, **fields: Any) -> Supporter:
        """Change `role`, `part`, `organisation` or `name`. Raises `Conflict` if somebody changed it since `version`."""
        new = _columns(read(fields, READ_AS, "A sponsor or a coach"))
        with self._gesture() as store:
            row = self._found(store, Supporter, supporter, version=version, mine=new)
            assign(row, new)
            say(store, f"changed what is said of the {row.part} {row.title}")
        return row

    def log_contact(
        self,
        supporter: str | Supporter,
        said: str = "",
        *,
        on: date | str | None = None,
        confidence: int | None = None,
    ) -> Contact:
        """Note a contact with a sponsor or a coach, today if no day is given, and what came of it.

        `confidence` is how sure they were that the goal will be reached, 0 (not at all) to 10 (entirely). Raises
        `BadInput` if it says neither, for a day to come, and for anything off the scale.
        """
        sure = _sure(confidence)
        words = checks.line(said, "What came of it", required=False, longest=500)
        if not words and sure is None:
            raise BadInput("Say what came of the contact, or how sure they are of the goal.")
        with self._gesture() as store:
            of = self._found(store, Supporter, supporter)
            day = happened(on, "The day of the contact", today=self._scope.today())
            words = words or f"Asked how sure they are: {sure} of {CONFIDENCE[-1]}"
            row = self._add(store, Contact, supporter_id=of.id, on=day, confidence=sure, title=words)
            say(store, f"noted a contact with the {of.part} {of.title}")
        return row

    def change_contact(self, contact: str | Contact, *, version: int | None = None, **fields: Any) -> Contact:
        """Change `said`, `on` or `confidence` (None: nobody asked) of a contact; else as `log_contact`."""
        new = read(fields, CONTACT_READ_AS, "A contact")
        if "said" in new:
            new["title"] = new.pop("said")
        with self._gesture() as store:
            row = self._found(store, Contact, contact, version=version, mine=new)
            of = self._found(store, Supporter, row.supporter_id)
            assign(row, new)
            happened(row.on, "The day of the contact", today=self._scope.today())
            say(store, f"changed a contact with the {of.part} {of.title}")
        return row


def _columns(new: dict[str, Any]) -> dict[str, Any]:
    return {"title" if name == "role" else name: value for name, value in new.items()}


def plain(row: Supporter, contacts: Sequence[Contact], *, today: date) -> dict[str, Any]:
    """A sponsor or a coach: `id`, `role`, `part`, `organisation`, `name`, `version`, and how it stands.

    `contacts`, the newest first (`id`, `on`, `said`, `confidence` or None, `version`), `last_contact` (ISO text) and
    `days_since` (whole days), None before the first; `confidence` as it was last said, None if nobody asked, and
    `confidence_before`, what was said the time before that.
    """
    newest_first = sorted(contacts, key=lambda each: (each.on, each.id), reverse=True)
    said = [each.confidence for each in newest_first if each.confidence is not None]
    last = newest_first[0].on if newest_first else None
    return {
        "id": row.id,
        "role": row.title,
        "part": row.part,
        "organisation": row.organisation,
        "name": row.name,
        "contacts": [
            {
                "id": each.id,
                "on": as_text(each.on),
                "said": each.title,
                "confidence": each.confidence,
                "version": each.version,
            }
            for each in newest_first
        ],
        "last_contact": as_text(last),
        "days_since": None if last is None else (today - last).days,
        "confidence": said[0] if said else None,
        "confidence_before": said[1] if len(said) > 1 else None,
        "version": row.version,
    }


def confidence_table(supporters: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """One row a time that somebody was asked how sure they are, index `id` (of the contact), by day.

    `on` (a timestamp), `supporter` (the role), `part` and `confidence` (0 to 10); no rows if nobody was asked.
    """
    rows = [
        {**contact, "supporter": each["role"], "part": each["part"]}
        for each in supporters
        for contact in each["contacts"]
        if contact["confidence"] is not None
    ]
    frame = pd.DataFrame(rows, columns=["id", "on", "supporter", "part", "confidence"]).set_index("id")
    frame["on"] = pd.to_datetime(frame["on"])
    return frame.astype({"confidence": "int64"}).sort_values(["on", "supporter"], kind="stable")
