"""Messages of the provider: forged, repeated, reordered, of another mode or firm; the books end up the same."""

import json
import random

import pytest
from django.db.models import Sum

from clientkeep.lifecycle.billing.gateways import setting_up
from clientkeep.lifecycle.billing.models import Checkout, Entry, Payment, Posting, ProviderEvent, Refund, StrayPayment
from clientkeep.relationship.documents.models import Document
from clientkeep.workspace.journal.models import Event
from clientkeep.workspace.mail.models import Letter
from clientkeep.workspace.queue import run_due_jobs
from tests.fakes.stripe import body_of, signature
from tests.lifecycle.billing.gateways.conftest import fresh


def paid(till, price="100", **values) -> Checkout:
    checkout = till.checkout(price=price, **values)
    till.stripe.pay(checkout.provider_id)
    return checkout


@pytest.mark.parametrize("flaw", ["other secret", "no header", "old", "changed body", "empty"])
def test_a_forged_message_is_refused_before_it_is_read(till, flaw):
    paid(till)
    raw = body_of(till.stripe.events("checkout.session.completed")[0])
    header = signature(raw, [till.secret])
    if flaw == "other secret":
        header = signature(raw, ["whsec_somebody_elses_secret"])
    elif flaw == "no header":
        header = ""
    elif flaw == "old":
        header = signature(raw, [till.secret], at=1_600_000_000)
    elif flaw == "changed body":
        raw = raw.replace(b"10000", b"10001")
    else:
        raw = b""
    answer = till.client.post(till.hook, raw, content_type="application/json", headers={"Stripe-Signature": header})
    assert answer.status_code == 400
    assert not ProviderEvent.objects.exists() and not Payment.objects.exists()


def test_a_signed_message_that_lies_pays_nothing(till):
    """Even with the right signature the message is only a hint: the provider is asked."""
    checkout = till.checkout()
    lie = {
        "id": "evt_lie", "object": "event", "type": "checkout.session.completed", "created": 1_790_000_000,
        "livemode": False, "account": None,
        "data": {"object": {"id": checkout.provider_id, "object": "checkout.session", "payment_status": "paid",
                            "amount_total": 10000, "client_reference_id": str(checkout.pk)}},
    }  # fmt: skip
    assert till.post(lie, body=json.dumps(lie).encode()).status_code == 200
    run_due_jobs()
    assert (fresh(checkout).state, Payment.objects.count()) == ("open", 0)
    assert ProviderEvent.objects.get().state == "applied"


def test_an_unknown_address_is_not_there(till):
    assert till.client.post("/hooks/stripe/nobody/", b"{}", content_type="application/json").status_code == 404
    assert till.client.get(till.hook).status_code == 405


def test_answering_asks_stripe_nothing(till):
    paid(till)
    before = len(till.stripe.requests)
    till.hear(work=False)
    assert len(till.stripe.requests) == before
    assert set(ProviderEvent.objects.values_list("state", flat=True)) == {"stored"}


def test_a_replay_books_once(till):
    checkout = paid(till)
    for _ in range(3):
        till.hear()
    assert Payment.objects.count() == 1
    assert ProviderEvent.objects.count() == len(till.stripe.events())
    assert fresh(checkout.document).balance_minor == 0
    assert Letter.objects.filter(about_id__in=Document.objects.filter(kind="receipt").values("pk")).count() == 1
    assert Event.objects.filter(slug="payment.booked").count() == 1


def test_return_page_and_message_confirm_at_once_with_one_letter(till, cast):
    checkout = paid(till)
    till.hear(work=False)
    till.visit(cast.jo).post(f"/pay/return/{checkout.pk}/check/")
    run_due_jobs()
    assert Payment.objects.count() == Document.objects.filter(kind="receipt").count() == 1
    assert Event.objects.filter(slug="invoice.paid").count() == 1


def story(till):
    """Paid, 30 back, 20 back, disputed and lost: what Stripe tells of it."""
    checkout = till.checkout(price="100")
    session = till.stripe.pay(checkout.provider_id)
    till.stripe.refund(session["payment_intent"], 3000)
    till.stripe.refund(session["payment_intent"], 2000)
    till.stripe.close_dispute(till.stripe.dispute(session["payment_intent"])["id"], won=False)
    return checkout


@pytest.mark.parametrize("seed", range(20))
def test_every_order_ends_the_same(till, seed):
    checkout = story(till)
    events = till.stripe.events() * 2
    random.Random(seed).shuffle(events)
    for event in events:
        till.hear([event])
    payment = Payment.objects.get()
    backs = sorted(Refund.objects.values_list("amount_minor", flat=True))
    assert (payment.amount_minor, payment.free_minor, backs) == (10000, 0, [2000, 3000, 5000])
    assert (payment.dispute, fresh(checkout.document).balance_minor) == ("lost", 10000)
    assert set(ProviderEvent.objects.values_list("state", flat=True)) == {"applied"}
    for entry in Entry.objects.all():
        assert entry.postings.aggregate(sum=Sum("amount_minor"))["sum"] == 0
    assert Posting.objects.filter(account="card_clearing").aggregate(sum=Sum("amount_minor"))["sum"] == 0


def test_refunds_are_heard_before_the_payment(till):
    checkout = till.checkout()
    session = till.stripe.pay(checkout.provider_id)
    till.stripe.refund(session["payment_intent"], 4000)
    till.hear(till.stripe.events("charge.refunded"))
    assert (Payment.objects.get().returned_minor, fresh(checkout.document).balance_minor) == (4000, 4000)


