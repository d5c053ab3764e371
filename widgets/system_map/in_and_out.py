"""The part of the map page that takes files in and hands them out."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from widgets.theme.app import App, gesture, look
from workbench import checks, identifying
from workbench.errors import BadInput

if TYPE_CHECKING:
    from widgets.system_map.handing_out import Made
    from workbench.exchange.dry_run import Report
    from workbench.exchange.rows import Rows

PIECE: Final = 1_000_000
"""Most bytes of a file that travel at once."""
PAGE: Final = 100
"""How many rows of a list travel at once."""
_PASTED: Final = "pasted rows"
_NOT_WHOLE: Final = "{name} did not arrive as a whole, so nothing was read. Choose it again."
_FORGOTTEN: Final = "What this file would do is no longer at hand. Choose the file again."
_LISTS: Final = ("misspelt", "elements", "connections", "changed", "refused", "left_out")
_TO_CHOOSE: Final = ("elements", "connections", "changed")


@dataclass(kw_only=True)
class _Arriving:
    """A file that comes in pieces."""

    name: str
    size: int
    data: bytearray


@dataclass(frozen=True, kw_only=True)
class _Offered:
    """A file that was read and waits for a yes: what it says, and what that would do to the map as it was then."""

    token: str
    rows: Rows
    report: Report
    taken_for: str  # how its columns were read, if it had no headings


class InAndOut(App):
    """Gestures with which a page imports and exports the map. At most one file at a time is kept in mind."""

    _arriving: _Arriving | None = None
    _offered: _Offered | None = None
    _made: tuple[Any, Made] | None = None

    # --- in ----------------------------------------------------------------------------------------------------

    @look
    def ways(self) -> dict[str, Any]:
        """Which files are understood (`reads`) and made (`writes`), `most` bytes of one, and of a `piece` of it."""
        from widgets.system_map.handing_out import READS, WAYS  # noqa: PLC0415
        from workbench.exchange.limits import MAX_FILE  # noqa: PLC0415

        writes = [{"way": way, "name": one.name, "for": one.for_whom, "group": one.group} for way, one in WAYS.items()]
        return {"reads": list(READS), "writes": writes, "most": MAX_FILE, "piece": PIECE}

    @look
    def bring(self, *, name: str, size: int, at: int, data: bytes, pasted: bool = False) -> dict[str, Any]:
        """A piece of a file: its bytes from `at` on. The last one is answered with what the file would do.

        Before that, the answer is how much has `arrived`. What a file would do (see `_shown`) is kept until another
        file comes, it is taken in or forgotten. A file that cannot be read is one sentence, with its name in it.
        """
        from workbench.exchange.limits import MAX_FILE  # noqa: PLC0415

        name = checks.line(name, "The name of the file")
        size = checks.whole(size, "The size of the file", lowest=0, highest=MAX_FILE)
        if at == 0:
            self._arriving, self._offered = _Arriving(name=name, size=size, data=bytearray()), None
        here = self._arriving
        if (
            here is None
            or (here.name, here.size, len(here.data)) != (name, size, at)
            or not isinstance(data, bytes)
            or len(data) > PIECE
            or at + len(data) > size
            or (not data and size)
        ):
            self.forget_file()
            raise BadInput(_NOT_WHOLE.format(name=name))
        here.data += data
        if len(here.data) < size:
            return {"arrived": len(here.data)}
        self._arriving = None
        self._offered = self._read(name, bytes(here.data), pasted=checks.yes_or_no(pasted, "Whether it was pasted"))
        return _shown(self._offered)

    @look
    def more_of_file(self, *, token: str, what: str, start: int) -> list[Any]:
        """The next rows of a list of the report, one of those that `bring` gives in `lists`."""
        offered = self._at_hand(token)
        start = checks.whole(start, "The first row", lowest=0, highest=10**9)
        return _rows(offered.report, checks.chosen(what, _LISTS, "list"), start)

    @look
    def weighed(self, *, token: str, without: dict[str, Any]) -> dict[str, Any]:
        """What the file would do `without` some of the rows, as `take_in` has them: see `_weighed`.

        `gone` are the places in their list of the connections that cannot be added either, for want of an end.
        """
        report = self._at_hand(token).report
        left = _without(report, without)
        kept = {id(one) for one in left.connections}
        chosen = set(without.get("connections", ()))
        gone = [at for at, one in enumerate(report.connections) if id(one) not in kept and at not in chosen]
        return {**_weighed(left), "gone": gone}

    @look
    def forget_file(self) -> None:
        """Forget the file that was read, and the pieces of one that was still coming."""
        self._arriving = self._offered = None

    @gesture
    def take_in(
        self, *, token: str, also_change: bool, looked_at: bool = False, without: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Do what the file would do: add, and with `also_change` also change what differs on the map.

        `without` are the rows that are not wanted: of "elements", "connections" and "changed", their places in these
        lists, from 0; a connection goes with the new elements it needs.
        `said` is what was done, `new` and `changed` are the ids of what to look at. If the map was changed meanwhile
        so that the file would do something else now, nothing is done, and the answer is what it would do `again`.
        What looks like an NHS number is kept only if somebody has `looked_at` it.
        """
        from workbench.exchange.dry_run import apply, dry_run  # noqa: PLC0415

        offered = self._at_hand(token)
        also_change = checks.yes_or_no(also_change, "Whether to change what differs")
        report = dry_run(self.network.map.parts(), offered.rows, file=offered.report.file)
        if _matters(report) != _matters(offered.report):
            self._offered = replace(offered, token=secrets.token_hex(8), report=report)
            return {"again": _shown(self._offered)}
        report = _only(_without(report, without or {}), also_change=also_change)
        if (doubt := _doubt(report)) and not checks.yes_or_no(looked_at, "Whether somebody looked"):
            raise BadInput(f"{doubt} Say that it is none before it is kept.")
        before = report.known
        said = apply(self.network.map, report)
        self._offered = None
        parts = self.network.map.parts()
        return {
            "said": f"{said[0].upper()}{said[1:]}.",
            "new": [one["id"] for one in (*parts["elements"], *parts["connections"]) if one["id"] not in before],
            "changed": [one.id for one in report.changed],
        }

    def _read(self, name: str, data: bytes, *, pasted: bool) -> _Offered:
        from workbench.exchange import pasted as pasting  # noqa: PLC0415
        from workbench.exchange import read_rows  # noqa: PLC0415
        from workbench.exchange.dry_run import dry_run  # noqa: PLC0415

        taken_for = ""
        if pasted:
            name = _PASTED
            rows, taken_for = pasting.read(data.decode("utf-8", "replace"))
        else:
            try:
                rows = read_rows(data, name)
            except BadInput as problem:
                raise BadInput(_with_name(str(problem), name)) from problem
        report = dry_run(self.network.map.parts(), rows, file=name)
        return _Offered(token=secrets.token_hex(8), rows=rows, report=report, taken_for=taken_for)

    def _at_hand(self, token: object) -> _Offered:
        if self._offered is None or token != self._offered.token:
            raise BadInput(_FORGOTTEN)
        return self._offered

    # --- out ---------------------------------------------------------------------------------------------------

    @gesture
    def share_page(self) -> dict[str, str]:
        """The map as one page that opens without a network, for a download: `name`, `type`, `text`."""
        made = self._file("page", None, True)
        return {"name": made.name, "type": made.type, "text": made.data.decode("utf-8")}

    @look
    def about_file(self, *, way: str, day: str | None = None, hoped_for: bool = True) -> dict[str, Any]:
        """The `name` and `size` of the file of a day (today if None), and sentences on what is `left_out` of it."""
        made = self._file(way, day, hoped_for)
        return {"name": made.name, "size": len(made.data), "left_out": list(made.left_out[:PAGE])}

    @look
    def map_file(self, *, way: str, day: str | None = None, hoped_for: bool = True) -> dict[str, str]:
        """The map of a day as a file to download: `name`, `type`, `base64`. A PNG comes as the SVG to make it from."""
        made = self._file(way, day, hoped_for)
        return {"name": made.name, "type": made.type, "base64": base64.b64encode(made.data).decode("ascii")}

    def _file(self, way: object, day: object, hoped_for: object) -> Made:
        """The file, made now or kept from a moment ago, since a download follows the question what it leaves out."""
        from widgets.system_map.handing_out import WAYS, a_day, make  # noqa: PLC0415

        asked = (
            checks.chosen(way, tuple(WAYS), "way to take the map along"),
            a_day(day, self.network.today()),
            checks.yes_or_no(hoped_for, "Whether hoped-for connections go along"),
        )
        key = (*asked, self.network.latest(), self.network.today())
        if self._made is None or self._made[0] != key:
            self._made = key, make(self.network, asked[0], day=asked[1], hoped_for=asked[2])
        return self._made[1]


