"""The firm's forms around intake: writing one, sending one, and reading what a client typed."""

from typing import Any

from django import forms

from clientkeep.foundation.ui.widgets import DateInput
from clientkeep.lifecycle.onboarding.playbooks.work_field import WorkField, take_works
from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.relationship.clients.strict import StrictForm

from .form import LONGEST_NAME, IntakeForm
from .model import Intake
from .rules import LONGEST_FORM


class WritingForm(StrictForm):
    """The name, and the questions in plain lines."""

    name = forms.CharField(label="Name", max_length=LONGEST_NAME, help_text="The client reads it too.")
    text = forms.CharField(label="Questions, one on each line", max_length=LONGEST_FORM, widget=forms.Textarea(attrs={"rows": 18}))


class SendForm(StrictForm):
    """Which form, to whom, by when."""

    form = forms.ModelChoiceField(label="Form", queryset=IntakeForm.objects.none(), empty_label=None)
    contact = forms.ModelChoiceField(label="Who fills it in", queryset=Contact.objects.none(), empty_label=None)
    due_on = forms.DateField(label="Needed by", widget=DateInput(), required=False)
    work = WorkField(help_text="Its answers stay with the project, apart from those of another one.")

    def __init__(self, client: Client, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id="send_%s", **options)
        take_works(self, client)
        self.fields["form"].queryset = IntakeForm.objects.filter(workspace=client.workspace_id)
        self.fields["contact"].queryset = Contact.objects.current().filter(client=client).exclude(email="").select_related("client__workspace")


def typed_in(found: Intake, posted: Any) -> dict[str, Any]:
    """What was typed, by question; a group of boxes that was shown and left empty is an empty answer."""
    read = {each.key: posted.getlist(each.key) if each.kind == "several" else posted.get(each.key, "") for each in found.asked if each.kind != "files"}
    return read if posted.get("whole") else {key: value for key, value in read.items() if key in posted}
