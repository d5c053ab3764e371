"""What of that which somebody typed may say who a person is, as a question that is put before it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from workbench.identifying import Finding, find, sentence
from workbench.words import counted

_A_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]*)?", re.ASCII)  # the field of a day: no free text
LOOKED_AT: Final = 20_000
"""So many characters of each text are looked at, from its beginning: nobody has to wait for the rest."""
ENOUGH: Final = 10
"""After so many findings nothing further is looked at: one question is asked of them all."""


def doubt(sent: Any) -> dict[str, str] | None:
    """The question about the first finding in what a page sent, and where it stands; None if nothing is found.

    `ask` is the question, `kind` what was found, `found` its words and `keep` the answer that keeps them. Days from a
    day's own field and the ids of records are passed over; see `LOOKED_AT` and `ENOUGH` for where looking ends.
    """
    findings: list[tuple[str, Finding]] = []
    for text in free_texts(sent):
        findings += [(text, finding) for finding in find(text[:LOOKED_AT])]
        if len(findings) >= ENOUGH:
            break
    if not findings:
        return None
    text, first = findings[0]
    more = min(len(findings), ENOUGH) - 1
    least = "at least " if len(findings) >= ENOUGH else ""
    others = f" What you typed holds {least}{counted(more, 'more piece')} of this sort." if more else ""
    return {
        "ask": f"{sentence(first, text)}{others}",
        "kind": first.kind,
        "found": text[first.start : first.end],
        "keep": "Keep it, it is something else" if first.kind == "NHS number" else "Keep it as it is",
    }


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
