"""The names under which tools and people put a field: English, German, French, Spanish.

A header is compared by `normal_header`, so case, spaces, accents and marks do not matter here.
"""

from functools import lru_cache

from .headers import normal_header, without_brackets

_WORDS = """
name: Name | Client | Client Name | Customer | Customer Name | Display Name | Display name as | Account Name
  | Contact Name | Kunde | Kundenname | Nom du client | Client nom | Cliente | Nombre del cliente | Nombre cliente | Nom
  | Nombre
company: Company | Company Name | Organization | Organisation | Organization Name | Organisation Name | Business Name
  | Business | Firm | Firma | Firmenname | Unternehmen | Name des Unternehmens | Société | Entreprise
  | Nom de l'entreprise | Raison sociale | Empresa | Nombre de la empresa | Compañía | Organización | Employer
legal_name: Legal Name | Registered Name | Legal Entity | Rechtlicher Name | Dénomination sociale | Razón social
kind: Company or Person | Client Type | Classification | Customer Sub Type | Kundentyp | Type de client
  | Tipo de cliente
email: Email | E-mail | Email Address | E-mail Address | Mail | EmailID | Main Email | Primary Email | Billing Email
  | E-Mail-Adresse | Adresse e-mail | Adresse email | Courriel | Adresse de messagerie | Correo | Correo electrónico
  | Dirección de correo electrónico | E-Mail Adresse
phone: Phone | Phone Number | Telephone | Telephone Number | Tel | Mobile | Mobile Phone | Mobile Number | Cell
  | Cell Phone | Work Phone | Business Phone | Main Phone | Telefon | Telefonnummer | Mobil | Mobiltelefon | Handy
  | Téléphone | Numéro de téléphone | Portable | Teléfono | Número de teléfono | Móvil | Telefon geschäftlich
website: Website | Web Site | Web | URL | Website URL | Homepage | Web Page | Webseite | Internetseite | Internet
  | Site web | Site internet | Página web | Sitio web | Domain | Company Domain Name
tax_id: VAT Number | VAT ID | VAT No | VAT | Tax ID | Tax Number | Tax Registration Number | Tax Reg No | GST Number
  | GSTIN | ABN | EIN | TIN | USt-IdNr | USt-ID | Umsatzsteuer-ID | UID-Nummer | UID | Steuernummer
  | Numéro de TVA | N° TVA | TVA intracommunautaire | Numéro TVA | NIF | CIF | NIF/CIF | Número de IVA | BTW nummer
currency: Currency | Currency Code | Customer Currency | Währung | Devise | Moneda | Divisa
language: Language | Locale | Preferred Language | Sprache | Langue | Idioma
payment_terms_days: Payment Terms | Terms | Net Days | Payment Terms (days) | Due Days | Zahlungsziel
  | Zahlungsbedingungen | Conditions de paiement | Délai de paiement | Condiciones de pago | Plazo de pago
notes: Notes | Note | Private Notes | Internal Notes | Comments | Comment | Remarks | Memo | Description | Notizen
  | Notiz | Bemerkung | Bemerkungen | Kommentar | Remarques | Remarque | Commentaires | Notas | Comentarios
  | Observaciones | Privat-Notizen
tags: Tags | Tag | Labels | Categories | Category | Kategorien | Kategorie | Schlagwörter | Étiquettes | Catégories
  | Etiquetas | Categorías
external_id: Client ID | Customer ID | Account Number | Customer Number | Client Number | Record ID | External ID
  | Kundennummer | Kunden-Nr | Kundennr | Debitorennummer | Numéro de client | Numéro client | N° client
  | Código cliente | Número de cliente
line1: Address | Street | Street Address | Address Line 1 | Address 1 | Address1 | Street 1 | Billing Street
  | Billing Address | Billing Address Line 1 | Mailing Street | Straße | Strasse | Anschrift | Adresse
  | Straße und Hausnummer | Rue | Adresse 1 | Adresse ligne 1 | Calle | Dirección | Domicilio | Dirección 1 | Straße 1
line2: Address Line 2 | Address 2 | Address2 | Street 2 | Apt/Suite | Apartment | Suite | Billing Street 2
  | Billing Apt/Suite | Billing Address Line 2 | Adresszusatz | Adresse 2 | Straße 2 | Zusatz
  | Complément d'adresse | Adresse ligne 2 | Dirección 2
city: City | Town | Town/City | Billing City | Mailing City | Stadt | Ort | Ville | Ciudad | Localidad | Población
region: State | Region | State/Region | State/Province | Province | Province/State | County | Billing State
  | Billing State/Province | Bundesland | Kanton | Région | Département | Provincia | Estado | Comunidad
postal_code: Postal Code | Postcode | Post Code | ZIP | ZIP Code | Zip/Postal Code | Billing Postal Code | Billing Zip
  | Billing Code | PLZ | Postleitzahl | Code postal | CP | Código postal
country: Country | Country/Region | Country Code | Billing Country | Mailing Country | Land | Land/Region | Staat
  | Pays | Pays/Région | País | País/región
full_address: Full Address | Complete Address | Postal Address | Formatted Address
person: Full Name | Contact | Contact Person | Primary Contact | Main Contact | Person | Ansprechpartner
  | Kontakt | Kontaktperson | Vollständiger Name | Nom complet | Personne de contact | Interlocuteur
  | Nombre completo | Persona de contacto | Contacto
first_name: First Name | Firstname | Given Name | Forename | Contact First Name | Vorname | Prénom | Nombre de pila
middle_name: Middle Name | Additional Name | Weitere Vornamen | Deuxième prénom | Segundo nombre
last_name: Last Name | Lastname | Surname | Family Name | Contact Last Name | Nachname | Familienname
  | Nom de famille | Apellido | Apellidos
contact_email: Contact Email | Contact E-mail | Person Email
contact_phone: Contact Phone | Person Phone | Contact Phone Number
title: Job Title | Jobtitle | Title | Position | Designation | Berufsbezeichnung | Funktion | Poste | Fonction
  | Puesto | Cargo
power: Person Power | Contact Power | Stakeholder Power
interest: Person Interest | Contact Interest | Stakeholder Interest
role: Department | Role | Abteilung | Rolle | Service | Rôle | Departamento
opening_balance: Opening Balance | Open Balance | Balance | Outstanding Balance | Amount Due | Balance Due
  | Eröffnungssaldo | Offener Betrag | Saldo | Offene Posten | Solde | Solde dû | Solde d'ouverture | Saldo inicial
  | Saldo pendiente
opening_balance_date: Opening Balance Date | Balance Date | As Of | Balance As Of | Saldo per | Date du solde
  | Fecha del saldo
"""


def _read(words: str) -> dict[str, list[str]]:
    entries: dict[str, list[str]] = {}
    for line in words.replace("\n  |", " |").strip().splitlines():
        slug, _, names = line.partition(":")
        entries[slug] = [normal_header(name) for name in names.split("|")]
    return entries


SYNONYMS = _read(_WORDS)
_FIELD_OF = {name: slug for slug, names in reversed(SYNONYMS.items()) for name in names}


@lru_cache(maxsize=4096)
def field_for(header: str) -> str | None:
    """The field that a header most likely names, or None."""
    return _FIELD_OF.get(normal_header(header)) or _FIELD_OF.get(without_brackets(header))


def rank(slug: str, header: str) -> int:
    """How usual a header is for its field (0 = most), to choose between two columns of one field."""
    names = SYNONYMS.get(slug, [])
    word = normal_header(header)
    return names.index(word) if word in names else len(names)


def known_header(word: str) -> bool:
    """True when a normalised header is one that some tool or language uses. Tells headers from data."""
    return word in _FIELD_OF or word in _preset_words()


@lru_cache(maxsize=1)
def _preset_words() -> frozenset[str]:
    from .presets import all_words

    return all_words()
