"""Notes with formatting, as other tools keep them, read as plain text: Quill's deltas and scraps of HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any, Final

from workbench.exchange.untrusted import listing, mapping, whole

_TAG: Final = re.compile(r"</?(?:p|br|div|span|ul|ol|li|b|i|u|s|em|strong|a|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_BREAKS: Final = frozenset({"p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})
_NAME: Final = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?=[\s/>])")
_UNSEEN: Final = frozenset({"script", "style"})


def plain(note: Any) -> tuple[str, int]:
    """A note as text, and how many pictures and the like in it no text can hold.

    `note` is a Quill delta (an object with `ops`), HTML, or text; "" for anything else. Items of a list begin with a
    bullet. The line break that every delta ends with is taken off.
    """
    if isinstance(note, str):
        return (_of_html(note) if _TAG.search(note) else whole(note)), 0
    return _of_delta(note) if isinstance(note, dict) else ("", 0)


def delta(note: str) -> dict[str, Any]:
    """A text as a Quill delta."""
    return {"ops": [{"insert": f"{note}\n"}]}


def _of_delta(note: Mapping[str, Any]) -> tuple[str, int]:
    lines, embedded = [""], 0
    for op in listing(note.get("ops")):
        insert = mapping(op).get("insert")
        if not isinstance(insert, str):
            embedded += insert is not None
            continue
        listed = bool(mapping(mapping(op).get("attributes")).get("list"))
        first, *more = insert.split("\n")
        lines[-1] += first
        for text in more:  # the attributes of a break are those of the line that it ends
            if listed:
                lines[-1] = f"• {lines[-1]}"
            lines.append(text)
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return whole("\n".join(lines)), embedded


def _of_html(note: str) -> str:
    """The words of a scrap of HTML. It is gone through once, whatever is in it: no parser that could lose its way."""
    before, *pieces = note.split("<")
    parts, unseen = [before], ""
    for piece in pieces:
        found = _NAME.match(piece)
        if found is None:
            parts.append("" if unseen else f"<{piece}")
            continue
        closes, name = found[1] == "/", found[2].lower()
        if unseen and not (closes and name == unseen):
            continue
        unseen = name if name in _UNSEEN and not closes else ""
        if name in _BREAKS:
            parts.append("\n• " if name == "li" and not closes else "\n")
        if not unseen:
            parts.append(piece.partition(">")[2])
    lines = [line.strip() for line in html.unescape("".join(parts)).splitlines()]
    return whole("\n".join(line for line in lines if line))
