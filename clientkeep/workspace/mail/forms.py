"""The forms of this room's settings pages."""

from django import forms
from django.conf import settings

from clientkeep.foundation.ui.widgets import RadioCards

from .models import MailServer
from .wordings import Wording


class ServerForm(forms.Form):
    """How letters leave. The password is written, never shown."""

    host = forms.CharField(
        label="Mail server", max_length=200, widget=forms.TextInput({"placeholder": "smtp.example.com"}),
        help_text="Your mail provider lists it under SMTP or outgoing mail.",
    )  # fmt: skip
    port = forms.TypedChoiceField(label="Port", coerce=int)
    security = forms.ChoiceField(
        label="Security",
        choices=[("starttls", "STARTTLS"), ("tls", "TLS"), ("none", "None")],
        widget=RadioCards(
            {
                "starttls": "Most servers, on port 587.",
                "tls": "Encrypted from the first byte, on port 465.",
                "none": "Only for a relay in your own network, without a password.",
            }
        ),
    )
    username = forms.CharField(
        label="User name", max_length=200, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    password = forms.CharField(
        label="Password", max_length=500, required=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip
    from_email = forms.EmailField(
        label="Letters come from", max_length=254, help_text="An address that this server may send for."
    )
    from_name = forms.CharField(label="Sender's name", max_length=200, required=False)

    def __init__(self, *args, server: MailServer | None = None, **options) -> None:
        if server:
            options.setdefault("initial", _values_of(server))
        super().__init__(*args, **options)
        self.fields["port"].choices = [(port, str(port)) for port in sorted(settings.SMTP_PORTS)]
        self.fields["password"].help_text = (
            "A password is stored. Leave this empty to keep it." if server and server.password_sealed
            else "Stored encrypted and never shown again."
        )  # fmt: skip


class WordingForm(forms.Form):
    """The firm's own words of one letter."""

    subject = forms.CharField(label="Subject", max_length=300)
    body = forms.CharField(label="Text", max_length=20_000, widget=forms.Textarea({"rows": 14}))

    def __init__(self, *args, wording: Wording, **options) -> None:
        super().__init__(*args, **options)
        listed = ", ".join(f"{{{name}}}" for name in wording.placeholders)
        self.fields["body"].help_text = f"You may use {listed}. A line whose values are all empty is left out."


def _values_of(server: MailServer) -> dict[str, object]:
    names = ("host", "port", "security", "username", "from_email", "from_name")
    return {name: getattr(server, name) for name in names}
