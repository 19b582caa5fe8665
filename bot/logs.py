"""The technical journal: one JSON object a line, or plain lines for a person. No message, name or address goes there.

Where there is no journal of exchanges, what visitors add to their opinion of an answer does, as `comment`, where the
level is INFO or lower.
"""

import logging
import sys

from pythonjsonlogger.json import JsonFormatter


class _Discreet(logging.Filter):
    """Keeps what aiohttp says of requests that it cannot read to the fact: it quotes them, and where they come from."""

    def filter(self, record: logging.LogRecord) -> bool:
        """See `logging.Filter`."""
        if record.name.startswith("aiohttp"):
            error = record.exc_info[1] if record.exc_info else None
            record.msg = f"a request cannot be read: {type(error).__name__}" if error else "a request cannot be read"
            record.args, record.exc_info, record.exc_text = (), None, None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


_TALKATIVE = ("aiosqlite", "alembic", "sqlalchemy")
"""Libraries that tell what is written to the journal of exchanges, or each of their plugins."""
_FIELDS = {"asctime": "time", "levelname": "level", "name": "logger", "process": "process"}


def set_up(level: str, form: str) -> None:
    """Write the journal to the standard error, from a level (`INFO`) on, as `json` or as `texte`."""
    handler = logging.StreamHandler(sys.stderr)
    if form == "json":
        handler.setFormatter(
            JsonFormatter(
                "%(asctime)s %(levelname)s %(name)s %(process)d %(message)s",
                rename_fields=_FIELDS,
                json_ensure_ascii=False,
            )
        )
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(_Discreet())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel("WARNING")
    logging.basicConfig(level=level, handlers=[handler], force=True)
