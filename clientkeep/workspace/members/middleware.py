"""Each request learns who is acting: the signed-in person's place in the workspace, read anew every time."""

from django.http import HttpRequest, HttpResponse

from .acting import Acting
from .model import Member


class ActingMiddleware:
    """Sets `request.acting` to an Acting, or None for strangers and for members whose access has ended."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = _acting(request)
        return self.get_response(request)


def _acting(request: HttpRequest) -> Acting | None:
    user = request.user
    if not user.is_authenticated:
        return None
    member = (
        Member.objects.filter(user_id=user.pk, disabled_at=None)
        .select_related("workspace", "user")
        .order_by("created_at")
        .first()
    )
    return Acting(member.workspace, member) if member else None
