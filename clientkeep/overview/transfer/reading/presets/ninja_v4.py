"""Invoice Ninja (version 4): the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="invoice-ninja-v4",
    label="Invoice Ninja (version 4)",
    source="invoice-ninja",
    tells=(
        ("Name", "Balance", "Paid to Date", "Email"),
        ("Name", "Paid to Date", "ID Number"),
        ("Name", "Billing Street", "Shipping Street", "Private Notes"),
        ("Name", "Balance", "Billing Street", "VAT Number"),
    ),
    known=columns(
        """
        name: Name | Nom
        opening_balance: Balance | Saldo | Kontostand | Solde
        ignore: Paid to Date | Bereits gezahlt | Bezahlt bis heute | Payé à ce jour | Pagado hasta la fecha
        line1: Billing Street | Rechnungsadresse Straße | Rue de facturation | Calle de facturación | Street
          | Straße
        line2: Billing Apt/Suite | Apt/Suite | Adresszusatz
        city: Billing City | City | Stadt | Ville | Ciudad
        region: Billing State/Province | State/Province | Bundesland
        postal_code: Billing Postal Code | Postal Code | Postleitzahl | Code postal | Código postal
        country: Billing Country | Country | Land | Pays | País
        other_line1: Shipping Street
        other_line2: Shipping Apt/Suite
        other_city: Shipping City
        other_region: Shipping State/Province
        other_postal_code: Shipping Postal Code
        other_country: Shipping Country
        external_id: ID Number | Kundennummer | Numéro ID | ID
        tax_id: VAT Number | USt-IdNr. | Umsatzsteuernummer | Numéro de TVA | Número de IVA
        website: Website | Webseite | Site web
        phone: Phone | Telefon | Téléphone | Teléfono
        currency: Currency | Währung | Devise | Moneda
        notes: Public Notes | Öffentliche Notizen | Notes publiques | Notas públicas
        notes: Private Notes | Private Notizen | Notes privées | Notas privadas
        first_name: First Name | Vorname | Prénom | Nombre
        last_name: Last Name | Nachname | Nom de famille | Apellidos
        contact_email: Email | E-Mail | Courriel | Correo electrónico
        contact_phone: Phone | Telefon | Téléphone | Teléfono
        """
    ),
)
