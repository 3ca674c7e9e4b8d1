"""Whose token it is: looked up by its hash, alive, of a member whose access has not ended."""

import datetime as dt

from django.db.models import Q
from django.http import HttpRequest

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.secrets import hash_token
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.address import client_address
from clientkeep.workspace.members.limits import count_attempt
from clientkeep.workspace.members.models import ApiToken

WRONG_TRIES, WRONG_WINDOW = 50, dt.timedelta(minutes=15)
SEEN_EVERY = dt.timedelta(minutes=1)


class Unknown(Refusal):
    """No token that opens anything."""

    status = 401
    code = "unauthorized"


def token_of(request: HttpRequest) -> ApiToken:
    """Return the living token of the Authorization header; an address with a token in its query has none.

    Raises Unknown, and TooMany for an address that has sent 50 wrong tokens within 15 minutes.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Unknown("Send a token in the header: Authorization: Bearer ck_…")
    tokens = ApiToken.objects.select_related("member__user", "member__workspace")
    try:
        token = tokens.get(token_hash=hash_token(secret.strip()))
    except ApiToken.DoesNotExist:
        token = None
    if token is None or not token.alive or token.member.disabled_at or not token.member.user.is_active:
        count_attempt("api.token", client_address(request), WRONG_TRIES, WRONG_WINDOW)
        raise Unknown("This token is unknown, has ended or was revoked. Make a new one under Your account, API tokens.")
    return token


def acting_by(token: ApiToken) -> Acting:
    """The token's member at work, narrowed by its scopes."""
    member = token.member
    return Acting(member.workspace, member, via="api", scopes=frozenset(token.scopes))


def note_use(token: ApiToken) -> None:
    """Remember that the token was used, at most once a minute."""
    now = clock.now()
    if token.last_used_at is None or token.last_used_at < now - SEEN_EVERY:
        unseen = Q(last_used_at=None) | Q(last_used_at__lt=now - SEEN_EVERY)
        ApiToken.objects.filter(unseen, pk=token.pk).update(last_used_at=now)
