"""People at a client: add, change, remove, bring back."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff

from .. import once
from ..contact import Contact
from ..forms import ContactForm
from ..model import Client
from .reach import reached, to_page, write_into


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def add(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """Put a person on the client's record."""
    client = reached(request, client_id)
    form = ContactForm(request.acting, client, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            identity = once.identity_in(request.acting, request.POST.get(once.FIELD, ""))
            person = Contact.add(client, request.acting.actor, id=identity, **form.cleaned_data)
        except Refusal as refusal:
            write_into(form, refusal)
        else:
            say(request, f"{person} was added.")
            return to_page(client)
    return _form(request, client, form, {"form_token": once.mint(request.acting)})


@require_http_methods(["GET", "POST"])
@staff("clients.edit")
def change(request: HttpRequest, client_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Change a person's record."""
    client = reached(request, client_id)
    person = _person(client, person_id)
    form = ContactForm(request.acting, client, request.POST or None, person)
    if request.method == "POST" and form.is_valid():
        try:
            person.change(request.acting.actor, **form.cleaned_data)
        except Refusal as refusal:
            write_into(form, refusal)
        else:
            say(request, f"{person} was saved.")
            return to_page(client)
    return _form(request, client, form, {"person": person})


@require_POST
@staff("clients.edit")
def remove(request: HttpRequest, client_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Take a person off the record."""
    client = reached(request, client_id)
    person = _person(client, person_id)
    person.remove(request.acting.actor)
    say(request, f"{person} was removed.", undo=reverse("clients:person_restore", args=[client.pk, person.pk]))
    return to_page(client)


@require_POST
@staff("clients.edit")
def restore(request: HttpRequest, client_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Bring a removed person back."""
    client = reached(request, client_id)
    person = get_object_or_404(client.contacts.exclude(removed_at=None), pk=person_id)
    person.client = client
    person.restore(request.acting.actor)
    say(request, f"{person} is back.")
    return to_page(client)


def _person(client: Client, person_id: uuid.UUID) -> Contact:
    person = get_object_or_404(client.contacts.current(), pk=person_id)
    person.client = client
    return person


def _form(request: HttpRequest, client: Client, form: ContactForm, more: dict) -> HttpResponse:
    context = {"client": client, "form": form, **more}
    return render(request, "clients/person.html", context, status=422 if form.is_bound else 200)
