"""One question that stories are placed by, compared between networks or over time: in words, drawn, and in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from widgets.stories import strip, triangle
from widgets.stories.groups import Group, in_hundred
from widgets.stories.handing_out import picture_file, table_file
from workbench.checks import chosen
from workbench.errors import NotFound
from workbench.sensemaking.patterns import parts_of
from workbench.sensemaking.signifiers import Asked
from workbench.store import Reader
from workbench.words import as_title, counted, quoted
from workbench.workspace import Network

LATEST: Final = 12
"""Months or meetings that are drawn at most, the latest."""
HEADINGS: Final = {"network": "network", "month": "month", "session": "meeting"}
FORMS: Final = ("csv", "svg")
_APART: Final = 2 / 3
"""The share of what lies away from the middle from which on it is said to lie on both sides of it."""
_AMONG: Final = 40
"""How much of 100 a word of three has to have until things are said to lie nearest to it."""
_MIDDLE: Final = 5
"""How far from 50 of 100 a mean has to be until it is said to lean to one side."""
Plain = dict[str, Any]


class PatternTeller:
    """Tells of the patterns of one network; between networks also of what others let go to the whole programme."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def questions(self) -> list[Plain]:
        """What can be chosen: `sessions.signifiers`, each with `own`: whether this network may change it."""
        return [
            {**each, "own": not each["built_in"] and each["network"] == self.network.code}
            for each in self.network.sessions.signifiers()
        ]

    def told(self, questions: Sequence[Plain], key: str, over: str) -> Plain:
        """The pattern of the question with this key (the empty text: the first), over networks, months or meetings.

        `question`, `over`, `heading`, `groups`, `drawing` (an `<svg>`), and in words `sentence`, `how_to_read`,
        `counting` and `why_hidden`. `missing` is True, and the rest is left out, if there is no such question.
        """
        over = over or "network"
        question = next((each for each in questions if each["key"] == (key or questions[0]["key"])), None)
        if question is None:
            return {"missing": True, "over": over, "question": None}
        rows = self._rows(self.network, question, over)
        groups = self._groups(rows, over)
        return {
            "missing": False,
            "question": question,
            "over": over,
            "heading": HEADINGS[over],
            "parts": parts_of(Asked(**{name: question[name] for name in Asked.__dataclass_fields__})),
            "groups": [
                {**_plain(row, group), "name": group.name, "number": group.number, "says": group.says}
                for row, group in zip(rows[-LATEST:] if over != "network" else rows, groups, strict=True)
            ],
            "drawing": self._drawn(question, groups, over, ident="wb-hear-pattern") if groups else "",
            "sentence": _sentence(question, groups, over),
            "how_to_read": _how_to_read(question, over),
            "counting": self._counting(over, earlier=len(rows) - len(groups)),
            "why_hidden": self._why_hidden(over) if any(row["hidden"] for row in rows) else "",
        }

    def unplaced(self, key: str, rows: Sequence[Mapping[str, Any]]) -> list[Plain]:
        """The stories and facts of `sessions.heard` that nobody has placed by a question, in the same order."""
        placements = self.network.sessions.placements()
        placed = set(placements.loc[placements["signifier"] == key, "entry"])
        return [dict(row) for row in rows if row["kind"] in ("story", "fact") and row["id"] not in placed]

    def file(self, question: Plain, over: str, *, form: str, shared: bool) -> dict[str, str]:
        """The pattern as a file: “csv” with all groups, “svg” as it is drawn; `shared`: as leaders may read it."""
        chosen(form, FORMS, "form of a file")
        network = self.network.read_by(Reader.of_programme()) if shared else self.network
        rows = self._rows(network, question, over)
        name = f"{question['question']} by {HEADINGS[over]}{' to share' if shared else ''}"
        if form == "csv":
            words = _words(question)
            weights = ("first", "second", "third")[: len(words)]
            heading = [HEADINGS[over], "placed", "does not apply", *words, "hidden"]
            lines = (
                [
                    row["group"],
                    *(row[each] for each in ("n", "does_not_apply")),
                    *(None if row[each] is None else f"{row[each]:.3f}" for each in weights),
                    self._too_few(over) if row["hidden"] else "",
                ]
                for row in rows
            )
            return table_file(name, heading, lines)
        return picture_file(name, self._drawn(question, self._groups(rows, over), over, ident="pattern"))

    # --- from the numbers to the drawing ---------------------------------------------------------------------

    def _rows(self, network: Network, question: Plain, over: str) -> list[Plain]:
        frame = network.sessions.pattern(question["key"], by=over, everywhere=over == "network")
        found = []
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
            numbers = {name: row[name] for name in ("group", "n", "does_not_apply", "first", "second", "third")}
            counts = tuple(int(each) for each in row["counts"])
            found.append({**numbers, "key": row["key"], "counts": counts, "hidden": bool(row["hidden"])})
        return found

    def _groups(self, rows: Sequence[Plain], over: str) -> list[Group]:
        shown = rows if over == "network" else rows[-LATEST:]
        return [
            Group(
                number=number,
                name=row["group"],
                weights=_weights(row),
                says=self._too_few(over) if row["hidden"] else _how_many(row),
                counts=row["counts"] if row["third"] is None else (),
            )
            for number, row in enumerate(shown, start=1)
        ]

    def _drawn(self, question: Plain, groups: Sequence[Group], over: str, *, ident: str) -> str:
        title = f"{question['question']} By {HEADINGS[over]}."
        joined, words = over != "network", _words(question)
        if len(words) == 2:
            return strip.draw(groups, (words[0], words[1]), title=title, ident=ident, joined=joined)
        return triangle.draw(groups, (words[0], words[1], words[2]), title=title, ident=ident, joined=joined)

    # --- in words --------------------------------------------------------------------------------------------

    def _too_few(self, over: str) -> str:
        fewer = f"fewer than {self.network.workspace.settings.small_numbers + 1}"
        return fewer if over == "network" else f"{fewer}, or hidden with them"

    def _why_hidden(self, over: str) -> str:
        fewest = self.network.workspace.settings.small_numbers + 1
        said = f"Where fewer than {fewest} were placed nothing is shown, so that nobody can be recognised by it"
        if over == "network":
            return f"{said}."
        return f"{said}; and as much beside it as it takes that it cannot be worked out from the rest."

    def _counting(self, over: str, *, earlier: int) -> str:
        said = [
            "The numbers under each word are means out of 100, of all that was placed, stories and facts alike.",
            "Where somebody said that the question does not apply, that is counted beside and is part of no mean.",
        ]
        if over == "network":
            said.append("Of other networks only what may go to the whole programme is counted.")
        if earlier:
            said.append(f"{counted(earlier, 'earlier one')} can be had in the file (CSV).")
        return " ".join(said)


