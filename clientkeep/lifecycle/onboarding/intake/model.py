"""Intake: one form sent to one contact, filled in over any number of sittings, and sent back once."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from clientkeep.foundation import clock
from clientkeep.foundation.errors import Conflict, Invalid
from clientkeep.foundation.fields import Identity
from clientkeep.foundation.states import States
from clientkeep.lifecycle.onboarding.playbooks.works import LONGEST_WORK, Work
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.files.intake import keep
from clientkeep.workspace.files.models import StoredFile
from clientkeep.workspace.journal import record
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.models import Workspace

from . import events, rules
from .form import LONGEST_NAME, IntakeForm
from .queries import FOR_CLIENT, IntakeQuerySet

STATES = States({"open": ("submitted", "withdrawn"), "submitted": (), "withdrawn": ()})
LABELS = {"open": "With the client", "submitted": "Filled in", "withdrawn": "Taken back"}
MEANINGS = {"open": "waiting", "submitted": "good", "withdrawn": "quiet"}
FIRST_CHASE = dt.timedelta(days=4)
MOST_FILES = 10


class Intake(models.Model):
    """`answers` are kept by the question's key while they are typed; `version` grows with each save."""

    id = Identity()
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="intakes")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(IntakeForm, on_delete=models.PROTECT, related_name="sent")
    agreement = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+", help_text="The agreement whose work it is for")
    work = models.UUIDField(null=True, help_text="The work that it is for, which a later stage knows")
    work_name = models.CharField(max_length=LONGEST_WORK, blank=True, help_text="Its name when the form was sent; empty: for the client as a whole")
    name = models.CharField(max_length=LONGEST_NAME)
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, default="open", choices=[(state, LABELS[state]) for state in STATES.all])
    due_on = models.DateField(null=True, blank=True)
    sent_by = models.CharField(max_length=200)
    sent_at = models.DateTimeField(default=clock.now)
    chase_at = models.DateTimeField(null=True)
    times_chased = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=200, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["client", "-sent_at"], name="intake_of_client"),
            models.Index(fields=["state", "chase_at"], name="intake_to_chase"),
            models.Index(fields=["work"], name="intake_of_work", condition=models.Q(work__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def begin(
        cls, form: IntakeForm, contact: Contact, by: Actor, due_on: dt.date | None = None, id: uuid.UUID | None = None, work: Work | None = None
    ) -> "Intake":
        """Put it on record with the questions as they are now, for one work or for the client. The same `id` gives the same again. Raises Invalid."""
        client = contact.client
        if form.workspace_id != client.workspace_id:
            raise Invalid("Choose one of your forms.", "form")
        if contact.removed_at or not contact.email:
            raise Invalid("Choose somebody with an e-mail address.", "contact")
        if due_on and due_on < client.workspace.today():
            raise Invalid("Choose today or a later day.", "due_on")
        with transaction.atomic():
            Client.objects.select_for_update().get(pk=client.pk)
            if id and (known := cls.objects.filter(pk=id, client=client).first()):
                return known
            if cls.objects.filter(client=client, contact=contact, form=form, state="open").exactly_for(work).exists():
                raise Invalid(f"{contact} has this form already{f' for {work.name}' if work else ''}.", "form")
            found = cls.objects.create(
                **({"id": id} if id else {}), workspace_id=client.workspace_id, client=client, contact=contact, form=form, name=form.name,
                questions=form.questions, due_on=due_on, sent_by=by.name[:200], chase_at=clock.now() + FIRST_CHASE,
                **({"agreement_id": work.agreement_id, "work": work.pk, "work_name": work.title} if work else {}),
            )  # fmt: skip
            found._tell(events.IntakeSent, by, contact=str(contact))
        return found

    @property
    def asked(self) -> list[rules.Question]:
        return [rules.Question.of(each) for each in self.questions]

    @property
    def state_label(self) -> str:
        return LABELS[self.state]

    @property
    def state_meaning(self) -> str:
        return MEANINGS[self.state]

    @property
    def told(self) -> list[tuple[rules.Question, str]]:
        """Each question that shows, with its answer in words."""
        visible = rules.shown(self.asked, self.answers)
        return [(each, rules.in_words(self.answers.get(each.key))) for each in self.asked if each.key in visible]

    @property
    def told_of_work(self) -> list[tuple[rules.Question, str]]:
        """What was answered to the questions that concern the work: `-> project`."""
        return [(each, words) for each, words in self.told if each.target == rules.OF_WORK and words]

    @property
    def progress(self) -> str:
        """How far it is: "3 of 8 answered"."""
        visible = rules.shown(self.asked, self.answers)
        return f"{sum(bool(self.answers.get(key)) for key in visible)} of {len(visible)} answered"

    def save_answers(self, typed: Mapping[str, Any], version: int) -> None:
        """Keep what was typed so far, right or not. Raises Conflict where another window saved meanwhile."""
        with transaction.atomic():
            self._hold("submitted", version)
            self._take(typed)

    def submit(self, by: Actor, typed: Mapping[str, Any], version: int) -> dict[str, str]:
        """Send it back, once: answers that do not show are dropped, the others land in the client's fields.

        Returns what is wrong by key, with everything kept and nothing sent; empty where it went well. Raises Conflict.
        """
        with transaction.atomic():
            self._hold("submitted", version)
            self._take(typed)
            if wrong := rules.wrongs(self.asked, self.answers, whole=True):
                return wrong
            visible = rules.shown(self.asked, self.answers)
            self.answers = {key: value for key, value in self.answers.items() if key in visible}
            self._set(
                answers=self.answers, state="submitted", submitted_at=clock.now(), submitted_by=by.name[:200], chase_at=None
            )
            self._land(by)
            self._tell(events.IntakeSubmitted, by)
        return {}

    def add_file(self, key: str, upload: Any, by: Actor) -> None:
        """Keep a file with its question. Raises Invalid with the question's key."""
        with transaction.atomic():
            self._hold("submitted", None)
            held = list(self.answers.get(key) or [])
            if key not in {each.key for each in self.asked if each.kind == "files"}:
                raise Invalid("There is no such question.", key)
            if len(held) >= MOST_FILES:
                raise Invalid(f"At most {MOST_FILES} files. Put more into one archive.", key)
            try:
                stored = keep(self.workspace, upload, upload.name, by, client_id=self.client_id, about=self, shown_to_client=True)
            except Invalid as refused:
                raise Invalid(refused.message, key) from None
            self.answers[key] = [*(each for each in held if each["id"] != str(stored.pk)), {"id": str(stored.pk), "name": stored.name}]
            self._set(answers=self.answers, version=self.version + 1, saved_at=clock.now())

    def remove_file(self, file_id: str, by: Actor) -> None:
        """Take a file out of the form again, before it is sent. One that is not in it changes nothing. Raises Conflict."""
        with transaction.atomic():
            self._hold("submitted", None)
            kept = dict(self.answers)
            for each in self.asked:
                if each.kind == "files" and each.key in kept:
                    kept[each.key] = [file for file in kept[each.key] if file["id"] != file_id]
            if kept == self.answers:
                return
            self._set(answers=kept, version=self.version + 1, saved_at=clock.now())
            StoredFile.objects.get(workspace=self.workspace_id, about_id=self.pk, pk=file_id).remove(by)

    def pause_reminders(self, by: Actor, who: str) -> None:
        """The client wrote: nobody is asked again by itself, and the firm is told. Said twice, it says nothing new."""
        with transaction.atomic():
            if Intake.objects.filter(pk=self.pk, state="open", chase_at__isnull=False).update(chase_at=None):
                self.chase_at = None
                self._tell(events.IntakePaused, by, who=who[:200])

    def withdraw(self, by: Actor) -> None:
        """Take it back; the client is not asked any more. Raises Conflict once it was sent back."""
        with transaction.atomic():
            self._hold("withdrawn", None)
            self._set(state="withdrawn", chase_at=None)
            self._tell(events.IntakeWithdrawn, by)

    def _take(self, typed: Mapping[str, Any]) -> None:
        kept = dict(self.answers)
        for each in self.asked:
            if each.kind != "files" and each.key in typed:
                kept[each.key] = rules.tidied(each, typed[each.key])
        if kept != self.answers:
            self._set(answers=kept, version=self.version + 1, saved_at=clock.now())

    def _land(self, by: Actor) -> None:
        """Answers with a target become fields of the client or of the contact; one that a field cannot hold stays in the form alone."""
        client = Client.objects.select_related("workspace").get(pk=self.client_id)
        contact = Contact.objects.select_related("client__workspace").get(pk=self.contact_id)
        for each in self.asked:
            if each.target not in ("", rules.OF_WORK) and (words := rules.in_words(self.answers.get(each.key))):
                name, _, key = each.target.partition(":")
                try:
                    with transaction.atomic():
                        if name == "contact":
                            contact.change(by, **{key: words})
                        else:
                            client.change(by, **{name: {**client.custom, key: words[:2_000]} if name == "custom" else words})
                except Invalid:
                    client.refresh_from_db()
                    contact.refresh_from_db()

    def _hold(self, state: str, version: int | None) -> None:
        now = Intake.objects.select_for_update().get(pk=self.pk)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(now, field.attname))
        if not STATES.allows(self.state, state):
            raise Conflict(f"“{self.name}” is {LABELS[self.state].lower()} and cannot be changed.", "state")
        if version is not None and version != self.version:
            raise Conflict("This form was saved in another window meanwhile. Compare what differs, then save again.", "version")

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def _tell(self, kind: Any, by: Actor, **more: str) -> None:
        record(
            kind, workspace_id=self.workspace_id, by=by, client_id=self.client_id, about=self, client=self.client.name, name=self.name,
            **more,
        )  # fmt: skip


def answers_of(client: Client, agreement: Document | None = None) -> dict[str, str]:
    """What a client has answered, by question, the newest answer where one was asked twice.

    Over an agreement: what was asked for the client as a whole, and for its work, which is believed first; nothing of another work.
    """
    rows = Intake.objects.filter(client=client, state="submitted").order_by("submitted_at", "pk")
    if agreement:
        rows = sorted(rows.filter(FOR_CLIENT | models.Q(agreement=agreement)), key=lambda row: row.agreement_id is not None)
    return {question.label: words for row in rows for question, words in row.told if words}
