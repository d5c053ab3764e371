"""The record of a meeting on one page, for somebody to read, correct, print and share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from workbench.networks.facts import whose
from workbench.sensemaking import paper, reading
from workbench.sensemaking.audience import reader_of
from workbench.sensemaking.clock import told as clock_of
from workbench.sensemaking.ground import Ground
from workbench.store import Reader, Scope
from workbench.words import counted, listed, long_date


@dataclass(frozen=True, kw_only=True)
class Size:
    """What a sheet of A4 takes in a size of print.

    `lines` of text, and characters in a line: `wide` across the sheet, `narrow` in a column of what was said.
    """

    lines: int
    wide: int
    narrow: int


USUAL: Final = Size(lines=61, wide=108, narrow=50)
SMALL: Final = Size(lines=88, wide=136, narrow=64)
"""The print of a full meeting."""
LONGEST_SAID: Final = 320
"""Characters of one thing that was said; the rest of it stays in the session."""
_FOR: Final = {
    "set": "for the set only",
    "network": "for everybody in the network",
    "programme": "for the whole programme",
    "public": "for anybody",
}
_HEADED: Final = ("insights", "actions", "issues", "waiting", "done_here", "ground_rules", "notes")
Plain = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page for one reader. `plain` is all of it as JSON; `markdown` and `html` (a whole document) are made of it.

    `plain` has `title`, `byline`, `people`, `ground_rules`, `issues`, `waiting`, `done_here` (`text`, `by`: what
    earlier meetings agreed and was done at this one), `insights` (texts), `actions` (`text`, `owner`, `due`, `done_on`,
    `known_by`), `said` (`step` and its `entries`: `text`, `by`, `mark`), `left_out` (how many entries did not fit),
    `worked` (sentences on how the set worked), `withheld` (a sentence on what goes less far than the page, or empty),
    `notes` and `dense` (whether small print).
    """

    plain: Plain

    @property
    def markdown(self) -> str:
        """The page as Markdown (CommonMark), with what people typed as text."""
        return paper.markdown_of(self.plain)

    @property
    def html(self) -> str:
        """The page as a document that opens anywhere, needs nothing and prints on one sheet of A4.

        Only where insights, actions and notes alone are more than a sheet holds, does it run on to another.
        """
        return paper.html_of(self.plain)


class Paging(Ground):
    """The one page that a meeting ends with."""

    def page(self, session: str, *, reader: Reader | None = None) -> Page:
        """The record of a meeting for a reader, by default whoever is at work: nothing else than they may read.

        Entries that insights and actions came from stand on it first, then questions, then the others, as far as
        the page goes. Raises `NotFound` if the network has no such session.
        """
        scope = self._scope if reader is None else replace(self._scope, reader=reader)
        told = reading.told(scope, session)
        return Page(
            plain=_fitted(_gathered(scope, told, clock_of(self._scope, session)), told["entries"], _wanted(told))
        )


def _gathered(scope: Scope, told: Plain, clock: Plain) -> Plain:
    """Everything on the page but what was said."""
    session = told["session"]
    day = long_date(date.fromisoformat(session["held_on"]))
    with scope.reading() as transaction:
        names = ", ".join(whose(transaction, scope.network, session["set"]))
    return {
        "title": session["title"],
        "byline": " · ".join([names, day, session["outline"]["name"], _FOR[reader_of(scope).level]]),
        "people": _people(told["people"], session["presenter"]),
        "ground_rules": session["ground_rules"],
        "issues": [{"text": bid["title"], "by": bid["made_by"]} for bid in told["bids"] if bid["place"] is not None],
        "waiting": [{"text": bid["title"], "by": bid["made_by"]} for bid in told["bids"] if bid["place"] is None],
        "insights": [insight["text"] for insight in told["insights"]],
        "actions": [
            {name: action[name] for name in ("text", "owner", "due", "done_on", "known_by")}
            for action in told["actions"]
        ],
        "done_here": [{"text": action["text"], "by": action["owner"]} for action in told["done_here"]],
        "worked": _worked(told, clock),
        "withheld": _withheld(told),
        "notes": session["notes"],
    }


def _people(people: Sequence[Plain], presenter: str) -> str:
    """Who was there, those with a part first and with it; empty if nobody was written down."""
    parts = {
        person["role"]: list(
            dict.fromkeys([person["part"], "presenter"] if person["role"] == presenter else [person["part"]])
        )
        for person in people
    }
    with_part = [f"{role} ({listed(taken)})" for role, taken in parts.items() if taken != ["set member"]]
    return listed([*with_part, *(role for role, taken in parts.items() if taken == ["set member"])])


