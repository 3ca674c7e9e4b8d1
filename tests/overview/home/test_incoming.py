"""Today tells of waiting mail and of mailboxes that cannot be read, each as one item, to those whom it concerns."""

import datetime as dt

import pytest

from clientkeep.overview.home import ranking
from clientkeep.overview.home.reading import Reading
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from clientkeep.relationship.conversations.models import Mailbox
from clientkeep.workspace.members.models import Member
from tests.mails import mail


def items(cast, member) -> dict[str, str]:
    acting = cast.acting(Member.objects.select_related("workspace", "user").get(pk=member.pk))
    found = ranking.items_for(Reading(acting, acting.workspace.today()))
    return {item.key.split(":")[0]: f"{item.subject} {item.rest}" for item in found}


@pytest.mark.parametrize("count, words", [(1, "One mail waits for your choice."), (3, "3 mails wait for your choice.")])
def test_waiting_mail_is_one_item_for_who_sees_every_client(cast, count, words):
    for number in range(count):
        Filing(cast.north).file(Fetched.of(mail(sender=f"ann{number}@bloom.example")))
    assert items(cast, cast.olivia)["arrivals"] == items(cast, cast.theo)["arrivals"] == words
    for member in (cast.mia, cast.carla, cast.sid):
        assert "arrivals" not in items(cast, member)


def test_a_mailbox_that_cannot_be_read_is_told_to_the_owner_after_several_tries(cast):
    box = Mailbox.objects.create(
        workspace=cast.north, address="hello@north.example", host="imap.example", username="hello", password_sealed="x",
        begins_on=dt.date(2026, 1, 1),
    )  # fmt: skip
    for tries in range(3):
        assert "mailboxes" not in items(cast, cast.olivia), tries
        box.failed("No mailbox could be read at imap.example, port 993.")
        box.refresh_from_db()
    assert items(cast, cast.olivia)["mailboxes"] == "A mailbox cannot be read."
    assert "mailboxes" not in items(cast, cast.theo)
