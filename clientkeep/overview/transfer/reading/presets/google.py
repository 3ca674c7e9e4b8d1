"""Google Contacts: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="google",
    label="Google Contacts",
    source="google",
    tells=(
        ("E-mail 1 - Value", "Organization Name"),
        ("E-mail 1 - Value", "First Name", "Last Name"),
        ("E-mail 1 - Value", "E-mail 1 - Label"),
        ("Phone 1 - Value", "First Name", "Organization Name"),
        ("Phonetic First Name", "File As", "Labels"),
    ),
    people=True,
    values_joined_by=" ::: ",
    tags_left_out=("* mycontacts", "mycontacts", "* starred", "starred"),
    known=columns(
        """
        first_name: First Name | Vorname | Prénom | Nombre
        middle_name: Middle Name | Weitere Vornamen | Deuxième prénom | Segundo nombre
        last_name: Last Name | Nachname | Nom | Apellidos | Nom de famille
        ignore: Phonetic First Name
        ignore: Phonetic Middle Name
        ignore: Phonetic Last Name
        custom: Name Prefix
        custom: Name Suffix
        custom: Nickname
        ignore: File As
        company: Organization Name | Name der Organisation | Nom de l'organisation | Nombre de la organización
        title: Organization Title
        role: Organization Department
        custom: Birthday
        notes: Notes | Notizen | Notas
        ignore: Photo
        tags: Labels | Étiquettes | Etiquetas
        ignore: E-mail 1 - Label
        contact_email: E-mail 1 - Value
        ignore: E-mail 2 - Label
        contact_email: E-mail 2 - Value
        ignore: E-mail 3 - Label
        contact_email: E-mail 3 - Value
        ignore: E-mail 4 - Label
        contact_email: E-mail 4 - Value
        ignore: Phone 1 - Label
        contact_phone: Phone 1 - Value
        ignore: Phone 2 - Label
        contact_phone: Phone 2 - Value
        ignore: Phone 3 - Label
        contact_phone: Phone 3 - Value
        ignore: Phone 4 - Label
        contact_phone: Phone 4 - Value
        ignore: Address 1 - Label
        full_address: Address 1 - Formatted
        line1: Address 1 - Street
        line2: Address 1 - Extended Address
        line2: Address 1 - PO Box
        city: Address 1 - City
        region: Address 1 - Region
        postal_code: Address 1 - Postal Code
        country: Address 1 - Country
        ignore: Address 2 - Label
        ignore: Address 2 - Formatted
        other_line1: Address 2 - Street
        other_line2: Address 2 - Extended Address
        other_line2: Address 2 - PO Box
        other_city: Address 2 - City
        other_region: Address 2 - Region
        other_postal_code: Address 2 - Postal Code
        other_country: Address 2 - Country
        ignore: Website 1 - Label
        website: Website 1 - Value
        ignore: Website 2 - Label
        website: Website 2 - Value
        """
    ),
)
