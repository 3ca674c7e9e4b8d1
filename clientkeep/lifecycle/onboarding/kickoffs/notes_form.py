"""The form of the talk: notes, decisions and actions of each item, beside each what stood there when the page was shown."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.workspace.members.models import Member

from . import rules
from .forms import MOMENTS, MomentInput
from .items import AgendaItem
from .model import MOST_MINUTES, Kickoff
from .writing import Cells, cells_of

NEW = ("new_what", "new_who", "new_due")


@dataclass
class Block:
    """One item as the page shows it: its fields, the rows of its actions, and the row of a new one."""

    item: AgendaItem
    notes: Any = None
    decisions: Any = None
    rows: list[list[Any]] = field(default_factory=list)
    new: list[Any] = field(default_factory=list)


class NotesForm(StrictForm):
    """A part of the fields may be sent alone: what was not sent says nothing. `held_at` and `minutes` are for closing it."""

    held_at = forms.DateTimeField(label="When it began", required=False, input_formats=MOMENTS, widget=MomentInput())
    minutes = forms.IntegerField(label="Minutes", required=False, min_value=1, max_value=MOST_MINUTES)

    def __init__(self, kickoff: Kickoff, data: Any = None, initial: dict[str, Any] | None = None, cells: Cells | None = None) -> None:
        self.cells = cells_of(kickoff) if cells is None else cells
        data, self.gone = _without_gone(data, self.cells)
        super().__init__(data, initial=initial)
        self.kickoff, self.zone = kickoff, ZoneInfo(kickoff.workspace.time_zone)
        self.items, self.actions = list(kickoff.items.in_order()), list(kickoff.actions.in_order())
        self.people = people_of(kickoff)
        for cell, now in self.cells.items():
            self._put(cell, now)
        for item in self.items:
            self._put_new(str(item.pk))

    @property
    def blocks(self) -> list[Block]:
        """The items with their fields."""
        made = {item.pk: Block(item, self[f"notes:{item.pk}"], self[f"decisions:{item.pk}"], [], [self[f"{part}:{item.pk}"] for part in NEW]) for item in self.items}
        for each in self.actions:
            made[each.item_id].rows.append([self[f"{part}:{each.pk}"] for part in ("what", "who", "due")])
        return list(made.values())

    @property
    def said(self) -> dict[str, str]:
        return {cell: self.cleaned_data.get(cell, "") for cell in self.cells if cell in self.data}

    @property
    def seen(self) -> dict[str, str]:
        return {cell: self.cleaned_data.get(f"was-{cell}", "") for cell in self.cells}

    def added(self, identity: uuid.UUID) -> list[tuple[AgendaItem, str, str, str, uuid.UUID]]:
        """New actions that were sent: item, what, who, due, and the id that a form sent twice gives again."""
        sent = [item for item in self.items if f"new_what:{item.pk}" in self.data]
        return [(item, *(self.cleaned_data.get(f"{part}:{item.pk}", "") for part in NEW), uuid.uuid5(identity, str(item.pk))) for item in sent]

    def clean_held_at(self) -> Any:
        moment = self.cleaned_data["held_at"]
        return moment and moment.replace(tzinfo=self.zone)

    def renewed(self, theirs: Mapping[str, str]) -> "NotesForm":
        """The form anew: what is kept now, and what one wrote where somebody else did meanwhile, each with what to do."""
        form = NotesForm(self.kickoff, {})
        form.data = {name: now for cell, now in form.cells.items() for name in (cell, f"was-{cell}")}
        form.data |= {cell: self.cleaned_data.get(cell, "") for cell in theirs}
        form.full_clean()
        for cell, text in theirs.items():
            form.add_error(cell, _meanwhile(text))
        return form

    def _put(self, cell: str, now: str) -> None:
        part = cell.partition(":")[0]
        self.fields[cell] = _FIELDS[part](now, self.people)
        self.fields[f"was-{cell}"] = forms.CharField(required=False, initial=now, widget=forms.HiddenInput(), max_length=2 * rules.LONGEST_NOTES)

    def _put_new(self, item: str) -> None:
        for part in ("what", "who", "due"):
            made = _FIELDS[part]("", self.people)
            made.label = {"what": "Another action", "who": "Who does it", "due": "By"}[part]
            self.fields[f"new_{part}:{item}"] = made


def _without_gone(data: Any, cells: Cells) -> tuple[Any, list[str]]:
    """What was sent without the fields of rows that were taken out since, and the words in them that nobody has kept."""
    gone = [] if data is None else [name for name in data if _cell(name) and _cell(name) not in cells and not _is_new(name, cells)]
    words = [data[name].strip() for name in gone if name.startswith(("what:", "notes:", "decisions:"))]
    # Whoever empties an action takes it out; the rest of its row comes along until the page is loaded again.
    return ({name: data[name] for name in data if name not in gone} if gone else data), [each for each in words if each]


def _cell(name: str) -> str:
    """The cell of a field or of what stood in it; empty for other fields."""
    cell = name.removeprefix("was-").removeprefix("new_")
    part, _, pk = cell.partition(":")
    return cell if part in _FIELDS and pk else ""


def _is_new(name: str, cells: Cells) -> bool:
    return name.startswith("new_") and f"notes:{name.partition(':')[2]}" in cells


def people_of(kickoff: Kickoff) -> list[tuple[str, str]]:
    """Who can do something, as (value, name): either side, or one person of it; who takes part comes first."""
    members = Member.objects.filter(workspace=kickoff.workspace_id, disabled_at=None).select_related("user").order_by("pk")
    contacts = Contact.objects.current().filter(client=kickoff.client_id).select_related("client").order_by("pk")
    ours = [(f"ours:{each.pk}", str(each)) for each in members]
    theirs = [(f"theirs:{each.pk}", f"{each} ({kickoff.client.name})") for each in contacts]
    return [("ours", kickoff.workspace.name), *ours, ("theirs", kickoff.client.name), *theirs]


def closing_values(kickoff: Kickoff, now: dt.datetime) -> dict[str, Any]:
    """When it was held and how long, as far as the plan says it."""
    began = kickoff.starts_at if kickoff.starts_at and kickoff.starts_at <= now else now
    return {"held_at": began.astimezone(ZoneInfo(kickoff.workspace.time_zone)).replace(tzinfo=None), "minutes": kickoff.minutes}


def _area(label: str, rows: int) -> Any:
    def made(now: str, people: Any) -> forms.Field:
        widget = forms.Textarea(attrs={"rows": rows, "data-saves": ""})
        return forms.CharField(label=label, required=False, initial=now, widget=widget, max_length=2 * rules.LONGEST_NOTES)

    return made


def _what(now: str, people: Any) -> forms.Field:
    widget = forms.TextInput(attrs={"data-saves": ""})
    return forms.CharField(label="Action", required=False, initial=now, widget=widget, max_length=2 * rules.LONGEST_ACTION)


def _who(now: str, people: Any) -> forms.Field:
    # Somebody who has left since stays named until another is chosen.
    choices = people if not now or now in dict(people) else [*people, (now, "Somebody who has left")]
    return forms.ChoiceField(label="Who", required=False, initial=now or "ours", choices=choices, widget=forms.Select(attrs={"data-saves": ""}))


def _due(now: str, people: Any) -> forms.Field:
    return forms.CharField(label="By", required=False, initial=now, widget=DateInput({"data-saves": ""}), max_length=10)


_FIELDS = {"notes": _area("Notes", 3), "decisions": _area("Decisions, one on each line", 2), "what": _what, "who": _who, "due": _due}


def _meanwhile(text: str) -> str:
    words = f"Somebody wrote meanwhile: “{text[:300]}”" if text else "Somebody emptied it meanwhile"
    return f"{words}. Yours is here and not saved; save again to put it in place of theirs."
