"""The national register is read in all its forms, and a bad file gets one sentence."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHECK_DATA
from tests.networks.builders import (
    DETAILS_CCG,
    DETAILS_SUB_ICB,
    HARBOUR,
    HILL_NOW,
    HILL_THEN,
    MOOR,
    PARTNERS,
    PARTNERS_CCG,
    PARTNERS_SUB_ICB,
    QUAY,
    changed,
    text_file,
    workbook,
)
from workbench.errors import BadInput
from workbench.networks import cells
from workbench.networks.ods import choose, read_ods

NETWORKS_READ = [
    {
        "code": "U10001",
        "name": "HARBOUR PCN",
        "commissioner_code": "11X",
        "commissioner": "NHS NORTHSHIRE CCG",
        "opened": date(2019, 10, 1),
        "closed": None,
        "address": "HARBOUR SURGERY, 1 QUAY ROAD, SEATON",
        "postcode": "ZZ1 1AA",
    },
    {
        "code": "U10002",
        "name": "MOOR PCN",
        "commissioner_code": "1E5",
        "commissioner": "NHS SOUTHSHIRE CCG",
        "opened": date(2019, 10, 1),
        "closed": date(2021, 3, 31),
        "address": "THE SURGERY",
        "postcode": "ZZ2 2BB",
    },
]
MEMBERSHIPS_READ = [
    {
        "practice_code": "A00001",
        "practice_name": "QUAY PRACTICE",
        "practice_commissioner_code": "11X",
        "practice_commissioner": "NHS NORTHSHIRE CCG",
        "network_code": "U10001",
        "start": date(2019, 10, 1),
        "end": None,
        "same_commissioner": True,
    },
    {
        "practice_code": "A00002",
        "practice_name": "NA",
        "practice_commissioner_code": "11X",
        "practice_commissioner": "NHS NORTHSHIRE CCG",
        "network_code": "U10002",
        "start": date(2019, 10, 1),
        "end": date(2021, 3, 31),
        "same_commissioner": False,
    },
    {
        "practice_code": "A00002",
        "practice_name": "NA",
        "practice_commissioner_code": "11X",
        "practice_commissioner": "NHS NORTHSHIRE CCG",
        "network_code": "U10001",
        "start": date(2021, 4, 1),
        "end": None,
        "same_commissioner": True,
    },
]


def rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.to_dict("records")  # type: ignore[return-value]


# --- every form -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("details_headings", "partner_headings"),
    [(DETAILS_CCG, PARTNERS_CCG), (DETAILS_SUB_ICB, PARTNERS_SUB_ICB)],
    ids=["clinical commissioning groups", "sub-ICB locations"],
)
def test_the_workbook_of_either_era_gives_networks_and_memberships(
    tmp_path: Path, details_headings: tuple[str, ...], partner_headings: tuple[str, ...]
) -> None:
    path = workbook(tmp_path / "ePCN.xlsx", details_headings=details_headings, partner_headings=partner_headings)
    networks, memberships = read_ods(path)
    assert rows(networks) == NETWORKS_READ
    assert rows(memberships) == MEMBERSHIPS_READ


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("headings", [None, PARTNERS_CCG, PARTNERS_SUB_ICB], ids=["bare", "CCG", "Sub ICB"])
def test_the_partner_file_is_read_with_and_without_headings_in_any_usual_encoding(
    tmp_path: Path, headings: tuple[str, ...] | None, encoding: str
) -> None:
    accented = changed(QUAY, 1, "DR O’NEILL, ANDRÉE ROAD")
    path = text_file(
        tmp_path / "epcncorepartnerdetails.csv",
        partners=[accented, HILL_THEN, HILL_NOW],
        headings=headings,
        encoding=encoding,
    )
    networks, memberships = read_ods(path)
    assert rows(memberships) == [
        {**MEMBERSHIPS_READ[0], "practice_name": "DR O’NEILL, ANDRÉE ROAD"},
        *MEMBERSHIPS_READ[1:],
    ]
    assert rows(networks) == [{**network, "address": "", "postcode": ""} for network in NETWORKS_READ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_short_list_with_plain_headings_in_another_order_is_enough(tmp_path: Path, delimiter: str) -> None:
    path = text_file(
        tmp_path / "ours.csv",
        headings=["Network code", "network_name", "End", "Start", "Practice code", "Practice name"],
        partners=[["U10001", "HARBOUR", "", "2019-10-01", "A00001", "1E5"]],
        delimiter=delimiter,
    )
    networks, memberships = read_ods(path)
    assert rows(networks) == [
        {
            "code": "U10001",
            "name": "HARBOUR",
            "commissioner_code": "",
            "commissioner": "",
            "opened": date(2019, 10, 1),
            "closed": None,
            "address": "",
            "postcode": "",
        }
    ]
    assert rows(memberships) == [
        {
            "practice_code": "A00001",
            "practice_name": "1E5",
            "practice_commissioner_code": "",
            "practice_commissioner": "",
            "network_code": "U10001",
            "start": date(2019, 10, 1),
            "end": None,
            "same_commissioner": True,
        }
    ]


def test_headings_may_have_stray_spaces_escaped_line_breaks_and_a_title_above(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "ePCN.xlsx",
        details_headings=["Networks in England"],
        networks=[[], [f"  {heading}_x000D_\n " for heading in DETAILS_SUB_ICB], HARBOUR, MOOR],
        sheets=("PCN Details", "PCN Core Partner Details "),
    )
    assert rows(read_ods(path)[0]) == NETWORKS_READ


def test_cells_may_have_stray_spaces_small_letters_numbers_and_date_cells(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "ePCN.xlsx",
        networks=[
            (" u10001 ", "HARBOUR  PCN\n", " 11X", *HARBOUR[3:4], 20191001, None, *HARBOUR[6:]),
            changed(changed(MOOR, 4, 20191001.0), 5, datetime.fromisoformat("2021-03-31")),
        ],
        partners=[
            changed(changed(QUAY, 0, "a00001"), 8, 20191001.0),
            changed(changed(HILL_THEN, 8, "2019-10-01 00:00:00"), 9, "31/03/2021"),
            changed(changed(HILL_NOW, 8, "20210401.0"), 10, "TRUE "),
        ],
    )
    networks, memberships = read_ods(path)
    assert rows(networks) == NETWORKS_READ
    assert rows(memberships) == MEMBERSHIPS_READ


def test_text_stays_text(tmp_path: Path) -> None:
    named = changed(changed(QUAY, 1, "None"), 3, "NULL")
    path = workbook(tmp_path / "ePCN.xlsx", partners=[named, changed(HILL_NOW, 2, "1E5")])
    _, memberships = read_ods(path)
    assert list(memberships["practice_name"]) == ["None", "NA"]
    assert list(memberships["practice_commissioner"]) == ["NULL", "NHS NORTHSHIRE CCG"]
    assert list(memberships["practice_commissioner_code"]) == ["11X", "1E5"]


def test_a_sheet_that_misstates_its_own_size_is_still_read_whole(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx")
    path = tmp_path / "ePCN.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b'ref="A1:L3"', b'ref="A1"').replace(b'ref="A1:K4"', b'ref="A1"')
                assert b'ref="A1"' in content
            new.writestr(name, content)
    networks, memberships = read_ods(path)
    assert rows(networks) == NETWORKS_READ
    assert rows(memberships) == MEMBERSHIPS_READ


def test_exact_repeats_are_read_once(tmp_path: Path) -> None:
    path = workbook(tmp_path / "ePCN.xlsx", networks=[HARBOUR, MOOR, MOOR], partners=[*PARTNERS, QUAY])
    networks, memberships = read_ods(path)
    assert rows(networks) == NETWORKS_READ
    assert rows(memberships) == MEMBERSHIPS_READ


def test_without_the_last_column_the_codes_say_whether_a_boundary_is_crossed(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "ePCN.xlsx",
        partner_headings=PARTNERS_CCG[:10],
        partners=[partner[:10] for partner in PARTNERS],
    )
    assert rows(read_ods(path)[1]) == MEMBERSHIPS_READ


def test_from_partner_rows_a_network_takes_the_name_and_commissioner_of_its_newest_row(
    tmp_path: Path,
) -> None:
    renamed = changed(changed(HILL_NOW, 5, "HARBOUR AND HILL PCN"), 7, "NHS NORTHSHIRE ICB - 11X")
    networks, _ = read_ods(text_file(tmp_path / "partners.csv", partners=[QUAY, HILL_THEN, renamed]))
    assert list(networks["name"]) == ["HARBOUR AND HILL PCN", "MOOR PCN"]
    assert list(networks["commissioner"]) == ["NHS NORTHSHIRE ICB - 11X", "NHS SOUTHSHIRE CCG"]


def test_progress_is_told_and_ends_when_everything_is_read(tmp_path: Path) -> None:
    partners = [changed(QUAY, 0, f"A{number:05}") for number in range(600)]
    told: list[tuple[int, int]] = []
    path = workbook(tmp_path / "ePCN.xlsx", partners=partners)
    read_ods(path, progress=lambda done, total: told.append((done, total)))
    assert told == [(250, 604), (500, 604), (604, 604)]


# --- choosing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["Northshire", "nhs  northSHIRE ccg", "11x"])
def test_choosing_a_commissioner_by_part_of_its_name_or_by_code_gives_its_open_networks(
    tmp_path: Path, wanted: str
) -> None:
    networks, _ = read_ods(workbook(tmp_path / "ePCN.xlsx"))
    assert rows(choose(networks, commissioner=wanted)) == NETWORKS_READ[:1]


@pytest.mark.parametrize(
    ("wanted", "offer"),
    [
        ("Northsire", "did you mean ‘NHS Northshire CCG’?"),
        ("Kent", "the file has ‘NHS Northshire CCG’."),
        ("", "the file has ‘NHS Northshire CCG’."),
    ],
)
def test_choosing_an_unknown_commissioner_or_one_with_closed_networks_only_offers_the_nearest(
    tmp_path: Path, wanted: str, offer: str
) -> None:
    networks, _ = read_ods(workbook(tmp_path / "ePCN.xlsx"))
    with pytest.raises(BadInput) as caught:
        choose(networks, commissioner=wanted)
    assert str(caught.value) == f"No open network has a commissioner called ‘{wanted}’; {offer}"


# --- laws -----------------------------------------------------------------------------------------

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@given(DAYS)
def test_every_way_of_writing_a_date_means_that_date(day: date) -> None:
    number = int(f"{day:%Y%m%d}")
    written: list[Any] = [number, float(number), str(number), f" {number}.0 ", day, day.isoformat()]
    written += [datetime.fromisoformat(day.isoformat()), f"{day.isoformat()} 00:00:00", f"{day:%d/%m/%Y}"]
    written += [f"{day:%d-%b-%Y}", f"{day:%d %B %Y}"]
    assert [cells.day(value) for value in written] == [day] * len(written)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.datetimes(), st.dates()))
def test_whatever_stands_in_a_cell_is_read_or_refused_in_words(value: Any) -> None:
    for read in (cells.day, cells.network_code, cells.organisation_code, cells.name, cells.yes_or_no):
        try:
            read(value)
        except cells.CellError as refused:
            words = str(refused)
            assert words


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1))
def test_a_word_is_read_as_it_was_written(word: str) -> None:
    assert word.startswith("#") or cells.text(f"  {word}\n") == word


# --- the real file --------------------------------------------------------------------------------

REAL_WORKBOOK = CHECK_DATA / "ods" / "ePCN-2022.xlsx"


@pytest.mark.skipif(not REAL_WORKBOOK.exists(), reason="the national register of 2022 is not on this machine")
def test_the_national_register_of_2022_is_read_whole() -> None:
    networks, memberships = read_ods(REAL_WORKBOOK)
    assert (len(networks), networks["closed"].isna().sum()) == (1318, 1260)
    assert (len(memberships), memberships["end"].isna().sum()) == (7359, 6474)
    assert (~memberships["same_commissioner"]).sum() == 124
    dorset = choose(networks, commissioner="Dorset")
    current = memberships[memberships["end"].isna()]
    assert (len(dorset), current["network_code"].isin(dorset["code"]).sum()) == (18, 73)
