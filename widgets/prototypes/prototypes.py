"""The app of a network's prototypes and measures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar, Final

from widgets.prototypes.telling import Teller
from widgets.theme.app import App, gesture
from widgets.theme.pages import script, style
from workbench import checks
from workbench.errors import BadInput
from workbench.mapping.vocabulary import CONNECTION_KINDS, HOPED_FOR
from workbench.measures.models import DIRECTIONS
from workbench.measures.paste import Parsed, parse_observations, questions
from workbench.measures.table import read_number
from workbench.prototypes.models import MEASURE_HOPES, RELATIONSHIP_HOPES, STAGES
from workbench.prototypes.verbs import DECIDED
from workbench.words import long_date
from workbench.workspace import Network

_FILES = ("choosing.js", "measures.js", "board.js", "starting.js", "charts.js", "opened.js", "prototypes.js")
PREVIEWED = 12
"""The rows that a preview shows from either end of what was pasted."""
PROBLEMS_SHOWN = 20
LABELS: Final = {
    "The title": "What do we call it?",
    "The hypothesis": "What do we expect, and why?",
    "The reason": "Why",
    "The owner": "Who looks after it?",
    "The definition": "What exactly is counted?",
    "The unit": "In what unit?",
    "The baseline": "Where it stood",
    "The ambition": "What you hope for",
    "The day of the ambition": "By when?",
    "The numerator": "What is counted",
    "The denominator": "Out of what",
    "The source": "Source",
}
"""How the page calls each field; what is wrong with one is said in these words, and so finds its place."""


class Prototypes(App):
    """What a network tries, and what it measures.

    `shown` is the id of the prototype or the measure that is open, None for the board.
    """

    _esm = script(*(f"prototypes/{name}" for name in _FILES))
    _css = style("prototypes/prototypes.css")
    area: ClassVar[str | None] = "prototypes"

    def __init__(self, network: Network, **options: Any) -> None:
        self.shown: str | None = None
        self._teller = Teller(network)
        super().__init__(network, **options)

    def compose(self) -> dict[str, Any]:
        """List prototypes and measures, tell the open one, and name what can be chosen.

        `prototypes`, `measures`, `opened` (a prototype, or None), `measure` (one, or None), `gone` (True if
        what was asked for is not there), `connections`, `elements`, `origins`, and the words of each choice.
        """
        answers = self.network.thread.did_they_move()
        prototypes = self._teller.prototypes(answers)
        connections, elements = self._teller.ties()
        measures = self._teller.measures(prototypes)
        plain = next((each for each in prototypes if each["id"] == self.shown), None)
        measure = next((each for each in measures if each["id"] == self.shown), None)
        return {
            "prototypes": prototypes,
            "measures": measures,
            "opened": self._teller.opened(plain, answers[plain["id"]]) if plain else None,
            "measure": self._teller.measured(measure["id"]) if measure else None,
            "gone": self.shown is not None and plain is None and measure is None,
            "connections": connections,
            "elements": elements,
            "origins": self._teller.origins(),
            "stages": list(STAGES),
            "decided": list(DECIDED),
            "hows": list(RELATIONSHIP_HOPES),
            "ways": list(MEASURE_HOPES),
            "directions": list(DIRECTIONS),
            "kinds": list(CONNECTION_KINDS),
        }

    # --- which one is shown ------------------------------------------------------------------------------

    @gesture
    def show(self, *, record: str | None = None) -> dict[str, Any]:
        """Show one prototype or one measure; the board if none is given."""
        self.shown = None if record is None else checks.line(record, "What is to be shown")
        return {"shown": self.shown}

    # --- prototypes --------------------------------------------------------------------------------------

    @gesture
    def start_prototype(
        self,
        *,
        title: str,
        hypothesis: str = "",
        owner: str = "",
        came_from: list[str],
        to_change: dict[str, str],
        measured_by: dict[str, str],
        testing: bool = False,
    ) -> dict[str, Any]:
        """Keep a prototype with all that it is tied to, as an idea or tested from today, and show it."""
        with _in_words_of_the_page():
            row = self.network.prototypes.start(
                title,
                hypothesis=hypothesis,
                owner=owner,
                stage="testing" if testing else "idea",
                came_from=came_from,
                to_change=to_change,
                measured_by=measured_by,
            )
        self.shown = row.id
        return {"prototype": row.id}

    @gesture
    def change_prototype(self, *, prototype: str, version: int | None = None, **fields: Any) -> None:
        """Change its title, hypothesis, owner, reason or days."""
        with _in_words_of_the_page():
            self.network.prototypes.change(prototype, version=version, **fields)

    @gesture
    def set_stage(
        self, *, prototype: str, stage: str, reason: str = "", on: str | None = None, version: int | None = None
    ) -> None:
        """Move it to another stage."""
        self.network.prototypes.set_stage(prototype, stage, reason=reason, on=on or None, version=version)

    @gesture
    def remove_prototype(self, *, prototype: str) -> None:
        """Take it away, and go back to the board."""
        self.network.prototypes.remove(prototype)
        self.shown = None

    @gesture
    def mean_to_change(self, *, prototype: str, connection: str, how: str) -> None:
        """Name a relationship that it means to change."""
        self.network.prototypes.means_to_change(prototype, connection, how)

    @gesture
    def no_longer_mean_to_change(self, *, prototype: str, connection: str) -> None:
        """Take a named relationship back."""
        self.network.prototypes.no_longer_means_to_change(prototype, connection)

    @gesture
    def hope_for(self, *, source: str, target: str, kind: str) -> dict[str, Any]:
        """Put a relationship on the map that is only hoped for; this page's undo takes it back."""
        row = self.network.map.connect(source, target, kind=kind, strength=HOPED_FOR, area=self._own_area())
        return {"connection": row.id}

    @gesture
    def should_move(self, *, prototype: str, measure: str, direction: str) -> None:
        """Name a measure that should show it."""
        self.network.prototypes.should_move(prototype, measure, direction)

    @gesture
    def no_longer_should_move(self, *, prototype: str, measure: str) -> None:
        """Take a named measure back."""
        self.network.prototypes.no_longer_should_move(prototype, measure)

    @gesture
    def came_from(self, *, prototype: str, record: str) -> None:
        """Name something it grew out of."""
        self.network.prototypes.came_from(prototype, record)

    @gesture
    def no_longer_came_from(self, *, prototype: str, record: str) -> None:
        """Take a named origin back."""
        self.network.prototypes.no_longer_came_from(prototype, record)

    # --- measures ----------------------------------------------------------------------------------------

    @gesture
    def define_measure(self, *, title: str, **fields: Any) -> dict[str, Any]:
        """Define a measure."""
        with _in_words_of_the_page():
            return {"measure": self.network.measures.define(title, **_known(fields)).id}

    @gesture
    def change_measure(self, *, measure: str, version: int | None = None, **fields: Any) -> None:
        """Change a measure."""
        with _in_words_of_the_page():
            self.network.measures.change(measure, version=version, **_typed(fields))

    @gesture
    def remove_measure(self, *, measure: str) -> None:
        """Take a measure away."""
        self.network.measures.remove(measure)

    @gesture
    def add_value(self, *, measure: str, day: str, value: str, looked_at: bool = False) -> dict[str, Any]:
        """Keep one value, typed as people write it; for a day that has one it is a correction.

        A value far from the others is asked about first (`asks`), and kept once it was `looked_at`. A correction
        says what stood there, and leaves the note of the day as it is.
        """
        on, number = _observed_on(day, self.network.today()), _number(value, "Value")
        known = self._values(measure)
        if known.get(on) == number:
            return {"said": "That value was there already."}
        if not looked_at and (asks := questions([(on, number)], beside=known)):
            return {"asks": asks[0]}
        if on in known:
            self.network.measures.correct(measure, on, number)
            return {"said": f"Kept {value.strip()} for {long_date(on)}, instead of {known[on]:,.12g}."}
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
        """The chart of a measure as an SVG file."""
        plain = self.network.measures.told(measure)
        about = self.network.prototypes.told(prototype) if prototype else None
        text = self._teller.picture(plain, about)
        return {"name": f"{_file_name(plain['title'])}.svg", "type": "image/svg+xml", "text": text}

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


