"""Getting no more mailings: the page behind the link in each of them. Only its POST changes anything."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from clientkeep.relationship.clients.models import Contact
from clientkeep.workspace.members.acting import Actor
from clientkeep.workspace.members.gate import open_door

from .links import NO_MAILINGS
from .look import worn_by
from .visitor import no_way_in


# Mail programs post here without a cookie or a form of ours (RFC 8058); the signed address is the proof.
@csrf_exempt
@open_door("a link in a mailing, which says whose mailings end")
@require_http_methods(["GET", "HEAD", "POST"])
def no_mailings(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a button; the button, or the mail program's own, ends the mailings."""
    contact = _contact(secret)
    if contact is None:
        return no_way_in(request)
    if request.method == "POST" and not contact.no_mailings:
        contact.change(Actor("contact", contact.pk, str(contact)), no_mailings=True)
    context = {**worn_by(contact.client.workspace), "is_done": request.method == "POST" or contact.no_mailings}
    answer = render(request, "portal/no_mailings.html", context)
    answer["Referrer-Policy"], answer["Cache-Control"] = "no-referrer", "private, no-store"
    return answer


def _contact(secret: str) -> Contact | None:
    try:
        pk = signing.loads(secret, salt=NO_MAILINGS)
    except signing.BadSignature:
        return None
    return Contact.objects.current().select_related("client__workspace").filter(pk=pk).first()
