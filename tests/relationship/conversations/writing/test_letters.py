"""Writing to a client: a letter for each recipient on a real server, one message on the record, each once."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.clients.once import mint
from clientkeep.relationship.conversations.models import LetterDraft, Message, Signature, Thread
from clientkeep.relationship.conversations.writing.letters import write_letter
from clientkeep.relationship.conversations.writing.reactions import take_back_what_nobody_got
from clientkeep.relationship.conversations.writing.recipients import recipients_of
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.mail.wording import Words

pytestmark = pytest.mark.django_db(transaction=True)


def text_of(kept) -> str:
    return kept.message.get_body(("plain",)).get_content()


def test_each_recipient_gets_a_letter_of_their_own(cast, north_mails, box, send, leave):
    assert send(to=[cast.jo, cast.sam]).status_code == 302
    leave()
    assert sorted(kept.recipients[0] for kept in box.letters) == ["jo@acme.example", "sam@acme.example"]
    jo = next(kept for kept in box.letters if kept.recipients == ["jo@acme.example"])
    assert text_of(jo).startswith("Hello Jo,")
    assert "Olivia North\nNorth Studio" in text_of(jo).replace("\r\n", "\n")
    assert "sam@acme.example" not in jo.content.decode()
    assert jo.message["From"].addresses[0].display_name == "Olivia North, North Studio"
    assert jo.message["Auto-Submitted"] is None
    message = Message.objects.get()
    assert (message.direction, message.channel, message.text) == ("out", "mail", "Hello Jo and Sam,\n\nit is on Friday.")
    assert {letter.state for letter in message.letters.all()} == {"sent"}
    assert message.external_id in {kept.message["Message-ID"] for kept in box.letters}


def test_an_answer_is_one_conversation_in_mail_programs(cast, north_mails, box, send, leave):
    thread = Thread.begin(cast.acme, "RE: AW: The launch")
    came = "<" + "q" * 100 + "@acme.example>"
    Message.receive(thread, cast.by, text="When?", channel="mail", contact=cast.jo, external_id=came)
    send(thread=thread, subject="Re: The launch")
    leave()
    send(thread=thread, subject="Re: The launch", text="And one thing more.")
    leave()
    first, second = (kept.message for kept in box.letters)
    assert first["In-Reply-To"] == came == first["References"]
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["References"].split() == [came, first["Message-ID"]]
    thread.refresh_from_db()
    assert thread.waits_since is None
    assert Thread.objects.count() == 1


def test_a_double_click_sends_once(cast, north_mails, box, send, leave):
    token = mint(cast.acting(cast.olivia))
    for _ in range(3):
        assert send(form_token=token).status_code == 302
    leave()
    assert len(box.letters) == Letter.objects.count() == Message.objects.count() == 1


def test_an_error_behind_the_letter_takes_it_back(cast, north_mails, monkeypatch):
    monkeypatch.setattr(Message, "write", lambda *args, **values: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_letter(cast.acme, cast.olivia, Words("The launch", "On Friday."), recipients_of(cast.acme))
    assert not Letter.objects.exists() and not Thread.objects.exists()


@pytest.mark.parametrize(("typed", "field"), [
    ({"to": []}, "Choose who gets it."), ({"to": ["ben"]}, "Choose people of Acme Studio"), ({"text": " "}, "Write a text"),
    ({"subject": "Hello\r\nBcc: all@evil.example"}, "Write a subject in one line"), ({"text": "Hello {password}"}, "{password} is not known here"),
    ({"text": "{contact.client.workspace}"}, None), ({"subject": "x" * 400}, "Write a subject in one line"), ({"when": "never"}, "Choose one of"),
    ({"when": "at", "at": "yesterday"}, "Enter a day and a time."), ({"when": "at", "at": "2001-01-01T10:00"}, "within the next year"),
    ({"files": ["not-an-id"]}, "Choose files of Acme Studio"), ({"form_token": "x"}, "This form is too old"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, send, typed, field):
    if "ben" in typed.get("to", []):
        typed = {"to": [cast.ben]}
    answer = send(**typed)
    if field is None:
        assert "{contact.client.workspace}" in Message.objects.get().text  # dots are no names: it stays as typed
        return
    assert answer.status_code in (409, 422)
    assert field in answer.content.decode()
    if "text" not in typed:
        assert "it is on Friday." in answer.content.decode()
    assert not Letter.objects.exists() and not Message.objects.exists()


def test_files_of_the_client_and_new_ones_go_along(cast, north_mails, box, send, leave):
    known = keep(cast.north, b"Three colours.\n", "brief.txt", cast.by, client_id=cast.acme.pk)
    send(files=[str(known.pk)], upload=[SimpleUploadedFile("sketch.txt", b"A sketch.\n")])
    leave()
    names = sorted(part.get_filename() for part in box.letters[0].message.iter_attachments())
    assert names == ["brief.txt", "sketch.txt"]
    new = StoredFile.objects.get(name="sketch.txt")
    assert (new.client_id, new.shown_to_client) == (cast.acme.pk, False)
    assert Message.objects.get().files.count() == 2


def test_files_of_others_are_not_to_be_had(cast, send):
    foreign = keep(cast.south, b"Secret.\n", "secret.txt", cast.acting(cast.sid).actor, client_id=cast.zephyr.pk)
    other = keep(cast.north, b"Bloom.\n", "bloom.txt", cast.by, client_id=cast.bloom.pk)
    for stored in (foreign, other):
        assert send(files=[str(stored.pk)]).status_code == 422
    assert not Letter.objects.exists()


def test_a_letter_that_is_too_large_is_refused_whole(cast, send, monkeypatch):
    monkeypatch.setattr("clientkeep.workspace.mail.outbox.MOST_BYTES", 100)
    answer = send(upload=[SimpleUploadedFile("big.txt", b"Words.\n" * 40)])
    assert answer.status_code == 422 and "larger than 18 MB" in answer.content.decode()
    assert not StoredFile.objects.exists() and not Message.objects.exists()


def test_it_leaves_at_its_time_and_can_be_taken_back(cast, north_mails, box, send, leave):
    thread = Thread.begin(cast.acme, "The launch")
    Message.receive(thread, cast.by, text="When?", channel="mail", contact=cast.jo)
    waited = Thread.objects.get().waits_since
    send(thread=thread, when="at", at=(clock.now() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    leave()
    letter = Letter.objects.get()
    assert not box.letters and letter.is_scheduled and Thread.objects.get().waits_since is None
    letter.drop(cast.by)
    dropped = Event.objects.get(slug="letter.dropped")
    for _ in range(2):
        take_back_what_nobody_got(dropped)
    assert Thread.objects.get().waits_since == waited
    assert Event.objects.filter(slug="message.withdrawn").count() == 1


def test_the_clients_hours_are_those_of_its_zone(cast, north_mails, send):
    cast.acme.change(cast.by, time_zone="Asia/Tokyo")
    with clock.moved(dt.datetime(2026, 3, 6, 20, 0, tzinfo=dt.UTC)):  # Saturday morning in Tokyo
        send(when="hours", form_token=mint(cast.acting(cast.olivia)))
    assert Letter.objects.get().not_before == dt.datetime(2026, 3, 9, 0, 0, tzinfo=dt.UTC)


def test_a_draft_is_kept_once_and_goes_with_the_letter(cast, page, send):
    for words in ("First", "Second words"):
        assert send(act="draft", text=words).status_code == 302
    draft = LetterDraft.objects.get()
    assert (draft.text, draft.to, draft.member) == ("Second words", [str(cast.jo.pk)], cast.olivia)
    shown = page.get(reverse("conversations:write", args=[cast.acme.pk])).content.decode()
    assert "Second words" in shown
    today = page.get("/").content.decode()
    assert "that you began is not sent." in today
    assert "The launch" in page.get(reverse("conversations:drafts")).content.decode()
    send()
    assert not LetterDraft.objects.exists()


def test_a_draft_is_its_authors_alone(cast, send, as_member):
    send(act="draft", text="Between us")
    for member in (cast.theo, cast.adam):
        other = as_member(member)
        assert "Between us" not in other.get(reverse("conversations:write", args=[cast.acme.pk])).content.decode()
        assert "that you began" not in other.get("/").content.decode()


def test_signatures_of_the_person_the_firm_or_the_names(cast, north_mails, box, page, send, leave):
    own = reverse("conversations:signature")
    assert page.post(own, {"whose": "firm", "text": "{sender} · {firm}"}).status_code == 302
    send()
    assert page.post(own, {"whose": "own", "text": "O.\n{link}"}).status_code == 422
    assert page.post(own, {"whose": "own", "text": "Yours, O."}).status_code == 302
    send()
    leave()
    assert "Olivia North · North Studio" in text_of(box.letters[0])
    assert "Yours, O." in text_of(box.letters[1])
    page.post(own, {"whose": "own", "text": ""})
    assert Signature.objects.count() == 1


def test_a_colleague_cannot_write_the_firms_signature(cast, as_member):
    answer = as_member(cast.theo).post(reverse("conversations:signature"), {"whose": "firm", "text": "Mine"})
    assert answer.status_code == 403 and not Signature.objects.exists()


def test_the_preview_shows_it_filled_and_keeps_nothing(cast, page):
    url = reverse("conversations:preview", args=[cast.acme.pk])
    answer = page.post(url, {"to": [str(cast.jo.pk), str(cast.sam.pk)], "subject": "For {client}", "text": "Hello {contact}, <script>alert(1)</script>"})
    shown = answer.content.decode()
    assert "For Acme Studio" in shown and "Hello Jo, &lt;script&gt;" in shown and "1 more" in shown
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not Message.objects.exists() and not Letter.objects.exists()


def test_the_story_tells_what_became_of_each_letter(cast, north_mails, box, page, send, leave):
    box.recipient = "550 no such person"
    send()
    leave()
    shown = page.get(reverse("clients:detail", args=[cast.acme.pk])).content.decode()
    assert "Jo March: not sent" in shown and "Decide in the outbox" in shown and "it is on Friday." in shown


def test_nothing_internal_goes_out(cast, north_mails, box, send, leave):
    cast.acme.change(cast.by, background="CANARY-background", custom={"secret": "CANARY-custom"})
    cast.jo.change(cast.by, note="CANARY-note")
    send(text="Hello {contact} of {client}, {next_step}\n\n{sender} {firm}")
    leave()
    assert b"CANARY" not in box.letters[0].content


@pytest.mark.parametrize("who", ["carla"])
def test_who_may_not_write_is_refused(cast, as_member, who):
    assert as_member(getattr(cast, who)).get(reverse("conversations:write", args=[cast.acme.pk])).status_code == 403


def test_an_archived_client_is_not_written_to(cast, send):
    cast.acme.archive(cast.by)
    assert send().status_code == 409


def test_a_value_that_looks_like_a_name_is_no_name(cast):
    cast.jo.change(cast.by, name="{link} {client}")
    message = write_letter(cast.acme, cast.olivia, Words("Hi", "Hello {contact}"), [recipients_of(cast.acme)[0]])
    assert "{link}" in message.text and "Acme" not in message.text.split("\n")[0]
    assert Letter.objects.get().text.startswith("Hello {{link}}")


def test_too_many_files(cast, send):
    assert send(upload=[SimpleUploadedFile(f"{number}.txt", b"x\n") for number in range(11)]).status_code == 422
    with pytest.raises(Invalid):
        write_letter(cast.acme, cast.olivia, Words("Hi", "Hello"), [])


def test_the_thread_shows_each_letters_state_and_the_box_that_answers(cast, north_mails, box, page, send, leave):
    thread = Thread.begin(cast.acme, "The launch")
    Message.receive(thread, cast.by, text="When?", channel="portal", contact=cast.jo)
    url = reverse("inbox:thread", args=[thread.pk])
    assert 'name="form_token"' in page.get(url).content.decode()
    assert send(thread=thread, to=[cast.jo, cast.sam]).url == url
    leave()
    Letter.objects.get(to_email="sam@acme.example").came_back("no such person")
    shown = page.get(url).content.decode()
    assert "Came back" in shown and ">Sent" in shown and "It came back: no such person" in shown
    assert reverse("mail:letter", args=[Letter.objects.get(to_email="sam@acme.example").pk]) in shown
    send(thread=thread, when="at", at=(clock.now() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"))
    assert "Waits for its moment" in page.get(url).content.decode()
    letter = Letter.objects.get(not_before__isnull=False)
    letter.drop(cast.by)
    take_back_what_nobody_got(Event.objects.get(slug="letter.dropped"))
    assert "taken back" in page.get(url).content.decode()
