"""The address table is reviewed: an address appears, vanishes or changes its gate only where somebody saw it."""

import difflib

from tests.house.objects import MADE
from tests.house.urls import PARAMETER, REVIEWED, operations, reviewed_text, routes, table


def test_every_address_is_in_the_reviewed_list():
    now, seen = reviewed_text(), REVIEWED.read_text()
    changes = [line for line in difflib.ndiff(seen.splitlines(), now.splitlines()) if line[0] in "+-"]
    assert now == seen, (
        "The address table is not the one that was reviewed:\n" + "\n".join(changes) + "\n\n"
        "Is each new address meant to be reachable, by just these people? Then run "
        "`python -m tests.house.urls` and commit tests/house/routes.txt with your change."
    )


def test_every_address_says_who_may_come():
    bare = [str(route) for route in table() if not route.is_guarded]
    assert not bare, (
        f"These addresses have no gate: {bare}. Put @staff('an act of roles.py') on the view, @portal_page for a "
        "client's page, or @open_door('why strangers may come')."
    )


def test_every_parameter_can_be_made():
    unknown = {(name, each.name) for each in (*routes(), *operations()) for name in each.parameters if name not in MADE}
    assert not unknown, (
        f"The matrix cannot fill these parameters: {sorted(unknown)}. Teach tests/house/objects.py to make an own, "
        "a foreign, an unseen and an absent one."
    )


def test_every_operation_of_the_api_is_described():
    described = {operation.template for operation in operations()}
    silent = {"/" + PARAMETER.sub(r"{\1}", route.pattern) for route in table() if route.is_operation} - described
    assert not silent, f"The OpenAPI file says nothing of {sorted(silent)}; the matrix of the API is made from it."
