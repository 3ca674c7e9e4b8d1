"""What stands above a proposal's blocks: its title, how long it holds, a discount."""

from typing import Any

from django import forms

from clientkeep.foundation.errors import Invalid
from clientkeep.relationship.documents.editor.cells import Cells


class HeadForm(forms.Form):
    """The head of a draft. The discount is typed as a percent or an amount in the document's currency."""

    title = forms.CharField(max_length=200, required=False)
    valid_until = forms.DateField(required=False, label="Valid until", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    discount = forms.CharField(max_length=40, required=False, help_text="10% or an amount. Off every price.")
    reference = forms.CharField(max_length=100, required=False, label="Their reference")

    deposit_at_once = forms.BooleanField(
        required=False, label="Send the deposit invoice at once", help_text="It is mailed when the client accepts, where a deposit is asked for."
    )

    def __init__(self, document: Any, post: Any = None) -> None:
        self.document = document
        self.cells = Cells(document.workspace.locale, document.currency)
        discount = self.cells.write_share(document.discount_percent, document.discount_minor)
        start = {"title": document.title, "valid_until": document.valid_until, "discount": discount, "reference": document.reference}
        start["deposit_at_once"] = document.kept.deposit_at_once
        super().__init__(post, initial=start)
        self.fields["valid_until"].label = document.kind_row.until
        if not document.begins_work:
            del self.fields["deposit_at_once"]

    def clean_discount(self) -> tuple[Any, Any]:
        try:
            return self.cells.read_share(self.cleaned_data["discount"], "discount")
        except Invalid as refusal:
            raise forms.ValidationError(refusal.message) from None

    def values(self) -> dict[str, Any]:
        """What Document.rewrite takes."""
        said = dict(self.cleaned_data)
        said["discount_percent"], said["discount_minor"] = said.pop("discount")
        return said
