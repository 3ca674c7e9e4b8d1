"""The envelope that every document kind shares. The rooms' models are gathered here."""

from .model import Deduction, Document, Line
from .numbering.model import Counter, NumberSeries, Skipped

__all__ = ["Counter", "Deduction", "Document", "Line", "NumberSeries", "Skipped"]
