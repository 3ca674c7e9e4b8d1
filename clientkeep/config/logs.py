"""Logs: one JSON line per event on standard error, line breaks escaped, tokens masked.

CLIENTKEEP_LOG says from which level on (info, warning); a terminal sees warnings only, a service sees all.
"""

import datetime as dt
import json
import logging
import os
import re
from typing import Any

TOKEN = re.compile(r"(?<![A-Za-z0-9_-])(?=[a-z_-]*[A-Z0-9])[A-Za-z0-9_-]{32,}(?![A-Za-z0-9_-])")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SECRET_KEYS = re.compile(r"(?i)(password|secret|token|authorization|cookie|api_?key)[\"']?\s*[=:]\s*[\"']?([^\s\"'&,;]+)")


def mask(text: str) -> str:
    """Return the text with anything that looks like a token or a password cut to its first three characters."""
    text = SECRET_KEYS.sub(lambda found: found[0].replace(found[2], "…"), text)
    return TOKEN.sub(lambda found: found[0] if UUID.fullmatch(found[0]) else found[0][:3] + "…", text)


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {key: _masked(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(part) for part in value]
    return value if isinstance(value, int | float | bool | None) else mask(str(value))


class Line(logging.Formatter):
    """A record as one line: what happened, how grave, what the call gave as `extra`, when in UTC, and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, every text in it masked, however deep."""
        told = {"event": record.getMessage(), "level": record.levelname.lower()}
        told |= {name: value for name, value in vars(record).items() if name not in _USUAL}
        told["timestamp"] = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat().replace("+00:00", "Z")
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(_masked(told), ensure_ascii=True)


# What each record has; `request` is Django's, and holds more than a log may.
_USUAL = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName", "request"}


def logging_settings() -> dict[str, Any]:
    """Return Django's LOGGING: everything through one JSON line formatter."""
    level = os.environ.get("CLIENTKEEP_LOG", "info").upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": Line}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {
            "django": {"level": "WARNING", "propagate": True, "handlers": []},
            "django.request": {"level": "CRITICAL", "propagate": True},
            "django.server": {"level": "WARNING", "propagate": True, "handlers": []},
            "granian": {"level": "WARNING"},
            "_granian": {"level": "WARNING"},
        },
    }

