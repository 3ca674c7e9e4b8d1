"""Imports and their rows. The rooms' models are gathered here."""

from .imports.model import Import
from .imports.row import ImportRow

__all__ = ["Import", "ImportRow"]
