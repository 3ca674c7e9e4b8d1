"""The demo firm: a brand studio with clients and history, in a data folder of its own."""

from clientkeep.workspace.members.models import Member, User, Workspace

OWNER_EMAIL = "rowan@tidewater.example"


def make() -> Workspace:
    """Make the demo firm in the present database unless it is there; returns it."""
    known = Workspace.objects.filter(is_demo=True).first()
    if known:
        return known
    workspace = Workspace.objects.create(
        name="Tidewater Studio", email="hello@tidewater.example", country="US", trade="brand studio", is_demo=True
    )
    owner = User.objects.create_user(OWNER_EMAIL, None, "Rowan Tide")
    Member.objects.create(workspace=workspace, user=owner, role="owner")
    return workspace
