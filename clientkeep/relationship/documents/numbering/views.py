"""Settings: how documents are numbered, rounded and begun."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.errors import Refusal
from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.members.models import Workspace

from ..kinds import KINDS
from .forms import RoundingForm, SeriesForm


@staff("settings.money")
@require_http_methods(["GET", "POST"])
def numbers(request: HttpRequest) -> HttpResponse:
    """Show and save the pattern, next number and opening texts of each kind, and how tax is rounded."""
    firm = Workspace.objects.get(pk=request.acting.workspace.pk)
    which = request.POST.get("which", "")
    forms = [SeriesForm(firm, kind, request.POST if which == kind.slug else None) for kind in KINDS]
    rounding = RoundingForm(request.POST if which == "rounding" else None, instance=firm)
    sent = next((form for form in [*forms, rounding] if form.is_bound), None)
    if request.method == "POST" and sent is not None and sent.is_valid():
        try:
            with transaction.atomic():
                sent.keep(request.acting)
            say(request, "Kept.")
            return redirect("documents:numbers")
        except Refusal as refusal:
            sent.add_error(refusal.field if refusal.field in sent.fields else None, refusal.message)
    status = 422 if sent is not None and sent.errors else 200
    return render(request, "documents/settings/numbers.html", {"forms": forms, "rounding": rounding}, status=status)
