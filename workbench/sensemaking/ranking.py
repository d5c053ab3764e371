"""Finding words in many texts and ranking the texts by them, alike on every machine and whatever keeps the texts.

Okapi BM25 with the usual settings, and with the inverse frequency that is never negative (S. Robertson & H. Zaragoza,
The probabilistic relevance framework: BM25 and beyond, *Foundations and Trends in Information Retrieval* 3, 2009; the
“1 +” in the logarithm as in Lucene). Words are compared without regard to case and accents, by their English stem
(Snowball); within quotation marks as they stand.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

K1: Final = 1.2
"""How soon the same word again says nothing new."""
B: Final = 0.75
"""How much the length of a text counts."""
_LETTER: Final = r"(?:[^\W_]|[\u0300-\u036f])"
_JOINED: Final = rf"(?i:(?:re|co|pre|non|anti|multi|inter|e)[-\u2010\u2011](?={_LETTER}))?"
WORD: Final = re.compile(rf"{_JOINED}{_LETTER}+(?:['’ʼ]{_LETTER}+)*")
"""A word; one that begins with “re-” or the like is one word with or without its hyphen."""
_SILENT: Final = re.compile(r"(?<=n)'(?=t$)|(?<=^o)'|[-\u2010\u2011]")
_QUERY: Final = re.compile(
    r"""(?P<minus>[-−–]?)(?:["“”„«](?P<quoted>[^"“”„«»]*)(?P<closed>["“”»]?)|(?P<bare>[^\s"“”„«»]+))"""
)
_STEMMER: Final = snowballstemmer.stemmer("english")
_BETWEEN: Final = -1
"""What stands between the words of one text and of the next."""
_Whole = NDArray[np.int64]


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A word as it is compared: in small letters, without accents and hyphens, every apostrophe the plain one.

    That of “don’t” or “O’Neill”, which many leave out as they type, is left out; that of “I’ll” is not, which would be
    another word.
    """
    apart = unicodedata.normalize("NFKD", word).casefold()
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _SILENT.sub("", plain.replace("’", "'").replace("ʼ", "'"))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English stem of a folded word."""
    return str(_STEMMER.stemWord(word))


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that have to follow one another: by their stems, or `exact` as they stand.

    `open`: the last of them may be the beginning of a longer word, since somebody may still be typing it.
    """

    words: tuple[str, ...]
    exact: bool = False
    open: bool = False

    def at(self, words: Sequence[str]) -> list[range]:
        """Where it stands among the folded words of a text."""
        size = len(self.words)
        begins = [start for start, word in enumerate(words) if self._fits(word, 0)]
        return [
            range(start, start + size)
            for start in begins
            if start + size <= len(words) and all(self._fits(words[start + at], at) for at in range(1, size))
        ]

    def _fits(self, word: str, place: int) -> bool:
        own = self.words[place]
        return (
            word == own
            or (self.open and place == len(self.words) - 1 and word.startswith(own))
            or (not self.exact and stem(word) == stem(own))
        )


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: every term of `wanted`, none of `unwanted`. Without anything wanted nothing is found."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]


def understood(text: str) -> Query:
    """A query as people type it: all its words; “quoted words” together as they stand; none that a minus precedes.

    The last word may be the beginning of one, unless it is quoted and the quotation closed. A word with a hyphen or
    the like in it is taken for the words that it joins, together. What holds no letter or digit asks for nothing.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for found in _QUERY.finditer(text):
        quoted = found["quoted"] is not None
        words = tuple(folded(word) for word in WORD.findall(found["quoted"] if quoted else found["bare"]))
        if not words:
            continue
        last = found.end() == len(text.rstrip()) and not found["minus"]
        term = Term(words, exact=quoted, open=last and not (quoted and found["closed"]))
        (unwanted if found["minus"] else wanted).append(term)
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


class Index:
    """The words of many texts, in the order given. Nothing but these texts has any part in the ranking."""

    def __init__(self, texts: Iterable[str]) -> None:
        said = [[folded(word) for word in WORD.findall(text)] for text in texts]
        self._vocabulary = sorted({word for words in said for word in words})
        number = {word: at for at, word in enumerate(self._vocabulary)}
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._vocabulary):
            self._by_stem[stem(word)].append(at)
        self._lengths = np.array([len(words) for words in said], dtype=np.int64)
        flat = [each for words in said for each in (*(number[word] for word in words), _BETWEEN)]
        self._words = np.array(flat, dtype=np.int64)
        self._text_at = np.repeat(np.arange(len(said)), self._lengths + 1)
        self._places = np.argsort(self._words, kind="stable")
        self._begins = np.searchsorted(self._words[self._places], np.arange(len(self._vocabulary) + 1))

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._lengths)

    def ranked(self, query: Query) -> list[tuple[int, float]]:
        """The places of the texts that have what is wanted, each with its score from 0 up, the best first.

        Scores are rounded to nine decimals; where two are alike the text that was given first comes first.
        """
        if not query.wanted or not len(self):
            return []
        found = np.ones(len(self), dtype=bool)
        scores = np.zeros(len(self))
        usual = max(float(self._lengths.mean()), 1.0)
        for term in query.wanted:
            often = self._often(term).astype(float)
            found &= often > 0
            having = int(np.count_nonzero(often))
            rare = math.log(1 + (len(self) - having + 0.5) / (having + 0.5))
            scores += rare * often * (K1 + 1) / (often + K1 * (1 - B + B * self._lengths / usual))
        for term in query.unwanted:
            found &= self._often(term) == 0
        rows = np.flatnonzero(found)
        rounded = np.round(scores[rows], 9)
        order = np.argsort(-rounded, kind="stable")
        return [(int(rows[at]), float(rounded[at])) for at in order]

    def _often(self, term: Term) -> _Whole:
        """How often a term stands in each text."""
        ways = [self._ways(term, place) for place in range(len(term.words))]
        starts = self._places_of(ways[0])
        for further, way in enumerate(ways[1:], start=1):
            starts = starts[starts + further < len(self._words)]
            starts = starts[np.isin(self._words[starts + further], list(way))]
        return np.bincount(self._text_at[starts], minlength=len(self))

    def _ways(self, term: Term, place: int) -> set[int]:
        """The words of the vocabulary, by number, that one word of a term may be."""
        word = term.words[place]
        first = bisect_left(self._vocabulary, word)
        ways = {first} if first < len(self._vocabulary) and self._vocabulary[first] == word else set()
        if not term.exact:
            ways |= set(self._by_stem.get(stem(word), ()))
        if term.open and place == len(term.words) - 1:
            after = bisect_left(self._vocabulary, word + chr(0x10FFFF))
            ways |= set(range(first, after))
        return ways

    def _places_of(self, ways: set[int]) -> _Whole:
        pieces = [self._places[self._begins[way] : self._begins[way + 1]] for way in sorted(ways)]
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int64)
