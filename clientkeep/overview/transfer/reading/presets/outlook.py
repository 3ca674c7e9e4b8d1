"""Outlook contacts: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="outlook",
    label="Outlook contacts",
    source="outlook",
    tells=(
        ("First Name", "Last Name", "Company", "Business Street"),
        ("E-mail Address", "E-mail Display Name"),
        ("First Name", "Last Name", "E-mail Address", "Business Phone"),
        ("First Name", "Last Name", "Company", "E-mail Address", "Job Title", "Categories"),
        ("First Name", "Company", "E-mail Address", "Mobile Phone"),
        ("Company", "Business City", "Business Phone"),
    ),
    people=True,
    values_joined_by=";",
    known=columns(
        """
        custom: Title | Anrede | Titre | Tratamiento
        first_name: First Name | Vorname | Prénom | Nombre
        middle_name: Middle Name | Weitere Vornamen | Deuxième prénom | Segundo nombre
        last_name: Last Name | Nachname | Nom | Apellidos | Nom de famille
        custom: Suffix | Suffixe | Sufijo
        company: Company | Firma | Société | Organización | Empresa
        role: Department | Abteilung | Service | Departamento
        title: Job Title | Position | Fonction | Puesto | Cargo
        line1: Business Street | Straße geschäftlich | Rue (bureau) | Calle del trabajo
        line2: Business Street 2 | Straße geschäftlich 2 | Rue (bureau) 2 | Calle 2 del trabajo
        line2: Business Street 3 | Straße geschäftlich 3 | Rue (bureau) 3 | Calle 3 del trabajo
        city: Business City | Ort geschäftlich | Ville (bureau) | Ciudad de trabajo
        region: Business State | Region geschäftlich | Dép/Région (bureau) | Provincia o estado de trabajo
        postal_code: Business Postal Code | Postleitzahl geschäftlich | Code postal (bureau)
          | Código postal del trabajo
        country: Business Country/Region | Business Country | Land/Region geschäftlich | Land geschäftlich
          | Pays/Région (bureau) | Pays (bureau) | País o región del trabajo | País del trabajo
        line2: Business Address PO Box | Postfach geschäftlich | B.P. (bureau) | Apartado postal de trabajo
        other_line1: Home Street | Straße privat | Rue (domicile) | Calle del domicilio | Calle particular
        other_line2: Home Street 2 | Straße privat 2 | Rue (domicile) 2 | Calle 2 particular
        other_line2: Home Street 3 | Straße privat 3 | Rue (domicile) 3 | Calle 3 particular
        other_city: Home City | Ort privat | Ville (domicile) | Ciudad particular
        other_region: Home State | Bundesland/Kanton privat | Dép/Région (domicile)
          | Provincia o estado particular
        other_postal_code: Home Postal Code | Postleitzahl privat | Code postal (domicile)
          | Código postal particular
        other_country: Home Country/Region | Home Country | Land/Region privat | Pays/Région (domicile)
          | País o región particular
        ignore: Home Address PO Box | Postfach privat
        contact_phone: Business Phone | Telefon geschäftlich | Téléphone (bureau) | Teléfono del trabajo
        contact_phone: Mobile Phone | Mobiltelefon | Tél. mobile | Téléphone mobile | Móvil | Teléfono móvil
        contact_phone: Primary Phone | Haupttelefon | Téléphone principal | Teléfono principal
        phone: Company Main Phone | Telefon Firma | Téléphone société
          | Número de centralita de la organización
        contact_phone: Business Phone 2 | Telefon geschäftlich 2 | Téléphone 2 (bureau)
          | Teléfono del trabajo 2
        contact_phone: Home Phone | Telefon (privat) | Téléphone (domicile) | Particular
        contact_phone: Home Phone 2 | Telefon (privat 2)
        contact_phone: Other Phone | Weiteres Telefon | Téléphone (autre) | Otro teléfono
        custom: Business Fax | Fax geschäftlich | Télécopie (bureau) | Fax del trabajo
        contact_email: E-mail Address | E-Mail-Adresse | Adresse de messagerie
          | Dirección de correo electrónico
        ignore: E-mail Type | E-Mail-Typ | Type de messagerie | Tipo de correo electrónico
        ignore: E-mail Display Name | E-Mail: Angezeigter Name | Nom complet de l'adresse de messagerie
          | Nombre para mostrar del correo electrónico
        contact_email: E-mail 2 Address | E-Mail 2: Adresse | Adresse de messagerie 2
          | Dirección del correo electrónico 2
        ignore: E-mail 2 Type | E-Mail 2: Typ | Type de messagerie 2
        ignore: E-mail 2 Display Name | E-Mail 2: Angezeigter Name
        contact_email: E-mail 3 Address | E-Mail 3: Adresse | Adresse de messagerie 3
        ignore: E-mail 3 Type | E-Mail 3: Typ
        ignore: E-mail 3 Display Name | E-Mail 3: Angezeigter Name
        notes: Notes | Notizen | Notas
        tags: Categories | Kategorien | Catégories | Categorías
        language: Language | Sprache | Langue | Idioma
        website: Web Page | Webseite | Page Web | Página Web
        custom: Birthday | Geburtstag | Anniversaire | Cumpleaños
        custom: Anniversary | Jahrestag | Aniversario
        tax_id: Organizational ID Number | Organisationsnr.
        ignore: Priority | Priorität | Priorité
        ignore: Private | Privat | Privé
        ignore: Sensitivity | Vertraulichkeit | Critère de diffusion
        ignore: Gender | Geschlecht | Sexe
        ignore: Internet Free Busy | Internet Frei/Gebucht
        ignore: Initials | Initialen | Initiales
        ignore: Keywords | Stichwörter | Mots clés
        """
    ),
)
