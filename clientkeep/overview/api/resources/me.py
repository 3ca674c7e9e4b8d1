"""Whose token this is, who else works here, and the firm's own fields."""

import uuid

from django.http import HttpRequest, HttpResponse

from clientkeep.relationship.clients.models import CustomField
from clientkeep.workspace.members.models import Member

from ..answers import answer, moment
from ..door import Room
from ..fields import Told

room, members, client_fields = Room(), Room(), Room()


class MemberOut(Told):
    """A person of the firm."""

    id: uuid.UUID
    name: str
    email: str
    role: str
    sees_all_clients: bool


class MembersOut(Told):
    items: list[MemberOut]


class FirmOut(Told):
    """The firm whose token this is."""

    id: uuid.UUID
    name: str
    currency: str
    time_zone: str
    today: str
    is_demo: bool


class TokenOut(Told):
    """The token that asks."""

    name: str
    hint: str
    scopes: list[str]
    expires_at: str | None


class MeOut(Told):
    """Who asks, and what this token may do."""

    member: MemberOut
    workspace: FirmOut
    token: TokenOut


class FieldOut(Told):
    """A field of the firm's own on each client; values stand under its key in `custom`."""

    key: str
    label: str


class FieldsOut(Told):
    items: list[FieldOut]


@room.reads("", None, MeOut)
def me(request: HttpRequest) -> HttpResponse:
    """Who this token acts for, and what it may do.

    `scopes` lists the acts that both the token and its member's role allow.
    """
    acting, token = request.acting, request.api_token
    firm = acting.workspace
    return answer(
        {
            "member": tell_member(acting.member),
            "workspace": {
                "id": str(firm.pk), "name": firm.name, "currency": firm.currency, "time_zone": firm.time_zone,
                "today": firm.today().isoformat(), "is_demo": firm.is_demo,
            },
            "token": {
                "name": token.name, "hint": token.hint, "expires_at": moment(token.expires_at),
                "scopes": sorted(scope for scope in token.scopes if acting.member.may(scope)),
            },
        }
    )  # fmt: skip


@members.reads("", "clients.assign", MembersOut)
def list_members(request: HttpRequest) -> HttpResponse:
    """People who may own clients."""
    found = Member.objects.filter(workspace=request.acting.workspace, disabled_at=None).select_related("user")
    return answer({"items": [tell_member(member) for member in found.order_by("created_at")]})


@client_fields.reads("", "clients.see", FieldsOut)
def list_client_fields(request: HttpRequest) -> HttpResponse:
    """The firm's own fields on a client."""
    found = CustomField.objects.filter(workspace=request.acting.workspace)
    return answer({"items": [{"key": field.key, "label": field.label} for field in found]})


def tell_member(member: Member) -> dict:
    return {
        "id": str(member.pk), "name": str(member), "email": member.user.email, "role": member.role,
        "sees_all_clients": member.sees_all_clients,
    }  # fmt: skip
