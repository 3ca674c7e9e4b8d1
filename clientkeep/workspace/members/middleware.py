"""Each request learns who is acting, read anew every time; and two checks know the stored public address."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from .acting import Acting
from .beside import beside
from .hosts import stored_public_urls
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
        .annotate(**beside())
        .order_by("created_at")
        .first()
    )
    return Acting(member.workspace, member) if member else None


class FormOriginMiddleware(CsrfViewMiddleware):
    """Django's check of forms, which also takes the stored public addresses as origins of our own."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        return super()._origin_verified(request) or request.META["HTTP_ORIGIN"] in stored_public_urls()


class SealedCookiesMiddleware:
    """A cookie set over TLS never travels without it, whatever the settings knew at start."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response
