"""From the first inquiry to the start of work by program: each step of the firm is an operation; the client acts as a client does."""

import datetime as dt

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.agreements.models import Signer
from clientkeep.lifecycle.agreements.signing.choosing import choose
from clientkeep.lifecycle.agreements.signing.seen import Seen
from clientkeep.lifecycle.onboarding.credentials.rules import Content
from clientkeep.lifecycle.onboarding.models import Credential, CredentialShowing, ExpectationsLetter, Intake
from clientkeep.lifecycle.onboarding.playbooks.jobs import go_on_with_playbooks
from clientkeep.lifecycle.sales.models import Inquiry
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.conversations.models import Recap
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.queue import run_due_jobs
from tests.lifecycle.agreements.proposals.offer import BLOCKS

PHONE = Seen("203.0.113.7", "Phone 1.0")
ADA = "ada@foxmoss.example"
# Ten in the morning in Portland, where the firm works.
TUESDAY = dt.datetime(2027, 3, 2, 18, tzinfo=dt.UTC)


def done(answer) -> dict:
    """What was answered, once it was taken."""
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


@pytest.fixture
def call(cast, api):
    with clock.moved(TUESDAY):
        yield api(cast.olivia)


def test_each_step_of_the_firm_is_an_operation(cast, call):
    done(call.put("/gates/needs", {"needs": ["agreed", "signed", "deposit"], "deposit_at_once": True}))
    form = done(call.post("/intake-forms", {"name": "Before we begin", "text": "Which day? [date, required]"}))
    done(call.post("/playbooks", {"name": "How we begin", "begins": "gate.opened", "steps": steps(form["id"])}))

    client, opportunity = asked_and_judged(cast, call)
    document = offered(call, client, opportunity)
    signed(cast, call, document)
    won(call, client, opportunity, document)
    paid(call, client, document)

    project = done(call.get(f"/projects?client_id={client}"))["items"][0]
    assert [each["name"].split(",")[0] for each in project["milestones"]] == ["Draft", "Launch"]
    assert done(call.post(f"/projects/{project['id']}/start"))["state"] == "running"
    go_on()
    ada = Contact.objects.get(pk=done(call.get(f"/clients/{client}/contacts"))["items"][0]["id"])
    welcomed(call, client, document)
    expectations_said(call, client, ada)
    answered(call, client, ada)
    password_handed_over(call, client, ada)
    kicked_off(call, client, document, ada)
    go_on()
    # Without a mail server the letter stays in the outbox.
    assert [step["state"] for step in run_of(call, client)["steps"]] == ["outbox", "done", "done"]


def go_on() -> None:
    """What the machine does by itself in the next minutes."""
    for _ in range(3):
        go_on_with_playbooks()
        run_due_jobs()


def run_of(call, client: str) -> dict:
    return done(call.get(f"/playbook-runs?client_id={client}"))["items"][0]


def as_client(ada: Contact) -> Actor:
    return Actor("contact", ada.pk, ada.name)

def steps(form: str) -> list[dict]:
    words = {"subject": "Welcome", "text": "Hello {contact},\n\nthank you.\n\n{link}"}
    return [
        {"key": "welcome", "kind": "letter", "side": "us", "title": "Welcome", **words},
        {"key": "form", "kind": "form", "side": "client", "title": "Before we begin", "choice": form},
        {"key": "kickoff", "kind": "kickoff", "side": "us", "title": "Kickoff"},
    ]


