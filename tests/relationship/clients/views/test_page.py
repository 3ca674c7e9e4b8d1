"""One client's page: who may see it, what it tells, its story."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.relationship.clients.models import Client, Contact, CustomField
from clientkeep.relationship.clients.parts import PARTS
from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.workspace.files.intake import keep
from tests.relationship.clients.views.asking import at, queries, text_of, undo_in, without_token

HOSTILE = "<img src=x onerror=alert(1)>\"'{{7*7}}{actor}&"

PAGES = [("detail", ()), ("edit", ()), ("part", ("terms",)), ("person_add", ()), ("files", ()), ("team", ())]
POSTS = [("archive", ()), ("restore", ()), ("edit", ()), ("part", ("name",)), ("person_add", ()), ("file_add", ()), ("team", ())]


@pytest.mark.parametrize(("name", "more"), PAGES)
def test_foreign_is_the_same_404_as_absent(cast, page, name, more):
    foreign = page.get(at(name, cast.zephyr, *more))
    absent = page.get(reverse(f"clients:{name}", args=[uuid.uuid4(), *more]))
    assert foreign.status_code == absent.status_code == 404
    assert without_token(foreign) == without_token(absent)


@pytest.mark.parametrize(("name", "more"), POSTS)
def test_foreign_and_unseen_clients_take_no_post(cast, as_member, name, more):
    for member, client in ((cast.olivia, cast.zephyr), (cast.adam, cast.zephyr)):
        before = Client.objects.get(pk=client.pk).version
        assert as_member(member).post(at(name, client, *more), {"name": "Taken"}).status_code == 404
        assert Client.objects.get(pk=client.pk).version == before


def test_a_member_kept_to_acme_reaches_acme_alone(cast, as_member):
    page = as_member(cast.mia)
    assert page.get(at("detail", cast.acme)).status_code == 200
    assert page.get(at("detail", cast.bloom)).status_code == 404
    assert page.get(reverse("clients:person", args=[cast.bloom.pk, cast.ben.pk])).status_code == 404
    assert page.get(reverse("clients:person", args=[cast.acme.pk, cast.ben.pk])).status_code == 404
    assert page.post(at("part", cast.bloom, "name"), {"name": "Mine"}).status_code == 404


@pytest.mark.parametrize(("name", "more", "who"), [
    ("edit", (), "carla"), ("part", ("terms",), "carla"), ("person_add", (), "carla"), ("file_add", (), "carla"),
    ("archive", (), "mia"), ("restore", (), "theo"), ("team", (), "mia"), ("team", (), "carla"),
])  # fmt: skip
def test_roles_that_may_not(cast, as_member, name, more, who):
    before = Client.objects.get(pk=cast.acme.pk)
    assert as_member(getattr(cast, who)).post(at(name, cast.acme, *more), {"name": "Other"}).status_code == 403
    assert Client.objects.get(pk=cast.acme.pk).version == before.version


def test_the_accountant_reads_without_being_offered_acts(cast, as_member):
    seen = text_of(as_member(cast.carla).get(at("detail", cast.acme)))
    assert "Acme Studio LLC" in seen
    for offer in ("Log it", "/edit/", "Archive", "Add a person"):
        assert offer not in seen


def test_the_page_tells_the_record(cast, page):
    cast.acme.change(cast.by, tier="a", country="DE", tax_id="DE136695977", background="They moved in spring.")
    seen = text_of(page.get(at("detail", cast.acme)))
    for told in ("Jo March", "Comes first in Today", "does not look like a tax id of DE", "They moved in spring.", "No next step.",
                 "Last changed", "by Olivia North", "added Acme Studio"):  # fmt: skip
        assert told in seen


def test_hostile_texts_stay_texts_everywhere(cast, page):
    cast.acme.change(cast.by, name=HOSTILE, legal_name=HOSTILE, city=HOSTILE, tags=[HOSTILE[:40]], background=HOSTILE, tax_id=HOSTILE[:60])
    CustomField.add(cast.north, HOSTILE, cast.by)
    cast.acme.change(cast.by, custom={"img_src_x_onerror_alert_1_7_7_actor": HOSTILE})
    cast.jo.change(cast.by, name=HOSTILE, title=HOSTILE, note=HOSTILE, hours=HOSTILE)
    LogEntry.write(cast.acme, "call", HOSTILE, cast.by, cast.jo)
    LogEntry.write(cast.acme, "note", HOSTILE + "\n" + "x" * 300, cast.by)
    cast.acme.plan_next_step(HOSTILE, None, cast.by)
    entry = LogEntry.objects.first()
    addresses = [at(name, cast.acme, *more) for name, more in PAGES] + [at("part", cast.acme, slug) for slug in PARTS]
    addresses += [reverse("clients:list"), reverse("clients:custom_fields"), at("person", cast.acme, cast.jo.pk)]
    addresses += [reverse("conversations:correct", args=[entry.pk]), at("detail", cast.acme) + "?find=%3Cimg"]
    for address in addresses:
        answer = page.get(address)
        assert answer.status_code == 200, address
        assert "<img src=x" not in text_of(answer), address
        assert "{actor}" in text_of(answer) or "7*7" not in text_of(answer), address


def test_the_number_of_queries_does_not_grow(cast, page):
    def grow(count):
        for number in range(count):
            contact = Contact.add(cast.acme, cast.by, name=f"Person {number} {uuid.uuid4().hex[:4]}")
            LogEntry.write(cast.acme, "call", "Said hello", cast.by, contact)
            keep(cast.north, f"text {uuid.uuid4()}".encode(), f"{uuid.uuid4().hex}.txt", cast.by, client_id=cast.acme.pk)

    grow(5)
    page.get(at("detail", cast.acme))
    few = queries(lambda: page.get(at("detail", cast.acme)))
    grow(55)
    many = queries(lambda: page.get(at("detail", cast.acme)))
    assert few == many <= 15


def test_a_story_of_every_kind_leads_to_its_things_within_15_queries(cast, page):
    invoice = cast.invoice()
    Payment.book(cast.acme, Money(100_000, "USD"), "cash", cast.by, cast.north.today(), [invoice])
    keep(cast.north, b"text", "brief.txt", cast.by, client_id=cast.acme.pk)
    LogEntry.write(cast.acme, "call", "Said hello", cast.by, cast.jo)
    CustomField.add(cast.north, "Industry", cast.by)
    page.get(at("detail", cast.acme))
    assert queries(lambda: page.get(at("detail", cast.acme))) <= 15
    seen = text_of(page.get(at("detail", cast.acme) + "?find=" + invoice.number))
    assert f'<a href="{reverse("documents:detail", args=[invoice.pk])}">{invoice.number}</a> issued' in seen
    seen = text_of(page.get(at("detail", cast.acme) + "?kind=change"))
    assert f'added <a href="{at("person", cast.acme, cast.jo.pk)}">Jo March</a> as a contact' in seen


def test_getting_pages_changes_nothing(cast, page):
    before = list(Client.objects.order_by("pk").values())
    for name, more in PAGES:
        page.get(at(name, cast.acme, *more))
    for name, more in (("archive", ()), ("restore", ()), ("file_add", ())):
        assert page.get(at(name, cast.acme, *more)).status_code == 405
    assert list(Client.objects.order_by("pk").values()) == before


def test_archiving_offers_the_way_back(cast, page):
    answer = page.post(at("archive", cast.acme), follow=True)
    path = undo_in(answer)
    assert path == at("restore", cast.acme)
    assert "Archived" in text_of(page.get(at("detail", cast.acme)))
    page.post(path)
    assert Client.objects.get(pk=cast.acme.pk).archived_at is None


def test_the_story_by_kind_by_text_and_further_back(cast, page):
    for number in range(70):
        LogEntry.write(cast.acme, "call" if number % 2 else "note", f"Entry {number:02} über Größe", cast.by, at=clock.now() - dt.timedelta(days=number))
    newest = text_of(page.get(at("detail", cast.acme)))
    assert "Entry 00" in newest
    assert "Entry 60" not in newest
    seen, address = [], at("detail", cast.acme) + "?kind=call"
    while address:
        answer = page.get(address.split("#")[0])
        seen += [entry.event.payload["text"] for _, entries in answer.context["story"].days for entry in entries]
        address = answer.context["story_earlier"]
    assert seen == [f"Entry {number:02} über Größe" for number in range(1, 70, 2)]
    found = page.get(at("detail", cast.acme), {"find": "GROSSE 61 uber"}).context["story"]
    assert [entry.event.payload["text"] for _, entries in found.days for entry in entries] == ["Entry 61 über Größe"]


def test_the_story_is_searched_beyond_what_its_sentence_shows(cast, page):
    LogEntry.write(cast.acme, "meeting", "Long talk. " * 80 + "The word is kingfisher.", cast.by)
    story = page.get(at("detail", cast.acme), {"find": "kingfisher"}).context["story"]
    assert len(story.days) == 1


@pytest.mark.parametrize("query", ["kind=x", "before=x", "before=9999999999999999999", "before=-1", "find=%00", "before=1&kind=call"])
def test_hostile_story_addresses_are_only_pages(cast, page, query):
    assert page.get(at("detail", cast.acme) + "?" + query).status_code == 200
