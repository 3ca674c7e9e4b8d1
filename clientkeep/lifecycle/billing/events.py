"""The facts that this stage announces beside those of its documents."""

from clientkeep.workspace.journal import declare

_P = ("client", "amount", "method", "numbers")
PaymentBooked = declare("payment.booked", "{amount} received by {method}{for_numbers}", "payment", sign="banknote", payload=_P, shown_to_client=True)
PaymentPending = declare("payment.processing", "{amount} by {method} is on its way{for_numbers}", "payment", sign="hourglass", payload=_P, shown_to_client=True)
PaymentFailed = declare("payment.failed", "A payment of {amount} by {method} failed{for_numbers}", "payment", sign="circle-alert", payload=_P, shown_to_client=True)
PaymentAllocated = declare("payment.allocated", "{actor} matched {amount}{for_numbers}", "payment", sign="link", payload=_P)
PaymentFreed = declare("payment.freed", "{amount} was taken off {numbers} and is free again", "payment", sign="unlink", payload=_P)
PaymentRefunded = declare("payment.refunded", "{amount} refunded by {method}", "payment", sign="undo-2", payload=_P, shown_to_client=True)
DepositHeld = declare("deposit.held", "The deposit invoice for {agreement} was not sent by itself: {because}", "payment", sign="circle-alert", payload=("client", "agreement", "because"))
InvoicePaid = declare("invoice.paid", "Invoice {number} is paid in full", "payment", sign="badge-check", payload=("client", "number", "total"), shown_to_client=True)
PaymentDisputed = declare("payment.disputed", "A payment of {amount}{for_numbers} {words}", "payment", sign="scale", payload=(*_P, "words"))
RefundFailed = declare("payment.refund_failed", "The refund of {amount} by {method} came back", "payment", sign="circle-alert", payload=_P)
CardKeysChanged = declare("payment.keys_changed", "{actor} changed how clients pay: {words}", "change", sign="key", payload=("words",))
StrayFound = declare("payment.stray_found", "{amount} at {provider} fits nothing on record: {reason}", "payment", sign="circle-question-mark", payload=("amount", "provider", "reason"))
StrayDecided = declare("payment.stray_decided", "{actor} {words} {amount} at {provider}", "payment", sign="circle-check", payload=("amount", "provider", "words"))
BalanceOpened = declare("document.opened", "{kind_first} {number} of {total} was taken over from {source}", "document", sign="file-input", payload=("client", "kind", "number", "total", "source"))
