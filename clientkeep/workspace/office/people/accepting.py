"""The page that an invitation's link opens: GET shows the offer, POST takes it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clientkeep.workspace.members.gate import open_door
from clientkeep.workspace.members.models import Invitation, User

from ..refusing import tried
from ..sign_in.limiting import limited
from ..sign_in.look import brand_of
from ..sign_in.views import enter
from . import inviting
from .forms import AcceptForm


@open_door("an invitation's link")
@require_http_methods(["GET", "POST"])
@limited()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the offer to whoever holds the link; a person with an account signs in before taking it."""
    offer = Invitation.find(token)
    if offer is None:
        raise Http404
    account = User.objects.filter(email=offer.email).first()
    if account is None:
        return _new_person(request, offer)
    if not request.user.is_authenticated or request.user.pk != account.pk:
        return _page(request, offer, "sign_in", None)
    if request.method == "POST":
        inviting.accept(offer, user=account)
        return redirect("/")
    return _page(request, offer, "take", None)


def _new_person(request: HttpRequest, offer: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, initial={"name": offer.name})
    if request.method == "POST" and form.is_valid():
        done, member = tried(form, inviting.accept, offer, user=None, **form.cleaned_data)
        if done:
            enter(request, member.user, "invitation")
            return redirect("/")
    return _page(request, offer, "new", form)


def _page(request: HttpRequest, offer: Invitation, way: str, form: AcceptForm | None) -> HttpResponse:
    context = {"offer": offer, "way": way, "form": form, **brand_of(offer.workspace)}
    return render(request, "office/invitation.html", context, status=422 if form and form.errors else 200)
