"""The sample story told step by step, each through the ordinary verbs and on its own day.

So the feed replays to the map as it was, and whoever reads the story reads what people could have done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd

from workbench.networks.register import import_register
from workbench.sample.files import Row
from workbench.sample.hundred_days import HundredDays
from workbench.sample.rhythm import Rhythm
from workbench.sample.signifying import Signifying
from workbench.sample.trying import Trying
from workbench.workspace import Network

Progress = Callable[[int, int], None]


class Story(Signifying, Trying, HundredDays, Rhythm):
    """The whole story: the sets and their sessions, what they drew, and what they tried."""

    def tell(self, progress: Progress | None) -> None:
        """Take every step, day by day."""
        self._import_register()
        self._plan()
        today = None
        for done, (day, _, _, step) in enumerate(sorted(self._steps, key=lambda step: step[:3]), start=1):
            if day != today:
                self._clock.begin(day)
                today = day
            step()
            self._clock.tick()
            if progress is not None:
                progress(done, len(self._steps))

    # --- what is to be done, and when --------------------------------------------------------------------

    def _plan(self) -> None:
        for row in self._tables["sets"]:
            self._on(row["formed_on"], row["network"], "set", partial(self._form, row))
        self._plan_signifying()
        self._plan_sessions()
        self._plan_map()
        self._plan_counting()
        self._plan_trying()
        self._plan_hundred_days()
        self._plan_rhythm()

    def _plan_sessions(self) -> None:
        steps = {
            "sessions": {"session": self._begin, "confirm": self._confirm, "close": self._close},
            "bids": {"bid": self._bid},
            "entries": {"entry": self._say},
            "insights": {"insight": self._conclude},
            "actions": {"action": self._agree},
        }
        for name, todo in steps.items():
            for row in self._tables[name]:
                session = row["key"] if name == "sessions" else row["session"]
                if session in self._held:
                    for what, step in todo.items():
                        self._on(self._held[session], self._network_of[session], what, partial(step, row))
        for row in self._tables["actions"]:
            if row["done_on"]:
                network = self._network_of[row["session"]]
                self._on(row["done_on"], network, "done", partial(self._done, row))

    def _plan_map(self) -> None:
        ended = set()
        for row in self._tables["elements"]:
            self._on(row["valid_from"], row["network"], "element", partial(self._draw, row))
            if row["valid_to"]:
                ended.add((row["key"], row["valid_to"]))
                self._on(row["valid_to"], row["network"], "end", partial(self._end, row, row["drawn_by"]))
        for row in self._tables["connections"]:
            self._on(row["valid_from"], row["network"], "connection", partial(self._connect, row))
            self._network_of[row["key"]] = row["network"]
            # A connection ends by itself with the element at either end.
            if row["valid_to"] and not {(row[end], row["valid_to"]) for end in ("source", "target")} & ended:
                self._on(row["valid_to"], row["network"], "end", partial(self._end, row, row["said_by"]))
        for row in self._tables["connection_changes"]:
            network = self._network_of[row["connection"]]
            self._on(row["date"], network, "change", partial(self._change, row))

    # --- the steps ---------------------------------------------------------------------------------------

    def _import_register(self) -> None:
        formed = min(row["formed_on"] for row in self._tables["sets"])
        self._clock.begin(formed)
        import_register(
            self._workspace.store,
            pd.DataFrame(self._tables["networks"]),
            pd.DataFrame(self._tables["memberships"]),
            source=self._source,
            who="network manager",
            at=self._clock(),
        )

    def _form(self, row: Row) -> None:
        network = self._networks[row["network"]] = self._workspace.network(row["network"])
        network.who = self._chair[row["key"]]
        network.prefill_map()
        code_of = network.map.elements()["register_code"]
        for record, code in code_of.items():
            self._ids[network.code, code] = str(record)
        places = [place for place in self._tables["register_positions"] if place["network"] == network.code]
        network.map.move({self._id(network.code, place["register_code"]): (place["x"], place["y"]) for place in places})
        self._know(network.code, row, network.members.add_set(row["title"], purpose=row["purpose"]))
        for member in self._tables["members"]:
            if member["set"] == row["key"]:
                network.members.add(
                    member["role"],
                    in_set=self._id(network.code, row["key"]),
                    organisation=member["organisation"],
                    sector=member["sector"],
                )

    def _begin(self, row: Row) -> None:
        network = self._chaired(row["set"])
        parts = {seat["role"]: seat["part"] for seat in self._tables["attendance"] if seat["session"] == row["key"]}
        session = network.sessions.begin(
            row["title"],
            method=row["method"],
            in_set=self._id(network.code, row["set"]),
            audience=row["audience"],
            ground_rules=row["ground_rules"],
            parts={role: "set member" if part == "presenter" else part for role, part in parts.items()},
        )
        self._know(network.code, row, session)
        if row["notes"]:
            network.sessions.change(session.id, notes=row["notes"])

    def _close(self, row: Row) -> None:
        network = self._chaired(row["set"])
        network.sessions.close(self._id(network.code, row["key"]))

    def _confirm(self, row: Row) -> None:
        """A set stands behind what it drew in a session, and behind what it confirmed of the register."""
        network = self._chaired(row["set"])
        parts = [part["part"] for part in self._tables["confirmations"] if part["session"] == row["key"]]
        for name in ("elements", "connections"):
            parts += [part["key"] for part in self._tables[name] if part["session"] == row["key"]]
        if parts:
            network.map.confirm(
                *(self._id(network.code, part) for part in parts),
                in_session=self._id(network.code, row["key"]),
            )

    def _draw(self, row: Row) -> None:
        network = self._at_work(row["network"], row["drawn_by"])
        element = network.map.add_element(
            row["label"],
            kind=row["kind"],
            sector=row["sector"] or None,
            organisation=row["organisation"],
            note=row["note"],
            at=(row["x"], row["y"]),
        )
        self._know(network.code, row, element)

    def _connect(self, row: Row) -> None:
        network = self._at_work(row["network"], row["said_by"])
        connection = network.map.connect(
            self._id(network.code, row["source"]),
            self._id(network.code, row["target"]),
            kind=row["kind"],
            direction=row["direction"],
            strength=row["strength"],
            sign=row["sign"] or None,
            delay=row["delay"],
            sure=row["sure"],
            note=row["note"],
        )
        self._know(network.code, row, connection)

    def _change(self, row: Row) -> None:
        network = self._at_work(self._network_of[row["connection"]], row["said_by"])
        after = int(row["after"]) if row["field"] == "strength" else row["after"]
        network.map.change_connection(
            self._id(network.code, row["connection"]), said_by=row["said_by"], **{row["field"]: after}
        )

    def _end(self, row: Row, who: str) -> None:
        network = self._at_work(row["network"], who)
        network.map.remove(self._id(network.code, row["key"]))

    def _bid(self, row: Row) -> None:
        network = self._at_work(self._network_of[row["session"]], row["made_by"])
        self._know(network.code, row, network.sessions.bid(self._id(network.code, row["session"]), row["issue"]))

    def _say(self, row: Row) -> None:
        network = self._at_work(self._network_of[row["session"]], row["said_by"])
        self._make_room(network, row)
        entry = network.sessions.say(
            self._id(network.code, row["session"]),
            row["text"],
            form=row["form"],
            nature=row["nature"],
            step=row["step"],
            audience=row["audience"] or None,
            consent=row["consent"] or None,
            about=[self._id(network.code, key) for key in row["about"]],
            themes=self._themes[row["key"]],
            placed=self._where(row["key"]),
        )
        self._know(network.code, row, entry)

    def _make_room(self, network: Network, row: Row) -> None:
        """What comes before an entry is said: the facilitator gives airtime, the presenter asks for advice."""
        seats = [seat for seat in self._tables["attendance"] if seat["session"] == row["session"]]
        who = {seat["part"]: seat["role"] for seat in seats}
        for bid in self._tables["bids"]:
            if bid["airtime_before"] == row["key"]:
                network.who = who["facilitator"]
                network.sessions.give_airtime(self._id(network.code, bid["key"]))
        for session in self._tables["sessions"]:
            if session["advice_before"] == row["key"]:
                network.who = who["presenter"]
                network.sessions.open_advice(self._id(network.code, session["key"]))
        network.who = row["said_by"]

    def _conclude(self, row: Row) -> None:
        code = self._network_of[row["session"]]
        network = self._at_work(code, self._chair_of(code))
        insight = network.sessions.conclude(
            self._id(code, row["session"]),
            row["text"],
            came_from=[self._id(code, key) for key in row["came_from"]],
            audience=row["audience"] or None,
            themes=self._themes[row["key"]],
        )
        self._know(code, row, insight)

    def _agree(self, row: Row) -> None:
        code = self._network_of[row["session"]]
        network = self._at_work(code, row["owner"] or self._chair_of(code))
        action = network.sessions.agree(
            self._id(code, row["session"]),
            row["text"],
            owner=row["owner"],
            due=row["due"],
            known_by=row["known_by"],
            audience=row["audience"],
            about=[self._id(code, key) for key in row["about"]],
        )
        self._know(code, row, action)

    def _done(self, row: Row) -> None:
        network = self._at_work(self._network_of[row["session"]], row["owner"])
        network.sessions.done(self._id(network.code, row["key"]))
