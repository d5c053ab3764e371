"""Read the national register of primary care networks, as the Organisation Data Service publishes it.

Three forms are understood: the workbook ePCN.xlsx from the years of clinical commissioning groups (to 2022),
the same workbook from the years of sub-ICB locations (after), and epcncorepartnerdetails.csv, which has the
workbook's eleven partner columns and no headings. A small CSV file with headings works too.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.checks import NEAR, READABLE
from workbench.errors import BadInput
from workbench.networks import sheets
from workbench.networks.columns import (
    DETAILS,
    PARTNERS,
    PARTNERS_IN_TEXT,
    PARTNERS_ORDER,
    Found,
    read_table,
)
from workbench.networks.names import readable

Progress = Callable[[int, int], None]

NETWORK_COLUMNS = (
    "code",
    "name",
    "commissioner_code",
    "commissioner",
    "opened",
    "closed",
    "address",
    "postcode",
)
MEMBERSHIP_COLUMNS = (
    "practice_code", "practice_name", "practice_commissioner_code", "practice_commissioner",
    "network_code", "start", "end", "same_commissioner",
)  # fmt: skip


def read_ods(path: str | Path, *, progress: Progress | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read a register file and return (networks, memberships), each in the file's order.

    networks, one row a network: `code`, `name`, `commissioner_code`, `commissioner` (text, "" where the file
    is silent), `opened` (date), `closed` (date, None while open), `address` (one line), `postcode`.
    From a CSV file, which lists partners only, a network counts as opened when its first practice joined
    and as closed when its last one left; address and postcode are "".

    memberships, one row for each time a practice belonged to a network: `practice_code`, `practice_name`,
    `practice_commissioner_code`, `practice_commissioner`, `network_code`, `start` (date), `end` (date, the
    last day as the register gives it; None for a current membership), `same_commissioner` (False where the
    practice's commissioner is not the network's, so that the network crosses a boundary).

    `progress(done, total)` is called with rows as the reading goes on, last with done equal to total.
    Raises `BadInput` with one sentence naming file, sheet, row and column if anything cannot be used.
    """
    path = Path(path)
    data = sheets.read_bytes(path)
    counter = _Counter(progress)
    if sheets.is_workbook(data, file=path.name):
        networks, memberships = _read_workbook(data, file=path.name, counter=counter)
    else:
        networks, memberships = _read_csv(data, file=path.name, counter=counter)
    counter.finish()
    return networks, memberships


def choose(networks: pd.DataFrame, *, commissioner: str) -> pd.DataFrame:
    """The open networks of one commissioner, index renumbered.

    `commissioner` is its code ("11J"), or part of its name in any case ("dorset"); a code goes first.
    Raises `BadInput` if no open network has such a commissioner; the sentence offers the nearest names.
    """
    wanted = " ".join(commissioner.split()).casefold()
    still_open = networks[networks["closed"].isna()]
    by_code = still_open["commissioner_code"].str.casefold() == wanted
    by_name = still_open["commissioner"].str.casefold().str.contains(wanted, regex=False)
    chosen = still_open[by_code if by_code.any() else by_name]
    if not wanted or chosen.empty:
        known = sorted(set(still_open["commissioner"]) - {""})
        raise BadInput(f"No open network has a commissioner called ‘{commissioner}’; {_offer(wanted, known)}")
    return chosen.reset_index(drop=True)


def _read_workbook(data: bytes, *, file: str, counter: _Counter) -> tuple[pd.DataFrame, pd.DataFrame]:
    with sheets.open_book(data, file=file) as book:
        details, partners = (
            book.sheet("PCNDetails"),
            book.sheet("PCN Core Partner Details"),
        )
        counter.expect(book.length(details) + book.length(partners))
        network_rows = read_table(counter.over(book.rows(details)), DETAILS, file=file, sheet=details)
        partner_rows = read_table(counter.over(book.rows(partners)), PARTNERS, file=file, sheet=partners)
    networks = _unique(network_rows, key=("code",), what="network")
    known = {found["code"] for found in networks}
    for found in partner_rows:
        if found["network_code"] not in known:
            raise found.error(
                "network_code",
                f"network {found['network_code']} is not in the sheet ‘{details}’",
                remedy="add the network there or correct the code, and import the file again",
            )
    return _network_frame(networks), _membership_frame(partner_rows)


def _read_csv(data: bytes, *, file: str, counter: _Counter) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = sheets.read_text(data, file=file)
    counter.expect(len(rows))
    found = read_table(counter.over(iter(rows)), PARTNERS_IN_TEXT, file=file, order=PARTNERS_ORDER)
    return _network_frame(_networks_of(found)), _membership_frame(found)


