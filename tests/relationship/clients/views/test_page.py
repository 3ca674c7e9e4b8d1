"""One client's page: who may see it, what it tells, editing in place, people, files, team, fields of one's own."""

import datetime as dt
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.relationship.clients.models import Client, ClientAccess, Contact, CustomField
from clientkeep.relationship.clients.parts import PARTS
from clientkeep.relationship.conversations.models import LogEntry
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.models import StoredFile

HOSTILE = "<img src=x onerror=alert(1)>\"'{{7*7}}{actor}&"


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def at(name, client, *more):
    return reverse(f"clients:{name}", args=[client.pk, *more])


def text_of(answer):
    return answer.content.decode()


def without_token(answer):
    return re.sub(r"[A-Za-z0-9]{64}", "", text_of(answer))


def undo_in(answer):
    """The path that takes back what the last notice tells."""
    return [message.extra_tags.removeprefix("undo=") for message in answer.context["messages"]][-1]


def queries(ask):
    with CaptureQueriesContext(connection) as told:
        ask()
    return len(told)


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


# --- the story


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


# --- the record


def whole(page, client, **typed):
    form = page.get(at("edit", client)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)} | typed


def test_saving_the_whole_record_goes_through_every_verb(cast, page):
    version = cast.acme.version
    typed = whole(page, cast.acme, version=version, city="Bend", stage="active", tags="retainer, Brand", hourly_rate="80.50", currency="EUR",
                  website="acme.example", phone="503 555 0134", next_step="Call", next_step_on="2027-01-05", tax_percent="19", terms_days="14")  # fmt: skip
    assert page.post(at("edit", cast.acme), typed).status_code == 302
    now = Client.objects.get(pk=cast.acme.pk)
    assert (now.city, now.stage, now.tags, now.hourly_rate, now.currency) == ("Bend", "active", ["retainer", "Brand"], 8050, "EUR")
    assert (now.website, now.phone, now.next_step_on) == ("https://acme.example", "+1 503-555-0134", dt.date(2027, 1, 5))
    assert (str(now.tax_percent), now.terms_days) == ("19", 14)


def test_who_saves_second_sees_both_versions(cast, page):
    seen = cast.acme.version
    cast.acme.change(cast.acting(cast.theo).actor, city="Salem Heights")
    answer = page.post(at("edit", cast.acme), whole(page, cast.acme, version=seen, city="Portland"))
    assert answer.status_code == 409
    assert "Salem Heights" in text_of(answer)
    assert "Portland" in text_of(answer)
    assert "by Theo Hart" in text_of(answer)
    assert Client.objects.get(pk=cast.acme.pk).city == "Salem Heights"
    again = whole(page, cast.acme, version=answer.context["version"], city="Portland")
    assert page.post(at("edit", cast.acme), again).status_code == 302
    assert Client.objects.get(pk=cast.acme.pk).city == "Portland"


@pytest.mark.parametrize(("name", "value"), [
    ("workspace", "1"), ("workspace_id", "1"), ("role", "owner"), ("id", "1"), ("archived_at", "2026-01-01"), ("owner", "1"), ("words", "x"), ("source", "x"),
])  # fmt: skip
def test_what_the_form_does_not_ask_is_refused(cast, page, name, value):
    answer = page.post(at("edit", cast.acme), whole(page, cast.acme, version=cast.acme.version, city="Bend", **{name: value}))
    assert answer.status_code == 422
    assert f"{name} is not a field of this form" in text_of(answer)
    assert Client.objects.get(pk=cast.acme.pk).city == "Salem"


@pytest.mark.parametrize(("name", "value"), [
    ("name", ""), ("email", "x"), ("website", "javascript:alert(1)"), ("hourly_rate", "1e400"), ("hourly_rate", "１２"), ("hourly_rate", "1_000"),
    ("hourly_rate", "NaN"), ("hourly_rate", "-5"), ("terms_days", "-1"), ("terms_days", "99999"), ("tax_percent", "Infinity"), ("tax_percent", "101"),
    ("country", "XX"), ("currency", "ABC"), ("time_zone", "Mars/Base"), ("language", "zzz"), ("stage", "won"), ("tier", "z"), ("contract_ends", "31.12.2026"),
    ("background", "x" * 20_001), ("next_step_on", "soon"),
])  # fmt: skip
def test_what_cannot_be_kept_is_said_at_its_field(cast, page, name, value):
    answer = page.post(at("edit", cast.acme), whole(page, cast.acme, version=cast.acme.version, **{name: value}))
    assert answer.status_code == 422
    assert answer.context["form"].errors[name]
    assert f'id="id_{name}_error"' in text_of(answer)


