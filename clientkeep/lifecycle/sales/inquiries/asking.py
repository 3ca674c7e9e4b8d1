"""The form as strangers fill it in. A signed token stands for a cookie: it says when the form was shown and from where they came."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.strict import StrictForm

from . import rules
from .form import InquiryForm

SALT = "clientkeep.inquiry.form"
LONGEST = dt.timedelta(hours=12)
TRAP = "website"
_OLD = "This form is too old. What you typed is still here: send it again."


def mint(form: InquiryForm, campaign: Mapping[str, str], referrer: str) -> str:
    """Return a token for one showing of the form: sent twice, it makes one inquiry."""
    kept = {name: campaign[name][:200] for name in rules.CAMPAIGN if campaign.get(name)}
    return signing.dumps([str(new_id()), str(form.pk), int(clock.now().timestamp()), kept, referrer[:500]], salt=SALT, compress=True)


def read(form: InquiryForm, token: str) -> tuple[uuid.UUID, dt.timedelta, dict[str, str], str]:
    """Return the inquiry's id, the form's age, campaign and referrer. Raises Invalid for another form's token or an old one."""
    try:
        identity, of, shown_at, campaign, referrer = signing.loads(token[:6_000], salt=SALT)
    except signing.BadSignature:
        raise Invalid(_OLD) from None
    age = clock.now() - dt.datetime.fromtimestamp(shown_at, dt.UTC)
    if of != str(form.pk) or age > LONGEST:
        raise Invalid(_OLD)
    return uuid.UUID(identity), age, campaign, referrer


class AskForm(StrictForm):
    """Name, address, and what the firm asks. The trap is no field for people; who fills it in is a program."""

    name = forms.CharField(label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.CharField(label="Your e-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    website = forms.CharField(label="Leave this empty", required=False, max_length=500, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, form: InquiryForm, data: Any = None) -> None:
        super().__init__(data, auto_id="ask_%s")
        self.asked = {f"answer-{at}": each for at, each in enumerate(form.fields)}
        for name, each in self.asked.items():
            self.fields[name] = _field(each)

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != TRAP]

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(TRAP))

    @property
    def answers(self) -> list[dict[str, str]]:
        """What was answered, as it was asked; what stayed empty is left out."""
        said = [(each, self.cleaned_data.get(name)) for name, each in self.asked.items()]
        return [{"label": each["label"], "answer": "Yes" if value is True else value} for each, value in said if value]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for name, each in self.asked.items():
            answer = given.get(name)
            if isinstance(answer, str) and answer and (fault := rules.fault_in(each["kind"], answer, each["choices"])):
                self.add_error(name, fault)
        return given


def _field(each: Mapping[str, Any]) -> forms.Field:
    kind, usual = each["kind"], {"label": each["label"], "required": each["required"]}
    if kind == "consent":
        return forms.BooleanField(**usual, error_messages={"required": "Tick this to send the form."})
    if kind == "choice":
        return forms.ChoiceField(**usual, choices=[("", "Choose"), *((words, words) for words in each["choices"])])
    widget = {
        "long": forms.Textarea(attrs={"rows": 6}), "date": DateInput(), "email": forms.EmailInput(), "phone": forms.TextInput(attrs={"inputmode": "tel"}),
        "number": forms.TextInput(attrs={"inputmode": "decimal"}),
    }.get(kind, forms.TextInput())  # fmt: skip
    return forms.CharField(**usual, max_length=rules.LONGEST_ANSWER if kind == "long" else 300, widget=widget)
