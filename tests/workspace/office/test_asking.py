"""What the first issue still asks for, and that it is asked once."""

import pytest

from clientkeep.workspace.members.models import Workspace
from clientkeep.workspace.office.asking import AskingForm, missing_for_issue

pytestmark = pytest.mark.django_db
ANSWERS = {
    "address_line1": "1 High Street", "postal_code": "AB1 2CD", "city": "Bath", "region": "", "country": "GB",
    "tax_status": "exempt", "tax_name": "", "tax_percent": "", "tax_id": "", "bank_details": "", "iban": "",
    "terms_days": "14", "currency": "GBP",
}  # fmt: skip


@pytest.fixture
def bare(cast):
    Workspace.objects.filter(pk=cast.north.pk).update(
        address_line1="", tax_status="unknown", bank_details="", asked_at={}
    )
    return Workspace.objects.get(pk=cast.north.pk)


def test_a_new_firm_is_asked_for_all_of_it_with_reasons(bare):
    questions = missing_for_issue(bare)
    assert [question.field for question in questions] == [
        "address_line1", "tax_status", "bank_details", "terms_days", "currency",
    ]  # fmt: skip
    assert all(question.why.endswith(".") for question in questions)


def test_answers_are_kept_and_not_asked_again(cast, bare):
    form = AskingForm(ANSWERS, instance=bare)
    assert form.is_valid(), form.errors
    kept = form.save_answers(cast.acting(cast.olivia))
    assert (kept.city, kept.tax_status, kept.currency, kept.terms_days) == ("Bath", "exempt", "GBP", 14)
    assert missing_for_issue(Workspace.objects.get(pk=bare.pk)) == []


def test_address_and_tax_status_must_be_said(bare):
    form = AskingForm({**ANSWERS, "address_line1": "", "tax_status": "unknown"}, instance=bare)
    assert set(form.errors) == {"address_line1", "tax_status"}


def test_only_what_is_missing_is_asked(bare):
    bare.address_line1, bare.tax_status = "1 High Street", "exempt"
    assert "address_line1" not in AskingForm(instance=bare).fields
    assert "tax_status" not in AskingForm(instance=bare).fields
    assert "bank_details" in AskingForm(instance=bare).fields


def test_who_answered_everything_is_asked_nothing(cast):
    assert missing_for_issue(cast.north) == []
