"""Which groups are hidden so that neither they nor what is left of a total tells a small number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.small_numbers import UP_TO, hidden_groups, tells


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({}, set()),
        ({"a": 0}, set()),
        ({"a": 8, "b": 9}, set()),
        ({"a": 7}, {"a"}),
        ({"a": 3, "b": 20, "c": 9, "d": 0}, {"a", "c"}),
        ({"a": 3, "b": 4, "c": 9, "d": 10}, {"a", "b", "c"}),
        ({"a": 4, "b": 4, "c": 9}, {"a", "b"}),
        ({"a": 1, "b": 9, "c": 9}, {"a", "b"}),
        ({"a": 3, "b": 3}, {"a", "b"}),
    ],
)
def test_a_small_group_is_hidden_with_as_many_others_as_it_takes(sizes, hidden):
    assert hidden_groups(sizes) == hidden


def test_what_is_left_of_the_total_tells_where_it_is_one_group_or_a_small_number():
    sizes = {"a": 3, "b": 4, "c": 5}
    assert [tells(sizes, hidden, upto=7) for hidden in (set(), {"a"}, {"a", "b"}, {"b", "c"})] == [
        False, True, True, False,
    ]  # fmt: skip


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 30), max_size=8), st.integers(2, 12))
def test_no_shown_group_is_small_and_no_rest_of_a_total_that_is_not(sizes, upto):
    hidden = hidden_groups(sizes, upto=upto)

    shown = {group: size for group, size in sizes.items() if group not in hidden}
    assert not [size for size in shown.values() if 0 < size <= upto]
    assert all(sizes[group] for group in hidden)
    if sum(sizes.values()) > upto:
        assert not tells(sizes, hidden, upto=upto)
    if not [size for size in sizes.values() if 0 < size <= upto]:
        assert hidden == set()


def test_the_usual_small_number_is_the_one_of_a_new_workspace(workspace):
    assert workspace.settings.small_numbers == UP_TO
