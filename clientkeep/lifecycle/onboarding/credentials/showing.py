"""Showing: that somebody of the firm looked at a credential. The database lets nobody change or drop one."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.workspace.members.models import Member, Workspace

LONGEST = 300


class CredentialShowing(models.Model):
    """Who was shown what, when, why and by which way ("page" or "api"). The client reads this too."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    credential = models.ForeignKey("onboarding.Credential", on_delete=models.PROTECT, related_name="showings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    because = models.CharField(max_length=LONGEST)
    via = models.CharField(max_length=10)
    shown_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-shown_at", "-pk"]
        indexes = [models.Index(fields=["credential", "-shown_at"], name="showing_of_credential")]

    def __str__(self) -> str:
        return f"{self.name}: {self.because}"
