"""The settings page that says how often clients of each tier are to hear from the firm."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried
from clientkeep.workspace.office.settings_pages import PAGES

from ..cadence import FIELDS, LONGEST, LONGEST_DORMANT, cadence_of, dormant_after, keep_cadence
from ..strict import StrictForm


class CadenceForm(StrictForm):
    """Days between contacts, by tier."""

    tier_a = forms.IntegerField(label="Clients of tier A: every so many days", min_value=1, max_value=LONGEST)
    tier_b = forms.IntegerField(label="Clients of tier B: every so many days", min_value=1, max_value=LONGEST)
    tier_c = forms.IntegerField(label="Clients of tier C: every so many days", min_value=1, max_value=LONGEST)
    no_tier = forms.IntegerField(label="Clients without a tier: every so many days", min_value=1, max_value=LONGEST)
    dormant = forms.IntegerField(
        label="A client counts as dormant after so many days", min_value=1, max_value=LONGEST_DORMANT,
        help_text="Once worked with, and nothing from either side since",
    )  # fmt: skip

    @property
    def days(self) -> dict[str, Any]:
        """Days by tier."""
        return {tier: self.cleaned_data[field] for tier, field in FIELDS.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@staff("settings.edit")
def cadence(request: HttpRequest) -> HttpResponse:
    """Show and keep the days."""
    firm = request.acting.workspace
    said = {FIELDS[tier]: days for tier, days in cadence_of(firm).items()} | {"dormant": dormant_after(firm)}
    form, status = CadenceForm(initial=said), 200
    if request.method == "POST":
        form, status = CadenceForm(request.POST), 422
        if form.is_valid() and tried(form, keep_cadence, firm, request.acting.actor, form.days, form.cleaned_data["dormant"])[0]:
            say(request, "Kept. Clients who wait longer than this count as left alone.")
            return redirect("clients:cadence")
    return render(request, "clients/cadence.html", {"page": PAGES["cadence"], "form": form}, status=status)
