"""Xero contacts: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="xero",
    label="Xero contacts",
    source="xero",
    tells=(
        ("ContactName", "EmailAddress", "POAddressLine1"),
        ("ContactName", "AccountNumber", "EmailAddress"),
        ("ContactName", "POCity", "POCountry"),
        ("ContactName", "AccountsReceivableTaxCodeName"),
        ("ContactName", "EmailAddress", "FirstName", "LastName"),
        ("ContactName", "SAAddressLine1"),
    ),
    known=columns(
        """
        name: ContactName | Kontaktname | Nom du contact | Nombre de contacto
        external_id: AccountNumber | Kontonummer | Numéro de compte | Número de cuenta
        contact_email: EmailAddress | E-Mail-Adresse | Adresse e-mail | Dirección de correo electrónico
        first_name: FirstName | Vorname | Prénom | Nombre
        last_name: LastName | Nachname | Nom de famille | Apellidos
        ignore: POAttentionTo
        line1: POAddressLine1
        line2: POAddressLine2
        line2: POAddressLine3
        line2: POAddressLine4
        city: POCity
        region: PORegion
        postal_code: POPostalCode
        country: POCountry
        ignore: SAAttentionTo
        other_line1: SAAddressLine1
        other_line2: SAAddressLine2
        other_line2: SAAddressLine3
        other_line2: SAAddressLine4
        other_city: SACity
        other_region: SARegion
        other_postal_code: SAPostalCode
        other_country: SACountry
        phone: PhoneNumber | Telefonnummer | Numéro de téléphone | Número de teléfono
        phone: MobileNumber
        phone: DDINumber
        custom: FaxNumber
        custom: SkypeName
        ignore: BankAccountName
        ignore: BankAccountNumber
        ignore: BankAccountParticulars
        ignore: AccountsReceivableTaxCodeName
        ignore: AccountsPayableTaxCodeName
        tax_id: TaxNumber | Steuernummer
        website: Website
        legal_name: LegalName
        custom: Discount
        custom: CompanyNumber
        ignore: DueDateBillDay
        ignore: DueDateBillTerm
        terms_day: DueDateSalesDay
        terms_rule: DueDateSalesTerm
        ignore: SalesAccount
        ignore: PurchasesAccount
        ignore: TrackingName1
        ignore: SalesTrackingOption1
        ignore: PurchasesTrackingOption1
        ignore: TrackingName2
        ignore: SalesTrackingOption2
        ignore: PurchasesTrackingOption2
        ignore: BrandingTheme
        ignore: DefaultTaxBills
        ignore: DefaultTaxSales
        """
    ),
)
