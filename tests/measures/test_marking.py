"""Days marked on a chart: kinds that can be told apart without colour, and many of them still readable."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from tests.measures.pictures import STILL, SVG, drawn, lines_of, texts, upright
from workbench.errors import BadInput
from workbench.measures import layout
from workbench.measures.looks import MARKS
from workbench.measures.marks import (
    MARK_KINDS,
    ON_THE_STRIP,
    Mark,
    as_days,
    as_marks,
    counted_marks,
    short_day,
    undated,
)

UPRIGHT = [kind for kind in MARK_KINDS if kind not in ON_THE_STRIP]


def every(days: int, count: int, kind: str, label: str = "mark") -> list[Mark]:
    return [Mark(date(2024, 4, 3) + timedelta(days=days * n), f"{label} {n + 1}", kind) for n in range(count)]


def symbols(picture: ET.Element) -> list[str]:
    """The outlines of the symbols in a picture."""
    return [item.get("d", "") for item in picture.iter(f"{SVG}path") if item.get("id")]


def test_every_kind_has_a_symbol_and_a_line_of_its_own():
    assert set(MARKS) == {*MARK_KINDS, "prototype ends"}
    assert len({(look.symbol, look.filled) for look in MARKS.values()}) == len(MARKS)
    assert len({look.dashes for kind, look in MARKS.items() if kind not in ON_THE_STRIP}) == len(UPRIGHT) + 1
    assert len({look.word for look in MARKS.values()}) == len(MARKS)


def test_kinds_differ_in_the_picture_by_dashes_and_symbol_and_are_named_in_the_legend():
    marks = [Mark(date(2024, 4 + 2 * n, 3), kind, kind) for n, kind in enumerate(UPRIGHT)]
    picture = drawn(STILL, marks=marks, width=820)

    assert len({line.get("stroke-dasharray") for line in upright(picture)}) == len(UPRIGHT)
    assert len(set(symbols(picture))) == 1 + len(UPRIGHT)  # the round points, and one for each kind
    assert {"prototype", "gate", "new lines", "event"} <= set(texts(picture))


def test_the_end_of_a_prototype_is_drawn_otherwise_than_its_start():
    marks = [
        Mark(date(2024, 8, 3), "#4 starts", "prototype"),
        Mark(date(2025, 2, 3), "#4 adopted", "prototype", ends=True),
    ]
    picture = drawn(STILL, marks=marks, width=820)

    assert {"prototype", "prototype ends", "#4 starts", "#4 adopted"} <= set(texts(picture))
    assert len({line.get("stroke-dasharray") for line in upright(picture)}) == 2
    assert as_marks(marks)[1].ends
    assert marks[1] == Mark(date(2025, 2, 3), "#4 adopted", "prototype")


def test_sessions_and_cycles_are_numbered_on_strips_of_their_own_with_a_key():
    marks = [*every(60, 3, "session", "Session"), *every(45, 2, "test cycle", "#4 test")]
    named = texts(drawn(STILL, marks=marks, width=820))

    assert upright(drawn(STILL, marks=marks)) == []
    assert [named.count(word) for word in ("sessions", "test cycles", "1", "2", "3")] == [1, 1, 2, 2, 1]
    key = " ".join(named).replace("\u00a0", " ")
    assert "Sessions: 1 Session 1 (3 Apr 2024); 2 Session 2 (2 Jun 2024); 3 Session 3 (1 Aug 2024)" in key
    assert "Test cycles: 1 #4 test 1 (3 Apr 2024); 2 #4 test 2 (18 May 2024)" in key


def test_a_day_with_several_sessions_is_said_once_in_the_key():
    marks = [Mark(date(2024, 5, 1), name, "session") for name in ("North", "South")]
    key = " ".join(texts(drawn(STILL, marks=marks, width=820))).replace("\u00a0", " ")

    assert "Sessions: 1 North; 2 South (1 May 2024)" in key


def test_a_picture_without_marks_has_neither_strip_nor_key():
    named = texts(drawn(STILL))

    assert not {"sessions", "test cycles", "prototype", "gate", "new lines", "event"} & set(named)


@pytest.mark.parametrize("width", [240, 320, 520, 820])
@pytest.mark.parametrize("kind", MARK_KINDS)
@pytest.mark.parametrize("count", [1, 15])
def test_no_word_of_few_or_many_marks_meets_another_or_leaves_the_picture(kind, count, width):
    picture = drawn(STILL, marks=every(33, count, kind), width=width)
    _, _, wide, tall = (float(part) for part in picture.get("viewBox", "").split())
    taken: list[tuple[float, float, float]] = []
    for item in picture.iter(f"{SVG}text"):
        room = layout.width_of(item.text or "", 13.0) * 0.8  # the estimate is a broad one
        shift = {"middle": room / 2, "end": room}.get(item.get("text-anchor", ""), 0)
        left, y = float(item.get("x", "nan")) - shift, float(item.get("y", "nan"))
        assert left >= -1
        assert left + room <= wide + 1
        assert 0 < y <= tall
        for other, right, height in taken:
            assert abs(height - y) >= 9 or right <= left + 0.5 or left + room <= other + 0.5, item.text
        taken.append((left, left + room, y))


def test_many_marks_take_few_rows_above_the_plot():
    few, many = (drawn(STILL, marks=every(33, count, "gate"), width=320) for count in (1, 15))

    assert len(upright(many)) == 15
    heights = [min(float(line.get("d", "").split()[1].split("L")[0]) for line in upright(each)) for each in (few, many)]
    assert heights[1] - heights[0] < 50
    named = texts(many)
    assert all(named.count(letter) == 2 for letter in "ABCDEFGHIJKLMNO")
    assert all(f"mark {number}" in named for number in range(1, 16))


def test_ticks_on_a_strip_shrink_where_they_are_close():
    def smallest(days: int) -> float:
        picture = drawn(STILL, marks=every(days, 10, "session"), width=320)
        round_ones = [outline for outline in symbols(picture) if "C" in outline]
        return min(float(outline.split("C")[0].lstrip("M").split()[1]) for outline in round_ones)

    assert smallest(60) > smallest(4)


def test_a_mark_says_nothing_of_its_day_twice():
    assert undated(Mark(date(2025, 3, 3), "#4 starts, 3 Mar")) == "#4 starts"
    assert undated(Mark(date(2025, 3, 3), "#4 starts, 3 Mar 2025")) == "#4 starts"
    assert undated(Mark(date(2025, 3, 3), "#4 starts")) == "#4 starts"


def test_marks_are_put_in_order_and_days_read_from_text():
    found = as_marks([("2025-03-03", "b", "gate"), Mark(date(2024, 3, 3), "a"), (date(2025, 1, 1), "c")])

    assert found == (
        Mark(date(2024, 3, 3), "a"),
        Mark(date(2025, 1, 1), "c"),
        Mark(date(2025, 3, 3), "b", "gate"),
    )
    assert as_days(["2025-03-03", date(2024, 1, 1), "2025-03-03"]) == (date(2024, 1, 1), date(2025, 3, 3))
    with pytest.raises(BadInput, match="The date 'soon' cannot be read"):
        as_days(["soon"])


def test_marks_are_counted_by_kind_in_words():
    assert counted_marks([]) == ""
    assert counted_marks(every(1, 1, "test cycle")) == "1 test cycle"
    assert counted_marks([*every(1, 2, "session"), *every(1, 1, "gate"), *every(1, 3, "prototype")]) == (
        "3 prototypes, 2 sessions and 1 gate"
    )
    assert short_day(date(2025, 3, 3)) == "3 Mar 2025"


def test_what_people_typed_into_marks_is_shown_and_never_obeyed():
    nasty = "<script>1</script> & \"q\" 'x' $x^2$ \x00\ud800"
    for kind in MARK_KINDS:
        picture = drawn(STILL, marks=[Mark(date(2024, 9, 3), nasty, kind)], width=1200)
        assert "<script>1</script> & \"q\" 'x' $x^2$" in " ".join(texts(picture))
        assert lines_of(picture)
