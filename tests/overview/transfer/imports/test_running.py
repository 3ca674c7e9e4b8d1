"""I2, I5: nothing half-imported, nothing twice, whatever happens while it runs."""

import os
import random
import signal

import pytest
from django.db import connections

from clientkeep.foundation import faults
from clientkeep.foundation.checks import findings
from clientkeep.foundation.discovering import import_each
from clientkeep.foundation.errors import Conflict
from clientkeep.overview.transfer.imports import running
from clientkeep.overview.transfer.models import ImportRow
from clientkeep.relationship.clients.models import Client, Contact, CustomField, ExternalId
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.chain import first_broken
from clientkeep.workspace.journal.models import Dispatch, Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue.models import Job

from .conftest import FILES, finish, owed, people, undo

MANY = owed(*(f"Studio {n},s{n}@studio.example,{n % 3 * 10},2026-01-{n % 28 + 1:02},USD" for n in range(1, 61)))


def state_of_the_record(workspace) -> dict:
    clients = Client.objects.filter(workspace=workspace).order_by("name")
    return {
        "clients": [(client.name, client.email, client.contacts.count(), client.stage) for client in clients],
        "owed": sorted(Document.objects.filter(role="opening").values_list("client__name", "total_minor", "state")),
        "numbers": sorted(Document.objects.filter(role="opening").values_list("number", flat=True)),
        "external": ExternalId.objects.count(),
        "told": sorted(Event.objects.filter(slug="client.imported").values_list("payload__client", flat=True)),
    }


def test_a_new_client_comes_with_everything_that_the_file_says(cast, imported):
    text = "Client,Email,Street,City,Country,Currency,Client Id,Language,Pets\nLotus GmbH,hi@lotus.example,Weg 1,Ulm,DE,EUR,77,de,Two cats\n"
    whole = imported(text)
    client = Client.objects.get(name="Lotus GmbH")
    assert (client.email, client.address_line1, client.city, client.country) == ("hi@lotus.example", "Weg 1", "Ulm", "DE")
    assert (client.currency, client.language, client.source, client.stage) == ("EUR", "de", "import", "lead")
    assert client.custom == {CustomField.objects.get(workspace=cast.north, label="Pets").key: "Two cats"}
    assert "lotus" in client.words and whole.outcomes == {"created": 1}
    assert Event.objects.of_client(client.pk).get().sentence == "Lotus GmbH came in by import from list.csv"


def test_people_of_one_company_become_its_contacts(cast, imported):
    imported(people("Ana,Ruiz,Lotus,ana@lotus.example,+1 503 555 0101", "Bo,Lee,Lotus,bo@lotus.example"))
    lotus = Client.objects.get(name="Lotus")
    assert [(each.name, each.roles) for each in lotus.contacts.all()] == [("Ana Ruiz", ["primary"]), ("Bo Lee", [])]


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.glob("[a-z]*.*")))
def test_the_same_file_twice_changes_nothing(cast, imported, rehearsed, name):
    content = (FILES / name).read_bytes()
    answers = {"date_order": "day_first", "decimal_mark": ".", "balance_currency": "USD"}
    first = imported(content, name, **answers)
    before, events = state_of_the_record(cast.north), Event.objects.filter(slug__startswith="client.").count()
    assert first.outcomes.get("created"), first.counts
    second = rehearsed(content, name, **answers)
    if second.rows.pending().exists():
        finish(second, cast)
    undecided = first.rows.undecided().count()
    assert second.counts.get("new", 0) == second.counts.get("update", 0) == 0, list(
        second.rows.exclude(verdict="same").values("name", "verdict", "changes", "reasons")
    )
    assert second.counts.get("conflict", 0) == undecided
    assert state_of_the_record(cast.north) == before
    assert Event.objects.filter(slug__startswith="client.").count() == events


