"""The second factor's ways: its seeds lie sealed, its QR picture is drawn here, passkeys name the firm's software."""

import io

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from clientkeep.foundation.sealing import seal, unseal
from clientkeep.workspace.members.models import User


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right. Codes change every 30 seconds; type the one shown now.",
    }

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code of an authenticator app as an SVG picture, dark on white so that every app reads it."""
        import segno

        picture = io.BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=5, border=3, light="#ffffff", dark="#111111")
        return picture.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {count + 1}" if count else "Passkey"

    def _get_site_name(self) -> str:
        return "Clientkeep"