def _words(question: Mapping[str, Any]) -> list[str]:
    return [question[name] for name in ("first", "second", "third") if question[name]]


def _weights(row: Mapping[str, Any]) -> tuple[float, ...] | None:
    weights = tuple(row[name] for name in ("first", "second", "third") if row[name] is not None)
    return weights or None


def _how_many(row: Mapping[str, Any]) -> str:
    none = f", {row['does_not_apply']} not applying" if row["does_not_apply"] else ""
    return f"{counted(row['n'], 'thing')} placed{none}"


def _plain(row: Plain, group: Group) -> Plain:
    parts = None if group.weights is None else _hundred(group.weights)
    numbers = {name: row[name] for name in ("n", "does_not_apply", "hidden")}
    return {"id": row["key"], **numbers, "parts": parts, "counts": list(row["counts"])}


def _hundred(weights: Sequence[float]) -> list[int]:
    """The weights out of 100, in whole numbers that sum to it."""
    parts = [in_hundred(weight) for weight in weights[:-1]]
    return [*parts, 100 - sum(parts)]


def _sentence(question: Plain, groups: Sequence[Group], over: str) -> str:
    shown = [group for group in groups if group.weights]
    if not groups:
        return "Nothing that was said is placed by this question yet."
    if not shown:
        return "There is too little yet to show where things lie: the table says how much there is."
    first, last = shown[0], shown[-1]
    if over == "network":
        lies = f"In {first.name} {_lies(question, first)} ({first.says})"
        others = [f"in {group.name} {_lies(question, group)}" for group in shown[1:3]]
        more = f" {len(shown) - 3} more are in the table." if len(shown) > 3 else ""
        return f"{'; '.join([lies, *others])}.{more}"
    if first is last:
        return f"In {_when(first, over)} {_lies(question, first)} ({first.says})."
    return f"In {_when(first, over)} {_lies(question, first)}; in {_when(last, over)} {_lies(question, last)}."


def _when(group: Group, over: str) -> str:
    return group.name if over == "month" else quoted(as_title(group.name))


def _lies(question: Plain, group: Group) -> str:
    words, parts = _words(question), _hundred(group.weights or ())
    most = max(range(len(parts)), key=lambda at: parts[at])
    if len(words) == 2 and abs(parts[0] - 50) <= _MIDDLE:
        return _about_the_middle(words, group.counts)
    if len(words) > 2 and parts[most] < _AMONG:
        return f"what was said lies among “{words[0]}”, “{words[1]}” and “{words[2]}”, with about as much of each"
    leans = "leans towards" if len(words) == 2 else "lies nearest to"
    return f"what was said {leans} “{words[most]}”, with {parts[most]} of 100"


def _about_the_middle(words: Sequence[str], counts: Sequence[int]) -> str:
    """What a mean in the middle stands for: what lies there, or on both sides of it."""
    before, after = sum(counts[: len(counts) // 2]), sum(counts[-(len(counts) // 2) :])
    if before + after > sum(counts) * _APART:
        return f"what was said lies on both sides: {before} nearer to “{words[0]}”, {after} nearer to “{words[1]}”"
    return f"what was said lies in the middle between “{words[0]}” and “{words[1]}”"


def _how_to_read(question: Plain, over: str) -> str:
    words = _words(question)
    line = " The broken line leads from one to the next in time." if over != "network" else ""
    if len(words) == 2:
        return (
            f"Each numbered mark is the mean of what was said in one {HEADINGS[over]}: the further to the right, the "
            f"more “{words[1]}”. The bars behind it say how they spread: a mark in the middle can mean that all lie "
            f"there, or half at either end.{line}"
        )
    return (
        f"Each numbered mark is the mean of what was said in one {HEADINGS[over]}: the nearer to a corner, the more of "
        f"that. A mark in the middle is as much of each.{line}"
    )


def asked(questions: Sequence[Plain], key: str) -> Plain:
    """The question with this key, the first for the empty text. Raises `NotFound` if it is asked no longer."""
    found = next((each for each in questions if each["key"] == (key or questions[0]["key"])), None)
    if found is None:
        raise NotFound("That question is not asked here any more. Choose another.")
    return found
