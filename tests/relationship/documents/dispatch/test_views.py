"""Issue and send: the letter as it will arrive, one for each recipient, honest about where it is."""

import pytest
from django.urls import reverse

from clientkeep.relationship.clients.models import Client
from clientkeep.relationship.documents.models import Document, NumberSeries
from clientkeep.workspace.mail.models import Letter, MailServer
from clientkeep.workspace.queue import run_due_jobs


@pytest.fixture
def page(cast, as_member):
    return as_member(cast.olivia)


def url(document) -> str:
    return reverse("documents:sending", args=[document.pk])


def sent_form(cast, document, **more):
    return {
        "act": "send", "version": document.version, "again": "", "to": [str(cast.sam.pk)],
        "subject": "Invoice {number}", "text": "Hello {contact}, {total}\n{link}", **more,
    }  # fmt: skip


def test_the_letter_is_shown_before_it_goes(cast, page):
    draft = cast.invoice(issue=False)
    text = page.get(url(draft)).content.decode()
    number = NumberSeries.coming(cast.north, "invoice", draft.issue_date.year)
    assert f"Invoice {number} from North Studio" in text and "Hello Sam" in text and f"{number}.pdf" in text
    assert not NumberSeries.objects.exists()
    assert Document.objects.get().is_draft


def test_one_letter_for_each_recipient_however_often_it_is_sent(cast, page):
    draft = cast.invoice(issue=False)
    form = sent_form(cast, draft, to=[str(cast.sam.pk), str(cast.jo.pk)], other="cfo@acme.example; SAM@acme.example")
    for _ in range(3):
        assert page.post(url(draft), form).status_code == 302
    letters = Letter.objects.order_by("to_email")
    assert [letter.to_email for letter in letters] == ["cfo@acme.example", "jo@acme.example", "SAM@acme.example"] or len(letters) == 3
    issued = Document.objects.get()
    assert issued.state == "issued"
    subjects = {letter.subject for letter in letters}
    assert subjects == {f"Invoice {issued.number}"}
    assert "Hello Jo, $2,400.00" in letters.get(to_email="jo@acme.example").text
    assert letters.get(to_email="jo@acme.example").link["contact"] == str(cast.jo.pk)


def test_nothing_says_sent_that_was_not(cast, page):
    draft = cast.invoice(issue=False)
    page.post(url(draft), sent_form(cast, draft))
    run_due_jobs()
    text = page.get(reverse("documents:detail", args=[draft.pk])).content.decode()
    assert "Held in the outbox" in text and "In the outbox" in text
    assert Document.objects.get().sent_at is None
    letter = Letter.objects.get()
    Letter.objects.filter(pk=letter.pk).update(state="unknown")
    Letter.objects.get().mark_sent(cast.by)
    run_due_jobs()
    assert Document.objects.get().sent_at is not None
    assert "state--waiting" in page.get(reverse("documents:invoices")).content.decode()


@pytest.mark.parametrize(("change", "words"), [
    ({"to": []}, "Choose who gets it"), ({"other": "not an address"}, "Enter an e-mail address"),
    ({"subject": " "}, "Write a subject"), ({"text": ""}, "Write a subject and a message"),
    ({"other": "x@y.example\r\nBcc: z@y.example"}, "Enter an e-mail address"),
    ({"other": ", ".join(f"p{n}@x.example" for n in range(30))}, "20 recipients at most"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_issued(cast, page, change, words):
    draft = cast.invoice(issue=False)
    answer = page.post(url(draft), sent_form(cast, draft, **change))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Document.objects.get().is_draft and not Letter.objects.exists()
    assert not NumberSeries.objects.filter(counters__last__gt=0).exists()


def test_a_draft_changed_meanwhile_is_looked_at_again(cast, page):
    draft = cast.invoice(issue=False)
    form = sent_form(cast, draft)
    draft.rewrite(cast.by, lines=[{"description": "Else", "unit_price": "1"}])
    answer = page.post(url(draft), form)
    assert answer.status_code == 409 and "changed meanwhile" in answer.content.decode()
    assert Document.objects.get().is_draft


def test_a_draft_without_a_price_is_not_issued(cast, page):
    draft = cast.invoice(issue=False, lines=[{"description": "Garden wall"}])
    answer = page.post(url(draft), sent_form(cast, draft))
    assert answer.status_code == 422 and "has no price yet" in answer.content.decode()


def test_issuing_without_sending_writes_no_letter(cast, page):
    draft = cast.invoice(issue=False)
    page.post(url(draft), sent_form(cast, draft, act="issue", to=[]))
    run_due_jobs()
    issued = Document.objects.get()
    assert issued.state == "issued" and issued.pdf_file and not Letter.objects.exists()
    assert "Not sent" in page.get(reverse("documents:invoices")).content.decode()


def test_sending_again_writes_new_letters(cast, page):
    invoice = cast.invoice()
    page.post(url(invoice), sent_form(cast, invoice))
    again = page.get(url(invoice)).content.decode().split('name="again" value="')[1].split('"')[0]
    assert again
    for _ in range(2):
        page.post(url(invoice), sent_form(cast, invoice, again=again))
    assert Letter.objects.count() == 2


def test_a_clients_words_are_never_read_as_placeholders(cast, page):
    client = Client.add(cast.north, cast.by, name="{total} {link} {{code}}", email="x@brace.example")
    draft = cast.invoice(client=client, issue=False)
    page.post(url(draft), sent_form(cast, draft, to=["client"], subject="For {client}", text="{client}\n{workspace.secret} {link}"))
    letter = Letter.objects.get()
    assert letter.subject.startswith("For {total}") and "{workspace.secret}" in letter.text
    assert "$2,400" not in letter.text


def test_what_is_missing_is_asked_beside_the_paper_and_kept(cast, page):
    firm = cast.north
    firm.asked_at, firm.address_line1, firm.tax_status = {}, "", "unknown"
    firm.save()
    draft = cast.invoice(issue=False)
    text = page.get(url(draft)).content.decode()
    assert "Before the first one goes out" in text and "An invoice must name who sends it" in text
    assert page.post(url(draft), sent_form(cast, draft)).status_code == 422
    answers = {
        "act": "facts", "address_line1": "1 Main Street", "postal_code": "97201", "city": "Portland", "region": "OR",
        "country": "US", "tax_status": "exempt", "terms_days": "14", "currency": "USD", "next_number": "41",
    }  # fmt: skip
    wrong = page.post(url(draft), {**answers, "address_line1": ""})
    assert wrong.status_code == 422
    assert page.post(url(draft), answers).status_code == 302
    assert page.post(url(draft), sent_form(cast, draft)).status_code == 302
    issued = Document.objects.get()
    assert issued.number.endswith("-0041") and issued.seller["address"][0] == "1 Main Street"


def test_a_mail_server_lets_the_letter_leave(cast, page):
    cast.north.public_url = "https://clients.north-studio.com"
    cast.north.save()
    MailServer.objects.create(workspace=cast.north, host="127.0.0.1", port=1, security="none", from_email="hello@north.example")
    draft = cast.invoice(issue=False)
    answer = page.post(url(draft), sent_form(cast, draft), follow=True)
    assert "is on its way to Sam Bell" in answer.content.decode()


def test_who_may_send(cast, as_member):
    draft = cast.invoice(issue=False)
    assert as_member(cast.carla).get(url(draft)).status_code == 403
    assert as_member(cast.sid).get(url(draft)).status_code == 404
    assert as_member(cast.mia).get(url(draft)).status_code == 200
    assert as_member(cast.mia).get(url(cast.invoice(client=cast.bloom, issue=False))).status_code == 404
