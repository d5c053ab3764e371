"""What holds after any sequence of gestures in a session."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from workbench.mapping.verbs import SystemMapping
from workbench.sensemaking.fields import TITLE_LENGTH, shortened
from workbench.sensemaking.verbs import AREA, Sessions
from workbench.sensemaking.vocabulary import METHODS, NATURES
from workbench.store import Scope, Store

NETWORK, WHO = "U99001", "GP"
METHOD = "after action review"
TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
PLACE = st.integers(0, 30)  # taken modulo however many there are
ROLES = st.lists(st.sampled_from(["GP", "carer", "community nurse"]), unique=True)
GESTURES = st.one_of(
    st.tuples(st.just("say"), TEXT, st.sampled_from(METHODS[METHOD]), st.sampled_from(NATURES), PLACE),
    st.tuples(st.just("change_entry"), PLACE, TEXT, PLACE),
    st.tuples(st.just("conclude"), TEXT, PLACE),
    st.tuples(st.just("agree"), TEXT, PLACE),
    st.tuples(st.just("done"), PLACE),
    st.tuples(st.just("remove"), st.sampled_from(["entries", "insights", "actions"]), PLACE),
    st.tuples(st.just("set_present"), ROLES),
    st.tuples(st.just("change"), TEXT),
    st.tuples(st.just("close")),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(GESTURES, max_size=8))
def test_taking_back_every_gesture_restores_what_was_told_before_each(gestures):
    store = Store("sqlite://")
    store.create()
    scope = Scope(store, NETWORK, WHO, Clock(datetime(2025, 1, 23, 12, 0, tzinfo=UTC)))
    sessions, mapping = Sessions(scope), SystemMapping(scope)
    elements = [mapping.add_element(label, kind="team").id for label in ("one", "two")]
    session = sessions.begin("January", method=METHOD, present=["GP"]).id
    told = [_told(sessions, session)]
    for gesture in gestures:
        before = store.latest()
        _do(sessions, session, elements, gesture)
        if store.latest() > before:
            told.append(_told(sessions, session))

    for earlier in reversed(told[:-1]):
        store.undo(network=NETWORK, who=WHO, area=AREA, at=scope.clock())
        assert _told(sessions, session) == earlier
    for later in told[1:]:
        store.redo(network=NETWORK, who=WHO, area=AREA, at=scope.clock())
        assert _told(sessions, session) == later
    store.close()


@given(st.text(max_size=300))
def test_a_title_is_one_short_line_that_begins_as_the_text_does(text):
    title = shortened(text)

    assert len(title) <= TITLE_LENGTH
    assert "\n" not in title
    assert " ".join(text.split()).startswith(title.removesuffix("…"))


def _do(sessions: Sessions, session: str, elements: list[str], gesture: tuple[Any, ...]) -> None:
    name, *given_ = gesture
    told = sessions.told(session)

    def pick(part: str, place: int) -> list[str]:
        return [told[part][place % len(told[part])]["id"]] if told[part] else []

    def say(text: str, step: str, nature: str, place: int) -> None:
        sessions.say(session, text, step=step, nature=nature, about=elements[: place % 3])

    def change_entry(place: int, text: str, about: int) -> None:
        for entry in pick("entries", place):
            sessions.change_entry(entry, text=text, about=elements[: about % 3])

    def done(place: int) -> None:
        for action in pick("actions", place):
            sessions.done(action)

    def remove(part: str, place: int) -> None:
        for record in pick(part, place):
            sessions.remove(record)

    verbs: dict[str, Any] = {
        "say": say,
        "change_entry": change_entry,
        "conclude": lambda text, place: sessions.conclude(session, text, came_from=pick("entries", place)),
        "agree": lambda text, place: sessions.agree(session, text, came_from=pick("insights", place)),
        "done": done,
        "remove": remove,
        "set_present": lambda roles: sessions.set_present(session, roles),
        "change": lambda title: sessions.change(session, title=title),
        "close": lambda: sessions.close(session),
    }
    verbs[name](*given_)


def _told(sessions: Sessions, session: str) -> Any:
    return _without_versions(sessions.told(session))


def _without_versions(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {name: _without_versions(value) for name, value in plain.items() if name != "version"}
    return [_without_versions(item) for item in plain] if isinstance(plain, list) else plain
