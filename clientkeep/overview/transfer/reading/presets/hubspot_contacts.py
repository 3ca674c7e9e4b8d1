"""HubSpot contacts: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="hubspot-contacts",
    label="HubSpot contacts",
    source="hubspot",
    tells=(
        ("Record ID", "First Name", "Last Name", "Email"),
        ("Record ID", "Email", "Contact owner"),
        ("First Name", "Last Name", "Email", "Lifecycle Stage"),
        ("First Name", "Last Name", "Email", "Lead Status"),
        ("First Name", "Last Name", "Associated Company"),
    ),
    people=True,
    values_joined_by=";",
    known=columns(
        """
        external_id: Record ID | Record ID - Contact | Datensatz-ID | Contact ID | ID d'enregistrement
          | ID de registro | ID de fiche d'informations
        first_name: First Name | Vorname | Prénom | Nombre
        last_name: Last Name | Nachname | Nom de famille | Nom | Apellidos
        contact_email: Email | E-Mail | E-mail | Correo | Correo electrónico | E-Mail-Adresse
        contact_email: Additional email addresses | Weitere E-Mail-Adressen | Work email
        contact_phone: Phone Number | Telefonnummer | Numéro de téléphone | Número de teléfono
        contact_phone: Mobile Phone Number | Mobiltelefonnummer | Numéro de téléphone mobile
          | Número de teléfono móvil
        custom: Contact owner | Zuständiger Mitarbeiter | Kontakteigentümer | Propriétaire du contact
          | Propietario del contacto
        custom: Lead Status | Leadstatus | Lead-Status | Statut du lead | Estado del lead
        custom: Lifecycle Stage | Lifecycle-Phase | Phase du cycle de vie | Etapa del ciclo de vida
        ignore: Create Date | Erstelldatum | Erstellungsdatum | Date de création | Fecha de creación
        ignore: Last Modified Date | Datum der letzten Änderung | Last Activity Date
          | Datum der letzten Aktivität | Fecha de última actividad
        ignore: Last Activity Date (GMT)
        title: Job Title | Jobtitel | Position | Intitulé du poste | Cargo | Puesto
        company: Company Name | Name des Unternehmens | Unternehmensname | Nom de l'entreprise
          | Nombre de la empresa
        company: Associated Company | Zugeordnetes Unternehmen | Associated Company (Primary)
          | Primary Associated Company | Entreprise associée | Empresa asociada
        ignore: Associated Company IDs | Associated Company IDs (Primary) | Zugeordnete Unternehmens-IDs
        ignore: Associated Deal IDs
        ignore: Associated Contact IDs
        website: Website URL | Website-URL | URL du site web | URL del sitio web
        line1: Street Address | Adresse | Straße | Adresse postale | Dirección
        city: City | Stadt | Ort | Ville | Ciudad
        region: State/Region | Bundesland/Region | Bundesland | Région | Estado/región
        postal_code: Postal Code | Postleitzahl | PLZ | Code postal | Código postal
        country: Country/Region | Land/Region | Land | Pays/Région | País/región
        language: Preferred language | Bevorzugte Sprache
        """
    ),
)
