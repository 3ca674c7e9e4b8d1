"""The forms of what one is told, and of webhooks. What is typed is checked by the verbs that keep it."""

from typing import Any

from django import forms

from clientkeep.workspace.members.acting import Acting

from .kinds import NoticeKind, in_order
from .preferences import WAYS, Preferences
from .rules import write_time
from .webhook import Webhook


class PreferencesForm(forms.Form):
    """A way for each kind, the windows of the digest, and quiet hours."""

    windows = forms.CharField(label="The digest comes at", max_length=100, help_text="Times of day, such as 9:00, 16:00. It never comes empty.")
    quiet_since = forms.CharField(label="Quiet from", required=False, max_length=10, help_text="Such as 19:00. Empty: never.")
    quiet_until = forms.CharField(label="Quiet until", required=False, max_length=10, help_text="Such as 7:30. What came meanwhile leaves then.")

    def __init__(self, acting: Acting, data: Any = None) -> None:
        self.kinds = [kind for kind in in_order() if acting.may(kind.act)]
        kept = Preferences.of(acting.member)
        initial = {
            "windows": ", ".join(write_time(each) for each in kept.chosen_windows),
            "quiet_since": write_time(kept.quiet_since), "quiet_until": write_time(kept.quiet_until),
            **{f"way_{kind.slug}": kept.way(kind) for kind in self.kinds}, **{f"hook_{kind.slug}": kept.hooks(kind) for kind in self.kinds},
        }  # fmt: skip
        super().__init__(data, initial=initial)
        for kind in self.kinds:
            self.fields[f"way_{kind.slug}"] = forms.ChoiceField(label=kind.label, choices=list(WAYS.items()))
            self.fields[f"hook_{kind.slug}"] = forms.BooleanField(label="To my webhook", required=False)

    @property
    def rows(self) -> list[tuple[NoticeKind, Any, Any]]:
        """Each kind with its two fields."""
        return [(kind, self[f"way_{kind.slug}"], self[f"hook_{kind.slug}"]) for kind in self.kinds]

    @property
    def chosen(self) -> dict[str, Any]:
        """What Preferences.keep takes."""
        said = self.cleaned_data
        return {
            "ways": {kind.slug: said[f"way_{kind.slug}"] for kind in self.kinds},
            "hooked": [kind.slug for kind in self.kinds if said[f"hook_{kind.slug}"]],
            **{name: said[name] for name in ("windows", "quiet_since", "quiet_until")},
        }


class WebhookForm(forms.Form):
    """The address of a webhook; what is kept is never shown again."""

    url = forms.CharField(label="Address of the webhook", required=False, max_length=2_000, widget=forms.PasswordInput(attrs={"autocomplete": "off"}))

    def __init__(self, hook: Webhook | None, data: Any = None) -> None:
        super().__init__(data)
        self.fields["url"].help_text = (
            "Empty leaves the present one as it is." if hook else "Such as https://hooks.slack.com/services/… It is kept sealed and never shown again."
        )


class FirmWebhookForm(WebhookForm):
    """The firm's webhook, and what goes there."""

    kinds = forms.MultipleChoiceField(label="What goes there", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, hook: Webhook | None, data: Any = None) -> None:
        super().__init__(hook, data)
        kinds = [kind for kind in in_order() if kind.to is None]
        self.fields["kinds"].choices = [(kind.slug, kind.label) for kind in kinds]
        self.fields["kinds"].initial = [kind.slug for kind in kinds if (hook.takes(kind) if hook else kind.urgent)]
