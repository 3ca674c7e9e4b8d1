"""What the API remembers of itself."""

from .once.model import StoredAnswer

__all__ = ["StoredAnswer"]
