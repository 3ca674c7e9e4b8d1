"""A form that is sent twice makes one thing: the id of what it makes travels, signed, in the form itself."""

import uuid

from django.core import signing

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.workspace.members.acting import Acting

FIELD = "form_token"


def mint(acting: Acting) -> str:
    """Return a token for one form of this member: it names the id of the thing to be made."""
    return signing.dumps(str(new_id()), salt=_salt(acting))


def identity_in(acting: Acting, token: str) -> uuid.UUID:
    """Return the id in a form's token. Raises Invalid for one that this member was not given."""
    try:
        return uuid.UUID(signing.loads(token, salt=_salt(acting), max_age=60 * 60 * 24 * 7))
    except signing.BadSignature:
        raise Invalid("This form is too old. What you typed is still here: save it again.", None) from None


def _salt(acting: Acting) -> str:
    return f"form:{acting.workspace.pk}:{acting.member.pk}"
