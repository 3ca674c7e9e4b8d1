"""What happened between Tidewater Studio and its eight clients. Days count back from today."""

from . import (
    contracts,
    feedback,
    kickoffs,
    letters,
    offers,
    playbooks,
    projects,
    scope,
    sequences,
    signatures,
    starting,
    talk,
    updates,
)
from .case_studies import case_studies
from .first_meetings import first_meetings
from .meetings import meetings
from .pipeline import pipeline
from .qualifying import qualifying
from .story import Story
from .studio import studio


def acme(story: Story) -> None:
    """The good client: won by referral, a large identity project with a deposit, steady work since."""
    story.meets(
        425, [("Mara Lindqvist", "mara@acme.example", ["primary", "decision_maker"]), ("Theo Bram", "accounts@acme.example", ["billing"])],
        name="Acme Studio", legal_name="Acme Studio LLC", tier="a", website="acme.example", phone="+1 503 555 0118",
        address_line1="210 NW Couch Street", city="Portland", region="OR", postal_code="97209", country="US",
        tags=["referral", "retail"], background="Came through Quill & Ivy. Mara decides quickly when she sees two options.",
    )  # fmt: skip
    story.says(424, "call", "They want a new identity before the spring fair. Budget about 8,000.", minutes=35)
    story.stage(421, "proposal")
    identity = [
        ("Brand identity", "6400"),
        ("Logo animation", "900"),
        ("Brand guidelines workshop", "1", "day", "1100"),
    ]
    story.drafts(420, "identity", "quote", identity, title="Brand identity", deposit_percent="50", valid_until=None)
    story.sends(420, "identity")
    story.accepts(415, "identity")
    story.stage(415, "active")
    story.deposit(415, "identity", "deposit")
    story.pays(411, "deposit", "card")
    projects.starts(story, 410, "identity")
    projects.gets_days(story, 409, "identity", [28, 42, 12])
    projects.reaches(story, 397, "identity", "Brand guidelines workshop")
    projects.moves(story, 388, "identity", 1, 7, "Mara wished to see a second palette first")
    scope.changes(story, 382, "stickers", "identity", "Stickers for the windows", "Mara asked for them at the second review.", [("Window stickers", 38_000, 20)])
    story.sends(382, "stickers")
    story.accepts(381, "stickers")
    scope.gives(story, 376, "identity", "A third palette", 40_000)
    projects.reaches(story, 374, "identity", "Brand identity")
    projects.reaches(story, 360, "identity", "Logo animation")
    projects.reaches(story, 363, "identity", "Window stickers")
    projects.finishes(story, 353, "identity")
    playbooks.begins(story, 411, "design")
    playbooks.goes_on(story, 410, "welcome", "folder", "material")
    playbooks.goes_on(story, 406, "likes", "review")
    playbooks.writes_expectations(story, 405)
    playbooks.acknowledges(story, 404)
    kickoffs.gets_a_time(story, 405, 5, "Their shop at Couch Street")
    kickoffs.sends_agenda(story, 403)
    kickoffs.holds(story, 400)
    talk.confirms(story, 399)
    for kept in ("first sketches", "photographs of both shops"):
        talk.keeps(story, 388, kept)
    playbooks.goes_on(story, 398, "dates", "sketch")
    story.final(352, "identity", "final")
    story.pays(345, "final", "bank_transfer")
    story.says(
        344, "mail", "“The identity lands exactly where we hoped. Thank you for the patience with the colour tests.”"
    )
    story.bills(
        262, "menu", [("Seasonal catalogue", "2850"), ("Photo retouching", "6", "hour", "80")], reference="PO 4411"
    )
    story.pays(251, "menu", "bank_transfer")
    story.bills(143, "store", [("Store window graphics", "1980")])
    story.pays(133, "store", "card")
    story.says(30, "call", "Refresh of the brand for the second shop. Wants it before summer.", minutes=25)
    story.bills(8, "refresh", [("Brand refresh", "2400"), ("Revisions", "3", "hour", "80")])
    projects.plans(story, 24, "Second shop", [("Sketches", -9), ("Two versions of the front", -2), ("Signs ordered", 12), ("Opening", 30)])
    projects.reaches_own(story, 10, "Sketches")
    story.next_step(6, "Show Mara the second-shop sketches", 4)
    offers.offers(story, 58, "windows", "shop", "Windows of the shop", asked=63)
    offers.becomes_a_template(story, 54, "windows", "Shop windows, by the season")
    signatures.asks(story, 57, "windows")
    signatures.chooses(story, 57, "windows", 1, [0])
    signatures.signs(story, 56, "windows", 13)
    signatures.signs(story, 56, "windows", 15)
    contracts.makes(story, 56, "windows_contract", "windows")
    signatures.asks(story, 55, "windows_contract")
    signatures.signs(story, 54, "windows_contract", 9)
    signatures.signs(story, 54, "windows_contract", 10)
    contracts.becomes_a_template(story, 54, "windows_contract", "Work in a shop")
    story.deposit(55, "windows", "windows_deposit")
    story.pays(48, "windows_deposit", "bank_transfer")
    kickoffs.plans(story, 3, "windows", "Kickoff: Windows of the shop", 5, "The second shop, back door")
    kickoffs.sends_agenda(story, 2)
    story.plans(60, "call", "P4W", "How the second shop comes along")
    story.celebrates(59, "launch", "The second shop opens", 5)
    starting.fills_in(story, 146, starting.ACME, sends=True)
    starting.hands_over(story, 142, "Shop windows: the printer’s portal", "Order the window film")
    starting.returns(story, 130, "Shop windows: the printer’s portal", "The film is up, and the printer has our own account")
    starting.hands_over(story, 9, "Login of the web host", "Put the second shop’s page up")
    feedback.answers(story, 120, "csat", 5, "The windows stopped people in the street.")
    feedback.answers(story, 34, "nps", 10, "I already told two friends.")
    feedback.is_asked_for(story, 32, "testimonial")
    feedback.praises(story, 29, "They listen first, and the colours are exactly ours.")
    letters.acme(story)
    updates.tells(story, 20, 13, 6)


