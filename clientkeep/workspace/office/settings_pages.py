"""The settings' register: a page by question. Rooms above add theirs; the index knows only this list."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from clientkeep.foundation.registry import Registry
from clientkeep.workspace.members.acting import Acting


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """A page of the settings: its name, the question it answers, and the act (roles.py) that lets one see it."""

    slug: str
    label: str
    question: str
    url_name: str
    act: str
    order: int
    icon: str = "settings"


PAGES: Registry[SettingsPage] = Registry("settings page")


def register(
    slug: str,
    label: str,
    question: str,
    url_name: str,
    act: str = "settings.edit",
    order: int = 100,
    icon: str = "settings",
) -> SettingsPage:
    """Add a page to the settings' index. Call it from AppConfig.ready of the room that serves `url_name`.

    Orders: 10 to 50 the firm, 60 to 90 money and mail, 100 on people, 200 on oneself.
    """
    return PAGES.add(slug, SettingsPage(slug, label, question, url_name, act, order, icon))


def pages_for(acting: Acting) -> list[tuple[SettingsPage, str]]:
    """Return the pages that this person may see, each with its address, in order."""
    found = []
    for page in sorted(PAGES, key=lambda page: (page.order, page.slug)):
        if acting.may(page.act):
            try:
                found.append((page, reverse(page.url_name)))
            except NoReverseMatch:
                continue
    return found
