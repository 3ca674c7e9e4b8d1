"""The form by which a firm brings its own certificate."""

from django import forms

from clientkeep.relationship.clients.strict import StrictForm

from .seal_key import LARGEST


class CertificateForm(StrictForm):
    """A PKCS#12 file and its password."""

    LARGEST = LARGEST
    file = forms.FileField(label="Your certificate", help_text="A PKCS#12 file (.p12 or .pfx) with key and certificate.")
    password = forms.CharField(
        label="Its password", required=False, strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
