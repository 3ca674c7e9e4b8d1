"""A Stripe server on loopback for tests and for trying by hand (python -m tests.fakes.stripe --port 4242).

It speaks the API version that the official stripe package pins, hosts the payment page, and sends signed
webhooks. Nothing in the product knows of it: the product reads the address of the API from its settings.
"""

from .control import CARDS, Account, FakeStripe
from .server import Request
from .webhooks import Delivery, body_of, post, signature

__all__ = ["CARDS", "Account", "Delivery", "FakeStripe", "Request", "body_of", "post", "signature"]
