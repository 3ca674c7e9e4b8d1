"""The models of notices, gathered for Django and for other rooms."""

from .delivery import Delivery
from .model import Notice
from .preferences import Preferences
from .webhook import Webhook

__all__ = ["Delivery", "Notice", "Preferences", "Webhook"]