def harbor(story: Story) -> None:
    """The retainer: every month an invoice, paid a few days late, the last one not yet."""
    story.meets(
        401, [("Dr Nadia Osei", "nadia@harbordental.example", ["primary", "decision_maker", "billing"]), ("Leo Tran", "leo@harbordental.example", ["viewer"])],
        name="Harbor Dental", legal_name="Harbor Dental Group PC", tier="a", website="harbordental.example",
        address_line1="77 Pier Avenue", city="Seaside", region="OR", postal_code="97138", country="US", tags=["retainer", "health"],
        background="Dr Osei prefers calls before nine. Invoices go through her own hands.",
    )  # fmt: skip
    story.says(
        399,
        "meeting",
        "They lose patients to the new practice in town. Want steady presence, not a campaign.",
        minutes=60,
    )
    story.drafts(395, "care", "quote", [("Brand care and social, monthly", "1", "month", "1500")], title="Brand care")
    story.sends(395, "care")
    signatures.asks(story, 394, "care")
    signatures.signs(story, 391, "care")
    signatures.signs(story, 390, "care", 13)
    projects.starts(story, 389, "care")
    scope.changes(
        story, 5, "second-practice", "care", "The second practice", "Dr Osei opens in Astoria in the autumn.",
        [("Opening campaign for Astoria", 240_000, 60), ("Brand care for Astoria, first month", 70_000, 90)],
    )  # fmt: skip
    story.sends(5, "second-practice")
    story.stage(390, "active")
    starting.asks(story, 12, "Access to the booking page", 8)
    starting.fills_in(story, 5, starting.HARBOR, sends=False)
    playbooks.looks_back(story, 4)
    for month in range(13):
        name = f"care-{month}"
        days_ago = 390 - month * 30
        story.bills(days_ago, name, [("Brand care and social", "1", "month", "1500")])
        if days_ago > 40:
            story.pays(days_ago - 17 - month % 4, name, "check" if month % 3 else "bank_transfer")
    story.says(24, "note", "Recall letters need new wording: ask Dr Osei which treatments to name.")
    story.next_step(12, "Ring Dr Osei about the open invoice", -1)
    feedback.answers(story, 170, "pulse", 8, "Steady. The posts look like us.")
    feedback.answers(story, 96, "pulse", 6, "Replies are slow, and we hear late when something moves.")
    feedback.mends(story, 91, "One fixed hour a day for replies", "From now on you hear from us by noon, each day that something moves.")
    feedback.changes(story, 90, "Slow replies", ["slow", "late"], "One fixed hour a day for replies, and an answer by noon.")
    feedback.answers(story, 38, "pulse", 9, "Much better. We know where things stand.")
    feedback.is_asked_for(story, 36, "referral")
    story.plans(300, "", "P1M", "What brought patients this month")
    letters.harbor(story)
    updates.tells(story, 13)
    updates.rewords(story, 2, "I ring you tomorrow before nine about the recall letters.")
    story.celebrates(299, "birthday", "Dr Osei's birthday", 40, yearly=True)


