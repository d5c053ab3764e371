"""The part of the map page that names days, compares them, and goes through them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from widgets.system_map import days
from widgets.system_map.checking import a_version, an_id
from widgets.system_map.standing_behind import StandingBehind
from widgets.theme.app import gesture, look
from workbench.mapping import evidence, overlay, sentences
from workbench.mapping.change import BECAME, Change
from workbench.mapping.happened import WHAT, Step, between
from workbench.mapping.reading import MapParts
from workbench.templates.escaping import slug
from workbench.words import long_date

_NOT_DRAWN: Final = frozenset(
    ("register_source", "confirmed_on", "confirmed_by", "version", "changed_at", "changed_by")
)
_NEWS: Final = ("formed", "stronger", "weaker")  # what is marked on the map of a day
_BECAME_ELEMENT: Final = {"formed": "New on the map.", "lost": "No longer on the map."}
_BECAME_TIE: Final = {
    "formed": "Formed since.",
    "stronger": "Stronger now.",
    "weaker": "Weaker now.",
    "lost": "Lost since.",
}
_FEW: Final = 400  # connections up to which each part of a map of another day says in a sentence what it was


class OverTime(StandingBehind):
    """Gestures with which a page compares days of the map."""

    def compose_over_time(self, parts: MapParts) -> dict[str, Any]:
        """The named days of the map, and how much of it people have told, sector by sector."""
        return {"waves": self.network.map.waves.listed(), "lived": evidence.lived_by_sector(parts)}

    # --- named days ------------------------------------------------------------------------------------------

    @gesture
    def name_day(self, *, name: str, day: str) -> None:
        """Give a day of the map a name."""
        self.network.map.waves.name(name, on=day)

    @gesture
    def change_named_day(self, *, wave: str, version: int | None = None, **fields: Any) -> None:
        """Give a named day another `name` or another day (`on`)."""
        self.network.map.waves.change(an_id(wave), version=a_version(version), **fields)

    @gesture
    def remove_named_day(self, *, wave: str) -> None:
        """Take a name off its day."""
        self.network.map.waves.remove(an_id(wave))

    # --- looking back ----------------------------------------------------------------------------------------

    @look
    def past(self) -> dict[str, Any]:
        """What there is to look back on: the `choices` of days, the `suggested` names, and those to begin with.

        `before` and `after` are the two days to compare at first, `days` those on which the map changed (`day`,
        `words`, `says`, and the `waves` it has), `meeting` the newest session before today (`title`, `day`) or None,
        and `open` the sessions of today that are not closed (`id`, `title`).
        """
        meetings, today = self._meetings(), self.network.today()
        waves = self.network.map.waves.listed()
        stops = self._stops()
        before, after = days.first_and_last(waves, meetings, list(stops), today)
        last = days.last_meeting(meetings, today)
        began = days.launch(meetings)
        return {
            "choices": days.choices(waves, meetings, today),
            "suggested": days.suggested(waves, meetings, today),
            "before": before.isoformat(),
            "after": after.isoformat(),
            "days": [
                {
                    "day": day.isoformat(),
                    "words": days.day_in_words(day, began),
                    "says": _on_the_day(moves),
                    "waves": [wave["name"] for wave in waves if wave["day"] == day.isoformat()],
                }
                for day, moves in stops.items()
            ],
            "meeting": last and {"title": last["title"], "day": last["held_on"], "id": last["id"]},
            "open": [
                {"id": one["id"], "title": one["title"]}
                for one in meetings
                if one["held_on"] == today.isoformat() and one["closed_on"] is None
            ],
        }

    @look
    def compare_days(self, *, before: str, after: str) -> dict[str, Any]:
        """What became of every relationship from one day to another, whichever of the two is given first.

        `before` and `after` (ISO), each `in_words`; the `sentence`, and `both`: what share of relationships both days
        have; `new` and `gone`: labels of elements; `ties`: each relationship, as a row.
        """
        first, last = self._two_days(before, after)
        found = overlay.overlay(self._map_of(first), self._map_of(last))
        labels = {one["id"]: one["label"] for one in found.parts["elements"]}
        began = days.launch(self._meetings())
        return {
            "before": first.isoformat(),
            "after": last.isoformat(),
            "in_words": [days.day_in_words(day, began) for day in (first, last)],
            "sentence": found.change.sentence(),
            "both": overlay.in_both(found.change),
            "new": sorted(labels[one] for one in found.change.added),
            "gone": sorted(labels[one] for one in found.change.gone),
            "ties": _rows(found.change),
        }

    @look
    def both_days(self, *, before: str, after: str) -> dict[str, Any]:
        """The maps of two days in one: a lens for the drawing (`title`, `day`, `parts`, `about`, `marks`, `legend`)."""
        first, last = self._two_days(before, after)
        found = overlay.overlay(self._as_drawn(first), self._as_drawn(last))
        return {
            "title": f"From {long_date(first)} to {self._said(last)}",
            "day": f"{long_date(first)} and {self._said(last)} in one",
            "parts": _drawn(found.parts),
            "about": _said_of(found),
            "marks": found.marks,
            "legend": found.legend,
        }

    @look
    def side_by_side(self, *, before: str, after: str) -> dict[str, Any]:
        """The maps of two days, to draw beside one another."""
        from widgets.review.card import drawing  # noqa: PLC0415  it brings the charts of measures along
        from workbench.mapping import graph as graphs  # noqa: PLC0415  a page need not wait for networkx

        first, last = self._two_days(before, after)
        then, now = graphs.build(self._as_drawn(first)), graphs.build(self._as_drawn(last))
        return drawing(then, now, Change.between(then, now))

    @look
    def figures_then_and_now(self, *, before: str, after: str) -> list[dict[str, str]]:
        """Every figure of the whole map on two days, each with its difference in words and how to read it."""
        from workbench.mapping import graph as graphs  # noqa: PLC0415  pandas and scipy take a while
        from workbench.mapping.then_and_now import figure, then_and_now  # noqa: PLC0415

        first, last = self._two_days(before, after)
        table = then_and_now(graphs.build(self._map_of(first)), graphs.build(self._map_of(last)))
        return [
            {
                "id": str(key),
                "label": row["label"],
                "then": figure(str(key), row["then"]),
                "now": figure(str(key), row["now"]),
                "difference": row["difference"],
                "reads": row["reads"],
                "defined": row["defined"],
            }
            for key, row in table.iterrows()
        ]

    @look
    def what_happened(self, *, before: str, after: str) -> list[dict[str, Any]]:
        """What happened to connections between the ends of two days, newest first, with who said so and where."""
        first, last = self._two_days(before, after)
        meetings = evidence.by_day(self._meetings())
        told = between(self._steps(), first, last)
        return [evidence.plain(step, meetings) for step in reversed(told)]

    @look
    def map_on(self, *, day: str) -> dict[str, Any]:
        """The map of a day, as a lens for the drawing: `marks` say what came or moved that day, `steps` who said so.

        `title`, `on` (the day, ISO) and `day` (in words), `whole` (nothing is drawn pale), `parts`, `about`, `marks`,
        `legend`, `steps`.
        """
        on = self._a_day(day)
        earlier = [stop for stop in self._stops() if stop < on]
        now = self._as_drawn(on)
        found = overlay.overlay(self._as_drawn(earlier[-1]) if earlier else now, now)
        here = {one["id"] for kind in ("elements", "connections") for one in now[kind]}
        meetings = self._meetings()
        by_day = evidence.by_day(meetings)
        return {
            "title": "The map of today" if on == self.network.today() else f"The map on {long_date(on)}",
            "on": on.isoformat(),
            "day": days.day_in_words(on, days.launch(meetings)),
            "whole": True,
            "parts": _drawn(now),
            "about": _about(now),
            "steps": [evidence.plain(step, by_day) for step in self._steps() if step.on == on],
            "marks": {key: role for key, role in found.marks.items() if key in here and role in _NEWS},
            "legend": {role: words for role, words in found.legend.items() if role in _NEWS},
        }

    @look
    def changes_as_file(self, *, before: str, after: str) -> dict[str, str]:
        """What became of every relationship, as CSV for a download: `name`, `type`, `text`."""
        from workbench.exchange import delimited  # noqa: PLC0415

        told = self.compare_days(before=before, after=after)
        first, last = told["before"], told["after"]
        heading = ["From", "To", "How", "Direction", first, last, "It is"]
        rows = [
            [tie["from"], tie["to"], tie["kind"], tie["direction"], tie["before"], tie["after"], tie["became"]]
            for tie in told["ties"]
        ]
        return {
            "name": f"change-{slug(self.network.name) or slug(self.network.code)}-{first}-{last}.csv",
            "type": "text/csv;charset=utf-8",
            "text": delimited.write([heading, *rows]).decode("utf-8"),
        }


def _drawn(parts: MapParts) -> dict[str, list[dict[str, Any]]]:
    """The parts without what no drawing shows."""
    return {
        kind: [{name: value for name, value in one.items() if name not in _NOT_DRAWN} for one in rows]
        for kind, rows in (("elements", parts["elements"]), ("connections", parts["connections"]))
    }


def _about(parts: MapParts) -> dict[str, str]:
    """What each part was, in a sentence; nothing for a map so large that nobody reads them all."""
    return sentences.about_the_parts(parts) if len(parts["connections"]) <= _FEW else {}


def _said_of(found: overlay.Overlay) -> dict[str, str]:
    """What each part of an overlay is, in a sentence, and what became of it before that."""
    elements = {one["id"] for one in found.parts["elements"]}
    became = {
        key: (_BECAME_ELEMENT if key in elements else _BECAME_TIE).get(word, "") for key, word in found.marks.items()
    }
    return {key: f"{became[key]} {said}".lstrip() for key, said in _about(found.parts).items()}


def _rows(change: Change) -> list[dict[str, Any]]:
    """Every relationship with what became of it, in the order of BECAME."""
    return [
        {
            "id": tie.connection,
            "became": word,
            "source": tie.source,
            "target": tie.target,
            "from": tie.between[0],
            "to": tie.between[1],
            "kind": tie.kind,
            "direction": tie.direction,
            "before": tie.before,
            "after": tie.after,
        }
        for word in BECAME
        for tie in getattr(change, word)
    ]


def _on_the_day(moves: Iterable[Step]) -> str:
    """What happened on a day in a few words: “2 formed, 1 stronger”; empty if no relationship moved."""
    counted = Counter(step.what for step in moves)
    return ", ".join(f"{counted[word]} {word}" for word in WHAT if counted[word])
