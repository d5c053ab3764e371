"""What is done on the page with the people around a team: sponsors and coaches, permissions, barriers, commitments."""

from __future__ import annotations

from typing import Any, Final

from widgets.challenge.fields import LABELS, asked_as
from widgets.challenge.words import quoted
from widgets.theme.app import App, gesture
from workbench import checks
from workbench.errors import BadInput
from workbench.words import counted
from workbench.workspace import UNKNOWN_PERSON

_NAMES: Final = {
    "supporter": {"title": "role"},
    "permission": {"title": "rule"},
    "barrier": {"raised_on": "raised"},
    "contact": {"title": "said"},
}
"""Where the core calls a field otherwise than the page, which keeps to the names of the columns."""


class SupportingGestures(App):
    """Sponsors, permissions, barriers and commitments; each gesture is one verb of the core."""

    # --- sponsors and coaches ----------------------------------------------------------------------------

    @gesture
    def add_supporter(
        self, *, challenge: str, title: str, part: str, organisation: str = "", name: str = ""
    ) -> dict[str, str]:
        """Name a sponsor or a coach of a team."""
        with asked_as("supporter"):
            row = self.network.challenge.add_supporter(
                challenge, title, part=part, organisation=organisation, name=name
            )
        return {"supporter": row.id}

    @gesture
    def change_supporter(self, *, supporter: str, version: int | None = None, **fields: Any) -> None:
        """Change what is said of a sponsor or a coach."""
        with asked_as("supporter"):
            self.network.challenge.change_supporter(supporter, version=version, **_named(fields, "supporter"))

    @gesture
    def log_contact(self, *, supporter: str, title: str = "", on: str = "", confidence: str = "") -> None:
        """Note a contact with a sponsor or a coach, and how sure they are of the goal (0 to 10, "" if not asked)."""
        with asked_as("contact"):
            self.network.challenge.log_contact(supporter, title, on=on or None, confidence=_step(confidence))

    @gesture
    def change_contact(self, *, contact: str, version: int | None = None, **fields: Any) -> None:
        """Change what came of a contact, its day, or how sure they were."""
        new = _named(fields, "contact")
        if "confidence" in new:
            new["confidence"] = _step(new["confidence"])
        with asked_as("contact"):
            self.network.challenge.change_contact(contact, version=version, **new)

    # --- permissions -------------------------------------------------------------------------------------

    @gesture
    def ask_permission(
        self, *, challenge: str, title: str, principle: str = "", asked_of: str = "", asked_on: str = ""
    ) -> None:
        """Put in the register that a rule should be set aside."""
        with asked_as("permission"):
            self.network.challenge.ask_permission(
                challenge, title, principle=principle, asked_of=asked_of, on=asked_on or None
            )

    @gesture
    def change_permission(self, *, permission: str, version: int | None = None, **fields: Any) -> None:
        """Change what is said of a permission."""
        with asked_as("permission"):
            self.network.challenge.change_permission(permission, version=version, **_named(fields, "permission"))

    @gesture
    def answer_permission(
        self, *, permission: str, answer: str, answered_on: str = "", until: str = "", version: int | None = None
    ) -> None:
        """Say what was answered, from which day and until when."""
        until = until if answer == "given" else ""
        with asked_as("permission"):
            self.network.challenge.answer_permission(
                permission, answer, on=answered_on or None, until=until or None, version=version
            )

    # --- barriers ----------------------------------------------------------------------------------------

    @gesture
    def raise_barrier(
        self,
        *,
        challenge: str,
        title: str,
        owner: str = "",
        raised_by: str = "",
        raised_on: str = "",
        level: str = "team",
        blocks: list[str],
    ) -> dict[str, str]:
        """Say what is in the way. Nobody named as raising it: whoever is at work here."""
        with asked_as("barrier"):
            row = self.network.challenge.raise_barrier(
                title,
                raised=raised_on or None,
                raised_by=raised_by or ("" if self.network.who == UNKNOWN_PERSON else self.network.who),
                owner=owner,
                level=level,
                challenge=challenge,
                blocks=blocks,
            )
        return {"barrier": row.id}

    @gesture
    def change_barrier(
        self, *, barrier: str, version: int | None = None, blocks: list[str] | None = None, **fields: Any
    ) -> None:
        """Change what is said of a barrier, and what it blocks."""
        ties = {} if blocks is None else {"blocks": blocks}
        with asked_as("barrier"):
            self.network.challenge.change_barrier(barrier, version=version, **_named(fields, "barrier"), **ties)

    @gesture
    def escalate(self, *, barrier: str, to: str, why: str = "", on: str = "") -> None:
        """Take a barrier further, to somebody."""
        with asked_as("escalation"):
            self.network.challenge.escalate(barrier, to, on=on or None, why=why)

    @gesture
    def resolve(self, *, barrier: str, how: str = "", on: str = "") -> dict[str, str]:
        """Say that a barrier is out of the way, and how."""
        with asked_as("resolution"):
            row = self.network.challenge.resolve(barrier, how=how, on=on or None)
        assert row.resolved_on is not None
        days = (row.resolved_on - row.raised_on).days
        when = f"after {counted(days, 'day')}" if days else "on the day it was raised"
        return {"said": f"{quoted(row.title)} is out of the way {when}. Undo takes it back."}

    @gesture
    def reopen_barrier(self, *, barrier: str) -> None:
        """Say that a barrier is in the way again."""
        self.network.challenge.reopen_barrier(barrier)

    # --- commitments -------------------------------------------------------------------------------------

    @gesture
    def recommend(self, *, challenge: str, title: str, sponsor: str = "", made_on: str = "") -> dict[str, str]:
        """Recommend something to a sponsor."""
        with asked_as("recommendation"):
            row = self.network.challenge.recommend(challenge, title, sponsor=sponsor, on=made_on or None)
        return {"recommendation": row.id}

    @gesture
    def change_recommendation(self, *, recommendation: str, version: int | None = None, **fields: Any) -> None:
        """Change what is said of a recommendation."""
        with asked_as("recommendation"):
            self.network.challenge.change_recommendation(
                recommendation, version=version, **_named(fields, "recommendation")
            )

    @gesture
    def answer(
        self, *, recommendation: str, answer: str, note: str = "", on: str = "", version: int | None = None
    ) -> None:
        """Note what the sponsor answered, today unless a day is given."""
        with asked_as("answer"):
            self.network.challenge.answer(recommendation, answer, note=note, on=on or None, version=version)

    @gesture
    def decide(
        self, *, recommendation: str, future: str, on: str = "", check_on: str = "", version: int | None = None
    ) -> None:
        """Say whether it is sustained, scaled or stopped, today unless a day is given, and when that is checked."""
        with asked_as("decide"):
            self.network.challenge.decide(
                recommendation, future, on=on or None, check_on=check_on or None, version=version
            )

    @gesture
    def check(
        self, *, recommendation: str, found: str, note: str = "", on: str = "", version: int | None = None
    ) -> None:
        """Note what was found later, today unless a day is given."""
        with asked_as("check"):
            self.network.challenge.check(recommendation, found, note=note, on=on or None, version=version)


def _step(confidence: Any) -> Any:
    """A step of the scale as a number; what is none stays as it is, to be refused where it is kept."""
    return int(confidence) if isinstance(confidence, str) and confidence.isdigit() else confidence or None


def _named(fields: dict[str, Any], form: str) -> dict[str, Any]:
    """The fields of a form under the names that the core gives them. Raises `BadInput` for one that is not in it."""
    for name in fields:
        if name not in LABELS[form]:
            raise BadInput(f"This form has no ‘{name}’. {checks.nearest(name, LABELS[form])}")
    return {_NAMES.get(form, {}).get(name, name): value for name, value in fields.items()}
