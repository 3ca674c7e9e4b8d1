"""What a column can be mapped to. The slugs are kept in saved mappings, so they never change meaning."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """`many`: several columns may feed it; their values are used together or in order. `group` heads the menu."""

    slug: str
    label: str
    group: str
    many: bool = False


_LISTED = (
    Field("name", "Client name (company or person)", "Client"),
    Field("company", "Company", "Client", many=True),
    Field("legal_name", "Legal name", "Client"),
    Field("kind", "Company or person", "Client"),
    Field("email", "E-mail", "Client", many=True),
    Field("phone", "Phone", "Client", many=True),
    Field("website", "Website", "Client", many=True),
    Field("tax_id", "VAT or tax number", "Client"),
    Field("currency", "Currency", "Client"),
    Field("language", "Language", "Client"),
    Field("payment_terms_days", "Payment terms (days)", "Client"),
    Field("terms_day", "Payment terms: number beside a rule", "Client"),
    Field("terms_rule", "Payment terms: the rule", "Client"),
    Field("notes", "Internal notes", "Client", many=True),
    Field("tags", "Tags", "Client", many=True),
    Field("external_id", "Id in the other tool", "Client"),
    Field("line1", "Address line 1", "Address", many=True),
    Field("line2", "Address line 2", "Address", many=True),
    Field("city", "City", "Address"),
    Field("region", "State or region", "Address"),
    Field("postal_code", "Postal code", "Address"),
    Field("country", "Country", "Address"),
    Field("full_address", "Whole address in one column", "Address"),
    Field("other_line1", "Second address: line 1", "Second address", many=True),
    Field("other_line2", "Second address: line 2", "Second address", many=True),
    Field("other_city", "Second address: city", "Second address"),
    Field("other_region", "Second address: state or region", "Second address"),
    Field("other_postal_code", "Second address: postal code", "Second address"),
    Field("other_country", "Second address: country", "Second address"),
    Field("person", "Contact: full name", "Contact"),
    Field("first_name", "Contact: first name", "Contact"),
    Field("middle_name", "Contact: middle name", "Contact"),
    Field("last_name", "Contact: last name", "Contact"),
    Field("contact_email", "Contact: e-mail", "Contact", many=True),
    Field("contact_phone", "Contact: phone", "Contact", many=True),
    Field("title", "Contact: job title", "Contact"),
    Field("power", "Contact: power (high or low)", "Contact"),
    Field("interest", "Contact: interest (high or low)", "Contact"),
    Field("role", "Contact: department or role", "Contact"),
    Field("opening_balance", "Open balance", "Balance"),
    Field("opening_balance_date", "Date of the balance", "Balance"),
    Field("custom", "Keep as a custom field", "Other", many=True),
    Field("ignore", "Leave out", "Other", many=True),
)

FIELDS = {each.slug: each for each in _LISTED}
ADDRESS = ("line1", "line2", "city", "region", "postal_code", "country")
