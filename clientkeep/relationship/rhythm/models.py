"""When each client is heard from next, and by whom. The rooms' models are gathered here."""

from .dates.model import ImportantDate
from .plans.dismissal import PlanDismissal
from .plans.model import PlanLine

__all__ = ["ImportantDate", "PlanDismissal", "PlanLine"]
