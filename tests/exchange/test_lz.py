"""The compression of lz-string: its own files open, ours are the same as its, and none opens to more than it may."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CHECK_DATA
from workbench.errors import BadInput
from workbench.exchange.lz import compress, decompress


def test_a_real_map_opens_and_closes_to_the_same_letters():
    file = CHECK_DATA / "prsm" / "examplemapforusermanual.prsm"
    if not file.exists():
        pytest.skip(f"{file} is not on this machine")
    packed = file.read_text(encoding="utf-8")
    assert compress(decompress(packed)) == packed


def test_the_shortest_texts_are_written_bit_by_bit():
    # The end is code 2, in two bits lowest first: 01, then naughts, 32 higher.
    assert compress("") == chr(0b010000000000000 + 32) + " "
    # A new narrow letter: 00, then 97 in eight bits, then the end in three.
    assert compress("a") == chr(0b00_10000110_010_00 + 32) + " "


@given(text=st.one_of(st.text(), st.text(alphabet="ab\U0001f600é", max_size=400)))
@settings(max_examples=100)
def test_any_text_is_compressed_to_good_letters_and_opened_again(text):
    packed = compress(text)
    assert decompress(packed) == text
    assert all(32 <= ord(letter) < 32 + 2**15 for letter in packed)


@given(
    packed=st.one_of(st.text(max_size=60), st.text(st.characters(min_codepoint=32, max_codepoint=32799), max_size=60))
)
@settings(max_examples=200)
def test_what_was_not_compressed_is_refused_or_is_some_text(packed):
    try:
        assert isinstance(decompress(packed), str)
    except BadInput as problem:
        assert str(problem).endswith(".")  # noqa: PT017  any other error fails the test


def test_a_cut_off_text_is_refused():
    packed = compress("a map of who relates to whom in a primary care network")
    with pytest.raises(BadInput, match="ends before it is complete"):
        decompress(packed[: len(packed) // 2])


def bomb(letters: int) -> str:
    """A few kilobytes that open to a hundred million letters: each code stands for one letter more than the last."""
    size = 0
    bits: list[int] = []

    def put(value: int, width: int) -> None:
        bits.extend(value >> place & 1 for place in range(width))

    put(0, 2)
    put(ord("a"), 8)
    code, width, room = 4, 3, 4
    while size < letters:
        put(code, width)
        code += 1
        size += code - 3
        room -= 1
        if not room:
            room, width = 1 << width, width + 1
    put(2, width)
    bits.extend([0] * (-len(bits) % 15))
    chunks = (bits[at : at + 15] for at in range(0, len(bits), 15))
    return "".join(chr(32 + int("".join(map(str, chunk)), 2)) for chunk in chunks) + " "


def test_a_bomb_is_what_it_is_meant_to_be():
    assert decompress(bomb(1_000)) == "a" * len(decompress(bomb(1_000)))
    assert len(decompress(bomb(1_000))) > 1_000


def test_what_would_open_to_a_hundred_million_letters_is_refused_soon_and_in_little_memory():
    packed = bomb(100_000_000)
    assert len(packed) < 20_000
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises(BadInput, match="opens to more than 20 million letters"):
        decompress(packed)
    took, (_, most) = time.perf_counter() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 10
    assert most < 150_000_000
