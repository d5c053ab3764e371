"""What the rows of a file say, taken together: elements with ids, connections between them, and what cannot be used.

Rows whose elements have no ids (as Kumu's tables have none) are known by their labels, and an element that is named
only by a connection is added; where elements have ids, a connection to an unknown one goes nowhere and is refused.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from workbench import checks
from workbench.exchange import least, limits, values
from workbench.exchange.rows import CONNECTION_COLUMNS, ELEMENT_COLUMNS, Row, Rows
from workbench.exchange.synonyms import folded
from workbench.exchange.values import Context, Told, Unclear, short

_OF_ELEMENTS = {folded(name) for name in set(ELEMENT_COLUMNS) - set(CONNECTION_COLUMNS)}


@dataclass(frozen=True, kw_only=True)
class Part:
    """An element or a connection as the file has it. `said` holds only what the file says, by column.

    `beside` is what the file says and a map has no word for: a new part gets it in its note.
    `kind` is the least that can be said where the file says none (see `workbench.exchange.least`), `misread` are the
    words that were not understood, each after what it should have been. Of an element, `only_named` says that a
    connection names it and no row of its own.
    """

    id: str
    where: str
    said: dict[str, Any]
    beside: str = ""
    kind: str | None = None
    misread: tuple[tuple[str, str], ...] = ()
    only_named: bool = False

    def whole(self) -> dict[str, Any]:
        """Everything said of a new part: what the file leaves open is as usual, what is beside stands in the note."""
        usual = values.CONNECTION_DEFAULTS if "source" in self.said else values.ELEMENT_DEFAULTS
        whole = {**usual, **({} if self.kind is None else {"kind": self.kind}), **self.said}
        if self.beside:
            whole["note"] = values.shortened("\n".join(filter(None, (whole["note"], self.beside))))
        return {name: list(value) if isinstance(value, list) else value for name, value in whole.items()}


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """A row that cannot be used: where it stands, and why, as the end of a sentence that begins with the place."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


@dataclass(kw_only=True)
class Understood:
    """All that a file says of a map. `reported` are sentences on what a map cannot hold as the file has it.

    The `source` and `target` in `said` of a connection are ids of these elements.
    """

    title: str = ""
    elements: list[Part] = field(default_factory=list)
    connections: list[Part] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)


def understand(rows: Rows) -> Understood:
    """What the rows say; see `Understood`. Empty rows give an empty map. Raises `BadInput` if they are too many."""
    limits.few_enough(len(rows.elements) + len(rows.connections))
    reading = _Reading(rows)
    for row in rows.elements:
        reading.trying(row, reading.element)
    for row in rows.connections:
        reading.trying(row, reading.connection)
    found = reading.found
    _say_least(found)
    found.reported = [*rows.left_out, *reading.told.sentences()]
    return found


def _say_least(found: Understood) -> None:
    """Give each part of no known kind the one that claims least."""
    usual = least.element_kind([one.said for one in found.elements], [tie.said for tie in found.connections])
    found.elements = [one if "kind" in one.said else replace(one, kind=usual) for one in found.elements]
    kinds = {one.id: one.said.get("kind", usual) for one in found.elements}
    found.connections = [
        tie
        if "kind" in tie.said
        else replace(tie, kind=least.connection_kind(tie.said, [kinds[tie.said[end]] for end in ("source", "target")]))
        for tie in found.connections
    ]


def same_name(label: str) -> str:
    """What two labels have in common that people would take for the same: no case, no spaces."""
    return "".join(unicodedata.normalize("NFC", label).casefold().split())


