"""QuickBooks Online customers: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="quickbooks",
    label="QuickBooks Online customers",
    source="quickbooks",
    tells=(
        ("Full Name", "Company", "Email", "Phone", "Opening Balance"),
        ("Name", "Company", "Email", "Opening Balance"),
        ("Full Name", "Opening Balance Date"),
        ("Name", "Opening Balance Date", "Email"),
        ("Full Name", "Resale Number"),
        ("Name", "Company", "Street", "ZIP code", "Resale Number"),
        ("Full Name", "Company", "Email", "Phone", "Street", "ZIP code"),
        ("Full Name", "Bill address"),
        ("Name", "Company", "Email", "Street", "ZIP code", "Mobile", "Fax"),
    ),
    unclear_names_are_people=True,
    known=columns(
        """
        name: Full Name | Customer full name | Customer | Vollständiger Name | Nom complet | Nombre completo
        name: Name | Nom | Nombre
        legal_name: Company | Company name | Firma | Entreprise | Société | Empresa
        email: Email | E-Mail | Courriel | Adresse e-mail | Correo electrónico
        phone: Phone | Phone numbers | Telefon | Téléphone | Teléfono
        phone: Mobile | Mobil | Portable | Móvil
        custom: Fax | Télécopie
        website: Website | Webseite | Site web | Sitio web
        line1: Street | Straße | Rue | Calle
        full_address: Bill address | Billing address
        city: City | Ort | Stadt | Ville | Ciudad
        region: State | Bundesland | Province | Provincia
        postal_code: ZIP code | ZIP | PLZ | Postleitzahl | Code postal | Código postal
        country: Country | Land | Pays | País
        opening_balance: Opening Balance | Open balance | Eröffnungssaldo | Solde d'ouverture | Saldo inicial
        opening_balance_date: Opening Balance Date | Datum des Eröffnungssaldos | Date du solde d'ouverture
          | Fecha de saldo inicial
        custom: Resale Number
        currency: Currency | Währung | Devise | Moneda
        custom: Customer type
        ignore: Attachments
        notes: Notes | Note | Notas
        """
    ),
)
