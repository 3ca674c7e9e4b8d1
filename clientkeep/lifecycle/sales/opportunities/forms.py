"""Forms of opportunities."""

from typing import Any

from django import forms

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.money import Money
from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.clients.strict import PlainDecimalField, StrictForm
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from ..pipeline.reason import LostReason
from ..pipeline.source import Source
from ..pipeline.stage import Stage
from .model import Opportunity
from .tidying import LONGEST_NOTE

PLAIN = ("title", "name", "email", "phone", "own_probability", "next_step", "next_step_on", "close_on", "note")


class OpportunityForm(StrictForm):
    """What is known of an opportunity; name and addresses are asked for only while there is no client."""

    title = forms.CharField(label="What is it about?", max_length=200, help_text="Such as Rebranding, or Website for the second shop.")
    name = forms.CharField(label="Who asks?", max_length=200, required=False, help_text="The company, or the person where there is none.")
    email = forms.CharField(label="E-mail address", max_length=254, required=False, widget=forms.EmailInput)
    phone = forms.CharField(label="Phone number", max_length=60, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    value = PlainDecimalField(label="Value", places=3, noun="value", required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    currency = forms.ChoiceField(label="Currency")
    stage = forms.ChoiceField(label="Stage")
    own_probability = forms.IntegerField(label="Probability in percent", min_value=0, max_value=100, required=False, help_text="Empty: that of its stage.")
    close_on = forms.DateField(label="Decided by", required=False, widget=DateInput(), help_text="The day on which you expect the answer.")
    next_step = forms.CharField(label="Next step", max_length=200, required=False)
    next_step_on = forms.DateField(label="On", required=False, widget=DateInput())
    owner = forms.ChoiceField(label="Whose is it with you?", required=False)
    source = forms.CharField(label="How did they find you?", max_length=100, required=False, widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}))
    note = forms.CharField(label="Notes", max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, acting: Acting, data: Any = None, found: Opportunity | None = None, client: Client | None = None) -> None:
        super().__init__(data, initial=_initial(acting, found, client))
        self.stages = {str(stage.pk): stage for stage in Stage.of(acting.workspace)}
        self.people = {str(member.pk): member for member in members(acting)}
        self.fields["stage"].choices = [(key, str(stage)) for key, stage in self.stages.items()]
        self.fields["owner"].choices = [("", "Nobody"), *((key, str(member)) for key, member in self.people.items())]
        home = acting.workspace.currency
        self.fields["currency"].choices = [(code, code) for code in (home, *(code for code in sorted(DECIMALS) if code != home))]
        if found:
            del self.fields["stage"]
        if client or (found and found.client_id):
            for name in ("name", "email", "phone"):
                del self.fields[name]

    @property
    def stage_chosen(self) -> Stage:
        return self.stages[self.cleaned_data["stage"]]

    @property
    def values(self) -> dict[str, Any]:
        """What Opportunity takes, its stage aside."""
        said = self.cleaned_data
        kept = {name: said[name] for name in PLAIN if name in said}
        return {**kept, "owner": self.people.get(said["owner"]), "source": said["source"], "currency": said["currency"], "value_minor": said["minor"]}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["minor"] = minor_of(self, given.get("value"), given.get("currency"), "value")
        return given


class LoseForm(StrictForm):
    """Why it was lost."""

    reason = forms.ChoiceField(label="Why?")
    note = forms.CharField(label="In their words", max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, acting: Acting, data: Any = None) -> None:
        super().__init__(data, auto_id="lose_%s")
        self.reasons = {str(reason.pk): reason for reason in LostReason.of(acting.workspace)}
        self.fields["reason"].choices = [(key, str(reason)) for key, reason in self.reasons.items()]

    @property
    def reason_chosen(self) -> LostReason:
        return self.reasons[self.cleaned_data["reason"]]


class CostForm(StrictForm):
    """What a source cost in a month."""

    source = forms.CharField(label="Source", max_length=100, widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}))
    month = forms.DateField(label="Month", input_formats=["%Y-%m"], widget=forms.DateInput(format="%Y-%m", attrs={"type": "month", "placeholder": "2026-03"}))
    amount = PlainDecimalField(label="Cost", places=3, noun="cost", widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    currency = forms.ChoiceField(label="Currency")

    def __init__(self, acting: Acting, data: Any = None) -> None:
        super().__init__(data, initial={"currency": acting.workspace.currency, "month": acting.workspace.today()})
        self.fields["currency"].choices = [(code, code) for code in sorted(DECIMALS)]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["minor"] = minor_of(self, given.get("amount"), given.get("currency"), "amount")
        return given


def minor_of(form: forms.Form, amount: Any, currency: str | None, field: str) -> int | None:
    """The amount in minor units; an error at its field where the currency has fewer decimals."""
    if amount is None or not currency:
        return None
    if -amount.normalize().as_tuple().exponent > DECIMALS[currency]:
        form.add_error(field, f"{currency} has {DECIMALS[currency] or 'no'} decimals.")
        return None
    return Money.of(amount, currency).minor


def members(acting: Acting) -> list[Member]:
    """Who may own an opportunity: colleagues who work with clients."""
    rows = Member.objects.filter(workspace=acting.workspace, disabled_at=None).select_related("user").order_by("created_at")
    return [member for member in rows if member.may("clients.edit")]


def source_names(acting: Acting) -> list[str]:
    """The sources that the firm knows, for a choice while typing."""
    return list(Source.objects.visible_to(acting).values_list("name", flat=True)[:200])


def _initial(acting: Acting, found: Opportunity | None, client: Client | None) -> dict[str, Any]:
    if found is None:
        owner = client.owner_id if client and client.owner_id else acting.member.pk
        return {"currency": (client and client.billing_currency) or acting.workspace.currency, "owner": str(owner)}
    kept = {name: getattr(found, name) for name in PLAIN}
    return {
        **kept, "currency": found.currency, "value": f"{found.value.major:f}" if found.value else "", "owner": str(found.owner_id or ""),
        "source": found.source.name if found.source else "",
    }  # fmt: skip
