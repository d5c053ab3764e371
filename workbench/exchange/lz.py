"""The text compression of lz-string, in its UTF-16 form: what PRSM has saved its maps in since its second version.

It is LZ78 over UTF-16 code units. A code is as many bits wide as the dictionary needs, its lowest bit first; 0 and 1
announce a new letter of 8 or of 16 bits, 2 ends. The bits lie 15 to a character, each character 32 higher, so that
the result is always good text; a last space ends it.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from workbench.errors import BadInput
from workbench.exchange.limits import MAX_FILE

_BITS: Final = 15
_FULL: Final = (1 << _BITS) - 1
_UP: Final = 32
_NEW_NARROW, _NEW_WIDE, _END = 0, 1, 2
_FIRST_FREE: Final = 3


@cache
def _mirrored() -> list[int]:
    """Each number of 15 bits with its bits in the other order: in a character the first bit is the highest."""
    return [int(f"{value:0{_BITS}b}"[::-1], 2) for value in range(1 << _BITS)]


class _Writer:
    """Codes, lowest bit first, into characters of 15 bits."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self._bits = 0
        self._filled = 0

    def put(self, value: int, width: int) -> None:
        self._bits |= value << self._filled
        self._filled += width
        while self._filled >= _BITS:
            self._close_one()

    def _close_one(self) -> None:
        self.made.append(chr(_mirrored()[self._bits & _FULL] + _UP))
        self._bits >>= _BITS
        self._filled -= _BITS

    def close(self) -> str:
        """All of it, filled up with naughts, and the last space."""
        self._close_one()
        return "".join(self.made) + " "


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._bits = 0
        self._filled = 0

    def get(self, width: int) -> int:
        while self._filled < width:
            if self._at >= len(self._text):
                raise BadInput("The compressed map ends before it is complete; save it again, or choose another file.")
            value = ord(self._text[self._at]) - _UP
            if not 0 <= value <= _FULL:
                raise BadInput("The file is not a compressed map: it has letters that none has; choose another file.")
            self._bits |= _mirrored()[value] << self._filled
            self._at += 1
            self._filled += _BITS
        found = self._bits & ((1 << width) - 1)
        self._bits >>= width
        self._filled -= width
        return found


class _Widths:
    """How wide the next code is: one bit more each time that the dictionary has taken another power of two."""

    def __init__(self, *, width: int = 2, room: int = 2) -> None:
        self.width = width
        self._room = room

    def grow(self) -> None:
        self._room -= 1
        if not self._room:
            self._room = 1 << self.width
            self.width += 1


def compress(text: str) -> str:
    """The text compressed; `decompress` gives it back. Every character of the result is a good one of UTF-8."""
    writer, widths = _Writer(), _Widths()
    known: dict[str, int] = {}
    new: set[str] = set()
    phrase = ""

    def put() -> None:
        if phrase in new:
            letter = ord(phrase)
            narrow = letter < 256
            writer.put(_NEW_NARROW if narrow else _NEW_WIDE, widths.width)
            writer.put(letter, 8 if narrow else 16)
            widths.grow()
            new.discard(phrase)
        else:
            writer.put(known[phrase], widths.width)
        widths.grow()

    for unit in _units(text):
        if unit not in known:
            known[unit] = len(known) + _FIRST_FREE
            new.add(unit)
        if phrase + unit in known:
            phrase += unit
            continue
        put()
        known[phrase + unit] = len(known) + _FIRST_FREE
        phrase = unit
    if phrase:
        put()
    writer.put(_END, widths.width)
    return writer.close()


def decompress(packed: str, *, longest: int = MAX_FILE) -> str:
    """The text that was compressed. Raises `BadInput` where it is none, is cut off, or opens to more than `longest`."""
    reader = _Reader(packed)
    letter = _letter(reader, reader.get(2))
    if letter is None:
        return ""
    known: list[str] = ["", "", "", letter]
    widths = _Widths(width=3, room=4)  # the reader knows each phrase one code later than the writer does
    made, length, phrase = [letter], 1, letter
    while True:
        code = reader.get(widths.width)
        if code in (_NEW_NARROW, _NEW_WIDE, _END):
            new = _letter(reader, code)
            if new is None:
                break
            code = len(known)
            known.append(new)
            widths.grow()
        if code < len(known):
            entry = known[code]
        elif code == len(known):
            entry = phrase + phrase[0]
        else:
            raise BadInput("The file is not a compressed map: it points to what is not in it; choose another file.")
        length += len(entry)
        if length > longest:
            raise BadInput(
                f"The compressed map opens to more than {longest // 1_000_000} million letters, more than any map has; "
                "choose another file."
            )
        made.append(entry)
        known.append(phrase + entry[0])
        widths.grow()
        phrase = entry
    return "".join(made).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _letter(reader: _Reader, code: int) -> str | None:
    """The new letter that the code announces; None where it announces the end."""
    if code == _END:
        return None
    if code > _END:
        raise BadInput("The file is not a compressed map: it does not begin like one; choose another file.")
    return chr(reader.get(8 if code == _NEW_NARROW else 16))


def _units(text: str) -> list[str]:
    """The text as UTF-16 code units: a letter beyond the first 65,536 is two."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return [chr(raw[at] | raw[at + 1] << 8) for at in range(0, len(raw), 2)]
