"""The tables of the journal, as queries see them; `migrations/` makes them, and what each database searches text by."""

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

MISSED = text("outcome IN ('unknown', 'out_of_scope')")
"""Whether a question got no answer, in the words of the index of those."""

metadata = MetaData()

exchanges = Table(
    "exchanges",
    metadata,
    # SQLite's own row number, there, which only an INTEGER can be.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("channel", String(32), nullable=False),
    Column("conversation", String(32)),
    Column("message", String(32)),
    Column("text", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("intent", String(100), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("confidence", Double, nullable=False),
    Column("micros", Integer, nullable=False),
    Column("understanding", Integer, nullable=False),
    Column("answering", Integer, nullable=False),
    Column("frame", Text),
    Column("verdict", String(4)),
    Column("comment", Text),
    Index("exchanges_by_outcome", "outcome", "id"),
    Index("exchanges_by_intent", "intent", "outcome", "id"),
    Index("exchanges_by_channel", "channel", "outcome", "id"),
    Index("exchanges_by_conversation", "conversation", "id"),
    Index("exchanges_by_message", "message"),
    Index("exchanges_by_verdict", "verdict", "id"),
    # Near-identical questions are grouped by walking this one from end to end.
    Index("exchanges_missed", "words", "id", sqlite_where=MISSED, postgresql_where=MISSED),
)

counts = Table(
    "counts",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("channel", String(32), primary_key=True),
    Column("outcome", String(16), primary_key=True),
    Column("intent", String(100), primary_key=True),
    Column("messages", BigInteger, nullable=False),
    Column("micros", BigInteger, nullable=False),
    Column("understanding", BigInteger, nullable=False),
    Column("answering", BigInteger, nullable=False),
    Column("slowest", Integer, nullable=False),
    Column("up", BigInteger, nullable=False),
    Column("down", BigInteger, nullable=False),
)

salts = Table(
    "salts",
    metadata,
    Column("period", String(7), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
)

chores = Table(
    "chores",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("done", String(10), nullable=False),
    Column("taken", BigInteger, nullable=False),
)
