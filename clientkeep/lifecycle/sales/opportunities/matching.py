"""Who is known already: clients that an e-mail address or a name points at. They are shown, never joined by themselves."""

from dataclasses import dataclass

from django.db.models import Q

from clientkeep.relationship.clients.models import Client, Contact
from clientkeep.workspace.members.acting import Acting

MOST = 5
# Of such a domain, two addresses have nothing in common.
PUBLIC = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com mac.com aol.com proton.me protonmail.com "
    "gmx.de gmx.net gmx.at web.de t-online.de freenet.de mail.ru yandex.ru qq.com 163.com orange.fr free.fr laposte.net libero.it "
    "zoho.com fastmail.com hey.com mail.com comcast.net verizon.net att.net btinternet.com".split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """A client that is like the asker, and by what."""

    client: Client
    why: str


def known_clients(acting: Acting, email: str, name: str) -> list[Match]:
    """Return the clients that this person may see whose people have the address, then its domain, then the name."""
    mine, found = Client.objects.visible_to(acting), {}
    domain = email.rpartition("@")[2].casefold()
    if email:
        people = Contact.objects.current().filter(client__in=mine).select_related("client")
        at = Q(email__iexact=email) | (Q(email__iendswith=f"@{domain}") if domain not in PUBLIC else Q(pk=None))
        for person in sorted(people.filter(at)[:50], key=lambda each: each.email.casefold() != email.casefold()):
            same = person.email.casefold() == email.casefold()
            found.setdefault(person.client_id, Match(person.client, f"{person.name} has this address" if same else f"{person.name} writes from {domain}"))
    if name:
        for client in mine.filter(name__iexact=name)[:MOST]:
            found.setdefault(client.pk, Match(client, "the same name"))
    return list(found.values())[:MOST]
