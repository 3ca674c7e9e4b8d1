"""The settings' forms, one by question. Each writes only its own fields of the workspace."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from clientkeep.foundation.currencies import decimals
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import half_up
from clientkeep.foundation.ui.widgets import RadioCards
from clientkeep.workspace.members.address import checked_public_url
from clientkeep.workspace.members.models import Workspace

from .. import places
from ..trades import TRADES


class PaperForm(forms.ModelForm):
    """Who the firm is on its documents."""

    country = forms.ChoiceField(choices=places.countries)

    class Meta:
        model = Workspace
        fields = [
            "name", "legal_name", "address_line1", "address_line2", "postal_code", "city", "region", "country",
            "email", "phone", "website", "tax_id", "footer",
        ]  # fmt: skip
        labels = {
            "name": "Firm", "legal_name": "Legal name", "address_line1": "Street", "address_line2": "Second line",
            "postal_code": "Postal code", "email": "E-mail", "tax_id": "Tax number", "footer": "Foot of each document",
        }  # fmt: skip
        help_texts = {
            "legal_name": "Where it differs, as the register or your licence has it.",
            "email": "Shown on documents; clients' answers go here.",
            "region": "State, province or county, where addresses have one.",
            "tax_id": "VAT, GST, EIN or what your country calls it; printed on invoices.",
            "footer": "One or two lines, such as the register's number.",
        }
        widgets = {"footer": forms.Textarea(attrs={"rows": 2})}


class LookForm(forms.ModelForm):
    """The firm's colour; the logo is a file of its own."""

    accent = forms.RegexField(
        label="Colour",
        regex=r"^#[0-9a-fA-F]{6}$",
        widget=forms.TextInput(attrs={"type": "color"}),
        error_messages={"invalid": "Write a colour as six figures, such as #2f6f5e."},
        help_text="For buttons, links and your documents. A colour too weak to read is darkened by itself.",
    )

    class Meta:
        model = Workspace
        fields = ["accent"]


class PlaceForm(forms.ModelForm):
    """Zone, locale, currency and paper."""

    time_zone = forms.ChoiceField(choices=places.zones, help_text="Due dates and months turn at midnight here.")
    locale = forms.ChoiceField(
        label="Figures and dates", choices=places.locales, help_text="How amounts and days are written."
    )
    currency = forms.ChoiceField(choices=places.currencies, help_text="For new clients. What is issued keeps its own.")

    class Meta:
        model = Workspace
        fields = ["time_zone", "locale", "currency", "paper_size"]
        widgets = {"paper_size": RadioCards({"a4": "210 × 297 mm", "letter": "8.5 × 11 in"})}
        labels = {"paper_size": "Paper"}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, known in (("locale", places.locales()), ("time_zone", places.zones())):
            stored = getattr(self.instance, name)
            if stored and stored not in dict(known):
                self.fields[name].choices = [(stored, stored), *known]


class TaxFields(forms.ModelForm):
    """Tax status with the rate that it needs."""

    tax_percent = forms.DecimalField(
        label="Rate in percent", required=False, min_value=0, max_value=Decimal("99.9999"), decimal_places=4
    )

    class Meta:
        model = Workspace
        fields = ["tax_status", "tax_name", "tax_percent"]
        labels = {"tax_status": "Do you charge tax?", "tax_name": "Its name"}
        help_texts = {"tax_name": "VAT, GST, Sales tax, MwSt …"}
        widgets = {
            "tax_status": RadioCards(
                {
                    "unknown": "Asked again beside the first invoice.",
                    "registered": "The rate below stands on new lines.",
                    "exempt": "A small business, or a service without tax.",
                }
            )
        }

    def clean(self) -> dict:
        values = super().clean()
        if values.get("tax_status") == "registered" and values.get("tax_percent") is None:
            self.add_error("tax_percent", "Write the rate you charge, such as 20.")
        return values

    def clean_tax_percent(self) -> Decimal | None:
        value = self.cleaned_data["tax_percent"]
        return value if value is None else value.normalize() + 0


class TermsForm(TaxFields):
    """Terms, rate, tax and where money goes."""

    also_saves = ("hourly_rate",)

    terms_days = forms.IntegerField(label="Days to pay", min_value=0, max_value=365, help_text="0 means at once.")
    rate = forms.DecimalField(
        label="Your hourly rate", required=False, min_value=0, max_value=1_000_000, decimal_places=4
    )

    class Meta(TaxFields.Meta):
        fields = [
            "terms_days", "tax_status", "tax_name", "tax_percent", "tax_rounding", "bank_details", "iban", "bic",
        ]  # fmt: skip
        labels = {
            **TaxFields.Meta.labels,
            "tax_rounding": "Tax is rounded",
            "bank_details": "Bank details",
            "iban": "IBAN",
            "bic": "BIC",
        }
        help_texts = {**TaxFields.Meta.help_texts, "bank_details": "Printed on invoices, as your bank writes them."}
        widgets = {**TaxFields.Meta.widgets, "bank_details": forms.Textarea(attrs={"rows": 3})}

    field_order = [
        "terms_days",
        "rate",
        "tax_status",
        "tax_name",
        "tax_percent",
        "tax_rounding",
        "bank_details",
        "iban",
        "bic",
    ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        firm = self.instance
        self.places = decimals(firm.currency)
        if firm.hourly_rate is not None:
            self.fields["rate"].initial = Decimal(firm.hourly_rate).scaleb(-self.places)
        self.fields["rate"].help_text = f"In {firm.currency}. Taken where a sentence has hours and no price."

    def clean_iban(self) -> str:
        return checked_iban(self.cleaned_data["iban"])

    def save(self, commit: bool = True) -> Workspace:
        rate = self.cleaned_data["rate"]
        self.instance.hourly_rate = None if rate is None else int(half_up(rate.scaleb(self.places)))
        return super().save(commit)


def checked_iban(text: str) -> str:
    """Return an IBAN in groups of four, or an empty text. Raises ValidationError where the check digits do not fit."""
    from stdnum import iban
    from stdnum.exceptions import ValidationError as Wrong

    if not text.strip():
        return ""
    try:
        return iban.format(iban.validate(text))
    except Wrong:
        raise ValidationError("This is not an IBAN: its check digits do not fit. Compare it once more.") from None


class PublicForm(forms.ModelForm):
    """Where clients reach this installation."""

    public_url = forms.CharField(
        label="Address",
        required=False,
        max_length=200,
        widget=forms.URLInput(attrs={"placeholder": "https://clients.yourfirm.com", "autocomplete": "off"}),
        help_text="Links in letters begin with it.",
    )

    class Meta:
        model = Workspace
        fields = ["public_url"]

    def clean_public_url(self) -> str:
        typed = self.cleaned_data["public_url"].strip()
        try:
            return checked_public_url(typed) if typed else ""
        except Invalid as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from None


class TradeField(forms.ChoiceField):
    def __init__(self, **options) -> None:
        super().__init__(label="What do you do?", choices=[(trade.slug, trade.label) for trade in TRADES], **options)
