"""Text that people type, as Markdown that shows it as they typed it: it is only ever text."""

from __future__ import annotations

import re
from typing import Final

_MEANS_SOMETHING: Final = re.compile(r"[\\`*_\[\]<>&|~$]")
_AT_THE_START: Final = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=]+|:(?=\s|-))")
_NUMBERED: Final = re.compile(r"^(\s*\d{1,9})([.)])")
_ADDRESS: Final = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")


def line(text: str) -> str:
    """One line of text, as the inside of a line of Markdown (CommonMark); the empty text for none.

    What Markdown could read as its own is written with a backslash: nothing becomes a heading, a list, a link or HTML.
    """
    safe = _MEANS_SOMETHING.sub(lambda found: f"\\{found.group()}", " ".join(text.split()))
    safe = _ADDRESS.sub(lambda found: f"{found[1]}\\{found[2]}", safe)
    safe = _AT_THE_START.sub(lambda found: f"{found[1]}\\{found[2]}", safe)
    return _NUMBERED.sub(lambda found: f"{found[1]}\\{found[2]}", safe)


def lines(text: str) -> str:
    """Text of several lines: an empty line parts paragraphs, and any other line stays a line of its own."""
    paragraphs = (part.splitlines() for part in re.split(r"\n\s*\n", text.strip()))
    return "\n\n".join("  \n".join(filter(None, map(line, each))) for each in paragraphs)
