"""The files of PRSM, the Participatory System Mapper, in both their forms.

All versions read both: plain JSON, and the same compressed with lz-string's UTF-16 form, which PRSM itself has saved
since its second version. Factors are elements and links are connections. The name of a factor's or link's style says
its kind (see `prsm_styles`), a link's arrows its direction, a label "+" or "−" its sign, a wide line its strength.
Whatever else a map says is written as PRSM's attributes: of factors PRSM shows and keeps them, of links it drops them
when it saves the map anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from workbench.errors import BadInput
from workbench.exchange import foreign, limits, lz, prsm_styles, rich_text
from workbench.exchange.rows import CONNECTION_COLUMNS, ELEMENT_COLUMNS, Row, Rows, Written
from workbench.exchange.untrusted import listing, loads, mapping, number, text, whole, words
from workbench.mapping.places import placed
from workbench.words import counted, listed

_WHAT: Final = "PRSM"
_VERSION: Final = "3.0.3"
_BREAK: Final = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_UNTITLED: Final = "Untitled map"
_WIDE: Final = ((4.0, 5), (2.0, 4))
"""A line at least so wide is a connection so strong; PRSM's usual line of 1 says nothing."""
_KEPT: Final = {"Strength": ("3", "4", "5")}
"""What of a link's attributes PRSM keeps in another way: the width of the line."""
_NOT_PLACED: Final = "Not placed, drawn at"
"""The attribute of a factor that the map had no place for: where it was put, so that a move can be told from it."""
_FACTOR_ATTRIBUTES: Final = {
    "sector": "Sector",
    "organisation": "Organisation",
    "themes": "Themes",
    "seen_as": "Seen as",
    "size": "Size on map",
    "pinned": "Pinned",
    "valid_from": "Valid from",
    "valid_to": "Valid to",
}
_LINK_ATTRIBUTES: Final = {
    "strength": "Strength",
    "delay": "Delay",
    "themes": "Themes",
    "said_by": "Said by",
    "sure": "Sure",
    "valid_from": "Valid from",
    "valid_to": "Valid to",
}
_TITLES: Final = (*dict.fromkeys((*_FACTOR_ATTRIBUTES.values(), *_LINK_ATTRIBUTES.values())), _NOT_PLACED)
_FIELDS: Final = {title: f"att{place}" for place, title in enumerate(_TITLES, 1)}


# --- reading ----------------------------------------------------------------------------------------------------


def read(data: bytes) -> Rows:
    """What a PRSM file says, in either form. Raises `BadInput` where it is none."""
    written = text(data, _WHAT)
    if not written.lstrip().startswith("{"):
        written = lz.decompress(written.rstrip("\r\n"))
    found = loads(written, _WHAT)
    if (
        not isinstance(found, dict)
        or not isinstance(found.get("nodes"), list)
        or not isinstance(found.get("edges"), list)
    ):
        raise BadInput("The file holds no map of PRSM’s: it has no factors and links; choose another file.")
    limits.few_enough(len(found["nodes"]) + len(found["edges"]))
    title = words(found.get("mapTitle"))
    reading = _Reading(found, Rows(title="" if title == _UNTITLED else title))
    for place, node in enumerate(found["nodes"], 1):
        reading.factor(node, place)
    for place, edge in enumerate(found["edges"], 1):
        reading.link(edge, place)
    reading.report()
    return reading.rows


