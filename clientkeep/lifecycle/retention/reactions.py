"""What this stage does when something is announced: each room's own reactions are gathered here."""

from .sequences import reactions as sequences
from .surveys import reactions as surveys
from .themes import reactions as themes

__all__ = ["sequences", "surveys", "themes"]
