"""matplotlib's SVG made fit to stand inside a page: small, always the same, readable by a screen reader."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from workbench.errors import BadInput

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
HALO = "halo"
"""Give an artist this gid, and its words get an edge in paper white, so that lines do not run into them."""

_IDENT = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_PATH = re.compile(r"M -?\d")
_NUMBER = re.compile(r"-?\d+\.\d+")
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEFAULTS = {"fill-opacity": "1", "stroke-linecap": "butt", "stroke-linejoin": "round", "font-weight": "400"}


def printable(text: str) -> str:
    """The text on one line, without the control characters that no XML file may hold."""
    return " ".join(_UNPRINTABLE.sub("", str(text)).split())


def check_ident(ident: str) -> str:
    """The prefix of every id in one picture. Raises `BadInput` if it cannot be an id."""
    if not _IDENT.fullmatch(ident):
        raise BadInput(f"The picture's id '{ident}' cannot be used; begin with a letter, then letters, digits, - or _.")
    return ident


@contextmanager
def our_settings(salt: str) -> Generator[None]:
    """Matplotlib as it comes, whatever an analyst's own settings: words stay words, ids come from `salt`."""
    import matplotlib as mpl  # noqa: PLC0415  # slow to import, and few pages draw

    settings: dict[Any, Any] = {
        name: value for name, value in mpl.rcParamsDefault.items() if not name.startswith("backend")
    }
    settings |= {"svg.fonttype": "none", "svg.hashsalt": salt, "text.parse_math": False}
    with mpl.rc_context(settings), warnings.catch_warnings():
        # Its own font lacks many letters; the reader's fonts draw the words, so that is no loss here.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def from_figure(figure: Figure, *, ident: str, title: str, description: str) -> str:
    """One figure as an `<svg>` element: no prolog, no scripts, no styles that reach outside it.

    To be called within `our_settings`. Every id in it begins with `ident`, so that two pictures with
    different prefixes can share a page. It is as wide as its surroundings and keeps its proportions. `title`
    and `description` are what a screen reader says.
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415  # slow to import

    FigureCanvasSVG(figure)
    written = io.StringIO()
    figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    drawn = written.getvalue()
    root = ET.fromstring(drawn[drawn.index("<svg") :])  # noqa: S314  # written three lines above
    picture = _picture(root, ident=ident, title=title, description=description)
    return ET.tostring(picture, encoding="unicode")


def _picture(root: ET.Element, *, ident: str, title: str, description: str) -> ET.Element:
    picture = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "xmlns:xlink": "http://www.w3.org/1999/xlink",
            "viewBox": root.attrib["viewBox"],
            "width": "100%",
            "role": "img",
            "aria-labelledby": f"{ident}-title {ident}-desc",
            "font-family": FONTS,
            "stroke-linejoin": "round",
        },
    )
    ET.SubElement(picture, "title", {"id": f"{ident}-title"}).text = printable(title)
    ET.SubElement(picture, "desc", {"id": f"{ident}-desc"}).text = printable(description)
    names = {
        old: f"{ident}-{number}"
        for number, old in enumerate(
            dict.fromkeys(value[1:] for item in root.iter() for key, value in item.items() if _is_link(key))
        )
    }
    for child in root:
        picture.extend(_tidied(child, names))
    return picture


def _is_link(key: str) -> bool:
    return key.rsplit("}", 1)[-1] == "href"


def _tidied(item: ET.Element, names: dict[str, str]) -> list[ET.Element]:
    """The element with what a page needs of it; nothing, or its children, where it only wraps."""
    tag = item.tag.rsplit("}", 1)[-1]
    if tag in ("metadata", "style"):
        return []
    made = ET.Element(tag, _wanted(item, names))
    made.text = item.text if tag == "text" else None
    for child in item:
        made.extend(_tidied(child, names))
    if tag in ("g", "defs") and not len(made):
        return []
    if tag == "g":
        _hoist(made)
        if not made.attrib:
            return list(made)
    return [made]


def _wanted(item: ET.Element, names: dict[str, str]) -> dict[str, str]:
    wanted: dict[str, str] = {}
    for key, value in item.items():
        if _is_link(key):
            wanted["xlink:href"] = "#" + names[value[1:]]
        elif key == "id" and value in names:
            wanted["id"] = names[value]
        elif key == "style":
            wanted |= _attributes(value)
        elif key in ("d", "x", "y", "width", "height"):
            wanted[key] = _shorter(value)
    if item.get("id", "").startswith(HALO):
        wanted |= {"paint-order": "stroke", "stroke": "#fff", "stroke-width": "4"}
    return wanted


def _attributes(style: str) -> dict[str, str]:
    """A style attribute as presentation attributes: shorter, and allowed by a strict page policy."""
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    found = {key.strip(): value.strip() for key, value in pairs}
    found.pop("font-family", None)  # the picture as a whole has one, of the system
    font = found.pop("font", None)  # older matplotlib writes all of it in one, which only a style may hold
    if font and (size := re.search(r"[\d.]+px", font)):
        found["font-size"] = size[0]
        if font.startswith(("bold", "600", "700")):
            found["font-weight"] = "700"
    return {key: _shorter(value) for key, value in found.items() if _DEFAULTS.get(key) != value}


def _hoist(group: ET.Element) -> None:
    """Say once, on the group, the look that all its marks share."""
    marks = list(group)
    if len(marks) < 2 or any(mark.tag != "use" for mark in marks):
        return
    for key in ("fill", "stroke", "stroke-width"):
        shared = {mark.get(key) for mark in marks}
        if len(shared) == 1 and None not in shared:
            group.set(key, marks[0].attrib[key])
            for mark in marks:
                del mark.attrib[key]


def _shorter(value: str) -> str:
    """Numbers to a tenth of a pixel (hundredths below one), white space closed up."""

    def rounded(match: re.Match[str]) -> str:
        number = float(match[0])
        text = f"{number:.2f}" if abs(number) < 1 else f"{number:.1f}"
        text = text.rstrip("0").rstrip(".")
        return "0" if text in ("-0", "") else text

    shorter = _NUMBER.sub(rounded, value)
    if not _PATH.match(value):
        return shorter
    return re.sub(r" ?([A-Za-z]) ?", r"\1", " ".join(shorter.split()))
