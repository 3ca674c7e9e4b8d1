"""Mailings: one letter for each recipient, ever; what is missing is named; who wants none gets none."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.once import mint
from clientkeep.relationship.conversations.mailings.jobs import go_on_with_mailings, write_some
from clientkeep.relationship.conversations.models import Mailing, MailingRow, Message, Thread
from clientkeep.relationship.conversations.writing.templates import find_template, keep_template, templates_of
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.handover import hand_over
from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.mail.wording import Words
from tests.fakes.smtp import Postbox, postbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def box(cast, settings) -> Postbox:
    with postbox() as running:
        settings.SMTP_PORTS = {*settings.SMTP_PORTS, running.port}
        cast.north.public_url = "https://clients.north.example"
        cast.north.save()
        MailServer.objects.create(workspace=cast.north, host="127.0.0.1", port=running.port, security="none", from_email="hello@north.example")
        yield running


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def made(cast, clients=None, words=None, member=None) -> Mailing:
    versions = words or {"": Words("News for {client}", "Hello {contact},\n\nNext: {next_step}\n\nwe moved.")}
    template = keep_template(cast.north, cast.by, "", "News", versions)
    return Mailing.make(cast.acting(member or cast.olivia), template, clients or [cast.acme, cast.bloom])


def finish(mailing) -> None:
    while Mailing.objects.get(pk=mailing.pk).state == "sending":
        write_some.func(str(mailing.pk))
    for letter in Letter.objects.filter(state="ready"):
        hand_over(letter.pk)


def test_each_gets_a_letter_and_a_thread_of_their_own(cast, box):
    mailing = made(cast)
    assert not Letter.objects.exists()
    mailing.send(cast.by)
    finish(mailing)
    assert sorted((kept.recipients[0], kept.message["Subject"]) for kept in box.letters) == [
        ("ben@bloom.example", "News for Bloom & Co"), ("jo@acme.example", "News for Acme Studio"),
    ]  # fmt: skip
    assert b"Next:" not in box.letters[0].content  # a line without its value is left out
    assert Thread.objects.count() == Message.objects.count() == 2
    assert {row.state for row in mailing.rows.all()} == {"written"}
    assert Event.objects.get(slug="mailing.sent").payload["count"] == 2


def test_pressed_and_run_again_nothing_new_leaves(cast, box):
    mailing = made(cast)
    for _ in range(3):
        mailing.send(cast.by)
        write_some.func(str(mailing.pk))
        go_on_with_mailings()
    finish(mailing)
    # Even a row that was put back by hand, as after a lost answer, writes no second letter.
    MailingRow.objects.update(state="ready", message=None)
    Mailing.objects.update(state="sending")
    finish(mailing)
    assert len(box.letters) == Letter.objects.count() == Message.objects.count() == 2


def test_a_killed_job_goes_on_where_it_was(cast, box, monkeypatch):
    from clientkeep.relationship.conversations.mailings import jobs

    mailing = made(cast)
    mailing.send(cast.by)
    real, calls = jobs.write_letter, []

    def dying(*args, **values):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args, **values)

    monkeypatch.setattr(jobs, "write_letter", dying)
    with pytest.raises(KeyboardInterrupt):
        write_some.func(str(mailing.pk))
    assert Letter.objects.count() == 1 and Mailing.objects.get().state == "sending"
    finish(mailing)
    assert sorted(kept.recipients[0] for kept in box.letters) == ["ben@bloom.example", "jo@acme.example"]


def test_what_is_missing_is_named_for_each(cast):
    nobody = Client.add(cast.north, cast.by, name="Nobody Ltd")
    double = Client.add(cast.north, cast.by, name="Twice Ltd")
    Contact.add(double, cast.by, name="Jo again", email="JO@acme.example")
    cast.ben.change(cast.by, no_mailings=True)
    cast.acme.plan_next_step("Send the photos", None, cast.by)
    rows = {row.client.name: row for row in made(cast, [cast.acme, cast.bloom, nobody, double]).rows.select_related("client")}
    assert (rows["Acme Studio"].state, rows["Acme Studio"].reason) == ("ready", "")
    assert (rows["Bloom & Co"].state, rows["Bloom & Co"].reason) == ("left_out", "Wants no mailings.")
    assert rows["Nobody Ltd"].reason == "No person there has an e-mail address."
    assert "gets it for another client" in rows["Twice Ltd"].reason
    cast.acme.plan_next_step("", None, cast.by)
    assert made(cast, [cast.acme]).rows.get().reason == "Empty: what comes next with the client."


def test_through_the_pages_from_the_list_to_what_became_of_it(cast, box, page):
    shown = page.get(reverse("clients:list")).content.decode()
    assert "Write to them" in shown
    url = reverse("conversations:mailing_new")
    chosen = {"chosen": [str(cast.acme.pk), str(cast.bloom.pk), str(cast.zephyr.pk)], "act": ""}
    asked = page.post(url, chosen)
    assert asked.status_code == 200 and not Mailing.objects.exists()
    assert "Zephyr" not in asked.content.decode()
    given = {**chosen, "template": "thank-you", "form_token": mint(cast.acting(cast.olivia))}
    for _ in range(2):
        assert page.post(url, given).status_code == 302
    mailing = Mailing.objects.get()
    assert mailing.rows.count() == 2
    bloom = mailing.rows.get(client=cast.bloom)
    preview = page.get(reverse("conversations:mailing_letter", args=[mailing.pk, bloom.pk]))
    assert "Hello Ben," in preview.content.decode() and "No more letters like this" in preview.content.decode()
    assert page.post(reverse("conversations:mailing_choice", args=[mailing.pk, bloom.pk]), {"act": "exclude"}).status_code == 302
    assert "Send to 1" in page.get(reverse("conversations:mailing", args=[mailing.pk])).content.decode()
    for _ in range(2):
        assert page.post(reverse("conversations:mailing_sending", args=[mailing.pk])).status_code == 302
    finish(mailing)
    told = page.get(reverse("conversations:mailing", args=[mailing.pk])).content.decode()
    assert "Taken out" in told and "Sent" in told and len(box.letters) == 1
    assert page.post(reverse("conversations:mailing_choice", args=[mailing.pk, bloom.pk]), {"act": "include"}).status_code == 409
    assert page.post(reverse("conversations:mailing_removal", args=[mailing.pk])).status_code == 409


@pytest.mark.parametrize(("filters", "names"), [
    ({"stage": "active"}, {"Acme Studio"}), ({"tier": "a"}, {"Bloom & Co"}), ({"tag": "vip"}, {"Acme Studio"}), ({"owner": "none"}, {"Acme Studio", "Bloom & Co"}),
    ({}, {"Acme Studio", "Bloom & Co"}), ({"stage": "former"}, None), ({"client__workspace": "x"}, {"Acme Studio", "Bloom & Co"}),
])  # fmt: skip
def test_clients_are_found_by_what_they_have_in_common(cast, page, filters, names):
    cast.acme.move_to("active", cast.by)
    cast.acme.change(cast.by, tags=["vip"])
    cast.bloom.change(cast.by, tier="a")
    answer = page.post(reverse("conversations:mailing_new"), {"template": "check-in", "form_token": mint(cast.acting(cast.olivia)), **filters})
    if names is None:
        assert answer.status_code == 422 and "No client fits" in answer.content.decode()
        return
    assert {row.client.name for row in MailingRow.objects.select_related("client")} == names


def test_no_more_is_one_button_by_post_and_by_the_mail_program(cast, box):
    mailing = made(cast)
    mailing.send(cast.by)
    finish(mailing)
    message = next(kept.message for kept in box.letters if kept.recipients == ["jo@acme.example"])
    path = re.match(r"<https://clients\.north\.example(/p/mailings/\S+)>", message["List-Unsubscribe"])[1]
    browser = Browser(enforce_csrf_checks=True)
    for method in (browser.get, browser.head):
        assert method(path).status_code == 200
    assert not Contact.objects.get(pk=cast.jo.pk).no_mailings
    for _ in range(2):
        assert browser.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Contact.objects.get(pk=cast.jo.pk).no_mailings
    assert Event.objects.filter(slug="contact.changed", about_id=cast.jo.pk).count() == 1
    assert browser.post("/p/mailings/forged/").status_code == 404
    assert made(cast, [cast.acme]).rows.get().state == "left_out"


def test_who_asks_for_no_more_in_between_gets_no_more(cast, box):
    """Between drawing up, writing and leaving."""
    early, late = made(cast, [cast.acme]), made(cast, [cast.bloom])
    for mailing in (early, late):
        mailing.send(cast.by)
    cast.jo.change(cast.by, no_mailings=True)
    write_some.func(str(early.pk))
    write_some.func(str(late.pk))
    assert early.rows.get().reason == "Wants no mailings."
    cast.ben.change(cast.by, no_mailings=True)
    finish(late)
    assert not box.letters and Letter.objects.get().state == "dropped"


def test_a_personal_letter_still_goes(cast, box):
    from clientkeep.relationship.conversations.writing.letters import write_letter
    from clientkeep.relationship.conversations.writing.recipients import recipients_of

    cast.jo.change(cast.by, no_mailings=True)
    write_letter(cast.acme, cast.olivia, Words("Hi", "Hello"), recipients_of(cast.acme)[:1])
    hand_over(Letter.objects.get().pk)
    assert len(box.letters) == 1 and box.letters[0].message["List-Unsubscribe"] is None


def test_a_mailing_answers_nobody(cast, box):
    thread = Thread.begin(cast.acme, "Waiting")
    Message.receive(thread, cast.by, text="Hello?", channel="mail", contact=cast.jo)
    mailing = made(cast, [cast.acme])
    mailing.send(cast.by)
    finish(mailing)
    assert Thread.objects.get(pk=thread.pk).waits_since is not None


def test_other_firms_and_narrowed_colleagues_do_not_see_it(cast, as_member):
    mailing = made(cast)
    row = mailing.rows.get(client=cast.bloom)
    for member in (cast.sid, cast.mia):
        other = as_member(member)
        for name, args in (("mailing", [mailing.pk]), ("mailing_letter", [mailing.pk, row.pk])):
            assert other.get(reverse(f"conversations:{name}", args=args)).status_code == 404
        assert other.post(reverse("conversations:mailing_sending", args=[mailing.pk])).status_code == 404
        assert "News" not in other.get(reverse("conversations:mailings")).content.decode()
    assert Mailing.objects.get(pk=mailing.pk).state == "draft"


def test_the_words_are_those_of_its_making(cast, box):
    mailing = made(cast, [cast.acme], {"": Words("Before", "Hello")})
    key = next(each.key for each in templates_of(cast.north) if each.name == "News")
    keep_template(cast.north, cast.by, key, "News", {"": Words("After", "Bye")})
    assert find_template(cast.north, key).default.subject == "After"
    mailing.send(cast.by)
    finish(mailing)
    assert box.letters[0].message["Subject"] == "Before"


def test_nothing_internal_goes_out(cast, box):
    cast.acme.change(cast.by, background="CANARY", custom={"x": "CANARY"})
    cast.jo.change(cast.by, note="CANARY")
    mailing = made(cast, [cast.acme])
    mailing.send(cast.by)
    finish(mailing)
    assert b"CANARY" not in box.letters[0].content
