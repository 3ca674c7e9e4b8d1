"""The settings page of the seal: which certificate seals signed files, and the firm's own in its place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from clientkeep.foundation.ui.notices import say
from clientkeep.workspace.members.gate import staff
from clientkeep.workspace.office.refusing import tried
from clientkeep.workspace.office.settings_pages import PAGES

from .forms import CertificateForm
from .seal_key import SealKey


@staff("settings.money")
@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: HttpRequest) -> HttpResponse:
    """Show the certificate that seals; POST brings the firm's own."""
    firm = request.acting.workspace
    form, status = CertificateForm(), 200
    if request.method == "POST":
        form, status = CertificateForm(request.POST, request.FILES), 422
        if form.is_valid():
            packed = form.cleaned_data["file"].read(CertificateForm.LARGEST + 1)
            if tried(form, SealKey.bring, firm, packed, form.cleaned_data["password"], request.acting.actor)[0]:
                say(request, "Kept. Files signed from now on are sealed with it.")
                return redirect("signing:seal")
    return render(request, "agreements/signing/seal.html", {"page": PAGES["seal"], "form": form, "pair": SealKey.newest(firm)}, status=status)
