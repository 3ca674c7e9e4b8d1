"""What is agreed before the work. The rooms' models are gathered here."""

from .gates.model import Gate
from .gates.needs import GateNeeds
from .quotes.model import Estimate, Quote

__all__ = ["Estimate", "Gate", "GateNeeds", "Quote"]
