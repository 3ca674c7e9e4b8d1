"""After an acceptance pages say that what follows is being prepared, until it stands."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.delivery.models import Project
from clientkeep.relationship.documents.agreeing import is_being_prepared
from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.models import PortalKey
from clientkeep.workspace.journal.jobs import dispatch_what_is_due
from clientkeep.workspace.queue import run_due_jobs

WORDS = "are being prepared"


def test_it_is_being_prepared_until_project_and_deposit_stand(cast, client, as_member):
    quote = cast.document("quote", deposit_percent="50", title="Website")
    quote.accept(cast.by, "Jo March")
    assert is_being_prepared(quote)
    page = as_member(cast.olivia)
    assert WORDS in page.get(f"/documents/{quote.pk}/").content.decode()
    assert WORDS in page.get(f"/clients/{cast.acme.pk}/").content.decode()
    client.logout()
    client.get(f"/p/{PortalKey.make(cast.acme, 'portal', cast.jo)[1]}/")
    assert WORDS in client.get(f"/p/documents/{quote.pk}/").content.decode()
    run_due_jobs()
    assert not is_being_prepared(quote)
    assert "It has become the project “Website”" in client.get(f"/p/documents/{quote.pk}/").content.decode()
    assert [row.total_minor for row in quote.followers.filter(role="deposit", state="draft")] == [120_000]
    shown = as_member(cast.olivia).get(f"/clients/{cast.acme.pk}/").content.decode()
    assert WORDS not in shown


@pytest.mark.parametrize("killed", ["open_project", "draft_deposit"])
def test_what_one_listener_could_not_do_is_finished_by_the_sweep_once(cast, monkeypatch, killed):
    from clientkeep.workspace.journal.declaration import LISTENERS

    listener = next(each for each in LISTENERS if each.name.endswith(f".{killed}"))
    quote = cast.document("quote", deposit_percent="50")
    quote.accept(cast.by, "Jo March")

    def die(event):
        listener_react(event)
        raise MemoryError("killed at the end of its work")

    listener_react = listener.react
    with monkeypatch.context() as broken:
        broken.setattr(listener, "react", die)
        run_due_jobs()
    assert is_being_prepared(quote)
    with clock.moved(clock.now() + dt.timedelta(hours=1)):
        dispatch_what_is_due()
        dispatch_what_is_due()
    assert not is_being_prepared(quote)
    assert (Project.objects.count(), Document.objects.filter(role="deposit").count()) == (1, 1)