@contextmanager
def _in_words_of_the_page() -> Iterator[None]:
    """Says what is wrong with a field under the name that the page gives it."""
    try:
        yield
    except BadInput as error:
        said = str(error)
        name = max((name for name in LABELS if said.startswith(f"{name} ")), key=len, default=None)
        if name is None:
            raise
        label = LABELS[name]
        colon = "" if label.endswith("?") else ":"
        raise BadInput(f"{label}{colon} It {said[len(name) + 1 :]}") from error


def _observed_on(day: object, today: date) -> date:
    """A day on which something can have been observed. Raises `BadInput` for no day, or one that is still to come."""
    try:
        on = checks.day(day, "Day:")
    except BadInput as error:
        raise BadInput("Day: choose the day on which it was so, such as 1 March 2025.") from error
    if on > today:
        raise BadInput(f"Day: {long_date(on)} is still to come.")
    return on


def _number(text: object, label: str) -> float:
    """The number that somebody typed. Raises `BadInput`, in the words of the page, if it is none."""
    number = read_number(text) if isinstance(text, str) else None
    if number is None:
        found = f", not ‘{text}’" if text else ""
        raise BadInput(f"{label}: type a number such as 42, 42.5 or 1,234{found}.")
    return number


def _typed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a measure, its numbers read as people write them. Raises `BadInput` for what is none."""
    if fields.get("direction") == "":
        raise BadInput("Which way is better? Choose one, or that neither is.")
    return {
        name: _number(value, LABELS[f"The {name}"])
        if name in ("baseline", "ambition") and isinstance(value, str) and value.strip()
        else value
        for name, value in fields.items()
    }


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    known = (
        "definition", "unit", "direction", "baseline", "ambition", "ambition_by",
        "numerator", "denominator", "owner", "source",
    )  # fmt: skip
    for name in fields:
        if name not in known:
            raise BadInput(f"A measure has no ‘{name}’. {checks.nearest(name, known)}")
    return _typed(fields)


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
