"""What a part of the map is about and where it came from, named days of a map, and who is here right now."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ADDED = {"connection": ("file_source", "themes"), "element": ("file_source", "pinned", "size", "seen_as", "themes")}
SIZES = "size IN ('small', 'usual', 'large')"


def upgrade() -> None:
    """Make the tables and columns of this revision; what is there gets the usual values."""
    # Not in a batch, and the constraint as part of its column: either would rebuild a table that others point to.
    size = sa.CheckConstraint(SIZES, name=op.f("ck_element_known_size"))
    op.add_column("element", sa.Column("themes", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("element", sa.Column("seen_as", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("element", sa.Column("size", sa.String(), size, nullable=False, server_default="usual"))
    op.add_column("element", sa.Column("pinned", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("element", sa.Column("file_source", sa.String(), nullable=False, server_default=""))
    op.add_column("connection", sa.Column("themes", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("connection", sa.Column("file_source", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "wave",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["record.id"], name=op.f("fk_wave_id_record"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave")),
    )
    op.create_table(
        "presence",
        sa.Column("hand", sa.String(), nullable=False),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("doing", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hand", name=op.f("pk_presence")),
    )
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presence_network"), ["network"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("presence")
    op.drop_table("wave")
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column)
