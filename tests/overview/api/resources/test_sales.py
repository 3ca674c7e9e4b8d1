"""Before the first agreement, by the interface: a stranger's mail becomes an inquiry, an inquiry an opportunity."""

from clientkeep.lifecycle.sales.models import Inquiry, Opportunity
from clientkeep.relationship.conversations.mailboxes.filing import Fetched, Filing
from tests.mails import mail


def test_a_mail_becomes_an_inquiry_and_that_an_opportunity(cast, api):
    arrival = Filing(cast.north).file(Fetched.of(mail(sender="Ann Lee <ann@tide.example>"))).thing
    caller = api(cast.olivia)
    decided = caller.post(f"/waiting-mail/{arrival.pk}/decision", {"act": "inquire"})
    assert (decided.status_code, decided.json()) == (200, {"outcome": "inquired"})
    inquiry = Inquiry.objects.get()
    assert caller.get("/inquiries").json()["items"][0]["source"] == "E-mail"
    made = caller.post(f"/inquiries/{inquiry.pk}/opportunity", {"title": "A sign"})
    assert made.status_code == 200 and Opportunity.objects.get().email == "ann@tide.example"
    assert caller.post(f"/inquiries/{inquiry.pk}/declining", {"subject": "No", "text": "No"}).status_code == 409
