"""Whether a client pays late: a red flag for who considers working for them again."""

import datetime as dt

from django.db.models import Max

from clientkeep.lifecycle.sales.qualification.flags import flag
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document

from .late import LOOKS_BACK, words_of


@flag("payments")
def pays_late(client: Client) -> str:
    """What its invoices of the last two years tell; one query, and nothing where they were paid in time."""
    today = client.workspace.today()
    invoices = Document.objects.filter(client=client, kind="invoice", state="issued", due_date__gte=today - dt.timedelta(days=LOOKS_BACK))
    rows = invoices.order_by().values_list("due_date", "balance_minor").annotate(paid=Max("allocations__payment__day"))
    return words_of([(due, today if owed > 0 else paid or due) for due, owed, paid in rows])
