"""The home app of a network: what to do next, what changed, what is open, and who is in the set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar

from widgets.home import hundred_days, since
from widgets.home.cards import cards
from widgets.home.next_step import A_SESSION_STAYS_OPEN, Situation, about_meeting, greeting, next_step
from widgets.home.words import day_and_month, listed, many, sentence
from widgets.measures.telling import MeasureTeller
from widgets.theme.app import App, gesture
from widgets.theme.pages import script, style
from workbench import checks
from workbench.mapping.vocabulary import SECTORS
from workbench.measures.chart import CONCERN
from workbench.networks import members
from workbench.thread.moved import Movement
from workbench.workspace import Network

HOSTED_BY: str = "primary care"
"""The sector of the roles that a network usually hosts."""


class Home(App):
    """The first page of one network."""

    _esm = script("theme/views.js", "challenge/hundred.js", "home/home.js")
    _css = style("challenge/hundred.css", "home/home.css")
    area: ClassVar[str | None] = members.AREA

    def __init__(self, network: Network, **options: Any) -> None:
        self._then: dict[date, since.Rows] = {}
        self._measures = MeasureTeller(network)
        super().__init__(network, **options)

    def compose(self) -> dict[str, Any]:
        """Put the page together.

        `greeting`, `about`, `next`, `since`, `challenges` (see `hundred_days`), `cards`, `actions`, `set`, `facts`.
        """
        network, today = self.network, self.network.today()
        sessions = [one for one in network.sessions.listed() if one["held_on"] <= today.isoformat()]
        actions = network.sessions.open_actions()
        prototypes = network.prototypes.listed()
        parts = network.map.parts()
        earlier = next((one for one in sessions if one["held_on"] < today.isoformat()), None)
        challenges = hundred_days.told(network)
        due = next((gate for _, gate in challenges if gate), None)
        now = replace(self._situation(sessions, actions, prototypes, parts, earlier), gate=due)
        step = next_step(now)
        hour = network.workspace.clock().astimezone().hour
        people = network.members.listed()
        labels = _labels(parts)
        return {
            "greeting": f"{greeting(hour)}. {step['heading']}.",
            "about": " · ".join(part for part in self._about(people, now) if part),
            "next": step,
            "since": self._since(sessions),
            "challenges": [told for told, _ in challenges],
            "cards": cards(
                network, now, measures=self._measures, sessions=sessions, prototypes=prototypes, parts=parts
            ),
            "actions": [_action(one, labels, today=today) for one in actions],
            "set": self._set(people),
            "facts": _facts(network),
        }

    # --- gestures ----------------------------------------------------------------------------------------

    @gesture
    def add_member(
        self, *, role: str, organisation: str = "", sector: str = "", name: str = "", in_set: str = ""
    ) -> None:
        """Add somebody to the set by role."""
        self.network.members.add(
            role,
            organisation=organisation,
            sector=checks.chosen(sector, SECTORS, "sector") if sector else None,
            name=name,
            in_set=checks.line(in_set, "The set") if in_set else None,
        )

    @gesture
    def fill_slot(self, *, role: str) -> None:
        """Add one of the roles that a network usually hosts."""
        self.network.members.add(
            checks.chosen(role, self.network.members.empty_slots(), "role that is still to be filled"), sector=HOSTED_BY
        )

    @gesture
    def remove_member(self, *, member: str) -> None:
        """End somebody's time in the set."""
        self.network.members.remove(checks.line(member, "The member"))

    @gesture
    def mark_done(self, *, action: str) -> None:
        """Say that an action is done."""
        self.network.sessions.done(checks.line(action, "The action"))

    @gesture
    def mark_not_done(self, *, action: str) -> None:
        """Say that an action is not done after all."""
        self.network.sessions.not_done(checks.line(action, "The action"))

    # --- what the page shows -----------------------------------------------------------------------------

    def _situation(
        self,
        sessions: list[dict[str, Any]],
        actions: list[dict[str, Any]],
        prototypes: list[dict[str, Any]],
        parts: Any,
        earlier: dict[str, Any] | None,
    ) -> Situation:
        today = self.network.today()
        lived = [one["lived"] for one in (*parts["elements"], *parts["connections"])]
        recently = (today - timedelta(days=A_SESSION_STAYS_OPEN)).isoformat()
        hidden = self.network.out_of_reach((one["id"], "session") for one in sessions)
        running = (one for one in sessions if not one["closed_on"] and one["id"] not in hidden)
        still_open = next((one for one in running if one["held_on"] >= recently), None)
        tried = [one for one in prototypes if one["stage"] != "abandoned"]
        answers = self.network.thread.did_they_move() if tried and earlier else {}
        return Situation(
            today=today,
            told=sum(lived),
            to_confirm=len(lived) - sum(lived),
            open_session=(still_open["id"], still_open["title"]) if still_open else None,
            last_met=date.fromisoformat(sessions[0]["held_on"]) if sessions else None,
            insights=sum(one["counts"]["insights"] for one in sessions),
            prototypes=len(tried),
            news=tuple(
                (one["number"], one["id"])
                for one in tried
                if earlier and one["id"] in answers and _has_news(answers[one["id"]], earlier["held_on"])
            ),
            to_study=tuple(
                (test["number"], one["number"], one["id"])
                for one in tried
                for test in one["cycles"]
                if test["state"] == "study"
            ),
            rules_over=tuple((one["number"], one["id"]) for one in tried if one["rule_over"]),
            concerns=tuple(
                (plain["title"], plain["id"])
                for plain, chart, _ in self._measures.standings()
                if chart.variation == CONCERN
            ),
            open_actions=len(actions),
            late=sum(one["due"] is not None and one["due"] < today.isoformat() for one in actions),
            unowned=sum(not one["owner"] for one in actions),
        )

    def _about(self, people: list[dict[str, Any]], now: Situation) -> list[str]:
        return [
            many(len(self.network.facts.current), "practice"),
            f"a set of {len(people)}" if people else "nobody in the set yet",
            about_meeting(now),
        ]

    def _since(self, sessions: list[dict[str, Any]]) -> dict[str, Any]:
        """What changed since the last session before today: `heading`, `says` ("" where the lines do) and `lines`.

        Where nothing has changed since, the lines tell what had changed by then since the session before it.
        A set that meets today is told plainly that it is compared with the time before.
        """
        today = self.network.today()
        held = list(dict.fromkeys(date.fromisoformat(one["held_on"]) for one in sessions))
        met_today, days = today in held, [day for day in held if day < today][:2]
        if not days:
            first = "Today is your first session. From the next one on" if met_today else "After your first session"
            return {
                "heading": "Since you last met",
                "says": f"{first}, this says what has changed from one meeting to the next.",
                "lines": [],
            }
        said = [day_and_month(day, today=today) for day in days]
        lines, says = self._changed_after(days[0]), ""
        if not lines:
            before = self._changed_after(days[1]) if len(days) > 1 else []
            says = "Nothing new has been recorded." + (f" From {said[1]} until then:" if before else "")
            lines = before
        heading = f"Since the session before today’s, on {said[0]}" if met_today else f"Since you last met on {said[0]}"
        return {"heading": heading, "says": says, "lines": lines}

    def _changed_after(self, day: date) -> list[since.Line]:
        if day not in self._then:  # the feed only grows, so a state of the past is read once
            self._then[day] = since.state_at_the_end_of(self.network, day)
        return since.changes(self.network, day=day, then=self._then[day])

    def _set(self, people: list[dict[str, Any]]) -> dict[str, Any]:
        """The sets with their members, the empty slots, and in a sentence which sectors nobody speaks for."""
        sets = self.network.members.sets()
        here = {member["sector"] for member in people}
        missing = [sector for sector in SECTORS if sector not in here]
        return {
            "sets": [
                {
                    "id": one.id,
                    "title": one.title,
                    "purpose": one.purpose,
                    "members": [member for member in people if member["set"] == one.id],
                }
                for one in sets
            ],
            "people": len(people),
            "slots": self.network.members.empty_slots(),
            "sectors": list(SECTORS),
            "missing": sentence(f"nobody yet from {listed(missing, last='or')}") if people and missing else "",
        }


