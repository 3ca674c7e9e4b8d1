"""Stripe customers: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="stripe",
    label="Stripe customers",
    source="stripe",
    tells=(
        ("id", "Email", "Delinquent"),
        ("id", "Email", "Total Spend"),
        ("id", "Email", "Created (UTC)", "Name"),
        ("id", "Email", "Payment Count"),
    ),
    unclear_names_are_people=True,
    custom_suffix="(metadata)",
    known=columns(
        """
        external_id: id | Customer ID
        name: Name
        email: Email
        phone: Phone
        notes: Description
        currency: Currency
        custom: Account Balance
        ignore: Created (UTC)
        ignore: Created
        ignore: Delinquent
        ignore: Plan
        ignore: Status
        ignore: Total Spend
        ignore: Payment Count
        ignore: Average Order
        ignore: Refunded Volume
        ignore: Dispute Losses
        ignore: Default Source
        ignore: Card ID
        ignore: Card Last4
        ignore: Card Brand
        ignore: Card Funding
        ignore: Card Exp Month
        ignore: Card Exp Year
        ignore: Card Name
        ignore: Card Fingerprint
        ignore: Card CVC Status
        ignore: Card AVS Zip Status
        ignore: Card AVS Line1 Status
        ignore: Card Tokenization Method
        ignore: Cancel At Period End
        ignore: Active Subscription
        ignore: Shipping Name
        line1: Address Line1 | Card Address Line1
        line2: Address Line2 | Card Address Line2
        city: Address City | Card Address City
        region: Address State | Card Address State
        postal_code: Address Postal Code | Address Zip | Card Address Zip
        country: Address Country | Card Address Country
        ignore: Card Issue Country
        tax_id: Business Vat ID
        """
    ),
)
