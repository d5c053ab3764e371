"""Which charts a measure can be drawn as, in words, and the one that is suggested; the set chooses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from workbench.measures.fields import OUT_OF
from workbench.measures.models import CHARTS
from workbench.workspace import Network

WORDS: Final = {
    "xmr": ("XmR chart", "One value after another with the limits within which they usually vary. Fits most measures."),
    "run": ("Run chart", "The values and their median, without limits. Fits a few values, or very uneven ones."),
    "p": ("p chart", "People out of people. The limits follow how many there were each time."),
    "u": ("u chart", "Events out of a number that differs each time."),
    "c": ("c chart", "Events counted where the chance for them is much the same each time."),
    "g": ("g chart", "Something rare: how many cases lie between two of them."),
    "t": ("t chart", "Something rare: how many days lie between two of them."),
}
"""What each kind of chart is called, and what it is for."""


def choice(network: Network, plain: Mapping[str, Any]) -> dict[str, Any]:
    """The charts to choose from (`charts`: `kind`, `name`, `says`, `fits`) and what is `suggested`, with its `why`.

    `suggested` is None where the chart that the set chose is the suggested one, or one of the others that fit.
    """
    found = network.measures.suggest_chart(plain["id"])
    fitting = {kind for kind in CHARTS if kind not in OUT_OF or plain["data"] in OUT_OF[kind]}
    charts = [
        {"kind": kind, "name": WORDS[kind][0], "says": WORDS[kind][1], "fits": kind in fitting} for kind in CHARTS
    ]
    return {
        "charts": charts,
        "suggested": found.kind,
        "name": WORDS[found.kind][0],
        "why": found.why,
        "others": list(found.others),
    }
