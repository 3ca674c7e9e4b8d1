"""The tray and the settings of mailboxes: choices, passwords that are never shown, hosts that lead outside (W1, W2, M8)."""

import pytest
from django.urls import reverse

from clientkeep.foundation.sealing import unseal
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from clientkeep.relationship.conversations.models import Arrival, FilingAddress, Mailbox, Message
from clientkeep.workspace.journal.models import Event
from tests.dovecot import PASSWORD
from tests.house.hostile import TEXTS, what_runs
from tests.mails import UNREADABLE, mail
from tests.relationship.conversations.mailboxes.conftest import box_of


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def arrived(cast, content=None, **values):
    content = content or mail(sender="Ann Lee <ann@bloom.example>", **values)
    return Filing(cast.north).file(Fetched.of(content)).thing


def decide(page, arrival, act, **more):
    return page.post(reverse("mailboxes:decision", args=[arrival.pk]), {"act": act, **more})


def test_a_stranger_is_put_with_a_client_and_is_known_from_then_on(cast, page):
    first, second = arrived(cast, subject="one"), arrived(cast, subject="two")
    assert "Ann Lee" in page.get("/inbox/tray/").content.decode()
    assert "Bloom &amp; Co" in page.get(reverse("mailboxes:arrival", args=[first.pk])).content.decode()
    decide(page, first, "put", client=cast.bloom.pk)
    assert Contact.objects.get(email="ann@bloom.example").client == cast.bloom
    assert sorted(Message.objects.values_list("subject", flat=True)) == ["one", "two"]
    assert not Arrival.objects.waiting().exists()
    assert arrived(cast, subject="three").client == cast.bloom
    assert decide(page, second, "put", client=cast.bloom.pk).status_code == 404


@pytest.mark.parametrize("to", ["zephyr", "nobody"])
def test_a_stranger_is_put_with_no_other_firms_client(cast, page, to):
    first = arrived(cast)
    answer = decide(page, first, "put", client=getattr(cast, to).pk if to != "nobody" else "x")
    assert answer.status_code == 404 and not Message.objects.exists()


def test_dropping_and_ignoring(cast, page):
    decide(page, arrived(cast, subject="one"), "drop")
    decide(page, arrived(cast, subject="two"), "ignore")
    assert not Arrival.objects.waiting().exists() and not Message.objects.exists()
    assert Filing(cast.north).file(Fetched.of(mail(sender="ann@bloom.example"))).kind == "ignored"


def test_what_was_set_aside_is_shown_with_its_reason_and_can_be_dropped(cast, page):
    aside = arrived(cast, UNREADABLE["500 parts"])
    assert aside.reason in page.get("/inbox/tray/").content.decode()
    assert page.get(reverse("mailboxes:arrival", args=[aside.pk])).status_code == 200
    decide(page, aside, "retry")
    assert Arrival.objects.waiting().count() == 1
    decide(page, aside, "drop")
    assert not Arrival.objects.waiting().exists()


def test_what_was_set_aside_is_tried_again_and_filed(cast, page):
    content = mail()
    aside = Filing(cast.north).file(Fetched.of(content, fault="It could not be kept.")).thing
    decide(page, aside, "retry")
    assert Message.objects.get().client == cast.acme and not Arrival.objects.waiting().exists()


@pytest.mark.parametrize("act", ["", "explode", "put"])
def test_an_act_that_is_none(cast, page, act):
    assert decide(page, arrived(cast), act).status_code == 404


def test_hostile_mail_in_the_tray_is_shown_as_words(cast, page):
    waits = arrived(cast, mail(sender="evil@evil.example", subject=" ".join(TEXTS).replace("\n", " ")[:250], text=" ".join(TEXTS), html=" ".join(TEXTS)))
    for url in ("/inbox/tray/", reverse("mailboxes:arrival", args=[waits.pk])):
        assert what_runs(page.get(url).content.decode()) == []


def form_of(server, **values):
    return {
        "address": "hello@north.example", "host": "localhost", "port": server.tls_port, "security": "tls", "username": "hello",
        "password": PASSWORD, "begins_on": "2026-01-01", "reads_sent": "on", **values,
    }  # fmt: skip


