"""The field of a form that asks for which of a client's works something is; it is not asked where there is none."""

from typing import Any

from django import forms

from clientkeep.relationship.clients.models import Client

from .works import Work, works_of

WHOLE = "The client as a whole"


class WorkField(forms.ChoiceField):
    """Which project; its clean value is a Work, or None for the client as a whole."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": "For which project", "required": False, **options})
        self.works: dict[str, Work] = {}

    def take(self, works: list[Work]) -> None:
        """Offer these; where it is one alone, that is chosen first."""
        self.works = {str(work.pk): work for work in works}
        self.choices = [("", WHOLE), *((key, work.name) for key, work in self.works.items())]
        self.initial = next(iter(self.works)) if len(works) == 1 else ""

    def clean(self, value: Any) -> Work | None:
        return self.works.get(super().clean(value))


def take_works(form: forms.Form, client: Client) -> None:
    """Offer the client's works in the form's field `work`; without any the field goes."""
    if works := works_of(client):
        form.fields["work"].take(works)
    else:
        del form.fields["work"]
