"""What a person put off: kept on the member, so that Today costs no query for it and owns no table."""

import datetime as dt

from django.db import transaction

from clientkeep.workspace.members.models import Member


def keys(member: Member, today: dt.date) -> set[str]:
    """Return the keys of what is not to be seen today."""
    return {key for key, until in member.put_off.items() if until > today.isoformat()}


def put_off(member: Member, key: str, until: dt.date, today: dt.date) -> None:
    """Put one thing off until a day; what has run out is forgotten."""
    _change(member, today, lambda kept: {**kept, key: until.isoformat()})


def bring_back(member: Member, key: str, today: dt.date) -> None:
    """Let one thing be seen again."""
    _change(member, today, lambda kept: {name: until for name, until in kept.items() if name != key})


def _change(member: Member, today: dt.date, change) -> None:
    with transaction.atomic():
        row = Member.objects.select_for_update().get(pk=member.pk)
        living = {key: until for key, until in row.put_off.items() if until > today.isoformat()}
        row.put_off = change(living)
        row.save(update_fields=["put_off"])
