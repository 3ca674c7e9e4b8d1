"""The worker process: jobs and the clock, and the greeting on the terminal at its start."""

import os

from clientkeep.config.serving.lifeline import die_with_parent


def main() -> None:
    """Run until TERM."""
    die_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
    import django

    django.setup()
    from clientkeep.config.durability import check_durability
    from clientkeep.config.serving.greeting import greet
    from clientkeep.workspace.queue.worker import main as work

    check_durability()
    if os.environ.get("CLIENTKEEP_GREET"):
        greet()
    work()


if __name__ == "__main__":
    main()
