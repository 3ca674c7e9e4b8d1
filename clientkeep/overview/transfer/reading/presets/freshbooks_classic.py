"""FreshBooks (classic): the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="freshbooks-classic",
    label="FreshBooks (classic)",
    source="freshbooks",
    tells=(
        ("Organization", "First Name", "Last Name", "Email", "Street", "Province/State"),
        ("Organization", "First Name", "Last Name", "Email", "Province/State", "Postal Code"),
        ("Organization", "Email", "Phone", "Street", "Province/State"),
    ),
    people=True,
    known=columns(
        """
        company: Organization | Organisation | Organización
        first_name: First Name | Vorname | Prénom | Nombre
        last_name: Last Name | Nachname | Nom de famille | Nom | Apellidos
        contact_email: Email | E-Mail | Courriel | Correo electrónico
        phone: Phone | Telefon | Téléphone | Teléfono
        line1: Street | Straße | Rue | Calle
        city: City | Stadt | Ville | Ciudad
        region: Province/State | Provinz/Bundesland | Province/État | Provincia/Estado
        country: Country | Land | Pays | País
        postal_code: Postal Code | Postleitzahl | Code postal | Código postal
        notes: Notes | Notizen | Remarques | Notas
        """
    ),
)
