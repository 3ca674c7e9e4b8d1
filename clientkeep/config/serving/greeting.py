"""What `serve` says on the terminal once: where to go, and a way in as long as nobody has one."""

import os

from clientkeep.workspace.members.models import User, Workspace


def greet() -> None:
    """Print the address to open. A sign-in link is printed in the demo, and until somebody has a credential."""
    base = f"http://localhost:{os.environ.get('CLIENTKEEP_PORT', '8000')}"
    print(f"\n  Clientkeep is open at {base}", flush=True)
    for line in _lines(base):
        print(f"  {line}", flush=True)
    print("  Stop it with Ctrl+C.\n", flush=True)


def _lines(base: str) -> list[str]:
    workspace = Workspace.objects.order_by("created_at").first()
    if workspace is None:
        return ["No firm is set up yet: open the address and answer four small questions."]
    if workspace.is_demo:
        return [
            "This is the demo firm; nothing leaves this machine.",
            f"Sign in: {base}/demo/sign-in/",
            "Your own firm: bin/serve --own, or the button at the top of each page.",
        ]
    if somebody_can_sign_in():
        return []
    from .way_in import sign_in_address

    owner = User.objects.filter(memberships__role="owner", memberships__disabled_at=None).order_by("created_at").first()
    return [f"Sign in (works once, for 30 minutes): {sign_in_address(owner, base)}"] if owner else []


def somebody_can_sign_in() -> bool:
    """True once any person has a password or a passkey."""
    from allauth.mfa.models import Authenticator

    if Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists():
        return True
    return any(user.has_usable_password() for user in User.objects.filter(is_active=True))
