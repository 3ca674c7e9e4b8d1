"""Vague words in letters, pointed out before they are sent."""

from .rules import Finding, find, marked

__all__ = ["Finding", "find", "marked"]
