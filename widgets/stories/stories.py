"""The app of what we hear: everything that was said, searched, on the map, in patterns and by theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from widgets.stories import on_the_map, themes
from widgets.stories.finding import MOST_LISTED, Found, found, near
from widgets.stories.handing_out import table_file
from widgets.stories.lately import sentence
from widgets.stories.pattern import PatternTeller, asked
from widgets.stories.place import Place
from widgets.stories.telling import REACH, reads, teller
from widgets.theme.app import App, gesture, look
from widgets.theme.pages import script, style
from widgets.theme.wording import in_words_of
from workbench import checks
from workbench.errors import BadInput
from workbench.themes import THEMES
from workbench.thread.at_work import networks_at_work
from workbench.words import quoted
from workbench.workspace import Network

LABELS: Final = {
    "The question": "What do you ask of a story?",
    "A word to place stories by": "First word",
}
_FILES: Final = (
    "said.js",
    "search.js",
    "on_the_map.js",
    "asking.js",
    "placing.js",
    "patterns.js",
    "themes.js",
    "stories.js",
)
Plain = dict[str, Any]


class Stories(App):
    """What people said, across all meetings. `place` is what is looked for now."""

    _esm = script(
        "theme/views.js", "review/drawing.js", "sensemaking/signifying.js", *(f"stories/{name}" for name in _FILES)
    )
    _css = style("sensemaking/running.css", "stories/stories.css")
    area: ClassVar[str | None] = "sense-making"
    everywhere: ClassVar[bool] = True

    def __init__(self, network: Network, **options: Any) -> None:
        self.place = Place()
        self.patterns = PatternTeller(network)
        self._read: dict[bool, tuple[Any, list[Plain]]] = {}  # what was heard, and what it was read from
        super().__init__(network, **options)

    def compose(self) -> Plain:
        """What was heard lately, and the one view that is looked at.

        `lately`, `anything` (whether there is anything to read), `reads` (who reads, in words), `shown` (the place, as
        the page asked for it), `choices` of the filters, and of `said`, `map`, `pattern` and `themes` the one that is
        looked at, the others None. Nothing that may not be read here is in it.
        """
        rows = self._what_was_heard()
        view = self.place.view
        questions = self.patterns.questions() if view == "patterns" else []
        return {
            "lately": sentence(rows, today=self.network.today()),
            "anything": bool(rows),
            "reads": reads(self.network),
            "shown": self.place.plain(),
            "choices": {
                "themes": list(THEMES),
                "people": sorted({row["said_by"] for row in rows if row["said_by"]}, key=str.casefold),
                "goes": REACH,
                "others": self._has_others(),
            },
            "said": self._said(rows) if view == "said" else None,
            "map": self._map(rows) if view == "map" else None,
            "signifiers": questions,
            "pattern": self._pattern(questions, rows) if questions else None,
            "themes": themes.over_months(self.network) if view == "themes" else None,
        }

    # --- what is looked for ------------------------------------------------------------------------------

    @look
    def show(self, **place: str) -> None:
        """Look at another place on the page; see `Place`. Raises `BadInput` for one that there is not.

        Nothing of it is kept, so that nobody is asked about what they look for.
        """
        before = self.place
        try:
            self.place = Place(**place)
            self._refresh()
        except TypeError as error:
            raise BadInput("This page cannot show that. Reload it to get its newest form.") from error
        except Exception:
            self.place = before  # what cannot be shown would keep the page from showing anything
            raise

    # --- how far words go --------------------------------------------------------------------------------

    @gesture
    def share(
        self, *, record: str, audience: str, consent: str | None = None, version: int | None = None
    ) -> dict[str, str]:
        """Say how far something that was said may go, and what its teller agreed to."""
        self.network.sessions.share(record, audience=audience, consent=consent, version=version)
        still = any(row["id"] == record for row in self._what_was_heard())
        return {
            "said": "Kept." if still else "Kept. It is no longer for whoever reads here, so it is not listed any more."
        }

    # --- where it lies -----------------------------------------------------------------------------------

    @look
    def to_place(self, *, question: str) -> list[Plain]:
        """The stories and facts that nobody has placed by a question yet, the newest first."""
        return self.patterns.unplaced(question, self._what_was_heard())

    @gesture
    def place_one(self, *, record: str, question: str, weights: list[float] | None) -> None:
        """Say where something that was said lies, or None where the question does not apply."""
        self.network.sessions.place(record, question, weights)

    # --- questions of one's own --------------------------------------------------------------------------

    @gesture
    def ask_question(self, *, question: str, words: list[str], everywhere: bool = False) -> dict[str, str]:
        """Ask a question that stories are placed by from now on, by two words or three."""
        with in_words_of(_labels(words)):
            row = self.network.sessions.ask_to_place(question, *words, everywhere=everywhere)
        return {"key": row.id, "said": "It is asked from now on, wherever a story is noted in a session."}

    @gesture
    def change_question(
        self, *, key: str, question: str, words: list[str], everywhere: bool = False, version: int | None = None
    ) -> dict[str, str]:
        """Change a question of this network."""
        with in_words_of(_labels(words)):
            self.network.sessions.change_signifier(
                key, version=version, question=question, words=words, everywhere=everywhere
            )
        return {"key": key, "said": "The question is changed."}

    @gesture
    def end_question(self, *, key: str) -> dict[str, str]:
        """Ask a question no longer. What was placed by it is kept."""
        self.network.sessions.end_signifier(checks.line(key, "The question"))
        return {"said": "It is asked no longer. Undo brings it back."}

    # --- taken along -------------------------------------------------------------------------------------

    @look
    def pattern_file(self, *, form: str, shared: bool = False) -> dict[str, str]:
        """The pattern that is shown as a file, for the set or as leaders may read it."""
        question = asked(self.patterns.questions(), self.place.question)
        hidden = checks.yes_or_no(shared, "Whether it is shared")
        return self.patterns.file(question, self.place.over or "network", form=form, shared=hidden)

    @look
    def map_file(self) -> dict[str, str]:
        """How many stories and facts each part of the map carries, as a CSV file."""
        rows = on_the_map.laid_over(self.network, self._what_was_heard())["rows"]
        lines = ([row[name] for name in ("label", "kind", "stories", "facts")] for row in rows)
        return table_file(f"stories on the map of {self.network.name}", ["part", "kind", "stories", "facts"], lines)

    @look
    def themes_file(self) -> dict[str, str]:
        """Themes by month as a CSV file."""
        return themes.themes_file(self.network)

    # --- one view after the other ------------------------------------------------------------------------

    def _what_was_heard(self, *, everywhere: bool = False) -> list[Plain]:
        """What was said and may be read here, read again once anything has changed, the day or whoever reads too."""
        key = (self._latest(), self.network.reader, self.network.today())
        if everywhere not in self._read or self._read[everywhere][0] != key:
            self._read[everywhere] = key, self.network.sessions.heard(everywhere=everywhere)
        return self._read[everywhere][1]

    def _said(self, rows: list[Plain]) -> Plain:
        everything = self._what_was_heard(everywhere=True) if self.place.everywhere else rows
        result: Found = found(self.network, everything, self.place)
        tell = teller(self.network)
        return {
            "says": result.says,
            "wanted": quoted(self.place.search) if self.place.search else "",
            "rows": [tell(row, pieces) for row, pieces in result.rows],
            "without_filters": result.without_filters,
            "more": result.more,
            "near": [] if result.rows or not self.place.search else self._near(rows),
        }

    def _near(self, rows: list[Plain]) -> list[Plain]:
        """Where else to look for words that nobody said: a part of the map, a person, a theme of that name."""
        parts = on_the_map.laid_over(self.network, rows)["rows"]
        return near(self.place.search, parts=parts, rows=rows)

    def _pattern(self, questions: list[Plain], rows: list[Plain]) -> Plain:
        told = self.patterns.told(questions, self.place.question, self.place.over)
        question = told["question"]
        return {**told, "unplaced": len(self.patterns.unplaced(question["key"], rows)) if question else 0}

    def _map(self, rows: list[Plain]) -> Plain:
        laid, part = on_the_map.laid_over(self.network, rows), self.place.about
        return {**laid, "about": self._about(rows, laid, part) if part else None}

    def _about(self, rows: list[Plain], laid: Mapping[str, Any], part: str) -> Plain | None:
        tell = teller(self.network)
        told = [tell(row) for row in rows if on_the_map.told_about(row, part)][:MOST_LISTED]
        label = next((row["label"] for row in laid["rows"] if row["id"] == part), None)
        return None if label is None else {"id": part, "label": label, "rows": told}

    def _has_others(self) -> bool:
        """Whether another network of the workspace is at work, so that there is something to compare with."""
        with self.network.workspace.store.reading() as session:
            return bool(set(networks_at_work(session, self.network.today())) - {self.network.code})


def _labels(words: list[str]) -> dict[str, str]:
    """The field that a sentence about a word belongs to: the first that is empty, else the first."""
    fields = ("First word", "Second word", "Third word")
    empty = next((number for number, word in enumerate(words) if not str(word).strip()), 0)
    return {**LABELS, "A word to place stories by": fields[min(empty, 2)]}
