"""The conversation in the portal: one person's own, in both directions, and nothing internal in it (T2, T3, T8 to T10)."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clientkeep.foundation import clock
from clientkeep.relationship.conversations.models import LogEntry, Message, Thread
from clientkeep.relationship.conversations.writing.letters import write_letter
from clientkeep.relationship.conversations.writing.recipients import recipients_of
from clientkeep.relationship.portal import threads
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.handover import hand_over
from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.mail.wording import Words
from tests.fakes.smtp import postbox

pytestmark = pytest.mark.django_db
NEW = "/p/messages/"


def token_in(page, url):
    return re.search(r'name="form_token" value="([^"]+)"', page.get(url).content.decode())[1]


def write(page, url=NEW, **typed):
    return page.post(url, {"text": "When do we start?", "subject": "Start", "form_token": token_in(page, url), **typed})


def to_jo(cast, text="On Friday.", **values):
    jo = next(each for each in recipients_of(cast.acme) if each.contact == cast.jo)
    return write_letter(cast.acme, cast.olivia, Words("The launch", text), [jo], **values)


def test_a_client_writes_and_it_waits_for_the_firm(cast, open_portal):
    page = open_portal(cast.jo)
    answer = write(page)
    message = Message.objects.get()
    assert answer.status_code == 302 and answer.url == f"/p/messages/{message.thread_id}/#sent"
    assert (message.direction, message.channel, message.contact, message.text) == ("in", "portal", cast.jo, "When do we start?")
    assert message.thread.waits_since == message.happened_at and message.thread.subject == "Start"
    told = Event.objects.get(slug="message.received")
    assert (told.actor_kind, told.client_id) == ("contact", cast.acme.pk)
    assert "Start" in page.get("/p/").content.decode()
    assert "When do we start?" in page.get(f"/p/messages/{message.thread_id}/").content.decode()


def test_a_form_sent_twice_is_one_message(cast, open_portal):
    page = open_portal(cast.jo)
    token = token_in(page, NEW)
    for _ in range(3):
        assert write(page, form_token=token).status_code == 302
    assert Message.objects.count() == Thread.objects.count() == 1


def test_the_firms_answer_is_there_and_goes_by_mail_with_a_link(cast, open_portal, as_member, settings, transactional_db):
    with postbox() as box:
        settings.SMTP_PORTS = {*settings.SMTP_PORTS, box.port}
        cast.north.public_url = "https://clients.north.example"
        cast.north.save()
        MailServer.objects.create(workspace=cast.north, host="127.0.0.1", port=box.port, security="none", from_email="hello@north.example")
        page = open_portal(cast.jo)
        write(page)
        thread = Thread.objects.get()
        to_jo(cast, thread=thread)
        hand_over(Letter.objects.get().pk)
        text = box.letters[0].message.get_body(("plain",)).get_content()
        link = re.search(r"https://clients\.north\.example(/p/\S+)", text)[1]
    assert "On Friday." in page.get(f"/p/messages/{thread.pk}/").content.decode()
    fresh = type(page)()
    came = fresh.get(link, follow=True)
    assert came.redirect_chain[-1][0] == f"/p/messages/{thread.pk}/"
    assert "On Friday." in came.content.decode()
    assert write(fresh, f"/p/messages/{thread.pk}/", text="Good.").status_code == 302
    assert Thread.objects.count() == 1 and thread.messages.count() == 3


def test_each_person_sees_their_own_alone(cast, open_portal):
    to_jo(cast, "For Jo alone.")
    thread = Thread.objects.get()
    assert "For Jo alone." in open_portal(cast.jo).get(f"/p/messages/{thread.pk}/").content.decode()
    gone = open_portal(cast.ben).get("/p/messages/01890000-0000-7000-8000-000000000000/").content
    for person in (cast.sam, cast.ben, cast.zoe):
        page = open_portal(person)
        answer = page.get(f"/p/messages/{thread.pk}/")
        assert answer.status_code == 404 and len(answer.content) == len(gone)
        assert page.post(f"/p/messages/{thread.pk}/", {"text": "Mine", "form_token": token_in(page, NEW)}).status_code == 404
        assert "The launch" not in page.get("/p/").content.decode()
    assert Message.objects.count() == 1


def test_a_message_to_one_is_hidden_from_another_in_the_same_thread(cast, open_portal):
    page = open_portal(cast.sam)
    write(page, text="From Sam.")
    thread = Thread.objects.get()
    to_jo(cast, "About Sam, to Jo.", thread=thread)
    assert "About Sam" not in page.get(f"/p/messages/{thread.pk}/").content.decode()
    assert "From Sam." not in open_portal(cast.jo).get(f"/p/messages/{thread.pk}/").content.decode()


def test_what_has_not_left_yet_or_was_dropped_is_not_there(cast, open_portal):
    message = to_jo(cast, "Tomorrow's news.", not_before=clock.now() + dt.timedelta(days=1))
    page = open_portal(cast.jo)
    assert page.get(f"/p/messages/{message.thread_id}/").status_code == 404
    with clock.moved(clock.now() + dt.timedelta(days=2)):
        assert threads.messages_of(_as(cast.jo)).count() == 1
    letter = message.letters.get()
    letter.send_now(cast.by)
    assert page.get(f"/p/messages/{message.thread_id}/").status_code == 200
    Letter.objects.get().drop(cast.by)
    assert page.get(f"/p/messages/{message.thread_id}/").status_code == 404


def _as(contact):
    from clientkeep.relationship.portal.visitor import Visitor

    return Visitor(contact.client.workspace, contact.client, contact)


def test_nothing_internal_is_shown(cast, open_portal):
    cast.acme.change(cast.by, background="CANARY-background", custom={"x": "CANARY-custom"}, tags=["CANARY-tag"])
    cast.acme.plan_next_step("CANARY-step", None, cast.by)
    cast.jo.change(cast.by, note="CANARY-contact")
    for kind in ("note", "call", "mail"):
        LogEntry.write(cast.acme, kind, f"CANARY-{kind}", cast.by)
    page = open_portal(cast.jo)
    write(page)
    thread = Thread.objects.get()
    to_jo(cast, thread=thread)
    for url in ("/p/", NEW, f"/p/messages/{thread.pk}/"):
        assert "CANARY" not in page.get(url).content.decode()
    assert "CANARY" not in Letter.objects.get().text + Letter.objects.get().html


def test_files_come_in_checked_and_never_replace_the_firms(cast, open_portal):
    ours = keep(cast.north, b"Our contract.\n", "contract.txt", cast.by, client_id=cast.acme.pk)
    page = open_portal(cast.jo)
    assert write(page, file=[SimpleUploadedFile("contract.txt", b"Mine.\n")]).status_code == 302
    theirs = StoredFile.objects.exclude(pk=ours.pk).get()
    assert (theirs.client_id, theirs.replaces_id, theirs.shown_to_client, theirs.added_by) == (cast.acme.pk, None, False, "Jo March")
    thread = Thread.objects.get()
    got = page.get(f"/p/messages/{thread.pk}/files/{theirs.pk}/")
    assert b"".join(got.streaming_content) == b"Mine.\n"
    assert page.get(f"/p/messages/{thread.pk}/files/{ours.pk}/").status_code == 404
    assert open_portal(cast.sam).get(f"/p/messages/{thread.pk}/files/{theirs.pk}/").status_code == 404
    assert "contract.txt" not in open_portal(cast.sam).get("/p/").content.decode()


@pytest.mark.parametrize(("typed", "words"), [
    ({"text": "  "}, "Write what you want to say"), ({"text": "x" * 10_001}, "at most 10,000"), ({"subject": "x" * 300}, "under 200"),
    ({"form_token": "forged"}, "too old"), ({"file": [SimpleUploadedFile("a.txt", b"")]}, "empty"),
    ({"file": [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(6)]}, "5 files at most"),
])  # fmt: skip
def test_what_is_wrong_is_said(cast, open_portal, typed, words):
    answer = write(open_portal(cast.jo), **typed)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Message.objects.exists() and not StoredFile.objects.exists()


def test_a_flood_is_stopped_and_others_still_write(cast, open_portal):
    page = open_portal(cast.jo)
    answers = [write(page, text=f"Again {number}").status_code for number in range(threads.AT_MOST + 3)]
    assert answers == [302] * threads.AT_MOST + [429] * 3
    assert write(open_portal(cast.sam)).status_code == 302


def test_staff_who_look_as_the_client_cannot_write(cast, as_member):
    to_jo(cast)
    page = as_member(cast.olivia)
    shown = page.get(f"/clients/{cast.acme.pk}/portal/").content.decode()
    assert "The launch" in shown and "Write to North Studio" not in shown
    assert page.post(NEW, {"text": "As Jo"}).status_code == 404
    assert Message.objects.count() == 1


def test_a_link_to_one_document_opens_no_conversation(cast, open_portal):
    invoice = cast.invoice()
    page = open_portal(None, invoice, client=cast.acme)
    assert page.get(NEW).status_code == 404
    assert page.post(NEW, {"text": "Hello"}).status_code == 404


def test_hostile_words_are_words(cast, open_portal, as_member):
    page = open_portal(cast.jo)
    write(page, text="<script>alert(1)</script> {link} {client}", subject="<b>x</b>")
    thread = Thread.objects.get()
    for browser, url in ((page, f"/p/messages/{thread.pk}/"), (as_member(cast.olivia), f"/clients/{cast.acme.pk}/"), (as_member(cast.olivia), f"/threads/{thread.pk}/answer/")):
        shown = browser.get(url).content.decode()
        assert "<script>alert" not in shown and "<b>x" not in shown


def test_mail_between_the_same_people_is_the_same_conversation(cast, open_portal):
    """What Jo writes by mail stands beside what Jo writes in the portal."""
    page = open_portal(cast.jo)
    write(page)
    thread = Thread.objects.get()
    Message.receive(thread, cast.by, text="By mail this time.", channel="mail", contact=cast.jo, external_id="<a@acme.example>")
    Message.write(thread, cast.by, text="From my own program.", channel="mail", to=[{"name": "Jo", "email": "jo@acme.example"}])
    shown = page.get(f"/p/messages/{thread.pk}/").content.decode()
    assert "By mail this time." in shown and "From my own program." in shown


def test_what_was_written_is_no_notice(cast, open_portal):
    """The page's notices have a name of their own: what is said in a thread does not float over it."""
    page = open_portal(cast.jo)
    message = to_jo(cast)
    shown = page.get(f"/p/messages/{message.thread_id}/")
    assert "On Friday." in shown.content.decode()
    assert [str(notice) for notice in shown.context["messages"]] == []
