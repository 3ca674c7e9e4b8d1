"""Today tells of whatever was sent for an answer and got none, of every kind that a client accepts or declines."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.overview.home import ranking
from clientkeep.overview.home.reading import Reading
from clientkeep.relationship.documents.kinds import KINDS
from clientkeep.workspace.members.models import Member
from tests.lifecycle.agreements.proposals.offer import proposal


def told(cast) -> list[str]:
    acting = cast.acting(Member.objects.select_related("workspace", "user").get(pk=cast.olivia.pk))
    found = ranking.items_for(Reading(acting, acting.workspace.today()))
    return [f"{item.subject} {item.rest}" for item in found if item.key.startswith("quote:")]


@pytest.mark.parametrize("kind", ["quote", "estimate", "proposal"])
def test_it_is_told_after_some_days_until_it_is_answered(cast, kind):
    assert KINDS[kind].answerable
    with clock.moved(clock.now() - dt.timedelta(days=5)):
        sent = proposal(cast) if kind == "proposal" else cast.document(kind)
    assert told(cast) == [f"Acme Studio has not answered the {kind} for 5 days."]
    sent.decline(cast.by, "Not now")
    assert not told(cast)
