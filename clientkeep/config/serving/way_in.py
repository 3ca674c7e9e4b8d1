"""A one-time sign-in address, made on the machine itself."""

from clientkeep.workspace.members.models import SignInLink, User


def sign_in_address(user: User, base: str) -> str:
    """Return a fresh one-time address for this person; it ends the earlier ones."""
    try:
        from clientkeep.workspace.office.signin import make_link
    except ImportError:
        return f"{base}/sign-in/{SignInLink.issue(user)}/"
    link = make_link(user)
    return link if link.startswith("http") else base + link
