"""What the pages of the demo firm are about: ids for each parameter of the address table, printed as JSON.

Runs inside the installation that is looked at: `python -c "from tests.look.finding import tell; tell()"`.
"""

import json
from typing import Any
from urllib.parse import urlsplit


def tell() -> None:
    """Print ids by parameter, ids of papers by what they are, and the way into the portal."""
    print("FOUND " + json.dumps(_found(), default=str))


def make_firm() -> None:
    """Open an empty firm with one owner, and print the way in."""
    from clientkeep.workspace.members.models import Member, User, Workspace
    from clientkeep.workspace.office.signin import make_link

    firm = Workspace.objects.create(name="Quill & Rule", time_zone="Europe/London", currency="GBP", country="GB")
    user = User.objects.create_user("ada@quill.example", "correct horse battery", "Ada Quill")
    Member.objects.create(workspace=firm, user=user, role="owner")
    print("FOUND " + json.dumps({"way_in": urlsplit(make_link(user)).path}))


def _found() -> dict[str, Any]:
    from django.db.models import Count

    from clientkeep.lifecycle.billing.models import Payment, Schedule
    from clientkeep.relationship.clients.models import Client
    from clientkeep.relationship.documents.models import Document
    from clientkeep.relationship.portal.links import new_link
    from clientkeep.relationship.rhythm.models import HandOver, ImportantDate, PlanLine
    from clientkeep.workspace.mail.models import Letter
    from clientkeep.workspace.mail.wordings import WORDINGS
    from clientkeep.workspace.members.models import Member

    client = Client.objects.annotate(papers=Count("documents")).order_by("-papers").first()
    contact = client.contacts.first()
    papers = _papers(Document)
    letter = Letter.objects.order_by("-created_at").first()
    rows = {"client_id": client, "contact_id": contact, "person_id": contact, "letter_id": letter}
    rows |= {"payment_id": Payment.objects.first(), "schedule_id": Schedule.objects.first()}
    rows |= {"member_id": Member.objects.last(), "entry_id": client.log.first()}
    rows |= {"line_id": PlanLine.objects.first(), "date_id": ImportantDate.objects.first(), "handover_id": HandOver.objects.first()}
    rows |= {name: model.objects.first() for name, model in _of_feedback().items()} | _of_conversations() | _of_the_firm()
    rows |= _of_meetings() | _of_agreements()
    rows |= _of_sequences() | _of_sales()
    rows |= _of_projects() | _of_playbooks() | _of_starting()
    values = {name: str(row.pk) for name, row in rows.items() if row}
    values |= {"slug": next(iter(WORDINGS)).slug, "done": "accepted", "kind": "referral", "number": 1, "block": _clause_in(papers), "token": "x" * 43, "secret": "x" * 43}
    waiting = Document.objects.filter(pk=papers.get("quote") or papers.get("invoice")).first()
    asked = waiting.client.contacts.first()
    return {
        "public": _public_of_meetings(rows["booking_id"]) | _public_of_inquiries() | _public_of_studies() | _public_of_signings(), "values": values, "portal_values": _shown_to(asked), "papers": papers, "portal": new_link(waiting.client, asked),
        "portal_papers": {
            row.kind: str(row.pk)
            for row in Document.objects.filter(client=waiting.client).exclude(state__in=("draft", "void"))
        },
    }  # fmt: skip


def _of_agreements() -> dict[str, Any]:
    """A clause that has had more than one wording, and a template of two editions."""
    from clientkeep.lifecycle.agreements.models import Clause, ProposalTemplate

    return {"clause_id": Clause.objects.filter(edition__gt=1).first(), "proposal_template_id": ProposalTemplate.objects.order_by("-edition").first()}


def _clause_in(papers: dict[str, str]) -> str | None:
    """The block of a draft that has an older wording of it."""
    from clientkeep.lifecycle.agreements.models import Clause, Content

    names = {str(each.pk) for each in Clause.objects.filter(edition__gt=1)}
    blocks = Content.objects.get(document=papers["offer_draft"]).blocks if "offer_draft" in papers else []
    return next((block["id"] for block in reversed(blocks) if block.get("clause_id") in names), None)


def _of_projects() -> dict[str, Any]:
    """A project that runs, and a milestone of it whose day moved or is late."""
    from clientkeep.lifecycle.delivery.models import Milestone, Project

    running = Project.objects.filter(state="running").order_by("-created_at").first()
    return {"project_id": running, "milestone_id": Milestone.objects.filter(project=running).in_order().last()}


