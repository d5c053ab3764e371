"""Questions to a map: how one is declared, how it is asked, and what an answer holds.

Each question lives beside the pure functions it rests on; `workbench.mapping.questions` lists the modules that have
some. An analyst adds one of their own with `@question`, and it is in the panel beside the map at once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final, Literal, TypeAlias

import networkx as nx
import pandas as pd

from workbench import checks
from workbench.errors import BadInput, NotFound
from workbench.mapping.simple import label

About: TypeAlias = Sequence[Hashable]
Needs: TypeAlias = Literal["nothing", "one", "some", "two"]

ROLES: Final = (
    "start", "found", "way", "first", "second", "third", "group 1", "group 2", "group 3", "group 4", "group 5",
    "group 6", "group 7", "group 8",
)  # fmt: skip
"""What a part can be in the small map of an answer; each is drawn in its own way, the rest of the map is pale."""


_ROWS_SHOWN: Final = 20


@dataclass(frozen=True, kw_only=True, repr=False)
class Answer:
    """What the map says to a question.

    `says` is one sentence or two that say the answer and how to read it. `table` holds it in figures: one row an
    element or a connection (index: its id), or an index measure; a column `label` comes first where rows have names;
    missing values are what is not defined ("n/a" on the page). `marks` is the small map: id of a node or key of an
    edge → its role (one of `ROLES`); `legend` says what each role used means here. An answer may be empty.
    """

    says: str
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    marks: Mapping[Hashable, str] = field(default_factory=dict)
    legend: Mapping[str, str] = field(default_factory=dict)

    def subgraph(self, graph: nx.Graph) -> nx.MultiDiGraph:
        """The small map: the marked nodes, and the ends of marked edges, with the edges between them that are marked.

        Where no edge is marked, all edges between the marked nodes. A copy; empty if nothing is marked.
        """
        whole = nx.MultiDiGraph(graph)
        marked = {  # a key that is a mere number is never marked, though a node may be called by that number
            (one, other, key)
            for one, other, key in whole.edges(keys=True)
            if key in self.marks and not isinstance(key, int)
        }
        nodes = {node for node in graph if node in self.marks} | {end for edge in marked for end in edge[:2]}
        small = nx.MultiDiGraph(whole.subgraph(nodes))
        if marked:
            small.remove_edges_from([edge for edge in list(small.edges(keys=True)) if edge not in marked])
        return small

    def __str__(self) -> str:
        table = "" if self.table.empty else f"\n\n{self.table.to_string(max_rows=_ROWS_SHOWN, na_rep='n/a')}"
        return f"{self.says}{table}"

    def __repr__(self) -> str:
        return f"<Answer: {self.says} {len(self.table):,} rows, {len(self.marks):,} marks>"

    def _repr_html_(self) -> str:
        """The answer in a notebook; every word is escaped, and none of it is taken for mathematics."""
        table = "" if self.table.empty else self.table.to_html(max_rows=_ROWS_SHOWN, na_rep="n/a", border=0)
        return f'<div class="tex2jax_ignore mathjax_ignore"><p>{escape(self.says)}</p>{table}</div>'


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing to choose with a question: its words, and the options, of which the first is taken by default."""

    words: str
    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question as people would ask it. `key` names it in code; `group` is the heading it stands under.

    `defined` says, for anybody, how the answer is worked out and when there is none, with its source. `needs` says
    what has to be pointed to first. `choices` are keyword arguments of `answer`, by name.
    """

    key: str
    words: str
    group: str
    defined: str
    needs: Needs
    choices: Mapping[str, Choice]
    answer: Callable[..., Answer]


QUESTIONS: Final[dict[str, Question]] = {}
"""Every question that can be asked, by its key, in the order in which they were declared."""

OWN: Final = "Your own"
"""The heading under which questions stand that name no group."""


def question(
    words: str,
    *,
    defined: str,
    group: str = OWN,
    needs: Needs = "nothing",
    choices: Mapping[str, Choice] | None = None,
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Declare a function to be the answer to a question; it stays an ordinary function.

    It is called with the graph (never changed), with the ids that were pointed to if it `needs` any, and with each
    choice by its name. Declared again under the same name, the newer one stands: a cell can be run twice.
    """

    def declare(answer: Callable[..., Answer]) -> Callable[..., Answer]:
        key = answer.__name__
        QUESTIONS[key] = Question(
            key=key, words=words, group=group, defined=defined, needs=needs, choices=dict(choices or {}), answer=answer
        )
        return answer

    return declare


_WANTED: Final[Mapping[str, str]] = {
    "one": "This question is about one element: point to it first, then ask.",
    "some": "This question is about some elements: point to at least one first, then ask.",
    "two": "This question is about two elements: point to both first, then ask.",
}


def pointed(graph: nx.Graph, about: Any) -> list[Hashable]:
    """The nodes that are meant: each given as its id, as a label that only one node has, or as something with an `id`.

    One alone need not be in a list. Raises `BadInput` for a label that several nodes have, `NotFound` for what is not
    on this map, with the nearest label.
    """
    alone = isinstance(about, str) or not isinstance(about, Iterable)
    return [_node(graph, getattr(one, "id", one)) for one in ((about,) if alone else about)]


def _node(graph: nx.Graph, one: Any) -> Hashable:
    if isinstance(one, Hashable) and one in graph:
        return one
    named = [node for node in graph if label(graph, node) == one]
    if len(named) == 1:
        return named[0]
    if named:
        raise BadInput(f"{len(named)} elements are called ‘{one}’. Point to one by its id.")
    labels = sorted({label(graph, node) for node in graph})
    near = checks.nearest(str(one), labels, otherwise="Choose one that is.") if labels else "The map is empty."
    raise NotFound(f"‘{one}’ is not on this map. {near}")


def ask(graph: nx.MultiDiGraph, key: str, /, *, about: About = (), **chosen: str) -> Answer:
    """Ask a map a question by its key, about some of its elements (ids), with choices by name.

    Raises `BadInput` for an unknown question, choice or option, and if the question needs other elements than it
    was given.
    """
    if key not in QUESTIONS:
        raise BadInput(f"There is no question ‘{key}’. {checks.nearest(key, QUESTIONS, otherwise=_WHERE)}")
    asked = QUESTIONS[key]
    for name, option in chosen.items():
        if name not in asked.choices:
            raise BadInput(f"This question has no choice ‘{name}’. {checks.nearest(name, asked.choices)}")
        if option not in (options := asked.choices[name].options):
            raise BadInput(f"‘{option}’ is none of the options of ‘{name}’. {checks.nearest(str(option), options)}")
    there = [node for node in dict.fromkeys(about) if node in graph]
    enough = {"nothing": True, "one": len(there) == 1, "some": len(there) >= 1, "two": len(there) == 2}
    if not enough[asked.needs]:
        raise BadInput(_WANTED[asked.needs])
    given: dict[str, Any] = {name: chosen.get(name, choice.options[0]) for name, choice in asked.choices.items()}
    answer = asked.answer(graph, **given) if asked.needs == "nothing" else asked.answer(graph, there, **given)
    return _checked(answer, key)


def _checked(answer: object, key: str) -> Answer:
    if not isinstance(answer, Answer):
        raise BadInput(f"‘{key}’ gave {type(answer).__name__} where an Answer is expected. Return Answer(says=…).")
    for role in (*answer.marks.values(), *answer.legend):
        checks.chosen(role, ROLES, f"role of a mark in ‘{key}’")
    return answer


_WHERE: Final = "`workbench.mapping.asking.QUESTIONS` lists them."
