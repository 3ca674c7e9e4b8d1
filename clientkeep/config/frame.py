"""What every page's frame shows: the firm, the person, the rail, the command bar, the demo banner."""

from typing import Any

from clientkeep.foundation.ui.brand import brand_hash
from clientkeep.foundation.ui.reading import Reading, reading_as

from .rail import foot_for, person_of, place_of, rail_for, url_of


class ReadingMiddleware:
    """Figures and days on the page are written for the firm of the person who reads."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        if request.acting is None:
            return self.get_response(request)
        firm = request.acting.workspace
        with reading_as(Reading(firm.locale.replace("-", "_"), firm.currency, firm.time_zone)):
            return self.get_response(request)


def frame(request: Any) -> dict[str, Any]:
    """Return the frame's context for a template; only the firm's look is left out where nobody is signed in."""
    acting = getattr(request, "acting", None)
    if acting is None:
        return {"acting": None, "workspace": None}
    firm = acting.workspace
    return {
        "acting": acting,
        "workspace": firm,
        "firm_name": firm.name,
        "brand_css_url": url_of("office:brand_css", brand_hash(firm.accent)),
        "rail": rail_for(acting, request.path, place_of(request)),
        "rail_foot": foot_for(acting, request.path),
        "rail_person": person_of(acting, request.path),
        "compose_url": url_of("sentences:compose") if acting.may("documents.draft") else url_of("search:results"),
        "command_url": url_of("search:bar"),
        "demo": demo_banner(firm),
    }


def demo_banner(firm: Any) -> dict[str, str] | None:
    """Return the banner of the demo firm, with the way to one's own."""
    if not firm.is_demo:
        return None
    return {
        "text": "This is the demo firm. Nothing here leaves the machine.",
        "url": url_of("demo:own_firm") or "",
        "label": "Start your own firm",
    }
