"""The register is kept in the store: as often as it is imported, and never twice over."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from tests.conftest import CHECK_DATA
from tests.networks.builders import HARBOUR, HILL_NOW, HILL_THEN, MOOR, PARTNERS, QUAY, changed, workbook
from workbench.errors import NotFound
from workbench.networks.facts import called, network_facts, network_table, whose
from workbench.networks.models import Membership, Practice, PrimaryCareNetwork
from workbench.networks.ods import MEMBERSHIP_COLUMNS, NETWORK_COLUMNS, choose, read_ods
from workbench.networks.register import Count, ImportReport, import_register
from workbench.store import Store

Frames = tuple[pd.DataFrame, pd.DataFrame]
TABLES = (PrimaryCareNetwork, Practice, Membership)
AT = datetime(2025, 1, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def published(tmp_path: Path) -> Any:
    """Makes the two frames of a workbook with the given rows."""

    def make(networks: Any = (HARBOUR, MOOR), partners: Any = PARTNERS) -> Frames:
        return read_ods(workbook(tmp_path / "ePCN.xlsx", networks=networks, partners=partners))

    return make


def keep(store: Store, frames: Frames, *, source: str = "ePCN.xlsx", **more: Any) -> ImportReport:
    return import_register(store, *frames, source=source, who="analyst", at=AT, **more)


def kept(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the register's tables hold, in order."""
    with store.reading() as session:
        return {
            table.__tablename__: sorted(map(tuple, session.execute(select(table.__table__))), key=repr)
            for table in TABLES
        }


def test_importing_keeps_networks_practices_and_memberships(store: Store, published: Any) -> None:
    report = keep(store, published())
    assert kept(store) == {
        "primary_care_network": [
            ("U10001", "HARBOUR PCN", "11X", "NHS NORTHSHIRE CCG", date(2019, 10, 1), None, "ePCN.xlsx"),
            (
                "U10002",
                "MOOR PCN",
                "1E5",
                "NHS SOUTHSHIRE CCG",
                date(2019, 10, 1),
                date(2021, 3, 31),
                "ePCN.xlsx",
            ),
        ],
        "practice": [("A00001", "QUAY PRACTICE"), ("A00002", "NA")],
        "membership": [
            ("A00001", "U10001", date(2019, 10, 1), None, True),
            ("A00002", "U10001", date(2021, 4, 1), None, True),
            ("A00002", "U10002", date(2019, 10, 1), date(2021, 3, 31), False),
        ],
    }
    assert report == ImportReport(
        source="ePCN.xlsx", networks=Count(added=2), practices=Count(added=2), memberships=Count(added=3)
    )
    assert report.sentence == (
        "Imported ePCN.xlsx: 2 networks (2 added), 2 practices (2 added) and 3 memberships (3 added)."
    )


def test_importing_again_changes_nothing_and_says_so(store: Store, published: Any) -> None:
    keep(store, published())
    before = kept(store)
    report = keep(store, published())
    assert kept(store) == before
    assert report.sentence == (
        "Imported ePCN.xlsx: 2 networks (none changed), 2 practices (none changed) and 3 memberships (none changed)."
    )


def test_a_membership_that_ended_gets_its_end_date(store: Store, published: Any) -> None:
    keep(store, published())
    report = keep(store, published(partners=[changed(QUAY, 9, "20220331"), HILL_THEN, HILL_NOW]))
    assert report.memberships == Count(ended=1, unchanged=2)
    assert kept(store)["membership"] == [
        ("A00001", "U10001", date(2019, 10, 1), date(2022, 3, 31), True),
        ("A00002", "U10001", date(2021, 4, 1), None, True),
        ("A00002", "U10002", date(2019, 10, 1), date(2021, 3, 31), False),
    ]


