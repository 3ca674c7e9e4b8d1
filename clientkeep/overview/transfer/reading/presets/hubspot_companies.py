"""HubSpot companies: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="hubspot-companies",
    label="HubSpot companies",
    source="hubspot-companies",
    tells=(
        ("Record ID", "Company name", "Company owner"),
        ("Record ID", "Company name", "Website URL"),
        ("Record ID", "Company name", "Company Domain Name"),
        ("Record ID", "Company name", "Create Date"),
    ),
    values_joined_by=";",
    known=columns(
        """
        external_id: Record ID | Record ID - Company | Datensatz-ID | Company ID | ID d'enregistrement
          | ID de registro
        name: Company name | Unternehmensname | Name des Unternehmens | Nom de l'entreprise
          | Nombre de la empresa
        website: Website URL | Website-URL | URL du site web | URL del sitio web
        website: Company Domain Name | Domainname des Unternehmens | Unternehmensdomain
          | Nom de domaine de l'entreprise
        custom: Company owner | Zuständiger Mitarbeiter für Unternehmen | Propriétaire de l'entreprise
          | Propietario de la empresa
        ignore: Create Date | Erstelldatum | Erstellungsdatum | Date de création | Fecha de creación
        ignore: Last Activity Date | Datum der letzten Aktivität
        ignore: Last Modified Date
        custom: Industry | Branche | Secteur | Sector
        custom: Lifecycle Stage | Lifecycle-Phase
        phone: Phone Number | Telefonnummer | Numéro de téléphone | Número de teléfono
        line1: Street Address | Straße | Adresse | Adresse postale | Dirección
        line2: Street Address 2
        city: City | Stadt | Ort | Ville | Ciudad
        region: State/Region | Bundesland/Region | Région | Estado/región
        postal_code: Postal Code | Postleitzahl | Code postal | Código postal
        country: Country/Region | Land/Region | Land | Pays/Région | País/región
        notes: Description | Beschreibung
        ignore: Associated Contact IDs
        ignore: Associated Deal IDs
        """
    ),
)