def bloom(story: Story) -> None:
    """The quote that waits for an answer."""
    story.meets(
        322, [("Ines Moreau", "ines@bloomandco.example", ["primary", "decision_maker", "billing"])],
        name="Bloom & Co", tier="b", website="bloomandco.example", address_line1="5 Flower Market", city="Eugene",
        region="OR", postal_code="97401", country="US", tags=["retail"],
    )  # fmt: skip
    story.bills(310, "cards", [("Gift cards, design", "650"), ("Print run", "500", "item", "0.42")])
    story.stage(310, "active")
    story.pays(303, "cards", "card")
    story.says(
        41, "call", "Wants the web shop to look like the shop. First idea: photographs on dark paper.", minutes=40
    )
    feedback.asks(story, 3, "pulse")
    story.stage(11, "proposal")
    shop = [
        ("Web shop design", "3600"),
        ("Product photography", "2", "day", "850"),
        ("Launch week support", "8", "hour", "95"),
    ]
    story.drafts(10, "shop", "quote", shop, title="Web shop", deposit_percent="40")
    story.sends(9, "shop")
    signatures.asks(story, 2, "shop")
    signatures.signs(story, 1, "shop")
    sequences.begins(story, 8, "quiet-quote")
    offers.offers(story, 2, "windows", "shop", "Windows of the shop", asked=6)
    signatures.asks(story, 1, "windows")
    sequences.reads(story, 3, 2)
    letters.bloom(story)


def quill(story: Story) -> None:
    """The partial payer, and the one who sends others."""
    story.meets(
        412, [("Quinn Avery", "quinn@quillivy.example", ["primary", "billing"])],
        name="Quill & Ivy", tier="b", address_line1="19 Alder Lane", city="Hood River", region="OR", postal_code="97031",
        country="US", tags=["publishing", "refers others"],
    )  # fmt: skip
    story.stage(409, "active")
    story.bills(405, "covers", [("Book covers", "3", "item", "780")])
    story.pays(399, "covers", "bank_transfer")
    story.bills(236, "fair", [("Book fair stand", "1450"), ("Posters", "4", "item", "120")])
    story.pays(221, "fair", "card")
    story.bills(44, "autumn", [("Autumn list covers", "4", "item", "780")])
    story.pays(41, "autumn", "bank_transfer", "1560")
    playbooks.begins(story, 9, "design")
    playbooks.goes_on(story, 8, "welcome", "folder")
    playbooks.goes_on(story, 5, "material", "review")
    playbooks.writes_expectations(story, 5)
    playbooks.waits(story, 2, "kickoff", "Quinn to come back from the book fair")
    letters.quill(story)


