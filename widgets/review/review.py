"""The review page: did relationships move, and did results move? It shows and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Final

from widgets.review.card import Plain, card
from widgets.review.measured import Measured
from widgets.review.sponsors import day_of, waiting
from widgets.review.waiting import Link, actions, in_order, loose, only_under_way, to_decide
from widgets.theme.app import App, gesture
from widgets.theme.pages import script, style
from workbench import checks
from workbench.errors import BadInput
from workbench.mapping.vocabulary import SECTORS
from workbench.store import Reader
from workbench.templates.escaping import slug
from workbench.thread.at_work import began_on, networks_at_work
from workbench.thread.moved import Movement
from workbench.workspace import Network

STAGES: Final = ("testing", "adopted", "adapted", "spreading", "abandoned", "idea")
"""The order in which the page lists the stages: what is being tried first, what is not yet last."""
_SHAPES: Final = ("person in role", "organisation or team", "community group or place", "service", "factor")


@dataclass
class _Seen:
    """What was composed of one network, and what it was composed from."""

    key: tuple[int, date, date]
    told: Plain


class Review(App):
    """The networks of a workspace that are at work, this one first: maps then and now, and what waits.

    `before` is the day the maps are compared with; None takes the day each network began.
    """

    _esm = script("review/drawing.js", "review/review.js")
    _css = style("review/review.css")
    everywhere: ClassVar[bool] = True

    def __init__(self, network: Network, **options: Any) -> None:
        self.before: date | None = None
        self._kept: dict[str, _Seen] = {}
        self._measured = Measured()
        super().__init__(network, **options)

    def compose(self) -> dict[str, Any]:
        """`cards`, `stages`, what waits (`sponsors`, `decide`, `actions`, `loose`), `legend`, and the day asked for."""
        told = [self._told(code) for code in self._codes()]
        cards = [each["card"] for each in told]
        prototypes = [one for each in told for one in each["prototypes"]]
        elements = [one for each in cards for one in each["drawing"]["elements"]]
        return {
            "cards": cards,
            "before": self.before and self.before.isoformat(),
            "stages": [
                {"stage": stage, "prototypes": found}
                for stage in STAGES
                if (found := [one for one in prototypes if one["stage"] == stage])
            ],
            "decide": in_order(one for each in told for one in each["decide"]),
            "sponsors": sorted((one for each in told for one in each["sponsors"]), key=lambda one: -one["days"]),
            "loose": [one for each in told for one in each["loose"]],
            "actions": sorted(
                (one for each in told for one in each["actions"]), key=lambda one: (-one["waiting"], one["id"])
            ),
            "legend": {
                "sectors": [name for name in SECTORS if any(one["sector"] == name for one in elements)],
                "shapes": [name for name in _SHAPES if any(one["shape"] == name for one in elements)],
                "register": any("register" in (one["then"], one["now"]) for one in elements),
            },
            "anything": any(each["at_work"] for each in told),
        }

    # --- what may be done ----------------------------------------------------------------------------------

    @gesture
    def look_from(self, *, before: str) -> None:
        """Compare with another day; an empty text goes back to the day each network began."""
        day = checks.day(before, "The day to compare with") if before else None
        if day is not None and day > self.network.today():
            raise BadInput("The day to compare with has not come yet. Choose today or an earlier day.")
        self.before = day

    @gesture
    def map_as_a_file(self, *, code: str) -> dict[str, str]:
        """The map of one of the networks shown, as a page that opens anywhere: `name`, `type`, `text`."""
        from workbench.exchange.html import map_page  # noqa: PLC0415  pyvis is slow to load and seldom needed

        if code not in self._codes():
            raise BadInput("That network is not on this page. Reload it and choose again.")
        network = self._network(code)
        today = network.today().isoformat()
        return {
            "name": f"map-{slug(network.name) or slug(code)}-{today}.html",
            "type": "text/html;charset=utf-8",
            "text": map_page(
                network.map.graph(hoped_for=True), title=network.name, subtitle="Who relates to whom, and how"
            ),
        }

    # --- one network after the other -----------------------------------------------------------------------

    def _codes(self) -> list[str]:
        """This network, then the others that are at work, by code."""
        own = self.network.code
        with self.network.workspace.store.reading() as session:
            others = networks_at_work(session, self.network.today())
        return [own, *(code for code in others if code != own)]

    def _network(self, code: str) -> Network:
        """A network as those who lead the programme may read it: what was said in a set, only as far as it goes."""
        network = self.network if code == self.network.code else self.network.workspace.network(code)
        return network.read_by(Reader.of_programme())

    def _told(self, code: str) -> Plain:
        """Everything of one network; composed again only after something changed in it, or the day did."""
        network = self._network(code)
        today = network.today()
        before = self.before
        if before is None:
            with network.workspace.store.reading() as session:
                before = min(began_on(session, code) or today, today)
        key = (network.latest(), before, today)
        if code not in self._kept or self._kept[code].key != key:
            self._kept[code] = _Seen(key, self._compose(network, before))
        return self._kept[code].told

    def _compose(self, network: Network, before: date) -> Plain:
        answers = network.thread.did_they_move(shared=True)
        measures, prototypes = network.measures.listed(), network.prototypes.listed()
        sessions, graph, link = network.sessions.listed(), network.thread.graph(), self._link(network)
        waits = {
            "sponsors": waiting(network, link),
            "decide": to_decide(network, graph, prototypes, answers, link),
            "loose": loose(network, graph, prototypes, link),
            "actions": actions(network, graph, link),
        }
        told = self._measured.told(network, measures)
        return {
            "card": {
                **card(network, before=before, answers=answers),
                "measures": {
                    "rest": told["rest"],
                    "shown": [{**one, "link": link(f"measures.ipynb?measure={one['id']}")} for one in told["shown"]],
                },
                "counts": {
                    "sessions": len(sessions),
                    "prototypes": len(prototypes),
                    "measures": len(measures),
                    "decide": sum(not only_under_way(one) for one in waits["decide"]),
                    **{name: len(waits[name]) for name in ("sponsors", "actions", "loose")},
                },
                "own": network.code == self.network.code,
                "day": day_of(network),
                "links": {
                    name: link(f"{name}.ipynb") for name in ("map", "session", "prototypes", "measures", "challenge")
                },
            },
            "prototypes": [_prototype(one, answers, network, link) for one in prototypes if one["id"] in answers],
            **waits,
            "at_work": bool(prototypes or measures or sessions)
            or any(element["lived"] for element in network.map.parts()["elements"]),
        }

    def _link(self, network: Network) -> Link:
        """What makes the address of a network's page, seen from this one; of None if it has none."""
        address = self._address(network)
        return lambda page: None if address is None else f"{address}{page}"

    def _address(self, network: Network) -> str | None:
        """Where a network's own pages are, seen from this one; None if it has none."""
        if network.code == self.network.code:
            return ""
        folder = Path(network.workspace.settings.networks_folder)
        packs = sorted(folder.glob(f"{slug(network.code)}*/home.ipynb"))
        return f"../{packs[0].parent.name}/" if packs else None


def _prototype(one: Plain, answers: Mapping[str, Movement], network: Network, link: Link) -> Plain:
    return {
        **{name: one[name] for name in ("id", "number", "title", "stage", "owner")},
        "network": network.name,
        "answer": answers[one["id"]].sentence,
        "link": link(f"prototypes.ipynb?open={one['id']}"),
    }