def test_a_rehearsal_writes_and_tells_nothing(cast, rehearsed):
    before = state_of_the_record(cast.north)
    counts = [model.objects.count() for model in (Event, Dispatch, Letter, Job, Contact, CustomField)]
    rehearsed(MANY)
    assert state_of_the_record(cast.north) == before
    assert [model.objects.count() for model in (Event, Dispatch, Letter, Job, Contact, CustomField)] == counts


def test_another_firm_is_untouched(cast, imported):
    imported(people("Zoe,Blau,Zephyr Labs,zoe@zephyr.example,+1 503 555 0101"))
    cast.zephyr.refresh_from_db()
    assert cast.zephyr.version == 1 and cast.zephyr.phone == ""
    assert Client.objects.filter(name="Zephyr Labs").count() == 2


def test_an_update_fills_and_changes_only_what_the_file_gives(cast, rehearsed):
    cast.acme.change(cast.by, background="Met at the fair", website="https://acme.example", phone="+1 503 555 0199")
    whole = rehearsed(people("Jo,March,Acme Studio,jo@acme.example,+1 503 555 0100,5 High Street", "Ada,Fox,Acme Studio,ada@acme.example"))
    row = whole.rows.get()
    assert (row.verdict, row.matched_by) == ("update", "email")
    finish(whole, cast)
    cast.acme.refresh_from_db()
    assert cast.acme.address_line1 == "5 High Street" and cast.acme.background == "Met at the fair"
    assert cast.acme.website == "https://acme.example" and cast.acme.city == "Salem"
    assert {each.email for each in cast.acme.contacts.all()} == {"jo@acme.example", "sam@acme.example", "ada@acme.example"}
    assert cast.acme.contacts.get(email="jo@acme.example").phone == "+1 503 555 0100"


def test_a_client_changed_after_the_rehearsal_is_asked_about_again(cast, rehearsed):
    whole = rehearsed(people("Jo,March,Acme Studio,jo@acme.example,,5 High Street"))
    cast.acme.change(cast.by, address_line1="9 Low Road")
    finish(whole, cast)
    cast.acme.refresh_from_db()
    row = whole.rows.get()
    assert cast.acme.address_line1 == "9 Low Road"
    assert (row.verdict, row.done_at) == ("conflict", None) and "changed after the rehearsal" in row.reasons[-1]


def test_a_client_added_after_the_rehearsal_is_not_added_twice(cast, rehearsed):
    whole = rehearsed(people("Ana,Ruiz,Lotus,ana@lotus.example", "Bo,Lee,Orchid,bo@orchid.example"))
    added = Client.add(cast.north, cast.by, name="Lotus", email="ana@lotus.example")
    finish(whole, cast)
    assert whole.outcomes == {"created": 1} and whole.rows.undecided().get().candidates == [str(added.pk)]
    assert Client.objects.filter(name="Lotus").count() == 1


def test_two_rehearsals_of_one_file_make_one_set_of_clients(cast, rehearsed):
    text = people("Ana,Ruiz,Lotus,ana@lotus.example", "Bo,Lee,Orchid,bo@orchid.example")
    first, second = rehearsed(text), rehearsed(text)
    finish(first, cast)
    finish(second, cast)
    assert Client.objects.filter(name__in=["Lotus", "Orchid"]).count() == 2
    assert second.outcomes == {} and second.rows.undecided().count() == 2


def test_a_row_that_cannot_be_written_stops_no_other(cast, rehearsed, monkeypatch):
    whole = rehearsed(people("Ana,Ruiz,Lotus,ana@lotus.example", "Bo,Lee,Orchid,bo@orchid.example", "Cy,Day,Rose,cy@rose.example"))
    bad = whole.rows.get(name="Orchid")
    Client.objects.create(pk=bad.client_id, workspace=cast.south, name="Has this id")
    finish(whole, cast)
    bad.refresh_from_db()
    assert whole.outcomes == {"created": 2, "refused": 1} and whole.state == "done"
    assert bad.outcome == "refused" and "could not be written" in bad.reasons[-1]
    assert not Contact.objects.filter(name="Bo Lee").exists()


