"""The journal: exchanges, daily counts, salts, daily chores."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_MISSED = sa.text("outcome IN ('unknown', 'out_of_scope')")
_SQLITE = (
    "CREATE VIRTUAL TABLE exchange_words USING fts5"
    " (words, content='exchanges', content_rowid='id', detail='none', columnsize=0)",
    "CREATE TRIGGER exchanges_found AFTER INSERT ON exchanges BEGIN"
    " INSERT INTO exchange_words (rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER exchanges_lost AFTER DELETE ON exchanges BEGIN"
    " INSERT INTO exchange_words (exchange_words, rowid, words) VALUES ('delete', old.id, old.words); END",
)
_POSTGRESQL = ("CREATE INDEX exchanges_by_words ON exchanges USING gin (to_tsvector('simple', words))",)


def upgrade() -> None:
    """Make them all."""
    op.create_table(
        "exchanges",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(32)),
        sa.Column("message", sa.String(32)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("intent", sa.String(100), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("micros", sa.Integer, nullable=False),
        sa.Column("understanding", sa.Integer, nullable=False),
        sa.Column("answering", sa.Integer, nullable=False),
        sa.Column("frame", sa.Text),
        sa.Column("verdict", sa.String(4)),
        sa.Column("comment", sa.Text),
    )
    op.create_index("exchanges_by_outcome", "exchanges", ["outcome", "id"])
    op.create_index("exchanges_by_intent", "exchanges", ["intent", "outcome", "id"])
    op.create_index("exchanges_by_channel", "exchanges", ["channel", "outcome", "id"])
    op.create_index("exchanges_by_conversation", "exchanges", ["conversation", "id"])
    op.create_index("exchanges_by_message", "exchanges", ["message"])
    op.create_index("exchanges_by_verdict", "exchanges", ["verdict", "id"])
    op.create_index("exchanges_missed", "exchanges", ["words", "id"], sqlite_where=_MISSED, postgresql_where=_MISSED)
    op.create_table(
        "counts",
        sa.Column("day", sa.String(10), primary_key=True),
        sa.Column("channel", sa.String(32), primary_key=True),
        sa.Column("outcome", sa.String(16), primary_key=True),
        sa.Column("intent", sa.String(100), primary_key=True),
        sa.Column("messages", sa.BigInteger, nullable=False),
        sa.Column("micros", sa.BigInteger, nullable=False),
        sa.Column("understanding", sa.BigInteger, nullable=False),
        sa.Column("answering", sa.BigInteger, nullable=False),
        sa.Column("slowest", sa.Integer, nullable=False),
        sa.Column("up", sa.BigInteger, nullable=False),
        sa.Column("down", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "salts",
        sa.Column("period", sa.String(7), primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "chores",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("done", sa.String(10), nullable=False),
        sa.Column("taken", sa.BigInteger, nullable=False),
    )
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Drop them all; triggers and indexes go with their table."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE exchange_words")
    for table in ("chores", "salts", "counts", "exchanges"):
        op.drop_table(table)
