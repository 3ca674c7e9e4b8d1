"""Stripe as the settings page sees it."""

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.billing.gateways.stripe.gateway import StripeGateway

GOOD = {"secret_key": "sk_test_51Hxyz0123456789abcd", "webhook_secret": "whsec_0123456789abcdef"}
gateway = StripeGateway()


@pytest.mark.parametrize(
    ("settings", "ready"),
    [
        ({}, False),
        ({"secret_key": GOOD["secret_key"]}, False),
        ({"webhook_secret": GOOD["webhook_secret"]}, False),
        ({**GOOD, "secret_key": "  "}, False),
        (GOOD, True),
    ],
)
def test_ready_when_it_can_take_money_and_hear_of_it(settings, ready):
    assert gateway.configured(settings) is ready


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"secret_key": "pk_test_51Hxyz0123456789abcd"}, "secret_key"),
        ({"webhook_secret": "sk_test_51Hxyz0123456789abcd"}, "webhook_secret"),
        ({"previous_webhook_secret": "old"}, "previous_webhook_secret"),
    ],
)
def test_a_wrong_setting_is_named(change, field):
    for act in (gateway.check_settings, gateway.connect):
        with pytest.raises(Invalid) as caught:
            act({**GOOD, **change})
        assert caught.value.field == field


def test_every_setting_is_a_secret_with_a_hint():
    assert [f.name for f in gateway.fields] == ["secret_key", "webhook_secret", "previous_webhook_secret"]
    assert all(f.secret and f.hint for f in gateway.fields)


def test_the_address_of_the_api_is_the_installations(fake, settings):
    settings.STRIPE_API_BASE = fake.base_url
    found = gateway.connect({**GOOD, "secret_key": fake.key, "api_base": "http://169.254.169.254"})
    assert found.test_credentials().account_id == fake.account.id


def test_live_and_test_keys_make_live_and_test_connections():
    assert not gateway.connect(GOOD).livemode
    assert gateway.connect({**GOOD, "secret_key": "rk_live_51Hxyz0123456789abcd"}).livemode


def test_currencies():
    assert [gateway.takes(code) for code in ("USD", "ISK", "KWD", "IQD", "XXX")] == [True, True, True, False, False]
