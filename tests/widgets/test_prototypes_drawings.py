"""What the page of a prototype draws: the ramp of test cycles, the line of progress, and what drawings share."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.prototypes import progress_line, ramp
from widgets.prototypes.drawn import in_widths, wrapped

BAD = "<img src=x onerror=alert(1)>"
SVG = "{http://www.w3.org/2000/svg}"

# --- the ramp --------------------------------------------------------------------------------------------

TODAY = date(2025, 6, 30)


def cycle(number, scale="", start=None, end=None, decision="", *, state=None):
    state = state or ("decided" if decision else "doing" if start else "plan")
    return {
        "number": number,
        "scale": scale,
        "started_on": start,
        "ended_on": end,
        "decision": decision,
        "state": state,
    }


RUN = [
    cycle(1, "one person", "2025-03-03", "2025-03-10", "adapt"),
    cycle(2, "a few people", "2025-03-12", "2025-04-04", "run again"),
    cycle(3, "one practice", "2025-05-01", "2025-05-30", state="study"),
    cycle(4, "the whole network", "2025-06-02"),
    cycle(5, BAD),
]


def test_the_steps_of_a_ramp_say_scale_days_and_what_became_of_them():
    steps = ramp.steps(RUN, today=TODAY)
    assert [(step.number, step.size, step.when, step.state) for step in steps] == [
        (1, 1, "3 to 10 March 2025", "adapt"),
        (2, 2, "12 March to 4 April 2025", "run again"),
        (3, 4, "1 to 30 May 2025", "to be studied"),
        (4, 6, "since 2 June 2025", "running"),
        (5, 6, "no day yet", "planned"),
    ]
    assert ramp.spoken(steps[:2]) == (
        "2 test cycles in the order of time. test 1, one person, 3 to 10 March 2025, adapt; "
        "test 2, a few people, 12 March to 4 April 2025, run again."
    )


def drawn(cycles) -> list[ET.Element]:
    """The drawings of a ramp, one for each width; what people typed is only text in them."""
    return ET.fromstring(ramp.draw(cycles, today=TODAY, ident="r")).findall(f".//{SVG}svg")


def test_a_ramp_is_drawn_for_a_phone_and_for_a_wall_with_every_step_on_the_paper():
    drawings = drawn(RUN)
    assert len(drawings) == 2
    for drawing in drawings:
        width = float(drawing.get("width"))
        bars = [bar for bar in drawing.iter(f"{SVG}rect") if "wb-step " in bar.get("class", "")]
        places = [(float(bar.get("x")), float(bar.get("x")) + float(bar.get("width"))) for bar in bars]
        assert len(bars) == 5
        assert all(0 <= left < right <= width and right - left >= ramp.LEAST - 0.1 for left, right in places)
        thick = [float(bar.get("height")) for bar in bars]
        assert thick == sorted(thick)
        assert [float(bar.get("y")) for bar in bars] == sorted((float(bar.get("y")) for bar in bars), reverse=True)
        assert BAD[:25] in "".join(drawing.itertext())


def test_one_day_is_a_step_and_no_cycle_is_no_ramp():
    assert ramp.draw([], today=TODAY, ident="r") == ""
    assert len(drawn([cycle(1, "one person", "2025-03-03", "2025-03-03", "adopt")])) == 2


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*ramp.SCALES, "", "the county", "3 referrals"]),
            st.none() | st.dates(date(2024, 1, 1), TODAY),
            st.integers(0, 400),
            st.sampled_from(["", "adopt", "abandon"]),
        ),
        min_size=1,
        max_size=7,
    )
)
def test_the_words_of_a_ramp_stay_on_the_paper(given_cycles):
    made = [
        cycle(
            number,
            scale,
            start and start.isoformat(),
            min(start + timedelta(days=days), TODAY).isoformat() if start and decision else None,
            decision if start else "",
        )
        for number, (scale, start, days, decision) in enumerate(given_cycles, 1)
    ]
    for drawing in drawn(made):
        width = float(drawing.get("width"))
        for words in drawing.iter(f"{SVG}text"):
            room = len(words.text or "") * 6.0
            x = float(words.get("x"))
            left = {"start": x, "end": x - room, "middle": x - room / 2}[words.get("text-anchor")]
            assert left >= -2
            assert left + room <= width + 2


def test_a_scale_in_other_words_counts_by_what_it_names_else_as_more_than_before():
    sizes = [ramp.size_of(scale) for scale in ("Two practices", "One team", "5 referrals", "the whole system", "hm")]
    assert sizes == [5, 3, 2, 6, 1]
    before = ramp.steps([cycle(1, "one team", "2025-03-03")], today=TODAY)[0]
    assert [ramp.size_of(scale, before) for scale in ("", "hm", "one TEAM ")] == [3, 4, 3]


# --- progress --------------------------------------------------------------------------------------------


def word(score, day, name="Better"):
    return {"score": score, "assessed_on": day, "name": name}


def test_the_line_of_progress_has_a_dot_for_each_word_and_the_latest_number():
    line = ET.fromstring(progress_line.draw([word(1.5, "2025-01-01"), word(3.5, "2025-03-01", BAD)], ident="p"))
    dots = [float(dot.get("cy")) for dot in line.iter(f"{SVG}circle")]
    assert len(dots) == 2
    assert dots[0] > dots[1]
    assert "3.5" in [text.text for text in line.iter(f"{SVG}text")]
    assert line[0].text == (
        f"How far it has come, from 0.5 to 5, 2 words on it. 1 January 2025: 1.5, Better; 1 March 2025: 3.5, {BAD}."
    )


def test_one_word_on_progress_stands_in_the_middle_and_none_draws_nothing():
    line = ET.fromstring(progress_line.draw([word(5.0, "2025-01-01")], ident="p"))
    assert [dot.get("cx") for dot in line.iter(f"{SVG}circle")] == ["153.0"]
    assert progress_line.draw([], ident="p") == ""


# --- what the drawings share -----------------------------------------------------------------------------


def test_words_are_wrapped_between_words_and_what_is_left_out_ends_in_dots():
    assert wrapped("The hard part is walking in alone", letters=14, lines=3) == [
        "The hard part",
        "is walking in",
        "alone",
    ]
    assert wrapped("The hard part is walking in alone", letters=14, lines=2) == ["The hard part", "is walking …"]
    assert wrapped("Kindertransportversicherung", letters=10, lines=2) == ["Kindertra…"]
    assert wrapped("", letters=10, lines=2) == [""]


@settings(max_examples=60)
@given(st.text(alphabet="abc ,.", max_size=80), st.integers(4, 30), st.integers(1, 4))
def test_wrapped_words_fit(words, letters, lines):
    found = wrapped(words, letters=letters, lines=lines)
    assert len(found) <= lines
    assert all(len(line) <= letters for line in found)


def test_a_drawing_in_widths_shows_one_at_a_time():
    text = in_widths(lambda width, ident: f"<svg>{width}{ident}</svg>", widths=(300, 500), ident="x")
    assert "@container (max-width:399.98px){#x-w500{display:none}}" in text
    assert "@container (min-width:400px){#x-w300{display:none}}" in text
    assert in_widths(lambda width, ident: "", widths=(300, 500), ident="x") == ""
