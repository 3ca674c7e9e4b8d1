"""When each client is heard from next, and by whom. The rooms' models are gathered here."""

from .plans.model import PlanLine

__all__ = ["PlanLine"]
