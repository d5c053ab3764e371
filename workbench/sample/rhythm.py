"""The part of the sample story that is the rhythm of it: the weekly log with its ideas, and the routines."""

from __future__ import annotations

from functools import partial

from workbench.sample.files import Row
from workbench.sample.teller import Teller

_SAID_OF_A_ROUTINE = ("how_often", "place", "people", "why", "starts_on", "at", "minutes")


class Rhythm(Teller):
    """What the sets write each week, what they plan, the ideas they number, and what they do again and again."""

    def _plan_rhythm(self) -> None:
        steps = (
            ("routines", "added_on", "routine", self._add_routine),
            ("log_weeks", "written_on", "week", self._write),
            ("ideas", "offered_on", "idea", self._offer),
            ("ideas", "stands_since", "stand", self._stand),
            ("ideas", "ticked_on", "tick", self._tick),
            ("plans", "planned_on", "plan", self._intend),
            ("plans", "ticked_on", "tick", self._tick),
            ("plans", "dropped_on", "drop", self._drop),
        )
        for name, day, what, step in steps:
            for row in self._tables[name]:
                if row[day]:
                    self._on(row[day], self._network_of[row["set"]], what, partial(step, row))
        set_of = {row["key"]: row["set"] for row in self._tables["routines"]}
        for row in self._tables["routine_days"]:
            in_set = set_of[row["routine"]]
            self._on(row["done_on"], self._network_of[in_set], "did", partial(self._did, {**row, "set": in_set}))

    # --- the log -----------------------------------------------------------------------------------------

    def _write(self, row: Row) -> None:
        said = {name: row[name] for name in ("thoughts", "achievements", "audience")}
        self._chaired(row["set"]).log.write(row["written_on"], **said)

    def _intend(self, row: Row) -> None:
        network = self._at_work(self._network_of[row["set"]], row["owner"] or self._chair[row["set"]])
        self._know(network.code, row, network.log.plan(row["title"], owner=row["owner"]))

    def _drop(self, row: Row) -> None:
        network = self._chaired(row["set"])
        network.log.drop(self._id(network.code, row["key"]))

    def _offer(self, row: Row) -> None:
        network = self._at_work(self._network_of[row["set"]], row["offered_by"])
        themes = [] if not row["themes"] else row["themes"].split("; ")
        said = {name: row[name] for name in ("note", "offered_by")}
        self._know(network.code, row, network.log.idea(row["title"], themes=themes, **said))

    def _stand(self, row: Row) -> None:
        network = self._chaired(row["set"])
        network.log.change_idea(self._id(network.code, row["key"]), status=row["status"])

    def _tick(self, row: Row) -> None:
        network = self._chaired(row["set"])
        network.log.tick(self._id(network.code, row["key"]))

    # --- routines ----------------------------------------------------------------------------------------

    def _add_routine(self, row: Row) -> None:
        network = self._chaired(row["set"])
        said = {name: row[name] for name in _SAID_OF_A_ROUTINE}
        self._know(network.code, row, network.routines.add(row["title"], **said))

    def _did(self, row: Row) -> None:
        network = self._chaired(row["set"])
        network.routines.did(self._id(network.code, row["routine"]), changed=row["changed"])