def _shown(offered: _Offered) -> dict[str, Any]:
    """A report as a page shows it, as plain JSON.

    `token` and `file`; `taken_for`; what all of it would come to (see `_weighed`); and `lists`: `count` and first
    `rows`, in `unclear` how many of what would be added were not wholly understood.
    """
    report = offered.report
    counts = {what: len(getattr(report, what)) for what in _LISTS}
    return {
        "token": offered.token,
        "file": report.file,
        "title": report.title,
        "taken_for": offered.taken_for,
        **_weighed(report),
        "unclear": {
            "elements": sum(bool(one.unclear) for one in report.elements),
            "connections": sum(bool(one.unclear) for one in report.connections),
        },
        "lists": {what: {"count": count, "rows": _rows(report, what, 0)} for what, count in counts.items()},
    }


def _weighed(report: Report) -> dict[str, Any]:
    """What a report comes to, for both choices, "add" only and "change" too.

    What it `says`, whether there is `anything` to do, and a `doubt` about what may say who somebody is, "" if nothing.
    """
    ways = {"add": _only(report, also_change=False), "change": report}
    return {
        "says": {way: one.says() for way, one in ways.items()},
        "anything": {way: one.anything for way, one in ways.items()},
        "doubt": {way: _doubt(one) for way, one in ways.items()},
    }


