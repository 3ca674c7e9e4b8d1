"""The same good start each time. The rooms' models are gathered here."""

from .playbooks.model import Playbook
from .playbooks.run import PlaybookRun
from .playbooks.run_step import PlaybookStep

__all__ = ["Playbook", "PlaybookRun", "PlaybookStep"]
