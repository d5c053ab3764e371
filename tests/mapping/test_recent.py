"""What was done lately, and what points to the map."""

from __future__ import annotations

from workbench.mapping.recent import pointing_here, recent
from workbench.store import Record


def test_the_newest_gesture_comes_first_with_what_it_changed(mapping, scope):
    link = mapping.add_element("Link worker", kind="person in role")
    kitchen = mapping.add_element("Kitchen", kind="place")
    tie = mapping.connect(link, kitchen, kind="refers to")
    mapping.change_connection(tie.id, strength=5, said_by="carer")

    newest, between = recent(scope)[0], "Link worker → Kitchen"

    assert newest == {
        "sequence": 4,
        "at": "2025-01-23T12:00:00+00:00",
        "who": "practice manager",
        "action": "changed the connection between Link worker and Kitchen",
        "kind": "do",
        "part": tie.id,
        "changed": [
            {"part": tie.id, "label": between, "field": "strength", "before": 3, "after": 5},
            {"part": tie.id, "label": between, "field": "said by", "before": "practice manager", "after": "carer"},
        ],
    }
    assert [one["action"] for one in recent(scope)[1:]] == [
        "connected Link worker and Kitchen",
        "added Kitchen",
        "added Link worker",
    ]


def test_a_change_of_several_says_which_of_them_was_what(mapping, scope):
    link = mapping.add_element("Link worker", kind="person in role")
    kitchen = mapping.add_element("Kitchen", kind="place", sector="community")
    mapping.change_elements([link.id, kitchen.id], sector="voluntary", pinned=True, themes=["healthy choices"])

    said = {(one["label"], one["field"], str(one["before"]), str(one["after"])) for one in recent(scope)[0]["changed"]}
    assert said == {
        ("Link worker", "sector", "None", "voluntary"),
        ("Kitchen", "sector", "community", "voluntary"),
        *(
            (label, field, before, after)
            for label in ("Link worker", "Kitchen")
            for field, before, after in (("themes", "[]", "['healthy choices']"), ("pinned", "False", "True"))
        ),
    }


def test_fields_have_the_names_and_days_the_words_that_people_see(mapping, scope):
    link, kitchen = mapping.add_element("Link worker", kind="team"), mapping.add_element("Kitchen", kind="place")
    tie = mapping.connect(link, kitchen, kind="refers to")
    mapping.change_connection(tie.id, sign="+", sure="unsure", since="2025-01-02")
    assert [(one["field"], one["after"]) for one in recent(scope)[0]["changed"]] == [
        ("effect", "+"),
        ("how sure", "unsure"),
        ("there since", "2025-01-02"),
    ]
    mapping.add_element("The plan of 2025-03-01, not of 2025-02-30", kind="factor")
    assert recent(scope, most=1)[0]["action"] == "added The plan of 1 March 2025, not of 2025-02-30"


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
