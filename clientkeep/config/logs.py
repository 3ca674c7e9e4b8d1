"""Logs: one JSON line per event on standard error, line breaks escaped, tokens masked.

CLIENTKEEP_LOG says from which level on (info, warning); a terminal sees warnings only, a service sees all.
"""

import os
import re
from typing import Any

TOKEN = re.compile(r"(?<![A-Za-z0-9_-])(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{32,}(?![A-Za-z0-9_-])")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SECRET_KEYS = re.compile(r"(?i)(password|secret|token|authorization|cookie|api_?key)[\"']?\s*[=:]\s*[\"']?([^\s\"'&,;]+)")


def mask(text: str) -> str:
    """Return the text with anything that looks like a token or a password cut to its first three characters."""
    text = SECRET_KEYS.sub(lambda found: found[0].replace(found[2], "…"), text)
    return TOKEN.sub(lambda found: found[0] if UUID.fullmatch(found[0]) else found[0][:3] + "…", text)


def masked(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """A structlog processor: mask every text of an event, however deep."""
    return {key: _masked(value) for key, value in event.items()}


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {key: _masked(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(part) for part in value]
    return value if isinstance(value, int | float | bool | None) else mask(str(value))


def logging_settings() -> dict[str, Any]:
    """Return Django's LOGGING: everything through one JSON line formatter."""
    import structlog

    shared = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    level = os.environ.get("CLIENTKEEP_LOG", "info").upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _without_request,
                    masked,
                    structlog.processors.JSONRenderer(ensure_ascii=True),
                ],
            }
        },
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


def _without_request(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    event.pop("request", None)
    return event
