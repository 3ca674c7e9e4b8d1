"""The journal's front door: declare an event kind, listen to it, record one."""

from .declaration import declare, listens

__all__ = ["declare", "listens", "record"]


def __getattr__(name: str):
    if name == "record":
        from .recording import record

        return record
    raise AttributeError(name)
