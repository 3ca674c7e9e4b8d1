"""What is agreed before the work. The rooms' models are gathered here."""

from .quotes.model import Estimate, Quote

__all__ = ["Estimate", "Quote"]
