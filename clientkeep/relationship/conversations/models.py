"""What was said with a client. The rooms' models are gathered here."""

from .model import LogEntry

__all__ = ["LogEntry"]
