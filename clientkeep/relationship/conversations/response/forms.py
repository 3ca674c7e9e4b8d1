"""The forms of promises and of what figures are about."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from clientkeep.relationship.clients.model import TIERS
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Member

from .promise import WARN_BY, Promises
from .rules import UNITS, Pledge

AS_ALL = ("", "as everybody")
TIER_NAMES = [(slug, label) for slug, label in TIERS if slug]
MONTH = dt.timedelta(days=30)
EARLIEST, LATEST = dt.date(1970, 1, 2), dt.date(9998, 12, 31)


class PromisesForm(forms.Form):
    """The firm's promise, that of each tier, and when to warn."""

    def __init__(self, data: Any, promises: Promises) -> None:
        super().__init__(data)
        self._add("", "Everybody", promises.usual, list(UNITS.items()))
        for tier, _ in TIER_NAMES:
            self._add(tier, f"Tier {tier.upper()}", promises.of_tier(tier), [AS_ALL, *UNITS.items()])
        warned = promises.warned
        self.fields["warn_by"] = forms.ChoiceField(
            label="Warn when", choices=WARN_BY, initial="minutes" if warned.minutes else "percent"
        )
        self.fields["warn_amount"] = forms.IntegerField(
            label="How many", initial=warned.minutes or warned.percent, min_value=1, max_value=2400
        )

    def pledge(self, tier: str) -> Pledge | None:
        """Return what was typed for a tier, or for everybody."""
        return read_pledge(self.cleaned_data[f"amount{tier}"], self.cleaned_data[f"unit{tier}"])

    def _add(self, tier: str, whom: str, pledge: Pledge | None, units: list[tuple[str, str]]) -> None:
        self.fields[f"amount{tier}"] = amount_field(f"{whom}: within", pledge)
        self.fields[f"unit{tier}"] = forms.ChoiceField(
            label=f"{whom}: counted in", choices=units, required=not tier, initial=pledge.unit if pledge else ""
        )


class ClientPromiseForm(forms.Form):
    """The promise of one client."""

    unit = forms.ChoiceField(label="Counted in", choices=[AS_ALL, *UNITS.items()], required=False)

    def __init__(self, data: Any, pledge: Pledge | None) -> None:
        super().__init__(data, initial={"unit": pledge.unit if pledge else ""})
        self.fields["amount"] = amount_field("Within", pledge)
        self.order_fields(["amount", "unit"])

    @property
    def pledge(self) -> Pledge | None:
        return read_pledge(self.cleaned_data["amount"], self.cleaned_data["unit"])


class PeriodForm(forms.Form):
    """What the figures are about: a span of the firm's days, a client, a member."""

    first = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    client = forms.ModelChoiceField(label="Client", queryset=Client.objects.none(), required=False, widget=forms.HiddenInput)
    member = forms.ModelChoiceField(label="Answered by", queryset=Member.objects.none(), required=False, empty_label="Anybody")

    def __init__(self, acting: Acting, data: Any) -> None:
        self.today, self.zone = acting.workspace.today(), ZoneInfo(acting.workspace.time_zone)
        asked = {name: data[name] for name in ("first", "last", "client", "member") if data.get(name)}
        super().__init__({"first": (self.today - MONTH).isoformat(), "last": self.today.isoformat(), **asked})
        self.fields["client"].queryset = Client.objects.visible_to(acting)
        self.fields["member"].queryset = Member.objects.filter(workspace=acting.workspace).select_related("user")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day cannot lie before the first.")
        return given

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """The moments at which the period begins and ends, by the firm's clock."""
        first = self.cleaned_data.get("first") or self.today - MONTH
        last = max(self.cleaned_data.get("last") or self.today, first)
        first, last = (min(max(day, EARLIEST), LATEST) for day in (first, last))
        return (
            dt.datetime.combine(first, dt.time(), self.zone),
            dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), self.zone),
        )


def amount_field(label: str, pledge: Pledge | None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=200,
        initial=pledge.amount if pledge and pledge.unit != "none" else None,
    )  # fmt: skip


def read_pledge(amount: int | None, unit: str) -> Pledge | None:
    return Pledge(amount or 0, unit) if unit else None
