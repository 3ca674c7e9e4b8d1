"""The letters of this stage, whose first words and links the rooms register, and its page of the settings."""

from clientkeep.workspace.office.settings_pages import register

from .asks import asking as asks
from .cases import letters as cases
from .surveys import letters as surveys
from .themes import telling as themes

__all__ = ["asks", "cases", "surveys", "themes"]

register(
    "surveys", "Surveys", "When are clients asked how it is going?", "surveys:rules", order=55, icon="message-circle-heart"
)  # fmt: skip
