"""The journal's front door: declare an event kind, listen to it, record one or many."""

from .declaration import declare, listens

__all__ = ["declare", "listens", "record", "record_many"]


def __getattr__(name: str):
    if name == "record":
        from .recording import record

        return record
    if name == "record_many":
        from .recording import record_many

        return record_many
    raise AttributeError(name)
