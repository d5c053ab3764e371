"""What is listed under what somebody looks for: the best first where words are looked for, else what was said last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from widgets.stories.place import Place
from workbench.words import counted, quoted, the
from workbench.workspace import Network

Row = Mapping[Any, Any]
MOST_NEAR: Final = 5
MOST_LISTED: Final = 200
"""So much of what was said travels to a page at once; who wants more narrows it down."""
Pieces = Sequence[tuple[str, bool]]
_KIND_WORDS: Final = {"story": ("story", "stories"), "fact": ("fact", "facts"), "question": ("question", "questions")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is listed, each with its text in pieces (and whether a piece was looked for; none where nothing was).

    `says` is how much there is, in words; `without_filters` how much more there would be if nothing narrowed it;
    `more` how much there is beyond what is listed.
    """

    says: str
    rows: list[tuple[Row, Pieces]]
    without_filters: int
    more: int


def found(network: Network, rows: Sequence[Row], place: Place) -> Found:
    """What of these rows of `sessions.heard` a place lists; a search also finds insights, actions, issues and notes."""
    every: list[tuple[Row, Pieces]] = [(row, ()) for row in rows if row["record"] == "entry"]
    if place.search:
        by_id, names = {row["id"]: row for row in rows}, _network_names(network, rows)
        hits = network.sessions.search(place.search, everywhere=bool(place.everywhere)).to_dict("records")
        every = [(by_id.get(hit["id"]) or _row_of(hit, names), pieces(hit["snippet"], hit["hits"])) for hit in hits]
    listed = [(row, parts) for row, parts in every if place.lets(row)]
    return Found(
        says=_says(len(listed), place),
        rows=listed[:MOST_LISTED],
        more=max(len(listed) - MOST_LISTED, 0),
        without_filters=len(every) - len(listed),
    )


def pieces(snippet: str, hits: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A snippet cut where what was looked for begins and ends: each piece, and whether it was looked for."""
    cut, at = [], 0
    for begin, end in hits:
        cut += [(snippet[at:begin], False), (snippet[begin:end], True)]
        at = end
    return [(text, hit) for text, hit in [*cut, (snippet[at:], False)] if text]


def near(search: str, *, parts: Sequence[Row], rows: Sequence[Row]) -> list[dict[str, Any]]:
    """What carries these words in its name though nobody said them: `says`, and the `place` that lists it.

    `parts`: the rows of the map's table; `rows` those of `sessions.heard`. Parts of the map that were spoken of come
    first, then people who said something, then themes; `MOST_NEAR` at most, none for what nothing is called.
    """
    wanted = search.casefold().split()

    def called(name: str) -> bool:
        return bool(wanted) and all(word in name.casefold() for word in wanted)

    said = Counter(row["said_by"] for row in rows if row["record"] == "entry" and row["said_by"])
    themes = Counter(theme for row in rows for theme in row["themes"])
    return [
        *(
            {"says": f"What was said about {part['label']}", "place": {"view": "map", "about": part["id"]}}
            for part in parts
            if called(part["label"])
        ),
        *(
            {"says": f"What {the(role)} said ({count})", "place": {"by": role}}
            for role, count in said.items()
            if called(role)
        ),
        *(
            {"says": f"The theme “{one}” ({count})", "place": {"theme": one}}
            for one, count in themes.items()
            if called(one)
        ),
    ][:MOST_NEAR]


def _row_of(hit: Row, names: Mapping[str, str]) -> Row:
    """What is found and nobody said at a step: an issue that was brought, or what is noted of a meeting itself."""
    return {
        **{name: hit[name] for name in ("id", "text", "said_by")},
        "record": hit["kind"],
        "kind": {"bid": "issue brought", "session": "about the meeting"}.get(hit["kind"], hit["kind"]),
        "title": hit["text"].partition("\n")[0],
        "held_on": hit["held_on"].date().isoformat(),
        "session": {"id": hit["session_id"], "title": hit["session"]},
        "network": {"code": hit["network"], "name": names.get(hit["network"], hit["network"])},
        "about": [],
        "themes": [],
        **dict.fromkeys(("audience", "consent", "goes", "version")),
    }


def _network_names(network: Network, rows: Sequence[Row]) -> dict[str, str]:
    return {network.code: network.name, **{row["network"]["code"]: row["network"]["name"] for row in rows}}


def _says(count: int, place: Place) -> str:
    """How much is listed, in words."""
    one, many = _KIND_WORDS[place.kinds[0]] if len(place.kinds) == 1 else ("thing", "things")
    about = "".join(
        [
            f" for {quoted(place.search)}" if place.search else "",
            f" on “{place.theme}”" if place.theme else "",
            f" by {place.by}" if place.by else "",
        ]
    )
    if not count:
        return f"Nothing {'found' if place.search else 'was said'}{about}"
    if place.search:
        return f"{counted(count, one, many)} found{about}"
    return f"{counted(count, one, many)}{about}, the newest first"
