"""Numbers that others gave out: tax ids checked softly, phone numbers written as their country writes them.

The libraries are large and are loaded by the first page that needs them.
"""

import re

# Tax numbers of countries whose checks python-stdnum knows under this module name.
_MODULES = {
    "AU": "stdnum.au.abn", "BR": "stdnum.br.cnpj", "CA": "stdnum.ca.bn", "CH": "stdnum.ch.uid", "GB": "stdnum.gb.vat",
    "IN": "stdnum.in_.gstin", "MX": "stdnum.mx.rfc", "NO": "stdnum.no.orgnr", "NZ": "stdnum.nz.ird", "US": "stdnum.us.ein",
}  # fmt: skip
_UNION = frozenset("AT BE BG CY CZ DE DK EE EL ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split())


def doubt_about_tax_id(number: str, country: str) -> str:
    """Return in words why a tax id looks wrong for its country (ISO 3166), or an empty text.

    Only format and check digits are looked at; nobody is asked, and a doubt never keeps the number out.
    """
    compact = re.sub(r"[\s.\-/]", "", number).upper()
    if not compact:
        return ""
    if compact[:2] in _UNION and (not country or country in _UNION):
        return "" if _holds("stdnum.eu.vat", compact) else _words(number, compact[:2])
    if country in _UNION:
        prefix = "EL" if country == "GR" else country
        return "" if _holds("stdnum.eu.vat", prefix + compact) else _words(number, country)
    module = _MODULES.get(country)
    return "" if not module or _holds(module, compact) else _words(number, country)


def written_phone(number: str, country: str) -> str:
    """Return a phone number in its international form where it is a possible one, else as it was typed."""
    if not any(char.isdigit() for char in number):
        return number
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _holds(module: str, number: str) -> bool:
    from importlib import import_module

    return bool(import_module(module).is_valid(number))


def _words(number: str, country: str) -> str:
    return f"{number} does not look like a tax id of {country}. Check it for a mistyped digit."
