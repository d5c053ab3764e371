"""PRSM's styles: what the ones of a file say of its factors and links, and the ones that a map is written with.

PRSM draws a factor in one of its styles `group0`, `group1` … and a link in one of `edge0`, `edge1` …; each has a name
of the group's own (`groupLabel`). A map is written with a style for each kind, named as the kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from workbench.exchange import looks, synonyms
from workbench.exchange.untrusted import mapping, words
from workbench.mapping import vocabulary

ELEMENT_STYLES: Final = {kind: f"group{place}" for place, kind in enumerate(vocabulary.ELEMENT_KINDS)}
CONNECTION_STYLES: Final = {kind: f"edge{place}" for place, kind in enumerate(vocabulary.CONNECTION_KINDS)}
_FONT: Final = {"face": "Oxygen", "color": "#000000", "size": 14}
_SHAPES: Final = {"dot": "ellipse", "square": "box"}  # in these PRSM writes the name inside
_UNNAMED: Final = re.compile(r"(?:sample|style)?(?:\s*\d+)?", re.IGNORECASE)
_NUMBERED: Final = 9
"""How many styles of each sort every version of PRSM has."""


def of_factor(name: str) -> dict[str, Any]:
    """What the name of a factor's style says, by column: a sector, a theme, a mark, or else a kind.

    Empty for a style that nobody has named. A name that the map has no word for is handed on as the kind, so that it
    ends up in the note.
    """
    folded = synonyms.folded(name)
    if _UNNAMED.fullmatch(folded):
        return {}
    if folded not in synonyms.ELEMENT_KINDS:
        if folded in synonyms.SECTORS:
            return {"sector": synonyms.SECTORS[folded]}
        for column, known in (("themes", synonyms.THEMES), ("seen_as", synonyms.SEEN_AS)):
            if folded in known:
                return {column: [known[folded]]}
    return {"kind": name}


def of_link(name: str) -> dict[str, Any]:
    """What the name of a link's style says, by column: a sign, a theme, or else a kind; as for factors."""
    folded = synonyms.folded(name)
    if _UNNAMED.fullmatch(folded) and name.strip() not in synonyms.SIGNS:
        return {}
    if folded not in synonyms.CONNECTION_KINDS:
        if name.strip().casefold() in synonyms.SIGNS:
            return {"sign": synonyms.SIGNS[name.strip().casefold()]}
        if folded in synonyms.THEMES:
            return {"themes": [synonyms.THEMES[folded]]}
    return {"kind": name}


def style_of(part: Mapping[str, Any], styles: Mapping[str, Any], sort: str) -> Mapping[str, Any]:
    """The style of a factor (`sort` "group") or a link ("edge"), over the base style; the first where none is said."""
    name = words(part.get("grp"))
    if not name:
        number = words(part.get("group"))  # as the first versions had it
        name = f"{sort}{int(number) % _NUMBERED if number.isdecimal() and len(number) < 9 else 0}"
    return {**mapping(styles.get("base")), **mapping(styles.get(name))}


def written() -> dict[str, Any]:
    """All styles, as PRSM needs them to open a file."""
    nodes: dict[str, Any] = {"base": _factor_style("Sample", "ellipse")}
    edges: dict[str, Any] = {"base": _link_style("Sample")}
    for kind, name in ELEMENT_STYLES.items():
        nodes[name] = _factor_style(kind, shape(kind))
    for kind, name in CONNECTION_STYLES.items():
        edges[name] = _link_style(kind)
    for place in range(len(nodes) - 1, _NUMBERED):
        nodes[f"group{place}"] = _factor_style("Sample", "ellipse")
    for place in range(len(edges) - 1, _NUMBERED):
        edges[f"edge{place}"] = _link_style("Sample")
    return {"nodes": nodes, "edges": edges}


def shape(kind: str) -> str:
    """The shape in PRSM of a kind of element."""
    drawn = looks.SHAPES.get(kind, "dot")
    return _SHAPES.get(drawn, drawn)


def factor_look(said: Mapping[str, Any]) -> dict[str, Any]:
    """How a factor is drawn: in the colour of its sector, in the shape of its kind, its letters by its size."""
    colour = looks.SECTOR_COLOURS.get(said.get("sector", ""), looks.NO_SECTOR)
    size = round(_FONT["size"] * looks.SIZES.get(said.get("size", ""), 1.0))
    return {**_filled(colour), "font": {**_FONT, "size": size}, "shape": shape(said.get("kind", "factor"))}


def link_look(said: Mapping[str, Any]) -> dict[str, Any]:
    """How a link is drawn: its arrows by its direction, wider the stronger, dotted where it is only hoped for."""
    strength = said.get("strength", 3)
    hoped = strength == vocabulary.HOPED_FOR
    colour = looks.HOPED_LINE if hoped else "#000000"
    return {
        "arrows": arrows(*_ARROWS.get(said.get("direction", ""), (True, False))),
        "color": _line_colour(colour),
        "dashes": list(looks.HOPED_DASHES) if hoped else False,
        "width": {4: 2, 5: 4}.get(strength, 1),
        "font": {"size": 14, "align": "top"},
    }


_ARROWS: Final = {"one way": (True, False), "mutual": (True, True), "undirected": (False, False)}


def arrows(to: bool, back: bool) -> dict[str, Any]:
    """The arrows of a link: at the end that it goes to, and at the one that it comes from."""
    ends = {"to": {"enabled": to}, "middle": {"enabled": False}, "from": {"enabled": back}}
    for end in ends.values():
        if end["enabled"]:
            end["type"] = "arrow"  # pyright: ignore[reportArgumentType]
    return ends


def _filled(colour: str) -> dict[str, Any]:
    fill = {"border": colour, "background": looks.paler(colour)}
    return {"color": {**fill, "highlight": dict(fill), "hover": dict(fill)}, "borderWidth": 2}


def _line_colour(colour: str) -> dict[str, Any]:
    return {"color": colour, "highlight": colour, "hover": colour, "inherit": False, "opacity": 1}


def _factor_style(name: str, drawn: str) -> dict[str, Any]:
    return {
        "groupLabel": name,
        **_filled(looks.NO_SECTOR),
        "borderWidthSelected": 4,
        "font": dict(_FONT),
        "labelHighlightBold": True,
        "margin": 10,
        "shape": drawn,
        "shapeProperties": {"borderDashes": False},
        "scaling": {"min": 10, "max": 40, "label": {"enabled": False, "min": 10, "max": 40}},
        "fixed": False,
        "size": 25,
        "heightConstraint": False,
        "widthConstraint": False,
    }


def _link_style(name: str) -> dict[str, Any]:
    return {
        "groupLabel": name,
        "arrows": arrows(to=True, back=False),
        "color": _line_colour("#000000"),
        "dashes": False,
        "font": {"size": 14, "align": "top"},
        "hoverWidth": 1,
        "selectionWidth": 0,
        "width": 1,
    }
