"""Pipedrive people: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="pipedrive",
    label="Pipedrive people",
    source="pipedrive",
    tells=(
        ("Person - Name", "Person - Email"),
        ("Person - Name", "Organization - Name"),
        ("Person - Name", "Person - Phone"),
        ("Organization - Name", "Organization - Website"),
    ),
    people=True,
    values_joined_by=", ",
    known=columns(
        """
        external_id: Person - ID | Person - Kennung
        person: Person - Name | Personne - Nom | Persona - Nombre
        first_name: Person - First name
        last_name: Person - Last name
        contact_email: Person - Email | Person - E-Mail | Personne - E-mail | Persona - Correo electrónico
        contact_email: Person - Email - Work
        contact_email: Person - Email - Home
        contact_email: Person - Email - Other
        contact_phone: Person - Phone | Person - Telefon | Personne - Téléphone | Persona - Teléfono
        contact_phone: Person - Phone - Work
        contact_phone: Person - Phone - Mobile
        tags: Person - Labels | Person - Label
        company: Organization - Name | Person - Organization | Organisation - Name | Organisation - Nom
          | Organización - Nombre
        website: Organization - Website | Organisation - Website
        full_address: Organization - Address | Organisation - Adresse
        line1: Organization - Street/road name of Address
        city: Organization - City/town/village/locality of Address
        postal_code: Organization - ZIP/Postal code of Address
        country: Organization - Country of Address
        ignore: Organization - ID
        ignore: Person - Owner
        ignore: Person - Person created
        """
    ),
)
