"""Nothing that is worked out from what was said depends on what its reader may not read."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sensemaking.networks import silent
from workbench.mapping.verbs import SystemMapping
from workbench.store import Reader

LEVELS = ("set", "network", "programme", "public")
DYAD, LINKS = "facts-stories", "community links"
TOLD = st.lists(
    st.fixed_dictionaries(
        {
            "month": st.integers(1, 3),
            "audience": st.sampled_from(LEVELS),
            "nature": st.sampled_from(["fact", "story", ""]),
            "consent": st.sampled_from(["not asked", "given", "refused"]),
            "themes": st.sampled_from([[], [LINKS]]),
            "placed": st.sampled_from([{}, {DYAD: None}, {DYAD: (0.2, 0.8)}, {DYAD: (1.0, 0.0)}]),
        }
    ),
    max_size=8,
)


@settings(max_examples=12)
@given(TOLD, st.sampled_from(LEVELS))
def test_patterns_themes_pictures_and_the_map_are_those_of_what_may_be_read(told, level):
    far = {
        index: "set" if each["nature"] == "story" and each["consent"] != "given" else each["audience"]
        for index, each in enumerate(told)
    }
    readable = [each for index, each in enumerate(told) if LEVELS.index(far[index]) >= LEVELS.index(level)]

    assert _seen(told, level) == _seen(readable, level)


def _seen(told: list[dict[str, Any]], level: str) -> list[Any]:
    """All that a reader at that level sees of a network in which this was told, without its ids."""
    sessions = silent(small_numbers=2)
    code = sessions._scope.network
    kitchen = SystemMapping(sessions._scope).add_element("Kitchen", kind="team").id
    meetings = [
        sessions.begin(f"Meeting {month}", method="after action review", held_on=date(2025, month, 1)).id
        for month in (1, 2, 3)
    ]
    for each in told:
        given_ = {name: value for name, value in each.items() if name != "month"}
        sessions.say(meetings[each["month"] - 1], "One", step="What happened?", about=[kitchen], **given_)
    reader = Reader(code if level in ("set", "network") else None, None, level)
    picture = sessions.picture(DYAD, reader=reader)
    frames = [
        sessions.placements(reader=reader).drop(columns=["entry", "network"]),
        *(sessions.pattern(DYAD, by=by, reader=reader) for by in ("network", "month", "session")),
        *(sessions.themes(by=by, reader=reader) for by in ("network", "month", "session")),
        sessions.about_map(reader=reader).drop(columns="entries"),
    ]
    named = [frame.drop(columns=["network", "key", "group"], errors="ignore") for frame in frames]
    return [picture.svg, picture.says, [frame.to_json(orient="values", date_format="iso") for frame in named]]
