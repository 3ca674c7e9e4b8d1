"""Keys and ids have a form, and nothing else becomes part of an address."""

import pytest

from clientkeep.foundation.errors import Invalid
from clientkeep.lifecycle.billing.gateways.protocol import Absent
from clientkeep.lifecycle.billing.gateways.stripe.identifiers import (
    check_id,
    check_secret_key,
    check_webhook_secret,
    is_live,
    masked,
)

GOOD = "sk_test_51Hxyz0123456789abcd"


@pytest.mark.parametrize("key", [GOOD, "rk_live_51Hxyz0123456789abcd", f"  {GOOD}\n"])
def test_a_secret_or_restricted_key_is_taken(key):
    assert check_secret_key(key) == key.strip()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("pk_live_51Hxyz0123456789abcd", "publishable key"),
        ("whsec_0123456789abcdef", "signing secret"),
        ("", "not a Stripe secret key"),
        ("sk_test_", "not a Stripe secret key"),
        ("sk_prod_51Hxyz0123456789abcd", "not a Stripe secret key"),
        (GOOD + "\r\nX-Header: 1", "not a Stripe secret key"),
        (GOOD[:-1] + "é", "not a Stripe secret key"),
    ],
)
def test_anything_else_is_refused_with_what_to_paste(key, words):
    with pytest.raises(Invalid, match=words) as caught:
        check_secret_key(key)
    assert caught.value.field == "secret_key"
    assert len(key) < 10 or key not in caught.value.message


@pytest.mark.parametrize("secret", ["", "whsec_", "sk_test_51Hxyz0123456789abcd", "whsec_0123456 89abcdef"])
def test_a_signing_secret_has_its_form(secret):
    with pytest.raises(Invalid, match="whsec_"):
        check_webhook_secret(secret)
    assert check_webhook_secret(" whsec_0123456789abcdef ") == "whsec_0123456789abcdef"


def test_live_and_test_keys_are_told_apart():
    assert [is_live(k) for k in (GOOD, "sk_live_51H", "rk_live_51H", "rk_test_51H")] == [False, True, True, False]


def test_a_masked_key_shows_its_kind_and_four_characters():
    assert masked(GOOD) == "sk_test_…abcd"
    assert masked("whsec_0123456789abcdef") == "whsec_…cdef"


@pytest.mark.parametrize(
    "id",
    [
        "", "cs_test_", "pi_1", "cs_test_a/../../customers", "cs_test_a%2F..", "cs_test_a?expand[]=x", "cs_test_a\n",
        "cs_test_é", "cs_test_" + "a" * 300, "../cs_test_a", "cs_test_a#b", "cs_prod_a", " cs_test_a",
    ],
)  # fmt: skip
def test_a_wrong_checkout_id_never_reaches_an_address(fake, connection, id):
    with pytest.raises(Absent):
        connection.read_checkout(id)
    with pytest.raises(Absent):
        connection.close_checkout(id)
    assert fake.requests == []


@pytest.mark.parametrize("id", ["", "pi_", "ch_1", "pi_1/refunds", "pi_1?x", "pi_%2e%2e", "pi_1\r\n"])
def test_a_wrong_payment_id_never_reaches_an_address(fake, connection, id):
    with pytest.raises(Absent):
        connection.read_payment(id)
    assert fake.requests == []


def test_right_ids_pass():
    assert check_id("checkout", "cs_live_a1B2") == "cs_live_a1B2"
    assert check_id("payment", "pi_3Abc") == "pi_3Abc"
