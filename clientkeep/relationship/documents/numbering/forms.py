"""The forms of the numbering page: one for each kind, and one for the rounding of tax."""

from typing import Any

from django import forms
from django.db import transaction

from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.office.settings.changing import keep_settings

from .model import NumberSeries

LONGEST_TEXT = 20_000


class SeriesForm(forms.Form):
    """How one kind is numbered and what a new one begins with."""

    pattern = forms.CharField(label="Pattern", max_length=60, help_text="{year} or {yy}, and {seq:4} for four digits.")
    next_number = forms.IntegerField(label="Next number", min_value=1, max_value=999_999_999)
    notes = forms.CharField(
        label="Notes on a new one", required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )
    terms = forms.CharField(
        label="Terms on a new one", required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, firm: Workspace, kind: Any, data: Any = None) -> None:
        self.firm, self.kind = firm, kind
        known = NumberSeries.objects.filter(workspace=firm, kind=kind.slug).first()
        self.series = known or NumberSeries(
            workspace=firm, kind=kind.slug, pattern=NumberSeries.default_pattern(kind.slug)
        )
        self.year = firm.today().year
        self.coming = self.series.peek(self.year) if known else 1
        self.sample = self.series.render(self.year, self.coming)
        initial = {
            "pattern": self.series.pattern, "next_number": self.coming, "notes": self.series.notes,
            "terms": self.series.terms,
        }  # fmt: skip
        super().__init__(data, initial=initial, prefix=kind.slug)

    @transaction.atomic
    def keep(self, acting: Acting) -> None:
        """Save what changed. Raises Invalid or Conflict where numbers could clash."""
        series, answers = NumberSeries.of(self.firm, self.kind.slug), self.cleaned_data
        series.change_pattern(answers["pattern"].strip())
        if answers["next_number"] != series.peek(self.year):
            series.start_at(self.year, answers["next_number"])
        series.notes, series.terms = answers["notes"], answers["terms"]
        series.save(update_fields=["notes", "terms"])


class RoundingForm(forms.ModelForm):
    """Where tax is rounded."""

    class Meta:
        model = Workspace
        fields = ["tax_rounding"]
        labels = {"tax_rounding": "Tax is rounded"}
        help_texts = {"tax_rounding": "Documents that exist keep the rule they were written with."}
        widgets = {"tax_rounding": forms.RadioSelect}

    def keep(self, acting: Acting) -> None:
        keep_settings(acting, self, "rounding")
