"""What a measure is made of and how it is drawn, test cycles, progress and drivers of prototypes."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = ("about", "means to change", "measured by", "came from", "blocks", "owned by", "present at")
"""The kinds of link that there were before."""
DATA = (
    "a number", "people", "people out of people", "events", "events out of a number", "days between", "cases between",
)  # fmt: skip
TEXTS = {
    "measure": ("ambition_verb", "ambition_for", "ready_made"),
    "prototype": ("principle", "rule", "rule_by", "people"),
}
ADDED = {
    "measure": (
        *TEXTS["measure"], "stretch", "target", "frequency", "data", "per", "chart", "fix_after", "screen_outliers",
    ),
    "prototype": (*TEXTS["prototype"], "rule_until"),
    "observation": ("numerator", "denominator"),
}  # fmt: skip


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _words(table: str, column: str, words: tuple[str, ...], usual: str) -> None:
    """Add a column that holds one of these words, the constraint as part of it: no table is rebuilt."""
    known = sa.CheckConstraint(f"{column} IN ({_listed(words)})", name=op.f(f"ck_{table}_known_{column}"))
    op.add_column(table, sa.Column(column, sa.String(), known, nullable=False, server_default=usual))


def _record(*columns: sa.Column | sa.CheckConstraint, table: str, of: str | None = None) -> None:
    """Make the table of a kind of record, with an index on what it belongs to."""
    parts: list[sa.Column | sa.Constraint] = [sa.Column("id", sa.String(), nullable=False)]
    keys = {"id": "record"}
    if of is not None:
        parts.append(sa.Column(f"{of}_id", sa.String(), nullable=False))
        keys[f"{of}_id"] = of
    foreign = [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), initially="DEFERRED", deferrable=True
        )
        for column, other in keys.items()
    ]
    op.create_table(table, *parts, *columns, *foreign, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")))
    if of is not None:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_{of}_id"), [f"{of}_id"], unique=False)


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def _allow_links(kinds: tuple[str, ...]) -> None:
    """Let links be of these kinds. SQLite makes the table anew for that; nothing points to it."""
    links = sa.Table(
        "link",
        sa.MetaData(),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("network", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("target_id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("expectation", sa.String(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_link_ends_after_it_begins")),
        *(
            sa.ForeignKeyConstraint(
                [end], ["record.id"], name=op.f(f"fk_link_{end}_record"), initially="DEFERRED", deferrable=True
            )
            for end in ("source_id", "target_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("link", copy_from=links, recreate="always") as batch_op:
            batch_op.create_check_constraint(op.f("ck_link_known_kind"), f"kind IN ({_listed(kinds)})")
        for name in ("network", "source_id", "target_id"):
            op.create_index(op.f(f"ix_link_{name}"), "link", [name])
    else:
        op.drop_constraint(op.f("ck_link_known_kind"), "link", type_="check")
        op.create_check_constraint(op.f("ck_link_known_kind"), "link", f"kind IN ({_listed(kinds)})")


def upgrade() -> None:
    """Make the tables and columns of this revision; what is there gets the usual values."""
    for table, names in TEXTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=""))
    _words("measure", "stretch", ("", "unreasonable but believable", "within easy reach", "hard to believe"), "")
    frequencies = ("", "daily", "weekly", "monthly", "quarterly", "yearly", "now and then")
    _words("measure", "frequency", frequencies, "")
    _words("measure", "data", DATA, "a number")
    _words("measure", "chart", ("xmr", "run", "p", "u", "c", "g", "t"), "xmr")
    something = sa.CheckConstraint("per > 0", name=op.f("ck_measure_out_of_something"))
    op.add_column("measure", sa.Column("per", sa.Double(), something, nullable=False, server_default="100"))
    op.add_column("measure", sa.Column("target", sa.Double(), nullable=True))
    op.add_column("measure", sa.Column("fix_after", sa.Integer(), nullable=True))
    op.add_column("measure", sa.Column("screen_outliers", sa.Boolean(), nullable=False, server_default="1"))
    op.add_column("prototype", sa.Column("rule_until", sa.Date(), nullable=True))
    for name in ADDED["observation"]:
        op.add_column("observation", sa.Column(name, sa.Double(), nullable=True))

    _record(sa.Column("starts_on", sa.Date(), nullable=False), _text("decided_by"), table="rebase", of="measure")
    _record(
        sa.Column("number", sa.Integer(), nullable=False),
        *(_text(name) for name in ("prediction", "plan", "scale", "owner")),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("started_on", "ended_on")),
        *(_text(name) for name in ("seen", "compared", "learnt", "decision")),
        sa.CheckConstraint(
            f"compared IN ({_listed(('', 'as predicted', 'partly as predicted', 'not as predicted'))})",
            name=op.f("ck_test_cycle_known_compared"),
        ),
        sa.CheckConstraint(
            f"decision IN ({_listed(('', 'adopt', 'adapt', 'abandon', 'run again'))})",
            name=op.f("ck_test_cycle_known_decision"),
        ),
        table="test_cycle",
        of="prototype",
    )
    _record(
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.CheckConstraint("score >= 0.5 AND score <= 5", name=op.f("ck_progress_on_the_scale")),
        table="progress",
        of="prototype",
    )
    _record(
        _text("role"),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"role IN ({_listed(('aim', 'driver'))})", name=op.f("ck_driver_known_role")),
        table="driver",
    )
    _allow_links((*KINDS, "contributes to"))


def downgrade() -> None:
    """Take them away again."""
    op.execute("DELETE FROM link WHERE kind = 'contributes to'")
    _allow_links(KINDS)
    for table in ("driver", "progress", "test_cycle", "rebase"):
        op.drop_table(table)
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column)