def test_what_the_register_calls_otherwise_now_is_called_so(store: Store, published: Any) -> None:
    keep(store, published())
    renamed = changed(changed(HARBOUR, 1, "HARBOUR AND QUAY PCN"), 3, "NHS NORTHSHIRE ICB - 11X")
    closed = changed(MOOR, 5, "20210401")
    hill_renamed = changed(HILL_NOW, 1, "HILL SURGERY")
    report = keep(store, published([renamed, closed], [QUAY, hill_renamed, HILL_THEN]), source="ePCN.xlsx of May 2023")
    assert report.sentence == (
        "Imported ePCN.xlsx of May 2023: 2 networks (2 changed), 2 practices (1 changed) "
        "and 3 memberships (none changed)."
    )
    with store.reading() as session:
        harbour = session.get_one(PrimaryCareNetwork, "U10001")
        moor = session.get_one(PrimaryCareNetwork, "U10002")
        assert (harbour.name, harbour.commissioner) == ("HARBOUR AND QUAY PCN", "NHS NORTHSHIRE ICB - 11X")
        assert (harbour.source, moor.source) == ("ePCN.xlsx of May 2023", "ePCN.xlsx of May 2023")
        assert moor.closed == date(2021, 4, 1)
        assert session.get_one(Practice, "A00002").name == "HILL SURGERY"


def test_a_network_that_closed_is_counted_as_ended_and_leaves_the_table(store: Store, published: Any) -> None:
    keep(store, published(networks=[HARBOUR, changed(MOOR, 5, "")]))
    with store.reading() as session:
        assert list(network_table(session).index) == ["U10001", "U10002"]
    assert keep(store, published()).networks == Count(ended=1, unchanged=1)
    with store.reading() as session:
        assert list(network_table(session).index) == ["U10001"]


def test_a_corrected_start_does_not_leave_a_practice_in_the_network_twice(store: Store, published: Any) -> None:
    keep(store, published())
    report = keep(store, published(partners=[changed(QUAY, 8, "20191101"), HILL_THEN, HILL_NOW]))
    assert report.memberships == Count(added=1, withdrawn=1, unchanged=2)
    assert ("A00001", "U10001", date(2019, 11, 1), None, True) in kept(store)["membership"]
    assert len(kept(store)["membership"]) == 3


def test_a_part_of_the_register_leaves_the_rest_as_it_is(store: Store, published: Any) -> None:
    keep(store, published())
    before = kept(store)
    keep(store, published(networks=[HARBOUR], partners=[QUAY]))
    assert kept(store) == before


def test_what_a_file_leaves_empty_does_not_wipe_what_is_known(store: Store, published: Any) -> None:
    keep(store, published())
    before = kept(store)
    networks, memberships = published()
    keep(store, (networks.assign(commissioner_code="", commissioner="", opened=None), memberships))
    assert kept(store) == before


def test_only_memberships_of_the_networks_that_are_given_are_kept(store: Store, published: Any) -> None:
    networks, memberships = published()
    report = keep(store, (choose(networks, commissioner="Northshire"), memberships))
    assert (report.networks.total, report.practices.total, report.memberships.total) == (1, 2, 2)
    assert {row[1] for row in kept(store)["membership"]} == {"U10001"}


def test_an_import_is_one_line_in_the_feed_with_nothing_to_undo(store: Store, published: Any) -> None:
    keep(store, published())
    (change,) = store.changes_since(0)
    assert (change.action, change.who, change.network, change.at) == (
        "imported the public register from ePCN.xlsx",
        "analyst",
        None,
        AT,
    )
    assert change.edits == []


def test_an_interrupted_import_leaves_everything_as_it_was(store: Store, published: Any) -> None:
    keep(store, published())
    before = kept(store)

    def give_up(done: int, total: int) -> None:
        if done > 0:
            raise KeyboardInterrupt

    renamed = changed(HARBOUR, 1, "OTHER PCN")
    with pytest.raises(KeyboardInterrupt):
        keep(store, published([renamed, MOOR], [changed(QUAY, 9, "20220331")]), progress=give_up)
    assert kept(store) == before
    assert len(store.changes_since(0)) == 1


def test_progress_counts_the_rows_that_are_written(store: Store, published: Any) -> None:
    told: list[tuple[int, int]] = []
    keep(store, published(), progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 7), (4, 7), (7, 7)]


def test_the_table_shows_open_networks_with_their_present_practices(store: Store, published: Any) -> None:
    keep(store, published())
    with store.reading() as session:
        table = network_table(session)
    assert table.reset_index().to_dict("records") == [
        {"code": "U10001", "name": "HARBOUR PCN", "commissioner": "NHS NORTHSHIRE CCG", "practices": 2}
    ]


