"""What of that which somebody typed may say who a person is, as a question that is put before it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from workbench.identifying import WHY, find, sentence
from workbench.words import counted

_A_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]*)?", re.ASCII)  # the field of a day: no free text
LOOKED_AT: Final = 20_000
"""So many characters of each text are looked at, from its beginning: nobody has to wait for the rest."""
ENOUGH: Final = 10
"""After so many different pieces nothing further is looked at: one question is asked of them all."""
AT_MOST: Final = 1000
"""So many findings, the same over and over perhaps, end it too."""
LISTED: Final = 6
"""So many pieces are named in the question; of the others it says how many there are."""


def doubt(sent: Any) -> dict[str, Any] | None:
    """The question about what was found in what a page sent; None if nothing is found.

    `title` and `ask` are the question. `pieces` names what was found, by kind in the order found, as `kind`, `words`
    (each piece once) and `why`: `LISTED` pieces in all, and `more` says that there are others. `found` is the first
    of them, and `keep` the answer that keeps them all. Days from a day's own field and the ids of records are passed
    over; see `LOOKED_AT`, `ENOUGH` and `AT_MOST` for where looking ends.
    """
    pieces: dict[tuple[str, str], str] = {}  # by kind and words, each with the sentence about it
    findings, ended = 0, False
    for text in free_texts(sent):
        for finding in find(text[:LOOKED_AT]):
            findings += 1
            pieces.setdefault((finding.kind, text[finding.start : finding.end]), sentence(finding, text))
        if ended := len(pieces) >= ENOUGH or findings >= AT_MOST:
            break
    if not pieces:
        return None
    named, left = list(pieces)[:LISTED], max(min(len(pieces), ENOUGH) - LISTED, 0)
    by_kind: dict[str, list[str]] = {}
    for kind, words in named:
        by_kind.setdefault(kind, []).append(words)
    [(first, found), *others] = pieces
    alone = {"ask": pieces[first, found], "keep": "Keep it, it is something else" if first == "NHS number" else ONE}
    many = {"ask": "These could say who somebody is. Is each of them meant to be here?", "keep": MANY}
    return {
        "title": f"Is this somebody’s {first}?" if not others else "Does this say who somebody is?",
        **(many if others else alone),
        "pieces": [{"kind": kind, "words": words, "why": WHY[kind]} for kind, words in by_kind.items()],
        "more": f"And {'at least ' if ended else ''}{counted(left, 'more piece')} of this sort." if left else "",
        "found": found,
    }


ONE: Final = "Keep it as it is"
MANY: Final = "Keep them all as they are"


def free_texts(value: Any) -> Iterator[str]:
    """Every text of something that is plain JSON, in order, but for days by themselves."""
    if isinstance(value, str):
        if not _A_DAY.fullmatch(value.strip()):
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from free_texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from free_texts(part)
