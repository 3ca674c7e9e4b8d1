"""What people are told of how a client begins."""

from clientkeep.workspace.notices.kinds import notice_kind

from .intake.events import IntakePaused, IntakeSubmitted

notice_kind("intake", "An intake form comes back, or the client writes instead", (IntakeSubmitted, IntakePaused), "clients.see", order=56)
