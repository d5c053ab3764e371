"""Words from elsewhere, made safe for where they are put: markdown, Python source, names of folders."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from typing import Any, Final

from workbench.words import long_date

LONGEST_SLUG: Final = 40
"""Characters in a folder's readable half, so that whole paths stay far below what Windows allows."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
# What a backslash would not tame everywhere: JupyterLab takes "\\(" for the beginning of mathematics.
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "|": "&#124;", "$": "&#36;", "@": "&#64;", "\\": "&#92;"}
_MARKS: Final = {**{mark: f"\\{mark}" for mark in "`*_[]~#"}, **_ENTITIES}
_LIST_MARK = re.compile(r"^(\d*)([-+=.)])")


def for_markdown(value: Any) -> str:
    """The value as words that markdown shows just as they are, on one line and within one cell of a table.

    Dates are written out ("1 July 2019"), None is nothing. Neither HTML, links, mathematics nor a change of
    reading direction can come of it.
    """
    text = _words(value)
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
    text = "".join(_MARKS.get(character, character) for character in text)
    text = re.sub(r":(?=//)", "&#58;", text)
    text = re.sub(r"(?i)\b(www)\.", r"\1&#46;", text)
    return _LIST_MARK.sub(r"\1\\\2", text)


def for_python(value: Any) -> str:
    """The value as it can stand between double quotes in Python source."""
    return json.dumps(_words(value), ensure_ascii=False)[1:-1]


def in_words(day: date) -> str:
    """A date as people write it: "1 July 2019", whatever the machine's language."""
    return long_date(day)


def slug(text: str, *, longest: int = LONGEST_SLUG) -> str:
    """Small letters, digits and hyphens, for the name of a folder on any system; "" if nothing of it is left.

    Accents are taken off; letters of other alphabets are left out. Cut between words where it is too long.
    """
    plain = unicodedata.normalize("NFKD", text).replace("'", "").replace("’", "")
    plain = plain.encode("ascii", "ignore").decode("ascii").lower()
    words = re.findall(r"[a-z0-9]+", plain)
    whole = "-".join(words)
    if len(whole) <= longest:
        return whole
    cut = whole[: longest + 1].rpartition("-")[0] or whole[:longest]
    return cut.strip("-")


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return in_words(value)
    return " ".join(_CONTROL.sub(" ", str(value)).split())
