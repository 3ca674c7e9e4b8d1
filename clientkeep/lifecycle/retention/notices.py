"""What people are told of how clients feel: low answers, cases, trust that turns."""

from typing import Any

from django.urls import reverse

from clientkeep.workspace.notices.kinds import notice_kind

from .cases.events import CaseOpened
from .surveys.events import AnswerChanged, SurveyAnswered
from .trust.events import TrustTurned


def _to_trust(acting: Any, event: Any) -> str:
    return reverse("trust:of_client", args=[event.client_id])


notice_kind(
    "low_answer", "A survey is answered low", (SurveyAnswered, AnswerChanged), "clients.see", urgent=True, order=70,
    when=lambda payload: bool(payload.get("low")),
)  # fmt: skip
notice_kind("case", "A case is opened", (CaseOpened,), "clients.see", urgent=True, order=71)
notice_kind("trust", "Trust turns for the worse", (TrustTurned,), "clients.see", order=72, leads=_to_trust)
