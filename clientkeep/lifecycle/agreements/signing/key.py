"""SigningKey: the secret of the link by which one person signs. Stored hashed; each letter makes its own."""

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.secrets import hash_token, new_token

from .signer import Signer


class SigningKey(models.Model):
    """A key to one signer's page and nothing else."""

    id = Identity()
    signer = models.ForeignKey(Signer, on_delete=models.CASCADE, related_name="keys")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)

    @classmethod
    def make(cls, signer: Signer) -> str:
        """Make a key; returns its secret, which is never readable again."""
        secret = new_token()
        cls.objects.create(signer=signer, secret_hash=hash_token(secret))
        return secret

    @classmethod
    def opened_by(cls, secret: str) -> Signer | None:
        """Return the signer whose page a secret opens."""
        rows = cls.objects.select_related("signer__signing__document__client", "signer__signing__workspace", "signer__signing__choice")
        found = rows.filter(secret_hash=hash_token(secret)).first()
        if found is None:
            return None
        signing = found.signer.signing
        signing.document.workspace = signing.document.client.workspace = signing.workspace
        return found.signer
