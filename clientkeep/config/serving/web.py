"""The web server process: granian over the WSGI application, one worker, a few threads."""

import os

from clientkeep.config.serving.lifeline import be_parent, die_with_parent


def main() -> None:
    """Serve on CLIENTKEEP_HOST and CLIENTKEEP_PORT until TERM. CLIENTKEEP_WEB_LIFETIME renews the worker (seconds)."""
    die_with_parent()
    if os.environ.get("CLIENTKEEP_TREE"):
        be_parent()
    from granian import Granian
    from granian.constants import Interfaces

    lifetime = os.environ.get("CLIENTKEEP_WEB_LIFETIME")
    Granian(
        "clientkeep.config.wsgi:application",
        address=os.environ.get("CLIENTKEEP_HOST", "127.0.0.1"),
        port=int(os.environ.get("CLIENTKEEP_PORT", "8000")),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=int(os.environ.get("CLIENTKEEP_WEB_THREADS", "4")),
        workers_lifetime=int(lifetime) if lifetime else None,
        workers_kill_timeout=2,
        websockets=False,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
