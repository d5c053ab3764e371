"""What goes wrong is written to the log without what somebody said."""

import logging
import stat

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from workbench.logs import keep_log
from workbench.store import Store

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
