"""Keys that open doors: API tokens, invitations, sign-in links. All stored hashed."""

import datetime as dt

from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.secrets import hash_token, new_token

from .model import Member, User, Workspace
from .roles import Role

INVITATION_LIFE = dt.timedelta(days=7)
SIGN_IN_LIFE = dt.timedelta(minutes=30)


class ApiToken(models.Model):
    """A member's key for programs: shown once, narrowed by scopes (acts of roles.py), revocable."""

    PREFIX = "ck_"

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    @classmethod
    def issue(
        cls, member: Member, name: str, scopes: list[str], expires_at: dt.datetime | None = None
    ) -> tuple["ApiToken", str]:
        """Make a token; returns the row and the secret, which is never readable again."""
        secret = new_token(cls.PREFIX)
        row = cls.objects.create(
            workspace_id=member.workspace_id,
            member=member,
            name=name,
            token_hash=hash_token(secret),
            hint=secret[:8],
            scopes=sorted(scopes),
            expires_at=expires_at,
        )
        return row, secret

    def revoke(self) -> bool:
        """End the token; False where it had ended before."""
        return ApiToken.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=clock.now()) == 1

    @property
    def alive(self) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > clock.now())


class Invitation(models.Model):
    """An offer of a place in the firm, mailed as a link, spent once by POST."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=12, choices=Role.choices)
    all_clients = models.BooleanField(default=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    @classmethod
    def living(cls) -> models.QuerySet["Invitation"]:
        """Those that can still be accepted."""
        return cls.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=clock.now())

    @classmethod
    def find(cls, token: str) -> "Invitation | None":
        """Return the living invitation of this token, or None."""
        return cls.living().filter(token_hash=hash_token(token)).select_related("workspace").first()

    def renew_token(self) -> str:
        """Give out a fresh secret, which ends the one before; seven days run anew."""
        secret = new_token()
        self.token_hash, self.expires_at = hash_token(secret), clock.now() + INVITATION_LIFE
        self.save(update_fields=["token_hash", "expires_at"])
        return secret

    def spend(self) -> bool:
        """Use the invitation up; False where it was accepted, withdrawn or has run out."""
        return self.living().filter(pk=self.pk).update(accepted_at=clock.now()) == 1

    def __str__(self) -> str:
        return self.name or self.email


class SignInLink(models.Model):
    """A one-time way in, made on the machine itself; a new one ends the older ones of its user."""

    id = Identity()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    @classmethod
    def issue(cls, user: User) -> str:
        """Return the secret of a fresh link and end all earlier ones."""
        cls.objects.filter(user=user, used_at=None).delete()
        secret = new_token()
        cls.objects.create(user=user, token_hash=hash_token(secret), expires_at=clock.now() + SIGN_IN_LIFE)
        return secret

    def spend(self) -> bool:
        """Use the link up; False where it was spent already or has run out."""
        now = clock.now()
        alive = SignInLink.objects.filter(pk=self.pk, used_at=None, expires_at__gt=now)
        return alive.update(used_at=now) == 1