def test_a_refund_that_comes_back_counts_no_more(till):
    checkout = till.checkout(price="60")
    till.stripe.pay(checkout.provider_id, "processing")
    session = till.stripe.settle(checkout.provider_id)
    refund = till.stripe.refund(session["payment_intent"])
    till.hear()
    assert not Refund.objects.exists()
    till.stripe.settle_refund(refund["id"])
    till.hear()
    till.stripe.settle_refund(refund["id"], arrived=False)
    till.hear()
    payment = Payment.objects.get()
    assert (Refund.objects.get().failed_at is None, payment.free_minor) == (False, 6000)


def test_a_refund_written_down_by_hand_is_not_booked_twice(till, cast):
    checkout = paid(till)
    till.hear()
    payment = Payment.objects.get()
    payment.refund(type(payment.amount)(2500, "USD"), cast.by)
    till.stripe.refund(fresh(checkout).provider_payment, 2500)
    till.hear()
    assert Refund.objects.get().provider_refund.startswith("re_")


def test_a_dispute_shows_on_the_invoice_and_rests_reminders(till, cast, as_member):
    from clientkeep.lifecycle.billing.payments.queries import reminders_rest

    checkout = paid(till)
    till.hear()
    assert not reminders_rest(checkout.document)
    dispute = till.stripe.dispute(fresh(checkout).provider_payment)
    till.hear()
    assert reminders_rest(checkout.document)
    assert "Disputed: reminders rest" in as_member(cast.olivia).get(f"/documents/{checkout.document_id}/").content.decode()
    till.stripe.close_dispute(dispute["id"], won=True)
    till.hear()
    assert not reminders_rest(checkout.document)
    assert fresh(checkout.document).balance_minor == 0


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("amount_minor", 9999, "amount"), ("currency", "EUR", "EUR")],
)
def test_money_that_is_not_what_was_asked_for_is_parked(till, field, value, said):
    checkout = paid(till)
    Checkout.objects.filter(pk=checkout.pk).update(**{field: value})
    till.hear()
    stray = StrayPayment.objects.get()
    assert (Payment.objects.count(), fresh(checkout).state, stray.state) == (0, "parked", "open")
    assert said in stray.reason
    assert ProviderEvent.objects.filter(state="parked").exists()
    assert fresh(checkout.document).balance_minor == 10000


def test_a_payment_of_another_shop_on_the_account_is_left_alone(till):
    import stripe

    client = stripe.StripeClient(till.stripe.key, base_addresses={"api": till.stripe.base_url})
    price = {"currency": "usd", "unit_amount": 700, "product_data": {"name": "A cup"}}
    other = client.v1.checkout.sessions.create(
        {"mode": "payment", "success_url": "http://127.0.0.1:9/", "line_items": [{"price_data": price, "quantity": 1}]}
    )
    till.stripe.pay(other.id)
    till.hear()
    assert not Payment.objects.exists() and not StrayPayment.objects.exists()
    assert set(ProviderEvent.objects.values_list("state", flat=True)) == {"ignored"}
    assert all(ProviderEvent.objects.values_list("reason", flat=True))


def test_money_for_a_checkout_that_is_not_on_record_is_parked(till):
    checkout = paid(till)
    Checkout.objects.filter(pk=checkout.pk).delete()
    till.hear()
    assert StrayPayment.objects.get().amount_minor == 10000
    assert not Payment.objects.exists()


def test_a_message_of_the_other_mode_is_refused(till, live_account):
    paid(till)
    setting_up.set_webhook_secret(live_account, till.cast.by, till.secret)
    event = till.stripe.events("checkout.session.completed")[0]
    raw = body_of(event)
    answer = till.client.post(
        f"/hooks/stripe/{live_account.webhook_token}/", raw, content_type="application/json",
        headers={"Stripe-Signature": signature(raw, [till.secret])},
    )  # fmt: skip
    assert answer.status_code == 400 and not ProviderEvent.objects.exists()


def test_another_firms_account_cannot_pay_our_checkout(till, cast, stripe_server):
    """The same message, signed for South's own endpoint, finds nothing of North's."""
    checkout = paid(till)
    south = setting_up.set_keys(cast.south, "stripe", cast.by, {"secret_key": till.stripe.key})
    setting_up.set_webhook_secret(south, cast.by, till.secret)
    raw = body_of(till.stripe.events("checkout.session.completed")[0])
    till.client.post(
        f"/hooks/stripe/{south.webhook_token}/", raw, content_type="application/json",
        headers={"Stripe-Signature": signature(raw, [till.secret])},
    )  # fmt: skip
    run_due_jobs()
    assert (fresh(checkout).state, Payment.objects.count()) == ("open", 0)
    assert StrayPayment.objects.get().workspace == cast.south


@pytest.mark.parametrize("odd", ["../../v1/account", "cs_test_a/../x", "pi_1?expand[]=x", "", "cs_test_" + "a" * 400])
def test_odd_ids_never_become_part_of_an_address(till, odd):
    event = {
        "id": "evt_odd", "object": "event", "type": "checkout.session.completed", "created": 1_790_000_000,
        "livemode": False, "data": {"object": {"object": "checkout.session", "id": odd, "payment_intent": odd,
                                               "client_reference_id": odd}},
    }  # fmt: skip
    before = len(till.stripe.requests)
    assert till.post(event).status_code == 200
    run_due_jobs()
    assert len(till.stripe.requests) == before
    assert ProviderEvent.objects.get().state == "ignored"


def test_during_a_change_of_the_secret_both_are_taken(till, cast):
    paid(till)
    setting_up.set_webhook_secret(till.account, cast.by, "whsec_the_new_one_12345")
    first, second = till.stripe.events()[:2]
    assert till.post(first).status_code == till.post(second, secret="whsec_the_new_one_12345").status_code == 200