def _of_meetings() -> dict[str, Any]:
    """A meeting that can be booked, and the one that comes last."""
    from clientkeep.lifecycle.sales.models import Booking, MeetingType

    return {"type_id": MeetingType.objects.first(), "booking_id": Booking.objects.order_by("-starts_at").first()}


def _of_starting() -> dict[str, Any]:
    from clientkeep.lifecycle.onboarding.models import AgendaItem, Credential, Intake, IntakeForm, Kickoff

    planned = Kickoff.objects.filter(state="planned").exclude(agenda_sent_at=None).first()
    return {
        "credential_id": Credential.objects.filter(state="held").first(), "intake_id": Intake.objects.filter(state="submitted").first(),
        "intake_form_id": IntakeForm.objects.first(), "kickoff_id": planned, "agenda_item_id": AgendaItem.objects.filter(kickoff=planned).exclude(text="").first(),
    }  # fmt: skip


def _of_sales() -> dict[str, Any]:
    """What stands in the addresses of the pipeline: an open opportunity without a client, and an inquiry that waits."""
    from clientkeep.lifecycle.sales.models import (
        CaseStudy,
        Checklist,
        Criterion,
        Inquiry,
        LostReason,
        Opportunity,
        Prompt,
        Stage,
    )

    waiting = Inquiry.objects.filter(state="new").first()
    return {
        "opportunity_id": Opportunity.objects.filter(state="open", client=None).exclude(guide_notes=None).first(), "inquiry_id": waiting, "stage_id": Stage.objects.first(),
        "reason_id": LostReason.objects.first(), "criterion_id": Criterion.objects.first(), "checklist_id": Checklist.objects.first(), "prompt_id": Prompt.objects.first(),
        "study_id": CaseStudy.objects.order_by("made_at").first(),
    }  # fmt: skip


def _public_of_inquiries() -> dict[str, str]:
    """The form as strangers see it."""
    from clientkeep.lifecycle.sales.models import InquiryForm

    form = InquiryForm.objects.filter(active=True).first()
    return {"inquiries:ask": f"/inquire/{form.token}/", "inquiries:thanks": f"/inquire/{form.token}/thanks/"} if form else {}


def _public_of_signings() -> dict[str, str]:
    """The page of somebody who is asked to choose and sign, and of one who has."""
    from clientkeep.lifecycle.agreements.models import Signer, SigningKey

    theirs = Signer.objects.filter(ours=False, signing__leaves_choice=True)
    shown = {"to choose": theirs.filter(state="asked").first(), "chosen and signed": theirs.filter(state="signed").first()}
    return {f"signing:own ({what})": f"/sign/{SigningKey.make(signer)}/" for what, signer in shown.items() if signer}


def _public_of_studies() -> dict[str, str]:
    """A case study as strangers read it, and as the one reads it who was asked."""
    from clientkeep.lifecycle.sales.models import CaseStudy, StudyKey

    study = CaseStudy.objects.public().exclude(client=None).first()
    if study is None:
        return {}
    return {"showcase:read": f"/case-studies/{study.token}/", "showcase:consent": f"/case-studies/consent/{StudyKey.make(study, study.contact)}/"}


def _public_of_meetings(booking: Any) -> dict[str, str]:
    """What a stranger sees of a meeting, by the name of the page."""
    from clientkeep.lifecycle.sales.booking.offering import Offer
    from clientkeep.lifecycle.sales.models import BookingKey

    if booking is None:
        return {}
    offer, own = Offer(booking.kind), f"/booking/{BookingKey.make(booking)}/"
    free = next(iter(offer.starts(offer.first, offer.last)), booking.starts_at)
    month = f"/book/{booking.kind.token}/"
    pages = {"month": month, "at": f"{month}at/?start={free:%Y-%m-%dT%H:%MZ}", "own": own, "move": f"{own}move/", "cancel": f"{own}cancel/"}
    return {f"booking:{name}": path for name, path in pages.items()}


def _of_feedback() -> dict[str, Any]:
    """The models whose things stand in addresses of feedback."""
    from clientkeep.lifecycle.retention.models import Ask, Case, CaseStep, Survey, SurveyRule, Theme

    return {"survey_id": Survey, "rule_id": SurveyRule, "case_id": Case, "step_id": CaseStep, "ask_id": Ask, "theme_id": Theme}


def _of_sequences() -> dict[str, Any]:
    """A sequence with letters, a run that was stopped, a letter that waits."""
    from clientkeep.lifecycle.retention.models import SequenceRun, SequenceStep

    run = SequenceRun.objects.filter(state="stopped").select_related("sequence").first()
    return {"sequence_id": run and run.sequence, "run_id": run, "sequence_step_id": SequenceStep.objects.waiting().first()}


