"""What is asked about a person."""

from django import forms

from clientkeep.foundation.ui.widgets import RadioCards
from clientkeep.workspace.members.acting import Acting
from clientkeep.workspace.members.roles import Role

REASONS = {
    Role.OWNER: "Everything, and makes other owners.",
    Role.ADMIN: "Everything but keys, numbering and ownership.",
    Role.MEMBER: "Clients, drafts and sending; all clients or chosen ones.",
    Role.ACCOUNTANT: "Reads documents and books payments.",
}


def roles_for(acting: Acting) -> list[tuple[str, str]]:
    """The roles that this person may give."""
    return [(role.value, role.label) for role in Role if role != Role.OWNER or acting.may("members.own")]


class RoleForm(forms.Form):
    role = forms.ChoiceField(widget=RadioCards({role.value: reason for role, reason in REASONS.items()}))
    all_clients = forms.BooleanField(
        label="Sees all clients",
        required=False,
        initial=True,
        help_text="Without it a member sees only the clients chosen for them. Other roles see all.",
    )

    def __init__(self, acting: Acting, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_for(acting)


class InviteForm(RoleForm):
    name = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    field_order = ["name", "email", "role", "all_clients"]

    def __init__(self, acting: Acting, *args, **kwargs) -> None:
        super().__init__(acting, *args, **kwargs)
        self.fields["role"].initial = Role.MEMBER.value


class AddressForm(forms.Form):
    email = forms.EmailField(label="E-mail", max_length=254, help_text="The old address is told of the change.")


class AcceptForm(forms.Form):
    """How a new person takes their place."""

    name = forms.CharField(label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 10 characters. A passkey can be added afterwards.",
    )
