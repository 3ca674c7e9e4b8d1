"""A recap is drafted from what was logged, sent, and confirmed by an act of the client, once, with its digest."""

import datetime as dt
import hashlib
import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser
from django.urls import reverse

from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.conversations.agreed.reading import agreed_on
from clientkeep.relationship.conversations.models import Decision, LogEntry, Promise, Recap
from clientkeep.relationship.conversations.recaps.sending import send
from clientkeep.relationship.conversations.recaps.triggers import GUARDS
from clientkeep.relationship.portal.links import new_link
from clientkeep.relationship.portal.models import PortalKey
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.links import make_link
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.members.acting import Actor

CANARY = "CANARY-7731"
TEXT = "The launch moves to 12 May 2030.\n\n- Jo March: send the photos, by 8 May 2030"


def call(cast):
    return LogEntry.write(cast.acme, "call", f"They were cross, {CANARY}", cast.by, cast.jo)


def begun(cast, text=TEXT, to=None):
    return Recap.begin(call(cast), cast.by, subject="What we agreed", text=text, to=[cast.jo] if to is None else to)


def sent(cast, text=TEXT):
    recap = begun(cast, text)
    send(recap, cast.by)
    return recap


def jo(cast):
    return Actor("contact", cast.jo.pk, str(cast.jo))


def enter(contact):
    browser = Browser()
    assert browser.get(new_link(contact.client, contact)).status_code == 302
    return browser


def address(recap, what=""):
    return f"/p/recaps/{recap.pk}/{what}"


def test_the_draft_holds_what_was_logged_and_nothing_internal(cast, as_member):
    cast.acme.change(cast.by, background=f"Pays late, {CANARY}")
    cast.acme.plan_next_step("Send the quote", dt.date(2030, 5, 9), cast.by)
    entry = call(cast)
    LogEntry.write(cast.acme, "note", CANARY, cast.by)
    Decision.note(cast.acme, what="Launch on 12 May", by=cast.by, evidence=entry)
    Promise.make(cast.acme, side="theirs", what="Send the photos", by=cast.by, due_on=dt.date(2030, 5, 8), contact=cast.jo, source=entry)
    Promise.make(cast.acme, side="ours", what="Quote the booking page", by=cast.by, source=entry)
    seen = as_member(cast.olivia).get(reverse("conversations:recap_write", args=[entry.pk]))
    text = seen.context["form"]["text"].value()
    assert "- Launch on 12 May\n" in text
    assert "- Jo March: Send the photos, by 8 May 2030\n" in text
    assert "- Olivia North: Quote the booking page, no day agreed yet\n" in text
    assert "- Send the quote, on 9 May 2030\n" in text
    assert CANARY not in seen.content.decode()
    assert seen.context["form"]["to"].value() == [cast.jo.pk]
    assert [each.words for each in seen.context["findings"]] == ["no day agreed yet"]
    assert not Recap.objects.exists()


def test_from_the_draft_to_the_confirmation(cast, as_member):
    page, entry = as_member(cast.olivia), call(cast)
    write = reverse("conversations:recap_write", args=[entry.pk])
    token = page.get(write).context["form_token"]
    typed = {"to": [str(cast.jo.pk)], "subject": "What we agreed", "text": TEXT, "form_token": token, "act": "send"}
    assert [page.post(write, typed).status_code for _ in range(2)] == [302, 302]
    recap = Recap.objects.get()
    assert (recap.state, recap.digest) == ("sent", hashlib.sha256(TEXT.encode()).hexdigest())
    letter = Letter.objects.get(purpose="recap")
    assert (letter.to_email, letter.key) == (cast.jo.email, f"recap:{recap.pk}:{cast.jo.pk}")
    assert letter.text.startswith(TEXT)
    assert letter.link == {"kind": "recap", "contact": str(cast.jo.pk), "recap": str(recap.pk)}
    browser = enter(cast.jo)
    assert "Confirm what we agreed" in browser.get("/p/").content.decode()
    shown = browser.get(address(recap)).content.decode()
    assert recap.digest in shown
    assert CANARY not in shown + letter.text + letter.html
    assert browser.post(address(recap, "confirmation/"), {"digest": recap.digest}).status_code == 302
    recap.refresh_from_db()
    assert (recap.state, recap.confirmed_by, recap.confirming_contact) == ("confirmed", "Jo March", cast.jo)
    assert recap.is_intact
    assert Event.objects.get(slug="recap.confirmed").payload["digest"] == recap.digest
    assert "Thank you. It is agreed." in browser.get(address(recap)).content.decode()
    assert "Confirm what we agreed" not in browser.get("/p/").content.decode()
    today = cast.north.today()
    assert agreed_on(cast.acme, today).recaps == [recap]
    assert agreed_on(cast.acme, today - dt.timedelta(days=1)).recaps == []
    assert recap.digest in page.get(reverse("conversations:agreed", args=[cast.acme.pk])).content.decode()


