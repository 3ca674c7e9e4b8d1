"""The firm and its people. The rooms' models are gathered here."""

from .keys import ApiToken, Invitation, SignInLink
from .limits import Attempts
from .model import Member, User, UserManager, Workspace

__all__ = ["ApiToken", "Attempts", "Invitation", "Member", "SignInLink", "User", "UserManager", "Workspace"]