def test_a_mailbox_is_set_tested_changed_and_removed(server, cast, page):
    page.post("/settings/mailboxes/new/", form_of(server))
    box = Mailbox.objects.get()
    assert (box.member, unseal(box.password_sealed)) == (None, PASSWORD)
    server.put("hello", mail())
    answer = page.post(reverse("mailboxes:test", args=[box.pk]))
    assert answer.status_code == 200 and "It works." in answer.content.decode() and not Message.objects.exists()
    page.post(reverse("mailboxes:mailbox", args=[box.pk]), form_of(server, password="", address="office@north.example"))
    box.refresh_from_db()
    assert box.address == "office@north.example" and unseal(box.password_sealed) == PASSWORD
    page.post(reverse("mailboxes:removal", args=[box.pk]))
    assert not Mailbox.objects.exists()


def test_the_password_is_never_shown_told_or_sent_elsewhere(server, cast, page):
    page.post("/settings/mailboxes/new/", form_of(server))
    box = Mailbox.objects.get()
    for url in ("/settings/mailboxes/", reverse("mailboxes:mailbox", args=[box.pk])):
        found = page.get(url).content.decode()
        assert PASSWORD not in found and box.password_sealed not in found
    assert PASSWORD not in str(list(Event.objects.values_list("payload", flat=True)))
    answer = page.post(reverse("mailboxes:mailbox", args=[box.pk]), form_of(server, password="", username="other"))
    assert answer.status_code == 422 and "Enter the password." in answer.content.decode()


HOSTS = ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "169.254.169.254", "10.0.0.1", "::1", "::ffff:127.0.0.1", "0.0.0.0"]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["new", "change"])
def test_a_host_inside_is_refused_on_every_path(server, cast, page, settings, host, path):
    box = box_of(server, cast.north)
    settings.OUTBOUND_ALLOW = []
    url = "/settings/mailboxes/new/" if path == "new" else reverse("mailboxes:mailbox", args=[box.pk])
    answer = page.post(url, form_of(server, host=host))
    assert answer.status_code == 422 and Mailbox.objects.filter(host=host).exclude(pk=box.pk).count() == 0
    box.refresh_from_db()
    assert box.host == "localhost"


@pytest.mark.parametrize("wrong", [{"port": 22}, {"port": 6379}, {"security": "none"}, {"host": "a b"}, {"host": "http://x"}, {"host": ""}, {"username": "a\r\nLOGOUT"}, {"password": "a\r\nb"}, {"begins_on": "soon"}])
def test_what_cannot_be_is_refused_at_its_field(server, page, wrong):
    answer = page.post("/settings/mailboxes/new/", form_of(server, **wrong))
    assert answer.status_code == 422 and not Mailbox.objects.exists()
    assert set(answer.context["form"].errors) & set(wrong)


def test_a_test_tells_no_words_of_the_server_and_is_counted(server, cast, page):
    from clientkeep.foundation.sealing import seal

    box = box_of(server, cast.north, password_sealed=seal("wrong"))
    url = reverse("mailboxes:test", args=[box.pk])
    found = page.post(url).content.decode()
    assert "did not accept the user name or the password" in found and "AUTHENTICATIONFAILED" not in found
    assert [page.post(url).status_code for _ in range(12)][-1] == 429


def test_ones_own_mailbox_is_ones_own(server, cast, as_member):
    page = as_member(cast.adam)
    page.post("/settings/account/mailbox/new/", form_of(server, address="adam@north.example"))
    box = Mailbox.objects.get()
    assert box.member == cast.adam
    assert page.get("/settings/mailboxes/").status_code == 403
    for member in (cast.olivia, cast.theo, cast.sid):
        other = as_member(member)
        assert other.get(reverse("mailboxes:mailbox", args=[box.pk])).status_code == 404
        assert other.post(reverse("mailboxes:removal", args=[box.pk])).status_code == 404


def test_a_member_touches_no_mailbox_of_the_firm(server, cast, as_member):
    box = box_of(server, cast.north)
    page = as_member(cast.theo)
    assert page.get(reverse("mailboxes:mailbox", args=[box.pk])).status_code == 404
    assert page.post(reverse("mailboxes:test", args=[box.pk])).status_code == 404


def test_a_filing_address_is_made_shown_to_its_member_and_made_anew(server, cast, as_member):
    box = box_of(server, cast.north)
    page = as_member(cast.theo)
    page.post("/settings/account/filing-address/")
    first = FilingAddress.objects.get().address_at(box)
    assert first in page.get("/settings/account/mailbox/").content.decode()
    assert first not in as_member(cast.olivia).get("/settings/account/mailbox/").content.decode()
    as_member(cast.theo).post("/settings/account/filing-address/")
    assert FilingAddress.objects.get().address_at(box) != first
