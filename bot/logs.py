"""The journal: one JSON object a line, or plain lines for a person. No message, no name, no address goes there."""

import logging
import sys

from pythonjsonlogger.json import JsonFormatter

_FIELDS = {"asctime": "time", "levelname": "level", "name": "logger", "process": "process"}


def set_up(level: str, form: str) -> None:
    """Write the journal to the standard error, from a level (`INFO`) on, as `json` or as `texte`."""
    handler = logging.StreamHandler(sys.stderr)
    if form == "json":
        handler.setFormatter(
            JsonFormatter("%(asctime)s %(levelname)s %(name)s %(process)d %(message)s", rename_fields=_FIELDS)
        )
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
