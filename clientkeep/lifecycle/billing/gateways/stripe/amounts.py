"""Between our minor units (ISO 4217) and the units that Stripe's API counts in, both ways, exactly.

Source: https://docs.stripe.com/currencies (zero-decimal currencies, three-decimal currencies, special cases).
Stripe disagrees with ISO 4217 for three currencies: MGA has two decimals there and none here; ISK and UGX
have none there and are written with two zeros here.
"""

from clientkeep.foundation.currencies import DECIMALS
from clientkeep.foundation.errors import Invalid

from ..protocol import Unreadable

# Currencies that Stripe charges in, by the power of ten of its API amounts.
_ZERO = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"
_THREE = "BHD JOD KWD OMR TND"
_TWO = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CNY COP
CRC CVE CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD
KES KGS KHR KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR
NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD SHP SLE SOS SRD SZL THB TJS TOP TRY TTD TWD
TZS UAH UGX USD UYU UZS WST XCD XCG YER ZAR ZMW
"""
EXPONENTS: dict[str, int] = {
    **dict.fromkeys(_TWO.split(), 2),
    **dict.fromkeys(_ZERO.split(), 0),
    **dict.fromkeys(_THREE.split(), 3),
}
# API amounts in these must be multiples: no fraction of an ISK or UGX, no last digit of a three-decimal one.
MULTIPLES: dict[str, int] = {"ISK": 100, "UGX": 100, **dict.fromkeys(_THREE.split(), 10)}


def to_stripe(minor: int, currency: str) -> int:
    """Return the API amount for `minor` units of an upper-case ISO code.

    Raises Invalid when the amount is not above zero, Stripe does not take the currency, or Stripe cannot
    express the amount: it is never rounded.
    """
    if currency not in EXPONENTS or currency not in DECIMALS:
        raise Invalid(f"Stripe does not take payments in {currency}. Choose another way to pay.", "currency")
    if minor < 1:
        raise Invalid("There is nothing to pay.", "amount")
    amount, rest = _scaled(minor, DECIMALS[currency], EXPONENTS[currency])
    step = MULTIPLES.get(currency, 1)
    if rest or amount % step:
        finest = "two decimals" if EXPONENTS[currency] == 3 else "whole units"
        words = f"Stripe takes {currency} in {finest} only. Round the total, or choose another way to pay."
        raise Invalid(words, "amount")
    return amount


def from_stripe(amount: int, currency: str) -> int:
    """Return minor units for an API amount; `currency` as Stripe writes it, in either case.

    Raises Unreadable when the currency is unknown or the amount has a fraction that our unit cannot hold.
    """
    code = currency.upper()
    if code not in EXPONENTS or code not in DECIMALS:
        raise Unreadable(f"Stripe named a currency that is not known here: {code!r:.10}.")
    minor, rest = _scaled(amount, EXPONENTS[code], DECIMALS[code])
    if rest:
        raise Unreadable(f"Stripe named an amount that {code} cannot hold: {amount} in its units.")
    return minor


def fee_from_stripe(amount: int, currency: str) -> int | None:
    """Return a fee in minor units, halves up; None when the currency is unknown here.

    Unlike a payment, a fee is a share: in ISK or UGX it often has a fraction. It must not hide the payment.
    """
    code = currency.upper()
    if code not in EXPONENTS or code not in DECIMALS:
        return None
    minor, rest = _scaled(amount, EXPONENTS[code], DECIMALS[code])
    return minor + 1 if rest * 2 >= 10 ** (EXPONENTS[code] - DECIMALS[code]) > 1 else minor


def _scaled(amount: int, from_power: int, to_power: int) -> tuple[int, int]:
    if to_power >= from_power:
        return amount * 10 ** (to_power - from_power), 0
    return divmod(amount, 10 ** (from_power - to_power))
