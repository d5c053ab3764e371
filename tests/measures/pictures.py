"""Series, charts and the parts of their pictures, for the tests of figures and of what is read from them."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pandas as pd

from workbench.measures.figure import Mark, figure
from workbench.measures.looks import FILL
from workbench.measures.spc import xmr

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


def months(count: int, start: date = date(2024, 3, 1)) -> list[date]:
    first = start.year * 12 + start.month - 1
    return [date((first + n) // 12, (first + n) % 12 + 1, 1) for n in range(count)]


def monthly(values, *, start: date = date(2024, 3, 1), direction: str = "neutral", **settings) -> pd.DataFrame:
    return xmr(values, dates=months(len(values), start), improvement_direction=direction, **settings).points


BEFORE = [43, 41, 44, 42, 40, 43, 41, 44, 42, 40, 43, 41]
AFTER = [36, 34, 37, 35, 33, 36, 34, 37, 35, 33, 36, 34]
MOVED = monthly(BEFORE + AFTER, direction="decrease")
STILL = monthly([43, 41] * 12, direction="decrease")
START = Mark(date(2025, 3, 3), "#4 starts, 3 Mar")
WORDS = {"title": "Did not attend first visit", "unit": "% per month", "direction": "decrease"}


def drawn(chart: pd.DataFrame = MOVED, **settings) -> ET.Element:
    return ET.fromstring(figure(chart, **{**WORDS, **settings}))


def texts(picture: ET.Element) -> list[str]:
    return [item.text or "" for item in picture.iter(f"{SVG}text")]


def lines_of(picture: ET.Element, **look: str) -> list[ET.Element]:
    wanted = {name.replace("_", "-"): value for name, value in look.items()}
    return [item for item in picture.iter(f"{SVG}path") if wanted.items() <= item.attrib.items()]


def upright(picture: ET.Element) -> list[ET.Element]:
    """The lines of marks that run down through the plot."""
    ends = [(item, re.fullmatch(r"M(\S+) (\S+)L(\S+) (\S+)", item.get("d", ""))) for item in lines_of(picture)]
    return [item for item, end in ends if end and end[1] == end[3] and float(end[4]) - float(end[2]) > 100]


def markers(picture: ET.Element, kind: str) -> int:
    """How many points of a type are drawn, the one in the legend included."""
    count = 0
    for item in picture.iter():
        uses = [item] if item.tag == f"{SVG}use" else []
        for use in uses:
            count += use.get("fill") == FILL[kind]
        if item.tag == f"{SVG}g" and item.get("fill") == FILL[kind]:
            count += sum(use.get("fill") is None for use in item.iter(f"{SVG}use"))
    return count
