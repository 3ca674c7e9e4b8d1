"""What was said with a client. The rooms' models are gathered here."""

from .decisions.model import Decision
from .messages.model import Message, Thread
from .model import LogEntry
from .promises.model import Promise
from .response.model import Wait
from .response.promise import ResponsePromise, ResponseWarning

__all__ = ["Decision", "LogEntry", "Message", "Promise", "ResponsePromise", "ResponseWarning", "Thread", "Wait"]
