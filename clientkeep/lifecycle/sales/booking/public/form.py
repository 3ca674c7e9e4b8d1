"""The form of strangers. A signed token stands for a cookie: it says when the form was shown and what it makes."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core import signing

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.ids import new_id
from clientkeep.relationship.clients.strict import StrictForm

from ..booker import LONGEST_ANSWER, Booker
from ..meeting_type import MeetingType

SALT = "clientkeep.booking.form"
# Nobody types a name and an address in this time; programs do.
QUICKEST = dt.timedelta(seconds=2)
LONGEST = dt.timedelta(hours=6)
TRAP = "website"


def mint(kind: MeetingType) -> str:
    """Return a token for one showing of the form: sent twice, it makes one booking."""
    return signing.dumps([str(new_id()), str(kind.pk), int(clock.now().timestamp())], salt=SALT)


def identity_in(kind: MeetingType, token: str) -> uuid.UUID:
    """Return the id in a form's token. Raises Invalid for another form's, an old one, and one sent too quickly."""
    try:
        identity, of, shown_at = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Invalid(_OLD) from None
    age = clock.now() - dt.datetime.fromtimestamp(shown_at, dt.UTC)
    if of != str(kind.pk) or age > LONGEST:
        raise Invalid(_OLD)
    if age < QUICKEST:
        raise Invalid("That was very quick. Look it over and send it once more.")
    return uuid.UUID(identity)


_OLD = "This form is too old. What you typed is still here: send it again."


class BookForm(StrictForm):
    """Who books, and what they answer. The trap is no field for people; who fills it in is a program."""

    name = forms.CharField(label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.CharField(
        label="Your e-mail address", max_length=254, help_text="The confirmation goes there, with a link to change or cancel.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    phone = forms.CharField(label="Your phone number", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}))
    start = forms.CharField(widget=forms.HiddenInput, max_length=20)
    zone = forms.CharField(widget=forms.HiddenInput, max_length=60)
    website = forms.CharField(label="Leave this empty", required=False, max_length=500, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, kind: MeetingType, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.kind = kind
        if kind.place_kind != "phone":
            del self.fields["phone"]
        for at, question in enumerate(kind.questions):
            self.fields[f"answer-{at}"] = forms.CharField(
                label=question, required=False, max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 3})
            )

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != TRAP]

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(TRAP))

    def booker(self) -> Booker:
        """What was typed, tidied. Raises Invalid with the field."""
        said = self.cleaned_data
        answers = [said[f"answer-{at}"] for at in range(len(self.kind.questions))]
        return Booker.of(self.kind, said["name"], said["email"], said["zone"], said.get("phone", ""), answers)
