"""Rows in any script, and files that are broken, hostile or huge, for every format in XML and JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.exchange.limits import MAX_FILE
from workbench.exchange.rows import Row, Rows
from workbench.mapping import vocabulary
from workbench.themes import THEMES

PNG: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"

BOMB: Final = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
"""A document type whose last entity, &j;, stands for two thousand million letters."""

EXTERNAL: Final = '<!DOCTYPE graph [<!ENTITY j SYSTEM "file:///etc/passwd">]>'

HOSTILE_LABELS: Final = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    'href="javascript:alert(1)"',
    "]]><!--",
    "&lol; &#0; &amp;",
    "constructor",
    "__proto__",
    "=1+1",
    "\u202eمركز الصحة",
    "👩‍⚕️ e\u0301 नमस्ते 日本",
    "it's “that”",
    "x" * 10_000,
)


def refused(read: Callable[[bytes], Rows], data: bytes, *, within: float = 5) -> str:
    """What is said of a file that cannot be read: one sentence, and soon."""
    started = time.perf_counter()
    with pytest.raises(BadInput) as problem:
        read(data)
    assert time.perf_counter() - started < within
    said = str(problem.value)
    assert said.endswith(".")
    assert "\n" not in said
    assert len(said) < 260
    return said


def said(rows: Rows) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """All that rows say, without where they stand."""
    return rows.title, [row.values for row in rows.elements], [row.values for row in rows.connections]


def a_map_of(*labels: str) -> Rows:
    """A map of these elements, each connected to the next; its ids are the labels' numbers."""
    elements = [{"id": str(number), "label": label, "kind": "team"} for number, label in enumerate(labels)]
    ties = [
        {"id": f"t{number}", "source": str(number), "target": str(number + 1), "kind": "trusts", "direction": "one way"}
        for number in range(len(labels) - 1)
    ]
    return rows_of(elements, ties)


def rows_of(elements: list[dict[str, Any]], connections: list[dict[str, Any]], *, title: str = "") -> Rows:
    """Rows that say this."""
    return Rows(
        title=title,
        elements=[Row(where="", values=values) for values in elements],
        connections=[Row(where="", values=values) for values in connections],
    )


# --- rows in any script -----------------------------------------------------------------------------------------

_LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\r")
TEXT: Final = st.text(_LETTERS, min_size=1, max_size=20).filter(str.strip)
_PARAGRAPH = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
_DAYS = st.dates().map(str)
_PLACES = st.floats(-99_999, 99_999, allow_nan=False)
_ELEMENT = {
    "sector": st.sampled_from(vocabulary.SECTORS),
    "organisation": TEXT,
    "note": _PARAGRAPH,
    "themes": st.lists(st.sampled_from(THEMES), min_size=1, max_size=3, unique=True),
    "seen_as": st.lists(st.sampled_from(vocabulary.SEEN_AS), min_size=1, unique=True),
    "size": st.sampled_from(("small", "large")),
    "pinned": st.just(True),
    "valid_from": _DAYS,
    "valid_to": _DAYS,
}
_CONNECTION = {
    "strength": st.integers(0, 5),
    "sign": st.sampled_from(vocabulary.SIGNS),
    "delay": st.just(True),
    "themes": _ELEMENT["themes"],
    "said_by": TEXT,
    "sure": st.sampled_from(vocabulary.CONFIDENCE),
    "note": _PARAGRAPH,
    "valid_from": _DAYS,
    "valid_to": _DAYS,
}


@st.composite
def any_rows(draw: st.DrawFn) -> Rows:
    """Rows with whatever a file can say of a map; what is not said is absent, as it is when read."""
    elements, connections = [], []
    for key in draw(st.lists(TEXT, unique=True, min_size=1, max_size=4)):
        must = {"id": st.just(key), "label": TEXT, "kind": st.sampled_from(vocabulary.ELEMENT_KINDS)}
        place = {"x": draw(_PLACES), "y": draw(_PLACES)} if draw(st.booleans()) else {}
        elements.append({**draw(st.fixed_dictionaries(must, optional=_ELEMENT)), **place})
    ends = st.sampled_from([one["id"] for one in elements])
    for key in draw(st.lists(TEXT, unique=True, max_size=4)):
        must = {
            "id": st.just(key),
            "source": ends,
            "target": ends,
            "kind": st.sampled_from(vocabulary.CONNECTION_KINDS),
            "direction": st.sampled_from(vocabulary.DIRECTIONS),
        }
        connections.append(draw(st.fixed_dictionaries(must, optional=_CONNECTION)))
    return rows_of(elements, connections, title=draw(st.one_of(st.just(""), TEXT)))


# --- broken files -----------------------------------------------------------------------------------------------


def broken_xml(good: bytes, root: str) -> dict[str, bytes]:
    """Files that are no map, by what is wrong with them, made of a good one."""
    text = good.decode()
    body = text.partition("?>")[2]
    return {
        "empty": b"",
        "blank": b" \n\n ",
        "cut off": good[: len(good) // 2],
        "cut off in its head": good[:30],
        "a picture": PNG,
        "Latin-1 that says UTF-8": text.replace("</", "é</", 1).encode("latin-1"),
        "an encoding that nobody knows": b'<?xml version="1.0" encoding="klingon"?><a/>',
        "a bomb": f"{BOMB}<{root}>&j;</{root}>".encode(),
        "an entity from a file": f"{EXTERNAL}<{root}>&j;</{root}>".encode(),
        "a document type": f'<!DOCTYPE {root} SYSTEM "http://example.org/x.dtd">{body}'.encode(),
        "another kind of XML": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "JSON": b'{"elements": []}',
        "nested deeply": f"<{root}>{'<a>' * 100_000}".encode(),
        "huge": b"<a>" + b" " * MAX_FILE,
        "too many parts": f"<{root}>{'<a/>' * 600_000}</{root}>".encode(),
        "two roots": good + b"<a/>",
    }


def broken_json(good: bytes) -> dict[str, bytes]:
    """Files that are no map, by what is wrong with them, made of a good one."""
    text = good.decode()
    return {
        "empty": b"",
        "blank": b" \n\n ",
        "cut off": good[: len(good) // 2],
        "cut off at its start": b"{",
        "a picture": PNG,
        "Latin-1": b'{"elements": "caf\xe9"}',
        "UTF-16 that says so, cut off": text.encode("utf-16")[:-3],
        "a list": b"[1, 2]",
        "a number": b"7",
        "nothing of a map": b'{"a": 1}',
        "XML": b"<graphml/>",
        "nested deeply": b'{"elements": ' + b"[" * 400_000,
        "objects nested deeply": b'{"a":' * 200_000,
        "a key twice": b'{"elements": [], "elements": []}',
        "not a number": b'{"elements": [{"id": NaN}]}',
        "an endless number": b'{"elements": ' + b"9" * 10_000 + b"}",
        "huge": b'{"elements": "' + b"x" * MAX_FILE + b'"}',
        "too many parts": b'{"elements": [' + b"[]," * 600_000 + b"[]]}",
        "parts that are no objects": json.dumps(
            {"elements": [1, None], "nodes": [1, None], "edges": [], "connections": []}
        ).encode(),
    }