def northwind(story: Story) -> None:
    """The slow payer who pauses."""
    story.meets(
        366, [("Gus Ferro", "gus@northwindbrewing.example", ["primary", "decision_maker"]), ("Office", "office@northwindbrewing.example", ["billing"])],
        name="Northwind Brewing", tier="c", address_line1="300 Basin Street", city="Astoria", region="OR", postal_code="97103",
        country="US", tags=["food and drink"], terms_days=30,
    )  # fmt: skip
    story.stage(360, "active")
    story.bills(350, "labels", [("Can labels, three beers", "3", "item", "950")])
    story.pays(278, "labels", "check")
    story.bills(240, "taproom", [("Taproom signs", "1780")])
    story.credits(228, "misprint", "taproom", ("Misprinted sign", "240"))
    story.pays(169, "taproom", "check")
    story.says(165, "call", "Season is over. They pause until the new kettle is paid.", minutes=10)
    story.stage(164, "paused")
    sequences.begins(story, 6, "dormant")
    sequences.reads(story, 4)


def larkin(story: Story) -> None:
    """The client abroad: pounds, bank transfers, a hold-up with an address."""
    story.meets(
        297, [("Harriet Larkin", "harriet@larkin.example", ["primary", "decision_maker", "billing"])],
        name="Larkin Ltd", legal_name="Larkin Furniture Ltd", tier="b", currency="GBP", website="larkin.example",
        address_line1="4 Millbank Yard", city="Leeds", postal_code="LS1 4AP", country="GB", tax_id="GB123456789",
        time_zone="Europe/London", tags=["furniture", "abroad"], terms_days=30,
    )  # fmt: skip
    story.stage(290, "active")
    story.bills(288, "naming", [("Naming workshop", "2", "day", "720"), ("Name shortlist", "400")])
    story.pays(262, "naming", "bank_transfer")
    story.bills(96, "catalogue", [("Catalogue layout", "28", "page", "65")])
    story.pays(70, "catalogue", "bank_transfer")
    story.bills(12, "labels", [("Care labels", "380"), ("Translation of 1,200 words", "1200", "word", "0.085")])
    story.next_step(11, "Send Harriet the paper samples", 9)
    sequences.begins(story, 10, "after-a-project")
    sequences.reads(story, 7)
    letters.larkin(story)


def maple(story: Story) -> None:
    """The new inquiry: a draft that waits to be sent."""
    story.meets(
        13, [("Priya Raman", "priya@mapleridge.example", ["primary"])],
        name="Maple Ridge School", tier="", website="mapleridge.example", city="Gresham", region="OR", country="US", tags=["school"],
    )  # fmt: skip
    story.says(
        12,
        "call",
        "New crest and letterhead for the anniversary. The board decides at the end of the month.",
        minutes=30,
    )
    offers.offers(story, 3, "school", "school", "Anniversary of the school", with_proof=True)
    offers.becomes_a_template(story, 2, "school", "A crest and what carries it")
    offers.rewrites(story, 1, "school", "Crest for the sports shirts", "220")
    story.drafts(
        3,
        "crest",
        "estimate",
        [("School crest", "1800"), ("Letterhead and signs", "950")],
        title="Anniversary identity",
    )
    contracts.keeps_secret(story, 1, "secret", "The letters of the founders")
    letters.maple(story)


def stonebridge(story: Story) -> None:
    """The one that was lost."""
    story.meets(
        205, [("Walter Ames", "walter@stonebridge.example", ["primary", "decision_maker"])],
        name="Stonebridge Partners", tier="c", city="Salem", region="OR", country="US", tags=["finance"],
    )  # fmt: skip
    story.stage(203, "proposal")
    story.drafts(200, "report", "quote", [("Annual report design", "5200")], title="Annual report")
    story.sends(200, "report")
    story.says(190, "call", "They compare with a cheaper offer. No decision yet.", minutes=12)
    story.declines(184, "report", "We stay with our printer this year.")
    story.stage(183, "former")
    story.says(182, "note", "Lost on price. Ask again in autumn, before they print.")


TALES = [studio, meetings, acme, harbor, bloom, quill, northwind, larkin, maple, stonebridge, pipeline, case_studies, qualifying, first_meetings]
