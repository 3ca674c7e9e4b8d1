"""What was said with a client. The rooms' models are gathered here."""

from .messages.model import Message, Thread
from .model import LogEntry

__all__ = ["LogEntry", "Message", "Thread"]
