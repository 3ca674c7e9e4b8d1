"""Line and Deduction: the rows of a document."""

from decimal import Decimal

from django.db import models

from clientkeep.foundation.fields import Minor, Scaled

from .pricing.rules import PricedLine, Tax

UNITS = ["item", "hour", "day", "week", "month", "year", "word", "page", "km", "mile"]


class Line(models.Model):
    """One priced line. `unit_price` is in major units with up to six decimals; `amount_minor` is its net sum."""

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    description = models.CharField(max_length=2000, blank=True)
    quantity = Scaled(places=6, default=Decimal(1))
    unit = models.CharField(max_length=10, blank=True, choices=[(unit, unit) for unit in UNITS])
    unit_price = Scaled(places=6, null=True, help_text="None: the price is still missing")
    discount_percent = Scaled(places=4, null=True)
    taxes = models.JSONField(default=list, help_text='[{"name", "percent", "compound"}]')
    amount_minor = Minor(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="line_position_once")]

    @property
    def priced(self) -> PricedLine:
        taxes = (Tax(tax["name"], Decimal(tax["percent"]), bool(tax.get("compound"))) for tax in self.taxes)
        return PricedLine(self.quantity, self.unit_price or Decimal(0), self.discount_percent, tuple(taxes))


class Deduction(models.Model):
    """A deposit invoice that a final invoice takes off, named by its number."""

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="deductions")
    deposit = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="deducted_on")
    amount_minor = Minor(help_text="Gross")
    tax_minor = Minor(default=0)
    released_at = models.DateTimeField(null=True, blank=True, help_text="When the invoice was voided and the deposit freed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deposit"], condition=models.Q(released_at=None), name="deposit_deducted_once")
        ]
