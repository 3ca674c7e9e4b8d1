"""Reading and sending a letter about a late promise; telling the client that ours is late."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.ui.notices import say
from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.relationship.clients.models import Contact
from clientkeep.relationship.clients.strict import StrictForm
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried

from ..reach import thing_at
from ..vague import find
from .model import Promise
from .reminder import LONGEST, LONGEST_SUBJECT, Reminder


class ReminderForm(StrictForm):
    """The letter as it goes."""

    contact = forms.ModelChoiceField(label="To", queryset=Contact.objects.none(), error_messages={"required": "Choose who gets it."})
    subject = forms.CharField(label="Subject", max_length=LONGEST_SUBJECT)
    text = forms.CharField(label="Letter", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 14}), strip=False)

    def __init__(self, client, data=None, **options) -> None:
        super().__init__(data, **options)
        self.fields["contact"].queryset = Contact.objects.current().filter(client=client).exclude(email="")


class NewDayForm(StrictForm):
    """The day that we promise instead."""

    new_day = forms.DateField(label="New day", widget=DateInput(), error_messages={"required": "Choose the new day, from today on."})


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.edit")
def reminder(request: HttpRequest, reminder_id: uuid.UUID) -> HttpResponse:
    """Read it, change a word, send it."""
    found = thing_at(request, Reminder.objects.select_related("promise", "contact"), reminder_id)
    form, status = ReminderForm(found.client, initial={"contact": found.contact_id, "subject": found.subject, "text": found.text}), 200
    if request.method == "POST":
        form = ReminderForm(found.client, request.POST)
        if form.is_valid() and tried(form, found.send, request.acting.actor, **form.cleaned_data)[0]:
            say(request, "The letter is on its way.")
            return redirect("conversations:promise", found.promise_id)
        status = 422
    context = {"reminder": found, "promise": found.promise, "form": form, "findings": find(form["text"].value() or "")}
    return render(request, "conversations/promises/reminder.html", context, status=status)


@require_POST
@staff("clients.edit")
def drop(request: HttpRequest, reminder_id: uuid.UUID) -> HttpResponse:
    """Put the draft away."""
    found = thing_at(request, Reminder.objects, reminder_id)
    found.drop()
    say(request, "The draft was put away.")
    return redirect("conversations:promise", found.promise_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.edit")
def tell(request: HttpRequest, promise_id: uuid.UUID) -> HttpResponse:
    """Draft the letter about a late promise: of ours with its new day, of theirs as a reminder."""
    found = thing_at(request, Promise.objects, promise_id)
    form, status = NewDayForm(), 200
    if request.method == "POST":
        form = NewDayForm(request.POST) if found.is_ours else StrictForm(request.POST)
        if form.is_valid():
            done, drafted = tried(form, Reminder.draft, found, str(request.acting.member), form.cleaned_data.get("new_day"))
            if done:
                return redirect("conversations:reminder", drafted.pk)
        status = 422
    return render(request, "conversations/promises/tell.html", {"promise": found, "form": form}, status=status)
