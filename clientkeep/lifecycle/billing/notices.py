"""What people are told of money."""

from clientkeep.workspace.notices.kinds import notice_kind

from .events import PaymentBooked, PaymentDisputed, PaymentFailed, RefundFailed

notice_kind("paid", "A payment comes in", (PaymentBooked,), "payments.see", order=50)
notice_kind(
    "payment_trouble", "A payment fails or is disputed", (PaymentFailed, PaymentDisputed, RefundFailed), "payments.see",
    urgent=True, order=51,
)  # fmt: skip
