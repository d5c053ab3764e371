"""Running meetings, audiences and signifiers; the 100-day challenge; the weekly log and routines."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

AUDIENCES = "audience IN ('set', 'network', 'programme', 'public')"
NEW = (
    "escalation", "contact", "placement", "task", "supporter", "recommendation", "plan", "permission", "idea", "goal",
    "gate", "clock", "barrier", "routine_done", "log_week", "challenge", "signifier", "routine",
)  # fmt: skip
ADDED = {
    "action": ("known_by", "audience"),
    "attendance": ("part",),
    "insight": ("audience", "themes"),
    "prototype": ("themes",),
}


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A foreign key that is checked at the end of the transaction."""
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, initially="DEFERRED", deferrable=True)


def _text(name: str, usual: str = "", check: str = "", table: str = "") -> sa.Column:
    """A column of text that is never empty of a value, with its check as part of it: no table is rebuilt for it."""
    known = [sa.CheckConstraint(check, name=op.f(f"ck_{table}_known_{name}"))] if check else []
    return sa.Column(name, sa.String(), *known, nullable=False, server_default=usual)


def _list(name: str) -> sa.Column:
    return sa.Column(name, sa.JSON(), nullable=False, server_default="[]")


def _session_before(*checks: sa.CheckConstraint) -> list:
    """What the table of sessions was made of, all but its check."""
    return [
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "method")),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("set_id", sa.String(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        _key("session", "id", "record"),
        _key("session", "set_id", "learning_set"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        *checks,
    ]


def _entry_before(*checks: sa.CheckConstraint) -> list:
    """What the table of entries was made of, all but its check."""
    names = ("id", "session_id", "step", "nature", "text", "said_by")
    return [
        *(sa.Column(name, sa.String(), nullable=False) for name in names),
        _key("entry", "id", "record"),
        _key("entry", "session_id", "session"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        *checks,
    ]


def _rebuilt(table: str, before: list):
    """Change a table that others point to; SQLite makes it anew, from what it was made of without its old check."""
    if op.get_bind().dialect.name == "sqlite":
        return op.batch_alter_table(table, copy_from=sa.Table(table, sa.MetaData(), *before), recreate="always")
    return op.batch_alter_table(table)


def _drop_check(table: str, name: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(f"ck_{table}_known_{name}"), table, type_="check")


def upgrade() -> None:
    """Make the tables and columns of this revision; what was said before stays with its set until somebody says so."""
    _drop_check("session", "method")
    with _rebuilt("session", _session_before()) as session:
        session.add_column(sa.Column("outline", sa.JSON(), nullable=False, server_default="{}"))
        session.add_column(_text("audience", "set"))
        session.add_column(_text("ground_rules"))
        session.add_column(sa.Column("advice_open", sa.Boolean(), nullable=False, server_default="0"))
        session.create_check_constraint(op.f("ck_session_known_audience"), AUDIENCES)
    op.create_table(
        "bid",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        _key("bid", "id", "record"),
        _key("bid", "session_id", "session"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid")),
    )
    op.create_index(op.f("ix_bid_session_id"), "bid", ["session_id"])
    _drop_check("entry", "nature")
    with _rebuilt("entry", _entry_before()) as entry:
        entry.add_column(_text("form", "statement"))
        entry.add_column(_text("audience", "set"))
        entry.add_column(_text("consent", "not asked"))
        entry.add_column(_list("themes"))
        entry.add_column(sa.Column("bid_id", sa.String(), nullable=True))
        entry.create_foreign_key(
            op.f("fk_entry_bid_id_bid"), "bid", ["bid_id"], ["id"], initially="DEFERRED", deferrable=True
        )
        entry.create_check_constraint(op.f("ck_entry_known_nature"), "nature IN ('', 'fact', 'story')")
        entry.create_check_constraint(op.f("ck_entry_known_form"), "form IN ('statement', 'question', 'advice')")
        entry.create_check_constraint(op.f("ck_entry_known_audience"), AUDIENCES)
        entry.create_check_constraint(op.f("ck_entry_known_consent"), "consent IN ('not asked', 'given', 'refused')")
    if op.get_bind().dialect.name == "sqlite":  # a table made anew has lost its index
        op.create_index(op.f("ix_entry_session_id"), "entry", ["session_id"])
    op.create_index(op.f("ix_entry_bid_id"), "entry", ["bid_id"])
    op.add_column("action", _text("known_by"))
    op.add_column("action", _text("audience", "network", AUDIENCES, "action"))
    parts = "part IN ('set member', 'facilitator', 'presenter', 'timekeeper')"
    op.add_column("attendance", _text("part", "set member", parts, "attendance"))
    op.add_column("insight", _text("audience", "set", AUDIENCES, "insight"))
    op.add_column("insight", _list("themes"))
    op.add_column("prototype", _list("themes"))
    _make_the_new_tables()


def _make_the_new_tables() -> None:
    op.create_table(
        "routine",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("how_often", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("people", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "how_often IN ('daily', 'weekly', 'fortnightly', 'monthly', 'quarterly')",
            name=op.f("ck_routine_known_how_often"),
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_routine_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routine")),
    )
    op.create_table(
        "signifier",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("third", sa.String(), nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.CheckConstraint("form IN ('dyad', 'triad')", name=op.f("ck_signifier_known_form")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_signifier_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signifier")),
    )
    op.create_table(
        "challenge",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("set_id", sa.String(), nullable=True),
        sa.Column("cohort", sa.String(), nullable=False),
        sa.Column("launched_on", sa.Date(), nullable=False),
        sa.Column("charter", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_challenge_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["set_id"],
            ["learning_set.id"],
            name=op.f("fk_challenge_set_id_learning_set"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
    )
    op.create_index(op.f("ix_challenge_cohort"), "challenge", ["cohort"])

    op.create_table(
        "log_week",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("set_id", sa.String(), nullable=True),
        sa.Column("week_of", sa.Date(), nullable=False),
        sa.Column("thoughts", sa.String(), nullable=False),
        sa.Column("achievements", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.CheckConstraint(
            "audience IN ('set', 'network', 'programme', 'public')", name=op.f("ck_log_week_known_audience")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_log_week_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["set_id"],
            ["learning_set.id"],
            name=op.f("fk_log_week_set_id_learning_set"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_week")),
    )
    op.create_table(
        "routine_done",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("routine_id", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_routine_done_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["routine_id"],
            ["routine.id"],
            name=op.f("fk_routine_done_routine_id_routine"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routine_done")),
    )
    op.create_index(op.f("ix_routine_done_routine_id"), "routine_done", ["routine_id"])

    op.create_table(
        "barrier",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("challenge_id", sa.String(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("resolution", sa.String(), nullable=False),
        sa.CheckConstraint("level IN ('team', 'network', 'system')", name=op.f("ck_barrier_known_level")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_barrier_challenge_id_challenge"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_barrier_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barrier")),
    )
    op.create_index(op.f("ix_barrier_challenge_id"), "barrier", ["challenge_id"])

    op.create_table(
        "clock",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("running_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seconds_left", sa.Double(), nullable=False),
        sa.Column("spent", sa.JSON(), nullable=False),
        sa.Column("remaining", sa.JSON(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name=op.f("fk_clock_session_id_session"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_clock")),
    )
    op.create_index(op.f("ix_clock_network"), "clock", ["network"])

    op.create_table(
        "gate",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("challenge_id", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("charter", sa.String(), nullable=False),
        sa.Column("sustain", sa.String(), nullable=False),
        sa.CheckConstraint("day IN (25, 50, 75, 100)", name=op.f("ck_gate_known_day")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_gate_challenge_id_challenge"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_gate_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate")),
    )
    op.create_index(op.f("ix_gate_challenge_id"), "gate", ["challenge_id"])

    op.create_table(
        "goal",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("challenge_id", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("population", sa.String(), nullable=False),
        sa.Column("numerator", sa.Double(), nullable=True),
        sa.Column("denominator", sa.Double(), nullable=True),
        sa.Column("ambition", sa.String(), nullable=False),
        sa.Column("by", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_goal_challenge_id_challenge"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_goal_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_index(op.f("ix_goal_challenge_id"), "goal", ["challenge_id"])

    op.create_table(
        "idea",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("log_id", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("offered_by", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("ticked_on", sa.Date(), nullable=True),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "status IN ('new', 'being tried', 'kept', 'parked', 'dropped')", name=op.f("ck_idea_known_status")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_idea_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["log_id"], ["log_week.id"], name=op.f("fk_idea_log_id_log_week"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
    )
    op.create_index(op.f("ix_idea_log_id"), "idea", ["log_id"])

    op.create_table(
        "permission",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("challenge_id", sa.String(), nullable=False),
        sa.Column("principle", sa.String(), nullable=False),
        sa.Column("asked_of", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("answer IN ('', 'given', 'refused')", name=op.f("ck_permission_known_answer")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_permission_challenge_id_challenge"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_permission_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permission")),
    )
    op.create_index(op.f("ix_permission_challenge_id"), "permission", ["challenge_id"])

    op.create_table(
        "plan",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("log_id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("ticked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_plan_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["log_id"], ["log_week.id"], name=op.f("fk_plan_log_id_log_week"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_index(op.f("ix_plan_log_id"), "plan", ["log_id"])

    op.create_table(
        "recommendation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("challenge_id", sa.String(), nullable=False),
        sa.Column("sponsor", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_note", sa.String(), nullable=False),
        sa.Column("future", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("found_note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "answer IN ('', 'accepted', 'adapted', 'declined')", name=op.f("ck_recommendation_known_answer")
        ),
        sa.CheckConstraint(
            "found IN ('', 'still so', 'partly', 'no longer')", name=op.f("ck_recommendation_known_found")
        ),
        sa.CheckConstraint("future IN ('', 'sustain', 'scale', 'stop')", name=op.f("ck_recommendation_known_future")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_recommendation_challenge_id_challenge"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_recommendation_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
    )
    op.create_index(op.f("ix_recommendation_challenge_id"), "recommendation", ["challenge_id"])

    op.create_table(
        "supporter",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("challenge_id", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("part IN ('sponsor', 'coach')", name=op.f("ck_supporter_known_part")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_supporter_challenge_id_challenge"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_supporter_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supporter")),
    )
    op.create_index(op.f("ix_supporter_challenge_id"), "supporter", ["challenge_id"])

    op.create_table(
        "task",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("challenge_id", sa.String(), nullable=False),
        sa.Column("gate", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("tests", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("rolled_on", sa.Date(), nullable=True),
        sa.CheckConstraint("gate IN (25, 50, 75, 100)", name=op.f("ck_task_known_gate")),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_task_challenge_id_challenge"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_task_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_challenge_id"), "task", ["challenge_id"])

    op.create_table(
        "contact",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("supporter_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 10", name=op.f("ck_contact_on_the_scale")),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_contact_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["supporter_id"],
            ["supporter.id"],
            name=op.f("fk_contact_supporter_id_supporter"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_supporter_id"), "contact", ["supporter_id"])

    op.create_table(
        "escalation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("barrier_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["barrier_id"],
            ["barrier.id"],
            name=op.f("fk_escalation_barrier_id_barrier"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_escalation_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
    )
    op.create_index(op.f("ix_escalation_barrier_id"), "escalation", ["barrier_id"])

    op.create_table(
        "placement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("signifier", sa.String(), nullable=False),
        sa.Column("first", sa.Double(), nullable=True),
        sa.Column("second", sa.Double(), nullable=True),
        sa.Column("third", sa.Double(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(first IS NULL AND second IS NULL AND third IS NULL) OR (first >= 0 AND second >= 0 AND coalesce(third, 0) >= 0 AND abs(first + second + coalesce(third, 0) - 1) < 0.000001)",
            name=op.f("ck_placement_weights_sum_to_one"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_placement_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_placement_entry_id_entry"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
    )
    op.create_index(op.f("ix_placement_network"), "placement", ["network"])
    live = sa.text("valid_to IS NULL")
    op.create_index(
        "ix_placement_one_an_entry", "placement", ["entry_id", "signifier"], unique=True, sqlite_where=live,
        postgresql_where=live,
    )  # fmt: skip


def downgrade() -> None:
    """Take them away again; a meeting by a method that was not known then is lost to it, and so is refused."""
    for table in NEW:
        op.drop_table(table)
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column)
    _go_back("entry", ("form", "audience", "consent", "themes", "bid_id"), "nature IN ('fact', 'story')", "nature")
    op.drop_table("bid")
    methods = "method IN ('after action review', 'what? so what? now what?')"
    _go_back("session", ("outline", "audience", "ground_rules", "advice_open"), methods, "method")


def _go_back(table: str, columns: tuple[str, ...], check: str, name: str) -> None:
    constraint = op.f(f"ck_{table}_known_{name}")
    if op.get_bind().dialect.name != "sqlite":
        if table == "entry":
            op.drop_constraint(constraint, table, type_="check")
        for column in columns:
            op.drop_column(table, column)
        op.create_check_constraint(constraint, table, check)
        return
    parts = (_entry_before if table == "entry" else _session_before)(sa.CheckConstraint(check, name=constraint))
    listed = ", ".join(part.name for part in parts if isinstance(part, sa.Column))
    op.execute(f"CREATE TEMPORARY TABLE kept AS SELECT {listed} FROM {table}")
    op.drop_table(table)
    op.create_table(table, *parts)
    op.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM kept")
    op.execute("DROP TABLE kept")
    if table == "entry":
        op.create_index(op.f("ix_entry_session_id"), "entry", ["session_id"])
