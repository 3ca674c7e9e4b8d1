"""Opening the firm: the first person and the first workspace, once, whoever else tries at the same moment."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.limits import one_at_a_time
from clientkeep.workspace.members.models import Member, User, Workspace
from clientkeep.workspace.members.roles import Role

from ..events import FirmOpened
from ..places import defaults_of


def is_open() -> bool:
    """The first-run page exists only while nobody does."""
    return not User.objects.exists()


def open_firm(*, firm: str, name: str, email: str, password: str = "", trade: str = "") -> Member:
    """Make the firm and its owner. Raises Conflict where somebody was first, Invalid for a weak password."""
    email = email.strip().lower()
    if password:
        _check(password, User(email=email, name=name))
    with transaction.atomic():
        one_at_a_time("first run")
        if not is_open():
            raise Conflict("This installation has its first person already. Sign in, or ask them to invite you.")
        user = User.objects.create_user(email, password or None, name.strip())
        workspace = Workspace.objects.create(name=firm.strip(), email=email, trade=trade)
        member = Member.objects.create(workspace=workspace, user=user, role=Role.OWNER)
        by = Actor("member", member.pk, str(member))
        record(FirmOpened, workspace_id=workspace.pk, by=by, about=workspace, firm=workspace.name)
    return member


def settle_in(workspace: Workspace, country: str, time_zone: str = "") -> None:
    """Take what follows from the country: currency, locale, paper, and the zone unless the browser knows it."""
    found = defaults_of(country)
    workspace.country = country
    workspace.currency, workspace.locale, workspace.paper_size = found.currency, found.locale, found.paper_size
    workspace.time_zone = time_zone or found.time_zone
    workspace.save(update_fields=["country", "currency", "locale", "paper_size", "time_zone"])


def _check(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Invalid(" ".join(problem.messages), "password") from None