class _Reading:
    """Goes once through a file, counting what a map cannot hold."""

    def __init__(self, found: Mapping[str, Any], rows: Rows) -> None:
        self.found = found
        self.rows = rows
        styles = mapping(found.get("styles") or found.get("samples"))
        self.node_styles, self.edge_styles = mapping(styles.get("nodes")), mapping(styles.get("edges"))
        self.titles = {key: words(title) for key, title in mapping(found.get("attributeTitles")).items()}
        self.colours: set[str] = set()
        self.embedded = self.hidden = self.clusters = self.votes = self.dashed = self.made = 0

    def factor(self, node: Any, place: int) -> None:
        if not isinstance(node, dict):
            raise BadInput(f"Factor {place} of the PRSM file is no object with fields; choose another file.")
        if node.get("isCluster"):
            self.clusters += 1
            return
        found = self._attributes(node)
        x, y = number(node.get("x")), number(node.get("y"))
        put = found.pop(_NOT_PLACED, None)
        if x is not None and y is not None and put != f"{x} {y}":
            found |= {"x": x, "y": y}
        self._common(found, node)
        style = prsm_styles.style_of(node, self.node_styles, "group")
        for column, value in prsm_styles.of_factor(words(style.get("groupLabel"))).items():
            found.setdefault(column, value)
        found["label"] = _on_one_line(node.get("label"))
        if node.get("fixed") is True:
            found.setdefault("pinned", True)
        self.votes += bool(node.get("thumbUp") or node.get("thumbDown"))
        self._seen(mapping(node.get("color")).get("background"))
        values = {"id": words(node.get("id")), **foreign.element_values(found)}
        self.rows.elements.append(Row(where=f"factor {place} of the PRSM file", values=_filled(values)))

    def link(self, edge: Any, place: int) -> None:
        if not isinstance(edge, dict):
            raise BadInput(f"Link {place} of the PRSM file is no object with fields; choose another file.")
        if edge.get("isClusterEdge"):
            self.clusters += 1
            return
        found = self._attributes(edge)
        # PRSM opens what Gephi saves as JSON too, where the ends have the names of a graph's.
        ends = [words(edge.get(one)) or words(edge.get(other)) for one, other in (("from", "source"), ("to", "target"))]
        style = prsm_styles.style_of(edge, self.edge_styles, "edge")
        to, back = _arrows(edge.get("arrows", style.get("arrows")))
        found["direction"] = {(True, True): "mutual", (False, False): "undirected"}.get((to, back), "one way")
        if back and not to:
            ends.reverse()
        self._common(found, edge)
        for column, value in prsm_styles.of_link(words(style.get("groupLabel"))).items():
            found.setdefault(column, value)
        found["label"] = _on_one_line(edge.get("label"))
        width = number(edge.get("width", style.get("width"))) or 1.0
        found.setdefault("strength", next((strength for wide, strength in _WIDE if width >= wide), None))
        self.dashed += bool(edge.get("dashes")) and found["strength"] != 0
        self._seen(mapping(edge.get("color")).get("color"))
        name = words(edge.get("id"))
        values = {"id": name, "source": ends[0], "target": ends[1], **foreign.connection_values(found)}
        self.rows.connections.append(Row(where=f"link {place} of the PRSM file", values=_filled(values)))

    def _attributes(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """The attributes that the group has given its factors, by their titles."""
        return {
            title: part[key]
            for key, title in self.titles.items()
            if title and key in part and isinstance(part[key], str | int | float)
        }

    def _common(self, found: dict[str, Any], part: Mapping[str, Any]) -> None:
        """The note, and what is only counted."""
        note, embedded = rich_text.plain(part.get("note") or part.get("title"))
        if note.strip():
            found["note"] = note
        self.embedded += embedded
        self.hidden += bool(part.get("hidden") or part.get("nodeHidden") or part.get("edgeHidden"))
        self.made += bool(part.get("created") or part.get("modified"))

    def _seen(self, colour: Any) -> None:
        if isinstance(colour, str):
            self.colours.add(colour)

    def report(self) -> None:
        """Say what a map cannot hold."""
        left_out = self.rows.left_out
        drawn = _drawn_behind(self.found)
        for many, said in (
            (len(self.colours), f"{counted(len(self.colours), 'colour')} left out: a map chooses its own."),
            (self.dashed, f"That {counted(self.dashed, 'link is', 'links are')} dashed is left out."),
            (self.hidden, f"{counted(self.hidden, 'hidden part is', 'hidden parts are')} read like the others."),
            (self.clusters, f"{counted(self.clusters, 'part')} of clusters left out; what they hold is read."),
            (self.votes, f"The votes on {counted(self.votes, 'factor')} are left out."),
            (self.embedded, f"{counted(self.embedded, 'picture')} in notes left out: a note is text."),
            (drawn, f"{counted(drawn, 'shape')} drawn behind the map left out."),
            (self.made, f"Who drew {counted(self.made, 'part')}, and when, is left out."),
            (
                len(listing(self.found.get("history"))),
                f"The history of {counted(len(listing(self.found.get('history'))), 'step')} is left out.",
            ),
        ):
            if many:
                left_out.append(said)
        about = self.found.get("description")
        if rich_text.plain(mapping(about).get("text", about))[0].strip():
            left_out.append("The description of the map is left out.")


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def _on_one_line(label: Any) -> str:
    """A label without the breaks that PRSM puts into it, so that it fits its shape."""
    return _BREAK.sub(" ", words(label)) if words(label).strip() else ""


def _arrows(arrows: Any) -> tuple[bool, bool]:
    """Whether a link has an arrow where it goes to, and where it comes from; PRSM's own has one where it goes to."""
    if isinstance(arrows, str):
        return "to" in arrows, "from" in arrows
    if not isinstance(arrows, dict):
        return True, False
    return _end(arrows.get("to")), _end(arrows.get("from"))


def _end(arrow: Any) -> bool:
    return arrow.get("enabled", True) is not False if isinstance(arrow, dict) else arrow is True


def _drawn_behind(found: Mapping[str, Any]) -> int:
    """How many shapes lie behind the map; the newer versions keep them as objects by id, some as a text of these."""
    behind = found.get("background")
    if isinstance(behind, str) and behind:
        behind = loads(behind, _WHAT)
    newer = [one for key, one in mapping(behind).items() if key not in ("sequence", "undos", "redos")]
    older = [one for one in listing(found.get("underlay")) if listing(one)[:1] == ["endShape"]]
    return len(newer) + len(older)


# --- writing ----------------------------------------------------------------------------------------------------


def write(rows: Rows, *, compressed: bool = True) -> Written:
    """The map as PRSM saves it, or as plain JSON; every version of PRSM opens both. The same rows, the same bytes."""
    links = [_link(row) for row in rows.connections]
    found = {
        "version": _VERSION,
        "mapTitle": rows.title or _UNTITLED,
        "lastNodeSample": "group0",
        "lastLinkSample": "edge0",
        "buttons": {"snapToGrid": False, "curve": "Curved", "background": "#ffffff", "legend": True, "sizing": "Off"},
        "attributeTitles": {key: title for title, key in _FIELDS.items()},
        "styles": prsm_styles.written(),
        "nodes": _factors(rows),
        "edges": links,
        "background": {},
        "history": [],
    }
    written = whole(json.dumps(found, ensure_ascii=False, indent="\t"))
    left_out = []
    if broken := sum(_BREAK.search(str(row.values.get("label", ""))) is not None for row in rows.elements):
        left_out.append(f"The breaks in {counted(broken, 'name')} are left out: PRSM breaks names itself.")
    dropped = [
        title.lower()
        for title in _LINK_ATTRIBUTES.values()
        if any(link.get(_FIELDS[title]) not in (None, *_KEPT.get(title, ())) for link in links)
    ]
    if dropped:
        left_out.append(
            f"What connections say of {listed(dropped)} is in the file, but PRSM drops it when it saves the map."
        )
    return Written(data=(lz.compress(written) if compressed else written).encode(), left_out=tuple(left_out))


def _factors(rows: Rows) -> list[dict[str, Any]]:
    everything = [foreign.said(row, ELEMENT_COLUMNS, usual=False) for row in rows.elements]
    known = {
        place: (float(said["x"]), float(said["y"])) if "x" in said and "y" in said else None
        for place, said in enumerate(everything)
    }
    factors = []
    for place, (x, y) in placed(known).items():
        said = everything[place]
        look = prsm_styles.factor_look(said)
        factor = {
            "id": said.get("id", ""),
            "label": said.get("label", ""),
            "grp": prsm_styles.ELEMENT_STYLES[said["kind"]] if said.get("kind") in prsm_styles.ELEMENT_STYLES else "",
            "x": x,
            "y": y,
            **look,
            "shapeProperties": {"borderDashes": False},
            **({"note": rich_text.delta(said["note"])} if "note" in said else {}),
            **_as_attributes(said, _FACTOR_ATTRIBUTES),
        }
        if known[place] is None:
            factor[_FIELDS[_NOT_PLACED]] = f"{x} {y}"
        factor["grp"] = factor["grp"] or prsm_styles.ELEMENT_STYLES["factor"]
        factors.append(factor)
    return factors


def _link(row: Row) -> dict[str, Any]:
    said = foreign.said(row, CONNECTION_COLUMNS, usual=False)
    return {
        "id": said.get("id", ""),
        "from": said.get("source", ""),
        "to": said.get("target", ""),
        "grp": prsm_styles.CONNECTION_STYLES.get(said.get("kind", ""), prsm_styles.CONNECTION_STYLES["influences"]),
        "label": said.get("sign", ""),
        **prsm_styles.link_look(said),
        **({"note": rich_text.delta(said["note"])} if "note" in said else {}),
        **_as_attributes(said, _LINK_ATTRIBUTES),
    }


def _as_attributes(said: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, str]:
    """What is said in these columns as texts, which is what PRSM shows in its table."""
    found = {}
    for column, title in titles.items():
        if column in said:
            value = said[column]
            if isinstance(value, bool):
                value = "yes" if value else "no"
            found[_FIELDS[title]] = "|".join(map(str, value)) if isinstance(value, list) else str(value)
    return found