class _Reading:
    """Goes through the rows once, keeping what was understood by id and by label."""

    def __init__(self, rows: Rows) -> None:
        self.told = Told()
        self.found = Understood(title=short(_title(rows.title), 200))
        given = [str(row.values["id"]) for row in rows.elements if row.values.get("id") not in (None, "")]
        self.by_name = not given
        self.given = set(given)
        self.given_to_connections = {str(row.values.get("id")) for row in rows.connections}
        self.places: dict[str, str] = {}
        self.stripped: dict[str, str] = {}
        self.labelled: dict[str, list[str]] = defaultdict(list)
        self.alike: dict[str, list[str]] = defaultdict(list)
        self.connection_places: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        self.number = 0

    def trying(self, row: Row, read: Any) -> None:
        try:
            read(row)
        except Unclear as problem:
            self.found.troubles.append(Trouble(where=row.where, why=str(problem)))
            for name in ("id", "label"):
                if isinstance(row.values.get(name), str):
                    self.refused.setdefault(row.values[name], row.where)

    def element(self, row: Row) -> None:
        context = Context(row.where, self.told)
        key = context.text(row.values.get("id"))
        said = self._said(context, row, values.ELEMENT, ELEMENT_COLUMNS)
        if not key.strip():
            key = self._key_of(said.get("label"))
        elif key in self.places:
            raise Unclear(f"its id ‘{short(key)}’ is that of {self.places[key]} already; give each an id of its own")
        if "label" not in said:
            context.tell("An element without a name is called by its id")
            said["label"] = values.line("A name")(context, key)
        if ("x" in said) != ("y" in said):
            context.tell("Half a place on the drawing was left open")
            said = {name: value for name, value in said.items() if name not in ("x", "y")}
        self._keep(key, said, context)

    def connection(self, row: Row) -> None:
        context = Context(row.where, self.told)
        key = context.text(row.values.get("id"))
        if key.strip() and key in self.connection_places:
            place = self.connection_places[key]
            raise Unclear(f"its id ‘{short(key)}’ is that of {place} already; give each an id of its own")
        given = dict(row.values)
        _label_of_connection(context, given)
        said = self._said(context, Row(where=row.where, values=given), values.CONNECTION, CONNECTION_COLUMNS)
        ends = [self._end(context, row, name) for name in ("source", "target")]
        if ends[0] == ends[1]:
            raise Unclear("it goes from an element to itself, which a map does not show; take the row out")
        while not key.strip() or (not row.values.get("id") and key in self.given_to_connections):
            self.number += 1
            key = str(self.number)
        self.connection_places[key] = row.where
        said = {"source": ends[0], "target": ends[1], **said}
        self.found.connections.append(_part(key, said, context))

    def _said(self, context: Context, row: Row, readers: Any, columns: tuple[str, ...]) -> dict[str, Any]:
        said = {}
        for name, value in row.values.items():
            if name in readers:
                found = readers[name](context, value)
                if found is not None:
                    said[name] = found
            elif name not in columns and value not in (None, "", [], {}):
                if "source" in columns and folded(str(name)) in _OF_ELEMENTS:
                    context.tell(
                        f"‘{short(str(name))}’ says something of elements, and stands in a row of connections, so it "
                        "was left out: put it in a table of elements"
                    )
                else:
                    context.tell(f"A map has no place for ‘{short(str(name))}’, so it was left out")
        if said.get("valid_to") and said.get("valid_from") and said["valid_to"] < said["valid_from"]:
            raise Unclear("it ends before it begins; correct one of the two days")
        return said

    def _key_of(self, label: str | None) -> str:
        """The id of an element that has none: its label, by which connections point to it."""
        if label is None:
            raise Unclear("it has neither a label nor an id; give it a label")
        if self.by_name and (others := self.alike[same_name(label)]):
            raise Unclear(
                f"‘{short(label)}’ is in {self.places[others[0]]} already; give each a name of its own, or an id"
            )
        key, number = label, 1
        while key in self.places or key in self.given:
            number += 1
            key = f"{label} ({number})"
        return key

    def _keep(self, key: str, said: dict[str, Any], context: Context, *, only_named: bool = False) -> None:
        self.places[key] = context.where
        self.stripped.setdefault(key.strip(), key)
        self.labelled[said["label"]].append(key)
        self.alike[same_name(said["label"])].append(key)
        self.found.elements.append(_part(key, said, context, only_named=only_named))

    def _end(self, context: Context, row: Row, name: str) -> str:
        """The id of the element at one end, which the row names by its id or by its label."""
        side = "from where" if name == "source" else "to where"
        text = context.text(row.values.get(name))
        if not text.strip():
            raise Unclear(f"it does not say {side} it goes; name an element there")
        if text in self.places:
            return text
        for found in (self.labelled.get(text), self.alike.get(same_name(text))):
            if found and len(found) > 1:
                raise Unclear(f"{len(found)} elements are called ‘{short(text)}’; point to one by its id")
            if found:
                return found[0]
        if text.strip() in self.stripped:
            return self.stripped[text.strip()]
        if text in self.refused:
            raise Unclear(f"‘{short(text)}’ cannot be used ({self.refused[text]}); correct that first")
        if not self.by_name:
            near = least.Names(self.labelled).nearest(text)
            meant = f"did you mean ‘{short(near)}’? Correct it" if near else "correct it"
            raise Unclear(f"‘{short(text)}’ is not among the elements of the file; {meant}, or add the element")
        label = values.line("A name")(context, text)
        context.tell("An element that only a connection names is taken by that name")
        key = self._key_of(label)
        self._keep(key, {"label": label}, Context(row.where, self.told), only_named=True)
        if key != text:
            self.labelled[text].append(key)
        return key


def _label_of_connection(context: Context, given: dict[str, Any]) -> None:
    """Some tools write a text along a connection: it may be its kind, and is kept in any case."""
    label = context.text(given.pop("label", None))
    if not label.strip():
        return
    known = values.synonyms.CONNECTION_KINDS.get(values.synonyms.folded(label))
    if known and given.get("kind") in (None, ""):
        given["kind"] = known
    elif label != given.get("kind"):
        context.keep("Label", label)


def _part(key: str, said: dict[str, Any], context: Context, *, only_named: bool = False) -> Part:
    part = Part(
        id=key,
        where=context.where,
        said=said,
        beside="\n".join(context.beside),
        misread=tuple(context.misread),
        only_named=only_named,
    )
    if len(said.get("note", "")) + len(part.beside) >= checks.LONGEST_TEXT:
        context.tell(f"A note of more than {checks.LONGEST_TEXT:,} characters was cut there")
    return part


def _title(title: Any) -> str:
    try:
        return Context("the title", Told()).text(title)
    except Unclear:
        return ""
