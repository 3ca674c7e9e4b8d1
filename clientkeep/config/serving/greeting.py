"""What `serve` says on the terminal once: where to go, and a way in as long as nobody has one."""

import os


def greet() -> None:
    """Print the address to open. A sign-in link is printed in the demo, and until somebody has a credential."""
    base = f"http://localhost:{os.environ.get('CLIENTKEEP_PORT', '8000')}"
    print(f"\n  Clientkeep is open at {base}", flush=True)
    for line in _lines(base):
        print(f"  {line}", flush=True)
    print("  Stop it with Ctrl+C.\n", flush=True)


def _lines(base: str) -> list[str]:
    from clientkeep.workspace.members.models import Workspace
    from clientkeep.workspace.office.signin import anybody_can_sign_in, make_link

    workspace = Workspace.objects.order_by("created_at").first()
    if workspace is None:
        return ["No firm is set up yet: open the address and answer four small questions."]
    if workspace.is_demo:
        return [
            "This is the demo firm; nothing leaves this machine.",
            f"Sign in: {base}/demo/sign-in/",
            "Your own firm: bin/serve --own, or the button at the top of each page.",
        ]
    if anybody_can_sign_in():
        return []
    return [f"Sign in (works once, for 30 minutes): {make_link(base=base)}"]


def main() -> None:
    """Greet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
    import django

    django.setup()
    greet()


if __name__ == "__main__":
    main()
