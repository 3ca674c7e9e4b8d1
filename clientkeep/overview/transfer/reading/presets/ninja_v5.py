"""Invoice Ninja (version 5): the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="invoice-ninja-v5",
    label="Invoice Ninja (version 5)",
    source="invoice-ninja",
    tells=(
        ("client.name", "contact.email"),
        ("client.name", "client.number"),
        ("client.name", "client.balance"),
        ("client.name", "client.address1"),
        ("client.name", "client.currency_id"),
    ),
    known=columns(
        """
        name: client.name | Client Name
        external_id: client.number | Client Number
        opening_balance: client.balance | Client Balance
        ignore: client.paid_to_date | Client Paid to Date
        currency: client.currency_id | Client Currency | client.currency
        website: client.website | Client Website
        notes: client.private_notes | Client Private Notes
        notes: client.public_notes | Client Public Notes
        custom: client.industry_id | Client Industry | client.industry
        custom: client.size_id | Client Size | client.size
        phone: client.phone | Client Phone
        line1: client.address1 | Client Street | Client Address 1
        line2: client.address2 | Client Apt/Suite | Client Address 2
        city: client.city | Client City
        region: client.state | Client State/Province | Client State
        postal_code: client.postal_code | Client Postal Code
        country: client.country_id | Client Country | client.country
        other_line1: client.shipping_address1 | Client Shipping Street
        other_line2: client.shipping_address2 | Client Shipping Apt/Suite
        other_city: client.shipping_city | Client Shipping City
        other_region: client.shipping_state | Client Shipping State
        other_postal_code: client.shipping_postal_code | Client Shipping Postal Code
        other_country: client.shipping_country_id | Client Shipping Country | client.shipping_country
        payment_terms_days: client.payment_terms | Client Payment Terms
        tax_id: client.vat_number | Client VAT Number
        custom: client.id_number | Client ID Number
        kind: client.classification | Client Classification
        custom: client.custom_value1 | Client Custom Value 1
        custom: client.custom_value2 | Client Custom Value 2
        custom: client.custom_value3 | Client Custom Value 3
        custom: client.custom_value4 | Client Custom Value 4
        ignore: client.user_id | Client User | client.user
        ignore: client.assigned_user_id | Client Assigned User | client.assigned_user
        ignore: client.credit_balance | Client Credit Balance
        ignore: client.created_at | Client Created
        ignore: client.updated_at | Client Updated
        ignore: client.is_deleted | Client Is Deleted
        first_name: contact.first_name | Contact First Name
        last_name: contact.last_name | Contact Last Name
        contact_email: contact.email | Contact Email
        contact_phone: contact.phone | Contact Phone
        custom: contact.custom_value1
        custom: contact.custom_value2
        custom: contact.custom_value3
        custom: contact.custom_value4
        """
    ),
)