def test_a_later_row_completes_the_client_of_an_earlier_one(cast, rehearsed):
    text = "Name,Client Id,Phone,City\nLotus,77,,\nRose,78,,\nLotus,,+41 44 123 45 67,Bern\n"
    whole = rehearsed(text)
    assert [(row.verdict, row.same_as_row) for row in whole.rows.order_by("first_row")] == [("new", None), ("new", None), ("update", 2)]
    finish(whole, cast)
    lotus = Client.objects.get(name="Lotus")
    assert (lotus.city, lotus.phone) == ("Bern", "+41 44 123 45 67") and whole.outcomes == {"created": 2, "updated": 1}
    undo(whole, cast)
    assert whole.outcomes == {"deleted": 2, "reverted": 1} and not Client.objects.filter(name="Lotus").exists()


def test_a_row_whose_earlier_row_was_left_out_waits_for_a_decision(cast, rehearsed):
    whole = rehearsed("Name,Client Id,Phone,City\nLotus,77,,\nLotus,,+41 44 123 45 67,Bern\n")
    whole.rows.filter(verdict="new").update(decision="skip")
    finish(whole, cast)
    assert "was not imported" in whole.rows.undecided().get().reasons[-1] and not Client.objects.filter(name="Lotus").exists()


def test_nothing_left_to_import_is_said(cast, imported):
    whole = imported(people("Ana,Ruiz,Lotus,ana@lotus.example"))
    with pytest.raises(Conflict, match="Nothing is left"):
        running.start(whole, cast.by)


@pytest.mark.django_db(transaction=True)
def test_killed_at_twenty_random_rows_it_ends_as_if_never_killed(cast, rehearsed, monkeypatch):
    monkeypatch.setattr(running, "BATCH", 7)
    seed = random.randrange(10**6)
    print("seed", seed)
    kills = sorted(random.Random(seed).sample(range(2, 62), 20))
    whole = rehearsed(MANY, date_order="day_first")
    running.start(whole, cast.by)
    for row in kills:
        assert _run_in_a_child(whole.pk, f"import.row.{row}") == signal.SIGKILL
    assert not ImportRow.objects.filter(whole=whole, first_row=kills[-1]).exclude(done_at=None).exists()
    assert _run_in_a_child(whole.pk, "") == 0
    whole.refresh_from_db()
    assert whole.state == "done" and whole.outcomes == {"created": 60}
    told = state_of_the_record(cast.north)
    assert len(told["told"]) == len(set(told["told"])) == 60 and len(told["clients"]) == 62
    assert told["numbers"] == [f"OB-{n:04}" for n in range(1, 41)]
    assert first_broken(cast.north.pk) is None
    import_each("checks")
    assert [finding.says for finding in findings()] == []


def _run_in_a_child(import_id, fault: str) -> int:
    """Run the import in a process of its own; returns the signal that ended it, or 0."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        faults._armed = frozenset([fault])
        code = 1
        try:
            running.run(import_id)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def test_power_and_interest_come_from_a_file_and_a_strange_word_is_said(cast, imported):
    imported("Name,Contact Person,Person Email,Person Power,person_interest\nQuill,Ana,ana@quill.example,Hoch,low\nOwl,Ben,ben@owl.example,medium,\n")
    ana, ben = Contact.objects.get(name="Ana"), Contact.objects.get(name="Ben", client__name="Owl")
    assert (ana.power, ana.interest, ben.power) == ("high", "low", "")
    rehearsal = imported("Name,Contact Person,Person Email,Person Power\nQuill,Ana,ana@quill.example,low\nOwl,Ben,ben@owl.example,medium\n")
    assert any("“medium” is neither high nor low" in str(vars(row)) for row in rehearsal.rows.all())