def asked_and_judged(cast, call) -> tuple[str, str]:
    """A stranger asks; the opportunity is noted, heard, judged and made a client's."""
    Inquiry.receive(cast.north, "Ada Fox", ADA, [{"label": "What do you need?", "answer": "A name"}])
    inquiry = done(call.get("/inquiries"))["items"][0]
    found = done(call.post(f"/inquiries/{inquiry['id']}/opportunity", {"title": "A new name"}))["id"]
    call_booked(call)
    prompt = done(call.get(f"/opportunities/{found}/guide"))["items"][0]["prompt_id"]
    done(call.patch(f"/opportunities/{found}/guide", {"answers": [{"prompt_id": prompt, "answer": "The old one is taken."}]}))
    criterion = done(call.post("/criteria", {"label": "Fits", "kind": "yes_no", "weight": 40, "lines": ["Yes = 100", "No = out"]}))
    answers = {"answers": [{"criterion_id": criterion["id"], "answer": "Yes"}]}
    assert done(call.patch(f"/opportunities/{found}/qualification", answers))["flags"] == []
    return done(call.post(f"/opportunities/{found}/client", {}))["client_id"], found


def call_booked(call) -> None:
    """The first of the free times is taken for whoever asked; nobody gets it twice."""
    meeting = done(call.post("/meeting-types", {"name": "First call", "minutes": 30, "place_kind": "video", "place": "https://video.example/olivia"}))["id"]
    today = clock.today("UTC")
    free = done(call.get(f"/meeting-types/{meeting}/slots?first={today}&last={today + dt.timedelta(days=10)}"))["items"]
    wanted = {"type_id": meeting, "starts_at": free[-1], "name": "Ada Fox", "email": ADA}
    booked = done(call.post("/bookings", wanted))
    assert (booked["state"], booked["starts_at"]) == ("booked", free[-1])
    assert call.post("/bookings", wanted).status_code == 409
    assert [row["id"] for row in done(call.get("/bookings?state=booked"))["items"]] == [booked["id"]]


def offered(call, client: str, opportunity: str) -> str:
    """A proposal with packages and options is written and sent: its letter is there once, however often it is asked for."""
    made = done(call.post("/documents", {"kind": "proposal", "client_id": client, "title": "A new name"}))["id"]
    done(call.put(f"/documents/{made}/blocks", {"blocks": BLOCKS}))
    done(call.put(f"/documents/{made}/opportunity", {"opportunity_id": opportunity}))
    for _ in range(2):
        sent = done(call.post(f"/documents/{made}/send", {}))
    assert sent["document"]["number"] and [letter["to_email"] for letter in done(call.get(f"/letters?document_id={made}"))["items"]] == [ADA]
    return made


def signed(cast, call, document: str) -> None:
    """Asked for by program; who signs does so on their own page."""
    people = {"signers": [{"name": "Ada Fox", "email": ADA}], "countersigned_by": str(cast.olivia.pk)}
    done(call.post(f"/documents/{document}/signing", people))
    blocks = done(call.get(f"/documents/{document}/blocks"))
    package = [block for block in blocks["blocks"] if block["type"] == "package"][1]["id"]
    choose(Signer.objects.get(name="Ada Fox"), {"package": package, "options": [blocks["options"][0]["key"]]}, PHONE)
    for name in ("Ada Fox", "Olivia North"):
        signer = Signer.objects.get(name=name, state="asked")
        signer.agree_to_sign(signer.signing.consent_version, PHONE)
        signer.sign(name, PHONE)
    run_due_jobs()
    assert done(call.get(f"/documents/{document}/signing"))["state"] == "signed"


def won(call, client: str, opportunity: str, document: str) -> None:
    """By the signatures, for the price that was chosen: nobody marks anything."""
    found = done(call.get(f"/opportunities/{opportunity}"))
    assert (found["state"], found["value"]) == ("won", done(call.get(f"/documents/{document}/blocks"))["choice"]["total"])
    assert done(call.get(f"/clients/{client}"))["stage"] == "active"


def paid(call, client: str, document: str) -> None:
    """The deposit invoice is there by itself; without a mail server it waits to be issued. Once it is paid, work may start."""
    told = next(each for each in done(call.get(f"/documents?client_id={client}&kind=invoice"))["items"] if each["source_id"] == document)
    told = done(call.post(f"/documents/{told['id']}/issue", {}))
    booked = {"client_id": client, "amount": told["total"], "currency": told["currency"], "method": "bank_transfer", "document_ids": [told["id"]]}
    done(call.post("/payments", booked))
    run_due_jobs()
    assert done(call.get(f"/documents/{document}/gate"))["is_open"]


