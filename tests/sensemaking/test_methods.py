"""The methods that come with the workbench, and a workspace's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.sensemaking.methods import (
    GATE_OUTPUTS,
    POINTS_AT,
    RECORDS,
    SPEAKS,
    Method,
    Step,
    known,
    load,
    problems,
    shipped,
)

LINE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
SOME = {"unique": True, "max_size": 4}
STEPS = st.builds(
    Step,
    name=LINE,
    question=LINE,
    hint=st.just("") | LINE,
    minutes=st.integers(1, 240),
    speaks=st.sampled_from(SPEAKS),
    records=st.lists(st.sampled_from(RECORDS), **SOME).map(tuple),
    points_at=st.lists(st.sampled_from(POINTS_AT), **SOME).map(tuple),
    holds_advice=st.booleans(),
)
METHODS = st.builds(
    lambda name, steps, **rest: Method(key=name.lower(), name=name, steps=tuple(steps), **rest),
    name=LINE,
    about=LINE,
    steps=st.lists(STEPS, min_size=1, max_size=4, unique_by=lambda step: step.name.casefold()),
    gate=st.sampled_from([None, 25, 50, 75, 100]),
    ground_rules=st.lists(LINE, max_size=3).map(tuple),
)
GOOD = """
name = "Walk round"
about = "Go and look."
[[steps]]
name = "Look"
question = "What do you see?"
minutes = 20
"""


def test_ten_methods_are_shipped_in_the_order_in_which_they_are_offered():
    assert [(method.name, method.minutes, method.gate) for method in shipped().values()] == [
        ("Action learning set meeting", 100, None),
        ("After action review", 50, None),
        ("What? So what? Now what?", 40, None),
        ("Most significant change", 65, None),
        ("100-day launch", 110, None),
        ("Day-25 check-in", 80, 25),
        ("Day-50 check-in", 100, 50),
        ("Day-75 check-in", 95, 75),
        ("Day-100 review", 110, 100),
        ("Comm-cell stand-up", 15, None),
    ]


def test_every_file_in_the_package_is_shipped():
    folder = Path(load.__globals__["__file__"]).parent

    assert len(list(folder.glob("*.toml"))) == len(shipped())


def test_a_set_meeting_goes_from_check_in_to_how_we_worked_and_holds_advice_until_the_actions():
    meeting = shipped()["action learning set meeting"]

    assert [(step.name, step.minutes, step.holds_advice) for step in meeting.steps] == [
        ("Check-in", 10, True),
        ("Actions from last time", 10, True),
        ("Whose turn today", 5, True),
        ("The issue", 10, True),
        ("Clarifying questions", 10, True),
        ("Open questions", 25, True),
        ("Reflection", 10, True),
        ("The presenter’s actions", 10, True),
        ("How did we work?", 10, False),
    ]


@pytest.mark.parametrize("gate", [25, 50, 75, 100])
def test_every_gate_asks_for_the_plan_the_charter_and_what_should_last(gate):
    [method] = [method for method in shipped().values() if method.gate == gate]

    assert [step.asks_for for step in method.steps if step.asks_for] == list(GATE_OUTPUTS)


def test_the_old_methods_keep_the_names_of_their_steps():
    assert [step.name for step in shipped()["what? so what? now what?"].steps] == ["What?", "So what?", "Now what?"]
    assert [step.name for step in shipped()["after action review"].steps] == [
        "What did we expect?",
        "What happened?",
        "Why was there a difference?",
        "What do we learn?",
    ]


def test_every_step_of_a_shipped_method_says_how_to_go_about_it():
    for method in shipped().values():
        assert all(step.hint and step.question.endswith("?") for step in method.steps), method.name


@settings(max_examples=40, deadline=None)
@given(METHODS)
def test_a_method_comes_back_from_its_file_and_from_its_plain_form(tmp_path_factory, method):
    path = tmp_path_factory.mktemp("methods") / "own.toml"
    path.write_text(_written(method), encoding="utf-8")

    assert load(path) == method
    assert Method.from_plain(json.loads(json.dumps(method.plain()))) == method
    assert load(path).plain()["minutes"] == sum(step.minutes for step in method.steps)


def test_a_file_needs_no_more_than_names_a_question_and_minutes(tmp_path):
    path = _file(tmp_path, GOOD)

    assert load(path) == Method(
        key="walk round",
        name="Walk round",
        about="Go and look.",
        steps=(Step(name="Look", question="What do you see?", minutes=20),),
    )


@pytest.mark.parametrize(
    ("wrong", "instead", "sentence"),
    [
        ('name = "Walk round"\n', "", "walk.toml: name is missing; add a line that begins with name =."),
        ("about", "abuot", "walk.toml: ‘abuot’ is not known here. Did you mean ‘about’?"),
        (
            "minutes = 20",
            'minutes = "twenty"',
            "walk.toml, step 1 (“Look”): minutes is ‘twenty’; give a whole number from 1 to 240, without quotes.",
        ),
        (
            "minutes = 20",
            "minutes = 0",
            "walk.toml, step 1 (“Look”): minutes is ‘0’; give a whole number from 1 to 240, without quotes.",
        ),
        (
            "minutes = 20",
            'minutes = 20\nspeaks = "everyone"',
            "walk.toml, step 1 (“Look”): speaks is ‘everyone’. Did you mean ‘everybody’?",
        ),
        (
            "minutes = 20",
            'minutes = 20\nrecords = ["fact", "storys"]',
            "walk.toml, step 1 (“Look”): records is ‘storys’. Did you mean ‘story’?",
        ),
        (
            "minutes = 20",
            'minutes = 20\nrecords = "fact"',
            'walk.toml, step 1 (“Look”): records is ‘fact’; give a list in square brackets, such as ["statement"].',
        ),
        (
            "minutes = 20",
            "minutes = 20\nhold_advice = true",
            "walk.toml, step 1 (“Look”): ‘hold_advice’ is not known here. Did you mean ‘holds_advice’?",
        ),
        (
            "minutes = 20",
            'minutes = 20\nholds_advice = "yes"',
            "walk.toml, step 1 (“Look”): holds_advice is ‘yes’; give true or false, without quotes.",
        ),
        (
            "minutes = 20",
            'minutes = 20\nasks_for = "revised plan"',
            (
                "walk.toml, step 1 (“Look”): asks_for is for the gates of a challenge; take it out, or say above the "
                "steps which gate this is (gate = 25, 50, 75 or 100)."
            ),
        ),
        (
            'about = "Go and look."',
            'about = "Go and look."\ngate = 30',
            "walk.toml: gate is ‘30’; give 25, 50, 75 or 100, without quotes, or take the line out.",
        ),
        (
            'question = "What do you see?"',
            "",
            "walk.toml, step 1 (“Look”): question is missing; add a line that begins with question =.",
        ),
        (
            'question = "What do you see?"',
            'question = " "',
            "walk.toml, step 1 (“Look”): question is empty; write something between the quotes.",
        ),
        (
            'question = "What do you see?"',
            "question = 7",
            "walk.toml, step 1 (“Look”): question is ‘7’; give text in straight double quotes.",
        ),
        (
            "minutes = 20",
            'minutes = 20\n[[steps]]\nname = "look"\nquestion = "And?"\nminutes = 5',
            "walk.toml, step 2 (“look”): name is that of step 1 too; give each step its own.",
        ),
        (
            GOOD[GOOD.index("[[steps]]") :],
            "steps = []",
            "walk.toml: steps has to be a list of steps; begin each with a line [[steps]].",
        ),
    ],
)
def test_a_wrong_file_says_what_is_wrong_where_and_what_to_do(tmp_path, wrong, instead, sentence):
    path = _file(tmp_path, GOOD.replace(wrong, instead))

    assert problems(path) == [sentence]
    with pytest.raises(BadInput) as refusal:
        load(path)
    assert str(refusal.value) == sentence


def test_what_cannot_be_read_names_the_line(tmp_path):
    path = _file(tmp_path, GOOD.replace('"Look"', "“Look”"))

    assert problems(path) == [
        "walk.toml, line 5, cannot be read (invalid value): mend that line; text stands in straight double quotes."
    ]


def test_a_file_that_breaks_off_names_its_last_line(tmp_path):
    path = _file(tmp_path, GOOD.rstrip() + "\nhint = ")

    assert problems(path)[0].startswith("walk.toml, line 8, cannot be read")


def test_a_file_in_another_encoding_is_refused_and_one_with_a_mark_at_the_start_is_read(tmp_path):
    path = tmp_path / "walk.toml"
    path.write_bytes(GOOD.replace("Go and look.", "Café").encode("latin-1"))
    assert problems(path) == ["walk.toml cannot be read, because it is not in UTF-8: save it as UTF-8 text."]

    path.write_bytes(GOOD.encode("utf-8-sig"))
    assert load(path).name == "Walk round"


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(BadInput, match=r"walk\.toml cannot be read, because it is not there"):
        load(tmp_path / "walk.toml")


def test_everything_that_is_wrong_is_listed_and_loading_says_how_much_more_there_is(tmp_path):
    path = _file(tmp_path, GOOD.replace("minutes = 20", "minutes = 0").replace('"Look"', "7"))

    assert problems(path) == [
        "walk.toml, step 1: name is ‘7’; give text in straight double quotes.",
        "walk.toml, step 1: minutes is ‘0’; give a whole number from 1 to 240, without quotes.",
    ]
    with pytest.raises(BadInput, match="1 more thing is wrong"):
        load(path)


def test_a_folder_adds_its_methods_after_the_shipped_ones(tmp_path):
    _file(tmp_path, GOOD)
    _file(tmp_path, GOOD.replace("Walk round", "A chat"), name="a.toml")
    (tmp_path / ".hidden.toml").write_text("nonsense", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nonsense", encoding="utf-8")

    methods, wrong = known(tmp_path)

    assert list(methods) == [*shipped(), "a chat", "walk round"]
    assert wrong == []


def test_a_wrong_file_in_the_folder_keeps_nobody_from_the_others(tmp_path):
    folder = tmp_path / "methods"
    folder.mkdir()
    _file(folder, GOOD)
    _file(folder, GOOD.replace("20", "-1"), name="zigzag.toml")
    _file(folder, GOOD.replace("Walk round", "After Action Review"), name="again.toml")
    _file(folder, GOOD, name="xcopy.toml")

    methods, wrong = known(folder)

    assert list(methods) == [*shipped(), "walk round"]
    assert wrong == [
        (
            "methods/again.toml: name is “After Action Review”, which comes with the workbench already; give it a "
            "name of its own."
        ),
        "methods/xcopy.toml: name is “Walk round”, which another file here has already; give it a name of its own.",
        "methods/zigzag.toml, step 1 (“Look”): minutes is ‘-1’; give a whole number from 1 to 240, without quotes.",
    ]


def test_without_a_folder_there_are_the_shipped_ones(tmp_path):
    assert known(None) == known(tmp_path / "methods") == (shipped(), [])


def _file(folder: Path, text: str, *, name: str = "walk.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _written(method: Method) -> str:
    """A method as the file that somebody would write; JSON's text, numbers and lists are TOML's too."""
    plain = method.plain()
    steps = plain.pop("steps")
    tables = [_keys(plain), *(f"[[steps]]\n{_keys(step)}" for step in steps)]
    return "\n".join(tables)


def _keys(plain: dict) -> str:
    passed = {"key"} if "question" in plain else {"key", "minutes"}  # those of the whole are worked out
    given_ = {name: value for name, value in plain.items() if name not in passed and value not in (None, "")}
    return "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in given_.items())


@pytest.mark.parametrize("key", ["after action review", "what? so what? now what?"])
def test_a_review_offers_an_insight_first_at_its_last_step(key):
    assert shipped()[key].steps[-1].records == ("insight", "action", "fact", "story", "question")


def test_what_is_no_path_of_a_file_is_said_in_one_sentence(tmp_path):
    for wrong in (None, 3, tmp_path):
        with pytest.raises(BadInput, match="Give the path of a method’s file"):
            load(wrong)


def test_what_methods_once_said_and_nothing_heeds_is_passed_over_in_files_and_in_sessions_of_then(tmp_path):
    today = load(_file(tmp_path, GOOD))
    assert load(_file(tmp_path, f"ends_with_page = false\n{GOOD}")) == today
    assert Method.from_plain({**today.plain(), "ends_with_page": False}) == today
