"""What a person may change about themselves."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.models import ApiToken, User
from clientkeep.workspace.members.roles import ACTS


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": "Your name"}
        help_texts = {"name": "Clients see it in letters that you send."}


class PasswordForm(forms.Form):
    """A new password. The current one is asked for unless the person has just proved who they are."""

    current = forms.CharField(
        label="Current password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label="New password",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 10 characters; a few words are easier to keep in mind than signs.",
    )

    def __init__(self, user: User, ask_current: bool, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not ask_current:
            del self.fields["current"]

    def clean_current(self) -> str:
        if not self.user.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError("This is not your current password.")
        return self.cleaned_data["current"]

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.user)
        return self.cleaned_data["new"]


class EmailForm(forms.Form):
    email = forms.EmailField(label="New e-mail", max_length=254)


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"})
    )


LIVES = [("30", "30 days"), ("90", "90 days"), ("365", "One year"), ("", "Until revoked")]


class TokenForm(forms.Form):
    """A key for programs: its name, what it may do, how long it lives."""

    name = forms.CharField(max_length=100, help_text="What uses it, such as: website form.")
    scopes = forms.MultipleChoiceField(label="What it may do", widget=forms.CheckboxSelectMultiple)
    days = forms.ChoiceField(label="How long", choices=LIVES, required=False, initial="90")

    def __init__(self, acting: Acting, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.member = acting.member
        never = ("account.own", "tokens.own")  # a token must not make tokens or change its person's sign-in
        self.fields["scopes"].choices = [
            (act, words) for act, (words, _) in ACTS.items() if acting.may(act) and act not in never
        ]

    def clean_name(self) -> str:
        """A name is taken once, so that a form which is sent twice makes one token."""
        name = self.cleaned_data["name"].strip()
        if ApiToken.objects.filter(member=self.member, name=name, revoked_at=None).exists():
            raise forms.ValidationError("You have a token of this name. Revoke it first, or choose another name.")
        return name
