"""The form of a mailbox. The password is written, never shown."""

import datetime as dt

from django import forms
from django.conf import settings

from clientkeep.foundation.ui.widgets import DateInput, RadioCards

from .model import SECURITY, Mailbox

NAMES = ("address", "host", "port", "security", "username", "begins_on", "reads_sent")


class MailboxForm(forms.Form):
    """Where mail comes in."""

    address = forms.EmailField(label="E-mail address", max_length=254, help_text="Whose mail lies in this mailbox.")
    host = forms.CharField(
        label="Mail server", max_length=200, widget=forms.TextInput({"placeholder": "imap.example.com"}),
        help_text="Your mail provider lists it under IMAP or incoming mail.",
    )  # fmt: skip
    port = forms.TypedChoiceField(label="Port", coerce=int)
    security = forms.ChoiceField(
        label="Security", choices=SECURITY,
        widget=RadioCards({"tls": "Encrypted from the first byte, on port 993.", "starttls": "Encrypted after a greeting, on port 143."}),
    )  # fmt: skip
    username = forms.CharField(
        label="User name", max_length=200, help_text="Mostly the e-mail address itself.", widget=forms.TextInput({"autocomplete": "off"})
    )
    password = forms.CharField(
        label="Password", max_length=500, required=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    begins_on = forms.DateField(label="Read mail since", widget=DateInput(), help_text="Older mail is left alone.")
    reads_sent = forms.BooleanField(
        label="Read sent mail too", required=False, help_text="What you send to clients from any mail program is then filed as well."
    )

    def __init__(self, *args, mailbox: Mailbox | None = None, today: dt.date, **options) -> None:
        first = {"port": 993, "security": "tls", "begins_on": today - dt.timedelta(days=14), "reads_sent": True}
        given = options.pop("initial", None) or {}
        options["initial"] = ({name: getattr(mailbox, name) for name in NAMES} if mailbox else first) | given
        super().__init__(*args, **options)
        self.fields["port"].choices = [(port, str(port)) for port in sorted(settings.IMAP_PORTS)]
        self.fields["password"].help_text = (
            "A password is stored. Leave this empty to keep it." if mailbox else "Stored encrypted and never shown again."
        )
