"""Ready-made starts for some trades: whole proposals but for the prices, without a vague word."""

from collections.abc import Sequence

from .starting import Blocks, starts_with

Rows = Sequence[tuple[str, ...]]


@starts_with("brand", "Brand identity")
def _brand() -> Blocks:
    return _whole(
        "A mark, colours and type that {client.name} can use on everything from today on.",
        ["Brand identity", "Guidelines"],
        [
            ("Three directions", "1", "One of the three is chosen in writing."),
            ("Mark, colours and type", "2", "The files open in the printer's software and the mark is legible at 16 pixels."),
            ("Guidelines, 12 pages", "1", "The document names each colour, each typeface and each use of the mark."),
        ],
        [("Three directions", "3 weeks after the deposit"), ("One is chosen", "5 working days after the directions"), ("Files handed over", "3 weeks after the choice")],
        ["Printing", "Licences of typefaces", "A web site"],
    )


@starts_with("website", "Web site")
def _website() -> Blocks:
    return _whole(
        "A site that tells visitors of {client.name} what they can get, and lets them ask for it.",
        ["Structure and design", "Building the site", "Launch"],
        [
            ("Structure and drafts of 3 pages", "2", "{client.name} has accepted the drafts in writing."),
            ("The site with up to 10 pages", "1", "Each page shows its texts without an error in the current versions of Chrome, Safari and Firefox."),
            ("Launch and 2 hours of training", "0", "The site answers under its address, and somebody of {client.name} has changed a text alone."),
        ],
        [("Drafts", "3 weeks after the deposit"), ("Site to test", "5 weeks after the drafts are accepted"), ("Launch", "2 weeks after the test")],
        ["Texts and photographs", "Hosting and the address", "Changes after the launch"],
    )


@starts_with("photos", "Photographs")
def _photos() -> Blocks:
    return _whole(
        "Photographs that {client.name} can use on its site, in print and in the press.",
        ["Day of photographs", "Selection and retouching"],
        [
            ("One day of photographs at a place of {client.name}", "0", "The list of motifs has been worked through."),
            ("20 retouched photographs", "1", "They are 4,000 pixels wide and named by motif."),
        ],
        [("List of motifs agreed", "1 week after the deposit"), ("Day of photographs", "2 weeks after the list"), ("Photographs handed over", "10 working days after the day of photographs")],
        ["Models and their fees", "Rooms and permits", "Prints"],
    )


@starts_with("advice", "Advice, by the day")
def _advice() -> Blocks:
    return _whole(
        "A decision that {client.name} can take on paper: what there is, which ways are open, what each way costs.",
        ["Interviews and figures", "Report and recommendation"],
        [
            ("5 interviews", "0", "Notes of each interview are with {client.name}."),
            ("Report of up to 20 pages", "1", "It names three ways, each with costs and risks, and recommends one."),
            ("Presentation of 90 minutes", "0", "It has been held."),
        ],
        [("Interviews", "3 weeks after the deposit"), ("Report", "3 weeks after the last interview"), ("Presentation", "1 week after the report")],
        ["Carrying out what is decided", "Legal and tax advice", "Travel"],
    )


def _whole(aim: str, prices: Sequence[str], deliverables: Rows, milestones: Rows, without: Sequence[str]) -> Blocks:
    lines = [{"description": each, "quantity": "1", "unit_price": None} for each in prices]
    shares = [{"what": "To begin", "share": "50%", "when": "on acceptance"}, {"what": "The rest", "share": "50%", "when": "when it is handed over"}]
    return [
        {"type": "text", "title": "What {client.name} wants to reach", "text": aim},
        {"type": "price", "title": "Price", "rows": lines},
        {"type": "deliverables", "title": "What you get", "rows": [{"what": what, "revisions": rounds, "criteria": done} for what, rounds, done in deliverables]},
        {"type": "timeline", "title": "Timeline", "rows": [{"what": what, "when": when} for what, when in milestones]},
        {"type": "out_of_scope", "title": "Not included", "rows": [{"what": each} for each in without]},
        {"type": "response", "title": "How fast we answer", "rows": [{"what": "Questions by mail", "when": "1 working day"}]},
        {"type": "schedule", "title": "Payment", "rows": shares},
        {"type": "terms", "title": "Terms", "text": "This offer of {firm.name} holds until {valid_until}."},
    ]
