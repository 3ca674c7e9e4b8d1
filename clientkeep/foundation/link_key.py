"""LinkKey: the secret of a mailed link that opens one thing. Stored hashed; each letter makes its own."""

from typing import Self

from django.db import models

from . import clock
from .fields import Identity
from .secrets import hash_token, new_token


class LinkKey(models.Model):
    """A room’s key has a foreign key to what it opens; `joined` names what its page reads along."""

    id = Identity()
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)

    joined: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def keep(cls, **opens: models.Model) -> str:
        """Make a key to these; returns its secret, which is never readable again."""
        secret = new_token()
        cls.objects.create(**opens, secret_hash=hash_token(secret))
        return secret

    @classmethod
    def of(cls, secret: str) -> Self | None:
        """Return the key of a secret, with what it opens."""
        return cls.objects.select_related(*cls.joined).filter(secret_hash=hash_token(secret)).first()
