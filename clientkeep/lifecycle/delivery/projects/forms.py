"""Forms of projects and milestones."""

from typing import Any

from django import forms

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.money import Money
from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.strict import PlainDecimalField, StrictForm
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .milestone import Milestone
from .project import LONGEST, LONGEST_REASON, Project


class ProjectForm(StrictForm):
    """What is known of a project."""

    name = forms.CharField(label="What is the project?", max_length=LONGEST, help_text="Such as Website for the second shop.")
    owner = forms.ChoiceField(label="Who leads it?", required=False)
    starts_on = forms.DateField(label="First day", required=False, widget=DateInput())
    ends_on = forms.DateField(label="Last day", required=False, widget=DateInput(), help_text="The client sees both days in the portal.")

    def __init__(self, acting: Acting, data: Any = None, found: Project | None = None, client: Client | None = None) -> None:
        super().__init__(data, initial=_initial(acting, found, client))
        rows = Member.objects.filter(workspace=acting.workspace, disabled_at=None).select_related("user").order_by("created_at")
        self.people = {str(member.pk): member for member in rows if member.may("clients.edit")}
        self.fields["owner"].choices = [("", "Nobody"), *((key, str(member)) for key, member in self.people.items())]

    @property
    def values(self) -> dict[str, Any]:
        """What Project takes."""
        return {**self.cleaned_data, "owner": self.people.get(self.cleaned_data["owner"])}


class MilestoneForm(StrictForm):
    """A new milestone."""

    name = forms.CharField(label="What is reached?", max_length=LONGEST)
    due_on = forms.DateField(label="By", required=False, widget=DateInput())
    amount = PlainDecimalField(label="Price", places=3, noun="price", required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}))

    def __init__(self, project: Project, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id="milestone_%s", **options)
        self.currency = project.currency
        self.fields["amount"].label = f"Price in {project.currency}"

    @property
    def values(self) -> dict[str, Any]:
        """What Milestone.add takes."""
        said = self.cleaned_data
        minor = None if said["amount"] is None else Money.of(said["amount"], self.currency).minor
        return {"name": said["name"], "due_on": said["due_on"], "amount_minor": minor}

    def clean_amount(self) -> Any:
        amount, places = self.cleaned_data["amount"], DECIMALS[self.currency]
        if amount is not None and -amount.normalize().as_tuple().exponent > places:
            raise forms.ValidationError(f"{self.currency} has {places or 'no'} decimals.")
        return amount


class MilestoneChangeForm(MilestoneForm):
    """A milestone that stands; a day that moves says why."""

    because = forms.CharField(
        label="If the day moves: why?", max_length=LONGEST_REASON, required=False, help_text="The client reads this in the portal.",
    )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        """What `rewrite` takes."""
        return {**super().values, "because": self.cleaned_data["because"]}

    @classmethod
    def over(cls, found: Milestone, data: Any = None) -> "MilestoneChangeForm":
        amount = f"{found.amount.major:f}" if found.amount else ""
        return cls(found.project, data, initial={"name": found.name, "due_on": found.due_on, "amount": amount})


class DropForm(StrictForm):
    """Why a project is dropped."""

    because = forms.CharField(label="Why is it dropped?", max_length=LONGEST_REASON)


def _initial(acting: Acting, found: Project | None, client: Client | None) -> dict[str, Any]:
    if found is None:
        return {"owner": str(client.owner_id if client and client.owner_id else acting.member.pk)}
    return {"name": found.name, "owner": str(found.owner_id or ""), "starts_on": found.starts_on, "ends_on": found.ends_on}
