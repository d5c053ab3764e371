"""The benchmarks run, and the page with their figures is the one that they write."""

from __future__ import annotations

import pytest

from tests.bench.__main__ import PAGE, main, measure
from tests.bench.asking import PEERS
from tests.bench.drawing import Drawn
from tests.bench.gestures import WORDS
from tests.bench.maps import synthetic
from tests.bench.report import TITLE, Results, headings, page
from tests.bench.searching import QUERIES
from workbench.mapping.layouts import LAYOUTS
from workbench.mapping.questions import QUESTIONS

SMALLEST = 30


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Everything that needs no browser, on the smallest map."""
    parts = ["gestures", "questions", "charts", "search"]
    return measure([SMALLEST], parts, tmp_path_factory.mktemp("bench"), runs=2, series=20, entries=200)


def test_every_gesture_question_and_arrangement_is_measured_and_every_peer_that_is_named(measured):
    gestures, questions = measured.gestures[SMALLEST], measured.questions[SMALLEST]
    arranged = measured.arrangements[SMALLEST]
    assert (set(gestures.seconds), set(gestures.bytes)) == (set(WORDS), set(WORDS))
    assert {key.split(", ")[0] for key in questions.ours} == set(QUESTIONS)
    assert {key.removeprefix("arrange, ") for key in arranged.ours} == set(LAYOUTS)
    assert set(questions.peer) | set(arranged.peer) == set(PEERS)
    times = [*gestures.seconds.values(), *questions.ours.values(), *arranged.ours.values(), gestures.opening]
    assert min(times) > 0
    assert 0 < max(gestures.bytes.values()) < gestures.whole


def test_charts_are_measured_beside_a_call_each_and_beside_reading_alone(measured):
    charted = measured.charts
    assert (charted.series, charted.points) == (20, 36)
    assert min(charted.ours, charted.call, charted.read) > 0


def test_searches_are_measured_beside_a_peer_that_finds_as_much(measured):
    searched = measured.search
    assert set(searched.ours) == set(searched.peer) == set(QUERIES)
    assert {words: ours for words, (ours, _) in searched.found.items()} == {
        words: theirs for words, (_, theirs) in searched.found.items()
    }
    assert min(map(min, searched.found.values())) > 0
    assert min(searched.our_index, searched.peer_index, *searched.ranked.values(), *searched.peer_ranked.values()) > 0


def test_the_page_with_the_figures_is_what_the_benchmarks_write(measured):
    measured.drawing = {SMALLEST: (Drawn(opened=2.0, shown=0.2, frames=60.0, frame=16.7, slow=17.0), Drawn())}
    written = page(measured)
    assert headings(written)[0] == TITLE
    assert headings(PAGE.read_text(encoding="utf-8")) == headings(written)
    assert "| 30 elements | 200 ms | 2.0 s | > 30 s | n/a | < 0.0067× | < 0.067× |" in written


def test_a_synthetic_map_is_the_same_every_time_and_like_one_that_people_draw():
    made = synthetic(100)
    assert made == synthetic(100)
    assert (len(made["elements"]), len(made["connections"])) == (100, 300)
    assert len({one["label"] for one in made["elements"]}) == 100
    within = [tie["source"] % 8 == tie["target"] % 8 for tie in made["connections"]]
    assert 0.6 < sum(within) / 300 < 0.9
    ends = [end for tie in made["connections"] for end in (tie["source"], tie["target"])]
    assert max(map(ends.count, range(100))) > 3 * sorted(map(ends.count, range(100)))[50]


def test_only_a_whole_run_may_write_the_page(capsys):
    with pytest.raises(SystemExit):
        main(["--write", "--only", "gestures"])
    assert "--write is for the whole" in capsys.readouterr().err
