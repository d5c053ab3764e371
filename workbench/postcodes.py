"""Full postcodes of the United Kingdom: their areas, and how they are put together (Royal Mail, PAF guide)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

AREAS: Final = re.compile(
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|"
    "M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
"""The letters that a postcode can begin with."""
_ONE_DIGIT: Final = ("BR", "FY", "HA", "HD", "HG", "HR", "HS", "HX", "JE", "LD", "SM", "SR", "WC", "WN", "ZE")
_TWO_DIGITS: Final = ("AB", "LL", "SO")
_WITH_A_LETTER: Final = re.compile(
    r"E1W|N1[CP]|W1[ABCDEFGHJKPSTUW]|EC[1-4][AMNPRVY]|NW1W|SE1P|SW1[AEHPVWXY]|WC[12][ABEHNRVX]"
)
_DISTRICT: Final = re.compile(r"([A-Z]{1,2})(\d{1,2})")
_FULL: Final = re.compile(
    r"(?<![\w@#/\-])([A-Z]{1,2}\d(?:\d|[A-Z])?)([ \u00a0\t]{0,2})(\d[ABD-HJLNP-UW-Z]{2})(?![\w@]|-\w)",
    re.IGNORECASE | re.ASCII,
)
_A_COUNT: Final = re.compile(r"1st|2nd|3rd|[04-9]th|\d(?:hr|ft|yr)")
"""What small letters after a number say when they count: room E1, 2nd floor."""


def at(text: str) -> Iterator[tuple[int, int]]:
    """Where the full postcodes of a text begin and end, in order; with or without their space, in any case."""
    for match in _FULL.finditer(text):
        outward, gap, inward = match.groups()
        if _A_COUNT.fullmatch(inward) or not exists(outward.upper()):
            continue
        mixed = outward.upper() != outward and outward.lower() != outward
        if not gap and mixed:
            continue
        yield match.span()


def exists(outward: str) -> bool:
    """Whether the first half of a postcode, in capitals, is of an area that there is, with as many digits as it has."""
    if _WITH_A_LETTER.fullmatch(outward):
        return True
    match = _DISTRICT.fullmatch(outward)
    if match is None or not AREAS.fullmatch(match[1]):
        return False
    area, number = match.groups()
    if number.startswith("0") and len(number) > 1:
        return False
    return not (area in _ONE_DIGIT and len(number) > 1) and not (area in _TWO_DIGITS and len(number) == 1)
