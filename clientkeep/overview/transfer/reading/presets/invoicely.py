"""Invoicely clients: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="invoicely",
    label="Invoicely clients",
    source="invoicely",
    tells=(("Client Name", "Email", "Phone", "Country"),),
    known=columns(
        """
        name: Client Name
        email: Email
        phone: Phone
        country: Country
        """
    ),
)
