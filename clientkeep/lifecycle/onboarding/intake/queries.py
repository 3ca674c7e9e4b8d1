"""Which intake forms a person may see, and which wait for a reminder."""

import datetime as dt

from django.db import models
from django.db.models.functions import Concat

from clientkeep.lifecycle.onboarding.playbooks.works import Work
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting

FOR_CLIENT = models.Q(agreement=None, work=None)


class IntakeQuerySet(models.QuerySet):
    def visible_to(self, acting: Acting) -> "IntakeQuerySet":
        """Those of clients that this member may see."""
        return self.filter(workspace=acting.workspace, client__in=Client.objects.visible_to(acting))

    def of_work(self, work: Work) -> "IntakeQuerySet":
        """Sent for one work: named as it, or for the agreement that it came from."""
        return self.filter(models.Q(work=work.pk) | models.Q(agreement=work.agreement_id) if work.agreement_id else models.Q(work=work.pk))

    def exactly_for(self, work: Work | None) -> "IntakeQuerySet":
        """Sent for one work, or, without one, for the client as a whole."""
        return self.filter(FOR_CLIENT) if work is None else self.of_work(work)

    def named(self) -> "IntakeQuerySet":
        """With `shown_as`: the form's name, and what it is for."""
        both = Concat("name", models.Value(" · "), "work_name", output_field=models.CharField())
        return self.annotate(shown_as=models.Case(models.When(work_name="", then="name"), default=both, output_field=models.CharField()))

    def to_chase(self, now: dt.datetime) -> "IntakeQuerySet":
        """Open, and their next reminder is due."""
        return self.filter(state="open", chase_at__lte=now)
