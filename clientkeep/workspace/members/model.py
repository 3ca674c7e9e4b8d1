"""Workspace, user, member: the firm, a person who can sign in, and that person's place in the firm."""

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from clientkeep.foundation import clock
from clientkeep.foundation.address import lines_of
from clientkeep.foundation.fields import CurrencyCode, Identity, Minor, Scaled

from .roles import ROLES, Role


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, name: str = "") -> "User":
        """Make a person who can sign in; without a password only by code, link or passkey."""
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser):
    """A person with a way to sign in. What they may do is said by their Member row, never here."""

    id = Identity()
    email = models.EmailField(unique=True, max_length=254)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]

    def get_full_name(self) -> str:
        return str(self)


class Workspace(models.Model):
    """The firm: its identity on paper, its ways with money, its zone and locale."""

    id = Identity()
    name = models.CharField(max_length=200)
    legal_name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True, help_text="Shown on documents; replies go here")
    phone = models.CharField(max_length=60, blank=True)
    website = models.CharField(max_length=300, blank=True)
    address_line1 = models.CharField(max_length=200, blank=True)
    address_line2 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, default="US", help_text="ISO 3166 alpha-2")
    trade = models.CharField(max_length=60, blank=True, help_text="What the firm does; picks example sentences")

    time_zone = models.CharField(max_length=60, default="UTC")
    locale = models.CharField(max_length=10, default="en-US")
    currency = CurrencyCode(default="USD")
    paper_size = models.CharField(max_length=10, default="letter", choices=[("a4", "A4"), ("letter", "US Letter")])

    accent = models.CharField(max_length=7, default="#2f6f5e")
    logo_file = models.UUIDField(null=True, blank=True, help_text="A row of the files room")

    tax_status = models.CharField(
        max_length=12,
        default="unknown",
        choices=[("unknown", "Not said yet"), ("registered", "Charges tax"), ("exempt", "Charges no tax")],
    )
    tax_id = models.CharField(max_length=60, blank=True)
    tax_name = models.CharField(max_length=30, blank=True)
    tax_percent = Scaled(places=4, null=True, blank=True)
    tax_rounding = models.CharField(
        max_length=10, default="document", choices=[("document", "Once per rate"), ("line", "On each line")]
    )
    terms_days = models.PositiveIntegerField(null=True, default=30)
    hourly_rate = Minor(null=True, blank=True)
    bank_details = models.TextField(blank=True, max_length=2000)
    iban = models.CharField(max_length=40, blank=True)
    bic = models.CharField(max_length=20, blank=True)
    footer = models.TextField(blank=True, max_length=2000)
    cadence = models.JSONField(default=dict, blank=True, help_text="Days between contacts by tier, where the firm chose them")
    asked_at = models.JSONField(default=dict, blank=True, help_text="Which set-up questions were answered, and when")

    public_url = models.CharField(max_length=200, blank=True, help_text="Where clients reach this installation")
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name

    def today(self) -> dt.date:
        """The firm's business date."""
        return clock.today(self.time_zone)

    @property
    def address_lines(self) -> list[str]:
        return lines_of(self)


class Member(models.Model):
    """A person's place in a firm: the role, and whether all clients are theirs to see."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=[(role.value, role.label) for role in Role])
    all_clients = models.BooleanField(default=True, help_text="A member may be kept to chosen clients")
    disabled_at = models.DateTimeField(null=True, blank=True)
    put_off = models.JSONField(default=dict, blank=True, help_text="What of Today is not to be seen before which day")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="member_once_per_workspace")]

    def __str__(self) -> str:
        return str(self.user)

    def may(self, act: str) -> bool:
        """Tell whether this member's role allows the act (see roles.py)."""
        return self.disabled_at is None and act in ROLES[Role(self.role)]

    @property
    def sees_all_clients(self) -> bool:
        return self.role != Role.MEMBER or self.all_clients
