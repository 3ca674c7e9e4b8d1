"""Zoho contacts: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="zoho",
    label="Zoho contacts",
    source="zoho",
    tells=(
        ("Display Name", "Company Name", "EmailID"),
        ("Display Name", "Customer Sub Type"),
        ("Display Name", "Currency Code", "Billing Street2"),
        ("Customer ID", "Customer Name", "EmailID"),
        ("Display Name", "Payment Terms Label"),
    ),
    known=columns(
        """
        name: Display Name
        name: Customer Name
        legal_name: Company Name
        kind: Customer Sub Type
        custom: Salutation
        first_name: First Name
        last_name: Last Name
        contact_email: EmailID | Email ID
        contact_phone: Phone
        contact_phone: MobilePhone
        currency: Currency Code
        notes: Notes
        website: Website
        line1: Billing Address
        line2: Billing Street2
        city: Billing City
        region: Billing State
        country: Billing Country
        postal_code: Billing Code
        phone: Billing Phone
        custom: Billing Fax
        other_line1: Shipping Address
        other_line2: Shipping Street2
        other_city: Shipping City
        other_region: Shipping State
        other_country: Shipping Country
        other_postal_code: Shipping Code
        ignore: Shipping Phone
        ignore: Shipping Fax
        ignore: Billing Attention
        ignore: Shipping Attention
        payment_terms_days: Payment Terms
        ignore: Payment Terms Label
        role: Department
        title: Designation
        external_id: Customer ID | Contact ID
        ignore: Created Time
        ignore: Last Modified Time
        ignore: Status
        ignore: Credit Limit
        ignore: Last Sync Time
        ignore: Owner Name
        ignore: Contact Type
        ignore: Contact Name
        ignore: Customer Address ID
        ignore: Source
        ignore: Reference ID
        ignore: Payment Reminder
        ignore: Price List
        ignore: Skype Identity
        ignore: Facebook
        ignore: Twitter
        """
    ),
)
