"""The first run's last question puts the first client on record."""

from django.db import transaction

from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.office.first_run.beginning import takes_first_client

from .models import Client, Contact


@takes_first_client
def take_first_client(acting: Acting, name: str, email: str) -> None:
    """Put the client on record, with its address where one was typed. A second sending of the form changes nothing."""
    if Client.objects.filter(workspace=acting.workspace, name=name).exists():
        return
    with transaction.atomic():
        client = Client.add(acting.workspace, acting.actor, name=name)
        if email:
            Contact.add(client, acting.actor, name=name, email=email)
