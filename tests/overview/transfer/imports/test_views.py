"""From a file to records through the pages: rehearsal, choices, run, undo."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clientkeep.overview.transfer.models import Import
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.queue import run_due_jobs

FILES = Path(__file__).parents[1] / "files"


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.MEDIA = tmp_path


def drop(page, name: str, content: bytes | None = None):
    content = content if content is not None else (FILES / name).read_bytes()
    return page.post(reverse("transfer:imports"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def run(page, whole: Import, **values):
    answer = page.post(reverse("transfer:choices", args=[whole.pk]), {"then": "run", **values}, follow=True)
    run_due_jobs()
    whole.refresh_from_db()
    return answer


@pytest.mark.parametrize(
    "name, tool, clients",
    [
        ("freshbooks_current.csv", "FreshBooks", None),
        ("invoice_ninja_v4.csv", "Invoice Ninja", None),
        ("google_contacts.csv", "Google Contacts", None),
        ("xero_contacts.csv", "Xero", None),
        ("stripe_customers.csv", "Stripe", None),
    ],
)
def test_a_tools_file_becomes_records(cast, as_member, name, tool, clients):
    page = as_member(cast.olivia)
    answer = drop(page, name)
    whole = Import.objects.get()
    if answer.resolver_match.url_name == "columns":
        answer = page.post(reverse("transfer:columns", args=[whole.pk]), {"date_order": "month_first", "decimal_mark": ".", "balance_currency": "USD"}, follow=True)
        whole.refresh_from_db()
    assert answer.status_code == 200 and tool in answer.text
    assert whole.state == "planned", (whole.state, whole.error)
    before = Client.objects.filter(workspace=cast.north).count()
    run(page, whole)
    assert whole.state == "done"
    print(whole.outcomes, whole.counts, page.get(reverse("transfer:import", args=[whole.pk])).status_code)
    assert Client.objects.filter(workspace=cast.north).count() == before + whole.outcomes["created"]
    drop(page, name)
