"""What points to something is read in one way, whatever the concept."""

from __future__ import annotations

import math

import pytest

from workbench.errors import BadInput
from workbench.fields import as_id, as_several
from workbench.store import Record


def test_one_record_or_id_and_several_of_them_are_a_list():
    record = Record(id="b")
    assert [as_several(given) for given in ("a", record, ["a", record], ("a",), (each for each in "ab"), ())] == [
        ["a"],
        [record],
        ["a", record],
        ["a"],
        ["a", "b"],
        [],
    ]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (1.0, "as itself, by its id or as a list of several, not ‘1.0’."),
        (math.nan, "as itself, by its id or as a list of several, not ‘nan’."),
        (None, "as itself, by its id or as a list of several, not ‘None’."),
        (["a", None], "as itself or by its id, not ‘None’."),
        ([math.nan], "as itself or by its id, not ‘nan’."),
    ],
)
def test_what_is_neither_a_record_nor_an_id_nor_several_is_refused_in_one_sentence(given, says):
    with pytest.raises(BadInput) as refusal:
        as_several(given)
    assert str(refusal.value) == f"What it points to has to be given {says}"


@pytest.mark.parametrize("given", [1.0, None, ["a"]])
def test_what_is_neither_a_record_nor_an_id_is_refused(given):
    with pytest.raises(BadInput) as refusal:
        as_id(given)
    assert str(refusal.value) == f"What it points to has to be given as itself or by its id, not ‘{given}’."
