"""What these rooms add to lower floors: their line and act on the client's page, the pipeline's settings page."""

from ..pipeline import settings_page
from . import panels

__all__ = ["panels", "settings_page"]
