"""What every page's frame shows: the firm, the person, the rail, the demo banner."""

from typing import Any


def frame(request: Any) -> dict[str, Any]:
    """Return the frame's context for a template; empty where nobody is signed in."""
    acting = getattr(request, "acting", None)
    if acting is None:
        return {"acting": None, "workspace": None}
    from .rail import rail_for

    return {"acting": acting, "workspace": acting.workspace, "rail": rail_for(acting, request.path)}
