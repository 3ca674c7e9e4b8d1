"""The interface put together: its rooms, its parser, and how each kind of fault is answered."""

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from clientkeep.foundation.errors import Refusal

from . import problems
from .reading import StrictParser, TooLarge
from .resources import ROOMS

VERSION = "1"
ABOUT = """\
Everything that a person does on the pages with clients, contacts, documents, payments and files, a program can do here.

**Tokens.** Send `Authorization: Bearer ck_…`. A person makes tokens under *Your account*; each acts for that person, narrowed \
by its scopes. A token in an address opens nothing.

**Money and other decimals** are text with a point and the currency beside them: `"2400.00"` and `"USD"`. Whole numbers are \
taken as well; numbers with a fraction are not, since they are not exact. Days are `2026-03-31`, moments `2026-03-31T09:30:00Z`.

**Once.** Give each write an `Idempotency-Key` of your own (a UUID). Sent again within 24 hours, the same request gets the \
first answer and does nothing; another request under that key is refused with 422. The effect and its answer are saved together.

**Pages.** Lists hold `items` and `next`: give `next` as `cursor` to get the following page; it is null at the end. `limit` is \
200 at most.

**Limits.** 120 requests a minute for each token, 40 at once; then 429 with `Retry-After` in seconds. Bodies hold 2 MB, files \
25 MB, documents 1,000 lines, JSON 32 levels.

**Refusals** are `application/problem+json`: `code` is for programs, `detail` for people, `errors` names each field. What is \
not there and what the token may not see are the same 404. Fields that are not listed here are refused.

**Versions.** Clients and drafts have a `version`. Send the one that you read with a change: 409 where somebody saved meanwhile.
"""

api = NinjaAPI(
    title="Clientkeep", version=VERSION, description=ABOUT, urls_namespace="api", docs_url=None, openapi_url=None,
    parser=StrictParser(),
)  # fmt: skip
for prefix, room, name in ROOMS:
    api.add_router(prefix, room, tags=[name])


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problems.of_refusal(refusal)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    return problems.of_validation(fault.errors)


@api.exception_handler(Http404)
def _absent(request: HttpRequest, fault: Http404) -> HttpResponse:
    return problems.not_found()


@api.exception_handler(HttpError)
def _other(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return problems.problem(fault.status_code, str(fault), "refused")


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, fault: RequestDataTooBig) -> HttpResponse:
    return problems.of_refusal(TooLarge("The body is too large."))


@api.exception_handler(UnreadablePostError)
def _cut_off(request: HttpRequest, fault: UnreadablePostError) -> HttpResponse:
    return problems.problem(422, "The body ended too early. Send it again.", "not_json")
