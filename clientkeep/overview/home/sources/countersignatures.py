"""Papers that the client has signed and that wait for the countersignature of the person who looks."""

import uuid

from django.db.models import QuerySet

from clientkeep.lifecycle.agreements.models import Signer

from ..gathering import Found, gathers
from ..item import Item, lifted, link_to
from ..reading import Reading


def _mine(read: Reading) -> QuerySet:
    """Those asked first, first."""
    return Signer.objects.to_countersign(read.acting).order_by("asked_at", "pk")


@gathers(
    "countersignatures", "documents.see", _mine, client="signing__client", day="signing__expires_on",
    words="signing__document__number", more="signing__document_id", note="signing__document__kind",
)  # fmt: skip
def countersignature(found: Found, read: Reading) -> Item:
    """A paper that is agreed as soon as it is countersigned."""
    kind = found.note.replace("_", " ")
    return Item(
        key=f"countersign:{found.pk}", rank=lifted(22, found), sign="signature", meaning="waiting", subject=found.client_name,
        url=link_to("clients:detail", found.client_id), rest=f"has signed {kind} {found.words}; it waits for your countersignature.",
        why=f"Can be signed until {found.day}", act="Read and countersign", act_url=link_to("signing:signing", uuid.UUID(found.more)),
    )  # fmt: skip
