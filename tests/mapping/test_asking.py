"""Asking a map: how questions are declared, what they need, what they are refused for, and what an answer holds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import networkx as nx
import pandas as pd
import pytest

from tests.mapping.small import alike, small
from workbench.errors import BadInput, NotFound
from workbench.mapping import asking
from workbench.mapping.questions import QUESTIONS, Answer, Choice, ask, listed, pointed, question
from workbench.mapping.verbs import SystemMapping


@pytest.fixture(autouse=True)
def own_questions_gone() -> Iterator[None]:
    """What a test declares is gone after it."""
    before = dict(QUESTIONS)
    yield
    QUESTIONS.clear()
    QUESTIONS.update(before)


def test_the_panel_begins_with_looking_around_and_ends_with_what_people_added():
    @question("What is ours?", defined="Nothing.")
    def ours(graph: nx.MultiDiGraph) -> Answer:
        return Answer(says="Nothing.")

    assert list(dict.fromkeys(one.group for one in listed())) == [
        "What leads where",
        "Who could carry it",
        "What if",
        "Bridges",
        "Loops",
        "How we hang together",
        "Your own",
    ]
    assert [one.key for one in listed()][:3] == ["look_from_here", "look_from_what_stands_out", "ways_between"]
    assert sorted(one.key for one in listed()) == sorted(QUESTIONS)


def test_a_question_of_ones_own_under_a_heading_of_the_workbench_stands_last_there():
    @question("Who bridges ours?", defined="Nothing.", group="Bridges")
    def bridges(graph: nx.MultiDiGraph) -> Answer:
        return Answer(says="Nobody.")

    assert [one.key for one in listed() if one.group == "Bridges"][-1] == "bridges"


def test_the_order_of_the_panel_does_not_hang_on_which_module_is_loaded_first():
    lines = "import workbench.mapping.indices\nfrom workbench.mapping.questions import listed\n"
    lines += "print(*(one.key for one in listed()))"
    said = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True).stdout
    assert said.split() == [one.key for one in listed()]


def test_every_question_is_asked_in_words_and_says_how_it_is_worked_out():
    assert [one.key for one in listed() if not one.words.endswith("?") or not one.defined.endswith(".")] == []
    assert [one.key for one in listed() for choice in one.choices.values() if len(set(choice.options)) < 2] == []


def test_the_first_option_of_a_choice_is_taken_by_default_and_another_by_its_name():
    @question("Which?", defined="It says the option.", choices={"way": Choice(words="Way", options=("out", "in"))})
    def which(graph: nx.MultiDiGraph, *, way: str) -> Answer:
        return Answer(says=way)

    assert [ask(alike("a"), "which").says, ask(alike("a"), "which", way="in").says] == ["out", "in"]


def test_a_question_declared_again_replaces_the_one_of_that_name_and_stays_a_function():
    for word in ("first", "second"):

        @question(word, defined="It says the word.")
        def again(graph: nx.MultiDiGraph, word: str = word) -> Answer:
            return Answer(says=word)

    assert (QUESTIONS["again"].words, ask(alike(""), "again").says) == ("second", "second")
    assert again(alike("")).says == "second"


@pytest.mark.parametrize(
    ("key", "about", "chosen", "sentence"),
    [
        ("go_between", (), {}, "There is no question ‘go_between’. Did you mean ‘go_betweens’?"),
        ("nonsense", (), {}, "`workbench.mapping.asking.QUESTIONS` lists them."),
        ("go_betweens", (), {"bye": "sector"}, "This question has no choice ‘bye’."),
        ("go_betweens", (), {"by": "sectors"}, "‘sectors’ is none of the options of ‘by’. Did you mean ‘sector’?"),
        ("joined_by", (), {}, "This question is about one element: point to it first, then ask."),
        ("joined_by", ("a", "b"), {}, "This question is about one element"),
        ("joined_by", ("elsewhere",), {}, "This question is about one element"),
        ("look_from_here", (), {}, "This question is about some elements: point to at least one first"),
        ("ways_between", ("a",), {}, "This question is about two elements: point to both first"),
        ("ways_between", ("a", "a"), {}, "This question is about two elements"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(key, about, chosen, sentence):
    with pytest.raises(BadInput) as refused:
        ask(alike("ab", "a>b"), key, about=about, **chosen)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("words", "‘odd’ gave str where an Answer is expected. Return Answer(says=…)."),
        (Answer(says="Hm.", marks={"a": "found it"}), "Did you mean ‘found’?"),
        (Answer(says="Hm.", legend={"zzz": "what"}), "‘zzz’ is not a role of a mark in ‘odd’"),
    ],
)
def test_an_answer_that_no_page_could_show_is_refused_in_a_sentence(given, sentence):
    @question("Odd?", defined="It is odd.")
    def odd(graph: nx.MultiDiGraph) -> Answer:
        return given

    with pytest.raises(BadInput) as refused:
        ask(alike("a"), "odd")
    assert sentence in str(refused.value)


# --- pointing -------------------------------------------------------------------------------------------------


def test_elements_are_pointed_to_by_id_by_label_or_as_themselves_alone_or_several():
    graph = small({"a": "voluntary", "b": None})
    assert pointed(graph, ["b", "A", SimpleNamespace(id="a")]) == ["b", "a", "a"]
    assert [pointed(graph, "B"), pointed(graph, SimpleNamespace(id="a")), pointed(graph, [])] == [["b"], ["a"], []]


def test_pointing_to_what_is_not_there_or_not_clear_says_what_to_do():
    graph = nx.MultiDiGraph()
    for node, name in (("1", "Kitchen"), ("2", "Kitchen"), ("3", "Link worker")):
        graph.add_node(node, label=name)
    with pytest.raises(NotFound, match=r"‘Link workr’ is not on this map. Did you mean ‘Link worker’"):
        pointed(graph, "Link workr")
    with pytest.raises(BadInput, match=r"2 elements are called ‘Kitchen’. Point to one by its id"):
        pointed(graph, ["Kitchen"])
    with pytest.raises(NotFound, match=r"‘7’ is not on this map. The map is empty"):
        pointed(nx.MultiDiGraph(), 7)
    with pytest.raises(NotFound, match=r"is not on this map"):
        pointed(graph, [["Kitchen"]])


# --- answers ----------------------------------------------------------------------------------------------------


def test_the_small_map_has_what_is_marked_and_is_a_copy():
    graph = alike("abcd", "a>b b>c c>d a=c")
    edges = Answer(says="", marks={"a>b": "way", "a": "start", "d": "found"}).subgraph(graph)
    assert (sorted(edges), [key for *_, key in edges.edges(keys=True)]) == (["a", "b", "d"], ["a>b"])

    nodes = Answer(says="", marks=dict.fromkeys("abc", "found")).subgraph(graph)
    assert sorted(nodes) == ["a", "b", "c"]
    assert sorted(key for *_, key in nodes.edges(keys=True)) == ["a=c", "a>b", "b>c"]
    nodes.remove_node("a")
    assert "a" in graph
    assert len(Answer(says="").subgraph(graph)) == 0


def test_the_small_map_of_a_graph_whose_nodes_are_numbers_holds_only_what_is_marked():
    for kind in (nx.DiGraph, nx.MultiDiGraph):
        small = Answer(says="", marks={0: "start", 1: "found"}).subgraph(kind([(0, 1), (1, 2), (2, 3)]))
        assert list(small.edges()) == [(0, 1)]


def test_an_answer_reads_well_in_a_terminal_and_in_a_notebook():
    answer = Answer(
        says="<b>Two</b> & $x$.",
        table=pd.DataFrame({"label": ["<i>A</i>", "B"], "share": [0.5, None]}, index=["a", "b"]),
        marks={"a": "found"},
    )
    assert repr(answer) == "<Answer: <b>Two</b> & $x$. 2 rows, 1 marks>"
    assert str(answer).splitlines() == [
        "<b>Two</b> & $x$.",
        "",
        "      label  share",
        "a  <i>A</i>    0.5",
        "b         B    n/a",
    ]
    html = answer._repr_html_()
    assert html.startswith('<div class="tex2jax_ignore mathjax_ignore"><p>&lt;b&gt;Two&lt;/b&gt; &amp; $x$.</p><table')
    assert ("<i>" in html, "&lt;i&gt;A&lt;/i&gt;" in html, "<td>n/a</td>" in html) == (False, True, True)
    assert str(Answer(says="Nothing.")) == "Nothing."


# --- for analysts ---------------------------------------------------------------------------------------------


@pytest.fixture
def walk(mapping: SystemMapping) -> SystemMapping:
    """A network of three: what the link worker leads to, since two days of which the second is today."""
    for label, sector in (("Link worker", "primary care"), ("Kitchen", "voluntary"), ("Choir", "voluntary")):
        mapping.add_element(label, kind="team", sector=sector, since="2025-01-01")
    mapping.connect("Link worker", "Kitchen", kind="refers to", since="2025-01-01")
    mapping.connect("Kitchen", "Choir", kind="meets")
    return mapping


def test_an_analyst_asks_by_label_and_of_an_earlier_day(walk):
    now = walk.ask("look_from_here", about="Link worker", look="downstream")
    then = walk.ask("look_from_here", about=["Link worker"], as_at=date(2025, 1, 2))
    assert [list(now.table["label"]), list(then.table["label"])] == [["Kitchen", "Choir"], ["Kitchen"]]
    labels = nx.get_node_attributes(now.subgraph(walk.graph()), "label")
    assert sorted(labels.values()) == ["Choir", "Kitchen", "Link worker"]

    with pytest.raises(NotFound, match=r"‘Link worker’ is not on this map. The map is empty"):
        walk.ask("look_from_here", about="Link worker", as_at="2024-12-31")
    with pytest.raises(BadInput, match=r"There is no question ‘who’"):
        walk.ask("who")


def test_importing_the_verbs_of_the_map_does_not_load_what_questions_need():
    lines = (
        "import sys, workbench.mapping.verbs; print({'pandas', 'scipy', 'workbench.mapping.asking'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "set()"


def test_every_role_of_a_mark_has_a_name_of_its_own():
    assert len(set(asking.ROLES)) == len(asking.ROLES)
