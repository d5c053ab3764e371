"""Signs of variation and assurance: what they say, and that shape says it as well as colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from tests.measures.pictures import SVG, monthly, months
from workbench.errors import BadInput
from workbench.measures import icons
from workbench.measures.charts import KINDS, chart

USUAL = [43, 41] * 8


def varied(last: float | None, direction: str):
    return monthly([*USUAL, last] if last is not None else USUAL, direction=direction)


EVERY = {
    "common": varied(None, "increase"),
    "improvement high": varied(60, "increase"),
    "improvement low": varied(20, "decrease"),
    "concern high": varied(60, "decrease"),
    "concern low": varied(20, "increase"),
    "neutral high": varied(60, "neutral"),
    "neutral low": varied(20, "neutral"),
}
WORDS = {
    "common": "common cause",
    "improvement high": "improvement, high",
    "improvement low": "improvement, low",
    "concern high": "concern, high",
    "concern low": "concern, low",
    "neutral high": "unusually high",
    "neutral low": "unusually low",
}


def sign(charted, asked=icons.variation, **settings) -> icons.Icon:
    found = asked(charted, **settings)
    assert found is not None
    return found


def printed(text: str) -> str:
    """The drawing as on paper: nothing but dark and white."""
    return re.sub(r"#(?!ffffff)[0-9a-f]{3,6}", "dark", re.sub(r"<(title|desc)>.*?</\1>", "", text))


@pytest.mark.parametrize("key", EVERY)
def test_the_sign_of_variation_is_that_of_the_latest_point_with_its_words(key):
    found = sign(EVERY[key])

    assert (found.key, found.words, str(found)) == (key, WORDS[key], WORDS[key])
    picture = ET.fromstring(found.svg)
    assert [(item.tag, item.text) for item in picture][:2] == [
        (f"{SVG}title", found.words),
        (f"{SVG}desc", found.description),
    ]


@pytest.mark.parametrize("direction", ["increase", "decrease"])
@pytest.mark.parametrize(
    ("target", "met"), [(20, "consistent_pass"), (60, "consistent_fail"), (42, "inconsistent"), (None, None)]
)
def test_the_sign_of_assurance_is_that_of_the_charts_own_target(direction, target, met):
    if direction == "decrease":
        met = {"consistent_pass": "consistent_fail", "consistent_fail": "consistent_pass"}.get(met, met)
    found = icons.assurance(monthly(USUAL, direction=direction, target=target))

    assert (found and found.key) == met
    if found:
        assert found.words == {
            "consistent_pass": "consistently meets the target",
            "consistent_fail": "consistently misses the target",
            "inconsistent": "meets the target at times, by chance",
        }.get(met)


def test_signs_differ_without_their_colours():
    drawn = [sign(charted).svg for charted in EVERY.values()]
    drawn += [
        sign(monthly(USUAL, direction=direction, target=target), icons.assurance).svg
        for direction in ("increase", "decrease")
        for target in (20, 60, 42)
    ]

    assert len({printed(text) for text in drawn}) == len(drawn) == 13


def test_a_sign_beside_words_is_hidden_from_screen_readers_and_one_alone_is_not():
    beside, alone = (ET.fromstring(sign(EVERY["common"], ident=ident).svg) for ident in ("", "dna"))

    assert (beside.get("aria-hidden"), beside.get("role")) == ("true", None)
    assert (alone.get("role"), alone.get("aria-labelledby")) == ("img", "dna-title dna-desc")
    assert [item.get("id") for item in alone][:2] == ["dna-title", "dna-desc"]
    with pytest.raises(BadInput, match="begin with a letter"):
        icons.variation(EVERY["common"], ident='a"onload="x')


def test_a_sign_is_small_square_and_always_the_same():
    found = sign(EVERY["concern low"], size=24)

    assert (ET.fromstring(found.svg).get("width"), ET.fromstring(found.svg).get("height")) == ("24", "24")
    assert sign(EVERY["concern low"], size=24) == found
    assert len(found.svg) < 1200


def test_no_points_have_no_sign():
    assert icons.variation(monthly([])) is None
    assert icons.assurance(monthly([])) is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_chart_has_a_sign_of_variation(kind):
    shares = {"numerators": [3, 4, 5], "denominators": [30, 30, 40]} if kind in ("p", "u") else {"values": [3, 4, 5]}

    assert sign(chart(kind, dates=months(3), **shares)).key == "common"
