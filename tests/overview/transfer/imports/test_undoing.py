"""An undo takes back what nobody has touched since, and says what it had to leave."""

import datetime as dt
from decimal import Decimal

import pytest

from clientkeep.foundation import clock
from clientkeep.foundation.checks import findings
from clientkeep.foundation.discovering import import_each
from clientkeep.foundation.errors import Conflict
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.overview.transfer.imports import undoing
from clientkeep.relationship.clients.models import Client, Contact, ExternalId
from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event

from .conftest import owed, people, undo

TWO = people("Ana,Ruiz,Lotus,ana@lotus.example", "Bo,Lee,Orchid,bo@orchid.example")


def test_clients_that_nobody_touched_are_gone_again(cast, imported):
    whole = undo(imported(TWO), cast)
    assert whole.outcomes == {"deleted": 2} and whole.state == "undone"
    assert set(Client.objects.values_list("name", flat=True)) == {"Acme Studio", "Bloom & Co", "Zephyr Labs"}
    assert not Contact.objects.filter(name="Ana Ruiz").exists()
    assert Event.objects.filter(slug="import.undone").get().sentence == "Olivia North undid the import of list.csv: 2 removed"


def test_the_file_can_be_imported_again_after_an_undo(cast, imported, rehearsed):
    text = owed("Lotus,hi@lotus.example,100,2026-01-05,USD", "Rose,hi@rose.example,0,,USD")
    undo(imported(text), cast)
    assert rehearsed(text).counts == {"new": 2}


@pytest.mark.parametrize("how", ["edited", "logged", "billed"])
def test_a_client_that_was_used_since_stays(cast, imported, how):
    whole = imported(TWO)
    lotus = Client.objects.get(name="Lotus")
    if how == "edited":
        lotus.change(cast.by, phone="+1 503 555 0100")
    elif how == "logged":
        LogEntry.write(lotus, "note", "They called", cast.by)
    else:
        cast.invoice(lotus, issue=False)
    undo(whole, cast)
    assert whole.outcomes == {"deleted": 1, "kept": 1}
    row = whole.rows.get(outcome="kept")
    assert row.name == "Lotus" and row.note and Client.objects.get(name="Lotus").archived_at is None


def test_an_opening_balance_is_voided_and_its_client_archived(cast, imported):
    whole = undo(imported(owed("Lotus,hi@lotus.example,100,2026-01-05,USD", "Rose,hi@rose.example,-20,2026-01-05,USD")), cast)
    assert whole.outcomes == {"archived": 2}
    assert set(Document.objects.filter(role="opening").values_list("number", "state")) == {("OB-0001", "void"), ("OB-0002", "void")}
    assert all(Client.objects.filter(name__in=["Lotus", "Rose"]).values_list("archived_at", flat=True))
    import_each("checks")
    assert [finding.says for finding in findings()] == []


def test_a_paid_opening_balance_stays(cast, imported):
    whole = imported(owed("Lotus,hi@lotus.example,100,2026-01-05,USD"))
    item = Document.objects.get(role="opening")
    Payment.book(item.client, Money.of(Decimal(100), "USD"), "cash", cast.by, documents=[item])
    undo(whole, cast)
    item.refresh_from_db()
    assert whole.outcomes == {"kept": 1} and item.state == "issued" and item.client.archived_at is None


def test_an_update_is_taken_back_field_by_field(cast, imported):
    cast.acme.change(cast.by, background="Met at the fair", tags=["old"])
    text = "Name,Email,Phone,City,Notes,Tags,Pets,Contact First Name,Contact Last Name\nAcme Studio,jo@acme.example,+1 503 555 0100,Boise,Likes tea,new,Cats,,\n"
    whole = imported(text)
    acme = Client.objects.get(pk=cast.acme.pk)
    assert whole.outcomes == {"updated": 1} and acme.city == "Boise" and acme.tags == ["old", "new"] and acme.custom
    assert acme.background == "Met at the fair\n\nLikes tea"
    undo(whole, cast)
    acme.refresh_from_db()
    assert (acme.city, acme.phone, acme.tags, acme.custom, acme.background) == ("Salem", "", ["old"], {}, "Met at the fair")
    assert whole.outcomes == {"reverted": 1} and not ExternalId.objects.exists()


def test_what_was_changed_again_since_stays_and_is_named(cast, imported):
    whole = imported(people("Jo,March,Acme Studio,jo@acme.example,+1 503 555 0100,5 High Street,,Boise", "Ada,Fox,Acme Studio,ada@acme.example"))
    acme = Client.objects.get(pk=cast.acme.pk)
    acme.change(cast.by, city="Reno")
    Contact.objects.get(email="ada@acme.example").change(cast.by, title="Head of design")
    undo(whole, cast)
    acme.refresh_from_db()
    assert (acme.city, acme.address_line1) == ("Reno", "")
    assert acme.contacts.current().filter(email="ada@acme.example").exists()
    assert whole.rows.get().note == "Changed again since, so left as it is: city, Ada Fox."


def test_after_thirty_days_it_is_too_late(cast, imported):
    whole = imported(TWO)
    with clock.moved(clock.now() + dt.timedelta(days=31)), pytest.raises(Conflict, match="30 days"):
        undoing.start(whole, cast.by)


def test_an_undo_that_was_killed_goes_on(cast, imported, monkeypatch):
    monkeypatch.setattr(undoing, "BATCH", 1)
    whole = imported(TWO)
    undoing.start(whole, cast.by)
    undoing._batch(whole.pk)
    assert Client.objects.filter(name__in=["Lotus", "Orchid"]).count() == 1
    undoing.run(whole.pk)
    whole.refresh_from_db()
    assert whole.outcomes == {"deleted": 2} and not Client.objects.filter(name__in=["Lotus", "Orchid"]).exists()
