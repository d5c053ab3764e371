"""The text compression of lz-string, in its UTF-16 form: what PRSM has saved its maps in since its second version.

It is LZ78 over UTF-16 code units. A code is as many bits wide as the dictionary needs, its lowest bit first; 0 and 1
announce a new letter of 8 or of 16 bits, 2 ends. The bits lie 15 to a character, each character 32 higher, so that
the result is always good text; a last space ends it.
"""

from __future__ import annotations

from typing import Final

from workbench.errors import BadInput
from workbench.exchange.limits import MAX_FILE

_BITS: Final = 15
_UP: Final = 32
_NEW_NARROW, _NEW_WIDE, _END = 0, 1, 2
_FIRST_FREE: Final = 3


class _Writer:
    """Bits, lowest first, into characters of 15 bits, the first bit the highest."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self._value = 0
        self._filled = 0

    def put(self, value: int, width: int) -> None:
        for _ in range(width):
            self._value = (self._value << 1) | (value & 1)
            value >>= 1
            self._filled += 1
            if self._filled == _BITS:
                self.made.append(chr(self._value + _UP))
                self._value = self._filled = 0

    def close(self) -> str:
        """All of it, filled up with naughts, and the last space."""
        self.made.append(chr((self._value << (_BITS - self._filled)) + _UP))
        return "".join(self.made) + " "


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._left = 0
        self._value = 0

    def get(self, width: int) -> int:
        found = 0
        for place in range(width):
            if not self._left:
                if self._at >= len(self._text):
                    raise _cut_off()
                self._value = ord(self._text[self._at]) - _UP
                if not 0 <= self._value < 1 << _BITS:
                    raise BadInput(
                        "The file is not a compressed map: it has letters that none has. Choose another file."
                    )
                self._at += 1
                self._left = _BITS
            self._left -= 1
            found |= (self._value >> self._left & 1) << place
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
            raise BadInput("The file is not a compressed map: it points to what is not in it. Choose another file.")
        length += len(entry)
        if length > longest:
            raise BadInput(
                f"The compressed map opens to more than {longest // 1_000_000} million letters, more than any map has. "
                "Choose another file."
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
        raise BadInput("The file is not a compressed map: it does not begin like one. Choose another file.")
    return chr(reader.get(8 if code == _NEW_NARROW else 16))


def _cut_off() -> BadInput:
    return BadInput("The compressed map ends before it is complete. Save it again, or choose another file.")


def _units(text: str) -> list[str]:
    """The text as UTF-16 code units: a letter beyond the first 65,536 is two."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return [chr(raw[at] | raw[at + 1] << 8) for at in range(0, len(raw), 2)]
