"""What a reading means for a checkout on record. Plain Python: no Django, no clock."""

from dataclasses import dataclass

from .protocol import Reading, Status

METHODS = {"card": "card"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a checkout on record says about the money that shall come."""

    amount_minor: int
    currency: str
    livemode: bool


def mismatch(expected: Expected, reading: Reading) -> str:
    """Say in words what of a payment is not as it was asked for; "" where all of it is."""
    if reading.livemode != expected.livemode:
        return "It was paid in the other mode: test and live keys are mixed up."
    if reading.currency != expected.currency:
        return f"It was paid in {reading.currency}; {expected.currency} was asked for."
    if reading.status is Status.PAID and reading.amount_minor != expected.amount_minor:
        return "The amount is not the one that was asked for."
    return ""


def method_of(reading: Reading) -> str:
    """Our word for how it was paid: card, or through the provider by other means."""
    return METHODS.get(reading.method, "stripe")


def is_newer(state: str, status: Status) -> bool:
    """Tell whether what the provider says takes the checkout further; a late, older reading never takes it back."""
    return {
        Status.OPEN: state == "created",
        Status.PROCESSING: state in ("created", "open"),
        Status.FAILED: state in ("created", "open", "processing"),
        Status.EXPIRED: state in ("created", "open", "processing"),
        Status.PAID: state not in ("paid", "parked"),
    }[status]
