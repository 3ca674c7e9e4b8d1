"""Cover: a client whom a colleague looks after while its owner is away. It ends with the absence."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.hours.models import Absence
from clientkeep.workspace.members.models import Member, Workspace


class Cover(models.Model):
    """The client's owner stays. `gave_access` says that the colleague sees the client for this alone."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    absence = models.ForeignKey(Absence, on_delete=models.CASCADE, related_name="covers")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="covers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    gave_access = models.BooleanField(default=False)
    began_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["absence", "client"], name="cover_once")]
