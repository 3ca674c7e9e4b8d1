"""Currency rules of the API, written from Stripe's public currency page, apart from the product's own table.

docs.stripe.com/currencies: 'zero-decimal currencies', 'three-decimal currencies', 'special cases',
'minimum and maximum charge amounts'.
"""

from decimal import Decimal

from .wire import StripeProblem

_SUPPORTED = """
usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf
chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel ghs gip gmd gnf gtq gyd hkd hnl hrk
htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk
mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf
sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf
xcd xcg xof xpf yer zar zmw
"""
SUPPORTED = _SUPPORTED.split()
WHOLE = frozenset(
    ("bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf")
)
THOUSANDTHS = frozenset(("bhd", "jod", "kwd", "omr", "tnd"))
WHOLE_SENT_AS_HUNDREDTHS = frozenset(("isk", "ugx"))
MINIMUM = {
    "usd": 50, "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250,
    "eur": 50, "gbp": 30, "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000, "myr": 200, "nok": 300,
    "nzd": 50, "pln": 200, "ron": 200, "sek": 300, "sgd": 50, "thb": 1000,
}  # fmt: skip
LARGEST = 99_999_999
SIGNS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "aud": "$", "cad": "$", "hkd": "$", "nzd": "$", "sgd": "$"}


def check_currency(code: str, param: str) -> str:
    """Lower-case code, or the refusal that lists what is supported."""
    lower = code.lower()
    if lower not in SUPPORTED:
        raise StripeProblem(
            f"Invalid currency: {lower}. Stripe currently supports these currencies: {', '.join(SUPPORTED)}",
            param=param,
        )
    return lower


def check_divisible(amount: int, currency: str, param: str) -> None:
    """Refuse amounts that name a fraction which the currency no longer has."""
    step = 100 if currency in WHOLE_SENT_AS_HUNDREDTHS else 10 if currency in THOUSANDTHS else 1
    if amount % step:
        reason = "has become effectively zero-decimal and " if step == 100 else "is a three-decimal currency: "
        raise StripeProblem(
            f"Invalid amount. Currency {currency.upper()} {reason}charged amounts must be evenly divisible by "
            f"{step}. See https://stripe.com/docs/currencies#special-cases for more information.",
            code="invalid_charge_amount_no_decimal_compatible",
            param=param,
        )


def check_total(amount: int, currency: str) -> None:
    """Refuse a session whose total is below Stripe's minimum or above its maximum for the currency."""
    least = MINIMUM.get(currency, 1)
    if amount < least:
        raise StripeProblem(
            f"The Checkout Session's total amount due must add up to at least {shown(least, currency)} {currency}",
            code="amount_too_small",
        )
    if amount > LARGEST:
        raise StripeProblem(
            f"The Checkout Session's total amount due must be no more than {shown(LARGEST, currency)} {currency}",
            code="amount_too_large",
        )


def shown(amount: int, currency: str) -> str:
    """The amount as the payment page shows it: ¥500, $12.34, KWD 5.120, ISK 5."""
    if currency in WHOLE:
        figure = f"{amount:,}"
    elif currency in THOUSANDTHS:
        figure = f"{Decimal(amount) / 1000:,.3f}"
    elif currency in WHOLE_SENT_AS_HUNDREDTHS:
        figure = f"{amount // 100:,}"
    else:
        figure = f"{Decimal(amount) / 100:,.2f}"
    sign = SIGNS.get(currency)
    return f"{sign}{figure}" if sign else f"{currency.upper()} {figure}"