def _of_playbooks() -> dict[str, Any]:
    """A playbook, the run that goes on, and one of its letters."""
    from clientkeep.lifecycle.onboarding.models import ExpectationsLetter, PlaybookRun, PlaybookStep

    run = PlaybookRun.objects.running().select_related("playbook").first()
    letter = PlaybookStep.objects.filter(run=run, kind="letter").order_by("-position").first()
    return {"playbook_id": run and run.playbook, "playbook_run_id": run, "playbook_step_id": letter, "expectations_id": ExpectationsLetter.objects.order_by("-sent_at").first(), "meeting_step_id": PlaybookStep.objects.filter(kind="meeting").exclude(choice="").order_by("state", "pk").first()}


def _of_conversations() -> dict[str, Any]:
    """What was written, said and promised: of each the one with most to see."""
    from django.db.models import Count

    from clientkeep.relationship.conversations.models import (
        Arrival,
        Decision,
        Mailing,
        MailingRow,
        Message,
        Promise,
        Question,
        Recap,
        Reminder,
        Thread,
        Wait,
    )

    return {
        "thread_id": Thread.objects.annotate(count=Count("messages")).order_by("-count").first(),
        "message_id": Message.objects.exclude(files=None).first(), "arrival_id": Arrival.objects.first(),
        "promise_id": Promise.objects.filter(state="open", side="ours").order_by("due_on").first(),
        "decision_id": Decision.objects.first(), "recap_id": Recap.objects.order_by("-sent_at").first(),
        "reminder_id": Reminder.objects.waiting().first(), "question_id": Question.objects.first(), "wait_id": Wait.objects.filter(closed_at=None).first(),
        "mailing_id": Mailing.objects.first(), "recipient_id": MailingRow.objects.first(),
    }  # fmt: skip


def _shown_to(contact: Any) -> dict[str, str]:
    """What stands in the portal of one contact, by the names in its addresses."""
    from clientkeep.lifecycle.delivery.models import StatusUpdate
    from clientkeep.lifecycle.onboarding.models import Kickoff, PlaybookStep
    from clientkeep.lifecycle.retention.models import Survey
    from clientkeep.relationship.conversations.models import Recap, Thread

    rows = {
        "thread_id": Thread.objects.filter(messages__contact=contact).order_by("-last_at").first(),
        "recap_id": Recap.objects.filter(to=contact, state="sent").first(),
        "survey_id": Survey.objects.filter(contact=contact, state="asked").first(),
        "playbook_step_id": PlaybookStep.objects.shown_to_client().filter(run__client=contact.client).order_by("-text").first(),
        "kickoff_id": Kickoff.objects.shown_to_client().filter(client=contact.client).first(),
        "meeting_step_id": PlaybookStep.objects.shown_to_client().filter(run__client=contact.client, kind="meeting").order_by("-pk").first(),
        "update_id": StatusUpdate.objects.sent().filter(to=contact).order_by("-sent_at").first(),
    }
    return {name: str(row.pk) for name, row in rows.items() if row}


def _of_the_firm() -> dict[str, Any]:
    """Absences, days on which the firm is closed, and the review that is under way."""
    from clientkeep.lifecycle.delivery.models import StatusUpdate
    from clientkeep.lifecycle.retention.models import Review
    from clientkeep.workspace.hours.models import Absence, ClosedDays

    return {
        "absence_id": Absence.objects.order_by("-first").first(), "closed_id": ClosedDays.objects.first(),
        "review_id": Review.objects.filter(finished_at=None).first(), "update_id": StatusUpdate.objects.ready().in_order().first(),
    }  # fmt: skip


def _papers(rows: Any) -> dict[str, str]:
    wanted = {
        "invoice": rows.objects.filter(kind="invoice", state="issued", balance_minor__gt=0),
        "paid": rows.objects.filter(kind="invoice", state="issued", balance_minor=0),
        "draft": rows.objects.filter(kind="invoice", state="draft"),
        "quote": rows.objects.filter(kind="quote", state="issued"),
        "accepted": rows.objects.filter(kind="quote", state="accepted"),
        "receipt": rows.objects.filter(kind="receipt"),
        "proposal": rows.objects.filter(kind="proposal", state="issued"),
        "chosen": rows.objects.filter(kind="proposal", state="accepted"),
        "contract": rows.objects.filter(kind="contract", state="accepted"),
        "contract_draft": rows.objects.filter(kind="contract", state="draft"),
        "offer_draft": rows.objects.filter(kind="proposal", state="draft"),
    }
    found = {name: query.order_by("-created_at").first() for name, query in wanted.items()}
    return {name: str(row.pk) for name, row in found.items() if row}
