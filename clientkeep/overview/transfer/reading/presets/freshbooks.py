"""FreshBooks: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="freshbooks",
    label="FreshBooks",
    source="freshbooks",
    tells=(
        ("First Name", "Last Name", "Company Name", "Email Address", "Phone Number", "Address Line 1"),
        ("First Name", "Last Name", "Company Name", "Email Address", "Address Line 1", "Zip Code"),
        ("Company Name", "Email Address", "Phone Number", "Address Line 1", "Zip Code"),
    ),
    people=True,
    known=columns(
        """
        first_name: First Name | Vorname | Prénom | Nombre
        last_name: Last Name | Nachname | Nom de famille | Nom | Apellidos
        company: Company Name | Firmenname | Firma | Nom de l'entreprise | Entreprise | Nombre de la empresa
        contact_email: Email Address | E-Mail-Adresse | Adresse e-mail | Adresse courriel
          | Dirección de correo electrónico
        phone: Phone Number | Telefonnummer | Numéro de téléphone | Número de teléfono
        line1: Address Line 1 | Adresszeile 1 | Adresse ligne 1 | Dirección 1
        line2: Address Line 2 | Adresszeile 2 | Adresse ligne 2 | Dirección 2
        city: City | Stadt | Ort | Ville | Ciudad
        region: State | Bundesland | Province | Province/État | Estado
        postal_code: Zip Code | Postleitzahl | PLZ | Code postal | Código postal
        country: Country | Land | Pays | País
        currency: Currency Code | Currency | Währung
        notes: Notes | Note
        """
    ),
)
