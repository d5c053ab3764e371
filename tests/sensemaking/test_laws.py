"""What holds after any sequence of gestures in a session."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import Clock
from tests.stores import empty_store
from workbench.errors import BadInput
from workbench.mapping.verbs import SystemMapping
from workbench.sensemaking.fields import TITLE_LENGTH, shortened
from workbench.sensemaking.verbs import AREA, Sessions
from workbench.sensemaking.vocabulary import AUDIENCES, CONSENTS, FORMS, PARTS
from workbench.store import Scope, Store
from workbench.store.base import new_id

NETWORK = "U99001"
METHOD = "action learning set meeting"
STEPS = ("Check-in", "Open questions", "How did we work?")
TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
PLACE = st.integers(0, 30)  # taken modulo however many there are
ROLES = st.lists(st.sampled_from(["GP", "carer", "community nurse"]), unique=True)
GESTURES = st.one_of(
    st.tuples(st.just("say"), TEXT, st.sampled_from(STEPS), st.sampled_from(("", "fact", "story", *FORMS)), PLACE),
    st.tuples(st.just("change_entry"), PLACE, TEXT, PLACE),
    st.tuples(st.just("place"), PLACE, st.sampled_from([None, (0.5, 0.5), (0, 1)])),
    st.tuples(st.just("share"), PLACE, st.sampled_from(AUDIENCES), st.sampled_from(CONSENTS)),
    st.tuples(st.just("bid"), TEXT, st.sampled_from(["GP", "carer"])),
    st.tuples(st.just("give_airtime"), PLACE),
    st.tuples(st.just("take_part"), st.sampled_from(["GP", "carer", "nurse"]), st.sampled_from(PARTS)),
    st.tuples(st.just("open_advice")),
    st.tuples(st.just("close_advice")),
    st.tuples(st.just("conclude"), TEXT, PLACE),
    st.tuples(st.just("agree"), TEXT, PLACE),
    st.tuples(st.just("done"), PLACE),
    st.tuples(st.just("remove"), st.sampled_from(["entries", "insights", "actions", "bids"]), PLACE),
    st.tuples(st.just("set_present"), ROLES),
    st.tuples(st.just("change"), TEXT),
    st.tuples(st.just("close")),
)


@settings(max_examples=30, deadline=None)
@given(gestures=st.lists(GESTURES, max_size=8))
def test_taking_back_every_gesture_restores_what_was_told_before_each(gestures):
    store = empty_store()
    meeting = _Meeting(store)
    told = [meeting.told()]
    for gesture in gestures:
        before = store.latest()
        meeting.do(*gesture)
        if store.latest() > before:
            told.append(meeting.told())

    for earlier in reversed(told[:-1]):
        store.undo(**meeting.whose)
        assert meeting.told() == earlier
    for later in told[1:]:
        store.redo(**meeting.whose)
        assert meeting.told() == later
    store.close()


@given(st.text(max_size=300))
def test_a_title_is_one_short_line_that_begins_as_the_text_does(text):
    title = shortened(text)

    assert len(title) <= TITLE_LENGTH
    assert "\n" not in title
    assert " ".join(text.split()).startswith(title.removesuffix("…"))


class _Meeting:
    """A meeting that has just begun, of somebody who has done nothing before, and gestures in it."""

    def __init__(self, store: Store) -> None:
        scope = Scope(store, NETWORK, new_id(), Clock(datetime(2025, 1, 23, 12, 0, tzinfo=UTC)))
        self.sessions, mapping = Sessions(scope), SystemMapping(scope)
        self.elements = [mapping.add_element(f"{label} {scope.who}", kind="team").id for label in ("one", "two")]
        self.session = self.sessions.begin("January", method=METHOD, present=["GP"]).id
        self.whose: dict[str, Any] = {"network": NETWORK, "who": scope.who, "area": AREA, "at": scope.clock()}

    def told(self) -> Any:
        return _without_versions(self.sessions.told(self.session))

    def do(self, name: str, *given_: Any) -> None:
        with suppress(BadInput):  # advice is held back, nobody presents
            getattr(self, f"_{name}")(*given_)

    def _pick(self, part: str, place: int) -> list[str]:
        there = self.sessions.told(self.session)[part]
        return [there[place % len(there)]["id"]] if there else []

    def _say(self, text: str, step: str, kind: str, place: int) -> None:
        form, nature = (kind, "") if kind in FORMS else ("statement", kind)
        more: dict[str, Any] = {"themes": ["community links"]} if place % 2 else {}
        more |= {"placed": {"facts-stories": (0.25, 0.75)}} if place % 3 else {}
        about = self.elements[: place % 3]
        self.sessions.say(self.session, text, step=step, form=form, nature=nature, about=about, **more)

    def _change_entry(self, place: int, text: str, about: int) -> None:
        for entry in self._pick("entries", place):
            self.sessions.change_entry(entry, text=text, about=self.elements[: about % 3])

    def _place(self, place: int, weights: tuple[float, float] | None) -> None:
        for entry in self._pick("entries", place):
            self.sessions.place(entry, "crisis-planning", weights)

    def _share(self, place: int, audience: str, consent: str) -> None:
        for entry in self._pick("entries", place):
            self.sessions.share(entry, audience=audience, consent=consent)

    def _bid(self, issue: str, made_by: str) -> None:
        self.sessions.bid(self.session, issue, made_by=made_by)

    def _give_airtime(self, place: int) -> None:
        for bid in self._pick("bids", place):
            self.sessions.give_airtime(bid)

    def _take_part(self, role: str, part: str) -> None:
        self.sessions.take_part(self.session, role, part)

    def _open_advice(self) -> None:
        self.sessions.open_advice(self.session)

    def _close_advice(self) -> None:
        self.sessions.close_advice(self.session)

    def _conclude(self, text: str, place: int) -> None:
        self.sessions.conclude(self.session, text, came_from=self._pick("entries", place))

    def _agree(self, text: str, place: int) -> None:
        self.sessions.agree(self.session, text, came_from=self._pick("insights", place))

    def _done(self, place: int) -> None:
        for action in self._pick("actions", place):
            self.sessions.done(action)

    def _remove(self, part: str, place: int) -> None:
        for record in self._pick(part, place):
            self.sessions.remove(record)

    def _set_present(self, roles: list[str]) -> None:
        self.sessions.set_present(self.session, roles)

    def _change(self, title: str) -> None:
        self.sessions.change(self.session, title=title)

    def _close(self) -> None:
        self.sessions.close(self.session)


def _without_versions(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {name: _without_versions(value) for name, value in plain.items() if name != "version"}
    return [_without_versions(item) for item in plain] if isinstance(plain, list) else plain
