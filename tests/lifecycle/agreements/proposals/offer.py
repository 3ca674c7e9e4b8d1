"""A proposal with three packages and two options, as the tests of this room use it."""

from clientkeep.lifecycle.agreements.models import Proposal

VAT = [{"name": "VAT", "percent": "20"}]


def line(description, price, **more):
    return {"description": description, "unit_price": price, "taxes": VAT, **more}


BLOCKS = [
    {"type": "text", "title": "What you want to reach", "text": "More **bookings** from the site.\n\n- found by search\n- easy to book"},
    {"type": "price", "rows": [line("Workshop", "500")]},
    {"type": "package", "title": "Basic", "text": "One page.", "rows": [line("One-page site", "2000")]},
    {"type": "package", "title": "Standard", "recommended": True, "rows": [line("Site of five pages", "4000"), line("Booking form", "500")]},
    {"type": "package", "title": "Full", "rows": [line("Site of fifteen pages", "8000")]},
    {"type": "options", "rows": [line("Photos", "600"), line("Second language", "900.01")]},
    {"type": "deliverables", "rows": [{"what": "Site", "revisions": "2", "criteria": "It passes the list in the annex."}]},
    {"type": "timeline", "rows": [{"what": "Draft", "when": "2026-04-01"}, {"what": "Launch", "when": "4 weeks after the draft"}]},
    {"type": "out_of_scope", "rows": [{"what": "Hosting"}]},
    {"type": "response", "rows": [{"what": "Questions by mail", "when": "1 working day"}]},
    {
        "type": "schedule",
        "rows": [{"what": "Start", "share": "50%", "when": "on acceptance"}, {"what": "Rest", "share": "50%", "when": "at launch"}],
    },
    {"type": "terms", "text": "The site is yours once it is paid."},
]


def proposal(cast, blocks=BLOCKS, issued=True, **values):
    made = Proposal.compose(cast.acme, cast.by, blocks, title="A new site", currency="EUR", **values)
    if issued:
        made.issue(cast.by)
    return made


def block_of(document, kind, nth=0):
    return [block for block in document.content if block["type"] == kind][nth]
