"""What waits in one network: what has to be decided, what was agreed, and what nobody owns, measures or uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import networkx as nx

from workbench.thread import lists
from workbench.thread.headline import GOOD
from workbench.thread.moved import Movement
from workbench.words import as_title, listed, long_date
from workbench.workspace import Network

Plain = dict[str, Any]
Link = Callable[[str], str | None]
NAMED: Final = 2
"""So many of what was hoped for by one day are named; more are counted."""
UNDER_WAY: Final = "under way"
_PAGES: Final = {
    "prototype": "prototypes.ipynb?open=",
    "measure": "measures.ipynb?measure=",
    "action": "session.ipynb?open=",
    "test cycle": "prototypes.ipynb?open=",
    "barrier": "challenge.ipynb?open=",
}


def to_decide(
    network: Network, graph: nx.MultiDiGraph, prototypes: Sequence[Plain], answers: Mapping[str, Movement], link: Link
) -> list[Plain]:
    """What waits for a decision, a line for each prototype or relationship; longest first, tests under way last.

    Each: `id`, `label`, `link`, `network`, `people` (who looks after it), `since` (ISO text) and its `matters`: `kind`
    ("rule ran out", "test to decide", "day has passed", "at odds" or "under way") and what it `says`. `graph` is that
    of the thread, `answers` those that may be shared. What was abandoned waits for nobody.
    """
    found = [
        _of_a_prototype(one, answers.get(one["id"]), network, link) for one in prototypes if one["stage"] != "abandoned"
    ]
    found += [
        {
            "id": tie["id"],
            "label": tie["label"],
            "link": link(f"map.ipynb?focus={tie['id']}"),
            "network": network.name,
            "people": [],
            "since": tie["since"],
            "matters": [{"kind": "at odds", "says": tie["says"]}],
        }
        for tie in lists.much_wanted(graph)
        if tie["at_odds"]
    ]
    return in_order(one for one in found if one["matters"])


def in_order(lines: Any) -> list[Plain]:
    """What waits for a decision longest first, and last what is only under way."""
    return sorted(lines, key=lambda one: (only_under_way(one), one["since"], one["id"]))


def only_under_way(line: Plain) -> bool:
    """Whether nothing has to be decided yet: a test goes on, and that is all."""
    return all(each["kind"] == UNDER_WAY for each in line["matters"])


def _of_a_prototype(one: Plain, answer: Movement | None, network: Network, link: Link) -> Plain:
    matters: list[tuple[str, str, str]] = []
    people = [one["owner"]]
    if one["rule_over"]:
        by = f" by {one['rule_by']}" if one["rule_by"] else ""
        until = long_date(date.fromisoformat(one["rule_until"]))
        says = f"The rule “{one['rule'].rstrip('.')}” was suspended{by} until {until}, which has passed."
        matters.append((one["rule_until"], "rule ran out", says))
        people.append(one["rule_by"])
    for test in one["cycles"]:
        if test["state"] in ("study", "doing"):
            day = test["ended_on"] or test["started_on"] or test["named_on"]
            matters.append((day, *_of_a_test(test)))
            people.append(test["owner"])
    if answer is not None:
        matters += [(day.isoformat(), "day has passed", says) for day, says in _days_passed(answer)]
    return {
        "id": one["id"],
        "label": f"#{one['number']} {one['title']}",
        "link": link(_PAGES["prototype"] + one["id"]),
        "network": network.name,
        "people": sorted({each for each in people if each}),
        "since": min((day for day, kind, _ in matters if kind != UNDER_WAY), default=one["named_on"]),
        "matters": [{"kind": kind, "says": says} for _, kind, says in sorted(matters, key=_first_decide)],
    }


def _first_decide(matter: tuple[str, str, str]) -> tuple[bool, str]:
    return matter[1] == UNDER_WAY, matter[0]


def _of_a_test(test: Plain) -> tuple[str, str]:
    name = f"Test {test['number']}, “{as_title(test['question'])}”,"
    if test["state"] == "doing":
        return UNDER_WAY, f"{name} has been under way since {long_date(date.fromisoformat(test['started_on']))}."
    if test["ended_on"]:
        return (
            "test to decide",
            f"{name} ended on {long_date(date.fromisoformat(test['ended_on']))} and is not decided.",
        )
    return "test to decide", f"{name} has shown something and is not decided."


def _days_passed(answer: Movement) -> list[tuple[date, str]]:
    """The days by which something was hoped for, that have passed and did not bring it, each with a sentence."""
    late: dict[date, list[str]] = defaultdict(list)
    named = [(move.label, move) for move in answer.ties] + [
        (f"‘{as_title(move.title)}’", move) for move in answer.results
    ]
    for name, move in named:
        if move.due is not None and move.due_passed and move.outcome not in GOOD:
            late[move.due].append(name)
    found = []
    for day, names in sorted(late.items()):
        who = listed(names if len(names) <= NAMED else [*names[:NAMED], f"{len(names) - NAMED} more"])
        verb = "was" if len(names) == 1 else "were"
        found.append((day, f"{who} {verb} hoped for by {long_date(day)}, which has passed."))
    return found


def loose(network: Network, graph: nx.MultiDiGraph, prototypes: Sequence[Plain], link: Link) -> list[Plain]:
    """What has no owner, no measure or no use, each once with all that it lacks, oldest first."""
    lacking: dict[str, Plain] = {}
    for lack, items in (
        ("no owner", lists.without_owner(graph)),
        ("no measure", lists.without_measure(graph)),
        ("nobody uses it", lists.unused_measures(graph)),
    ):
        for item in items:
            found = lacking.setdefault(item["id"], {**item, "lacks": [], "network": network.name})
            found["lacks"].append(lack)
    of_a_test = {test["id"]: one["id"] for one in prototypes for test in one["cycles"]}
    return [
        {
            **{name: one[name] for name in ("id", "label", "network")},
            "kind": "test" if one["kind"] == "test cycle" else one["kind"],
            "lacks": ", ".join(one["lacks"]),
            "link": link(_PAGES[one["kind"]] + of_a_test.get(one["id"], one["id"])),
        }
        for one in sorted(lacking.values(), key=lambda one: (one["since"], one["id"]))
    ]


def actions(network: Network, graph: nx.MultiDiGraph, link: Link) -> list[Plain]:
    """The open actions; `waiting` counts the days since the session that agreed on them.

    What an action says is its set's own until somebody shares it with the programme: then its `text` is not it.
    """
    today = network.today()
    found = []
    for node, data in graph.nodes(data=True):
        if data["kind"] != "action" or data["ended"] or data["fields"]["done_on"]:
            continue
        meeting = graph.nodes.get(data["fields"]["session_id"])
        if meeting is None or meeting["ended"]:
            continue
        due = data["fields"]["due"]
        found.append(
            {
                "id": node,
                "text": data["label"],
                "owner": data["fields"]["owner"],
                "due": due,
                "late": bool(due) and date.fromisoformat(due) < today,
                "waiting": max((today - meeting["day"]).days, 0),
                "session": meeting["label"],
                "network": network.name,
                "link": link(_PAGES["action"] + node),
            }
        )
    return found