def _has_news(answer: Movement, day: str) -> bool:
    """Whether something that a prototype named moved after that day."""
    return any(
        step.on.isoformat() > day and step.before != step.after for move in answer.ties for step in move.evidence
    ) or any(
        move.outcome in ("as expected", "the other way")
        and move.signal is not None
        and move.signal.last.isoformat() > day
        for move in answer.results
    )


def _labels(parts: Any) -> dict[str, str]:
    """What to call each connection of the map."""
    names = {one["id"]: one["label"] for one in parts["elements"]}
    return {
        one["id"]: f"{names[one['source']]} {'→' if one['direction'] == 'one way' else '–'} {names[one['target']]}"
        for one in parts["connections"]
    }


def _action(one: dict[str, Any], labels: dict[str, str], *, today: date) -> dict[str, Any]:
    held = date.fromisoformat(one["session"]["held_on"])
    return {
        "id": one["id"],
        "text": one["text"],
        "owner": one["owner"],
        "due": one["due"],
        "late": one["due"] is not None and one["due"] < today.isoformat(),
        "about": [_pointed(target, labels) for target in one["about"] if target["live"]],
        "session": {
            "says": f"session of {day_and_month(held, today=today)}",
            "href": f"session.ipynb?session={one['session']['id']}",
        },
    }


def _pointed(target: dict[str, Any], labels: dict[str, str]) -> dict[str, str]:
    page = {
        "prototype": "prototypes.ipynb?open=",
        "measure": "measures.ipynb?measure=",
        "element": "map.ipynb?focus=",
        "connection": "map.ipynb?focus=",
    }
    address = page.get(target["kind"])
    return {
        "says": target["title"] or labels.get(target["id"]) or f"a {target['kind']}",
        "href": f"{address}{target['id']}" if address else "",
    }


def _facts(network: Network) -> dict[str, Any]:
    facts = network.facts
    return {
        "code": facts.code,
        "commissioner": facts.commissioner,
        "opened": facts.opened and facts.opened.isoformat(),
        "source": facts.source,
        "crosses": facts.crosses_boundary,
        "practices": [
            {
                "code": stay.practice_code,
                "name": stay.practice_name,
                "since": stay.start.isoformat(),
                "elsewhere": stay.same_commissioner is False,
            }
            for stay in facts.current
        ],
        "past": [
            {"name": stay.practice_name, "since": stay.start.isoformat(), "until": stay.end.isoformat()}
            for stay in facts.past
            if stay.end
        ],
    }
