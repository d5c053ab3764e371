"""What may be done with measures, on whichever page: defining and changing one, putting values in, taking it along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from widgets.home.words import in_words, listed, sentence
from widgets.measures import handing_out, pasting
from widgets.measures.days import next_day, since_then, usual_frequency
from widgets.measures.fields import LABELS, known, observed_on, typed, typed_number
from widgets.measures.pasting import Pasted
from widgets.measures.telling import MeasureTeller
from widgets.theme.app import App, gesture, look
from widgets.theme.wording import in_words_of
from workbench import checks
from workbench.measures.models import DATA, DIRECTIONS, FREQUENCIES, STRETCHES
from workbench.measures.observing import Kind, reading
from workbench.measures.paste import questions
from workbench.words import counted, long_date

SHARED: Final = (
    "theme/views.js", "measures/defining.js", "measures/paste.js", "measures/grid.js", "measures/values.js",
    "measures/taking_along.js", "measures/chart.js",
)  # fmt: skip
"""The scripts of every page on which a measure is shown, defined and given values."""
SHARED_STYLE: Final = ("measures/shared.css",)


class MeasureGestures(App):
    """A page on which people work on measures. A child sets `told` before it calls `App.__init__`."""

    told: MeasureTeller
    """What tells of measures on this page, and draws their charts."""

    def _about_the_page(self, latest: int) -> dict[str, Any]:
        """What every page is told, and the words between which a measure chooses, `of_measures`."""
        words = {
            "directions": list(DIRECTIONS),
            "data": list(DATA),
            "frequencies": list(FREQUENCIES),
            "stretches": list(STRETCHES),
        }
        return {**super()._about_the_page(latest), "of_measures": words}

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
    def remove_measure(self, *, measure: str, sure: bool = False) -> dict[str, Any]:
        """Take a measure away; one that prototypes or drivers name is asked about first (`asks`)."""
        if not sure and (asks := self._named(measure)):
            return {"asks": asks}
        self.network.measures.remove(measure)
        return {}

    def _named(self, measure: str) -> str:
        """Who names a measure, as a question about taking it away; "" if nobody does."""
        tried = [
            each
            for each in self.network.prototypes.listed()
            if any(tie["measure"] == measure for tie in each["measures"])
        ]
        drivers = [each for each in self.network.prototypes.drivers.listed() if measure in each["measured_by"]]
        named = [(tried, "prototype"), ([each for each in drivers if each["role"] == "driver"], "driver")]
        named.append(([each for each in drivers if each["role"] == "aim"], "aim"))
        parts = [in_words(len(those), what) for those, what in named if those]
        if not parts:
            return ""
        verb = "names" if len(tried) + len(drivers) == 1 else "name"
        return f"{sentence(f'{listed(parts)} {verb} it')} Nothing will show any longer whether it moved. Take it away?"

    # --- its values --------------------------------------------------------------------------------------

    @gesture
    def add_value(
        self,
        *,
        measure: str,
        day: str,
        value: str | None = None,
        numerator: str = "",
        denominator: str = "",
        note: str | None = None,
        looked_at: bool = False,
        saw: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Keep one value, typed as people write it; for a day that has one it is a correction.

        The value itself, or the numerator and denominator that it is worked out from. A value far from the others is
        asked about first (`asks`), and kept once it was `looked_at`. A correction says what stood there, and leaves
        the note of the day as it is unless another is given. `next_day` is the day of the value to come.

        `saw`: what stood there for the person who corrects it (`value`, `numerator`, `denominator`). If somebody else
        has changed it since, that is asked about first: `asks`, and `stands`, to be sent as `saw` if it is to be kept.
        """
        plain = self.network.measures.told(measure)
        on = observed_on(day, self.network.today())
        row = _row(on, value, numerator, denominator, note)
        with in_words_of(LABELS):
            read = reading(row["value"], row["numerator"], row["denominator"], _kind(plain))
        there = self._values(measure)
        often = usual_frequency(plain["frequency"], sorted({*there, on}))
        after = next_day(on, often, today=self.network.today(), before=[day for day in there if day < on]).isoformat()
        if there.get(on) == read.value and note is None and read.numerator is None:
            return {"said": "That value was there already.", "next_day": after}
        if saw is not None and (moved := self._changed_since(measure, on, saw, f"{read.value:,.6g}")):
            return moved
        if not looked_at and (asks := questions([(on, read.value)], beside=there)):
            return {"asks": asks[0]}
        with in_words_of(LABELS):
            self.network.measures.observe(measure, pd.DataFrame([row]))
        said = f"Kept {(value or '').strip() or f'{read.value:,.6g}'} for {long_date(on)}"
        instead = f", instead of {there[on]:,.12g}" if on in there and there[on] != read.value else ""
        return {"said": f"{said}{instead}.", "next_day": after}

    def _changed_since(self, measure: str, on: date, saw: Mapping[str, Any], now: str) -> dict[str, Any] | None:
        """What to ask if another value stands for a day than somebody saw there; None if that one still does."""
        steps = self.network.measures.history(measure, on)
        step = steps[-1] if steps and not steps[-1]["removed"] else None
        stands = {name: step and step[name] for name in ("value", "numerator", "denominator")}
        if stands == {name: saw.get(name) for name in stands}:
            return None
        ago = since_then(steps[-1]["at"], self.network.workspace.clock()) if steps else ""
        who = steps[-1]["who"] if steps else "somebody"
        was = f"It is {stands['value']:,.6g} since {ago}, by {who}" if step else f"It was taken away {ago}, by {who}"
        return {"asks": f"{was}: keep {now} all the same?", "stands": stands}

    @gesture
    def remove_value(self, *, measure: str, day: str) -> None:
        """Take the value of a day away."""
        self.network.measures.remove_observation(measure, day)

    @look
    def preview(self, *, measure: str, pasted: dict[str, Any]) -> dict[str, Any]:
        """Read what was pasted for a measure, as it was mended since, and keep nothing; see `pasting.preview`."""
        plain = self.network.measures.told(measure)
        return pasting.preview(
            Pasted.sent(pasted),
            _kind(plain),
            beside=self._values(measure),
            until=self.network.today(),
            words=_words(plain),
        )

    @look
    def open_file(self, *, name: str, data: bytes, sheet: str | None = None) -> dict[str, Any]:
        """The rows of a CSV or Excel file as `text`, to go where pasted rows go, and the `sheets` to choose from."""
        from workbench.exchange.observations import read  # noqa: PLC0415  # most pages open no file

        table = read(data, checks.line(name, "The name of the file"), sheet=sheet or None)
        return {"text": table.text, "sheet": table.sheet, "sheets": list(table.sheets)}

    @gesture
    def keep_pasted(self, *, measure: str, pasted: dict[str, Any]) -> dict[str, Any]:
        """Keep what was pasted, all of it that is not left out or none."""
        plain, sent = self.network.measures.told(measure), Pasted.sent(pasted)
        rows = pasting.kept(
            sent, _kind(plain), beside=self._values(measure), until=self.network.today(), words=_words(plain)
        )
        kept = self.network.measures.observe(measure, rows)
        left = len(sent.without)
        same = len(rows) - kept
        said = [f"Kept {counted(kept, 'value')}."]
        if same:
            said.append(f"{same:,} {'was' if same == 1 else 'were'} there already.")
        if left:
            said.append(f"{counted(left, 'row')} {'was' if left == 1 else 'were'} left out.")
        return {"kept": kept, "said": " ".join(said)}

    def _values(self, measure: str) -> dict[date, float]:
        """The values that a measure has, by day."""
        kept = self.network.measures.observations(measure)
        return {day.date(): value for day, value in zip(kept["date"], kept["value"], strict=True)}

    # --- its files ---------------------------------------------------------------------------------------

    @look
    def table_file(self, *, measure: str, shared: bool = False) -> dict[str, str]:
        """Every value of a measure as a CSV file; `shared`: with small numbers hidden."""
        return handing_out.table_file(self.network, measure, shared=checks.yes_or_no(shared, "Whether it is shared"))

    @look
    def picture_file(
        self, *, measure: str, prototype: str | None = None, form: str = "svg", shared: bool = False
    ) -> dict[str, str]:
        """The chart of a measure as an SVG or PNG file, with the days of a prototype marked if one is given."""
        about: Mapping[str, Any] | None = self.network.prototypes.told(prototype) if prototype else None
        hidden = checks.yes_or_no(shared, "Whether it is shared")
        return handing_out.picture_file(self.network, self.told, measure, form=form, shared=hidden, prototype=about)


def _kind(plain: Mapping[str, Any]) -> Kind:
    return Kind(data=plain["data"], per=plain["per"])


def _words(plain: Mapping[str, Any]) -> tuple[str, str]:
    """A measure’s own words for what is counted and out of what; the title stands in for the first."""
    return plain["numerator"] or plain["title"], plain["denominator"]


def _row(on: date, value: str | None, numerator: str, denominator: str, note: str | None) -> dict[str, Any]:
    """One row as `observe` takes it. Raises `BadInput`, in the words of the page, for what is no number."""
    row: dict[str, Any] = {"date": on, "value": None, "numerator": None, "denominator": None}
    if value is None or numerator.strip() or denominator.strip():
        row["numerator"] = typed_number(numerator, LABELS["The numerator"])
        row["denominator"] = typed_number(denominator, LABELS["The denominator"])
    else:
        row["value"] = typed_number(value, "Value")
    return row if note is None else {**row, "note": note}
