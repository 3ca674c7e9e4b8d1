"""The same good start each time. The rooms' models are gathered here."""

from .credentials.model import Credential
from .credentials.showing import CredentialShowing
from .expectations.model import ExpectationsLetter
from .intake.form import IntakeForm
from .intake.model import Intake
from .kickoffs.items import AgendaItem, KickoffAction
from .kickoffs.model import Kickoff
from .playbooks.model import Playbook
from .playbooks.run import PlaybookRun
from .playbooks.run_step import PlaybookStep

__all__ = [
    "AgendaItem", "Credential", "CredentialShowing", "ExpectationsLetter", "Intake", "IntakeForm", "Kickoff", "KickoffAction", "Playbook", "PlaybookRun",
    "PlaybookStep",
]  # fmt: skip
