"""What the first issue of a document still needs to know about the firm: asked beside the paper, with the reason."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from clientkeep.foundation.slots import Slot
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import Workspace

from . import places
from .settings.changing import keep_settings
from .settings.forms import TaxFields

# Questions of rooms above, such as the next invoice number: fillings with a template of their own.
QUESTIONS_AT_ISSUE = Slot("questions at issue")


@dataclass(frozen=True, slots=True)
class Question:
    """`field` is the form's field, `why` the reason in the reader's words."""

    field: str
    label: str
    why: str


def _never_asked(field: str) -> Callable[[Workspace], bool]:
    return lambda firm: "issue" not in firm.asked_at and not getattr(firm, field)


QUESTIONS: list[tuple[Question, Callable[[Workspace], bool]]] = [
    (
        Question("address_line1", "Your address", "An invoice must name who sends it, with the address."),
        lambda firm: not firm.address_line1,
    ),
    (
        Question("tax_status", "Do you charge tax?", "It decides whether tax stands on the invoice."),
        lambda firm: firm.tax_status == "unknown",
    ),
    (
        Question("tax_id", "Your tax number", "Where you charge tax, most countries want it on the invoice."),
        lambda firm: firm.tax_status == "registered" and not firm.tax_id and "issue" not in firm.asked_at,
    ),
    (
        Question(
            "bank_details", "Your bank details", "So that clients can pay by transfer; leave it empty for card only."
        ),
        lambda firm: _never_asked("bank_details")(firm) and not firm.iban,
    ),
    (
        Question("terms_days", "Days to pay", "The due date is counted from it."),
        lambda firm: "issue" not in firm.asked_at and "terms" not in firm.asked_at,
    ),
    (
        Question("currency", "Your currency", "What is issued keeps its currency for ever."),
        lambda firm: "issue" not in firm.asked_at and "place" not in firm.asked_at,
    ),
]


def missing_for_issue(workspace: Workspace) -> list[Question]:
    """Return the questions that are open before this firm's first issue; none once they were answered."""
    return [question for question, is_open in QUESTIONS if is_open(workspace)]


class AskingForm(TaxFields):
    """Answers to what is missing. Fields of other questions are left out; `save_answers` keeps the rest."""

    country = forms.ChoiceField(choices=places.countries)
    currency = forms.ChoiceField(choices=places.currencies)
    terms_days = forms.IntegerField(label="Days to pay", min_value=0, max_value=365)

    class Meta(TaxFields.Meta):
        fields = [
            "address_line1", "postal_code", "city", "region", "country", "tax_status", "tax_name", "tax_percent",
            "tax_id", "bank_details", "iban", "terms_days", "currency",
        ]  # fmt: skip
        labels = {**TaxFields.Meta.labels, "address_line1": "Street", "tax_id": "Tax number", "iban": "IBAN"}
        widgets = {**TaxFields.Meta.widgets, "bank_details": forms.Textarea(attrs={"rows": 3})}

    GROUPS = {
        "address_line1": ("address_line1", "postal_code", "city", "region", "country"),
        "tax_status": ("tax_status", "tax_name", "tax_percent", "tax_id"),
        "tax_id": ("tax_id",),
        "bank_details": ("bank_details", "iban"),
        "terms_days": ("terms_days",),
        "currency": ("currency",),
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.questions = missing_for_issue(self.instance)
        asked = {field for question in self.questions for field in self.GROUPS[question.field]}
        for name in set(self.fields) - asked:
            del self.fields[name]
        for question in self.questions:
            self.fields[question.field].help_text = question.why
        if "address_line1" in self.fields:
            self.fields["address_line1"].required = self.fields["city"].required = True

    def clean_iban(self) -> str:
        from .settings.forms import checked_iban

        return checked_iban(self.cleaned_data["iban"])

    def clean_tax_status(self) -> str:
        if self.cleaned_data["tax_status"] == "unknown":
            raise forms.ValidationError("Choose one: it stands on the invoice.")
        return self.cleaned_data["tax_status"]

    def save_answers(self, acting: Acting) -> Workspace:
        """Keep the answers of a valid form; the questions are not asked again."""
        return keep_settings(acting, self, "issue")