def test_a_form_or_a_click_that_comes_twice_is_answered_as_before(cast, as_member):
    page, draft = as_member(cast.olivia), Recap.begin(call(cast), cast.by, subject="What we agreed", text=TEXT, to=[cast.jo])
    typed = {"to": [str(cast.jo.pk)], "subject": "What we  agreed", "text": TEXT.replace("\n", "\r\n"), "act": "send"}
    own = reverse("conversations:recap", args=[draft.pk])
    assert [page.post(own, typed).status_code for _ in range(2)] == [302, 302]
    assert page.post(own, {**typed, "text": f"{TEXT} And a car."}).status_code == 422
    digest, browser = Recap.objects.get().digest, enter(cast.jo)
    assert [browser.post(address(draft, "confirmation/"), {"digest": digest}).status_code for _ in range(2)] == [302, 302]
    assert browser.post(address(draft, "confirmation/"), {"digest": "0" * 64}).status_code == 409
    assert Contact.add(cast.acme, cast.by, name="Ada Moss", email="ada@acme.example")
    assert enter(Contact.objects.get(name="Ada Moss")).post(address(draft, "confirmation/"), {"digest": digest}).status_code == 409
    assert Letter.objects.filter(purpose="recap").count() == 1
    assert Event.objects.filter(slug__in=("recap.sent", "recap.confirmed")).count() == 2


def test_vague_words_stop_it_once(cast, as_member):
    page, recap = as_member(cast.olivia), begun(cast)
    own = reverse("conversations:recap", args=[recap.pk])
    typed = {"to": [str(cast.jo.pk)], "subject": "What we agreed", "text": "We send the photos soon.", "act": "send"}
    stopped = page.post(own, typed)
    assert stopped.status_code == 422
    assert "Not sent yet." in stopped.content.decode()
    assert "Name the day" in stopped.content.decode()
    assert Recap.objects.get().state == "draft"
    checked = stopped.context["checked"]
    assert page.post(own, {**typed, "text": "We send a few soon.", "checked": checked}).status_code == 422
    assert not Letter.objects.filter(purpose="recap").exists()
    assert page.post(own, {**typed, "checked": checked}).status_code == 302
    assert Recap.objects.get().state == "sent"


def test_another_view_comes_to_us_and_a_new_version_asks_again(cast, as_member):
    recap, browser, page = sent(cast), enter(cast.jo), as_member(cast.olivia)
    assert browser.post(address(recap, "difference/"), {"text": " "}).status_code == 422
    assert browser.post(address(recap, "difference/"), {"text": "It was the 20th."}).status_code == 302
    recap.refresh_from_db()
    assert (recap.state, recap.question) == ("questioned", "It was the 20th.")
    assert LogEntry.objects.filter(kind="message", contact=cast.jo, text__contains="It was the 20th.").exists()
    assert "sees it differently" in page.get("/").content.decode()
    renew = reverse("conversations:recap_renew", args=[recap.pk])
    assert page.post(renew).url == page.post(renew).url
    newest = Recap.objects.get(version=2)
    assert browser.get(address(recap)).status_code == 200
    newest.write(subject=newest.subject, text=TEXT.replace("12 May", "20 May"), to=[cast.jo])
    send(newest, cast.by)
    assert Recap.objects.get(pk=recap.pk).state == "replaced"
    assert browser.get(address(recap)).status_code == 404
    for what in ("confirmation/", "difference/"):
        assert browser.post(address(recap, what), {"digest": recap.digest, "text": "x"}).status_code == 404
    assert browser.post(address(newest, "confirmation/"), {"digest": recap.digest}).status_code == 409
    assert browser.post(address(newest, "confirmation/"), {"digest": newest.digest}).status_code == 302
    assert Letter.objects.filter(purpose="recap").count() == 2


def test_looking_confirms_nothing(cast):
    recap, browser = sent(cast), enter(cast.jo)
    for what in ("", "confirmation/", "difference/"):
        browser.get(address(recap, what))
        browser.head(address(recap, what))
    assert Recap.objects.get().state == "sent"


@pytest.mark.parametrize("state", ["draft", "discarded"])
def test_what_was_not_sent_is_not_there(cast, state):
    recap, browser = begun(cast), enter(cast.jo)
    if state == "discarded":
        recap.discard()
    assert browser.get(address(recap)).status_code == 404
    assert browser.post(address(recap, "confirmation/"), {"digest": recap.digest}).status_code == 404


def test_another_client_and_who_may_not_agree_cannot_confirm(cast):
    recap, said = sent(cast), {"digest": Recap.objects.get().digest}
    assert enter(cast.ben).post(address(recap, "confirmation/"), said).status_code == 404
    assert enter(cast.sam).post(address(recap, "confirmation/"), said).status_code == 403
    assert enter(cast.sam).post(address(recap, "difference/"), {"text": "x"}).status_code == 403
    one_paper = Browser()
    one_paper.get(new_link(cast.acme, None, cast.invoice()))
    assert one_paper.get(address(recap)).status_code == 404
    assert Browser().get(address(recap)).status_code == 404
    assert Recap.objects.get().state == "sent"