def test_the_facts_of_a_network_tell_its_present_and_past_practices(store: Store, published: Any) -> None:
    keep(store, published())
    with store.reading() as session:
        harbour, moor = network_facts(session, "u10001 "), network_facts(session, "U10002")
    assert asdict(moor) == {
        "code": "U10002",
        "name": "Moor PCN",
        "commissioner_code": "1E5",
        "commissioner": "NHS Southshire CCG",
        "opened": date(2019, 10, 1),
        "closed": date(2021, 3, 31),
        "source": "ePCN.xlsx",
        "memberships": (
            {
                "practice_code": "A00002",
                "practice_name": "NA",
                "start": date(2019, 10, 1),
                "end": date(2021, 3, 31),
                "same_commissioner": False,
            },
        ),
    }
    assert [stay.practice_code for stay in harbour.current] == ["A00002", "A00001"]
    assert harbour.past == ()
    assert moor.past == moor.memberships
    assert not harbour.crosses_boundary
    assert not moor.crosses_boundary


def test_a_network_crosses_a_boundary_while_a_member_answers_to_another_commissioner(
    store: Store, published: Any
) -> None:
    keep(store, published(partners=[QUAY, changed(HILL_NOW, 10, False)]))
    with store.reading() as session:
        assert network_facts(session, "U10001").crosses_boundary


def test_an_unknown_network_is_not_found(store: Store, published: Any) -> None:
    keep(store, published())
    with store.reading() as session, pytest.raises(NotFound, match="This workspace has no network ‘U10009’"):
        network_facts(session, "U10009")


# --- laws -----------------------------------------------------------------------------------------

DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2024, 12, 31))


@st.composite
def registers(draw: st.DrawFn) -> Frames:
    """Any small register: some networks, and any practices' times in them."""
    codes = draw(st.lists(st.sampled_from(["U10001", "U10002", "U10003"]), min_size=1, unique=True))
    names = st.text(alphabet="AB ’1E5", min_size=1)
    networks = [
        (code, draw(names), draw(names), draw(names), draw(DAYS), draw(st.none() | DAYS), "", "") for code in codes
    ]
    keys = st.tuples(st.sampled_from(["A00001", "A00002", "A00003"]), st.sampled_from(codes), DAYS)
    stays = [
        (practice, draw(names), "", "", network, start, draw(st.none() | DAYS), draw(st.booleans()))
        for practice, network, start in draw(st.lists(keys, unique=True, max_size=8))
    ]
    return (
        pd.DataFrame(networks, columns=list(NETWORK_COLUMNS)),
        pd.DataFrame(stays, columns=list(MEMBERSHIP_COLUMNS)).astype({"start": object, "end": object}),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(before=registers(), now=registers())
def test_importing_twice_is_importing_once_whatever_was_there(store: Store, before: Frames, now: Frames) -> None:
    with store.gesture("emptied the register", network=None, who="analyst", area="register") as session:
        for table in reversed(TABLES):
            session.execute(delete(table))
    keep(store, before)
    keep(store, now)
    once = kept(store)
    again = keep(store, now)
    assert kept(store) == once
    for count in (again.networks, again.practices, again.memberships):
        assert count == Count(unchanged=count.total)
    of_now = {row[:3] for row in now[1][["practice_code", "network_code", "start"]].itertuples(index=False)}
    assert of_now <= {row[:3] for row in once["membership"]}


REAL_WORKBOOK = CHECK_DATA / "ods" / "ePCN-2022.xlsx"


@pytest.mark.skipif(not REAL_WORKBOOK.exists(), reason="the national register of 2022 is not on this machine")
def test_the_national_register_of_2022_is_kept_whole(store: Store) -> None:
    report = keep(store, read_ods(REAL_WORKBOOK))
    assert report.sentence == (
        "Imported ePCN.xlsx: 1,318 networks (1,318 added), 6,803 practices (6,803 added) "
        "and 7,359 memberships (7,359 added)."
    )
    with store.reading() as session:
        table = network_table(session)
        assert (len(table), table["practices"].sum()) == (1260, 6474)
        assert session.scalar(select(func.count()).select_from(Membership)) == 7359


def test_whose_something_is_stands_in_names_with_the_code_where_the_register_has_none(network):
    own = network.members.add_set("River set")
    with network.workspace.store.reading() as session:
        assert (called(session, network.code), called(session, "U10009")) == ("Stourvale", "U10009")
        assert whose(session, network.code, None) == ("Stourvale",)
        assert whose(session, "U10009", own.id) == ("River set", "U10009")