def welcomed(call, client: str, document: str) -> None:
    """The playbook has begun by itself for this agreement; its first letter leaves once a person has said so."""
    run = run_of(call, client)
    assert (run["name"], run["document_id"]) == ("How we begin", document)
    assert [step["kind"] for step in run["steps"]] == ["letter", "form", "kickoff"]
    letter = run["steps"][0]
    assert done(call.post(f"/playbook-steps/{letter['id']}/approval"))["state"] == "outbox"
    assert call.post(f"/playbook-steps/{letter['id']}/approval").status_code == 409
    assert "Welcome" in [letter["subject"] for letter in done(call.get("/letters"))["items"]]


def expectations_said(call, client: str, ada: Contact) -> None:
    """What the client may expect is sent; the client acknowledges it by an act."""
    letter = done(call.post("/expectations", {"client_id": client, "text": "Hello Ada,\n\nyou hear from us within a day."}))
    assert done(call.post(f"/expectations/{letter['id']}/sending"))["state"] == "sent"
    ExpectationsLetter.objects.get().acknowledge(as_client(ada), ExpectationsLetter.objects.get().digest)
    assert done(call.get(f"/expectations/{letter['id']}"))["state"] == "acknowledged"


def answered(call, client: str, ada: Contact) -> None:
    """The form that the playbook sent is answered in two sittings and read."""
    sent = Intake.objects.get(client=client)
    sent.save_answers({"q1": "2030-05-"}, sent.version)
    sent = Intake.objects.get(client=client)
    assert sent.submit(as_client(ada), {"q1": "2030-05-12"}, sent.version) == {}
    told = done(call.get(f"/intake/{sent.pk}"))
    assert (told["state"], "2030" in told["answers"][0]["answer"]) == ("submitted", True)


def password_handed_over(call, client: str, ada: Contact) -> None:
    """It is shown for a reason, and the look is on record; without one nothing is shown."""
    asked = done(call.post("/credentials", {"client_id": client, "contact_id": str(ada.pk), "label": "Login of the web host"}))
    Credential.objects.get().enter(as_client(ada), Content("tern-Dapple-Oriel", "foxmoss"))
    assert call.post(f"/credentials/{asked['id']}/showings", {"because": " "}).status_code == 422
    assert done(call.post(f"/credentials/{asked['id']}/showings", {"because": "To move the site"}))["secret"] == "tern-Dapple-Oriel"
    assert [look["because"] for look in done(call.get(f"/credentials/{asked['id']}"))["showings"]] == ["To move the site"]
    assert CredentialShowing.objects.get().via == "api"


def kicked_off(call, client: str, document: str, ada: Contact) -> None:
    """The playbook has planned the kickoff; it is noted and held, and its recap is sent and confirmed."""
    planned = done(call.get(f"/kickoffs?client_id={client}"))["items"][0]
    assert (planned["state"], planned["agreement_id"], planned["contact_ids"]) == ("planned", document, [str(ada.pk)])
    item = planned["agenda"][0]["id"]
    done(call.patch(f"/agenda-items/{item}", {"notes": "Two names are left", "decisions": ["The name is Foxmoss"]}))
    done(call.post(f"/agenda-items/{item}/actions", {"side": "theirs", "what": "Send the old logo", "contact_id": str(ada.pk)}))
    held = done(call.post(f"/kickoffs/{planned['id']}/holding", {"minutes": 40}))
    done(call.post(f"/recaps/{held['recap_id']}/sending"))
    recap = Recap.objects.get()
    assert "The name is Foxmoss" in recap.text and "Send the old logo" in recap.text
    recap.confirm(as_client(ada), ada, recap.digest)
    assert done(call.get(f"/recaps/{held['recap_id']}"))["state"] == "confirmed"
