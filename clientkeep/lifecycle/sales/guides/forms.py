"""Forms of the guide: a question of the firm, and the answers about one opportunity."""

from collections.abc import Mapping
from typing import Any

from django import forms

from clientkeep.relationship.clients.strict import StrictForm

from . import rules
from .prompt import Prompt


class PromptForm(StrictForm):
    words = forms.CharField(label="What do you ask?", max_length=rules.LONGEST_PROMPT)
    group = forms.ChoiceField(label="Heading", choices=list(rules.GROUPS.items()))


class GuideForm(StrictForm):
    """An answer to each question, and beside it what stood there when the page was shown. A part of them may be sent alone."""

    def __init__(self, prompts: list[Prompt], texts: Mapping[Any, str], data: Any = None) -> None:
        super().__init__(data)
        self.asked = {str(each.pk): each for each in prompts}
        for name, each in self.asked.items():
            now = texts.get(each.pk, "")
            area = forms.Textarea(attrs={"rows": 3, "data-saves": ""})
            self.fields[name] = forms.CharField(label=each.words, required=False, initial=now, widget=area, max_length=2 * rules.LONGEST_ANSWER)
            hidden = forms.HiddenInput()
            self.fields[f"was-{name}"] = forms.CharField(required=False, initial=now, widget=hidden, max_length=2 * rules.LONGEST_ANSWER)

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        said = [(label, [self[name] for name, each in self.asked.items() if each.group == group]) for group, label in rules.GROUPS.items()]
        return [(label, fields) for label, fields in said if fields]

    @property
    def said(self) -> dict[Prompt, str]:
        """What was sent; a field that was not sent says nothing."""
        return {each: self.cleaned_data.get(name, "") for name, each in self.asked.items() if name in self.data}

    @property
    def seen(self) -> dict[Prompt, str]:
        return {each: self.cleaned_data.get(f"was-{name}", "") for name, each in self.asked.items()}

    def renewed(self, texts: Mapping[Any, str], theirs: Mapping[Prompt, str]) -> "GuideForm":
        """The form anew: what is kept now, and what one wrote where somebody else did meanwhile, each with what to do."""
        form = GuideForm(list(self.asked.values()), texts, {})
        form.data = {name: texts.get(each.pk, "") for name, each in self.asked.items()}
        form.data |= {f"was-{name}": texts.get(each.pk, "") for name, each in self.asked.items()}
        form.data |= {str(each.pk): self.cleaned_data.get(str(each.pk), "") for each in theirs}
        form.full_clean()
        for each, text in theirs.items():
            form.add_error(str(each.pk), _meanwhile(text))
        return form


def _meanwhile(text: str) -> str:
    words = f"Somebody wrote meanwhile: “{text[:300]}”" if text else "Somebody emptied it meanwhile"
    return f"{words}. Yours is here and not saved; save again to put it in place of theirs."
