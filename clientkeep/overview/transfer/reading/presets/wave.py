"""Wave customers: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="wave",
    label="Wave customers",
    source="wave",
    tells=(
        ("customer_name", "customer_currency"),
        ("customer_name", "contact_first_name", "email"),
        ("customer_name", "address_line_1", "postal_code/zip_code"),
        ("customer_name", "email", "account_number"),
    ),
    known=columns(
        """
        name: customer_name
        email: email
        first_name: contact_first_name
        last_name: contact_last_name
        currency: customer_currency
        external_id: account_number
        phone: phone
        custom: fax
        phone: mobile
        phone: toll_free
        website: website
        country: country
        region: province/state
        line1: address_line_1
        line2: address_line_2
        city: city
        postal_code: postal_code/zip_code
        ignore: shipping_address
        ignore: ship-to_contact
        other_country: ship-to_country
        other_region: ship-to_province/state
        other_line1: ship-to_address_line_1
        other_line2: ship-to_address_line_2
        other_city: ship-to_city
        other_postal_code: ship-to_postal_code/zip_code
        ignore: ship-to_phone
        custom: delivery_instructions
        """
    ),
)
