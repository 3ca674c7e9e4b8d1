"""The firm that is measured: its settings, its owner, and the words that its clients and lines are made of."""

import random

from clientkeep.workspace.members.models import Member, User, Workspace

OWNER = "owner@bench.example"

FIRST = (
    "Amber Anchor Ash Basin Beacon Birch Blue Bramble Bright Canal Cedar Chalk Clover Copper Coral Crown Delta Dune East "
    "Elm Ember Fairview Fern Field Flint Forest Fox Garden Glen Golden Granite Green Grove Hale Harbor Haven Hazel Heath "
    "High Hill Holly Indigo Iron Ivory Ivy Juniper Kestrel Lake Lantern Larch Laurel Linden Lower Maple Marble Marsh "
    "Meadow Mill Moor Moss North Oak Old Olive Orchard Otter Pearl Pine Plum Quarry Quill Raven Red Reed Ridge River "
    "Robin Rowan Sable Saffron Sage Salt Silver Slate South Spruce Stone Summit Swift Thistle Timber Upper Vale Violet "
    "Walnut West White Wild Willow Winter Wood Yarrow"
).split()
SECOND = (
    "Academy Analytics Architects Bakery Books Brewery Builders Cabinets Care Ceramics Clinic Coffee Consulting Dental "
    "Design Engineering Events Farms Films Fitness Foods Foundry Freight Furniture Galleries Grocers Hotels Imports "
    "Interiors Joinery Kitchens Labs Landscapes Legal Lighting Logistics Management Marine Media Mills Motors Music "
    "Optics Outfitters Paper Partners Pharmacy Photo Planning Plumbing Press Properties Records Restaurants Robotics "
    "Roofing School Security Shoes Skincare Software Solar Sports Studio Supply Systems Tailors Tea Textiles Theatre "
    "Toys Travel Vets Vineyards Watches Windows Works Yoga"
).split()
LAST = (" LLC", " Inc", " & Sons", " Group", "", " Co", " Collective", " Partners", " House", " Ltd", " Agency", " Union")
CITIES = "Astoria Bend Boise Chico Denver Eugene Fresno Helena Medford Olympia Portland Reno Salem Spokane Tacoma".split()
PEOPLE = "Ada Ben Cleo Dan Eve Finn Gia Hal Iris Jude Kai Lena Milo Nora Omar Pia Quinn Rosa Sam Tess Uma Vic Wren Yara".split()
WORK = (
    "Brand identity", "Homepage design", "Product photography", "Packaging study", "Monthly care plan", "Copy editing",
    "Wayfinding plan", "Annual report layout", "Social media kit", "Revisions", "Workshop", "Project management",
    "Illustration set", "Type licence", "Print supervision", "Accessibility review", "Interview series", "Launch film",
)  # fmt: skip


def open_firm() -> Member:
    """Put the firm and its owner on record; returns the owner."""
    workspace = Workspace.objects.create(
        name="Bench Studio", legal_name="Bench Studio LLC", email="hello@bench.example", address_line1="1 Main Street",
        city="Portland", region="OR", postal_code="97201", country="US", time_zone="UTC", tax_status="registered",
        tax_name="Sales tax", tax_percent=8, bank_details="First Bank, account 123 456", terms_days=30,
        asked_at=dict.fromkeys(("address", "tax", "bank", "terms", "number", "currency", "issue"), "2026-01-01"),
    )  # fmt: skip
    user = User.objects.create_user(OWNER, None, "Olivia Bench")
    return Member.objects.create(workspace=workspace, user=user, role="owner")


def names(count: int) -> list[str]:
    """As many different client names, in no order that means anything."""
    dice = random.Random(7)
    every = [f"{first} {second}{last}" for first in FIRST for second in SECOND for last in LAST]
    dice.shuffle(every)
    return [every[n % len(every)] + (f" {n // len(every) + 1}" if n >= len(every) else "") for n in range(count)]