def test_an_ended_link_confirms_nothing_on_an_open_page(cast):
    recap, browser = sent(cast), enter(cast.jo)
    cast.jo.portal_keys.update(revoked_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert browser.post(address(recap, "confirmation/"), {"digest": recap.digest}).status_code == 404


def opened(letter):
    """What the letter's link leads to, as make_link wrote it when the letter left."""
    browser, link = Browser(), make_link(letter)
    return browser, browser.get(link[link.index("/p/"):])


def test_the_letters_link_opens_the_recap_itself_until_it_is_ended(cast):
    recap = sent(cast)
    letter = Letter.objects.get(purpose="recap")
    browser, answer = opened(letter)
    assert answer.url == address(recap)
    assert "Yes, this is what we agreed" in browser.get(answer.url).content.decode()
    assert Recap.objects.get().state == "sent", "opening is no act"
    secret = make_link(letter)
    path = secret[secret.index("/p/"):]
    assert not PortalKey.objects.filter(token_hash__contains=path.split("/")[2]).exists()
    cast.jo.portal_keys.update(revoked_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert Browser().get(path).status_code == 404


def test_a_letter_about_an_older_version_leads_to_the_one_in_its_place(cast):
    first = sent(cast)
    letter = Letter.objects.get(purpose="recap")
    newer = first.renew(cast.by)
    assert opened(letter)[1].url == address(first), "until the new one is sent"
    send(newer, cast.by)
    assert opened(letter)[1].url == address(newer)


@pytest.mark.parametrize("named", ["foreign", "nonsense", "absent"])
def test_a_link_that_names_no_recap_of_theirs_opens_the_start_page(cast, named):
    foreign = LogEntry.write(cast.bloom, "call", "x", cast.by, cast.ben)
    what = {
        "foreign": str(Recap.begin(foreign, cast.by, subject="x", text="x", to=[cast.ben]).pk), "nonsense": "x' or 1",
        "absent": "01900000-0000-7000-8000-000000000000",
    }[named]  # fmt: skip
    assert Browser().get(new_link(cast.acme, cast.jo), {"recap": what}).url == "/p/"


def test_a_text_that_was_tampered_with_is_not_confirmed(cast):
    recap = sent(cast)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Recap.objects.filter(pk=recap.pk).update(text="We owe you a car.")
    next(guard for guard in GUARDS if guard.name == "recap_kept").lift(connection)
    Recap.objects.filter(pk=recap.pk).update(text="We owe you a car.")
    with pytest.raises(Conflict, match="not the newest text"):
        recap.confirm(jo(cast), cast.jo, recap.digest)
    assert not Recap.objects.get().is_intact


def test_the_second_confirmation_is_told_so(cast):
    recap = sent(cast)
    stale = Recap.objects.get(pk=recap.pk)
    recap.confirm(jo(cast), cast.jo, recap.digest)
    with pytest.raises(Conflict, match="confirmed"):
        stale.confirm(jo(cast), cast.jo, stale.digest)
    assert Event.objects.filter(slug="recap.confirmed").count() == 1
    with pytest.raises(Conflict):
        recap.renew(cast.by)


@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_are_one(cast):
    recap, gate, told = sent(cast), threading.Barrier(2), []

    def confirm():
        try:
            seen = Recap.objects.get(pk=recap.pk)
            gate.wait()
            seen.confirm(jo(cast), cast.jo, recap.digest)
            told.append("confirmed")
        except Conflict:
            told.append("refused")
        finally:
            connection.close()

    both = [threading.Thread(target=confirm) for _ in range(2)]
    [each.start() for each in both]
    [each.join() for each in both]
    assert sorted(told) == ["confirmed", "refused"]
    assert Event.objects.filter(slug="recap.confirmed").count() == 1


def test_what_cannot_be_written_or_sent(cast):
    note = LogEntry.write(cast.acme, "note", "x", cast.by)
    with pytest.raises(Invalid, match="over a call or a meeting"):
        Recap.begin(note, cast.by, subject="x", text="x", to=[])
    for values, field in (({"subject": " "}, "subject"), ({"text": " "}, "text"), ({"to": [cast.ben]}, "to")):
        with pytest.raises(Invalid) as refused:
            Recap.begin(call(cast), cast.by, **{"subject": "x", "text": "x", "to": [], **values})
        assert refused.value.field == field
    with pytest.raises(Invalid, match="e-mail address"):
        send(begun(cast, to=[]), cast.by)
    recap = sent(cast)
    for act in (lambda: send(recap, cast.by), lambda: recap.write(subject="x", text="x", to=[]), recap.discard):
        with pytest.raises(Conflict):
            act()
    assert Letter.objects.filter(purpose="recap").count() == 1


def test_braces_of_a_person_are_no_link(cast):
    sent(cast, "Use {link} and {code} in the template.")
    text = Letter.objects.get(purpose="recap").text
    assert "Use {{link}} and {{code}} in the template." in text
    assert text.rstrip().endswith("\n{link}")