def _worked(told: Plain, clock: Plain) -> list[str]:
    """How the set worked, in sentences: what it said, and the time it took where the clock was used.

    Where some of what was said is withheld nothing is counted: it would not be so.
    """
    counts = {} if "entries" in told["withheld"] else told["counts"]
    names = {
        "questions": ("question", ""),
        "facts": ("fact", ""),
        "stories": ("story", "stories"),
        "statements": ("statement", ""),
        "advice": ("piece of advice", "pieces of advice"),
    }
    said = [counted(counts[name], *words) for name, words in names.items() if counts.get(name)]
    sentences = [f"{listed(said)} {'was' if counts['entries'] == 1 else 'were'} taken down."] if said else []
    if spent := round(sum(clock["spent"].values()) / 60):
        planned = round(sum(clock["planned"].values()) / 60)
        sentences.append(f"It took {counted(spent, 'minute')}, and {planned:,} were planned.")
    return sentences


def _withheld(told: Plain) -> str:
    """What goes less far than this page, in a sentence; empty if it holds everything."""
    words = {
        "people": "who was there",
        "bids": "the bids for airtime",
        "insights": "what was concluded",
        "actions": "what was agreed",
        "entries": "what was said",
    }
    left = [f"some of {said}" if told[name] else said for name, said in words.items() if name in told["withheld"]]
    return f"Left out here, since it goes less far: {listed(left)}." if left else ""


def _wanted(told: Plain) -> list[str]:
    """The ids of the entries, those first that belong on the page most."""
    led_on = {source["id"] for part in ("insights", "actions") for each in told[part] for source in each["came_from"]}

    def weight(entry: Plain) -> tuple[bool, bool]:
        return (entry["id"] not in led_on, entry["form"] != "question")

    return [entry["id"] for entry in sorted(told["entries"], key=weight)]


def _fitted(page: Plain, entries: Sequence[Plain], wanted: Sequence[str]) -> Plain:
    """The page with as much of what was said as it takes, in small print if that helps."""
    dense = _fixed_lines(page, entries, USUAL) + sum(_said_lines(each, USUAL) for each in entries) / 2 > USUAL.lines
    size = SMALL if dense else USUAL
    lines = {entry["id"]: _said_lines(entry, size) for entry in entries}
    room = 2 * (size.lines - _fixed_lines(page, entries, size))
    kept: set[str] = set()
    for entry in wanted:
        if lines[entry] <= room:
            kept.add(entry)
            room -= lines[entry]
    said: dict[str, list[Plain]] = {}
    for entry in entries:
        if entry["id"] in kept:
            plain = {"text": _cut(entry["text"]), "by": entry["said_by"], "mark": _mark(entry)}
            said.setdefault(entry["step"], []).append(plain)
    return {
        **page,
        "said": [{"step": step, "entries": here} for step, here in said.items()],
        "left_out": len(entries) - len(kept),
        "dense": dense,
    }


def _mark(entry: Plain) -> str:
    """What an entry is, in a word; a plain statement needs none."""
    return entry["nature"] or ("" if entry["form"] == "statement" else entry["form"])


def _said_lines(entry: Plain, size: Size) -> float:
    """How many lines of a column an entry takes, with the space below it."""
    return _lines(f"{_cut(entry['text'])} {entry['said_by']} {_mark(entry)}", size.narrow) + 0.3


def _fixed_lines(page: Plain, entries: Sequence[Plain], size: Size) -> float:
    """How many lines across the page everything takes but what was said, with the headings of that."""
    texts = [*page["insights"], *(each["text"] for name in ("issues", "waiting", "done_here") for each in page[name])]
    wide = [page["people"], *page["worked"], *texts, *_paragraphs(page["ground_rules"]), *_paragraphs(page["notes"])]
    headings = sum(bool(page[name]) for name in _HEADED)
    actions = sum(
        max(_lines(action["text"], size.wide * 0.4), _lines(action["known_by"], size.wide * 0.26)) + 0.4
        for action in page["actions"]
    )
    of_said = 4 + 0.9 * len({entry["step"] for entry in entries}) if entries else 0
    return 5 + 2.3 * headings + 1.1 * sum(_lines(text, size.wide) for text in wide) + actions + of_said


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _lines(text: str, width: float) -> int:
    return max(1, -(-len(text) // int(width)))


def _cut(text: str) -> str:
    """What was said on one line; of something long its beginning."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_SAID:
        return line
    head, space, _ = line[: LONGEST_SAID - 1].rpartition(" ")
    return f"{head if space else line[: LONGEST_SAID - 1]}…"
