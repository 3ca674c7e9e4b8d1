"""Quote and estimate: a price on paper that the client accepts or declines."""

from clientkeep.relationship.documents.models import Document


class Quote(Document):
    """A firm price, valid until a day. Once accepted it becomes invoices."""

    class Meta:
        proxy = True


class Estimate(Document):
    """A price as far as it can be known; accepted like a quote."""

    class Meta:
        proxy = True
