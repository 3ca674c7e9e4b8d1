"""What this stage does when something is announced: each room's own reactions are gathered here."""

from .intake import answering as intake_answers
from .intake import gate as intake
from .intake import step_kind as forms
from .kickoffs import booked as kickoffs
from .kickoffs import step_kind as kickoff_steps
from .meetings import following as meetings
from .meetings import step_kind as meeting_steps
from .playbooks import reactions as playbooks

__all__ = ["forms", "intake", "intake_answers", "kickoff_steps", "kickoffs", "meeting_steps", "meetings", "playbooks"]
