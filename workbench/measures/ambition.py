"""What a set hopes for, in the grammar of an ambitious goal: a verb, a measure, a number, for whom, by when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from workbench.measures.reading import plain_number
from workbench.words import long_date

VERBS: Final = {"increase": "raise", "decrease": "cut", "neutral": "bring"}
"""The verb that is said where the set chose none, by the way that is better."""
_WORD: Final = re.compile(r"[^\W_]+")


def ambition_in_words(plain: Mapping[str, Any]) -> str:
    """The ambition of a measure as one phrase, from what `told` gives of it; "" where none is set.

    For whom it is hoped is left out where the title says the same words already.

    “Raise people who come a second time to 60 % a week for people introduced in spring by 3 May 2025”.
    """
    if plain["ambition"] is None:
        return ""
    verb = plain["ambition_verb"] or VERBS[plain["direction"]]
    amount = " ".join(part for part in (plain_number(plain["ambition"]), plain["unit"]) if part)
    said = f"{verb[:1].upper()}{verb[1:]} {_inside(plain['title'])} to {amount}"
    for_whom = plain["ambition_for"].removeprefix("for ")
    if for_whom and not _holds(plain["title"], for_whom):
        said += f" for {for_whom}"
    if plain["ambition_by"]:
        by = plain["ambition_by"]
        said += f" by {long_date(by if isinstance(by, date) else date.fromisoformat(by))}"
    return said


def _holds(title: str, words: str) -> bool:
    """Whether these words stand in a title one after another, however their letters are cased."""
    there, wanted = (f" {' '.join(_WORD.findall(text.casefold()))} " for text in (title, words))
    return wanted in there


def _inside(title: str) -> str:
    """A title as it stands inside a phrase: its first letter small, unless its first word is a name of letters."""
    first = title.split(" ", 1)[0]
    return title if any(letter.isupper() or letter.isdigit() for letter in first[1:]) else title[:1].lower() + title[1:]