@pytest.mark.parametrize(("slug", "typed", "field", "kept"), [
    ("name", {"name": "Acme & Co"}, "name", "Acme & Co"), ("terms", {"terms_days": "7"}, "terms_days", 7), ("terms", {"terms_days": ""}, "terms_days", None),
    ("stage", {"stage": "paused"}, "stage", "paused"), ("tier", {"tier": "b"}, "tier", "b"), ("currency", {"currency": "JPY"}, "currency", "JPY"),
    ("tags", {"tags": "a, b"}, "tags", ["a", "b"]), ("next-step", {"next_step": "Call"}, "next_step", "Call"), ("rate", {"hourly_rate": "90"}, "hourly_rate", 9000),
    ("background", {"background": "Met at the fair"}, "background", "Met at the fair"), ("address", {"city": "Bend", "country": "US"}, "city", "Bend"),
    ("kind", {"is_company": ""}, "is_company", False), ("tax", {"tax_exempt": "on"}, "tax_exempt", True),
])  # fmt: skip
def test_a_part_is_edited_in_place(cast, page, slug, typed, field, kept):
    answer = page.post(at("part", cast.acme, slug), typed)
    assert answer.status_code == 302
    assert answer.url == f"{at('detail', cast.acme)}#part-{slug}"
    assert getattr(Client.objects.get(pk=cast.acme.pk), field) == kept


def test_in_place_by_htmx_swaps_only_the_part(cast, page):
    asked = {"HTTP_HX_REQUEST": "true"}
    form = text_of(page.get(at("part", cast.acme, "terms"), **asked))
    assert "data-inline-input" in form
    assert "<html" not in form
    kept = text_of(page.post(at("part", cast.acme, "terms"), {"terms_days": "7", "was": "30 days, as the firm"}, **asked))
    assert "7 days" in kept
    assert "<html" not in kept
    wrong = text_of(page.post(at("part", cast.acme, "terms"), {"terms_days": "seven"}, **asked))
    assert "seven" in wrong
    assert "Enter a whole number." in wrong
    left = text_of(page.get(at("part", cast.acme, "terms") + "?leave=1", **asked))
    assert "7 days" in left


def test_a_part_that_changed_meanwhile_is_a_conflict(cast, page):
    cast.acme.change(cast.by, terms_days=14)
    answer = page.post(at("part", cast.acme, "terms"), {"terms_days": "7", "was": "30 days, as the firm"})
    assert answer.status_code == 409
    assert "Somebody changed this meanwhile to “14 days”" in text_of(answer)
    assert Client.objects.get(pk=cast.acme.pk).terms_days == 14


def test_a_part_takes_its_own_fields_only(cast, page):
    answer = page.post(at("part", cast.acme, "terms"), {"terms_days": "7", "name": "Taken"})
    assert answer.status_code == 422
    assert Client.objects.get(pk=cast.acme.pk).terms_days is None
    assert page.get(at("part", cast.acme, "password")).status_code == 404


def test_archiving_offers_the_way_back(cast, page):
    answer = page.post(at("archive", cast.acme), follow=True)
    path = undo_in(answer)
    assert path == at("restore", cast.acme)
    assert "Archived" in text_of(page.get(at("detail", cast.acme)))
    page.post(path)
    assert Client.objects.get(pk=cast.acme.pk).archived_at is None


# --- people


def test_a_person_is_added_once_changed_removed_and_brought_back(cast, page):
    token = page.get(at("person_add", cast.acme)).context["form_token"]
    typed = {"name": "Ana Ruiz", "email": "ana@acme.example", "phone": "503 555 0134", "roles": ["billing", "approver"], "form_token": token}
    for _ in range(2):
        assert page.post(at("person_add", cast.acme), typed).status_code == 302
    ana = Contact.objects.get(name="Ana Ruiz")
    assert (ana.roles, ana.phone) == (["billing", "approver"], "+1 503-555-0134")
    page.post(at("person", cast.acme, ana.pk), {"name": "Ana R.", "email": "ana@acme.example"})
    assert Contact.objects.get(pk=ana.pk).name == "Ana R."
    answer = page.post(at("person_remove", cast.acme, ana.pk), follow=True)
    assert page.get(at("person", cast.acme, ana.pk)).status_code == 404
    page.post(undo_in(answer))
    assert page.get(at("person", cast.acme, ana.pk)).status_code == 200


@pytest.mark.parametrize(("typed", "words"), [
    ({}, "Enter a name or an e-mail address."), ({"name": "Ana", "email": "x"}, "Enter an e-mail address like"), ({"name": "Ana", "roles": ["boss"]}, "Select a valid choice"),
    ({"name": "Ana", "client": "1"}, "client is not a field of this form"), ({"name": "x" * 201}, "at most 200 characters"),
])  # fmt: skip
def test_a_person_that_cannot_be_kept(cast, page, typed, words):
    token = page.get(at("person_add", cast.acme)).context["form_token"]
    answer = page.post(at("person_add", cast.acme), {**typed, "form_token": token})
    assert answer.status_code == 422
    assert words in text_of(answer)


