"""What may be done with measures, on whichever page: defining and changing one, and putting values in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from widgets.measures.fields import LABELS, known, observed_on, typed, typed_number
from widgets.measures.telling import MeasureTeller
from widgets.theme.app import App, gesture
from widgets.theme.wording import in_words_of
from workbench.errors import BadInput
from workbench.measures.paste import Parsed, parse_observations, questions
from workbench.words import long_date

SHARED: Final = (
    "theme/views.js", "measures/defining.js", "measures/paste.js", "measures/values.js", "measures/chart.js",
)  # fmt: skip
"""The scripts of every page on which a measure is shown, defined and given values."""
SHARED_STYLE: Final = ("measures/shared.css",)

PREVIEWED: Final = 12
"""The rows that a preview shows from either end of what was pasted."""
PROBLEMS_SHOWN: Final = 20


class MeasureGestures(App):
    """A page on which people work on measures. A child sets `told` before it calls `App.__init__`."""

    told: MeasureTeller
    """What tells of measures on this page, and draws their charts."""

    # --- the measure itself ------------------------------------------------------------------------------

    @gesture
    def define_measure(self, *, title: str, **fields: Any) -> dict[str, Any]:
        """Define a measure."""
        with in_words_of(LABELS):
            return {"measure": self.network.measures.define(title, **known(fields)).id}

    @gesture
    def change_measure(self, *, measure: str, version: int | None = None, **fields: Any) -> None:
        """Change a measure."""
        with in_words_of(LABELS):
            self.network.measures.change(measure, version=version, **typed(fields))

    @gesture
    def remove_measure(self, *, measure: str) -> None:
        """Take a measure away."""
        self.network.measures.remove(measure)

    # --- its values --------------------------------------------------------------------------------------

    @gesture
    def add_value(self, *, measure: str, day: str, value: str, looked_at: bool = False) -> dict[str, Any]:
        """Keep one value, typed as people write it; for a day that has one it is a correction.

        A value far from the others is asked about first (`asks`), and kept once it was `looked_at`. A correction
        says what stood there, and leaves the note of the day as it is.
        """
        on, number = observed_on(day, self.network.today()), typed_number(value, "Value")
        there = self._values(measure)
        if there.get(on) == number:
            return {"said": "That value was there already."}
        if not looked_at and (asks := questions([(on, number)], beside=there)):
            return {"asks": asks[0]}
        if on in there:
            self.network.measures.correct(measure, on, number)
            return {"said": f"Kept {value.strip()} for {long_date(on)}, instead of {there[on]:,.12g}."}
        self.network.measures.observe(measure, [(on, number)])
        return {"said": f"Kept {value.strip()} for {long_date(on)}."}

    @gesture
    def remove_value(self, *, measure: str, day: str) -> None:
        """Take the value of a day away."""
        self.network.measures.remove_observation(measure, day)

    @gesture
    def preview(
        self,
        *,
        text: str,
        measure: str | None = None,
        date_column: str | None = None,
        value_column: str | None = None,
        day_first: bool = True,
    ) -> dict[str, Any]:
        """Read what was pasted for a measure, and keep nothing."""
        parsed = self._read(text, date_column, value_column, day_first)
        beside = self._values(measure) if measure else {}
        return _previewed(parsed, questions([(row.date, row.value) for row in parsed.rows], beside=beside))

    @gesture
    def keep_pasted(
        self,
        *,
        measure: str,
        text: str,
        date_column: str | None = None,
        value_column: str | None = None,
        day_first: bool = True,
        leave_out_problems: bool = False,
    ) -> dict[str, Any]:
        """Keep what was pasted, all of it or none."""
        parsed = self._read(text, date_column, value_column, day_first)
        rows = parsed.accepted(leave_out_problems=leave_out_problems)
        kept = self.network.measures.observe(measure, [(row.date, row.value) for row in rows])
        return {"kept": kept, "read": len(rows)}

    def _values(self, measure: str) -> dict[date, float]:
        """The values that a measure has, by day."""
        kept = self.network.measures.observations(measure)
        return {day.date(): value for day, value in zip(kept["date"], kept["value"], strict=True)}

    def _read(self, text: str, date_column: str | None, value_column: str | None, day_first: bool) -> Parsed:
        if not isinstance(text, str):
            raise BadInput("Paste the rows as text.")
        return parse_observations(
            text,
            date_column=date_column or None,
            value_column=value_column or None,
            day_first=bool(day_first),
            until=self.network.today(),
        )

    # --- its files ---------------------------------------------------------------------------------------

    @gesture
    def table_file(self, *, measure: str) -> dict[str, str]:
        """Every value of a measure as a CSV file."""
        plain = self.network.measures.told(measure)
        written = io.StringIO()
        lines = csv.writer(written, lineterminator="\r\n")
        lines.writerow(["date", "value", "note"])
        for row in self.network.measures.observations(measure).to_dict("records"):
            lines.writerow([row["date"].date().isoformat(), f"{row['value']:.15g}", _harmless(row["note"])])
        return {"name": f"{_file_name(plain['title'])}.csv", "type": "text/csv", "text": written.getvalue()}

    @gesture
    def picture_file(self, *, measure: str, prototype: str | None = None) -> dict[str, str]:
        """The chart of a measure as an SVG file, with the days of a prototype marked if one is given."""
        plain = self.network.measures.told(measure)
        about: Mapping[str, Any] | None = self.network.prototypes.told(prototype) if prototype else None
        text = self.told.picture(plain, about)
        return {"name": f"{_file_name(plain['title'])}.svg", "type": "image/svg+xml", "text": text}


def _previewed(parsed: Parsed, doubts: list[str]) -> dict[str, Any]:
    rows = [{"date": row.date.isoformat(), "value": row.value, "row": row.row} for row in parsed.rows]
    shown = rows if len(rows) <= 2 * PREVIEWED else [*rows[:PREVIEWED], *rows[-PREVIEWED:]]
    return {
        "count": len(rows),
        "rows": shown,
        "left_out": len(rows) - len(shown),
        "problems": [str(problem) for problem in parsed.problems[:PROBLEMS_SHOWN]],
        "problem_count": len(parsed.problems),
        "doubts": doubts[:PROBLEMS_SHOWN],
        "doubt_count": len(doubts),
        "notes": list(parsed.notes),
        "columns": list(parsed.columns),
        "date_column": parsed.date_column,
        "value_column": parsed.value_column,
    }


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and text else text


def _file_name(title: str) -> str:
    """A name that every file system takes: letters, digits and hyphens of the title."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in title.lower())
    return "-".join(part for part in kept.split("-") if part)[:60] or "measure"
