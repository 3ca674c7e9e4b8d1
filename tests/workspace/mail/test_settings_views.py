"""How letters leave and what they say: the owner's page, its test button, and words with a safe preview."""

import pytest
from django.urls import reverse

from clientkeep.foundation.sealing import unseal
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail import smtp
from clientkeep.workspace.mail.models import Letter, LetterTemplate, MailServer
from tests.fakes.smtp import accepts_password, postbox

CANARY = "canary-password-7731"
GOOD = {
    "host": "smtp.north.example", "port": "587", "security": "starttls", "username": "north", "password": CANARY,
    "from_email": "hello@north.example", "from_name": "North Studio",
}  # fmt: skip


def save(page, **values):
    return page.post("/settings/mail/", {**GOOD, **values})


def test_a_server_is_kept_sealed_and_its_password_never_shown(cast, as_member):
    """P10."""
    page = as_member(cast.olivia)
    assert save(page).status_code == 302
    server = MailServer.objects.get()
    assert CANARY not in server.password_sealed and unseal(server.password_sealed) == CANARY
    for path in ("/settings/mail/", "/outbox/"):
        assert CANARY not in page.get(path).content.decode()
    assert server.password_sealed not in page.get("/settings/mail/").content.decode()
    assert CANARY not in str(list(Event.objects.values()))


def test_an_empty_password_keeps_the_stored_one_for_the_same_host_only(cast, as_member):
    page = as_member(cast.olivia)
    save(page)
    assert save(page, password="", from_name="New").status_code == 302
    assert unseal(MailServer.objects.get().password_sealed) == CANARY
    answer = save(page, password="", host="smtp.evil.example")
    assert answer.status_code == 422 and "Enter the password." in answer.content.decode()
    assert MailServer.objects.get().host == "smtp.north.example"


@pytest.mark.parametrize("who", ["adam", "theo", "carla"])
def test_only_the_owner_sets_the_mail_server(cast, as_member, who):
    """M8."""
    page = as_member(getattr(cast, who))
    assert page.get("/settings/mail/").status_code == 403
    assert save(page).status_code == 403
    assert page.post("/settings/mail/test/").status_code == 403
    assert not MailServer.objects.exists()


@pytest.mark.parametrize(
    "field, value",
    [
        ("port", "22"), ("port", "6379"), ("port", "5432"), ("port", "80"), ("port", "70000"), ("port", "-1"), ("port", "x"),
        ("host", "http://x"), ("host", "a b"), ("host", "x:25"), ("host", "user@host"), ("host", "a\r\nb"), ("host", ""),
        ("host", "-x"), ("host", "../x"), ("security", "ssl3"), ("security", "none"), ("from_email", "nobody"),
        ("from_email", "a@b.example\r\nBcc: c@d.example"),
    ],
)  # fmt: skip
def test_what_is_no_mail_server_is_refused_at_its_field(cast, as_member, field, value):
    """M8: ports of mail servers only; what was typed stands there still."""
    answer = save(as_member(cast.olivia), **{field: value})
    assert answer.status_code == 422
    assert f"id_{field}_error" in answer.content.decode()
    assert "smtp.north.example" in answer.content.decode() or field == "host"
    assert not MailServer.objects.exists()


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "0.0.0.0", "224.0.0.1", "::", "fe80::1", "::ffff:169.254.169.254", "240.0.0.1"]
)
def test_addresses_that_are_no_mail_server_are_never_connected_to(cast, host, settings, monkeypatch):
    """M8: checked when the socket opens."""
    monkeypatch.setattr(smtp.socket, "socket", None)
    server = MailServer(workspace=cast.north, host=host, port=25, security="none", from_email="a@b.example")
    with pytest.raises(smtp.Unreachable, match="cannot be a mail server"), smtp.conversation(server):
        pass


@pytest.mark.django_db(transaction=True)
def test_the_test_button_really_sends(cast, as_member, north_mails, box):
    answer = as_member(cast.olivia).post("/settings/mail/test/")
    assert answer.status_code == 200 and "It works." in answer.content.decode()
    assert box.letters[0].recipients == ["olivia@north.example"]
    north_mails.refresh_from_db()
    assert north_mails.tested_at
    assert not Event.objects.filter(slug="letter.sent").exists()


