"""How a postal address is written: the town's line differs by country."""

TOWN_FIRST = ("US", "CA", "AU")


def lines_of(place) -> list[str]:
    """Return the lines of a firm's or client's address as printed, empty ones left out, without the country."""
    town = " ".join(part for part in (place.postal_code, place.city) if part)
    if place.country in TOWN_FIRST:
        town = ", ".join(part for part in (place.city, f"{place.region} {place.postal_code}".strip()) if part)
    return [line for line in (place.address_line1, place.address_line2, town) if line]
