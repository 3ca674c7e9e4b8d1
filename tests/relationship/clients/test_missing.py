"""What a record lacks, in words."""

import datetime as dt
from types import SimpleNamespace

from clientkeep.relationship.clients.missing import gaps

TODAY = dt.date(2026, 3, 3)


def record(**values):
    whole = {
        "archived_at": None, "stage": "active", "email": "hello@acme.example", "address_line1": "1 Main Street", "city": "Salem",
        "tax_id": "", "tax_exempt": False, "is_company": True, "country": "US", "next_step": "Call", "next_step_on": None,
        "tier": "", "contract_ends": None, "created_at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    }  # fmt: skip
    return SimpleNamespace(**{**whole, **values})


def slugs(client, people=(), last=TODAY):
    return [gap.slug for gap in gaps(client, people, TODAY, last)]


def test_a_whole_record_lacks_nothing():
    assert slugs(record()) == []


def test_each_gap_is_named():
    assert slugs(record(email="")) == ["email"]
    assert slugs(record(email=""), [SimpleNamespace(email="jo@acme.example")]) == []
    assert slugs(record(address_line1="", city="")) == ["address"]
    assert slugs(record(next_step="")) == ["next_step"]
    assert slugs(record(next_step_on=dt.date(2026, 3, 2))) == ["next_step"]
    assert slugs(record(contract_ends=dt.date(2026, 2, 1))) == ["contract"]


def test_a_tax_id_is_missed_only_for_companies_where_invoices_show_it():
    assert slugs(record(country="DE")) == ["tax_id"]
    assert slugs(record(country="DE", is_company=False)) == []
    assert slugs(record(country="DE", tax_exempt=True)) == []


def test_the_tier_says_when_a_client_is_left_alone():
    fifteen_days_ago = TODAY - dt.timedelta(days=15)
    assert slugs(record(tier="a"), last=fifteen_days_ago) == ["contact"]
    assert slugs(record(tier="b"), last=fifteen_days_ago) == []
    assert gaps(record(tier="a"), [], TODAY, fifteen_days_ago)[0].words == "No contact for 15 days; 14 days is usual for it."


def test_archived_and_former_clients_are_let_be():
    bare = {"email": "", "address_line1": "", "city": "", "next_step": ""}
    assert slugs(record(stage="former", **bare)) == []
    assert slugs(record(archived_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC), **bare)) == []
