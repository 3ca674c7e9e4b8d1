"""The firm's people: who they are, what each may do, who is invited."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.address import absolute
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.models import Invitation, Member
from clientkeep.workspace.members.roles import ACTS, ROLES, Role

from ..refusing import tried
from ..sign_in.letters import letters_leave
from . import changing, inviting
from .forms import AddressForm, InviteForm, RoleForm

HANDED_OVER = "office.invitation_link"


@staff("members.manage")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """List the people with access, those without it any more, and the open invitations."""
    workspace = request.acting.workspace
    members = Member.objects.filter(workspace=workspace).select_related("user").order_by("disabled_at", "user__name")
    context = {
        "members": [member for member in members if member.disabled_at is None],
        "gone": [member for member in members if member.disabled_at is not None],
        "invitations": Invitation.living().filter(workspace=workspace).order_by("-created_at"),
        "letters_leave": letters_leave(workspace),
        "handed_over": request.session.get(HANDED_OVER),
    }
    return render(request, "office/people/list.html", context)


@staff("members.manage")
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Ask who is invited, and as what."""
    acting = request.acting
    form = InviteForm(acting, request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, made = tried(form, inviting.invite, acting, **form.cleaned_data)
        if done:
            _hand_over(request, made)
            say(request, f"{made} is invited as {Role(made.role).label.lower()}.")
            return redirect("office:people")
    return render(request, "office/people/invite.html", {"form": form}, status=422 if form.errors else 200)


def _hand_over(request: HttpRequest, made: Invitation) -> None:
    path = inviting.path_to_hand_over(request.acting, made)
    if path:
        request.session[HANDED_OVER] = {"person": str(made), "url": absolute(request.acting.workspace, path)}


@staff("members.manage")
@require_POST
def forget_link(request: HttpRequest) -> HttpResponse:
    """Put the link that was shown once away."""
    request.session.pop(HANDED_OVER, None)
    return redirect("office:people")


@staff("members.manage")
@require_POST
def withdraw(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """End an open invitation."""
    found = Invitation.living().filter(workspace=request.acting.workspace, pk=invitation_id).first()
    if found is None:
        raise Http404
    inviting.withdraw(request.acting, found)
    request.session.pop(HANDED_OVER, None)
    say(request, f"The invitation of {found} is withdrawn.")
    return redirect("office:people")


@staff("members.manage")
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, member_id: uuid.UUID) -> HttpResponse:
    """Show one person's place, and change the role and what they see."""
    acting, member = request.acting, _fetch(request.acting, member_id)
    form = RoleForm(acting, request.POST or None, initial={"role": member.role, "all_clients": member.all_clients})
    if request.method == "POST" and form.is_valid():
        done, _ = tried(form, _change, acting, member, form.cleaned_data)
        if done:
            say(request, f"{member} is {Role(member.role).label.lower()}.")
            return redirect("office:people")
    return _person(request, member, form, AddressForm(initial={"email": member.user.email}))


@staff("members.manage")
@require_POST
def address(request: HttpRequest, member_id: uuid.UUID) -> HttpResponse:
    """Change the address that a person signs in with."""
    acting, member = request.acting, _fetch(request.acting, member_id)
    form = AddressForm(request.POST)
    if form.is_valid():
        done, _ = tried(form, changing.change_email, acting, member, form.cleaned_data["email"])
        if done:
            say(request, f"{member} signs in with {member.user.email} from now on. The old address is told.")
            return redirect("office:people")
    roles = RoleForm(acting, initial={"role": member.role, "all_clients": member.all_clients})
    return _person(request, member, roles, form)


@staff("members.manage")
@require_POST
def access(request: HttpRequest, member_id: uuid.UUID) -> HttpResponse:
    """End a person's access, or give it again: `access` is off or on."""
    acting, member = request.acting, _fetch(request.acting, member_id)
    if request.POST.get("access") == "on":
        changing.restore_access(acting, member)
        say(request, f"{member} has access again.")
    else:
        changing.end_access(acting, member)
        say(request, f"{member} has no access any more.")
    return redirect("office:people")


@staff("settings.see")
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Show what each role may do, from the one table that the code goes by."""
    rows = [(words, [act in ROLES[role] for role in Role]) for act, (words, _) in ACTS.items()]
    return render(request, "office/people/roles.html", {"roles": list(Role), "rows": rows})


def _fetch(acting: Acting, member_id: uuid.UUID) -> Member:
    found = Member.objects.filter(workspace=acting.workspace, pk=member_id).select_related("user", "workspace").first()
    if found is None:
        raise Http404
    return found


def _change(acting: Acting, member: Member, wanted: dict) -> None:
    changing.change_role(acting, member, wanted["role"])
    changing.change_sight(acting, member, wanted["all_clients"])


def _person(request: HttpRequest, member: Member, form: RoleForm, address_form: AddressForm) -> HttpResponse:
    locked = member.role == Role.OWNER and not request.acting.may("members.own")
    context = {"member": member, "form": form, "address_form": address_form, "locked": locked}
    status = 422 if form.errors or address_form.errors else 200
    return render(request, "office/people/person.html", context, status=status)
