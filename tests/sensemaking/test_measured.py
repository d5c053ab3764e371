"""docs/identifying.md says what docs/measure_identifying.py measures, and the check is as good as it says."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from workbench.sensemaking.identifying import KINDS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def measuring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure_identifying", DOCS / "measure_identifying.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def test_the_page_is_the_one_that_the_measurement_writes(measuring):
    results = measuring.measure()
    assert (DOCS / "identifying.md").read_text(encoding="utf-8") == measuring.page(results), (
        "The check or its measurement has changed: run `python docs/measure_identifying.py`."
    )


def test_another_sample_finds_what_is_usually_typed_and_rarely_cries_wolf(measuring):
    results = measuring.measure(200, seed=7)
    assert {kind: results.share(kind) > 0.98 for kind in KINDS} == dict.fromkeys(KINDS, True)
    assert {kind: results.alarms(kind) < 0.01 for kind in KINDS} == dict.fromkeys(KINDS, True)
    assert results.alarms("NHS number") * len(results.wolf) < 2 / 11  # of ten-digit numbers, chance alone


def test_what_no_rule_claims_is_really_not_found(measuring):
    results = measuring.measure(50, seed=11)
    assert {kind: results.share(kind, claimed=False) for kind in KINDS} == dict.fromkeys(KINDS, 0.0)