def test_a_person_of_another_client_is_not_found(cast, page):
    for name in ("person", "person_remove", "person_restore"):
        assert page.post(at(name, cast.acme, cast.ben.pk), {"name": "x"}).status_code == 404


# --- files


def upload(page, client, content=b"one", name="brief.txt", **more):
    return page.post(at("file_add", client), {"file": SimpleUploadedFile(name, content), **more})


def test_files_have_versions_and_the_same_file_changes_nothing(cast, page):
    for content in (b"one", b"two", b"two"):
        assert upload(page, cast.acme, content).status_code == 302
    assert list(StoredFile.objects.order_by("version").values_list("version", "shown_to_client")) == [(1, False), (2, False)]
    seen = text_of(page.get(at("files", cast.acme)))
    assert "Earlier versions" in seen
    newest = StoredFile.objects.get(version=2)
    page.post(reverse("files:sharing", args=[newest.pk]), {"shown": "1", "next": at("files", cast.acme)})
    assert "shown to client" in text_of(page.get(at("detail", cast.acme)))
    assert b"".join(page.get(reverse("files:download", args=[newest.pk])).streaming_content) == b"two"


def test_files_that_cannot_be_kept_are_said(cast, page):
    assert upload(page, cast.acme, b"").status_code == 422
    assert upload(page, cast.acme, b"x", ".htaccess").status_code == 422
    assert page.post(at("file_add", cast.acme)).status_code == 422
    assert not StoredFile.objects.exists()


def test_files_of_a_client_are_for_those_who_see_it(cast, as_member):
    upload(as_member(cast.olivia), cast.bloom)
    stored = StoredFile.objects.get()
    page = as_member(cast.mia)
    assert page.get(reverse("files:download", args=[stored.pk])).status_code == 404
    assert page.get(at("files", cast.bloom)).status_code == 404


# --- the team


def test_choosing_the_owner_and_who_sees_it(cast, page, as_member):
    page.post(at("team", cast.bloom), {"owner": str(cast.theo.pk), "sees": [str(cast.mia.pk)]})
    assert Client.objects.get(pk=cast.bloom.pk).owner == cast.theo
    assert as_member(cast.mia).get(at("detail", cast.bloom)).status_code == 200
    as_member(cast.olivia).post(at("team", cast.bloom), {"owner": ""})
    assert as_member(cast.mia).get(at("detail", cast.bloom)).status_code == 404


@pytest.mark.parametrize("typed", [{"owner": "sid"}, {"owner": "", "sees": ["sid"]}, {"owner": "", "sees": ["theo"]}])
def test_only_members_shown_there_are_taken(cast, page, typed):
    def ids(value):
        return [str(getattr(cast, name).pk) for name in value] if isinstance(value, list) else value and str(getattr(cast, value).pk)

    answer = page.post(at("team", cast.acme), {name: ids(value) for name, value in typed.items()})
    assert answer.status_code == 422
    assert list(ClientAccess.objects.filter(client=cast.acme).values_list("member", flat=True)) == [cast.mia.pk]


# --- fields of one's own


def test_fields_of_ones_own_from_settings_to_record(cast, page):
    assert page.post(reverse("clients:custom_fields"), {"label": "Industry"}).status_code == 302
    field = CustomField.objects.get()
    page.post(at("part", cast.acme, "custom"), {"custom_industry": "Coffee"})
    assert Client.objects.get(pk=cast.acme.pk).custom == {"industry": "Coffee"}
    assert "Coffee" in text_of(page.get(at("detail", cast.acme)))
    page.post(reverse("clients:custom_field", args=[field.pk]), {"label": "Trade"})
    assert "Trade" in text_of(page.get(at("detail", cast.acme)))
    page.post(reverse("clients:custom_field_remove", args=[field.pk]))
    assert "Coffee" not in text_of(page.get(at("detail", cast.acme)))
    assert Client.objects.get(pk=cast.acme.pk).custom == {"industry": "Coffee"}


def test_fields_of_another_firm_and_bad_names(cast, page, as_member):
    other = CustomField.add(cast.south, "Theirs", cast.by)
    for name in ("custom_field", "custom_field_remove"):
        assert page.post(reverse(f"clients:{name}", args=[other.pk]), {"label": "Mine"}).status_code == 404
    assert page.post(reverse("clients:custom_fields"), {"label": " "}).status_code == 422
    page.post(reverse("clients:custom_fields"), {"label": "Industry"})
    assert page.post(reverse("clients:custom_fields"), {"label": "industry"}).status_code == 422
    assert as_member(cast.theo).post(reverse("clients:custom_fields"), {"label": "X"}).status_code == 403
    assert "Theirs" not in text_of(as_member(cast.olivia).get(at("detail", cast.acme)))
