"""What was done lately, and what points to the map."""

from __future__ import annotations

from workbench.mapping.recent import pointing_here, recent
from workbench.store import Record


def test_the_newest_gesture_comes_first_with_what_it_changed(mapping, scope):
    link = mapping.add_element("Link worker", kind="person in role")
    kitchen = mapping.add_element("Kitchen", kind="place")
    tie = mapping.connect(link, kitchen, kind="refers to")
    mapping.change_connection(tie.id, strength=5, said_by="carer")

    newest = recent(scope)[0]

    assert newest == {
        "sequence": 4,
        "at": "2025-01-23T12:00:00+00:00",
        "who": "practice manager",
        "action": "changed the connection between Link worker and Kitchen",
        "kind": "do",
        "part": tie.id,
        "changed": [
            {"part": tie.id, "field": "strength", "before": 3, "after": 5},
            {"part": tie.id, "field": "said by", "before": "practice manager", "after": "carer"},
        ],
    }
    assert [one["action"] for one in recent(scope)[1:]] == [
        "connected Link worker and Kitchen",
        "added Kitchen",
        "added Link worker",
    ]


def test_only_so_many_are_read_and_places_are_no_news(mapping, scope):
    row = mapping.add_element("Link worker", kind="person in role")
    mapping.move({row.id: (1, 2)})

    assert [(one["action"], one["changed"]) for one in recent(scope, most=1)] == [("moved Link worker", [])]


def test_a_map_nobody_touched_has_no_news(scope):
    assert (recent(scope), pointing_here(scope)) == ([], {})


def test_records_that_point_to_a_part_are_named_with_it(mapping, scope):
    link = mapping.add_element("Link worker", kind="person in role")
    with scope.gesture("said something", area="sense-making") as session:
        said = Record(
            kind="record", network=scope.network, title="She rang before I had to ask.", valid_from=scope.today()
        )
        session.add(said)
        session.flush()
        scope.link(session, "about", said.id, link.id)

    assert pointing_here(scope) == {
        link.id: [
            {
                "id": said.id,
                "kind": "record",
                "title": "She rang before I had to ask.",
                "link": "about",
                "expectation": None,
            }
        ]
    }

    with scope.gesture("took it back", area="sense-making") as session:
        scope.unlink(session, "about", said.id, link.id)
    assert pointing_here(scope) == {}
