"""Places on the payments' pages that other rooms fill."""

from clientkeep.foundation.slots import Slot

# fill(acting, None): a template with what of the providers needs a person
PAYMENTS_ATTENTION = Slot("what needs a person, above the list of payments")
# fill(acting, payment): a template with a panel on a payment's page
PAYMENT_PANELS = Slot("panels on a payment's page")
# fill(acting, payment): {"give_back": callable(payment, Money, token) -> None, "words": …}; the first one is used
PAYMENT_REFUNDS = Slot("how money goes back by itself, where a provider does it")
