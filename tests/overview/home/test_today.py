"""Today: what needs a person, ranked, seen only by who may see the client; "not now" with undo."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clientkeep.foundation import clock
from clientkeep.foundation.money import Money
from clientkeep.lifecycle.billing.models import Payment
from clientkeep.overview.home import ranking
from clientkeep.overview.home.reading import Reading
from clientkeep.relationship.clients.models import Client
from clientkeep.workspace.members.models import Member


def keys(cast, member) -> list[str]:
    acting = cast.acting(Member.objects.select_related("workspace", "user").get(pk=member.pk))
    return [item.key.split(":")[0] for item in ranking.items_for(Reading(acting, cast.north.today()))]


def settle(cast) -> None:
    """Give every client a next step far away, so that nothing else stands in Today."""
    for client in (cast.acme, cast.bloom):
        client.plan_next_step("Ring", cast.north.today() + dt.timedelta(days=90), cast.by)


def test_an_empty_today_says_so_kindly(cast, as_member):
    settle(cast)
    assert b"Nothing needs you right now" in as_member(cast.olivia).get("/").content


def test_a_new_firm_is_shown_where_to_begin(cast, as_member):
    Client.objects.filter(workspace=cast.north).update(archived_at=clock.now())
    assert b"Bring your clients" in as_member(cast.olivia).get("/").content


def test_each_source_is_ranked(cast):
    settle(cast)
    ago = cast.north.today() - dt.timedelta(days=30)
    cast.invoice(issue_date=ago.isoformat(), due_date=(ago + dt.timedelta(days=5)).isoformat())
    cast.document("quote", issue_date=ago.isoformat())
    cast.invoice(issue=False)
    cast.acme.plan_next_step("Ring", cast.north.today(), cast.by)
    Payment.book(cast.acme, Money.of("5", "USD"), "cash", cast.by)
    assert keys(cast, cast.olivia) == ["overdue", "payment", "quote", "step", "draft"]


def test_a_paid_invoice_leaves_the_list(cast):
    settle(cast)
    ago = (cast.north.today() - dt.timedelta(days=30)).isoformat()
    invoice = cast.invoice(issue_date=ago, due_date=ago)
    assert keys(cast, cast.olivia) == ["overdue"]
    Payment.book(cast.acme, invoice.balance, "cash", cast.by, documents=[invoice])
    assert keys(cast, cast.olivia) == []


def test_a_higher_tier_stands_higher(cast, as_member):
    settle(cast)
    cast.bloom.change(cast.by, tier="a")
    ago = (cast.north.today() - dt.timedelta(days=10)).isoformat()
    cast.invoice(cast.acme, issue_date=ago, due_date=ago)
    cast.invoice(cast.bloom, issue_date=ago, due_date=ago)
    page = as_member(cast.olivia).get("/").content.decode()
    assert page.index("Bloom &amp; Co</a> owes") < page.index("Acme Studio</a> owes")


def test_a_narrowed_member_sees_only_their_clients(cast, as_member):
    cast.invoice(cast.bloom, issue=False)
    page = as_member(cast.mia).get("/").content
    assert b"Acme Studio" in page
    assert b"Bloom" not in page


def test_another_firm_is_never_in_it(cast, as_member):
    assert b"Zephyr" not in as_member(cast.olivia).get("/").content
    assert b"Acme Studio<" not in as_member(cast.sid).get("/").content


def test_not_now_puts_off_and_undo_brings_back(cast, as_member):
    settle(cast)
    draft = cast.invoice(issue=False)
    page, key = as_member(cast.olivia), f"draft:{draft.pk}"
    tomorrow = cast.north.today() + dt.timedelta(days=1)
    page.post("/today/not-now/", {"key": key, "until": tomorrow.isoformat()})
    assert keys(cast, cast.olivia) == []
    assert keys(cast, cast.adam) == ["draft"]
    with clock.moved(clock.now() + dt.timedelta(days=1, hours=1)):
        assert keys(cast, cast.olivia) == ["draft"]
    page.post(f"/today/now/?key={key}")
    assert keys(cast, cast.olivia) == ["draft"]


@pytest.mark.parametrize("until", ["", "yesterday", "2020-01-01", "2999-01-01"])
def test_a_day_that_cannot_be_is_refused(cast, as_member, until):
    answer = as_member(cast.olivia).post("/today/not-now/", {"key": "draft:x", "until": until})
    assert answer.status_code == 422


def test_looking_changes_nothing_and_costs_the_same_for_many(cast, as_member):
    page = as_member(cast.olivia)
    page.get("/")

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page.get("/")
        assert not [query for query in seen.captured_queries if not query["sql"].startswith("SELECT")]
        return len(seen)

    few = count()
    for number in range(15):
        client = Client.add(cast.north, cast.by, name=f"Client {number:02}")
        cast.invoice(client, issue=number % 2 == 0)
    assert (count(), few <= 15) == (few, True)


def test_names_are_text_and_nothing_more(cast, as_member):
    cast.acme.change(cast.by, name="<script>alert(1)</script>")
    cast.invoice(issue=False)
    page = as_member(cast.olivia).get("/").content
    assert b"<script>alert" not in page
    assert b"&lt;script&gt;alert" in page
