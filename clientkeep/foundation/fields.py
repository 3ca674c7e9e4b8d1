"""Database fields that keep numbers exact: scaled integers, since SQLite sums decimals as floats."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .ids import new_id


class Identity(models.UUIDField):
    """A UUIDv7 primary key."""

    def __init__(self, **options: Any) -> None:
        options.update(primary_key=True, default=new_id, editable=False)
        super().__init__(**options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        for given in ("primary_key", "default", "editable"):
            options.pop(given, None)
        return name, path, args, options


class Scaled(models.BigIntegerField):
    """A Decimal with a fixed number of places, stored as an integer of 10^-places."""

    def __init__(self, *args: Any, places: int = 6, **options: Any) -> None:
        self.places = places
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        options["places"] = self.places
        return name, path, args, options

    def from_db_value(self, value, expression, connection):
        return None if value is None else Decimal(value).scaleb(-self.places).normalize() + 0

    def to_python(self, value):
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except InvalidOperation:
            raise ValidationError("Enter a number.") from None

    def get_prep_value(self, value):
        if value is None:
            return None
        scaled = Decimal(value).scaleb(self.places)
        return int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def Minor(**options: Any) -> models.BigIntegerField:
    """Money as integer minor units; the row's currency stands beside it."""
    return models.BigIntegerField(**options)


def CurrencyCode(**options: Any) -> models.CharField:
    """An ISO 4217 code."""
    return models.CharField(max_length=3, **options)
