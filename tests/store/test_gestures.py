"""A gesture is kept whole, with its line in the feed, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from workbench.errors import Conflict, NotFound
from workbench.mapping.models import Connection, Element
from workbench.mapping.verbs import SystemMapping
from workbench.store import Link, Scope, Store


@pytest.fixture
def mapping(scope: Scope) -> SystemMapping:
    return SystemMapping(scope)


def actions(store: Store) -> list[str]:
    return [change.action for change in store.changes_since(0)]


def test_a_gesture_leaves_one_line_with_what_stood_before_and_after(store, scope, mapping, clock):
    element = mapping.add_element("Link worker", kind="person in role")
    mapping.change_element(element.id, label="Social prescriber")

    change = store.changes_since(1)[0]
    assert (change.sequence, change.at, change.who, change.network, change.area, change.kind) == (
        2,
        clock.now,
        "practice manager",
        "U99001",
        "map",
        "do",
    )
    assert change.action == "renamed Link worker to Social prescriber"
    assert change.record_id == element.id
    [edit] = change.edits
    assert edit.entity == "element"
    assert edit.changed_fields() == {"title"}
    assert (edit.before["title"], edit.after["title"]) == ("Link worker", "Social prescriber")
    assert (edit.before["version"], edit.after["version"]) == (1, 2)


def test_a_row_that_a_gesture_touches_twice_is_noted_once(store, scope):
    with scope.gesture("drew twice", area="map") as session:
        element = Element(network="U99001", title="A", type="team", valid_from=scope.today())
        session.add(element)
        session.flush()
        element.title = "B"

    [change] = store.changes_since(0)
    [edit] = change.edits
    assert (edit.before, edit.after["title"]) == (None, "B")


def test_a_gesture_that_fails_changes_nothing(store, scope, mapping):
    def half() -> None:
        with scope.gesture("half", area="map") as session:
            session.add(Element(network="U99001", title="A", type="team", valid_from=scope.today()))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()

    assert mapping.elements().empty
    assert store.latest() == 0


def test_a_gesture_that_changes_nothing_leaves_no_line(store, mapping):
    element = mapping.add_element("Link worker", kind="person in role")

    mapping.change_element(element.id, label="Link worker")

    assert actions(store) == ["added Link worker"]


def test_the_database_itself_refuses_a_word_outside_the_vocabulary(scope):
    with pytest.raises(Exception, match="known_type"), scope.gesture("wrong", area="map") as session:
        session.add(Element(network="U99001", title="A", type="spaceship", valid_from=scope.today()))


def test_the_database_itself_refuses_a_connection_to_nowhere(scope, mapping):
    element = mapping.add_element("Link worker", kind="person in role")
    with pytest.raises(Exception, match=r"(?i)foreign key"), scope.gesture("wrong", area="map") as session:
        session.add(
            Connection(
                network="U99001",
                title="",
                type="trusts",
                source_id=element.id,
                target_id="nowhere",
                valid_from=scope.today(),
            )
        )


def test_a_stale_version_raises_a_conflict_with_both_sides(mapping, scope):
    element = mapping.add_element("Link worker", kind="person in role")
    scope.who = "community nurse"
    mapping.change_element(element.id, version=1, label="Social prescriber")
    scope.who = "practice manager"

    with pytest.raises(Conflict) as caught:
        mapping.change_element(element.id, version=1, label="Link worker (new)")

    assert (caught.value.mine, caught.value.theirs) == (
        {"title": "Link worker (new)"},
        {"title": "Social prescriber"},
    )
    assert str(caught.value) == (
        "‘Social prescriber’ was changed by community nurse while you were at it. "
        "Nothing was overwritten: look at both and choose."
    )


def test_a_record_of_another_network_is_not_found(store, mapping, clock):
    element = mapping.add_element("Link worker", kind="person in role")
    elsewhere = SystemMapping(Scope(store, "U99002", "practice manager", clock))

    with pytest.raises(NotFound, match="no longer there"):
        elsewhere.change_element(element.id, label="Ours now")


def test_changes_since_gives_only_what_is_newer_and_of_that_network(store, mapping, clock):
    mapping.add_element("Link worker", kind="person in role")
    seen = store.latest()
    mapping.add_element("Kitchen", kind="community group")
    SystemMapping(Scope(store, "U99002", "GP", clock)).add_element("Elsewhere", kind="place")

    assert [change.action for change in store.changes_since(seen, network="U99001")] == ["added Kitchen"]
    assert (store.latest(network="U99001"), store.latest(network="U99002"), store.latest()) == (2, 3, 3)


def test_a_reading_sees_one_state_whatever_others_do_meanwhile(store, mapping):
    mapping.add_element("One", kind="team")
    counted = select(func.count()).select_from(Element)
    with store.reading() as session:
        before = session.scalar(counted)
        if store.engine.dialect.name == "postgresql":  # SQLite lets a writer wait until the reader has done
            mapping.add_element("Two", kind="team")
        assert session.scalar(counted) == before == 1


def test_two_records_are_joined_once_by_links_of_one_kind(store, scope, mapping):
    one = mapping.add_element("One", kind="team")
    two = mapping.add_element("Two", kind="team")
    for note in ("first", "second"):
        with scope.gesture("linked", area="map") as session:
            scope.link(session, "about", one.id, two.id, note=note, due=date(2025, 3, 1))

    with store.reading() as session:
        [link] = session.scalars(select(Link))
    assert (link.note, link.due, link.version) == ("second", date(2025, 3, 1), 2)


def test_unlinking_ends_the_link_and_keeps_it(store, scope, mapping):
    one = mapping.add_element("One", kind="team")
    two = mapping.add_element("Two", kind="team")
    with scope.gesture("linked", area="map") as session:
        scope.link(session, "about", one.id, two.id)
    with scope.gesture("unlinked", area="map") as session:
        scope.unlink(session, "about", one.id, two.id)

    with store.reading() as session:
        [link] = session.scalars(select(Link))
    assert link.valid_to == scope.today()
