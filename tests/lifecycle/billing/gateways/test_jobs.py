"""What the background does: lost messages, crashes between call and record, a silent provider."""

import json
import os
import signal
import subprocess
import sys

import pytest

from clientkeep.foundation import clock
from clientkeep.lifecycle.billing.gateways import jobs
from clientkeep.lifecycle.billing.models import Checkout, GatewayAccount, Payment, ProviderEvent
from clientkeep.workspace.queue import run_due_jobs
from clientkeep.workspace.queue.models import Job
from tests.lifecycle.billing.gateways.conftest import fresh

WHERE = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


def test_after_lost_messages_the_comparison_makes_both_sides_equal(till, cast):
    checkouts = [till.checkout(price=str(10 + place)) for place in range(10)]
    for checkout in checkouts:
        till.stripe.pay(checkout.provider_id)
    intent = till.account.connect().read_checkout(checkouts[0].provider_id).provider_payment_id
    till.stripe.refund(intent, 500)
    lost = (str(checkouts[0].pk), checkouts[0].provider_id, intent)
    # every word about the first payment, and a tenth of the rest, never arrives
    kept = [
        event for place, event in enumerate(till.stripe.events()) if place % 10 and not any(id in str(event) for id in lost)
    ]
    till.hear(kept)
    assert Payment.objects.count() == 9
    jobs.reconcile_accounts()
    run_due_jobs()
    theirs = {
        reading.provider_payment_id: (reading.amount_minor, reading.currency, reading.refunded_minor)
        for reading in till.account.connect().list_payments(clock.now().replace(year=2020))
    }
    ours = {row.provider_payment: (row.amount_minor, row.currency, row.returned_minor) for row in Payment.objects.all()}
    assert ours == theirs and len(ours) == 10
    account = fresh(till.account)
    assert account.reconciled_at and account.trouble == ""


def test_a_payment_that_the_provider_does_not_list_is_named(till, cast):
    checkout = till.checkout()
    till.stripe.pay(checkout.provider_id)
    till.hear()
    Payment.objects.update(provider_payment="pi_gone")
    jobs.reconcile_account.call(str(till.account.pk))
    assert "pi_gone" in fresh(till.account).trouble


def test_a_silent_provider_is_asked_again_and_nothing_is_lost(till):
    checkout = till.checkout()
    till.stripe.pay(checkout.provider_id)
    till.stripe.fail_next("GET /v1/checkout/sessions", "error_503")
    [completed] = till.stripe.events("checkout.session.completed")
    till.post(completed)
    assert run_due_jobs(raising=False) >= 1
    assert (ProviderEvent.objects.get().state, Payment.objects.count()) == ("stored", 0)
    Job.objects.filter(state="ready").update(run_at=clock.now())
    run_due_jobs()
    assert (ProviderEvent.objects.get().state, Payment.objects.count()) == ("applied", 1)


def test_nobody_came_back_and_no_message_came_still_it_is_found(till):
    checkout = till.checkout()
    till.stripe.pay(checkout.provider_id)
    Checkout.objects.update(created_at=clock.now().replace(year=2026, month=1))
    jobs.look_after_checkouts()
    run_due_jobs()
    assert (fresh(checkout).state, Payment.objects.count()) == ("paid", 1)


def test_keys_that_stripe_no_longer_knows_are_told_to_a_person(till):
    till.stripe.account.revoke(till.stripe.key)
    jobs.reconcile_account.call(str(till.account.pk))
    assert "does not accept the secret key" in fresh(till.account).trouble


def test_removed_keys_leave_nothing_to_ask_with(till, cast):
    from clientkeep.lifecycle.billing.gateways import setting_up

    checkout = till.checkout()
    setting_up.forget_keys(fresh(till.account), cast.by)
    account = GatewayAccount.objects.get()
    assert (account.sealed, account.in_use, account.hears) == ("", False, False)
    assert fresh(checkout).state == "expired"


@pytest.mark.django_db(transaction=True)
def test_a_crash_between_the_call_and_the_record_makes_one_charge(till, settings):
    """The process dies right after Stripe's answer; the next try, under the stored key, finds the same session."""
    invoice = till.cast.invoice(price="100")
    script = (
        "import django; django.setup()\n"
        "from django.conf import settings; from django.db import connection\n"
        f"settings.STRIPE_API_BASE = {settings.STRIPE_API_BASE!r}\n"
        "from clientkeep.lifecycle.billing.gateways.checking_out import start_checkout\n"
        "from clientkeep.relationship.documents.models import Document\n"
        f"start_checkout(Document.objects.get(pk={str(invoice.pk)!r}), None, '/pay/return/{{checkout}}/', '/p/')\n"
    )
    from django.db import connection

    env = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "CLIENTKEEP_FAULTS": "",
        "CRASH_DB": json.dumps({key: connection.settings_dict[key] for key in WHERE}, default=str),
    }  # fmt: skip
    prelude = (
        "import json, os, tests.settings as t\n"
        "t.DATABASES['default'].update(json.loads(os.environ['CRASH_DB']))\n"
        "import clientkeep.foundation.faults as faults; faults._armed = frozenset({'pay.after_call'})\n"
    )
    died = subprocess.run([sys.executable, "-c", prelude + script], env=env, capture_output=True, timeout=60)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()[-500:]
    assert Checkout.objects.get().state == "created"
    from clientkeep.lifecycle.billing.gateways.checking_out import start_checkout

    checkout = start_checkout(fresh(invoice), None, "/pay/return/{checkout}/", "/p/")
    till.stripe.pay(checkout.provider_id)
    sessions = [row for row in till.stripe.requests if row.method == "POST" and row.path == "/v1/checkout/sessions"]
    assert len(sessions) == 2 and len({row.idempotency_key for row in sessions}) == 1
    assert len(till.stripe.account.test.objects["checkout.session"]) == 1
    till.hear()
    assert Payment.objects.count() == 1
