"""The cards of the first page: each page of the network, and in one line how things stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from widgets.home.next_step import Situation
from widgets.home.words import day_and_month, in_words, many, sentence
from widgets.measures.telling import MeasureTeller
from workbench.mapping.vocabulary import HOPED_FOR
from workbench.prototypes.models import STAGES
from workbench.words import as_title
from workbench.workspace import Network

Plain = dict[str, Any]
_STAGE_WORDS: Final = {"idea": "as an idea"}


def cards(
    network: Network,
    now: Situation,
    *,
    measures: MeasureTeller,
    sessions: Sequence[Plain],
    prototypes: Sequence[Plain],
    parts: Any,
) -> list[dict[str, str]]:
    """A card for each page but this one, in the order of the navigation: `title`, `href`, `says`."""
    return [
        _card("Map", "map.ipynb", _mapped(parts, to_confirm=now.to_confirm)),
        _card("Session", "session.ipynb", _met(sessions, now)),
        _card("Stories", "stories.ipynb", _heard(sessions)),
        _card("Prototypes", "prototypes.ipynb", _tried(prototypes)),
        _card("Measures", "measures.ipynb", _measured(measures)),
        _card("Challenge", "challenge.ipynb", _challenged(network.challenge.listed())),
        _card("Log", "log.ipynb", _logged(network)),
        _card("Review", "review.ipynb", _reviewed(len(network.thread.without_owner()))),
    ]


def _mapped(parts: Any, *, to_confirm: int) -> str:
    if not parts["elements"]:
        return "Nothing on it yet."
    there = [one for one in parts["connections"] if one["strength"] != HOPED_FOR]
    says = f"{many(len(parts['elements']), 'element')}, {many(len(there), 'connection')}."
    return says + (f" {to_confirm} from the register still to confirm." if to_confirm else "")


def _met(sessions: Sequence[Plain], now: Situation) -> str:
    if not now.last_met:
        return "None held yet."
    last = "today" if now.last_met == now.today else f"on {day_and_month(now.last_met, today=now.today)}"
    actions = f"{many(now.open_actions, 'action')} open." if now.open_actions else "No action open."
    return f"{len(sessions)} held, the last {last}. {actions}"


def _heard(sessions: Sequence[Plain]) -> str:
    stories, facts = (sum(one["counts"][what] for one in sessions) for what in ("stories", "facts"))
    if not stories + facts:
        return "Nothing said yet."
    return f"{many(stories, 'story', 'stories')} and {many(facts, 'fact')} to find, compare and see on the map."


def _tried(prototypes: Sequence[Plain]) -> str:
    counted = Counter(one["stage"] for one in prototypes)
    stages = [f"{counted[stage]} {_STAGE_WORDS.get(stage, stage)}" for stage in STAGES if counted[stage]]
    total = f"{len(prototypes)}: " if len(stages) > 1 else ""
    return f"{total}{', '.join(stages)}." if prototypes else "Nothing tried yet."


def _measured(measures: MeasureTeller) -> str:
    """How many measures there are, and how many of them need a conversation or are improving."""
    found = measures.standings()
    if not found:
        return "No measure yet."
    talk = sum(where.talk for _, _, where in found)
    better = sum(where.part == "improving" for _, _, where in found)
    bare = sum(where.part == "no values" for _, _, where in found)
    parts = [in_words(talk, "needs a conversation", "need a conversation")] if talk else []
    parts += [in_words(better, "is improving", "are improving")] if better else []
    parts += [in_words(bare, "has no values yet", "have no values yet")] if bare else []
    return f"{many(len(found), 'measure')}. {sentence(', '.join(parts) or 'nothing stands out')}"


def _challenged(challenges: Sequence[Plain]) -> str:
    under_way = [one for one in challenges if not one["over"]]
    if under_way:
        return " ".join(f"{as_title(one['title'])}. {one['says']}" for one in under_way)
    return f"{many(len(challenges), 'challenge')}, over its hundred days." if challenges else "None launched yet."


def _logged(network: Network) -> str:
    ideas = network.log.listed()
    trying = sum(one["status"] == "being tried" for one in ideas)
    says = many(len(ideas), "idea") if ideas else "No idea yet"
    says += f", {in_words(trying, 'is being tried', 'are being tried')}" if trying else ""
    routines = len(network.routines.listed())
    return f"{says}. {many(routines, 'routine')} kept." if routines else f"{says}."


def _reviewed(nobody: int) -> str:
    owners = f"{many(nobody, 'thing has', 'things have')} no owner yet." if nobody else "Everything has an owner."
    return f"What leaders see. {owners}"


def _card(title: str, href: str, says: str) -> dict[str, str]:
    return {"title": title, "href": href, "says": says}
