"""Open forms are asked for again."""

from clientkeep.foundation import clock
from clientkeep.workspace.queue import every

from .model import Intake
from .sending import chase


@every("12,42 * * * *")
def chase_intakes() -> None:
    """Ask again for what is due. Safe to run at any time, and again."""
    for found in Intake.objects.to_chase(clock.now()).order_by("pk"):
        chase(found)
