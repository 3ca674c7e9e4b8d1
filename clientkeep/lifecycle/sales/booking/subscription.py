"""CalendarLink: the secret address at which a member's own calendar program reads their meetings."""

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.secrets import hash_token, new_token
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from . import events


class CalendarLink(models.Model):
    """One for each member; a new one ends the old."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="calendar_link")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)

    @classmethod
    def renew(cls, member: Member, by: Actor) -> str:
        """Make a new link; returns the secret, which is never readable again. The one before opens nothing from now on."""
        secret = new_token()
        values = {"workspace_id": member.workspace_id, "secret_hash": hash_token(secret), "made_at": clock.now()}
        with transaction.atomic():
            link, _ = cls.objects.update_or_create(member=member, defaults=values)
            record(events.CalendarOpened, workspace_id=member.workspace_id, by=by, about=link)
        return secret

    @classmethod
    def end(cls, member: Member, by: Actor) -> None:
        """Let nobody read by it any more. Safe to repeat."""
        with transaction.atomic():
            if cls.objects.filter(member=member).delete()[0]:
                record(events.CalendarClosed, workspace_id=member.workspace_id, by=by)

    @classmethod
    def opened_by(cls, secret: str) -> Member | None:
        """Return whose calendar a secret opens; nobody's once they no longer work here."""
        rows = cls.objects.select_related("member__user", "member__workspace").filter(secret_hash=hash_token(secret))
        found = rows.filter(member__disabled_at=None).first()
        return found.member if found else None
