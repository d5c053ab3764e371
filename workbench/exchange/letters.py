"""Words in boxes: how wide they are, and how they break into lines, without knowing the reader's font."""

from __future__ import annotations

import unicodedata
from typing import Final

_NARROW: Final = frozenset("iljtfrI.,:;'’‘!|()[] -/")
_BROAD: Final = frozenset("mwMW@%&—…")


def wrapped(words: str, *, width: float, size: float) -> list[str]:
    """The words in lines of at most so many pixels; a word that is longer than a line is broken."""
    lines: list[str] = []
    for word in words.split():
        for part in _broken(word, width, size):
            if lines and wide(f"{lines[-1]} {part}", size) <= width:
                lines[-1] = f"{lines[-1]} {part}"
            else:
                lines.append(part)
    return lines or [""]


def wide(words: str, size: float) -> float:
    """About how wide some words are, in pixels: measured generously, as the font is the reader's."""
    return size * sum(_share(letter) for letter in words)


def _share(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _BROAD:
        return 0.95
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.72 if letter.isupper() else 0.58


def _broken(word: str, width: float, size: float) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and wide(parts[-1] + letter, size) > width:
            parts.append("")
        parts[-1] += letter
    return parts
