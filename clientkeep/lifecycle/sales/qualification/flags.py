"""Red flags that other rooms know of: later stages call back with what speaks against a client, whatever the answers are."""

from collections.abc import Callable

from clientkeep.foundation.registry import Registry
from clientkeep.relationship.clients.models import Client

from ..opportunities.model import Opportunity

FLAGS: Registry[Callable[[Client], str]] = Registry("red flag of a client")


def flag(slug: str) -> Callable:
    """Register `say(client) -> str`: what speaks against working for this client again, in words; nothing where nothing does."""
    return lambda say: FLAGS.add(slug, say)


def flags_of(opportunity: Opportunity) -> list[str]:
    """What is known against its client; nothing where there is no client yet."""
    if not opportunity.client_id:
        return []
    return [words for say in FLAGS if (words := say(opportunity.client))]
