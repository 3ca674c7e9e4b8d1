"""What was said with a client. The rooms' models are gathered here."""

from .decisions.model import Decision
from .messages.model import Message, Thread
from .model import LogEntry
from .promises.model import Promise

__all__ = ["Decision", "LogEntry", "Message", "Promise", "Thread"]
