"""The tables of the console, as queries see them; the journal's migrations make them, in its database."""

from sqlalchemy import BigInteger, Column, Double, Index, Integer, String, Table, Text

from bot.journal.tables import metadata

sessions = Table(
    "console_sessions",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("account", String(200), nullable=False),
    Column("name", String(200), nullable=False),
    Column("role", String(16), nullable=False),
    Column("via", String(16), nullable=False),
    Column("begun", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("proof", Text, nullable=False),
)

deeds = Table(
    "console_deeds",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("account", String(200), nullable=False),
    Column("what", String(100), nullable=False),
    Column("detail", Text, nullable=False),
    Index("console_deeds_by_time", "at"),
)

dealt = Table(
    "console_dealt",
    metadata,
    Column("words", String(1000), primary_key=True),
    Column("how", String(16), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("account", String(200), nullable=False),
    Column("file", String(200), nullable=False),
    Column("detail", Text, nullable=False),
)

drafts = Table(
    "console_drafts",
    metadata,
    Column("account", String(200), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("base", Text, nullable=False),
    Column("texts", Text, nullable=False),
    Column("told", BigInteger, nullable=False),
    Column("share", Double, nullable=False),
    Column("trial", Text, nullable=False),
)
