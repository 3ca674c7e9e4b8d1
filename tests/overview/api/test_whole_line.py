"""From the first inquiry to the start of work by program: each step of the firm is an operation; the client acts as a client does."""

from clientkeep.lifecycle.agreements.models import Signer
from clientkeep.lifecycle.agreements.signing.choosing import choose
from clientkeep.lifecycle.agreements.signing.seen import Seen
from clientkeep.lifecycle.sales.models import Inquiry
from clientkeep.workspace.queue import run_due_jobs
from tests.lifecycle.agreements.proposals.offer import BLOCKS

PHONE = Seen("203.0.113.7", "Phone 1.0")


def done(answer) -> dict:
    """What was answered, once it was taken."""
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


def test_each_step_of_the_firm_is_an_operation(cast, api):
    call = api(cast.olivia)
    done(call.put("/gates/needs", {"needs": ["agreed", "signed", "deposit"], "deposit_at_once": True}))
    form = done(call.post("/intake-forms", {"name": "Before we begin", "text": "Which day? [date, required]"}))
    done(call.post("/playbooks", {"name": "How we begin", "begins": "gate.opened", "steps": steps(form["id"])}))

    client, opportunity = asked_and_judged(cast, call)
    document = offered(call, client, opportunity)
    signed(cast, call, document)
    paid(call, client, document)

    project = done(call.get(f"/projects?client_id={client}"))["items"][0]
    assert [each["name"].split(",")[0] for each in project["milestones"]] == ["Draft", "Launch"]
    assert done(call.post(f"/projects/{project['id']}/start"))["state"] == "running"
    run = done(call.get(f"/playbook-runs?client_id={client}"))["items"][0]
    assert (run["name"], run["document_id"]) == ("How we begin", document)
    assert [step["kind"] for step in run["steps"]] == ["letter", "form", "kickoff"]
    contact = done(call.get(f"/clients/{client}/contacts"))["items"][0]["id"]
    done(call.post("/credentials", {"client_id": client, "contact_id": contact, "label": "Login of the web host"}))
    letter = done(call.post("/expectations", {"client_id": client, "text": "Hello Ada,\n\nyou hear from us within a day."}))
    assert done(call.post(f"/expectations/{letter['id']}/sending"))["state"] == "sent"


def steps(form: str) -> list[dict]:
    words = {"subject": "Welcome", "text": "Hello {contact},\n\nthank you.\n\n{link}"}
    return [
        {"key": "welcome", "kind": "letter", "side": "us", "title": "Welcome", **words},
        {"key": "form", "kind": "form", "side": "client", "title": "Before we begin", "choice": form},
        {"key": "kickoff", "kind": "kickoff", "side": "us", "title": "Kickoff"},
    ]


def asked_and_judged(cast, call) -> tuple[str, str]:
    """A stranger asks; the opportunity is noted, heard, judged and made a client's."""
    Inquiry.receive(cast.north, "Ada Fox", "ada@foxmoss.example", [{"label": "What do you need?", "answer": "A name"}])
    inquiry = done(call.get("/inquiries"))["items"][0]
    found = done(call.post(f"/inquiries/{inquiry['id']}/opportunity", {"title": "A new name"}))["id"]
    prompt = done(call.get(f"/opportunities/{found}/guide"))["items"][0]["prompt_id"]
    done(call.patch(f"/opportunities/{found}/guide", {"answers": [{"prompt_id": prompt, "answer": "The old one is taken."}]}))
    criterion = done(call.post("/criteria", {"label": "Fits", "kind": "yes_no", "weight": 40, "lines": ["Yes = 100", "No = out"]}))
    answers = {"answers": [{"criterion_id": criterion["id"], "answer": "Yes"}]}
    assert done(call.patch(f"/opportunities/{found}/qualification", answers))["flags"] == []
    return done(call.post(f"/opportunities/{found}/client", {}))["client_id"], found


def offered(call, client: str, opportunity: str) -> str:
    """A proposal with packages and options is written and issued."""
    made = done(call.post("/documents", {"kind": "proposal", "client_id": client, "title": "A new name"}))["id"]
    done(call.put(f"/documents/{made}/blocks", {"blocks": BLOCKS}))
    done(call.post(f"/documents/{made}/issue", {}))
    done(call.post(f"/opportunities/{opportunity}/win"))
    return made


def signed(cast, call, document: str) -> None:
    """Asked for by program; who signs does so on their own page."""
    people = {"signers": [{"name": "Ada Fox", "email": "ada@foxmoss.example"}], "countersigned_by": str(cast.olivia.pk)}
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


def paid(call, client: str, document: str) -> None:
    """The deposit invoice is there by itself; without a mail server it waits to be issued. Once it is paid, work may start."""
    told = next(each for each in done(call.get(f"/documents?client_id={client}&kind=invoice"))["items"] if each["source_id"] == document)
    told = done(call.post(f"/documents/{told['id']}/issue", {}))
    booked = {"client_id": client, "amount": told["total"], "currency": told["currency"], "method": "bank_transfer", "document_ids": [told["id"]]}
    done(call.post("/payments", booked))
    run_due_jobs()
    assert done(call.get(f"/documents/{document}/gate"))["is_open"]
