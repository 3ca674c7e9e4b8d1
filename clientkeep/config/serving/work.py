"""The worker process: jobs and the clock, and the greeting on the terminal at its start."""

import os
import subprocess
import sys

from clientkeep.config.serving.lifeline import die_with_parent


def main() -> None:
    """Run until TERM."""
    die_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientkeep.config.settings")
    import django

    django.setup()
    from clientkeep.config.durability import check_durability
    from clientkeep.workspace.queue.worker import main as work

    check_durability()
    if os.environ.get("CLIENTKEEP_GREET"):
        # In a process of its own: it makes a link, for which every page of the program is read into memory.
        subprocess.run([sys.executable, "-m", "clientkeep.config.serving.greeting"], check=False)
    work()


if __name__ == "__main__":
    main()
