"""The client's pages: only their own, only what was issued, and nothing changes by looking."""

import hashlib
import re

import pytest
from django.db import connection
from django.test import Client as Browser

from clientkeep.relationship.documents.models import Document
from clientkeep.relationship.portal.key import PortalKey
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter


def body(answer) -> bytes:
    """A page without its form tokens, which differ from one answer to the next."""
    return re.sub(rb'("X-CSRFToken": "|csrfmiddlewaretoken" value=")[^"]+', b"", answer.content)


def everything() -> str:
    """A hash over all rows of all tables, last-seen times and sessions aside."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table in ("django_session", "members_attempts"):
                continue
            columns = [
                c.name for c in connection.introspection.get_table_description(cursor, table) if c.name != "seen_at"
            ]
            names = ", ".join(f'"{column}"' for column in columns)
            cursor.execute(f'SELECT {names} FROM "{table}" ORDER BY 1')
            digest.update(repr((table, cursor.fetchall())).encode())
    return digest.hexdigest()


@pytest.mark.parametrize(("state", "status"), [("draft", 404), ("issued", 200), ("accepted", 200), ("void", 404)])
def test_only_what_was_issued_is_shown(cast, open_portal, state, status):
    """T4: each status."""
    quote = cast.document("quote", issue=state != "draft")
    if state == "accepted":
        quote.accept(cast.by, "Jo")
    if state == "void":
        quote.void(cast.by, "mistake")
    page = open_portal(cast.jo)
    assert page.get(f"/p/documents/{quote.pk}/").status_code == status
    assert page.get(f"/p/documents/{quote.pk}/pdf/").status_code == status


@pytest.mark.parametrize("what", ["", "pdf/"])
def test_another_clients_document_is_as_one_that_never_was(cast, open_portal, what):
    """T2, T5: same status and body."""
    page = open_portal(cast.ben)
    foreign = page.get(f"/p/documents/{cast.invoice().pk}/{what}")
    absent = page.get(f"/p/documents/01890000-0000-7000-8000-000000000000/{what}")
    assert (foreign.status_code, body(foreign)) == (404, body(absent))


def test_another_clients_quote_is_not_accepted(cast, open_portal):
    quote = cast.document("quote")
    answer = open_portal(cast.ben).post(f"/p/documents/{quote.pk}/acceptance/", {"name": "Ben"})
    quote.refresh_from_db()
    assert (answer.status_code, quote.state) == (404, "issued")


def test_a_link_without_a_contact_opens_one_document_alone(cast, open_portal):
    shown, other = cast.invoice(), cast.invoice()
    page = open_portal(None, shown, client=cast.acme)
    assert page.get(f"/p/documents/{shown.pk}/").status_code == 200
    assert page.get(f"/p/documents/{other.pk}/").status_code == 404
    assert page.get("/p/").status_code == 302


def test_a_robot_that_opens_everything_changes_nothing(cast, open_portal):
    """T3, N4, M7: mail scanners open every link; nothing is viewed, accepted or numbered."""
    quote, invoice = cast.document("quote"), cast.invoice()
    page = open_portal(cast.jo, quote)
    secret = PortalKey.make(cast.acme, "sign_in", cast.jo)[1]
    before = everything()
    addresses = ["/p/", f"/p/in/{secret}/", "/p/sign-in/", "/p/code/", "/p/logo/"]
    for paper in (quote, invoice):
        base = f"/p/documents/{paper.pk}/"
        addresses += [
            base,
            base + "pdf/",
            base + "acceptance/",
            base + "refusal/",
            base + "question/",
            base + "thanks/asked/",
        ]
    for address in addresses:
        page.get(address)
        page.head(address)
    assert everything() == before
    assert Document.objects.get(pk=quote.pk).viewed_at is None


def test_accepting_needs_a_name_and_thanks(cast, open_portal):
    quote = cast.document("quote")
    page = open_portal(cast.jo, quote)
    refused = page.post(f"/p/documents/{quote.pk}/acceptance/", {"name": " "})
    assert refused.status_code == 422
    assert b"Type your name to agree" in refused.content
    thanked = page.post(f"/p/documents/{quote.pk}/acceptance/", {"name": "Jo March"}, follow=True)
    assert b"It is agreed" in thanked.content
    quote.refresh_from_db()
    assert (quote.state, quote.decided_by, quote.viewed_at is not None) == ("accepted", "Jo March", True)
    told = Event.objects.get(slug="document.accepted")
    assert (told.actor_kind, told.actor_name) == ("contact", "Jo March")


def test_accepting_twice_counts_once(cast, open_portal):
    quote = cast.document("quote")
    page = open_portal(cast.jo, quote)
    answers = [page.post(f"/p/documents/{quote.pk}/acceptance/", {"name": "Jo March"}) for _ in range(2)]
    assert [(each.status_code, each["Location"]) for each in answers] == [(302, f"/p/documents/{quote.pk}/thanks/accepted/")] * 2
    assert Event.objects.filter(slug="document.accepted").count() == 1


def test_what_was_accepted_is_not_accepted_by_another_name(cast, open_portal):
    quote = cast.document("quote")
    page = open_portal(cast.jo, quote)
    page.post(f"/p/documents/{quote.pk}/acceptance/", {"name": "Jo March"})
    assert page.post(f"/p/documents/{quote.pk}/acceptance/", {"name": "Sam Hill"}).status_code == 409


def test_who_only_views_does_not_decide(cast, open_portal):
    cast.jo.change(cast.by, roles=["viewer"])
    quote = cast.document("quote")
    page = open_portal(cast.jo, quote)
    assert page.post(f"/p/documents/{quote.pk}/acceptance/", {"name": "Jo"}).status_code == 403
    assert b"Accept" not in page.get(f"/p/documents/{quote.pk}/").content


def test_a_question_stands_on_the_timeline(cast, open_portal):
    invoice = cast.invoice()
    page = open_portal(cast.jo, invoice)
    page.post(f"/p/documents/{invoice.pk}/question/", {"text": "<script>alert(1)</script> what is this?"})
    assert Event.objects.filter(slug="document.question", client_id=cast.acme.pk).count() == 1
    assert cast.acme.log.get().contact == cast.jo


def test_nothing_internal_is_on_the_page(cast, open_portal):
    """T8: canaries in every internal field of the record."""
    cast.acme.change(cast.by, background="CANARY-1", tags=["CANARY-2"], custom={"k": "CANARY-3"}, tier="a")
    cast.acme.plan_next_step("CANARY-4", None, cast.by)
    cast.jo.change(cast.by, note="CANARY-5")
    invoice = cast.invoice()
    page = open_portal(cast.jo, invoice)
    for address in ("/p/", f"/p/documents/{invoice.pk}/"):
        assert b"CANARY" not in page.get(address).content


def test_staff_and_client_cookies_do_not_cross(cast, open_portal, as_member):
    """T10."""
    page = open_portal(cast.jo)
    assert page.get(f"/clients/{cast.acme.pk}/").status_code in (302, 404)
    staff = as_member(cast.olivia)
    assert staff.get("/p/").status_code == 404
    mixed = Browser()
    mixed.cookies["ck_portal"] = staff.cookies["ck_staff"].value
    assert mixed.get("/p/").status_code == 404


def test_guessing_links_ends_after_twenty_misses(cast, client):
    """T6."""
    answers = [client.get(f"/p/{'x' * 43}/").status_code for _ in range(22)]
    assert answers == [404] * 20 + [429] * 2


def test_pages_are_kept_by_nobody_and_refer_to_nobody(cast, client):
    """T7."""
    _, secret = PortalKey.make(cast.acme, "portal", cast.jo)
    entered = client.get(f"/p/{secret}/")
    assert entered["Referrer-Policy"] == "no-referrer"
    assert secret not in entered["Location"]
    assert "no-store" in client.get("/p/")["Cache-Control"]


def test_asking_for_a_link_says_the_same_to_strangers(cast, client):
    known = client.post("/p/sign-in/", {"email": "JO@acme.example", "way": "link"})
    stranger = client.post("/p/sign-in/", {"email": "no@acme.example", "way": "link"})
    assert body(known).replace(b"jo@", b"no@") == body(stranger)
    assert Letter.objects.filter(purpose="portal").count() == 1


def test_asking_again_and_again_is_slowed(cast, client):
    """L4: three letters an hour for one address."""
    answers = [client.post("/p/sign-in/", {"email": "jo@acme.example"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert Letter.objects.filter(to_email="jo@acme.example").count() == 3


def test_staff_look_as_the_client_and_can_do_nothing(cast, as_member):
    quote = cast.document("quote")
    page = as_member(cast.olivia)
    assert b"You look as Acme Studio" in page.get(f"/clients/{cast.acme.pk}/portal/").content
    shown = page.get(f"/documents/{quote.pk}/portal/").content
    assert b"Do you agree" not in shown
    assert page.post(f"/p/documents/{quote.pk}/acceptance/", {"name": "x"}).status_code == 404


def test_a_narrowed_member_looks_only_at_their_own_clients(cast, as_member):
    page = as_member(cast.mia)
    assert page.get(f"/clients/{cast.acme.pk}/portal/").status_code == 200
    assert page.get(f"/clients/{cast.bloom.pk}/portal/").status_code == 404
    assert page.post(f"/contacts/{cast.ben.pk}/links/").status_code == 404


def test_ending_a_contacts_links_closes_them(cast, open_portal, as_member):
    page = open_portal(cast.jo)
    as_member(cast.olivia).post(f"/contacts/{cast.jo.pk}/links/end/")
    assert page.get("/p/").status_code == 404