def _networks_of(partners: list[Found]) -> list[dict[str, Any]]:
    """One network for each code in the partner rows; its newest row gives its name and commissioner."""
    by_code: dict[str, list[Found]] = {}
    for found in partners:
        by_code.setdefault(found["network_code"], []).append(found)
    networks = []
    for code, members in by_code.items():
        newest = max(members, key=lambda found: (found["end"] is None, found["start"]))
        ends = [found["end"] for found in members]
        networks.append(
            {
                "code": code,
                "name": newest["network_name"],
                "commissioner_code": newest["network_commissioner_code"],
                "commissioner": newest["network_commissioner"],
                "opened": min(found["start"] for found in members),
                "closed": None if None in ends else max(ends),
            }
        )
    return networks


def _network_frame(networks: list[Found] | list[dict[str, Any]]) -> pd.DataFrame:
    lines = [[found.get(f"line_{line}", "") for line in range(1, 6)] for found in networks]
    address = [", ".join(part for part in parts if part) for parts in lines]
    columns = {
        "code": _text(found["code"] for found in networks),
        "name": _text(found["name"] for found in networks),
        "commissioner_code": _text(found["commissioner_code"] for found in networks),
        "commissioner": _text(found["commissioner"] for found in networks),
        "opened": _dates(found["opened"] for found in networks),
        "closed": _dates(found["closed"] for found in networks),
        "address": _text(address),
        "postcode": _text(found.get("postcode", "") for found in networks),
    }
    return pd.DataFrame(columns, columns=list(NETWORK_COLUMNS))


def _membership_frame(partners: list[Found]) -> pd.DataFrame:
    rows = _unique(partners, key=("practice_code", "network_code", "start"), what="membership")
    columns: dict[str, Any] = {}
    for column in MEMBERSHIP_COLUMNS:
        values = (found[column] for found in rows)
        if column in ("start", "end"):
            columns[column] = _dates(values)
        elif column == "same_commissioner":
            columns[column] = pd.Series([_same_commissioner(found) for found in rows], dtype=bool)
        else:
            columns[column] = _text(values)
    return pd.DataFrame(columns, columns=list(MEMBERSHIP_COLUMNS))


def _same_commissioner(found: Found) -> bool:
    if found["same_commissioner"] is not None:
        return found["same_commissioner"]
    # The column was left out or empty: the codes beside it say the same thing.
    return found["practice_commissioner_code"] == found["network_commissioner_code"]


def _unique(rows: list[Found], *, key: tuple[str, ...], what: str) -> list[Found]:
    """The rows without exact repeats. Raises `BadInput` where two rows contradict each other."""
    seen: dict[tuple[Any, ...], Found] = {}
    for found in rows:
        identity = tuple(found[field] for field in key)
        first = seen.setdefault(identity, found)
        if first is not found and first.read != found.read:
            raise found.error(
                key[0],
                f"this {what} is already in row {first.row}, with other details",
                remedy="delete one of the two rows, and import the file again",
            )
    return list(seen.values())


def _text(values: Any) -> pd.Series:
    return pd.Series(list(values), dtype=str)


def _dates(values: Any) -> pd.Series:
    found: list[date | None] = list(values)
    return pd.Series(found, dtype=object)


def _offer(wanted: str, known: list[str]) -> str:
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(wanted, folded, n=3, cutoff=NEAR)
    if not near:  # a name is long, and what was typed may be like one word of it
        words = {word: name for name in folded for word in name.split()}
        near = [words[word] for word in difflib.get_close_matches(wanted, words, n=1, cutoff=NEAR)]
    if near:
        return "did you mean " + " or ".join(f"‘{readable(folded[name])}’" for name in near) + "?"
    if not known:
        return "none is named, so choose the networks by their codes."
    if len(known) <= READABLE:
        return "the file has " + ", ".join(f"‘{readable(name)}’" for name in known) + "."
    return f"the file has {len(known)} others, from ‘{readable(known[0])}’ to ‘{readable(known[-1])}’."


class _Counter:
    """Counts rows and reports every 250th; silent without somebody to report to."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._done = 0
        self._total = 0

    def expect(self, rows: int) -> None:
        self._total = rows

    def over(self, rows: Iterator[sheets.Row]) -> Iterator[sheets.Row]:
        for row in rows:
            yield row
            self._done += 1
            if self._progress and self._done % 250 == 0:
                self._progress(self._done, max(self._total, self._done + 1))

    def finish(self) -> None:
        if self._progress:
            self._progress(self._done, self._done)
