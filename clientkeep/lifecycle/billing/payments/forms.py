"""The forms of money that came in and of money that goes back."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from clientkeep.foundation.currencies import decimals
from clientkeep.foundation.errors import Invalid
from clientkeep.foundation.money import Money
from clientkeep.foundation.secrets import new_token
from clientkeep.foundation.ui.widgets import DateInput, MoneyInput
from clientkeep.relationship.documents.drafting import number

from .model import METHODS

_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
BY_HAND = ("bank_transfer", "card", "cash", "check", "paypal", "other")


class AmountField(forms.CharField):
    """Money in major units of one currency, exact; `1,200.50` is read, anything that could be read two ways is not."""

    def __init__(self, currency: str = "USD", **options: Any) -> None:
        self.currency = currency
        options.setdefault("widget", MoneyInput())
        super().__init__(max_length=40, **options)

    def set_currency(self, currency: str, sign: str) -> None:
        self.currency = currency
        self.widget.before = sign

    def clean(self, value: Any) -> Money | None:
        text = super().clean(value)
        if not text:
            return None
        if _GROUPED.fullmatch(text):
            text = text.replace(",", "")
        try:
            amount = number(text, "amount")
            money = Money.of(amount, self.currency)
        except Invalid as refusal:
            raise ValidationError(refusal.message) from None
        if amount.normalize().as_tuple().exponent < -decimals(self.currency):
            raise ValidationError(f"{self.currency} has {decimals(self.currency) or 'no'} decimals.")
        if money.minor <= 0:
            raise ValidationError("Enter an amount above zero.")
        return money


class OnceForm(forms.Form):
    """A form that books once, however often it is sent."""

    form_token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, currency: str, sign: str, **options: Any) -> None:
        initial = {"form_token": new_token(), **(options.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **options)
        self.fields["amount"].set_currency(currency, sign)


class PaymentForm(OnceForm):
    """Money that came in by hand."""

    amount = AmountField(label="Amount")
    method = forms.ChoiceField(
        label="How was it paid?", choices=[(slug, METHODS[slug].capitalize().replace("Paypal", "PayPal")) for slug in BY_HAND]
    )
    date = forms.DateField(label="When did it come in?", widget=DateInput())
    note = forms.CharField(label="Note", max_length=500, required=False, help_text="For you; the client does not see it.")
    receipt = forms.BooleanField(label="Send a receipt", required=False)

    field_order = ["amount", "method", "date", "note", "receipt"]

    def __init__(self, *args: Any, mailable: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not mailable:
            self.fields["receipt"].disabled = True
            self.fields["receipt"].help_text = "There is no e-mail address on record yet."


class RefundForm(OnceForm):
    """Money that goes back."""

    amount = AmountField(label="Amount")
    because = forms.CharField(label="Why?", max_length=500, required=False)

    field_order = ["amount", "because"]


class CreditForm(OnceForm):
    """A client's credit put on an invoice."""

    amount = AmountField(label="Amount")


def amount_text(money: Money) -> str:
    """An amount as the input takes it back."""
    return str(Decimal(money.minor).scaleb(-decimals(money.currency)))
