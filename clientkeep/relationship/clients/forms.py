"""Forms of the client's record. Each field may also stand alone, for editing in place (parts.py)."""

from typing import Any

from django import forms

from clientkeep.foundation.ui.figures import currency_sign
from clientkeep.foundation.ui.reading import reading
from clientkeep.foundation.ui.widgets import AffixedInput, DateInput, MoneyInput
from clientkeep.workspace.members.acting import Acting

from . import choices, tidying
from .checking import written_phone
from .contact import CHANNELS, ROLE_LABELS, Contact
from .custom_field import CustomField
from .model import Client
from .stakeholders import LEVELS
from .strict import PlainDecimalField, RateField, StrictForm

CUSTOM = "custom_"


def _text(label: str, most: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, **options)


def _choice(label: str, known: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=known, required=False, **options)


class ClientForm(StrictForm):
    """Everything on a client's record that is typed."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the client's name."})
    is_company = forms.TypedChoiceField(
        label="Kind", choices=[("1", "Company"), ("", "Person")], coerce=bool, empty_value=False, required=False
    )
    legal_name = _text("Legal name", 200, help_text="As it stands on invoices, where it differs")
    stage = forms.ChoiceField(label="Stage", choices=choices.stages)
    tier = _choice("Tier", choices.tiers)
    email = _text("E-mail", 254, help_text="A general one; people have their own", widget=forms.EmailInput())
    phone = _text("Phone", 60, widget=forms.TextInput({"type": "tel"}))
    website = _text("Website", 300)
    address_line1 = _text("Street and number", 200)
    address_line2 = _text("Address, second line", 200)
    postal_code = _text("Postal code", 40)
    city = _text("City", 120)
    region = _text("State or region", 120)
    country = _choice("Country", choices.countries)
    time_zone = _choice("Time zone", choices.zones)
    language = _choice("Language", choices.languages)
    currency = _choice("Currency", ())
    terms_days = forms.IntegerField(
        label="Pays within", required=False, min_value=0, max_value=tidying.LONGEST_TERMS,
        widget=AffixedInput(after="days", attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    hourly_rate = RateField(label="Rate an hour", required=False, noun="rate", widget=MoneyInput())
    tax_id = _text("Tax or VAT id", 60)
    tax_exempt = forms.BooleanField(label="Pays no tax", required=False)
    tax_name = _text("Tax", 30, help_text="Such as VAT or GST, where it differs from the firm's")
    tax_percent = PlainDecimalField(
        label="Tax rate", required=False, noun="percentage", widget=AffixedInput(after="%", attrs={"inputmode": "decimal"})
    )
    tags = _text("Tags", 1_500, help_text="Between commas")
    contract_starts = forms.DateField(label="Contract from", required=False, widget=DateInput())
    contract_ends = forms.DateField(label="Contract until", required=False, widget=DateInput())
    background = _text("Background", 20_000, widget=forms.Textarea({"rows": 5}), help_text="The client never sees it")
    next_step = _text("Next step", 200)
    next_step_on = forms.DateField(label="On", required=False, widget=DateInput())

    def __init__(self, acting: Acting, data: Any = None, client: Client | None = None, only: Any = None) -> None:
        self.acting, self.client = acting, client
        custom = list(CustomField.objects.filter(workspace=acting.workspace)) if only is None or "custom" in only else []
        super().__init__(data, initial=initial_of(client, custom) if client else {"is_company": "1", "stage": "lead"})
        for field in custom:
            self.fields[CUSTOM + field.key] = _text(field.label, tidying.LONGEST_CUSTOM)
        wanted = None if only is None else {*only, *(CUSTOM + field.key for field in custom)}
        for name in list(self.fields):
            if wanted is not None and name not in wanted:
                del self.fields[name]
        self.custom = custom
        self._fit(acting.workspace.currency, client.billing_currency if client else acting.workspace.currency)

    def _fit(self, own: str, currency: str) -> None:
        reader = reading()
        if "currency" in self.fields:
            self.fields["currency"].choices = choices.currencies(own)
        if "hourly_rate" in self.fields:
            self.fields["hourly_rate"].currency = currency
            self.fields["hourly_rate"].widget.before = currency_sign(currency, reader.locale, reader.currency)

    def clean_email(self) -> str:
        return self._tidy("email", tidying.tidy_email)

    def clean_website(self) -> str:
        return self._tidy("website", tidying.tidy_website)

    def clean_tags(self) -> list[str]:
        return self._tidy("tags", tidying.tidy_tags)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.custom and not self.errors:
            kept = dict(self.client.custom) if self.client else {}
            kept |= {field.key: cleaned.pop(CUSTOM + field.key) for field in self.custom}
            cleaned["custom"] = {key: value for key, value in kept.items() if value}
        if cleaned.get("phone"):
            country = cleaned.get("country") or (self.client.country if self.client else "")
            cleaned["phone"] = written_phone(cleaned["phone"], country or self.acting.workspace.country)[:60]
        return cleaned

    def _tidy(self, name: str, tidy: Any) -> Any:
        try:
            return tidy(self.cleaned_data[name])
        except tidying.Invalid as refusal:
            raise forms.ValidationError(refusal.message) from None


def initial_of(client: Client, custom: list[CustomField]) -> dict[str, Any]:
    """What a form of this client begins with."""
    values = {field.name: getattr(client, field.attname) for field in client._meta.concrete_fields}
    values |= {"tags": ", ".join(client.tags), "is_company": "1" if client.is_company else ""}
    if client.tax_percent is not None:
        values["tax_percent"] = f"{client.tax_percent:f}"
    return values | {CUSTOM + field.key: client.custom.get(field.key, "") for field in custom}


class NewClientForm(ClientForm):
    """The few questions that put a client on record, with a first person."""

    person = _text("Person there", 200)
    person_email = _text("Their e-mail", 254, widget=forms.EmailInput())
    FIELDS = ("name", "is_company", "stage", "country", "person", "person_email")

    def __init__(self, acting: Acting, data: Any = None) -> None:
        super().__init__(acting, data, only=self.FIELDS)

    def clean_person_email(self) -> str:
        return self._tidy("person_email", tidying.tidy_email)


class ContactForm(StrictForm):
    """A person at a client."""

    name = _text("Name", 200)
    title = _text("Title", 120, help_text="Such as Head of brand")
    email = _text("E-mail", 254, widget=forms.EmailInput())
    phone = _text("Phone", 60, widget=forms.TextInput({"type": "tel"}))
    roles = forms.MultipleChoiceField(
        label="Roles", choices=list(ROLE_LABELS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    channel = _choice("Best reached by", CHANNELS)
    hours = _text("Hours", 100, help_text="Such as weekdays 9 to 12")
    language = _choice("Language", choices.languages)
    power = _choice("Power", LEVELS, help_text="How much this person decides")
    interest = _choice("Interest", LEVELS, help_text="How much they care about the work")
    note = _text("Note", 2_000, widget=forms.Textarea({"rows": 3}), help_text="The client never sees it")
    no_mailings = forms.BooleanField(label="Wants no mailings", required=False, help_text="Letters written to them alone still go")

    def __init__(self, acting: Acting, client: Client, data: Any = None, contact: Contact | None = None) -> None:
        self.client, self.acting = client, acting
        initial = {name: getattr(contact, name) for name in self.base_fields} if contact else None
        super().__init__(data, initial=initial)

    def clean_email(self) -> str:
        try:
            return tidying.tidy_email(self.cleaned_data["email"])
        except tidying.Invalid as refusal:
            raise forms.ValidationError(refusal.message) from None

    def clean_phone(self) -> str:
        country = self.client.country or self.acting.workspace.country
        return written_phone(self.cleaned_data["phone"], country)[:60]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("name") or cleaned.get("email")):
            self.add_error("name", "Enter a name or an e-mail address.")
        return cleaned
