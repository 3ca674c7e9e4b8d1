"""For which workspace jobs are enqueued, so that one firm's flood cannot starve another."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_fair_key: ContextVar[str] = ContextVar("queue_fair_key", default="")


@contextmanager
def fair_share(workspace_id: Any) -> Iterator[None]:
    """Jobs enqueued inside count towards this workspace. A running job passes its own on by itself."""
    token = _fair_key.set(str(workspace_id or ""))
    try:
        yield
    finally:
        _fair_key.reset(token)


def present_fair_key() -> str:
    """Return the workspace that jobs count towards now, or an empty text."""
    return _fair_key.get()
