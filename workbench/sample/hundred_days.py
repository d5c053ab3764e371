"""The part of the sample story that is the hundred days: gates, goals, work plans, sponsors, barriers, commitments."""

from __future__ import annotations

from functools import partial

from workbench.sample.files import Row
from workbench.sample.teller import Teller
from workbench.workspace import Network


class HundredDays(Teller):
    """One challenge for each network, step by step; all three go side by side in one cohort."""

    def _plan_hundred_days(self) -> None:
        self._team_of = {row["key"]: row["set"] for row in self._tables["challenges"]}
        steps = (
            ("challenges", "launched_on", "challenge", self._launch),
            ("goals", "set_on", "goal", self._set_goal),
            ("supporters", "named_on", "supporter", self._name_supporter),
            ("permissions", "asked_on", "ask", self._ask_permission),
            ("permissions", "answered_on", "answer", self._answer_permission),
            ("tasks", "planned_on", "plan task", self._plan_task),
            ("tasks", "started_on", "begin task", self._begin_task),
            ("tasks", "done_on", "do task", self._do_task),
            ("barriers", "raised_on", "barrier", self._raise),
            ("barriers", "resolved_on", "resolve", self._resolve),
            ("gates", "held_on", "gate", self._hold),
            ("recommendations", "made_on", "recommend", self._recommend),
            ("recommendations", "answered_on", "answer", self._answer),
            ("recommendations", "decided_on", "decide", self._decide),
        )
        for name, day, what, step in steps:
            for row in self._tables[name]:
                if row[day]:
                    in_set = row["set"] if name == "challenges" else self._team_of[row["challenge"]]
                    self._on(row[day], self._network_of[in_set], what, partial(step, row))
        for name, whole, what, step in (
            ("contacts", "supporters", "contact", self._contact),
            ("escalations", "barriers", "escalate", self._escalate),
        ):
            challenge_of = {row["key"]: row["challenge"] for row in self._tables[whole]}
            for row in self._tables[name]:
                challenge = challenge_of[row[whole.removesuffix("s")]]
                network = self._network_of[self._team_of[challenge]]
                self._on(row["on"], network, what, partial(step, {**row, "challenge": challenge}))

    # --- the challenge and its gates ---------------------------------------------------------------------

    def _launch(self, row: Row) -> None:
        network = self._chaired(row["set"])
        challenge = network.challenge.launch(
            row["title"],
            launched_on=row["launched_on"],
            cohort=row["cohort"],
            in_set=self._id(network.code, row["set"]),
            charter=row["charter"],
        )
        self._know(network.code, row, challenge)

    def _hold(self, row: Row) -> None:
        """Hold a gate, and take what is not done into the next plan."""
        network, challenge = self._of(row)
        session = self._id(network.code, row["session"]) if row["session"] else None
        said = {name: row[name] for name in ("held_on", "plan", "charter", "sustain")}
        network.challenge.hold_gate(challenge, row["day"], session=session, **said)
        if row["sustain"]:
            return
        goes_on = {task.title: task.id for task in network.challenge.roll_over(challenge, row["day"])}
        for task in self._tables["tasks"]:
            if task["challenge"] == row["challenge"] and task["title"] in goes_on:
                self._ids[network.code, task["key"]] = goes_on[task["title"]]

    def _set_goal(self, row: Row) -> None:
        network, challenge = self._of(row)
        parts = ("verb", "measure", "population", "numerator", "denominator", "ambition", "by")
        measure = self._id(network.code, row["measured_by"]) if row["measured_by"] else None
        said = {name: row[name] for name in parts}
        self._know(network.code, row, network.challenge.set_goal(challenge, measured_by=measure, **said))

    # --- the work plan -----------------------------------------------------------------------------------

    def _plan_task(self, row: Row) -> None:
        network, challenge = self._of(row)
        said = {name: row[name] for name in ("gate", "owner", "tests", "starts_on", "ends_on")}
        self._know(network.code, row, network.challenge.plan_task(challenge, row["title"], **said))

    def _begin_task(self, row: Row) -> None:
        network, _ = self._of(row, who=row["owner"])
        network.challenge.start_task(self._id(network.code, row["key"]), on=row["started_on"])

    def _do_task(self, row: Row) -> None:
        network, _ = self._of(row, who=row["owner"])
        network.challenge.finish_task(self._id(network.code, row["key"]), on=row["done_on"])

    # --- who stands behind it, what they allow, and what is in the way ------------------------------------

    def _name_supporter(self, row: Row) -> None:
        network, challenge = self._of(row)
        said = {name: row[name] for name in ("part", "organisation")}
        self._know(network.code, row, network.challenge.add_supporter(challenge, row["role"], **said))

    def _contact(self, row: Row) -> None:
        network, _ = self._of(row)
        supporter = self._id(network.code, row["supporter"])
        network.challenge.log_contact(supporter, row["said"], on=row["on"], confidence=row["confidence"])

    def _ask_permission(self, row: Row) -> None:
        network, challenge = self._of(row)
        said = {name: row[name] for name in ("principle", "asked_of")}
        permission = network.challenge.ask_permission(challenge, row["rule"], on=row["asked_on"], **said)
        self._know(network.code, row, permission)

    def _answer_permission(self, row: Row) -> None:
        network, _ = self._of(row)
        permission = self._id(network.code, row["key"])
        network.challenge.answer_permission(permission, row["answer"], on=row["answered_on"], until=row["until"])

    def _raise(self, row: Row) -> None:
        network, challenge = self._of(row, who=row["raised_by"])
        barrier = network.challenge.raise_barrier(
            row["title"],
            raised=row["raised_on"],
            challenge=challenge,
            blocks=[self._id(network.code, key) for key in row["blocks"]],
            **{name: row[name] for name in ("raised_by", "owner", "level")},
        )
        self._know(network.code, row, barrier)

    def _escalate(self, row: Row) -> None:
        network, _ = self._of(row)
        barrier = self._id(network.code, row["barrier"])
        network.challenge.escalate(barrier, row["to"], on=row["on"], why=row["why"], level=row["level"])

    def _resolve(self, row: Row) -> None:
        network, _ = self._of(row)
        network.challenge.resolve(self._id(network.code, row["key"]), on=row["resolved_on"], how=row["how"])

    # --- what is recommended -----------------------------------------------------------------------------

    def _recommend(self, row: Row) -> None:
        network, challenge = self._of(row)
        recommendation = network.challenge.recommend(
            challenge,
            row["title"],
            sponsor=row["sponsor"],
            on=row["made_on"],
            came_from=[self._id(network.code, key) for key in row["came_from"]],
        )
        self._know(network.code, row, recommendation)

    def _answer(self, row: Row) -> None:
        network, _ = self._of(row)
        recommendation = self._id(network.code, row["key"])
        network.challenge.answer(recommendation, row["answer"], on=row["answered_on"], note=row["note"])

    def _decide(self, row: Row) -> None:
        network, _ = self._of(row)
        network.challenge.decide(self._id(network.code, row["key"]), row["future"], on=row["decided_on"])

    # --- whose it is -------------------------------------------------------------------------------------

    def _of(self, row: Row, *, who: str = "") -> tuple[Network, str]:
        """The network at work, as a role or as the chair of its set, and the challenge that a row belongs to."""
        in_set = self._team_of[row["challenge"]]
        network = self._at_work(self._network_of[in_set], who or self._chair[in_set])
        return network, self._id(network.code, row["challenge"])
