"""Where another package than the recommended one was chosen, lists, sums and the client's page tell what was chosen."""

import re

from .offer import block_of, proposal


def numbers(page) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.content.decode()))


def test_lists_sums_and_the_clients_page_tell_what_was_chosen(cast, as_member):
    made, waits = proposal(cast), proposal(cast)
    firm, where = as_member(cast.olivia), "/quotes/"
    assert "12,000.00" in numbers(firm.get(where))  # both at the recommended 6,000
    made.accept(cast.by, "Jo March", {"package": block_of(made, "package", 2)["id"]})
    listed = numbers(firm.get(where))
    assert "10,200.00" in listed and "16,200.00" in listed and "6,000.00" in listed
    page = numbers(firm.get(f"/clients/{cast.acme.pk}/"))
    assert "10,200.00" in page and "6,000.00" in page
    assert "Total EUR 10,200.00" in numbers(firm.get(f"/documents/{made.pk}/"))
    assert waits.state == "issued"
