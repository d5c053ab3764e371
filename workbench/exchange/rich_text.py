"""Notes with formatting, as other tools keep them, read as plain text: Quill's deltas and scraps of HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any, Final

from workbench.exchange.untrusted import listing, mapping, whole

_TAG: Final = re.compile(r"</?(?:p|br|div|span|ul|ol|li|b|i|u|s|em|strong|a|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_BREAKS: Final = frozenset({"p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})
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


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _UNSEEN
        if tag in _BREAKS:
            self.parts.append("\n• " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _UNSEEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def _of_html(note: str) -> str:
    reader = _Text()
    reader.feed(note)
    reader.close()
    lines = [line.strip() for line in "".join(reader.parts).splitlines()]
    return whole(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())
