"""The register writes in capitals; people do not."""

from __future__ import annotations

import re
from typing import Final

_SMALL: Final = {"and", "at", "by", "de", "for", "from", "in", "la", "le", "near", "next", "of", "off", "on", "or"} | {
    *("over", "the", "to", "under", "upon", "with")
}
_ABBREVIATIONS: Final = {"CCG", "GPS", "ICB", "ICS", "NHS", "PCN", "PCNS", "III", "VII", "VIII"}
_WORDS_OF_TWO: Final = {"DR", "MR", "MS", "MY", "NO", "ST", "UP"}
_WITHOUT_A_VOWEL: Final = {"DRS", "LTD", "MRS", "STR"}
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def readable(name: str) -> str:
    """A name of the register as people would write it; one that has small letters already is left as it is.

    "THE ADAM PRACTICE" is "The Adam Practice", "ST. JOHN'S & STOKE-ON-TRENT PCN" is "St. John's & Stoke-on-Trent
    PCN". Abbreviations that can be told stay: known ones, two letters, words with a digit or without a vowel.
    """
    if name != name.upper():
        return name
    return _WORD.sub(lambda found: _word(found.group(), opens=name[: found.start()].rstrip()[-1:] in ("", "(")), name)


def _word(word: str, *, opens: bool) -> str:
    if word.lower() in _SMALL and not opens:
        return word.lower()
    if word in _ABBREVIATIONS or any(letter.isdigit() for letter in word):
        return word
    if len(word) == 2 and word not in _WORDS_OF_TWO and word.lower() not in _SMALL:
        return word
    if not re.search(r"[AEIOUY]", word) and word not in _WITHOUT_A_VOWEL | _WORDS_OF_TWO:
        return word
    return word[0] + word[1:].lower()
