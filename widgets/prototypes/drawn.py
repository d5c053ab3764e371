"""What the drawings of this page share: one drawing in several widths, and how wide words are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise
from typing import Final

LETTER: Final = 6.4
"""How wide a letter of 13 px is on average, in pixels; names with many capitals are wider."""


def in_widths(draw: Callable[[int, str], str], *, widths: Sequence[int], ident: str) -> str:
    """One `<div>` with the drawing made for each of `widths` (pixels, ascending), of which the one that suits shows.

    So words keep their size on a phone and on a wall. `draw` is given a width and an id of its own, and answers with
    an `<svg>`; where it answers with nothing for the first, so does this.
    """
    drawings = [(width, draw(width, f"{ident}-w{width}")) for width in widths]
    if not drawings[0][1]:
        return ""
    turns = [(narrow + wide) // 2 for narrow, wide in pairwise(widths)]
    rules = [f"#{ident}{{container-type:inline-size}}"]
    for place, (width, _) in enumerate(drawings):
        if place > 0:
            rules.append(f"@container (max-width:{turns[place - 1] - 0.02}px){{#{ident}-w{width}{{display:none}}}}")
        if place < len(turns):
            rules.append(f"@container (min-width:{turns[place]}px){{#{ident}-w{width}{{display:none}}}}")
    shown = "".join(f'<div id="{ident}-w{width}">{drawing}</div>' for width, drawing in drawings)
    return f'<div id="{ident}"><style>{"".join(rules)}</style>{shown}</div>'


def opening(width: int, height: float, *, spoken: str, ident: str, name: str) -> str:
    """The head of an `<svg>` of that size, in pixels, with what a screen reader says of it; `name` is its class."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" width="{width}" '
        f'height="{height:.0f}" role="img" class="{name}" aria-labelledby="{ident}-t">'
        f'<title id="{ident}-t">{escape(spoken)}</title>'
    )


def wrapped(words: str, *, letters: int, lines: int) -> list[str]:
    """Words in at most so many lines of at most so many letters; what does not fit ends in dots, at a word's end."""
    found = [""]
    for word in words.split():
        joined = f"{found[-1]} {word}".strip()
        if len(joined) <= letters:
            found[-1] = joined
        elif not found[-1]:
            found[-1] = word
        else:
            found.append(word)
    kept = [line if len(line) <= letters else f"{line[: letters - 1]}…" for line in found[:lines]]
    if len(found) > lines:
        last = kept[-1].rstrip("…")
        while len(last) > letters - 2 and " " in last:
            last = last.rsplit(" ", 1)[0]
        kept[-1] = f"{last[: letters - 2].rstrip(' ,.;:')} …"
    return kept
