"""Generating again over a notebook that people have worked in: theirs stays, what nobody touched is renewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from workbench.templates.source import Notebook, fingerprint

Cell = dict[str, Any]
Pair = tuple[str | None, Cell]
"""A cell, with the id of the template's cell that it was made from; None for one that people added."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A cell that generating again left as people made it; a deleted one is left away.

    `offers` is the text that the template has for the cell now, None if that is the one it was made with.
    """

    notebook: str
    cell: str
    why: Literal["edited", "added", "deleted"]
    offers: str | None = None

    def __str__(self) -> str:
        stays = {"edited": "edited and stays so", "added": "added and stays", "deleted": "deleted and stays away"}
        news = "; the template now has a new text for it" if self.offers is not None else ""
        return f"{self.notebook}: the cell ‘{self.cell}’ was {stays[self.why]}{news}"


def merge(theirs: Notebook, fresh: Notebook, *, name: str) -> tuple[Notebook, tuple[Kept, ...]]:
    """The notebook as it should be now, and what was kept of people's work; neither argument is changed.

    `theirs` is the notebook in the folder, `fresh` the same one newly rendered, `name` its file's name. A cell is
    the template's while its text is what it was made as: it takes the new text, or goes if the template has it no
    longer. Every other cell stays what and where it is. A deleted cell does not come back, and one that is new in
    the template follows the cell that it follows there. Merging the result again changes nothing.
    """
    once: list[str] = list(theirs["metadata"]["workbench"].get("cells", []))
    offered: dict[str, Cell] = {cell["id"]: cell for cell in fresh["cells"]}
    found = _origins(theirs["cells"], known={*once, *offered})
    if [origin for origin, _ in found] == once and all(_untouched(cell, offered.get(str(i))) for i, cell in found):
        standing = dict(found)
        pairs: list[Pair] = [(i, _renewed(standing[i], new) if i in standing else new) for i, new in offered.items()]
        kept: list[Kept] = []
    else:
        pairs, kept = _walk(found, offered, once, name=name)
    others = [origin for origin, _ in pairs if origin is not None and origin not in offered]
    about = {**fresh["metadata"]["workbench"], "cells": [*offered, *others]}
    merged = {
        **theirs,
        "cells": _with_ids(pairs),
        "metadata": {**fresh["metadata"], **theirs["metadata"], "workbench": about},
        "nbformat_minor": max(theirs.get("nbformat_minor", 0), fresh["nbformat_minor"]),
    }
    return merged, tuple(kept)


def _origins(cells: Sequence[Cell], *, known: set[str]) -> list[Pair]:
    """Each cell with the template's cell that it was made from: by its id, else by what it remembers of itself.

    (Some tools number the ids anew.) The first cell that claims an origin has it; a copy of it was added.
    """
    claims = [[cell.get("id") for cell in cells], [_made(cell).get("cell") for cell in cells]]
    taken: dict[str, int] = {}
    for claim in claims:
        for number, origin in enumerate(claim):
            if isinstance(origin, str) and origin in known and number not in taken.values():
                taken.setdefault(origin, number)
    by_number = {number: origin for origin, number in taken.items()}
    return [(by_number.get(number), cell) for number, cell in enumerate(cells)]


def _walk(
    found: Sequence[Pair], offered: dict[str, Cell], once: Sequence[str], *, name: str
) -> tuple[list[Pair], list[Kept]]:
    """Go through people's cells in their order: renew the untouched, keep the rest, put in what is new."""
    pairs: list[Pair] = []
    kept: list[Kept] = []
    for origin, cell in found:
        new = offered.get(origin) if origin is not None else None
        if origin is None:
            kept.append(Kept(notebook=name, cell=str(cell.get("id", "without a name")), why="added"))
            pairs.append((None, cell))
        elif not _untouched(cell, new):
            news = new["source"] if new is not None and not _same_make(cell, new) else None
            kept.append(Kept(notebook=name, cell=origin, why="edited", offers=news))
            pairs.append((origin, cell))
        elif new is not None:
            pairs.append((origin, _renewed(cell, new)))
    there = {origin for origin, _ in found}
    for number, (origin, new) in enumerate(offered.items()):
        if origin in there:
            continue
        if origin in once:
            kept.append(Kept(notebook=name, cell=origin, why="deleted"))
        else:
            pairs.insert(_place(pairs, list(offered)[:number]), (origin, new))
    return pairs, kept


def _untouched(cell: Cell, new: Cell | None) -> bool:
    now = fingerprint(cell)
    return now == _made(cell).get("made_as") or (new is not None and now == _made(new)["made_as"])


def _same_make(cell: Cell, new: Cell) -> bool:
    return _made(cell).get("made_as") == _made(new)["made_as"]


def _renewed(cell: Cell, new: Cell) -> Cell:
    """The cell with the template's text; outputs stay only where the text is the same."""
    metadata = {**cell["metadata"], "workbench": _made(new)}
    was, now = set(_made(cell).get("tags", [])), list(_made(new).get("tags", []))
    tags = [tag for tag in cell["metadata"].get("tags", []) if tag in now or tag not in was]
    tags += [tag for tag in now if tag not in was and tag not in tags]
    if tags != cell["metadata"].get("tags", []):
        metadata["tags"] = tags
    if fingerprint(cell) == _made(new)["made_as"]:
        return {**cell, "metadata": metadata}
    return {**new, "id": cell.get("id", new["id"]), "metadata": metadata}


def _place(pairs: Sequence[Pair], before: Sequence[str]) -> int:
    """Where a new cell goes: after the nearest of the cells `before` it in the template, else at the beginning."""
    at = {origin: number for number, (origin, _) in enumerate(pairs) if origin is not None}
    return next((at[origin] + 1 for origin in reversed(before) if origin in at), 0)


def _with_ids(pairs: Sequence[Pair]) -> list[Cell]:
    """The cells alone, those of an older form of notebook with an id of their own."""
    return [
        cell if "id" in cell else {**cell, "id": origin or f"added-{number}"}
        for number, (origin, cell) in enumerate(pairs)
    ]


def _made(cell: Cell) -> dict[str, Any]:
    about = cell["metadata"].get("workbench")
    return about if isinstance(about, dict) else {}
