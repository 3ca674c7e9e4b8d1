"""Tells the rooms below, whose rows name a client by a plain id, which clients a person may see."""

from clientkeep.workspace.files.sight import knows_clients
from clientkeep.workspace.members.acting import Acting

from .model import Client


@knows_clients
def visible_client_ids(acting: Acting):
    return Client.objects.visible_to(acting).values("pk")
