"""No child outlives its parent: when the supervisor is killed, the tree goes with it.

Linux tells the child by a signal; elsewhere a thread watches who the parent is.
"""

import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Let this process end when its parent does, at once where it is gone already.

    CLIENTKEEP_TREE names the parent's process id; without it, outside of `clientkeep serve`, nothing is done.
    """
    parent = int(os.environ.get("CLIENTKEEP_TREE") or 0)
    if not parent:
        return
    if not (sys.platform == "linux" and _signal_on_death()):
        threading.Thread(target=_watch, args=(parent,), daemon=True, name="lifeline").start()
    if os.getppid() != parent:
        os._exit(1)


def be_parent() -> None:
    """Let the processes that this one starts live as long as it does."""
    os.environ["CLIENTKEEP_TREE"] = str(os.getpid())


def _signal_on_death() -> bool:
    import ctypes

    try:
        return ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0
    except (OSError, AttributeError):
        return False


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.3)
    os._exit(1)
