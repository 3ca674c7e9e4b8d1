"""One-time sign-in links, made on the machine itself."""

from clientkeep.foundation import clock
from clientkeep.foundation.secrets import hash_token
from clientkeep.workspace.members.models import SignInLink


def find_link(token: str) -> SignInLink | None:
    """Return the living link of this token, or None for a spent, expired or unknown one."""
    found = SignInLink.objects.filter(token_hash=hash_token(token), used_at=None, expires_at__gt=clock.now())
    return found.select_related("user").first()
