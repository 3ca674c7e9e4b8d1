"""SigningKey: the secret of the link by which one person signs."""

from django.db import models

from clientkeep.foundation.link_key import LinkKey

from .signer import Signer


class SigningKey(LinkKey):
    """A key to one signer's page and nothing else."""

    signer = models.ForeignKey(Signer, on_delete=models.CASCADE, related_name="keys")

    joined = ("signer__signing__document__client", "signer__signing__workspace", "signer__signing__choice")

    @classmethod
    def make(cls, signer: Signer) -> str:
        """Make a key; returns its secret, which is never readable again."""
        return cls.keep(signer=signer)

    @classmethod
    def opened_by(cls, secret: str) -> Signer | None:
        """Return the signer whose page a secret opens."""
        found = cls.of(secret)
        if found is None:
            return None
        signing = found.signer.signing
        signing.document.workspace = signing.document.client.workspace = signing.workspace
        return found.signer
