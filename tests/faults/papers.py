"""Papers to be agreed to, put on record before the run, each for a client of its own: quotes to sign, proposals to choose from."""

from typing import Any

PRICES = ("1200", "800")
BLOCKS = [
    {"type": "price", "rows": [{"description": "Workshop", "unit_price": "400", "taxes": []}]},
    {"type": "package", "title": "Small", "rows": [{"description": "One page", "unit_price": "1000", "taxes": []}]},
    {"type": "package", "title": "Large", "rows": [{"description": "Ten pages", "unit_price": "5000", "taxes": []}]},
    {"type": "options", "rows": [{"description": "Photographs", "unit_price": "300", "taxes": []}]},
    {
        "type": "schedule",
        "rows": [{"what": "Start", "share": "50%", "when": "on acceptance"}, {"what": "Rest", "share": "50%", "when": "at launch"}],
    },
]


def found(firm: Any, by: Any, person: Any, count: int) -> dict[str, list[dict[str, str]]]:
    """`count` of each sort; `person(firm, by, name)` makes a client with a contact."""
    file = _Printed()
    return {
        "to_sign": [_to_sign(firm, by, person(firm, by, f"Iris {number}"), file) for number in range(count)],
        "to_choose": [_to_choose(firm, by, person(firm, by, f"Juniper {number}"), file) for number in range(count)],
    }


class _Printed:
    """The first paper's PDF stands for those of all, so that the run does not begin with an hour of printing."""

    content = b""

    def keep(self, document: Any) -> None:
        from clientkeep.relationship.documents.jobs import render_pdf
        from clientkeep.workspace.files import intake
        from clientkeep.workspace.members.acting import SYSTEM

        self.content = self.content or render_pdf(document)
        name = f"{document.number}.pdf"
        stored = intake.keep(document.workspace, self.content, name, by=SYSTEM, client_id=document.client_id, about=document, purpose="pdf", shown_to_client=True)
        document.pdf_file = stored.pk
        document.save(update_fields=["pdf_file"])


def _to_sign(firm: Any, by: Any, person: dict[str, str], file: _Printed) -> dict[str, str]:
    from clientkeep.lifecycle.agreements.models import Signing, SigningKey
    from clientkeep.lifecycle.agreements.signing.asked import Asked
    from clientkeep.relationship.clients.models import Client
    from clientkeep.relationship.documents.models import Document

    client = Client.objects.select_related("workspace").get(pk=person["client"])
    lines = [{"description": f"Part {price}", "unit_price": price, "taxes": []} for price in PRICES]
    quote = Document.draft(client, "quote", by, lines=lines, deposit_percent="50")
    quote.issue(by)
    file.keep(quote)
    signing = Signing.start(quote, by, [Asked(person["name"], person["email"])])
    secret = SigningKey.make(signing.signers.get())
    return {**_of(person), "document": str(quote.pk), "secret": secret, "version": signing.consent_version}


def _to_choose(firm: Any, by: Any, person: dict[str, str], file: _Printed) -> dict[str, str]:
    from clientkeep.lifecycle.agreements.models import Proposal
    from clientkeep.relationship.clients.models import Client

    client = Client.objects.select_related("workspace").get(pk=person["client"])
    proposal = Proposal.compose(client, by, BLOCKS, title="A new site")
    proposal.issue(by)
    file.keep(proposal)
    package = [block for block in proposal.content if block["type"] == "package"][-1]["id"]
    options = next(block for block in proposal.content if block["type"] == "options")["id"]
    return {**_of(person), "document": str(proposal.pk), "package": package, "option": f"{options}-0"}


def _of(person: dict[str, str]) -> dict[str, str]:
    return {"name": person["name"], "email": person["email"], "cookie": person["cookie"]}
