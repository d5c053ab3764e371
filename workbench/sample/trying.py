"""The part of the sample story in which the sets try things and count what comes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

import pandas as pd

from workbench.sample.files import Row
from workbench.sample.teller import Teller
from workbench.workspace import Network

_NOT_FIELDS: Final = ("key", "network", "name", "since")
"""The columns of measures.csv that are no field of a measure."""
_SAID: Final = ("hypothesis", "owner", "principle", "people", "rule", "rule_by", "rule_until")


class Trying(Teller):
    """Measures, prototypes, test cycles, progress and driver diagrams, step by step."""

    def _plan_counting(self) -> None:
        for row in self._tables["measures"]:
            self._on(row["since"], row["network"], "measure", partial(self._define, row))
        for day, network, measure, rows in self._readings():
            self._on(day, network, "observe", partial(self._observe, network, measure, rows))
        for row in self._tables["rebases"]:
            self._on(row["decided_on"], self._network_of[row["measure"]], "rebase", partial(self._rebase, row))

    def _plan_trying(self) -> None:
        for row in self._tables["prototype_stages"]:
            network = self._network_of[row["prototype"]]
            if row["stage"] == "idea":
                self._on(row["date"], network, "prototype", partial(self._start, row["prototype"]))
            else:
                self._on(row["date"], network, "stage", partial(self._set_stage, row))
        for row in self._tables["test_cycles"]:
            network = self._network_of[row["prototype"]]
            self._on(row["planned_on"], network, "plan test", partial(self._plan_cycle, row))
            if row["decision"]:
                self._on(row["ended_on"], network, "finish test", partial(self._finish_cycle, row))
        for row in self._tables["progress"]:
            self._on(row["assessed_on"], self._network_of[row["prototype"]], "progress", partial(self._assess, row))
        for row in self._tables["drivers"]:
            self._on(row["named_on"], row["network"], "driver", partial(self._name_driver, row))
        for row in self._tables["driver_links"]:
            self._on(row["joined_on"], self._network_of[row["from"]], "join", partial(self._join, row))

    def _readings(self) -> Iterator[tuple[date, str, str, list[Row]]]:
        """The observations in the batches in which a set would add them: before each session, and at the end."""
        observed = defaultdict(list)
        for row in self._tables["observations"]:
            observed[row["measure"]].append(row)
        sessions = [(self._network_of[key], day) for key, day in self._held.items()]
        last = max(row["observed_on"] for row in self._tables["observations"])
        for measure in self._tables["measures"]:
            days = {day for network, day in sessions if network == measure["network"]}
            left = observed[measure["key"]]
            for day in sorted({day for day in days if day > measure["since"]} | {measure["since"], last}):
                now = [row for row in left if row["observed_on"] <= day]
                left = left[len(now) :]
                if now:
                    yield day, measure["network"], measure["key"], now

    # --- measures ----------------------------------------------------------------------------------------

    def _define(self, row: Row) -> None:
        network = self._at_work(row["network"], row["owner"] or self._chair_of(row["network"]))
        fields = {name: value for name, value in row.items() if name not in _NOT_FIELDS}
        self._know(network.code, row, network.measures.define(row["name"], **fields))

    def _observe(self, network_code: str, measure: str, rows: list[Row]) -> None:
        network = self._at_work(network_code, self._chair_of(network_code))
        frame = pd.DataFrame(rows).rename(columns={"observed_on": "date"})
        network.measures.observe(self._id(network_code, measure), frame.drop(columns="measure"))

    def _rebase(self, row: Row) -> None:
        code = self._network_of[row["measure"]]
        network = self._at_work(code, row["decided_by"])
        rebase = network.measures.rebase(
            self._id(code, row["measure"]), row["starts_on"], reason=row["reason"], decided_by=row["decided_by"]
        )
        self._know(code, row, rebase)

    # --- prototypes --------------------------------------------------------------------------------------

    def _start(self, key: str) -> None:
        code = self._network_of[key]
        row = self._prototype(key)
        network = self._with_owner_of(key)
        prototype = network.prototypes.start(
            row["title"],
            came_from=[self._id(code, origin) for origin in row["came_from"]],
            to_change={
                self._id(code, tie["connection"]): tie["expectation"]
                for tie in self._tables["prototype_connections"]
                if tie["prototype"] == key
            },
            set_id=self._id(code, row["set"]),
            **{name: row[name] for name in _SAID},
        )
        self._know(code, row, prototype)
        for tie in self._tables["prototype_measures"]:
            if tie["prototype"] == key:
                network.prototypes.should_move(
                    prototype.id, self._id(code, tie["measure"]), tie["expectation"], due=tie["due"]
                )

    def _set_stage(self, row: Row) -> None:
        network = self._with_owner_of(row["prototype"])
        network.prototypes.set_stage(self._id(network.code, row["prototype"]), row["stage"], reason=row["reason"])

    def _plan_cycle(self, row: Row) -> None:
        network = self._at_work(self._network_of[row["prototype"]], row["owner"])
        cycle = network.prototypes.plan_cycle(
            self._id(network.code, row["prototype"]),
            row["question"],
            **{name: row[name] for name in ("prediction", "plan", "scale", "owner", "started_on")},
        )
        self._know(network.code, row, cycle)

    def _finish_cycle(self, row: Row) -> None:
        network = self._at_work(self._network_of[row["prototype"]], row["owner"])
        network.prototypes.finish_cycle(
            self._id(network.code, row["key"]),
            **{name: row[name] for name in ("seen", "compared", "learnt", "decision")},
        )

    def _assess(self, row: Row) -> None:
        network = self._with_owner_of(row["prototype"])
        network.prototypes.assess(self._id(network.code, row["prototype"]), row["score"], why=row["why"])

    # --- drivers -----------------------------------------------------------------------------------------

    def _name_driver(self, row: Row) -> None:
        """An aim, or a driver with the first thing that it contributes to: a driver always drives something."""
        network = self._at_work(row["network"], self._chair_of(row["network"]))
        drivers = network.prototypes.drivers
        if row["role"] == "aim":
            self._know(network.code, row, drivers.aim(row["title"]))
            return
        first = next(link for link in self._tables["driver_links"] if link["from"] == row["key"])
        self._know(network.code, row, drivers.driver(row["title"], to=self._id(network.code, first["to"])))

    def _join(self, row: Row) -> None:
        code = self._network_of[row["from"]]
        drivers = self._at_work(code, self._chair_of(code)).prototypes.drivers
        join = drivers.measured_by if row["kind"] == "measured by" else drivers.join
        join(self._id(code, row["from"]), self._id(code, row["to"]))

    # --- whose it is -------------------------------------------------------------------------------------

    def _prototype(self, key: str) -> Row:
        return next(row for row in self._tables["prototypes"] if row["key"] == key)

    def _with_owner_of(self, prototype: str) -> Network:
        code = self._network_of[prototype]
        return self._at_work(code, self._prototype(prototype)["owner"] or self._chair_of(code))
