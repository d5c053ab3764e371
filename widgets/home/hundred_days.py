"""The challenges of a network on its first page: the day, the gates on one line, and what is in the way."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from widgets.challenge.registers import barriers_say
from widgets.challenge.telling import answer, hundred
from widgets.home.next_step import Gate
from workbench.words import as_title
from workbench.workspace import Network

_COME: Final = ("today", "late")


def told(network: Network) -> list[tuple[dict[str, Any], Gate | None]]:
    """The challenges that are not through yet, the latest launch first, each with the gate that is to be held now.

    Each is told by its `id`, `title`, where it stands (`answer`), its days as a line (`hundred`), and what is `open` in
    its way ("" for nothing). None under way gives an empty list.
    """
    today = network.today()
    listed = [one for one in network.challenge.listed() if not one["over"] or one["next_gate"]]
    walls = network.challenge.barriers_told() if listed else []
    found = []
    for one in listed:
        still = [wall for wall in walls if wall["challenge"] in (None, one["id"]) and wall["resolved"] is None]
        gate = one["next_gate"]
        due = gate and gate["state"] in _COME
        found.append(
            (
                {
                    "id": one["id"],
                    "title": one["title"],
                    "answer": answer(one, today=today),
                    "hundred": hundred(one, today=today),
                    "open": barriers_say(still) if still else "",
                },
                Gate(
                    day=one["day"],
                    name=gate["name"],
                    href=f"session.ipynb?method={quote(gate['name'])}",
                    of=as_title(one["title"]) if len(listed) > 1 else "",
                )
                if due
                else None,
            )
        )
    return found
