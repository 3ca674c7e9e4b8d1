"""What conditions of steps may ask about a client: fields of the record, tags, and the firm's own fields."""

from clientkeep.relationship.clients.models import Client, CustomField
from clientkeep.workspace.members.models import Workspace

FIELDS = {
    "tier": "Tier", "country": "Country, as a code such as DE", "language": "Language, as a code such as de", "source": "Source",
    "kind": "Kind, company or person", "tag": "Tag",
}  # fmt: skip


def known_fields(firm: Workspace) -> dict[str, str]:
    """By name, the label of each field that a condition may ask about."""
    return FIELDS | {f"custom:{field.key}": field.label for field in CustomField.objects.filter(workspace=firm)}


def values_of(client: Client) -> dict[str, list[str]]:
    """The values of a client by field; a tag is one of several."""
    told = {name: [getattr(client, name)] for name in ("tier", "country", "language", "source")}
    told |= {f"custom:{key}": [str(value)] for key, value in client.custom.items()}
    return told | {"kind": ["company" if client.is_company else "person"], "tag": list(client.tags)}
