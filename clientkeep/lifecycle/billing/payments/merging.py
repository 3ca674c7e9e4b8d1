"""What letters may say of money: owed and overdue, as the client reads it. Currencies are never added together."""

from clientkeep.foundation.ui.figures import write_money
from clientkeep.relationship.conversations.writing.merging import Occasion, merge_field
from clientkeep.workspace.members.acting import Acting

from .client_panels import owed_by


@merge_field("owed", "what the client owes", "$2,640.00")
def owed(occasion: Occasion) -> str:
    return _said(occasion, overdue=False)


@merge_field("overdue", "what of it is late", "$1,320.00")
def overdue(occasion: Occasion) -> str:
    return _said(occasion, overdue=True)


def _said(occasion: Occasion, overdue: bool) -> str:
    firm = occasion.sender.workspace
    sums = owed_by(Acting(firm, occasion.sender), [occasion.client.pk], overdue).get(occasion.client.pk, [])
    locale = firm.locale.replace("-", "_")
    return " and ".join(write_money(money.minor, money.currency, locale, firm.currency) for money in sums if money.minor)
