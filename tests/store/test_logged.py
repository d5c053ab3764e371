"""What goes wrong is written to the log without what somebody said."""

import logging
import stat
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from workbench.logs import keep_log
from workbench.store import Record, Store
from workbench.store.wordless import leave_out_values

WORD = "whispered"


def test_an_error_of_the_database_holds_no_words_and_its_log_is_for_its_owner_alone(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'workbench.db'}")
    store.create()
    log = logging.getLogger("tests.logged")
    file = keep_log(tmp_path / "logs", "tests", log)
    with pytest.raises(DatabaseError) as refused, store.engine.connect() as connection:
        connection.execute(text("INSERT INTO nothing VALUES (:said)"), {"said": WORD})
    log.error("Incident", exc_info=refused.value)
    store.close()

    assert "INSERT INTO nothing" in file.read_text(encoding="utf-8")
    assert WORD not in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def refused(work):
    """The error of the database that this work meets."""
    with pytest.raises(DatabaseError) as caught:
        work()
    return caught.value


def keep_what_ends_before_it_begins(scope):
    with scope.gesture("kept something", area="test") as session:
        today = scope.today()
        session.add(Record(network=scope.network, title=WORD, valid_from=today, valid_to=today - timedelta(days=1)))


def keep_it_twice(store):
    with store.engine.connect() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE once (said TEXT UNIQUE)"))
        for _ in range(2):
            connection.execute(text("INSERT INTO once VALUES (:said)"), {"said": WORD})


def read_it_as_a_day(store):
    with Session(store.engine) as session:
        session.execute(text("SELECT CAST(:said AS date)"), {"said": f"{WORD} on {date(2025, 1, 1)}"})


def search_for_it(store):
    with Session(store.engine) as session:
        session.execute(text("SELECT to_tsquery(:said)"), {"said": f"{WORD}\n& &"})


def ask_for_a_column_that_is_not_there(store):
    with Session(store.engine) as session:
        session.execute(text("SELECT nothing FROM record"))


def test_no_error_of_either_engine_says_what_was_typed_nor_does_its_log(store, scope, tmp_path):
    log = logging.getLogger("tests.wordless")
    file = keep_log(tmp_path / "logs", "wordless", log)
    postgresql = store.engine.dialect.name == "postgresql"
    works = [lambda: keep_what_ends_before_it_begins(scope), lambda: keep_it_twice(store)]
    more = (read_it_as_a_day, search_for_it, ask_for_a_column_that_is_not_there)
    works += [lambda work=work: work(store) for work in more if postgresql]  # SQLite reads anything as anything
    errors = [refused(work) for work in works]
    for error in errors:
        log.error("Incident", exc_info=error)

    for error in errors:
        assert WORD not in f"{error}{error!r}{error.orig}{error.orig!r}"
    assert WORD not in file.read_text(encoding="utf-8")
    if postgresql:
        assert [str(error.orig) for error in errors] == [
            'new row for relation "record" violates check constraint "ck_record_ends_after_it_begins" (SQLSTATE 23514)',
            'duplicate key value violates unique constraint "once_said_key" (SQLSTATE 23505)',
            "invalid input syntax for type date: … (SQLSTATE 22007)",
            "syntax error in tsquery: … (SQLSTATE 42601)",
            'column "nothing" does not exist (SQLSTATE 42703)',
        ]


class Diagnosed(Exception):
    """An error as psycopg raises it: with its first sentence and its code."""

    def __init__(self, said, code):
        super().__init__(said)
        self.diag = SimpleNamespace(message_primary=said)
        self.sqlstate = code


@pytest.mark.parametrize(
    ("code", "said", "left"),
    [
        ("42601", f'syntax error in tsquery: "{WORD}\nagain"', "syntax error in tsquery: …"),
        ("22P02", f'invalid input syntax for type uuid: "{WORD}"', "invalid input syntax for type uuid: …"),
        ("P0001", f"refused: «{WORD}»", "refused: …"),
        ("23505", 'violates unique constraint "once_said_key"', 'violates unique constraint "once_said_key"'),
        ("42P01", 'relation "nothing" does not exist', 'relation "nothing" does not exist'),
        ("42703", 'column "nothing" does not exist', 'column "nothing" does not exist'),
        ("42P07", 'relation "once" already exists', "relation … already exists"),
    ],
)
def test_what_postgresql_quotes_is_told_only_where_it_is_a_name_of_ours(code, said, left):
    error = Diagnosed(said, code)
    context: Any = SimpleNamespace(original_exception=error, sqlalchemy_exception=None)
    leave_out_values(context)
    assert str(error) == f"{left} (SQLSTATE {code})"
