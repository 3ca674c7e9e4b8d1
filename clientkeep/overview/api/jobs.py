"""The API's own tidying."""

from clientkeep.foundation import clock
from clientkeep.workspace.queue import every

from .once.model import KEPT, StoredAnswer


@every("17 * * * *")
def forget_old_answers() -> None:
    """Drop answers that were kept for 24 hours: their keys may be used again."""
    StoredAnswer.objects.filter(created_at__lt=clock.now() - KEPT).delete()
