"""When each client is heard from next, and by whom. The rooms' models are gathered here."""

from .dates.model import ImportantDate
from .handovers.model import HandOver
from .plans.dismissal import PlanDismissal
from .plans.model import PlanLine

__all__ = ["HandOver", "ImportantDate", "PlanDismissal", "PlanLine"]
