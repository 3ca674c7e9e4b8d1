"""Card, wallet and bank payments by Stripe Checkout."""

from .. import register
from .gateway import StripeGateway

register(StripeGateway())
