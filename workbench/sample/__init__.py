"""The sample story: three invented networks over one hundred days, built as people would have built it."""

from workbench.sample.files import DAY_100, LAUNCH
from workbench.sample.loading import load

__all__ = ["DAY_100", "LAUNCH", "load"]