@pytest.mark.django_db(transaction=True)
def test_the_test_button_says_what_went_wrong_in_our_own_words(cast, as_member, north_mails, box):
    page = as_member(cast.olivia)
    box.recipient = "550 <b>internal host db1.corp</b>"
    answer = page.post("/settings/mail/test/").content.decode()
    assert "Not sent." in answer and "<b>internal" not in answer
    MailServer.objects.update(port=1)
    assert "No mail server answered at 127.0.0.1, port 1." in page.post("/settings/mail/test/").content.decode()
    assert set(Letter.objects.values_list("state", flat=True)) == {"failed"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("password, works", [("right", True), ("wrong", False)])
def test_it_signs_in_with_the_stored_password(cast, as_member, north_mails, password, works):
    from clientkeep.foundation.sealing import seal

    with postbox(authenticator=accepts_password("right"), auth_require_tls=False, auth_required=True) as box:
        MailServer.objects.update(port=box.port, username="north", password_sealed=seal(password))
        answer = as_member(cast.olivia).post("/settings/mail/test/").content.decode()
    assert (len(box.letters) == 1) is works
    assert ("It works." if works else "did not accept the user name or the password") in answer


@pytest.mark.django_db(transaction=True)
def test_a_server_without_tls_is_named_and_gets_no_password(cast, as_member, north_mails, box):
    MailServer.objects.update(security="starttls")
    assert (
        "does not offer this kind of security" in as_member(cast.olivia).post("/settings/mail/test/").content.decode()
    )
    assert box.letters == []


def test_the_test_button_cannot_be_used_to_search_a_network(cast, as_member):
    page = as_member(cast.olivia)
    answers = [page.post("/settings/mail/test/").status_code for _ in range(13)]
    assert answers[-1] == 429 and 429 not in answers[:12]


def test_the_demo_never_sends_a_test(cast, as_member, north_mails, box):
    cast.north.is_demo = True
    cast.north.save()
    assert "never leave the machine" in as_member(cast.olivia).post("/settings/mail/test/").content.decode()
    assert box.letters == []


def test_a_removed_server_is_forgotten(cast, as_member, north_mails):
    as_member(cast.olivia).post("/settings/mail/removal/")
    assert not MailServer.objects.exists()


def test_setting_a_server_lets_no_held_letter_go(cast, as_member, letter_to):
    letter_to()
    page = as_member(cast.olivia)
    cast.north.public_url = "https://clients.north.example"
    cast.north.save()
    save(page)
    assert Letter.objects.get().state == "held"
    assert "Held letters wait for you." in page.get("/settings/mail/").content.decode()


def test_words_are_changed_with_a_message_at_the_field_and_kept_as_typed(cast, as_member):
    page = as_member(cast.adam)
    url = reverse("mail:wording", args=["document_invoice"])
    answer = page.post(url, {"subject": "Mine {number}", "body": "Hi {password}"})
    assert answer.status_code == 422
    assert "{password} is not known here" in answer.content.decode() and "Mine {number}" in answer.content.decode()
    assert page.post(url, {"subject": "Mine {number}", "body": "Hi {contact}"}).status_code == 302
    assert LetterTemplate.objects.get().body == "Hi {contact}"
    assert "Your own" in page.get("/settings/letters/").content.decode()
    page.post(reverse("mail:wording_reset", args=["document_invoice"]))
    assert not LetterTemplate.objects.exists()


def test_a_preview_of_hostile_words_is_words_in_a_sandbox_and_saves_nothing(cast, as_member):
    """D7."""
    url = reverse("mail:wording_preview", args=["document_invoice"])
    answer = as_member(cast.adam).post(url, {"subject": "x", "body": "<script>alert(1)</script>{{ 7*7 }}{client}"})
    html = answer.content.decode()
    assert "<script" not in html and "{{ 7*7 }}" in html and "Acme Studio" in html
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize("slug", ["nonsense", "__class__", "a" * 300])
def test_an_unknown_letter_is_a_404(cast, as_member, slug):
    assert as_member(cast.adam).get(f"/settings/letters/{slug}/").status_code == 404
