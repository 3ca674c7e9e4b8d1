"""LinkedIn connections: the columns of its CSV export."""

from .preset import Preset, columns

PRESET = Preset(
    slug="linkedin",
    label="LinkedIn connections",
    source="linkedin",
    tells=(
        ("First Name", "Last Name", "Email Address", "Company", "Position", "Connected On"),
        ("First Name", "Last Name", "URL", "Connected On"),
    ),
    people=True,
    known=columns(
        """
        first_name: First Name | Vorname | Prénom | Nombre
        last_name: Last Name | Nachname | Nom | Apellidos
        custom: URL
        contact_email: Email Address | E-Mail-Adresse | Adresse e-mail | Dirección de correo electrónico
        company: Company | Unternehmen | Entreprise | Empresa
        title: Position | Poste | Cargo
        ignore: Connected On | Verbunden am | Date de connexion | Fecha de conexión
        """
    ),
)