def _without(report: Report, without: Mapping[str, Any]) -> Report:
    """The report without the rows at these places of its lists, and without connections that would want for an end.

    Raises `BadInput` for places that are none.
    """
    kept: dict[str, tuple[Any, ...]] = {}
    if not isinstance(without, dict) or not set(without) <= set(_TO_CHOOSE):
        raise BadInput(_FORGOTTEN)
    for what in _TO_CHOOSE:
        rows, places = getattr(report, what), without.get(what, [])
        if not isinstance(places, list):
            raise BadInput(_FORGOTTEN)
        left = {checks.whole(at, "The place of a row", lowest=0, highest=len(rows) - 1) for at in places}
        kept[what] = tuple(one for at, one in enumerate(rows) if at not in left)
    gone = {one.fields["key"] for one in report.elements} - {one.fields["key"] for one in kept["elements"]}
    kept["connections"] = tuple(
        tie for tie in kept["connections"] if not gone & {tie.fields["source"], tie.fields["target"]}
    )
    return replace(report, **kept)


def _matters(report: Report) -> tuple[Any, ...]:
    """What of a report somebody has agreed to: all but where the new elements stand, which is where there is room."""
    elements = [
        replace(one, fields={name: value for name, value in one.fields.items() if name not in ("x", "y")})
        for one in report.elements
    ]
    return (elements, report.connections, report.changed, report.matched, report.refused, report.doubts)


def _rows(report: Report, what: str, start: int) -> list[Any]:
    """The rows of one list of the report from `start` on, at most `PAGE` of them, as plain JSON."""
    part = replace(report, **{what: getattr(report, what)[start : start + PAGE]})
    plain = {**part.as_plain(most=PAGE), "misspelt": list(part.misspelt)}
    rows: list[Any] = plain[what] if what in plain else plain["added"][what]
    return rows


def _only(report: Report, *, also_change: bool) -> Report:
    """The report, without the changes of what is there if they are not wanted."""
    return report if also_change else replace(report, changed=())


def _doubt(report: Report) -> str:
    """What of all that would be kept may say who somebody is, with its first rows and columns; "" if nothing."""
    from workbench.exchange.wording import people  # noqa: PLC0415  a page need not wait for all of it

    return identifying.told(people([*report.elements, *report.connections, *report.changed]))


def _with_name(sentence: str, name: str) -> str:
    """The sentence on a bad file, with the file's name in it."""
    if name in sentence:
        return sentence
    return f"{name}{sentence[8:]}" if sentence.startswith("The file ") else f"{name}: {sentence}"
