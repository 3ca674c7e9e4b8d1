"""How do clients pay you? Keys are written and never shown, tried at once, and each mode is seen."""

import logging

import pytest

from clientkeep.lifecycle.billing.gateways import setting_up
from clientkeep.lifecycle.billing.models import GatewayAccount
from clientkeep.workspace.journal.models import Event

PAGE = "/settings/payments/"


@pytest.fixture
def page(cast, as_member, stripe_server):
    return as_member(cast.olivia)


def test_a_key_is_tried_sealed_and_used(page, cast, stripe_server):
    assert "Keep the key" in page.get(PAGE).content.decode()
    answer = page.post(PAGE, {"secret_key": f" {stripe_server.key} "})
    account = GatewayAccount.objects.get()
    assert (answer.status_code, account.mode, account.in_use, account.account_name) == (302, "test", True, "Test account")
    assert stripe_server.key not in account.sealed and account.keys == {"secret_key": stripe_server.key}
    shown = page.get(PAGE).content.decode()
    assert "Test mode." in shown and "One thing is left" in shown


def test_neither_pages_nor_logs_nor_journal_know_the_keys(page, cast, stripe_server, caplog):
    with caplog.at_level(logging.DEBUG):
        page.post(PAGE, {"secret_key": stripe_server.key})
        account = GatewayAccount.objects.get()
        page.post(f"{PAGE}{account.pk}/secret/", {"webhook_secret": "whsec_canary_0123456789"})
        page.post(f"{PAGE}{account.pk}/test/")
        page.post(PAGE, {"secret_key": stripe_server.key.replace("sk_test_51", "sk_test_zz")})
        texts = [page.get(PAGE).content.decode(), page.get("/settings/").content.decode(), caplog.text]
    texts += [str(row.payload) for row in Event.objects.all()]
    texts += [str(row) for row in GatewayAccount.objects.values()]
    for text in texts:
        assert stripe_server.key not in text and "canary" not in text and "sk_test_zz" not in text


@pytest.mark.parametrize(
    ("typed", "words"),
    [("pk_test_1234567890abc", "publishable key"), ("hello", "not a Stripe secret key"), ("", "required"),
     ("sk_test_" + "x" * 30, "does not accept the secret key")],
)  # fmt: skip
def test_a_wrong_key_is_refused_in_words_and_nothing_is_kept(page, typed, words):
    answer = page.post(PAGE, {"secret_key": typed})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not GatewayAccount.objects.exists()


def test_one_mode_is_in_use_at_a_time_and_seen(page, cast, stripe_server):
    page.post(PAGE, {"secret_key": stripe_server.key})
    page.post(PAGE, {"secret_key": stripe_server.account.live_key})
    assert list(GatewayAccount.objects.filter(in_use=True).values_list("mode", flat=True)) == ["test"]
    page.post(f"{PAGE}mode/", {"mode": "live"})
    assert list(GatewayAccount.objects.filter(in_use=True).values_list("mode", flat=True)) == ["live"]
    assert "Clients pay with real money" in page.get(PAGE).content.decode()
    page.post(f"{PAGE}mode/", {"mode": ""})
    assert "Clients see no pay button." in page.get(PAGE).content.decode()


def test_with_a_public_address_stripe_is_told_by_itself_where_to_report(page, cast, stripe_server):
    cast.north.public_url = "https://clients.north.example"
    cast.north.save()
    page.post(PAGE, {"secret_key": stripe_server.key})
    account = GatewayAccount.objects.get()
    [endpoint] = stripe_server.account.test.objects["webhook_endpoint"].values()
    assert account.hears and endpoint["url"] == f"https://clients.north.example/hooks/stripe/{account.webhook_token}/"
    assert account.keys["webhook_secret"] == stripe_server.account.test.endpoint_secrets[endpoint["id"]][0]
    page.post(f"{PAGE}{account.pk}/removal/")
    assert not stripe_server.account.test.objects["webhook_endpoint"]
    assert GatewayAccount.objects.get().sealed == ""


def test_the_test_button_says_whose_account_it_is(till, as_member):
    page = as_member(till.cast.olivia)
    assert "The key opens the account of Test account." in page.post(f"{PAGE}{till.account.pk}/test/").content.decode()
    till.stripe.account.revoke(till.stripe.key)
    answer = page.post(f"{PAGE}{till.account.pk}/test/")
    assert answer.status_code == 422 and "does not accept" in answer.content.decode()


def test_keys_of_another_account_wait_until_payments_are_finished(till, cast):
    from clientkeep.foundation.errors import Conflict

    till.checkout()
    other = till.stripe.add_account("Another")
    with pytest.raises(Conflict):
        setting_up.set_keys(cast.north, "stripe", cast.by, {"secret_key": other.test_key})


@pytest.mark.parametrize("who", ["adam", "theo", "mia", "carla"])
def test_only_the_owner_sees_it(cast, as_member, who):
    assert as_member(getattr(cast, who)).get(PAGE).status_code == 403


def test_another_firms_keys_are_not_there(till, as_member):
    page = as_member(till.cast.sid)
    for act in ("test", "secret", "removal"):
        assert page.post(f"{PAGE}{till.account.pk}/{act}/").status_code == 404
    assert "Test account" not in page.get(PAGE).content.decode()


def test_the_demo_firm_takes_no_keys(page, cast, stripe_server):
    cast.north.is_demo = True
    cast.north.save()
    assert "The demo firm takes no money." in page.get(PAGE).content.decode()
    assert page.post(PAGE, {"secret_key": stripe_server.key}).status_code == 422
    assert not GatewayAccount.objects.exists()
