"""The machine on which something was measured, and what was measured on it."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Final

import psutil

LIBRARIES: Final = ("networkx", "numpy", "scipy", "pandas", "pyvis", "SQLAlchemy", "ipywidgets", "anywidget", "voila")


def load() -> str:
    """How many processes of others want to run, on average over the last minute; "n/a" where the system keeps none."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "n/a"


def described(*, chromium: str | None, busy: str) -> dict[str, str]:
    """The machine's size and the versions of what runs on it; `chromium` is its version, None where none was asked.

    `busy` is the `load` before anything was measured.
    """
    return {
        "Cores": str(os.cpu_count()),
        "Processor": _processor(),
        "Load before": busy,
        "Memory": f"{psutil.virtual_memory().total / 2**30:.0f} GB",
        "System": platform.system(),
        "Python": platform.python_version(),
        "Chromium": chromium or "not asked",
        "Libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    named = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()
