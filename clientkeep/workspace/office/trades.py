"""Trades and an example sentence for each: what a firm of this kind might write first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """`example` has {client} and amounts in the firm's own currency by its code."""

    slug: str
    label: str
    example: str


TRADES = [
    Trade("design", "Design and branding", "Invoice {client} {c} 2,400 for brand identity plus 3 hours of revisions at {c} 80, due in 14 days"),
    Trade("web", "Web and software", "Invoice {client} 24 hours of development at {c} 95 and {c} 240 for hosting, due in 30 days"),
    Trade("marketing", "Marketing and social media", "Invoice {client} {c} 1,500 for the monthly campaign and {c} 350 for ads, due in 14 days"),
    Trade("writing", "Writing and translation", "Invoice {client} 6 articles at {c} 280 each, due in 14 days"),
    Trade("photo", "Photography and film", "Quote {client} {c} 1,200 for a product shoot plus 20 retouched pictures at {c} 25"),
    Trade("consulting", "Consulting", "Invoice {client} 3 days of consulting at {c} 950 a day, due in 30 days"),
    Trade("coaching", "Coaching and training", "Invoice {client} 5 sessions at {c} 120, due in 7 days"),
    Trade("architecture", "Architecture and interiors", "Quote {client} {c} 8,500 for the concept stage with a 30% deposit"),
    Trade("engineering", "Engineering", "Invoice {client} 16 hours of calculation at {c} 110, due in 30 days"),
    Trade("legal", "Law", "Invoice {client} 4.5 hours of advice at {c} 220, due in 14 days"),
    Trade("accounting", "Bookkeeping and tax", "Invoice {client} {c} 300 for bookkeeping in March, due in 14 days"),
    Trade("building", "Building and crafts", "Quote {client} {c} 4,800 for the bathroom with a 40% deposit"),
    Trade("garden", "Gardening and landscaping", "Invoice {client} 2 days of planting at {c} 420 and {c} 260 for plants, due in 14 days"),
    Trade("cleaning", "Cleaning and facility care", "Invoice {client} 12 visits at {c} 65, due in 14 days"),
    Trade("events", "Events and catering", "Quote {client} catering for 40 guests at {c} 38 each, deposit 50%"),
    Trade("other", "Something else", "Invoice {client} {c} 500 for the first part of the work, due in 14 days"),
]  # fmt: skip


def trade(slug: str) -> Trade:
    """Return the trade of this slug; the general one for a slug that is none."""
    return next((found for found in TRADES if found.slug == slug), TRADES[-1])


def example_for(slug: str, currency: str = "USD", client: str = "Acme Studio") -> str:
    """Return a sentence for the compose box, in this trade's words and the firm's currency."""
    return trade(slug).example.format(client=client, c=currency)
