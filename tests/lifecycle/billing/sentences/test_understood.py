"""A sentence read with the firm's records: who is meant, what they bring along, what a person corrects."""

from decimal import Decimal

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.billing.sentences.understood import understand
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.models import Member


@pytest.fixture
def olivia(cast):
    return cast.acting(cast.olivia)


def assumed(read) -> dict[str, str]:
    return {field: value for field, value, _ in read.assumed}


def test_a_client_on_record_is_meant_by_a_short_name(cast, olivia):
    read = understand(olivia, "Invoice Acme $300 for menu tweaks")
    assert (read.client, read.similar) == (cast.acme, [])


def test_a_client_brings_currency_terms_tax_and_rate(cast, olivia):
    cast.acme.change(cast.by, currency="EUR", terms_days=7, tax_name="VAT", tax_percent=Decimal(20), hourly_rate=9000)
    read = understand(olivia, "invoice Acme 3 hours of advice")
    line = read.lines[0]
    assert (read.values["currency"], line["unit_price"], line["taxes"][0]["percent"]) == ("EUR", Decimal(90), "20")
    assert {"currency", "due_date", "tax", "unit_price"} <= set(assumed(read))


def test_an_exempt_client_is_billed_without_the_firms_tax(cast, olivia):
    firm = cast.north
    firm.tax_status, firm.tax_name, firm.tax_percent = "registered", "VAT", Decimal(19)
    firm.save()
    cast.acme.workspace = cast.bloom.workspace = firm
    cast.bloom.change(cast.by, tax_exempt=True)
    acting = cast.acting(Member.objects.select_related("workspace").get(pk=cast.olivia.pk))
    taxed = understand(acting, "invoice Acme 100 for cards")
    exempt = understand(acting, "invoice Bloom 100 for cards")
    new = understand(acting, "invoice Jonah Pell 100 for cards")
    assert [len(read.lines[0]["taxes"]) for read in (taxed, exempt, new)] == [1, 0, 1]


def test_a_new_name_is_offered_with_what_is_similar(cast, olivia):
    Client.add(cast.north, cast.by, name="Harlow Dental")
    Client.add(cast.north, cast.by, name="Harlow Veterinary")
    read = understand(olivia, "bill Harlow 220 for a logo touch-up")
    assert (read.client, read.new_name) == (None, "Harlow")
    assert [client.name for client in read.similar] == ["Harlow Dental", "Harlow Veterinary"]


def test_corrections_win(cast, olivia):
    read = understand(
        olivia, "invoice Acme 100 for cards", {"currency": "GBP", "terms_days": "5", "client": str(cast.bloom.pk)}
    )
    days = (read.draft.due_date - read.draft.issue_date).days
    assert (read.values["currency"], days, read.client) == ("GBP", 5, cast.bloom)


@pytest.mark.parametrize(
    ("name", "value"),
    [("currency", "XXX"), ("terms_days", "soon"), ("terms_days", "-3"), ("tax_percent", "much"), ("client", "x")],
)
def test_a_correction_that_cannot_be_is_refused(cast, olivia, name, value):
    with pytest.raises(Invalid) as refused:
        understand(olivia, "invoice Acme 100 for cards", {name: value})
    assert refused.value.field == name


def test_another_firms_client_is_never_meant(cast, olivia):
    assert understand(olivia, "invoice Zephyr Labs 100 for cards").client is None
    with pytest.raises(Invalid):
        understand(olivia, "invoice Zephyr Labs 100", {"client": str(cast.zephyr.pk)})


def test_a_narrowed_member_learns_of_no_other_client(cast):
    read = understand(cast.acting(cast.mia), "invoice Bloom 100 for cards")
    assert (read.client, read.similar) == (None, [])


def test_a_large_firm_is_searched_by_the_words_of_the_text(cast, olivia, django_assert_max_num_queries):
    Client.objects.bulk_create(
        Client(workspace=cast.north, name=f"Firm {number}", words=f"firm {number}") for number in range(400)
    )
    with django_assert_max_num_queries(3):
        assert understand(olivia, "invoice acme studio 100 for cards").client == cast.acme
