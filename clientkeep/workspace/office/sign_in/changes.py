"""A change of how a person signs in: told to that person and kept in the journal of each of their firms."""

from django.db import transaction

from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, User

from ..events import SignInChanged
from .letters import write_change


def note_change(user: User, what: str) -> None:
    """Record `what` ("A passkey was added") and mail it to its person."""
    with transaction.atomic():
        for member in Member.objects.filter(user=user).select_related("user"):
            by = Actor("member", member.pk, str(member))
            record(SignInChanged, workspace_id=member.workspace_id, by=by, about=member, person=str(user), what=what)
        write_change(user, what)
