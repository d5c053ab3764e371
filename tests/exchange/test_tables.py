"""A map as two tables: Kumu's headings, everyday spreadsheets, and text that is not what it looks like."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange import corpus
from tests.exchange.builders import WORDS, a_map, stourvale
from workbench.errors import BadInput
from workbench.exchange import csv_pair, delimited, read, read_rows, write, xlsx
from workbench.exchange.meaning import to_rows

KUMU_PEOPLE: corpus.Sheet = [
    ["Label", "Type", "Description", "Tags", "Net worth"],
    ["Link worker", "Person", "Knows everybody", "Community links|Founder", 3],
    ["Kitchen", "Community", "", "", ""],
]
KUMU_TIES: corpus.Sheet = [
    ["From", "To", "Type", "Direction", "Strength", "Label"],
    ["Link worker", "Kitchen", "refers to", "directed", 4, ""],
    ["Kitchen", "GP practice", "", "mutual", "", "every Tuesday"],
]


def of_kumu(graph):
    elements = [(node, given["kind"], given["themes"], given["note"]) for node, given in graph.nodes(data=True)]
    ties = [
        (source, target, given["kind"], given["direction"], given["strength"], given["note"])
        for source, target, given in graph.edges(data=True)
    ]
    return elements, ties


EXPECTED = (
    [
        ("Link worker", "person in role", ["community links"], "Knows everybody\nThemes: Founder"),
        ("Kitchen", "community group", [], ""),
        ("GP practice", "team", [], ""),
    ],
    [
        ("Link worker", "Kitchen", "refers to", "one way", 4, ""),
        ("Kitchen", "GP practice", "meets", "mutual", 3, "Label: every Tuesday"),
    ],
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("map.zip", corpus.pair(KUMU_PEOPLE, KUMU_TIES)),
        ("map.xlsx", corpus.book(KUMU_PEOPLE, KUMU_TIES)),
        ("MAP.XLSX", corpus.book(KUMU_PEOPLE, KUMU_TIES)),
        ("map.zip", corpus.book(KUMU_PEOPLE, KUMU_TIES)),
    ],
)
def test_tables_as_kumu_has_them_are_read(name, data, tmp_path):
    (tmp_path / name).write_bytes(data)

    graph = read(tmp_path / name)

    assert of_kumu(graph) == EXPECTED
    assert graph.graph["left_out"][1].startswith("A map has no place for ‘Net worth’, so it was left out (row 2 of ")


def test_headings_are_known_in_any_case_and_order_and_below_a_title(tmp_path):
    file = tmp_path / "map.csv"
    file.write_text("Our map,,\n\n TO ,from,TYPE\nb,a,Trusts\n", encoding="utf-8")

    assert list(read(file).edges(data="kind")) == [("a", "b", "trusts")]


def test_one_table_of_elements_or_of_connections_is_a_map_too():
    assert [row.values for row in read_rows(b"Label\nA\nB\n", "map.csv").elements] == [{"label": "A"}, {"label": "B"}]
    assert [(row.where, row.values) for row in read_rows(b"From,To\n\na,b\n", "map.csv").connections] == [
        ("row 3 of the table", {"source": "a", "target": "b"})
    ]


@pytest.mark.parametrize(
    "data",
    [
        "Label;Type\nCafé;Ort\n".encode(),
        "\ufeffLabel\tType\r\nCafé\tOrt\r\n".encode(),
        "Label,Type\rCafé,Ort\r".encode(),
        "Label,Type\nCafé,Ort\n".encode("cp1252"),
        "Label,Type\nCafé,Ort\n".encode("utf-16"),
    ],
)
def test_text_is_read_in_the_encodings_and_with_the_separators_that_programs_use(data):
    assert [row.values for row in read_rows(data, "map.csv").elements] == [{"label": "Café", "kind": "Ort"}]


def test_words_that_look_like_numbers_or_like_nothing_stay_words():
    data = b"ID,Label,Description\n1E5,NA,None\n007,nan,TRUE\n"

    assert [row.values for row in read_rows(data, "map.csv").elements] == [
        {"id": "1E5", "label": "NA", "note": "None"},
        {"id": "007", "label": "nan", "note": "TRUE"},
    ]


def test_several_names_in_one_cell_are_several_connections_but_a_name_may_hold_a_bar():
    rows = read_rows(corpus.pair([["Label"], ["a|b"]], [["From", "To"], ["x", "y | z"], ["x", "a|b"]]), "map.zip")

    assert [(tie.values["source"], tie.values["target"]) for tie in rows.connections] == [
        ("x", "y"),
        ("x", "z"),
        ("x", "a|b"),
    ]


def test_sheets_that_are_none_of_the_map_are_told_and_those_to_ignore_are_ignored():
    data = corpus.book(**{"Notes (ignore)": [["Label"], ["no"]], "Minutes": [["Name"], ["no"]], "Sheet4": []})

    rows = read_rows(data, "map.xlsx")

    assert [row.values["label"] for row in rows.elements] == ["Link worker", "Kitchen"]
    assert rows.left_out == ["The sheet ‘Minutes’ is no table of elements or connections and was not read."]


def test_sheets_with_other_names_are_known_by_their_headings():
    book = openpyxl.Workbook()
    book.worksheets[0].append(["From", "To"])
    book.worksheets[0].append(["a", "b"])
    whole = io.BytesIO()
    book.save(whole)

    rows = read_rows(whole.getvalue(), "map.xlsx")

    assert [(tie.where, tie.values) for tie in rows.connections] == [
        ("row 2 of the sheet ‘Sheet’", {"source": "a", "target": "b"})
    ]


def test_cells_of_every_kind_are_taken_as_what_they_are():
    data = corpus.book(
        [["ID", "Label", "Valid from", "Pinned", "X", "Y"], [7, 5.0, datetime(2025, 3, 1), True, 1, 2.5]],  # noqa: DTZ001
        [["From", "To"]],
    )

    assert read_rows(data, "map.xlsx").elements[0].values == {
        "id": 7,
        "label": 5,
        "valid_from": datetime(2025, 3, 1),  # noqa: DTZ001
        "pinned": True,
        "x": 1,
        "y": 2.5,
    }


def test_of_a_formula_the_value_beside_it_is_taken():
    rows = read_rows(corpus.formulas(b"Link worker"), "map.xlsx")

    assert rows.elements[0].values == {"id": "a", "label": "Link worker", "kind": "person"}


@pytest.mark.parametrize("suffix", [".zip", ".xlsx"])
@pytest.mark.parametrize("label", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", '=HYPERLINK("http://x")', "'=1", "＝1"])
def test_a_name_that_looks_like_a_formula_is_written_so_that_it_never_is_one(label, suffix, tmp_path):
    file = tmp_path / f"map{suffix}"

    write(a_map({"a": {"label": label}}, {}), file)

    assert read(file).nodes["a"]["label"] == label
    if suffix == ".zip":
        with zipfile.ZipFile(file) as archive:
            assert f"'{label}" in archive.read("elements.csv").decode("utf-8-sig").replace('""', '"')
    else:
        cell = openpyxl.load_workbook(file)["Elements"]["B2"]
        assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", label, True)


@given(text=st.one_of(WORDS, st.text("'= +-@\ta1", max_size=6)))
def test_what_is_guarded_comes_back_and_only_a_sign_alone_goes_without(text):
    guarded = delimited.guarded(text)

    assert delimited.unguarded(guarded) == text
    assert guarded[:1] not in tuple("=+-@\t") or len(guarded) == 1


def test_the_tables_have_a_heading_for_every_column_and_say_days_and_lists_in_plain_text():
    graph = a_map({"a": {"themes": ["healthy choices", "community links"], "pinned": True, "x": 1.5}}, {})

    with zipfile.ZipFile(io.BytesIO(csv_pair.write(to_rows(graph)).data)) as archive:
        tables = {name: archive.read(name).decode("utf-8-sig").splitlines() for name in archive.namelist()}

    assert tables == {
        "elements.csv": [
            "ID,Label,Type,Sector,Organisation,Description,Tags,Seen as,Size,Pinned,X,Y,Valid from,Valid to",
            "a,a,person in role,primary care,,,healthy choices|community links,,usual,yes,1.5,0.0,2025-01-23,",
        ],
        "connections.csv": [
            "ID,From,To,Type,Direction,Strength,Sign,Delay,Tags,Said by,Sure,Description,Valid from,Valid to"
        ],
    }


def test_a_workbook_holds_days_as_days_and_the_title_of_the_map():
    rows = to_rows(stourvale())
    rows.title = "Stourvale, spring"

    data = xlsx.write(rows).data
    book = openpyxl.load_workbook(io.BytesIO(data))

    assert book.properties.title == "Stourvale, spring"
    assert book["Elements"]["M2"].value == datetime(2025, 1, 23)  # noqa: DTZ001
    assert xlsx.read(data).title == "Stourvale, spring"


def test_two_tables_hold_no_title_and_say_so():
    rows = to_rows(stourvale())
    rows.title = "Stourvale, spring"

    assert csv_pair.write(rows).left_out == ("The title of the map, ‘Stourvale, spring’, was left out.",)


def test_the_same_map_gives_the_same_packed_tables():
    assert csv_pair.write(to_rows(stourvale())) == csv_pair.write(to_rows(stourvale()))


def test_writing_replaces_a_file_whole_and_leaves_nothing_beside_it(tmp_path):
    file = tmp_path / "map.zip"
    file.write_bytes(b"old")

    assert write(stourvale(), file) == (
        "That only the public register says so was left out (element ‘mill’ and 1 more).",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["map.zip"]
    assert read(file).nodes["link"]["valid_from"] == date(2025, 1, 23)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("map.csv", "map.csv could hold only one half of a map; give it a name that ends with .zip or .xlsx."),
        ("map.json", "map.json is no file of a map by its name; the name has to end with one of .xlsx, .zip, .prsm"),
        ("none/map.zip", "cannot be written; check the folder, and close the file in other programs."),
    ],
)
def test_a_file_that_cannot_be_written_is_refused(name, why, tmp_path):
    with pytest.raises(BadInput) as refused:
        write(stourvale(), tmp_path / name)

    assert why in str(refused.value)
    assert list(tmp_path.iterdir()) == []
