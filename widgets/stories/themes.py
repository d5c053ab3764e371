"""Which themes are spoken of, month by month."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from widgets.stories.handing_out import table_file
from workbench.themes import THEMES
from workbench.words import counted, listed
from workbench.workspace import Network

LATEST: Final = 12
"""Months that are shown at most, the latest."""
_SHORT: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Plain = dict[str, Any]


def over_months(network: Network) -> Plain | None:
    """How often each theme was spoken of in each month; None while nothing that was said has a theme.

    `months` (`key`, `name`; no month is left out between two), `rows` (`theme`, `counts` by month, `together`), `most`
    (the largest count) and in words `sentence` and `how_to_read`.
    """
    counts = _counts(network)
    if not counts:
        return None
    known = sorted({month for months in counts.values() for month in months})
    every = _between(known[0], known[-1])
    shown = every[-LATEST:]
    rows = [
        {
            "theme": theme,
            "counts": [counts[theme].get(month, 0) for month in shown],
            "together": sum(counts[theme].values()),
        }
        for theme in THEMES
        if theme in counts
    ]
    rows.sort(key=lambda row: -row["together"])
    earlier = len(every) - len(shown)
    return {
        "months": [{"key": month, "name": _name(month)} for month in shown],
        "rows": rows,
        "most": max(count for row in rows for count in row["counts"]),
        "sentence": _sentence(rows, [theme for theme in THEMES if theme not in counts]),
        "how_to_read": "Each number says how much was said about a theme in that month; what is about two counts in "
        "both. The longest bar is the most in one month."
        + (f" {counted(earlier, 'earlier month')} can be had in the file (CSV)." if earlier else ""),
    }


def themes_file(network: Network) -> dict[str, str]:
    """Every theme and month as a CSV file; a heading alone before anything has a theme."""
    counts = _counts(network)
    known = sorted({month for months in counts.values() for month in months})
    every = _between(known[0], known[-1]) if known else []
    rows = ([theme, *(counts[theme].get(month, 0) for month in every)] for theme in THEMES if theme in counts)
    return table_file("themes by month", ["theme", *every], rows)


def _counts(network: Network) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in network.sessions.themes(by="month").to_dict("records"):
        if not row["hidden"]:  # what may not be counted by whoever reads is left out, as if it were not there
            found[row["theme"]][row["key"]] = int(row["n"])
    return dict(found)


def _between(first: str, last: str) -> list[str]:
    """The months from one to another, both included, as ISO text."""
    (year, month), months = map(int, first.split("-")), []
    while (key := f"{year:04}-{month:02}") <= last:
        months.append(key)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


def _name(month: str) -> str:
    year, number = month.split("-")
    return f"{_SHORT[int(number) - 1]} {year}"


def _sentence(rows: list[Plain], silent: list[str]) -> str:
    level = [f"“{row['theme']}”" for row in rows if row["together"] == rows[0]["together"]]
    most = f"Most was said about {listed(level)}: {rows[0]['together']} times{' each' if len(level) > 1 else ''}."
    return f"{most} Nothing yet about {listed([f'“{theme}”' for theme in silent])}." if silent else most
