"""Something that was said, as every list on the page shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from workbench.sensemaking.audience import goes
from workbench.sensemaking.vocabulary import AUDIENCES, CONSENTS
from workbench.workspace import Network

Plain = dict[str, Any]
_PAGES: Final = {
    "element": "map.ipynb?focus=",
    "connection": "map.ipynb?focus=",
    "prototype": "prototypes.ipynb?open=",
    "measure": "measures.ipynb?measure=",
    "idea": "log.ipynb?open=",
    "barrier": "challenge.ipynb?open=",
    "goal": "challenge.ipynb?open=",
}
_WAITS: Final = {
    "not asked": "nobody has asked whoever told it yet",
    "refused": "whoever told it does not want it to go further",
}
REACH: Final = {audience: {consent: goes(audience, "story", consent) for consent in CONSENTS} for audience in AUDIENCES}
"""How far a story goes, by its audience and what its teller agreed to."""


def teller(network: Network) -> Callable[..., Plain]:
    """What makes a row of the page of a row of `sessions.heard`; connections get the names of their ends."""
    names = connection_names(network)

    def tell(row: Mapping[str, Any], pieces: Sequence[tuple[str, bool]] = ()) -> Plain:
        own = row["network"]["code"] == network.code
        waits = row["kind"] == "story" and row["goes"] != row["audience"]
        return {
            **{name: row[name] for name in ("id", "kind", "text", "title", "said_by", "held_on", "themes")},
            **{name: row[name] for name in ("audience", "consent", "goes", "version", "record")},
            "session": row["session"],
            "network": row["network"]["name"],
            "own": own,
            "href": f"session.ipynb?session={row['id']}" if own else None,
            "about": [_pointed(one, names, own=own) for one in row["about"]],
            "waits": _WAITS[row["consent"]] if waits else "",
            **({"pieces": [list(piece) for piece in pieces]} if pieces else {}),
            "cut": bool(pieces) and "".join(text for text, _ in pieces) != " ".join(row["text"].split()),
        }

    return tell


def connection_names(network: Network) -> dict[str, str]:
    """What the connections of a network's map are called, by id: the names of both ends."""
    parts = network.map.parts()
    names = {element["id"]: element["label"] for element in parts["elements"]}
    arrow = {"one way": "→", "mutual": "↔", "undirected": "–"}
    return {
        tie["id"]: f"{names[tie['source']]} {arrow[tie['direction']]} {names[tie['target']]}"
        for tie in parts["connections"]
    }


def _pointed(one: Mapping[str, Any], names: Mapping[str, str], *, own: bool) -> Plain:
    page = _PAGES.get(one["kind"]) if own and one["live"] else None
    label = one["title"] or names.get(one["id"]) or f"{'an' if one['kind'][0] in 'aeiou' else 'a'} {one['kind']}"
    return {"id": one["id"], "label": label, "href": f"{page}{one['id']}" if page else None}


def reads(network: Network) -> str:
    """Who reads on this page and what they do not see, in words."""
    reader = network.reader
    sets = {row.id: row.title for row in network.members.sets()}
    if reader.level == "set" and reader.in_set in sets:
        return f"You read as a member of {sets[reader.in_set]}: what stays with another set is not on this page."
    if reader.level == "set":
        return "You read as a member of the set that meets here."
    if reader.level == "network":
        return "You read for the whole network: what stays with one of its sets is not on this page."
    return "You read for the whole programme: only what may go that far is on this page."
