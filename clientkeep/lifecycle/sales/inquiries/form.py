"""InquiryForm: what the firm asks strangers on its site, and which sites may show it in a frame."""

import secrets
from typing import Any

from django.db import models, transaction

from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.relationship.clients.tidying import tidy_text
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Member, Workspace

from ..qualification.checklist import Checklist
from . import events, rules

TITLE, THANKS = "Tell us what you need", "Thank you. We read it and answer soon."
USUAL = [
    {"kind": "long", "label": "What do you need?", "required": True, "choices": []},
    {"kind": "phone", "label": "Your phone number", "required": False, "choices": []},
]


class InquiryForm(models.Model):
    """A firm's form. Name and e-mail address are always asked; `fields` are asked after them, in order."""

    id = Identity()
    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")
    token = models.SlugField(max_length=40, unique=True, help_text="Its name in the public address")
    title = models.CharField(max_length=200, default=TITLE)
    intro = models.TextField(max_length=2_000, blank=True)
    thanks = models.TextField(max_length=2_000, default=THANKS)
    fields = models.JSONField(default=list)
    sites = models.JSONField(default=list, help_text="Origins that may show it in a frame")
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, null=True, related_name="+", help_text="By which its inquiries are judged; empty: the usual one")
    active = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title

    @classmethod
    def of(cls, workspace: Workspace) -> "InquiryForm":
        """The firm's form; the usual one, not saved and not open yet, for a firm that has set none."""
        found = cls.objects.select_related("owner__user").filter(workspace=workspace).first()
        return found or cls(workspace=workspace, fields=USUAL)

    @classmethod
    def keep(cls, workspace: Workspace, by: Actor, **values: Any) -> "InquiryForm":
        """Set the form: title, intro, thanks, fields, sites, owner, checklist, active. Raises Invalid with the field."""
        kept = _checked(workspace, values)
        with transaction.atomic():
            Workspace.objects.select_for_update().get(pk=workspace.pk)
            form = cls.of(workspace)
            for name, value in kept.items():
                setattr(form, name, value)
            form.token = form.token or secrets.token_hex(8)
            form.save()
            record(events.FormChanged, workspace_id=workspace.pk, by=by, about=form)
        return form


def _checked(workspace: Workspace, values: dict[str, Any]) -> dict[str, Any]:
    kept = dict(values)
    for name, most in (("title", 200), ("intro", 2_000), ("thanks", 2_000)):
        if name in kept:
            kept[name] = tidy_text(name, kept[name], most)
    kept["title"] = " ".join(kept.get("title", TITLE).split()) or TITLE
    if kept.get("owner") and kept["owner"].workspace_id != workspace.pk:
        raise Invalid("Choose a member of this workspace.", "owner")
    if kept.get("checklist") and kept["checklist"] not in Checklist.objects.filter(workspace=workspace).standing():
        raise Invalid("Choose a checklist of the list.", "checklist")
    if "sites" in kept:
        kept["sites"] = _sites(kept["sites"])
    if "fields" in kept:
        kept["fields"] = [_field(each) for each in kept["fields"]]
        if len(kept["fields"]) > rules.MOST_FIELDS:
            raise Invalid(f"Ask at most {rules.MOST_FIELDS} things.", "fields")
    return kept


def _sites(lines: list[str]) -> list[str]:
    found = [line.strip().rstrip("/").lower() for line in lines if line.strip()]
    if wrong := next((each for each in found if not rules.is_origin(each)), None):
        raise Invalid(f"Write sites as https://www.example.com, one a line; “{wrong[:60]}” is none.", "sites")
    if len(found) > 10:
        raise Invalid("Name at most 10 sites.", "sites")
    return list(dict.fromkeys(found))


def _field(given: dict[str, Any]) -> dict[str, Any]:
    label = " ".join(tidy_text("fields", given.get("label"), rules.LONGEST_LABEL).split())
    kind = given.get("kind")
    choices = [words for each in given.get("choices") or [] if (words := " ".join(tidy_text("fields", each, 200).split()))]
    if not label or kind not in rules.KINDS:
        raise Invalid("Give each field words and a kind.", "fields")
    if kind == "choice" and not 2 <= len(choices) <= rules.MOST_CHOICES:
        raise Invalid(f"“{label[:60]}” needs 2 to {rules.MOST_CHOICES} choices, parted by commas.", "fields")
    return {"kind": kind, "label": label, "required": bool(given.get("required")), "choices": choices if kind == "choice" else []}
